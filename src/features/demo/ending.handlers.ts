import { addDays, type CivilDate } from "#kernel/dates.ts";
import { close, contact, reopen, search, writeAftercare } from "#features/course/ending.handlers.ts";
import { isAdultsOwn } from "#features/course/ending.rules.ts";
import { findCase, listPeople } from "#features/people/store.ts";
import { change } from "#features/placement/changing.handlers.ts";
import { finishReview } from "#features/placement/handlers.ts";
import { listReviews } from "#features/placement/store.ts";
import { as, callOf, type Demo, member, supervisorOf } from "./acting.handlers.ts";
import type { GrownCase } from "./families.rules.ts";
import { phrasesOf, spell, tell } from "./phrases.rules.ts";

/** The child moves: who leaves and who comes stand in one act of the clinician, and what is to be looked at again is looked at soon; of a move of these weeks some is left. */
export async function moveChild(demo: Demo, family: GrownCase, { caseId, on, today }: { caseId: string; on: CivilDate; today: CivilDate }): Promise<void> {
  const move = family.grown.move!;
  const isLongAgo = addDays(on, 100) < today;
  const clinician = member(demo, family.clinician);
  const call = callOf(demo);
  await as(demo, clinician, on, "11:30", async (tx) => {
    const before = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild)!;
    const { revision } = (await findCase(tx, caseId))!;
    const apart = move.leaves === "apart";
    await change(tx, { caseId, kind: move.kind, takesEffectOn: on, leaves: [{ personId: before.personId, becomes: move.leaves, dyad: apart ? "goes_on" : "closes", visits: apart ? { supervision: "supervised", words: "" } : null, goodbye: "plan" }], comes: [{ personId: null, givenName: move.name, familyName: family.child.familyName, birthDate: null, language: family.grown.voice.language, kind: move.to, livesWithChild: true, opensDyad: true }], home: { kind: move.home, withName: "" }, endsAuthorities: [], source: "The caseworker called.", sessions: [], revision }, call);
  });
  await as(demo, clinician, addDays(on, 5), "11:30", async (tx) => {
    for (const [place, one] of (await listReviews(tx, caseId)).filter((review) => review.forRole === "clinician").entries()) if (place > 0 || isLongAgo) await finishReview(tx, { caseId, reviewId: one.reviewId, outcome: "done", words: "" });
  });
  if (!isLongAgo) return;
  await as(demo, supervisorOf(demo, family.clinician), addDays(on, 8), "13:10", async (tx) => {
    for (const one of (await listReviews(tx, caseId)).filter((review) => review.forRole === "supervisor" && review.doneAt === null)) await finishReview(tx, { caseId, reviewId: one.reviewId, outcome: "done", words: "" });
  });
}

/** Ends a course as it ended: a plan for afterwards where it was brought to its end, attempts to reach the family where it dropped out, and the closing codes. */
export async function endCourse(demo: Demo, family: GrownCase, caseId: string): Promise<void> {
  const { voice } = family.grown;
  const { on, manner, initiator, change: changed, prognosis, reason, transferred } = family.grown.ending!;
  const clinician = member(demo, family.clinician);
  const language = voice.language;
  const from = phrasesOf(voice).aftercare;
  if (manner === "planned") await as(demo, clinician, addDays(on, -9), "16:40", (tx) => writeAftercare(tx, { caseId, language, place: 0, changes: spell(from.changes, voice), reminders: spell(from.reminders, voice), symptoms: spell(from.symptoms, voice), comeBack: spell(from.comeBack, voice), whomToCall: from.whomToCall }));
  await as(demo, clinician, on, "16:40", async (tx) => {
    const adult = (await listPeople(tx, caseId)).find((one) => one.part === "caregiver" && one.livesWithChild)!;
    if (manner === "dropped") {
      await search(tx, { caseId, since: addDays(on, -14), place: 0 });
      for (const [place, way] of (["call", "call", "letter"] as const).entries()) await contact(tx, { caseId, personId: adult.personId, triedOn: addDays(on, -12 + place * 4), way, reached: false, words: tell("contacts", voice, place) });
    }
    await close(tx, { caseId, revision: (await findCase(tx, caseId))!.revision, initiator, manner, change: changed, prognosis, transferred, reasons: [{ reason, personId: isAdultsOwn(reason) ? adult.personId : null }] }, callOf(demo));
  });
}

/** The family comes back: another course from the first stage. */
export async function beginAnew(demo: Demo, family: GrownCase, caseId: string): Promise<void> {
  await as(demo, member(demo, family.clinician), family.grown.again!.on, "09:30", async (tx) => reopen(tx, { caseId, revision: (await findCase(tx, caseId))!.revision }));
}
