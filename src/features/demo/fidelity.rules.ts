import type { DraftBlock } from "#features/notes/contract.ts";

type Chips = DraftBlock["chips"];

/** The states of a made-up hour: mostly settled at the end, now and then flooded. */
export const demoStates = (number: number): Chips => [{ code: number % 5 === 3 ? "child_start_flooded" : "child_start_watchful" }, { code: "child_end_settled" }, { code: "adult_start_tense" }, { code: "adult_end_settled" }];

/** How child and adult were with each other. */
export const demoReciprocity = (number: number): Chips => [{ code: number % 4 === 1 ? "bids_seldom" : "bids_often" }, { code: number % 6 === 1 ? "repair_not_yet" : "repair_soon" }];

/** The objectives that a made-up hour touched and where they stand: safety first, the story later. */
export function demoTouches(number: number): Chips {
  const standing = Math.min(3, Math.floor(number / 8));
  const later = number < 8 ? [] : [{ code: "trauma_story", detail: `1/${Math.max(0, standing - 1)}` }];
  return [{ code: "safety_physical", detail: `${number < 6 ? 3 : 1}/${standing}` }, { code: "regulation_together", detail: `2/${standing}` }, ...later];
}

/** What the clinician of the demo writes to the supervisor with a packet. */
export const demoReflections = ["Made up: the bedtime scenes stay with me. I notice that I hurry when the room becomes quiet.", "Inventado: con la abuela me sale explicar demasiado. Quiero esperar un poco más."] as const;
