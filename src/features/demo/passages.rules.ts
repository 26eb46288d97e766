import type { DraftBlock } from "#features/notes/contract.ts";
import { demoReciprocity, demoStates, demoTouches } from "./fidelity.rules.ts";

type Passage = Omit<DraftBlock, "blockId" | "ownerPersonId">;

const regulation = ["Settled after a few minutes on the lap; the adult hummed and waited.", "Came in watchful, left calm. A loud bus passed; both looked up, and stayed.", "Flooded for four minutes when the door closed; breathing together helped."];
const play = ["The small bear hides; the big bear looks for him with the flashlight and finds him.", "A house was built and knocked down, and built again by both.", "The ambulance came twice. This time somebody waited at the door."];
const plan = ["Next: the same hour. Goodnight song at home, two nights.", "Next: meet the adult alone about bedtime.", "Next: bring the picture of the old house."];

/** The passages of a made-up session, by its number: coded choices and plain sentences, nobody's real words. */
export function notePassages(number: number): Passage[] {
  const pick = (from: readonly string[]) => from[number % from.length]!;
  return [
    { section: "regulation", class: "relationship", words: pick(regulation), chips: [...demoStates(number), { code: "child_settled" }] },
    { section: "reciprocity", class: "relationship", words: "", chips: demoReciprocity(number) },
    { section: "play", class: "relationship", words: pick(play), chips: [{ code: "story_told_in_play" }] },
    { section: "triggers", class: "child_chart", words: "", chips: [{ code: "loud_noise", detail: "lap and humming helped" }] },
    { section: "about_self", class: "caregiver", words: "What it brought back for her is written here, in her own record.", chips: [] },
    { section: "ports_of_entry", class: "relationship", words: "", chips: [{ code: "exchange_between_them" }, { code: "body_state" }] },
    { section: "interventions", class: "child_chart", words: "", chips: [{ code: "meaning_through_play" }, { code: "co_regulation" }] },
    { section: "content", class: "child_chart", words: "", chips: demoTouches(number) },
    { section: "plan", class: "child_chart", words: pick(plan), chips: [] },
  ];
}
