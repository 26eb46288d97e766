import { hold, type Effort, type Meeting } from "./notes.ts";
import { confirmPacket } from "./packets.ts";
import { answer, type Begun, checklist, tellOf } from "./stage-one.ts";
import type { World } from "./world.ts";

// The third stage: an ending that is planned in time, the goodbye, what is written for afterwards, and the closing.
// Sessions 27 to 33.

/** The plan is looked at a last time: what was reached, and what ended with the move. */
async function review(world: World, { objectives }: Begun): Promise<void> {
  const { caseId } = world.people;
  const [plan] = (await world.send("clinician", "plan.get", { caseId })).plans;
  const progress = [
    { objectiveId: objectives.child, rating: 3, words: "Six nights of seven, three weeks running.", status: "reached" as const },
    { objectiveId: objectives.mother, rating: 1, words: "Came to her in three of five loud moments before she moved.", status: "dropped" as const },
    { objectiveId: objectives.grandmother, rating: 3, words: "Asks once in an hour, or not at all.", status: "reached" as const },
  ];
  await world.send("clinician", "plan.review", { caseId, planId: plan!.planId, reviewedOn: world.today, why: "change", outcome: "keeps", progress });
}

/** Stage three, to the closing of the course. Answers what each note asked. */
export async function stageThree(world: World, begun: Begun, held: number): Promise<Effort[]> {
  const { caseId, grandmother } = world.people;
  const efforts: Effort[] = [];
  let number = held;
  const meet = async (on: string, words: string, more: Partial<Meeting> = {}) => void efforts.push(await hold(world, { on, kind: "dyadic", adults: ["grandmother"], words, ...more }, ++number));
  world.at("2025-10-10");
  await answer(world, "ending_considered", null, {}, "The night she was taken from comes round in January; the goodbye is kept clear of it.", "supervisor");
  await review(world, begun);
  await world.send("clinician", "compliance.record", { caseId, kind: "planned_end", happenedOn: "2025-12-15" });
  const { revision } = await world.send("clinician", "cases.get", { caseId });
  await world.send("clinician", "course.setStage", { caseId, stage: 3, revision });
  await confirmPacket(world, "core");
  await meet("2025-10-13", "Would like to know whom to call when it comes back.", { kind: "caregiver_alone", steps: [["ending_planned", "grandmother"]] });
  await meet("2025-10-27", "The road has a station now. Trains leave from it and come back.");
  await meet("2025-11-10", "She heard that seven squares are left on the paper, and coloured one.", { steps: [["child_told", null]] });
  await meet("2025-11-17", "They read the family story and found that the bear is on every page.", { steps: [["story_reviewed", "grandmother"]] });
  await world.answerMeasures("grandmother", ["gad-7"]);
  world.at("2025-11-20");
  await checklist(world, "grandmother", 0);
  await meet("2025-11-24", "Saw the two lines side by side and cried a little.", { kind: "caregiver_alone", steps: [["closing_feedback", "grandmother"]] });
  await meet("2025-12-08", "What has changed, told by turns: she sleeps, she asks, she sings.", { steps: [["changes_named", "grandmother"], ["what_comes_next", null]], targets: [[begun.targets.grandmother, "grandmother", 0]] });
  world.at("2025-12-10");
  const story = await tellOf(world, "goodbye", grandmother, ["Goodbye, Wren", "We built roads and told the story many times.", "You keep the bear, the song and the bell.", "You can come back when you need to."]);
  await world.send("clinician", "stories.approve", { caseId, ...story, adultId: grandmother, approvedOn: world.today });
  await world.send("clinician", "course.writeAftercare", { caseId, language: "en", place: 0, changes: "She sleeps and she asks. You answer, and you sing.", reminders: "Doors, sirens, the first cold nights.", symptoms: "If she bites again for more than two weeks.", comeBack: "When something new is lost, or she asks new questions.", whomToCall: "The front desk, any weekday; 988 at any hour." });
  await meet("2025-12-15", "The last square is coloured. She rang the bell herself on the way out.", { steps: [["goodbye", "grandmother"]] });
  await world.send("clinician", "stories.tell", { caseId, ...story, toldOn: world.today, way: "words" });
  await confirmPacket(world, "recapitulation");
  world.at("2025-12-16");
  const last = await world.send("clinician", "cases.get", { caseId });
  await world.send("clinician", "course.close", { caseId, revision: last.revision, initiator: "mutual", manner: "planned", change: 5, prognosis: "good", transferred: false, reasons: [{ reason: "completed" }] });
  return efforts;
}
