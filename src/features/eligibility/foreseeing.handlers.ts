import type { Verdict } from "#kernel/findings.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { policySettings, shippedPolicies } from "#features/policy/agency.handlers.ts";
import type { Policy, SessionFacts } from "#features/policy/contract.ts";
import { decide } from "#features/policy/rules.ts";
import { policiesOfAgency } from "#features/policy/store.ts";
import { type Decided, judgeEvidence, policyNamed, type SessionAsked } from "./deciding.handlers.ts";
import { sessionFactsOf } from "./facts.rules.ts";
import { findProposedEvidence, listSessionEvidence, type Proposed, type SessionEvidence } from "./facts.store.ts";
import { staffClausesOf } from "./staffing.rules.ts";

type Asking = Pick<Call, "services" | "language">;

/** What an hour counts for: in full, and, while it is only planned, by clinician, team and agency alone, for those who do not see what the rest stands on. */
export type Hour = { evidence: SessionEvidence; decided: Decided<SessionFacts>; staffing: Verdict | null };

/** Nothing is signed yet. */
const unsigned = { signed: false, cosigned: null } as const;
const planned: SessionAsked = { moment: "booking", ...unsigned };

const policiesFor = (tx: Transaction, call: Asking, evidence: SessionEvidence | undefined) => policiesOfAgency(tx, shippedPolicies(call), evidence?.installed ?? []);

function judgeStaffing(call: Asking, policies: readonly Policy[], evidence: SessionEvidence): Verdict {
  const policy = staffClausesOf(policyNamed(policies, policySettings(evidence.policies).session));
  if (policy.versions.every(({ clauses }) => clauses.length === 0)) return "yes";
  const facts = sessionFactsOf({ ...evidence, ...planned, birthDate: null, eligible: null });
  const overrides = evidence.overrides.filter((one) => one.policy === policy.id).map(({ rule, role, reason, at }) => ({ rule, role: role as "supervisor", reason, at }));
  return decide({ policy, question: "session", on: evidence.on, facts, language: call.language, overrides }).verdict;
}

const judgeHour = (call: Asking, policies: readonly Policy[], evidence: SessionEvidence, asked: SessionAsked): Hour => ({ evidence, decided: judgeEvidence(call, policies, evidence, asked), staffing: asked.moment === "booking" ? judgeStaffing(call, policies, evidence) : null });

/** What a session that is being typed would count for, with those people and that reason. Nothing is stored. */
export async function foreseeProposed(tx: Transaction, call: Asking, proposed: Proposed, coming: { parts: readonly string[]; longerSessionReason: string | null }): Promise<Hour> {
  const found = await findProposedEvidence(tx, proposed);
  const session = { ...found.session, longerSessionReason: coming.longerSessionReason, attendees: coming.parts.map((part) => ({ part, status: "expected" })) };
  return judgeHour(call, await policiesFor(tx, call, found), { ...found, session }, planned);
}

/** What stored sessions count for, each at the moment that it has come to, all in one statement. What the actor does not see is left out. */
export async function foreseeSessions(tx: Transaction, call: Asking, asked: ReadonlyMap<string, "booking" | "check_in" | "note">): Promise<Map<string, Hour>> {
  if (asked.size === 0) return new Map();
  // A session that is only booked was not held: the day of both is the planned one.
  const found = await listSessionEvidence(tx, [...asked.keys()], "held");
  const policies = await policiesFor(tx, call, found[0]);
  return new Map(found.map((one) => [one.sessionId, judgeHour(call, policies, one, { moment: asked.get(one.sessionId)!, ...unsigned })]));
}
