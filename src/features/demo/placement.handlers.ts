import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { addLimit, addResidence } from "#features/people/around.handlers.ts";
import { addPerson } from "#features/people/handlers.ts";
import { findCase, listPeople } from "#features/people/store.ts";
import { change } from "#features/placement/changing.handlers.ts";
import { finishReview } from "#features/placement/handlers.ts";
import { listReviews } from "#features/placement/store.ts";
import type { Services } from "#server/procedure.ts";
import type { DemoCase } from "./cases.rules.ts";

type As = <T>(on: CivilDate, work: (tx: Transaction) => Promise<T>) => Promise<T>;
type Of = { services: Services; caseId: string; family: DemoCase; place: number; opened: CivilDate; today: CivilDate };
const WEEK = 7;

/** Where the made-up children lived before; for one visits, limits and things to look at again, for another a foster home that changed. */
export async function recordPlacement({ services, caseId, family, place, opened, today }: Of, as: As): Promise<void> {
  const call = { services, language: "en" as const };
  const move = family.moves.find((one) => one.kind === "placement_move");
  const movedOn = move === undefined ? null : addDays(today, -WEEK * move.weeksAgo);
  if (movedOn !== null) await as(movedOn > opened ? movedOn : addDays(opened, 3), (tx) => addResidence(tx, { caseId, kind: place === 0 ? "foster" : "birth_home", withPersonId: null, withName: place === 0 ? "A foster family (made up)" : "", source: "Told by the caregiver", validFrom: family.child.birthDate, validTo: addDays(movedOn, -1) }));
  if (place === 0) {
    const on = addDays(today, -WEEK * 3);
    await as(on, async (tx) => {
      const mother = (await listPeople(tx, caseId)).find((one) => one.kind === "birth_parent")!;
      const { revision } = (await findCase(tx, caseId))!;
      await addLimit(tx, { caseId, personId: mother.personId, topics: ["addresses", "contacts"], words: "Visit order of the court, made up.", documentId: null, validFrom: on, validTo: null });
      await change(tx, { caseId, kind: "visit_change", takesEffectOn: on, leaves: [{ personId: mother.personId, becomes: "apart", dyad: "goes_on", visits: { supervision: "supervised", words: "Saturdays, two hours" }, goodbye: "no_need" }], comes: [], home: null, endsAuthorities: [], source: "The caseworker called.", sessions: [], revision }, call);
    });
    await as(addDays(on, 1), async (tx) => {
      for (const one of (await listReviews(tx, caseId)).filter((review) => review.kind !== "story" && review.kind !== "orders" && review.forRole === "clinician")) await finishReview(tx, { caseId, reviewId: one.reviewId, outcome: "done", words: "Looked at." });
    });
  }
  if (place === 7) {
    await as(opened, (tx) => addPerson(tx, { caseId, givenName: "Ida", familyName: "Anise", birthDate: null, language: "en", part: "caregiver", kind: "foster_parent", organization: "", livesWithChild: true, validFrom: addDays(opened, -1), openDyad: true }));
    const on = addDays(today, -WEEK * 20);
    await as(on, async (tx) => {
      const people = await listPeople(tx, caseId);
      const [before, now] = ["Ida", "Sami"].map((name) => people.find((one) => one.givenName === name)!);
      const { revision } = (await findCase(tx, caseId))!;
      await change(tx, { caseId, kind: "move", takesEffectOn: on, leaves: [{ personId: before!.personId, becomes: "ends", dyad: "closes", visits: null, goodbye: "plan" }], comes: [{ personId: now!.personId, givenName: "", familyName: "", birthDate: null, language: "en", kind: "foster_parent", livesWithChild: true, opensDyad: true }], home: { kind: "foster", withName: "" }, endsAuthorities: [], source: "The foster agency wrote.", sessions: [], revision }, call);
    });
    await as(addDays(on, 5), async (tx) => {
      for (const one of await listReviews(tx, caseId)) await finishReview(tx, { caseId, reviewId: one.reviewId, outcome: "done", words: "" });
    });
  }
}
