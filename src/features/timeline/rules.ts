import { addMonths, type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { z } from "zod";
import type { DueItem } from "#features/measures/schedule.contract.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { DraftBlock } from "#features/notes/contract.ts";
import { countPassages } from "#features/notes/strands.rules.ts";
import { axisStrands, type axisSpans, type measureWindow, type sessionMark, type stageSpan, type StrandWork } from "./contract.ts";

export type SessionOnAxis = { on: CivilDate; status: "booked" | "held" | "cancelled" | "no_show"; childCame: boolean };

/** Sessions as marks: together, the caregiver alone, missed, or planned (a booking still to come). Cancelled ones leave no mark. */
export function markSessions(sessions: readonly SessionOnAxis[], today: CivilDate): z.infer<typeof sessionMark>[] {
  return sessions.flatMap(({ on, status, childCame }): z.infer<typeof sessionMark>[] => {
    if (status === "cancelled") return [];
    if (status === "no_show") return [{ on, mark: "missed" }];
    if (status === "booked") return on >= today ? [{ on, mark: "planned" }] : [];
    return [{ on, mark: childCame ? "together" : "caregiver_alone" }];
  });
}

/** Spans of stages from the days on which they began; the last one is open. Two on one day leave the later. */
export function spanStages(began: readonly { stage: number; beganOn: CivilDate }[], closedOn: CivilDate | null): z.infer<typeof stageSpan>[] {
  const kept = began.filter((one, index) => began[index + 1]?.beganOn !== one.beganOn);
  return kept.map((one, index) => ({ stage: one.stage, from: one.beganOn, to: kept[index + 1]?.beganOn ?? closedOn }));
}

/** Months that stand on the axis of a long course: this one and those before it. */
const RECENT_MONTHS = 24;

/** From which day on the axis shows a course up to a day (today, or its last one), and whether sessions stand on it one by one. A course of up to two years always stands there as a whole. */
export function startAxis(began: CivilDate, until: CivilDate, span: (typeof axisSpans)[number]): { from: CivilDate; by: "session" | "month" } {
  const recent = addMonths(`${until.slice(0, 8)}01`, 1 - RECENT_MONTHS);
  if (began >= recent) return { from: began, by: "session" };
  return span === "recent" ? { from: recent, by: "session" } : { from: began, by: "month" };
}

/** The sessions of a course, counted: kept ones with the day of the first of them, null where there is none, and missed ones. */
export type Counted = { held: number; firstOn: CivilDate | null; missed: number };

/** The dose: kept sessions, weeks from the first of them to today (at least one where there is any), and those missed. */
export const countDose = ({ held, firstOn, missed }: Counted, today: CivilDate): { held: number; weeks: number; missed: number } => ({ held, missed, weeks: firstOn === null ? 0 : Math.max(1, Math.ceil((daysBetween(firstOn, today) + 1) / 7)) });

/** The next window of each measure with each adult: the one that is open, or else the first to come. */
export function nextWindows(items: readonly Pick<DueItem, "instrument" | "adultId" | "from" | "to" | "state">[]): z.infer<typeof measureWindow>[] {
  const ahead = items.filter((one) => one.state === "due" || one.state === "planned").toSorted((a, b) => a.from.localeCompare(b.from));
  return ahead.filter((one, at) => ahead.findIndex((other) => other.instrument === one.instrument && other.adultId === one.adultId) === at).map(({ instrument, adultId, from, to }) => ({ instrument, adultId, from, to }));
}

/** A passage of a signed note: its day, whose it is, its coded choices, and of its words only whether there are any. */
export type Passage = { on: CivilDate; caseId: string; class: "child_chart" | "relationship" | "caregiver"; ownerPersonId: string | null; section: DraftBlock["section"]; chips: DraftBlock["chips"]; hasWords: boolean };

/** Which strands the passages feed and when, by the rule that counts them for fidelity: apart for each class and owner, so that each is judged for who reads it. */
export function gatherStrands(passages: readonly Passage[]): StrandWork[] {
  const found = new Map<string, StrandWork>();
  for (const { on, caseId, class: ofClass, ownerPersonId, section, chips, hasWords } of passages) {
    const counts = countPassages([{ section, chips, words: hasWords ? "." : "" }]);
    for (const strand of axisStrands) {
      if (counts[strand] === 0) continue;
      const key = `${strand} ${ofClass} ${ownerPersonId} ${caseId}`;
      const work = found.get(key) ?? { strand, days: {}, disclosure: tagOf(ofClass, caseId, ownerPersonId) };
      work.days[on] = (work.days[on] ?? 0) + counts[strand];
      found.set(key, work);
    }
  }
  return [...found.values()];
}
