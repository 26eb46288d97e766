import { useApi } from "#ui/client.ts";
import { useKeptDraft } from "#ui/useKeptDraft.ts";
import type { Plan, PlanContent } from "../contract.ts";

/** What a version says, as it is sent. */
export function contentOf(plan: Pick<Plan, "goals" | "objectives">): PlanContent {
  return { goals: plan.goals.map(({ goalId, words }) => ({ goalId, words })), objectives: plan.objectives.map(({ openedOn: _openedOn, standing: _standing, disclosure: _disclosure, ...one }) => one) };
}

/** Keeps the draft of a plan saved as it is typed. */
export function usePlanDraft(caseId: string, plan: Plan) {
  const api = useApi();
  const { planId } = plan;
  const asDraft = (one: Plan) => ({ content: contentOf(one), revision: one.revision, savedAt: one.savedAt });
  return useKeptDraft<PlanContent>({
    id: planId,
    from: asDraft(plan),
    save: (content, revision) => api.plan.save({ caseId, planId, revision, ...content }),
    load: async () => {
      const found = (await api.plan.get({ caseId })).plans.find((one) => one.planId === planId && one.status === "draft");
      return found === undefined ? null : asDraft(found);
    },
  });
}
