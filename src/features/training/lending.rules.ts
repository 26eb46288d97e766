import type { CivilDate } from "#kernel/dates.ts";
import type { Lent } from "./cohorts.contract.ts";
import type { FullCourse } from "./contract.ts";

// What the live cases of one clinician come to (training.md §2), from what the record of her agency holds.

/** How often one clinician met a family in signed sessions: with child and caregiver, or with a caregiver alone, and the first with both since the training began. */
export type Seen = { staffId: string; sessions: number; together: number; firstOn: CivilDate };
export type CaseFacts = {
  code: string;
  seen: readonly Seen[];
  /** Signed sessions with child and caregiver, or a caregiver alone, of the whole course. */
  allSessions: number;
  hasFeedback: boolean;
  isIntroduced: boolean;
  closedOn: CivilDate | null;
  isPlannedEnd: boolean;
  hasClosingMeasures: boolean;
  hasMeasures: boolean;
};

type Lacking = Lent["cases"][number]["lacks"][number];

/** What a case still wants for a full course, by the definition in force. */
export function lacksOf(one: Omit<CaseFacts, "code" | "seen" | "hasMeasures">, { needs }: FullCourse): Lacking[] {
  const lacks: [Lacking, boolean][] = [
    ["feedback", needs.feedback && !one.hasFeedback],
    ["introduced", needs.introduced && !one.isIntroduced],
    ["sessions", one.allSessions < needs.sessions],
    ["plannedEnd", needs.plannedEnd && !(one.closedOn !== null && one.isPlannedEnd)],
    ["closingMeasures", needs.closingMeasures && !one.hasClosingMeasures],
  ];
  return lacks.flatMap(([name, isLacking]) => (isLacking ? [name] : []));
}

/** The clinician for whom a case counts: who met it more often; of equals who began. A case counts once, whoever had it (local). */
export const countsFor = (seen: readonly Seen[]): string | null => seen.filter((one) => one.together > 0).toSorted((one, other) => other.sessions - one.sessions || (one.firstOn < other.firstOn ? -1 : one.firstOn > other.firstOn ? 1 : one.staffId < other.staffId ? -1 : 1))[0]?.staffId ?? null;

/** Cases of one clinician as they are lent: those that count for her, and the codes of those that count for a colleague. */
export function lendCases(facts: readonly CaseFacts[], staffId: string, definition: FullCourse | null): Pick<Lent, "cases" | "others" | "outcomeDataCollected"> {
  const seenByHer = facts.filter((one) => one.seen.some((each) => each.staffId === staffId && each.together > 0));
  const hers = seenByHer.filter((one) => countsFor(one.seen) === staffId);
  const cases = hers.map(({ code, seen, ...one }) => {
    const own = seen.find((each) => each.staffId === staffId)!;
    const lacks = definition === null ? [] : lacksOf(one, definition);
    return { id: code, startedOn: own.firstOn, endedOn: one.closedOn, sessions: own.together, allSessions: one.allSessions, fullCourse: definition === null ? null : lacks.length === 0, lacks };
  });
  return {
    cases: cases.toSorted((one, other) => (one.startedOn === other.startedOn ? (one.id < other.id ? -1 : 1) : one.startedOn < other.startedOn ? -1 : 1)),
    others: seenByHer.filter((one) => countsFor(one.seen) !== staffId).map((one) => one.code).toSorted(),
    outcomeDataCollected: hers.length === 0 ? null : hers.every((one) => one.hasMeasures),
  };
}
