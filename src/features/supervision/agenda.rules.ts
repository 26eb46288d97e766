import { addDays, type CivilDate } from "#kernel/dates.ts";
import { markOf } from "#features/attendance/rules.ts";
import { kindOfChange } from "#features/measures/change.rules.ts";
import type { MeasureSeries } from "#features/measures/series.contract.ts";
import type { NoteSection } from "#features/notes/sections.contract.ts";
import { countPassages } from "#features/notes/strands.rules.ts";
import type { Strand } from "#features/notes/strands.words.ts";
import { type AgendaLine, type LineKind, lineKinds } from "./agenda.contract.ts";
import type { LocalRules } from "./settings.contract.ts";

/** A visit that is over, as the agenda reads it: who came, and of a signed note the codes and whether a passage has words. */
export type ReadSession = {
  caseId: string;
  sessionId: string;
  clinicianId: string;
  on: CivilDate;
  status: "held" | "no_show" | "cancelled";
  cancelledBy: "family" | "staff" | "other" | null;
  isSigned: boolean;
  people: readonly { personId: string; name: string; part: "child" | "caregiver"; status: string; reason: string }[];
  passages: readonly { section: NoteSection; hasWords: boolean; chips: readonly { code: string; detail?: string }[] }[];
};

/**
 * The strands that can be read from passages. Reflective practice cannot: its passages are a clinician's own, which
 * nobody who supervises reads, so that it is never called untouched.
 */
export const readStrands = ["emotional_process", "dyadic_relational", "trauma_framework", "content", "procedural"] as const satisfies readonly Strand[];

/** Which strands no passage of the last so many signed sessions feeds; none as long as there are fewer. The newest session comes first. */
export function findUntouched(sessions: readonly ReadSession[], { untouchedSessions }: Pick<LocalRules, "untouchedSessions">): { strands: Strand[]; sessions: ReadSession[] } {
  const last = sessions.filter((one) => one.status === "held" && one.isSigned).slice(0, untouchedSessions);
  if (last.length < untouchedSessions) return { strands: [], sessions: [] };
  const counts = last.map((one) => countPassages(one.passages.map((passage) => ({ section: passage.section, words: passage.hasWords ? "-" : "", chips: [...passage.chips] }))));
  return { strands: readStrands.filter((strand) => counts.every((count) => count[strand] === 0)), sessions: last };
}

export type Absent = { personId: string; name: string; missed: number; of: number; sessions: ReadSession[]; reasons: number };
/** Who was expected and did not come to so many of the last so many visits. A visit that we cancelled, or nobody says who, is not counted. */
export function findAbsent(sessions: readonly ReadSession[], { absentOf, absentFrom }: Pick<LocalRules, "absentOf" | "absentFrom">): Absent[] {
  const people = new Map(sessions.flatMap((one) => one.people.map((person) => [person.personId, person.name] as const)));
  return [...people].flatMap(([personId, name]) => {
    const own = sessions
      .flatMap((one) => {
        const person = one.people.find((each) => each.personId === personId);
        const mark = person === undefined ? "excused" : markOf({ status: one.status, cancelledBy: one.cancelledBy, came: person.status });
        return mark === "excused" ? [] : [{ one, isMissed: mark === "missed" || mark === "cancelled", hasReason: person!.reason !== "" }];
      })
      .slice(0, absentOf);
    const missed = own.filter(({ isMissed }) => isMissed);
    if (own.length < absentOf || missed.length < absentFrom) return [];
    return [{ personId, name, missed: missed.length, of: own.length, sessions: own.map(({ one }) => one), reasons: missed.filter(({ hasReason }) => hasReason).length }];
  });
}

export type Rupture = { sign: "no_shows" | "left_early"; name: string; count: number; of: number; sessions: ReadSession[] };
/**
 * Signs of a rupture as the record holds them, by the programme's own thresholds, which no norm stands behind: so many
 * visits in a row to which nobody came, or somebody who left before the end of so many of the last ones held.
 */
export function findRuptures(sessions: readonly ReadSession[], { noShowsInARow, leftEarlyOf, leftEarlyFrom }: Pick<LocalRules, "noShowsInARow" | "leftEarlyOf" | "leftEarlyFrom">): Rupture[] {
  const happened = sessions.filter((one) => one.status !== "cancelled");
  const end = happened.findIndex((one) => one.status !== "no_show");
  const missed = happened.slice(0, end < 0 ? happened.length : end);
  const held = sessions.filter((one) => one.status === "held").slice(0, leftEarlyOf);
  const left = held.filter((one) => one.people.some((person) => person.status === "left"));
  const names = [...new Set(left.flatMap((one) => one.people.filter((person) => person.status === "left").map((person) => person.name)))];
  return [
    ...(missed.length >= noShowsInARow ? [{ sign: "no_shows" as const, name: "", count: missed.length, of: missed.length, sessions: missed }] : []),
    ...(left.length >= leftEarlyFrom ? [{ sign: "left_early" as const, name: names.join(", "), count: left.length, of: held.length, sessions: left }] : []),
  ];
}

export type Moved = { series: MeasureSeries; way: "better" | "worse"; change: NonNullable<MeasureSeries["change"]> };
/** The measures that moved as the programme's own figures count it, where the newer value is of the last so many days. */
export function findMoved(series: readonly MeasureSeries[], today: CivilDate, { movedDays }: Pick<LocalRules, "movedDays">): Moved[] {
  return series.flatMap((one) => {
    const { change } = one;
    if (change === null || change.toOn < addDays(today, -movedDays)) return [];
    const way = kindOfChange(change, one.direction);
    return way === "better" || way === "worse" ? [{ series: one, way, change }] : [];
  });
}

type Mark = { line: string; reason: string; state: "done" | "put_off" | "open"; until: CivilDate | null };
export type DraftLine = Omit<AgendaLine, "state" | "putOffUntil">;
/** What a line says where it says nothing else. */
export const blank: Omit<DraftLine, "key" | "reason" | "staffId" | "kind"> = { caseId: null, sessionId: null, aboutId: null, who: "", count: null, of: null, value: null, on: null, until: null, codes: [], names: [], words: null, disclosure: null };

/** What protects somebody is done where it is done, and is never ticked off beside it. */
export const maySettle = (kind: LineKind): boolean => kind !== "alert";
/** The kind of a line, read from its key; null where it is none. */
export const kindOfKey = (key: string): LineKind | null => lineKinds.find((kind) => key.startsWith(`${kind}:`)) ?? null;

/** A line with how its supervisor left it: once what it rests on changed, or the day came to which it was put off, it is open again. */
export function withMark(line: DraftLine, mark: Mark | undefined, today: CivilDate): AgendaLine {
  const open = { ...line, state: "open" as const, putOffUntil: null };
  if (mark === undefined || !maySettle(line.kind) || mark.reason !== line.reason || mark.state === "open") return open;
  if (mark.state === "done") return { ...open, state: "done" };
  return mark.until !== null && mark.until > today ? { ...open, state: "put_off", putOffUntil: mark.until } : open;
}

const place = (line: AgendaLine) => lineKinds.indexOf(line.kind);
/** Safety first, then by kind, then by whom it is about. */
export const sortLines = (lines: readonly AgendaLine[]): AgendaLine[] => lines.toSorted((one, other) => place(one) - place(other) || one.who.localeCompare(other.who) || one.key.localeCompare(other.key));

/** People in the order of their next meeting, then by name: nothing of what they carry counts. */
export const sortPeople = <T extends { name: string; staffId: string; nextMeeting: { startsAt: string } | null }>(people: readonly T[]): T[] =>
  people.toSorted((one, other) => (one.nextMeeting?.startsAt ?? "9").localeCompare(other.nextMeeting?.startsAt ?? "9") || one.name.localeCompare(other.name) || one.staffId.localeCompare(other.staffId));
