import type { Effort, Meeting } from "./notes.ts";
import { book, hold } from "./notes.ts";
import { confirmPacket } from "./packets.ts";
import { answer, type Begun, consent, tellOf } from "./stage-one.ts";
import type { World } from "./world.ts";

// The second stage: the child is told why she comes, the family story, a pause that nobody planned, and a move from her
// mother to her grandmother. Sessions 8 to 26.

type Adult = "mother" | "grandmother";

/** She is told why she comes, with the story that her mother approved; how child and adult took it is answered by code. */
async function introduce(world: World, begun: Begun, number: number, meeting: Meeting): Promise<Effort> {
  const effort = await hold(world, meeting, number);
  const [adult] = meeting.adults;
  if (adult === "mother") await world.send("clinician", "stories.tell", { caseId: world.people.caseId, ...begun.whyStory, toldOn: world.today, sessionId: effort.sessionId, way: "toys" });
  await answer(world, "child_introduced", adult!, { child_response: "listened", adult_response: "spoke_along" });
  return effort;
}

/** The family story, told with both adults, who both approve its words. */
async function familyStory(world: World): Promise<{ storyId: string; versionId: string }> {
  const { caseId, mother, grandmother } = world.people;
  const story = await tellOf(world, "family", null, ["The house with two doors", "There was a kitchen, and singing on Sundays.", "Then there was shouting, and doors.", "Mom took Wren to Grandma in the night.", "The nights were long and Wren bit everybody.", "Now somebody always says who is at the door."]);
  for (const adultId of [mother, grandmother]) await world.send("clinician", "stories.approve", { caseId, ...story, adultId, approvedOn: world.today });
  return story;
}

/** Nobody comes and nobody calls: two hours are missed, the family is looked for, and is found again. */
async function pause(world: World): Promise<void> {
  const { caseId, mother } = world.people;
  const missed = [await book(world, { on: "2025-06-23", kind: "dyadic", adults: ["mother"] }), await book(world, { on: "2025-06-30", kind: "dyadic", adults: ["mother"] })];
  world.at("2025-06-23", "10:30");
  await world.send("frontdesk", "calendar.cancel", { sessionId: missed[0]!.sessionId, status: "no_show", reason: "Nobody came", revision: missed[0]!.revision });
  world.at("2025-06-30", "09:15");
  await world.send("frontdesk", "calendar.cancel", { sessionId: missed[1]!.sessionId, status: "cancelled", reason: "Her shift was moved", revision: missed[1]!.revision });
  const { searchPlace } = await world.send("clinician", "course.ending", { caseId });
  const search = await world.send("clinician", "course.search", { caseId, since: world.today, place: searchPlace });
  for (const [day, way, reached, words] of [["2025-07-02", "call", false, "The telephone was off."], ["2025-07-07", "letter", false, "Sent to the address that is safe."], ["2025-07-15", "call", true, "She has been on nights and slept through the days."]] as const) {
    world.at(day, "15:00");
    await world.send("clinician", "course.contact", { caseId, personId: mother, triedOn: world.today, way, reached, words });
  }
  await world.send("clinician", "course.search", { caseId, since: null, place: search.place });
}

/** What keeps her safe, written with her mother alone. */
async function safetyPlan(world: World): Promise<void> {
  const { caseId, mother } = world.people;
  const made = await world.send("clinician", "safety.plans.begin", { caseId, personId: mother });
  const saved = await world.send("clinician", "safety.plans.save", { safetyPlanId: made.safetyPlanId, revision: made.revision, warningSigns: "He calls from numbers she does not know.", helps: "Going to her sister's before dark.", peoplePlaces: "The neighbour on the second floor.", contacts: "Her sister, then the hotline.", papers: "In the blue bag at her sister's.", codeWord: "umbrella", childWords: "Go to Grandma and hold the bear.", childIn: "caregiver", reviewOn: "2025-09-15" });
  await world.send("clinician", "safety.plans.keep", { safetyPlanId: made.safetyPlanId, revision: saved.revision });
}

/** She will live with her grandmother: told ahead, so that there is an hour for goodbye. What hangs on it happens by itself. */
async function move(world: World, begun: Begun, coming: { sessionId: string }): Promise<void> {
  const { caseId, mother, grandmother } = world.people;
  const known = await world.send("clinician", "cases.get", { caseId });
  const odile = known.people.find((one) => one.personId === grandmother)!;
  const asked = {
    caseId, kind: "kin" as const, takesEffectOn: "2025-08-18",
    leaves: [{ personId: mother, becomes: "ends" as const, dyad: "closes" as const, visits: null, goodbye: "plan" as const }],
    comes: [{ personId: grandmother, kind: "kin" as const, livesWithChild: true, opensDyad: true }],
    home: { kind: "kin" as const },
    endsAuthorities: [begun.motherAuthority],
  };
  const foreseen = await world.send("clinician", "placement.foresee", asked);
  if (!foreseen.sessions.some((one) => one.sessionId === coming.sessionId)) throw new Error("the booked hour is not among what is touched");
  await world.send("clinician", "placement.change", { ...asked, source: "The family and the caseworker, in a meeting", sessions: foreseen.sessions.map(({ sessionId }) => ({ sessionId, does: "hand_over" as const })), revision: foreseen.revision }, [odile]);
}

/** The day has come: her grandmother holds the authority and agrees to treatment; what the change asked for is looked at. */
async function settle(world: World): Promise<void> {
  const { caseId, grandmother } = world.people;
  await world.send("clinician", "people.addAuthority", { caseId, holderId: grandmother, holderOrganization: null, kind: "kin", document: "Order of kinship care of August 2025, seen", scopes: ["treatment", "records", "release"], validFrom: world.today, validTo: null });
  await consent(world, "treatment", "grandmother");
  await consent(world, "telehealth", "grandmother");
  const { reviews } = await world.send("clinician", "placement.list", { caseId });
  for (const one of reviews) await world.send(one.forRole, "placement.finishReview", { caseId, reviewId: one.reviewId, outcome: one.kind === "coverage" ? "not_needed" : "done" });
}

/** Stage two. The pause and the move are in it; answers what each note asked. */
export async function stageTwo(world: World, begun: Begun): Promise<Effort[]> {
  const efforts: Effort[] = [];
  const { caseId } = world.people;
  let number = begun.efforts.length;
  const meet = async (on: string, adult: Adult, words: string, more: Partial<Meeting> = {}) => void efforts.push(await hold(world, { on, kind: "dyadic", adults: [adult], words, ...more }, ++number));
  const goal = (of: Adult, mark: "same" | "some" | "reached"): Pick<Meeting, "goals"> => ({ goals: [[begun.objectives[of], of, mark]] });
  efforts.push(await introduce(world, begun, ++number, { on: "2025-04-28", kind: "dyadic", adults: ["mother"], words: "She moved the toy door open and shut while her mother said it was not her fault." }));
  await confirmPacket(world, "foundational");
  await meet("2025-05-05", "mother", "The bear hides in the oven. Nobody may look for him yet.", goal("mother", "same"));
  efforts.push(await introduce(world, begun, ++number, { on: "2025-05-12", kind: "dyadic", adults: ["grandmother"], words: "She told her grandmother the story herself, with the dolls." }));
  await meet("2025-05-19", "mother", "A lorry braked outside; both froze. Her mother said aloud what it was.", { reminders: [begun.sirens] });
  await meet("2025-05-26", "mother", "Her own father broke plates. She had never told anybody.", { kind: "caregiver_alone" });
  await meet("2025-06-02", "mother", "They slam the toy door together, on purpose, and laugh.", { steps: [["reminders_worked_on", null]], targets: [[begun.targets.mother, "mother", 3]], ...goal("mother", "some") });
  const story = await familyStory(world);
  await meet("2025-06-09", "grandmother", "The family story, page by page; she puts the bear on every page.", goal("grandmother", "same"));
  await world.send("clinician", "stories.tell", { caseId, ...story, toldOn: world.today, way: "pictures" });
  await meet("2025-06-16", "mother", "By video, from the kitchen: she shows the door and its new bell.", { at: "telehealth_home" });
  await pause(world);
  await meet("2025-07-21", "mother", "Ashamed of having stayed away. He had found the new number.", { kind: "caregiver_alone" });
  await safetyPlan(world);
  await meet("2025-07-28", "mother", "Angry play for half an hour, then she lay down across her mother's feet.", { targets: [[begun.targets.mother, "mother", 2]] });
  await confirmPacket(world, "core");
  await meet("2025-08-04", "grandmother", "Two houses are built, and a road between them.", goal("grandmother", "some"));
  world.at("2025-08-06");
  await move(world, begun, await book(world, { on: "2025-08-25", kind: "dyadic", adults: ["mother"] }));
  await meet("2025-08-11", "mother", "Goodbye for now: they draw each other, and each keeps the other's drawing.", goal("mother", "some"));
  await answer(world, "goodbye", "mother", {}, "She asked who will say who is at the door. Her mother answered.");
  world.at("2025-08-18");
  await settle(world);
  const [session] = (await world.send("frontdesk", "calendar.list", { from: "2025-08-25", to: "2025-08-25", caseId })).sessions;
  await meet("2025-08-25", "grandmother", "Her drawing hangs over the bed at her grandmother's.", { session: session! });
  await meet("2025-09-01", "grandmother", "Tired, and afraid of loving her too much before the hearing.", { kind: "caregiver_alone" });
  await meet("2025-09-08", "grandmother", "The bear asks who is coming; her grandmother sings the answer.", goal("grandmother", "some"));
  await meet("2025-09-15", "grandmother", "A door slammed in the corridor. She looked, and went on drawing.", { reminders: [begun.sirens], ...goal("grandmother", "some") });
  await meet("2025-09-22", "grandmother", "Builds the road longer, with a bridge that is for two.", { targets: [[begun.targets.grandmother, "grandmother", 2]] });
  await meet("2025-09-29", "grandmother", "She told the part with the night herself, without the dolls.", goal("grandmother", "some"));
  await meet("2025-10-06", "grandmother", "The whole story from beginning to end, twice, because it was short.", { targets: [[begun.targets.grandmother, "grandmother", 1]], goals: [[begun.objectives.child, null, "reached"], [begun.objectives.grandmother, "grandmother", "reached"]] });
  return efforts;
}
