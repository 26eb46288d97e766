import { addMonths, type CivilDate } from "#kernel/dates.ts";
import type { PolicyVersion } from "#features/policy/contract.ts";
import { stageOf } from "#features/workforce/standing.rules.ts";
import type { AuditStatus, DueBy, Mark, Obstacle, Score } from "./contract.ts";
import type { AuditForm } from "./form.contract.ts";

/** The name of the rule by which samples are drawn. A change of it is another name. */
export const SAMPLE_RULE = "signed-session-sha256-1";

/** A digest of a text as hexadecimal letters: SHA-256, handed in by who calls. */
export type Digest = (text: string) => string;
export type Drawn = { caseId: string; place: number; drawnBy: string };

/** Every case in the order of the draw: by the digest of seed and case, the smallest first. The same list and seed give the same order, whatever order they came in. */
export function orderOfDraw(caseIds: readonly string[], seed: string, digest: Digest): Drawn[] {
  const drawn = [...new Set(caseIds)].map((caseId) => ({ caseId, drawnBy: digest(`${seed}:${caseId}`) }));
  return drawn.toSorted((one, other) => (one.drawnBy < other.drawnBy ? -1 : one.drawnBy > other.drawnBy ? 1 : one.caseId < other.caseId ? -1 : 1)).map((one, index) => ({ ...one, place: index + 1 }));
}

/** Whether what was kept of a draw is what drawing again gives. */
export function isSameDraw(kept: readonly Drawn[], seed: string, digest: Digest): boolean {
  const again = orderOfDraw(kept.map((one) => one.caseId), seed, digest);
  const asKept = kept.toSorted((one, other) => one.place - other.place);
  return again.every((one, index) => asKept[index]!.caseId === one.caseId && asKept[index]!.place === one.place && asKept[index]!.drawnBy === one.drawnBy);
}

/** What a case is called where no name may stand: its place in the draw. */
export const codeOf = (place: number, population: number): string => `C${String(place).padStart(Math.max(2, String(population).length), "0")}`;

export type Rated = { item: string; caseId: string | null; mark: Mark };

/** The questions that are asked: each for every sampled case, or once for the agency. */
export function questionsOf(form: AuditForm, caseIds: readonly string[]): { item: string; caseId: string | null }[] {
  return form.items.flatMap(({ id, of }): { item: string; caseId: string | null }[] => (of === "agency" ? [{ item: id, caseId: null }] : caseIds.map((caseId) => ({ item: id, caseId }))));
}

const keyOf = (one: { item: string; caseId: string | null }) => `${one.item} ${one.caseId ?? ""}`;

/** Points of those that apply. What does not apply leaves the count; ratings of cases that left the sample do too. */
export function scoreOf(form: AuditForm, caseIds: readonly string[], ratings: readonly Rated[]): Score {
  const marks = new Map(ratings.map((one) => [keyOf(one), one.mark]));
  const most = Math.max(...form.scale.points.map((one) => one.value));
  const asked = questionsOf(form, caseIds);
  const given = asked.map((one) => marks.get(keyOf(one)) ?? null).filter((one) => one !== null);
  const points = given.filter((one) => one !== "not_applicable");
  const earned = points.reduce((sum, one) => sum + one, 0);
  const possible = points.length * most;
  return { rated: given.length, asked: asked.length, notApplicable: given.length - points.length, earned, possible, percent: possible === 0 ? null : Math.floor((earned * 1000) / possible) / 10 };
}

/** What the points suggest, once every question is answered and some apply; null before. The threshold is the programme's own. */
export function suggestRating(score: Score, threshold: number): "acceptable" | "not_acceptable" | null {
  if (score.rated < score.asked || score.possible === 0) return null;
  return score.earned * 100 >= threshold * score.possible ? "acceptable" : "not_acceptable";
}

/** By when the next audit is due after one of a day, by each clause of a policy that says so, the soonest first. */
export function nextDue(ratedOn: CivilDate, version: PolicyVersion | null): DueBy[] {
  return (version?.clauses ?? [])
    .flatMap(({ id, cite, status, rule }): DueBy[] => {
      if (rule.kind === "auditInterval") return [{ rule: id, cite, status, on: addMonths(ratedOn, rule.months) }];
      // One in this calendar year or so many before: the last day on which it still stands.
      if (rule.kind === "auditCalendar") return [{ rule: id, cite, status, on: `${String(Number(ratedOn.slice(0, 4)) + rule.calendarYears).padStart(4, "0")}-12-31` }];
      return [];
    })
    .toSorted((one, other) => one.on.localeCompare(other.on) || one.rule.localeCompare(other.rule));
}

/** The clause that asks for the audit, for the citation; null where the policy asks for none. */
export const clauseOfAudit = (version: PolicyVersion | null) => version?.clauses.find(({ rule }) => rule.kind === "auditAcceptable") ?? null;

/** What is still missing before an audit is closed: a rating; where it falls short, what was found and an action of a plan. */
export function obstaclesOf(one: { status: AuditStatus; acceptable: boolean | null; shortfalls: number; actions: number }): Obstacle[] {
  if (one.status !== "rated" || one.acceptable === null) return ["not_rated"];
  const fallsShort = !one.acceptable || one.shortfalls > 0;
  return [...(!one.acceptable && one.shortfalls === 0 ? (["no_finding"] as const) : []), ...(fallsShort && one.actions === 0 ? (["no_plan"] as const) : [])];
}

/** What an invitation means for who has that e-mail: already an auditor here for good, one from outside who comes back, or somebody new. The two others are refused: who works here as something else, and an account that is not of this agency's staff. */
export type Admission = "reads_already" | "comes_back" | "new" | "works_here" | "taken";
/** Who an invitation is for. `auditorUntil` is `infinity` where an auditor belongs to the staff for good. */
export function judgeAdmission(member: { roles: readonly string[]; auditorUntil: string | null } | null, account: "there" | "none"): Admission {
  if (member === null) return account === "there" ? "taken" : "new";
  if (member.roles.some((role) => role !== "auditor")) return "works_here";
  return member.auditorUntil === "infinity" ? "reads_already" : "comes_back";
}

/** Something that is due, as owed work: from 90 days before on, anew at 60, 30 and 7. Null while it is farther away. */
export function asksFor(dueOn: CivilDate, today: CivilDate): { since: CivilDate; dueOn: CivilDate } | null {
  const at = stageOf(dueOn, today);
  return at === null ? null : { since: at.since, dueOn };
}
