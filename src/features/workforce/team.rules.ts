import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Decision, Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { degrees, type Policy, type RuleKind, type TeamFacts } from "#features/policy/contract.ts";
import { decide, openFacts } from "#features/policy/rules.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import { type Held, holdsOn, isIndependentOn, type Span, standingOn } from "./standing.rules.ts";

export type Belonging = Span & { staffId: string; part: "supervisor" | "clinician" | "senior_leader"; hasAuthority: boolean | null };
/** A team over time, and what its members hold. */
export type TeamOverTime = { members: readonly Belonging[]; heldBy: (staffId: string) => readonly Held[]; servesMedicaid: boolean | null };
/** How a team stands on a day: what is not met or not known. */
export type TeamCheck = { on: CivilDate; verdict: Decision["verdict"]; findings: Finding[] };

/** True where training was complete by the day, false where it came later, null where none is recorded. */
const trainedBy = (trainedOn: CivilDate | null, on: CivilDate): boolean | null => (trainedOn === null ? null : trainedOn <= on);

/** The letters of a licence that holds on the day; one that ended qualifies nobody. */
const credentialOf = (licence: Held | null, on: CivilDate): string | null => (licence !== null && holdsOn(licence, on) ? licence.name || null : null);

/** Those who belong to a team on a day, as the facts of the question. */
export function teamFactsOn(team: TeamOverTime, on: CivilDate): TeamFacts {
  const there = team.members.filter((one) => holdsOn(one, on));
  const of = (part: Belonging["part"]) => there.filter((one) => one.part === part).map((one) => ({ ...standingOn(team.heldBy(one.staffId), on), independent: isIndependentOn(team.heldBy(one.staffId), on), hasAuthority: one.hasAuthority }));
  return {
    supervisors: of("supervisor").map((one) => ({ credential: credentialOf(one.licence, on), independent: one.independent, cppTrained: trainedBy(one.trainedOn, on) })),
    clinicians: of("clinician").map((one) => ({ credential: credentialOf(one.licence, on), degree: degrees.find((known) => known === one.degree?.name) ?? null, degreeField: one.degree?.field || null, cppTrained: trainedBy(one.trainedOn, on) })),
    seniorLeaders: of("senior_leader").map(({ hasAuthority }) => ({ hasAuthority })),
    servesMedicaidPopulation: team.servesMedicaid,
  };
}

const speaksOfTeams = (policy: Policy) => policy.versions.some((version) => version.clauses.some((clause) => clause.questions.includes("team")));

/** How a team stands on a day by all policies that say something about teams: no by one is no, not known by one is not known. Null where none does. */
export function checkTeam(policies: readonly Policy[], team: TeamOverTime, on: CivilDate, language: Language): TeamCheck | null {
  const decisions = policies.filter(speaksOfTeams).map((policy) => decide({ policy, question: "team", on, facts: teamFactsOn(team, on), language }));
  if (decisions.length === 0) return null;
  const verdict = (["no", "unknown"] as const).find((one) => decisions.some((decision) => decision.verdict === one)) ?? "yes";
  return { on, verdict, findings: decisions.flatMap(openFacts) };
}

/** The days within a span on which a team is another one than the day before, its first day included. */
export function daysOfChange(members: readonly Span[], within: Span): CivilDate[] {
  const turns = members.flatMap((one) => (one.validTo === null ? [one.validFrom] : [one.validFrom, addDays(one.validTo, 1)]));
  return [...new Set([within.validFrom, ...turns.filter((day) => holdsOn(within, day))])].toSorted();
}

/** Which kinds of rule a new member of a part bears on as one more of the number. */
const counted: Record<Belonging["part"], readonly RuleKind[]> = { clinician: ["teamClinicians"], supervisor: ["teamSupervisors"], senior_leader: [] };

/** Two policies may call their rules the same; the clause tells them apart. */
const nameOf = ({ rule, clause }: Pick<Finding, "rule" | "clause">) => `${rule} ${clause}`;
const blocks = (one: Finding) => one.severity === "block" && one.status !== "draft" && one.result === "not_met";

/**
 * What joining would do to a team on each day of change: `refused` are the clauses that it would break (the seventh
 * clinician, the second supervisor, somebody not trained, A8); `checks` are how the team would then stand. What the team
 * lacks anyway, such as a supervisor who is still to come, refuses nobody.
 */
export function judgeJoining(policies: readonly Policy[], team: TeamOverTime, joining: Belonging, language: Language): { refused: { on: CivilDate; finding: Finding }[]; checks: TeamCheck[] } {
  const after = { ...team, members: [...team.members, joining] };
  const refused: { on: CivilDate; finding: Finding }[] = [];
  const checks: TeamCheck[] = [];
  for (const on of daysOfChange(team.members, joining)) {
    const then = checkTeam(policies, after, on, language);
    if (then === null) continue;
    const kindOf = new Map(policies.flatMap((policy) => versionInForce(policy, on)?.clauses ?? []).map((clause) => [nameOf({ rule: clause.id, clause: clause.cite }), clause.rule.kind]));
    const alone = checkTeam(policies, { ...team, members: [joining] }, on, language)!;
    const isTheirs = (one: Finding) => {
      const kind = kindOf.get(nameOf(one))!;
      if (kind === "teamClinicians" || kind === "teamSupervisors") return counted[joining.part].includes(kind);
      return kind !== "seniorLeaders" && kind !== "medicaidPopulation" && alone.findings.some((other) => nameOf(other) === nameOf(one) && other.result === "not_met");
    };
    refused.push(...then.findings.filter((one) => blocks(one) && isTheirs(one)).map((finding) => ({ on, finding })));
    checks.push(then);
  }
  return { refused, checks };
}
