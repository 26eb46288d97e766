import type { CivilDate } from "#kernel/dates.ts";
import { asActor, type Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers, type Services } from "#server/procedure.ts";
import { appendAudit } from "#server/audit.ts";
import type { JobPayload } from "#server/queue.ts";
import { listAgencies } from "#features/messages/store.ts";
import { decideChart, decideSessions, keepDecision, policyNamed } from "#features/eligibility/deciding.handlers.ts";
import { findCaseFacts } from "#features/eligibility/facts.store.ts";
import { setBirthDateRight } from "#features/people/handlers.ts";
import type { people } from "#features/people/contract.ts";
import { policySettings, shippedPolicies } from "#features/policy/agency.handlers.ts";
import { policiesOfAgency } from "#features/policy/store.ts";
import * as store from "./store.ts";

type Asking = Pick<Call, "services" | "language">;

/** Decides eligibility on a day by every policy of the agency, and keeps each decision. */
export async function keepEligibility(tx: Transaction, call: Asking, caseId: string, on: CivilDate): Promise<void> {
  const recorded = await findCaseFacts(tx, caseId, on);
  const policies = await policiesOfAgency(tx, shippedPolicies(call), recorded.installed);
  for (const id of policySettings(recorded.policies).eligibility) await keepDecision(tx, call, { caseId, sessionId: null, class: "child_chart", moment: "claim" }, decideChart(call, policyNamed(policies, id), on, recorded));
}

/** Decides eligibility and every signed session of a case anew, and keeps what comes out beside the originals, which stand. */
export async function redecideCase(services: Services, { agencyId, id: caseId }: JobPayload): Promise<void> {
  const agency = (await listAgencies(services.database)).find((one) => one.agencyId === agencyId);
  if (agency === undefined) return;
  const call: Asking = { services, language: "en" };
  await asActor(services.database, services.clock, { kind: "system", job: "redecide-case", ...agency }, async (tx) => {
    await keepEligibility(tx, call, caseId, tx.today);
    const signed = await store.listSigned(tx, caseId);
    for (const cosigned of [true, false]) {
      const ids = signed.filter((one) => one.cosigned === cosigned).map((one) => one.sessionId);
      const fresh = await decideSessions(tx, call, ids, { moment: "claim", signed: true, cosigned: cosigned ? true : null });
      for (const [sessionId, decided] of fresh) await keepDecision(tx, call, { caseId, sessionId, class: "service", moment: "claim" }, decided);
    }
    await appendAudit(tx, { action: "job", procedure: "placement.redecide", outcome: "done", requestId: "redecide-case", caseId });
  });
}

/** Sets a birth date right. Of a child, ages and decisions hang on it: they are worked out anew at once, behind this request, since not everybody who may correct a date sees the chart. */
export const correctBirthDate: Handlers<typeof people>["correctBirthDate"] = handle(async (tx, input, call) => {
  await setBirthDateRight(tx, input);
  for (const { caseId } of await store.casesOfChild(tx, input.personId)) await call.services.enqueue(tx, "redecide-case", { agencyId: tx.actor.agencyId, id: caseId });
  return { corrected: true as const };
});
