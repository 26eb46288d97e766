import { useRefresh } from "#ui/client.ts";

/** Asks again for the safety plans of a case and for what rests on them. */
export function usePlansChanged(caseId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["safety.plans.list", caseId], ["day.today"]);
}

/** Asks again for a report and for what rests on it. */
export function useReportChanged(reportId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["safety.reports.get", reportId], ["safety.reports.list"], ["day.today"]);
}
