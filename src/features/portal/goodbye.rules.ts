import type { Instant } from "#kernel/dates.ts";
import type { Figures } from "#features/stories/shapes.contract.ts";
import type { FamilyObjective, Visit } from "./family.rules.ts";

/** A child with whom the work closes, or has closed. */
export type GoodbyeLink = { caseId: string; childName: string };
/** The words of the plan for afterwards, as they were written with the family. */
export type AfterWords = { language: "en" | "es"; changes: string; reminders: string; symptoms: string; comeBack: string; whomToCall: string; writtenAt: Instant };
/** What an adult reads at the goodbye; what there is none of is left out without a gap. */
export type Goodbye = GoodbyeLink & { status: "open" | "closed"; after: readonly AfterWords[]; reached: readonly FamilyObjective[]; visits: number; story: { versionId: string; figures: Figures } | null };

/** Whether there is anything to say goodbye with: the last stage or a closed case, and something of it that the adult may read. */
export const isGoodbye = ({ stage, status }: { stage: number; status: "open" | "closed" }): boolean => stage === 3 || status === "closed";

const met: readonly Visit["came"][] = ["present", "late", "left"];
/** Visits to which the adult came, as the adult's own attendance says. */
export const countMet = (visits: readonly { status: Visit["status"]; came: Visit["came"] }[]): number => visits.filter((one) => one.status === "held" && met.includes(one.came)).length;

/** More stones than these do not fit in the jar; the number beside it says all. */
export const MOST_STONES = 66;
