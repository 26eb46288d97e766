import { useRefresh } from "#ui/client.ts";

/** What is asked anew once answers of a case were recorded or set right: its measures, what is due, its series and its axis, and the reviews that an answer may have raised. */
export function useMeasuresChanged(caseId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["measures.list", caseId], ["timeline.get", caseId], ["measureSchedule.due", caseId], ["measureSeries.list", caseId], ["course.get", caseId], ["safety.list"]);
}
