import type { DraftBlock } from "#features/notes/contract.ts";
import { inTurn } from "./chance.rules.ts";
import { demoReciprocity, demoStates, demoTouches } from "./fidelity.rules.ts";
import { tell, type Voice } from "./phrases.rules.ts";

/** A passage of a note before it is anybody's. */
export type Passage = Omit<DraftBlock, "blockId" | "ownerPersonId">;

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

const helped = ["lap_and_holding", "humming", "slow_breathing", "naming_it", "movement", "quiet_corner", "comfort_object", "adult_first"];
const themes = ["hiding_and_found", "feeding_and_care", "danger_and_rescue", "leaving_and_return", "building_and_breaking", "fighting", "sleep_and_night", "doctor", "family_home"];
const ways = ["meaning_through_play", "say_for_the_other", "link_then_and_now", "model_protection", "developmental_guidance", "emotional_support", "routines", "concrete_help"];
const reminders = ["loud_noise", "bedtime", "separation", "raised_voices", "sirens_uniforms", "a_place", "visit_handover", "medical", "dark"];

/** The passages of a made-up session of a family that has a voice of its own; not every section is written every time. */
export function grownPassages(number: number, voice: Voice): Passage[] {
  const place = voice.place * 3 + number;
  const all: (Passage | null)[] = [
    { section: "regulation", class: "relationship", words: tell("regulation", voice, number), chips: [...demoStates(place), { code: inTurn(helped, place) }] },
    { section: "reciprocity", class: "relationship", words: "", chips: demoReciprocity(place) },
    { section: "play", class: "relationship", words: `${tell("play", voice, number)} ${tell("turns", voice, number * 3)}`, chips: [{ code: inTurn(themes, place) }, ...(number < 6 ? [] : [{ code: "story_told_in_play" }])] },
    number % 3 === 1 ? null : { section: "triggers", class: "child_chart", words: "", chips: [{ code: inTurn(reminders, voice.place + Math.floor(number / 6)) }] },
    number % 2 === 1 ? null : { section: "about_self", class: "caregiver", words: tell("self", voice, number / 2), chips: [] },
    { section: "ports_of_entry", class: "relationship", words: "", chips: [{ code: "exchange_between_them" }, ...(place % 2 === 0 ? [{ code: "body_state" }] : [])] },
    { section: "interventions", class: "child_chart", words: "", chips: [{ code: inTurn(ways, place) }, ...(place % 3 === 0 ? [] : [{ code: "co_regulation" }])] },
    { section: "content", class: "child_chart", words: "", chips: demoTouches(number) },
    { section: "plan", class: "child_chart", words: number % 3 === 2 ? "" : tell("plan", voice, number), chips: [{ code: "same_hour" }] },
  ];
  return all.filter((one) => one !== null);
}
