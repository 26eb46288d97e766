import { addDays, ageInMonths, type CivilDate } from "#kernel/dates.ts";
import type { Clause, PolicyVersion, Question } from "#features/policy/contract.ts";
import { birthday } from "#features/policy/validity.rules.ts";
import type { Result, RowState, Subject } from "./contract.ts";

/** How many came out how. */
export type Counts = Partial<Record<Result, number>>;

/** The question of a policy as it is put to cases, sessions and teams. */
export const subjectOf: Record<Question, Subject> = { eligibility: "case", session: "session", team: "team" };

/** The rows of a version: each clause once for every question that it answers and that the agency asks of this policy. */
export function clausesBySubject(version: PolicyVersion, asked: readonly Question[]): { clause: Clause; subject: Subject }[] {
  return version.clauses.flatMap((clause) => clause.questions.filter((question) => asked.includes(question)).map((question) => ({ clause, subject: subjectOf[question] })));
}

/** Adds one to the count of a result. */
export function count(counts: Counts, result: Result): void {
  counts[result] = (counts[result] ?? 0) + 1;
}

/** Adds up what is counted, but for what the rule does not concern. */
export const applying = (counts: Counts): number => Object.entries(counts).reduce((sum, [result, number]) => (result === "not_applicable" || result === "not_started" ? sum : sum + number), 0);

/**
 * The state of a row: what is not met before what is late, not known, due, met. A draft is a draft whatever its numbers.
 * `closed` are those that the reader may not ask about: where there are no others, the row is closed.
 */
export function stateOf(counts: Counts, standing: { status: Clause["status"]; closed: number }): RowState {
  if (applying(counts) === 0) return standing.closed > 0 ? "closed" : standing.status === "draft" ? "draft" : "not_applicable";
  if (standing.status === "draft") return "draft";
  const pressing = (["not_met", "late", "unknown", "due"] as const).find((state) => (counts[state] ?? 0) > 0);
  return pressing ?? "met";
}

/**
 * The clock of a child's age: the birthday that ends the service, the whole months until then (negative once it is over),
 * and whether it comes on or before the planned end. Null where the birth date, or a planned end, is not known.
 */
export function judgeAgeOut(birthDate: CivilDate | null, plannedEnd: CivilDate | null, age: { years: number; leapDayBirthday: "feb28" | "mar1" }, today: CivilDate) {
  if (birthDate === null) return { turnsOn: null, monthsLeft: null, endsBefore: null };
  const turnsOn = birthday(birthDate, age.years, age.leapDayBirthday);
  const over = turnsOn <= today;
  return { turnsOn, monthsLeft: over ? -ageInMonths(turnsOn, today) : ageInMonths(today, turnsOn), endsBefore: plannedEnd === null ? null : turnsOn <= plannedEnd };
}

/** How an exception stands on a day: until its last day, unless somebody ended it. */
export function stateOfOverride(one: { until: CivilDate | null; endedAt: string | null }, today: CivilDate): "stands" | "over" | "ended" {
  if (one.endedAt !== null) return "ended";
  return one.until !== null && one.until < today ? "over" : "stands";
}

/** Where an owed date is due within so many days, or late, it stands among the owed work. */
export const OWED_AHEAD_DAYS = 30;
export const isOwed = (judged: { state: string; dueOn: CivilDate | null; doneOn: CivilDate | null }, today: CivilDate): boolean =>
  judged.doneOn === null && (judged.state === "late" || (judged.state === "due" && judged.dueOn !== null && judged.dueOn <= addDays(today, OWED_AHEAD_DAYS)));
