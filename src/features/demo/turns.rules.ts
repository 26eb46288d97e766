import type { ChangeKind } from "#features/placement/contract.ts";
import type { ClosingReason } from "#features/course/ending.contract.ts";
import type { DemoAdult } from "./cases.rules.ts";
import type { Lately } from "./hours.rules.ts";

/** How a made-up course ended: weeks before today on which the family had asked and the course was closed, and its closing codes. `againWeeksAgo` is when it was opened again. */
export type DemoEnding = { weeksAgo: number; endedWeeksAgo: number; stage: 1 | 2 | 3; manner: "planned" | "abrupt" | "dropped"; initiator: "family" | "team" | "mutual"; change: 2 | 3 | 4 | 5; prognosis: "poor" | "fair" | "good" | "excellent" | "unable"; reason: ClosingReason; transferred: boolean; againWeeksAgo: number | null };

type Told = [weeksAgo: number, endedWeeksAgo: number, stage: 1 | 2 | 3, manner: DemoEnding["manner"], initiator: DemoEnding["initiator"], change: DemoEnding["change"], prognosis: DemoEnding["prognosis"], reason: ClosingReason, again?: number];
const told: Record<number, Told> = {
  2: [78, 30, 3, "planned", "mutual", 5, "excellent", "completed"],
  5: [45, 32, 2, "dropped", "family", 3, "unable", "unknown"],
  8: [51, 22, 3, "planned", "mutual", 4, "good", "completed", 12],
  11: [77, 33, 3, "planned", "mutual", 4, "good", "completed"],
  12: [40, 34, 1, "dropped", "family", 3, "unable", "transport"],
  14: [71, 27, 3, "planned", "mutual", 5, "good", "completed"],
  17: [55, 38, 2, "abrupt", "family", 3, "fair", "moved"],
  20: [66, 21, 3, "planned", "mutual", 4, "good", "completed"],
  23: [48, 41, 1, "dropped", "family", 2, "unable", "time"],
  26: [70, 19, 3, "planned", "mutual", 5, "excellent", "completed"],
  29: [50, 21, 2, "abrupt", "family", 3, "fair", "scheduling", 13],
  30: [33, 20, 2, "abrupt", "team", 3, "fair", "better_elsewhere"],
  32: [57, 14, 3, "planned", "mutual", 4, "good", "completed"],
  35: [60, 45, 2, "dropped", "family", 3, "unable", "unknown"],
  38: [73, 26, 3, "planned", "mutual", 4, "good", "completed"],
  41: [45, 31, 2, "abrupt", "family", 2, "poor", "emergency"],
  44: [52, 9, 3, "planned", "mutual", 4, "good", "completed"],
  45: [29, 22, 1, "dropped", "family", 3, "unable", "choice_duties"],
  47: [64, 17, 3, "planned", "mutual", 5, "good", "completed"],
  50: [50, 5, 3, "planned", "mutual", 4, "excellent", "completed"],
};

/** The courses that ended, by the place of the family: more than half were brought to a planned end, two were begun anew. */
export const endings: Readonly<Record<number, DemoEnding>> = Object.fromEntries(
  Object.entries(told).map(([place, [weeksAgo, endedWeeksAgo, stage, manner, initiator, change, prognosis, reason, again]]) => [place, { weeksAgo, endedWeeksAgo, stage, manner, initiator, change, prognosis, reason, transferred: reason === "better_elsewhere", againWeeksAgo: again ?? null }]),
);

/** The families that somebody treated who left, by the place of the family: how many weeks ago her last day was, and what she wrote for herself alone after which of her hours. */
export const handedOver: Readonly<Record<number, { weeksAgo: number; apart: Readonly<Record<number, string>> }>> = {
  10: { weeksAgo: 6, apart: { 7: "Made up: when the crying does not stop, I hurry to comfort. Bring this to my own consultation.", 15: "Made up: leaving them is harder for me than I say in the room. Keep the goodbye theirs." } },
};

/** What supervision has to talk about, by the place of the family: nobody came twice in a row, an adult stayed away from three of four, and strands that the last notes leave untouched. */
export const lately: Readonly<Record<number, Lately>> = {
  3: { fates: ["no_show", "no_show", "no_show", "held"], withoutContent: 0 },
  6: { fates: [], withoutContent: 5 },
  7: { fates: ["no_show", "no_show"], withoutContent: 0 },
};

type MoveTold = { from: DemoAdult["kind"]; to: DemoAdult["kind"]; kind: ChangeKind; afterWeeks: number; leaves: "ends" | "apart"; home: "kin" | "foster" | "birth_home" };
/** A change of the child's home: who leaves, who comes, and how the one who comes is spoken of. */
export type DemoMove = MoveTold & { name: string; adult: string };
/** The children who moved in the course of treatment, by the place of the family. */
export const movesOf: Readonly<Record<number, MoveTold>> = {
  10: { from: "foster_parent", to: "foster_parent", kind: "move", afterWeeks: 12, leaves: "ends", home: "foster" },
  13: { from: "birth_parent", to: "kin", kind: "kin", afterWeeks: 9, leaves: "apart", home: "kin" },
  15: { from: "kin", to: "birth_parent", kind: "reunification", afterWeeks: 10, leaves: "apart", home: "birth_home" },
  26: { from: "foster_parent", to: "kin", kind: "kin", afterWeeks: 20, leaves: "ends", home: "kin" },
  36: { from: "birth_parent", to: "foster_parent", kind: "removal", afterWeeks: 6, leaves: "apart", home: "foster" },
  40: { from: "birth_parent", to: "kin", kind: "kin", afterWeeks: 8, leaves: "apart", home: "kin" },
};
