import { addDays, type CivilDate, type Instant } from "#kernel/dates.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import type { Override, Policy } from "#features/policy/contract.ts";
import { decide } from "#features/policy/rules.ts";
import { type CertificateRecord, staffFactsOf } from "#features/eligibility/facts.rules.ts";
import { staffClausesOf } from "#features/eligibility/staffing.rules.ts";
import { type Held, holdsOn, type Span } from "#features/workforce/standing.rules.ts";
import { leavingWords } from "./words.ts";

export type Booked = { sessionId: string; caseId: string; clinicianId: string; startsAt: Instant; endsAt: Instant; timeZone: string; on: CivilDate };
type Member = Span & { teamId: string; staffId: string; name: string; part: "supervisor" | "clinician" | "senior_leader" };
/** All that the agency has recorded of its people, teams and certificates, over time. */
export type Workforce = { credentials: readonly (Held & { credentialId: string; staffId: string })[]; members: readonly Member[]; certificates: readonly (CertificateRecord & { certificateId: string })[] };
/** What is supposed; `on` is the last day. */
export type Supposed = { kind: "nothing" } | { kind: "leaves"; staffId: string; name: string; on: CivilDate } | { kind: "credential_ends"; credentialId: string; on: CivilDate } | { kind: "certificate_ends"; certificateId: string; on: CivilDate };

const cut = <T extends Span>(span: T, on: CivilDate): T => (span.validTo !== null && span.validTo <= on ? span : { ...span, validTo: on });
/** Without what would only begin after its own last day. */
const ending = <T extends Span>(spans: readonly T[], isIt: (one: T) => boolean, on: CivilDate): T[] => spans.flatMap((one) => (!isIt(one) ? [one] : one.validFrom > on ? [] : [cut(one, on)]));

/** The record as it would be. */
export function suppose(now: Workforce, supposed: Supposed): Workforce {
  switch (supposed.kind) {
    case "nothing":
      return now;
    case "leaves":
      return { ...now, members: ending(now.members, (one) => one.staffId === supposed.staffId, supposed.on) };
    case "credential_ends":
      return { ...now, credentials: ending(now.credentials, (one) => one.credentialId === supposed.credentialId, supposed.on) };
    case "certificate_ends":
      return { ...now, certificates: ending(now.certificates, (one) => one.certificateId === supposed.certificateId, supposed.on) };
  }
}

/** The team of a clinician on a day: the one they belong to longest, as decisions about sessions read it. */
export function teamOn(members: readonly Member[], staffId: string, on: CivilDate): Member[] {
  const own = members.filter((one) => one.staffId === staffId && holdsOn(one, on)).toSorted((one, other) => one.validFrom.localeCompare(other.validFrom))[0];
  return own === undefined ? [] : members.filter((one) => one.teamId === own.teamId && holdsOn(one, on));
}

type Judge = (staffId: string, on: CivilDate, overrides?: readonly Override[]) => readonly Finding[];
/** What the policy finds of a clinician on a day. Each pair is asked once: ten thousand sessions have few of them. */
export function judgeOf(staffClauses: Policy, workforce: Workforce, language: Language): Judge {
  const asks = staffClauses.versions.some((version) => version.clauses.length > 0);
  const known = new Map<string, readonly Finding[]>();
  const heldBy = new Map<string, Held[]>();
  for (const one of workforce.credentials) heldBy.set(one.staffId, [...(heldBy.get(one.staffId) ?? []), one]);
  return (staffId, on, overrides = []) => {
    const key = `${staffId} ${on} ${overrides.length === 0 ? "" : JSON.stringify(overrides)}`;
    const before = known.get(key);
    if (before !== undefined || !asks) return before ?? [];
    const team = teamOn(workforce.members, staffId, on);
    const count = (part: Member["part"]) => team.filter((one) => one.part === part).length;
    const facts = { moment: "booking" as const, ...staffFactsOf(heldBy.get(staffId) ?? [], workforce.certificates, on), team: team.length === 0 ? null : { supervisors: count("supervisor"), clinicians: count("clinician") } };
    const { findings } = decide({ policy: staffClauses, question: "session", on, facts, language, overrides });
    known.set(key, findings);
    return findings;
  };
}

const isOpen = ({ result }: Finding) => result === "not_met" || result === "unknown";
/** What stands against it afterwards and did not before, or was not known and now is not met. */
function lost(before: readonly Finding[], after: readonly Finding[]): Finding[] {
  return after.filter((one) => isOpen(one) && !before.some((was) => was.rule === one.rule && (was.result === one.result || was.result === "not_met")));
}

export type Affected = Booked & { reasons: Finding[] };
type Asked = { policy: Policy; now: Workforce; supposed: Supposed; booked: readonly Booked[]; overridesOf: (caseId: string) => readonly Override[]; language: Language };

/**
 * The booked sessions that would stop counting, each with the clauses that would be lost by it. Where nothing is
 * supposed, those that will not count as things stand. Of somebody who left, all sessions after the last day.
 */
export function foresee({ policy, now, supposed, booked, overridesOf, language }: Asked): Affected[] {
  const clauses = staffClausesOf(policy);
  const after = judgeOf(clauses, suppose(now, supposed), language);
  const before: Judge = supposed.kind === "nothing" ? () => [] : judgeOf(clauses, now, language);
  return booked.flatMap((session) => {
    if (supposed.kind !== "nothing" && session.on <= supposed.on) return [];
    if (supposed.kind === "leaves" && session.clinicianId === supposed.staffId) return [{ ...session, reasons: [leftFinding(supposed, language)] }];
    const overrides = overridesOf(session.caseId);
    const reasons = lost(before(session.clinicianId, session.on, overrides), after(session.clinicianId, session.on, overrides));
    return reasons.length === 0 ? [] : [{ ...session, reasons }];
  });
}

/** A clinician who left belongs to no team (22-A DCMR § 3427.8). */
const leftFinding = ({ name, on }: { name: string; on: CivilDate }, language: Language): Finding => ({ rule: "works-here", clause: "22-A DCMR § 3427.8", result: "not_met", severity: "block", status: "confirmed", message: leavingWords.left(name, on)[language], fix: leavingWords.fix[language] });

/** How many sessions each clause would take away, the most first. */
export function countByClause(affected: readonly Affected[]): { rule: string; clause: string; sessions: number }[] {
  const counts = new Map<string, { rule: string; clause: string; sessions: number }>();
  for (const { reasons } of affected) {
    for (const { rule, clause } of reasons) counts.set(rule, { rule, clause, sessions: (counts.get(rule)?.sessions ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((one, other) => other.sessions - one.sessions || one.rule.localeCompare(other.rule));
}

const clash = (one: Pick<Booked, "startsAt" | "endsAt">, other: Pick<Booked, "startsAt" | "endsAt">) => one.startsAt < other.endsAt && one.endsAt > other.startsAt;

/**
 * Who could take each of some sessions: clinicians of its team on that day for whom every clause would be met then, and
 * who are free at that time. `here` are those who work here; whoever leaves is not asked.
 */
export function whoCouldTake({ policy, now, supposed, sessions, booked, here, language }: { policy: Policy; now: Workforce; supposed: Supposed; sessions: readonly Booked[]; booked: readonly Booked[]; here: readonly { staffId: string; name: string }[]; language: Language }): Map<string, { staffId: string; name: string }[]> {
  const then = suppose(now, supposed);
  const judge = judgeOf(staffClausesOf(policy), then, language);
  const busy = new Map<string, Booked[]>();
  for (const one of booked) busy.set(`${one.clinicianId} ${one.on}`, [...(busy.get(`${one.clinicianId} ${one.on}`) ?? []), one]);
  return new Map(
    sessions.map((session) => {
      const team = teamOn(now.members, session.clinicianId, session.on).map((one) => one.teamId);
      const there = new Set(then.members.filter((one) => team.includes(one.teamId) && one.part === "clinician" && holdsOn(one, session.on)).map((one) => one.staffId));
      const free = here.filter(({ staffId }) => staffId !== session.clinicianId && there.has(staffId) && !(busy.get(`${staffId} ${session.on}`) ?? []).some((one) => clash(one, session)));
      return [session.sessionId, free.filter(({ staffId }) => !judge(staffId, session.on).some(isOpen)).map(({ staffId, name }) => ({ staffId, name }))];
    }),
  );
}

/** The first day on which what is supposed shows. */
export const firstDay = (supposed: Supposed, today: CivilDate): CivilDate => (supposed.kind === "nothing" ? today : addDays(supposed.on, 1));
