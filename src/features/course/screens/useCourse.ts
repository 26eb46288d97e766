import { useRefresh } from "#ui/client.ts";

/** Asks again for the course and for what rests on it. */
export function useCourseChanged(caseId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["course.get", caseId], ["course.ending", caseId], ["course.aftercare", caseId], ["course.gates", caseId], ["cases.get", caseId], ["compliance.dates", caseId], ["timeline.get", caseId], ["day.today"]);
}
