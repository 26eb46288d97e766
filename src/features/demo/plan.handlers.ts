import { addDays, type CivilDate } from "#kernel/dates.ts";
import { type Actor, newId, type Transaction } from "#database/actor.ts";
import { listPeople } from "#features/people/store.ts";
import type { SigningPart } from "#features/plan/contract.ts";
import { listFamilySigners, readerOf, requirePlan, textFor } from "#features/plan/reading.handlers.ts";
import { attempt, sign } from "#features/plan/signing.handlers.ts";
import { begin, fix, review, save } from "#features/plan/writing.handlers.ts";
import type { Services } from "#server/procedure.ts";
import { tell, type Voice } from "./phrases.rules.ts";
import { demoObjectives, leavesReviews, planDays, reviewDays } from "./plan.rules.ts";

type As = <T>(who: Actor, on: CivilDate, work: (tx: Transaction) => Promise<T>) => Promise<T>;
type Of = { services: Services; caseId: string; place: number; voice: Voice | null; opened: CivilDate; today: CivilDate; clinician: Actor; supervisor: Actor };

/** The plan of care of a made-up case, each act on its own day: written, signed by all, reviewed; those still to come are left out. */
export async function recordPlan({ services, caseId, place, voice, opened, today, clinician, supervisor }: Of, as: As): Promise<void> {
  const call = { services };
  const on = (after: number) => addDays(opened, after);
  if (on(planDays.begun) > today) return;
  const ids = await as(clinician, on(planDays.begun), async (tx) => {
    const made = await begin(tx, { caseId });
    const adult = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild && one.hasOpenDyad)!;
    const objectiveIds: [string, string] = [newId(tx), newId(tx)];
    const saved = await save(tx, { caseId, planId: made.planId, revision: made.revision, goals: [], objectives: demoObjectives(objectiveIds, adult.personId, tx.today, voice) }, call);
    return { planId: made.planId, revision: saved.revision, objectiveIds };
  });
  const { planId, revision, objectiveIds } = ids;
  if (on(planDays.fixed) > today) return;
  await as(clinician, on(planDays.fixed), (tx) => fix(tx, { caseId, planId, revision }));
  const put = (who: Actor, day: CivilDate, part: SigningPart, name: string | null) =>
    as(who, day, async (tx) => {
      const signer = part === "caregiver" ? (await listFamilySigners(tx, caseId))[0]! : null;
      const authorityId = signer?.authorityId ?? null;
      const { textHash } = await textFor(tx, call, caseId, await requirePlan(tx, caseId, planId), await readerOf(tx, caseId, authorityId), "en");
      return sign(tx, { caseId, planId, part, authorityId, way: "here", documentId: null, signedName: signer?.name ?? name!, signedOn: tx.today, language: "en", textHash }, call);
    });
  const nameOf = (who: Actor) => (who.kind === "staff" ? who.name : "");
  if (leavesReviews(place)) await as(clinician, on(planDays.fixed + 1), (tx) => attempt(tx, { caseId, planId, attemptedOn: tx.today, reason: "Nobody was at home at the hour agreed." }));
  if (on(planDays.signedByFamily) > today) return;
  await put(clinician, on(planDays.signedByFamily), "caregiver", null);
  await put(clinician, on(planDays.signedByFamily), "clinician", nameOf(clinician));
  if (on(planDays.approved) > today) return;
  await put(supervisor, on(planDays.approved), "supervisor", nameOf(supervisor));
  for (const [time, day] of reviewDays(opened, today, place).entries()) {
    await as(clinician, day, (tx) => review(tx, { caseId, planId, reviewedOn: day, why: "due", outcome: "keeps", progress: objectiveIds.map((objectiveId, at) => ({ objectiveId, rating: at + 1, words: voice !== null ? tell("progress", voice, time * 2 + at) : at === 0 ? "Two nights of seven now." : "Came three times today.", status: "open" as const })) }));
  }
}
