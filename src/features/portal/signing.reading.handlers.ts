import type { Signed, ToSign } from "./family.rules.ts";
import type { FamilyApi } from "./visitor.handlers.ts";

/** What waits for the adult's signature in one family: what was asked first, then the plan. */
export async function readToSign(api: FamilyApi, caseId: string): Promise<ToSign[]> {
  const [{ asks }, { waits }] = [await api.signing.mine({ caseId }), await api.plan.toSign({ caseId })];
  return [...asks.map(({ askId, kind }) => ({ caseId, what: "consent" as const, askId, kind })), ...(waits === null ? [] : [{ caseId, what: "plan" as const, planId: waits.planId }])];
}

/** What the adult signed, the newest first, each with its copy. */
export async function readSigned(api: FamilyApi, caseId: string): Promise<Signed[]> {
  const [{ signed }, plans] = [await api.signing.mine({ caseId }), (await api.plan.toSign({ caseId })).signed];
  const consents: Signed[] = signed.map((consent) => ({ caseId, what: "consent", consent, signedOn: consent.signedOn, address: `/api/cases/${caseId}/own-consents/${consent.consentId}/paper` }));
  const ofPlan: Signed[] = plans.map((one) => ({ caseId, what: "plan", signedOn: one.signedOn, address: `/api/cases/${caseId}/plans/${one.planId}/paper?kind=to_sign&language=${one.language}` }));
  return [...consents, ...ofPlan].toSorted((a, b) => b.signedOn.localeCompare(a.signedOn));
}
