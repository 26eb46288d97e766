import type { UseQueryResult } from "@tanstack/react-query";
import type { CaseView } from "#features/cases/contract.ts";
import { type ApiFault, useAnswer, useRefresh } from "#ui/client.ts";
import { useAsAdult } from "#ui/shownTo.ts";

/** One case, asked once for the head and all its tabs; while it is shown to one of its adults, as that adult would see it. */
export function useCase(caseId: string): UseQueryResult<CaseView, ApiFault> {
  const asAdultId = useAsAdult(caseId);
  return useAnswer(["cases.get", caseId, asAdultId], (api) => api.cases.get({ caseId, asAdultId }));
}

/** After a change of the case: asks again for it and for what is decided from it. */
export function useCaseChanged(caseId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["cases.get", caseId], ["people.around", caseId], ["diagnoses.list", caseId], ["eligibility.decide", caseId], ["consents.list", caseId], ["cases.list"]);
}
