import type { CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Decision } from "#kernel/findings.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { policySettings, shippedPolicies } from "#features/policy/agency.handlers.ts";
import type { EligibilityFacts, Moment, Override, Policy, PolicyVersion, Question, SessionFacts } from "#features/policy/contract.ts";
import { decide } from "#features/policy/rules.ts";
import { keepEdition, policiesOfAgency } from "#features/policy/store.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import { eligibilityFactsOf, sessionFactsOf } from "./facts.rules.ts";
import { findCaseFacts, listSessionEvidence, type OfCase, type SessionEvidence } from "./facts.store.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";

type Asking = Pick<Call, "services" | "language">;

/** The policy of an id. Throws `malformed` naming those that there are. */
export function policyNamed(policies: readonly Policy[], id: string): Policy {
  const found = policies.find((policy) => policy.id === id);
  if (!found) throw new Fault("malformed", faultWords.noPolicy(id), { fields: [{ path: "policy", message: faultWords.expectPolicy(policies.map((policy) => policy.id)) }] });
  return found;
}

/** An answer with all that it rests on, so that it can be kept and asked again; for a session also the facts of the child's own eligibility. */
export type Decided<Facts = unknown> = { decision: Decision; facts: Facts; eligibility: EligibilityFacts | null; overrides: Override[]; version: PolicyVersion | null };

const overridesFor = (policy: string, recorded: OfCase["overrides"]): Override[] =>
  recorded.filter((one) => one.policy === policy).map((one) => ({ rule: one.rule, role: one.role as Override["role"], reason: one.reason, at: one.at }));

function ask<Facts>(call: Asking, policy: Policy, question: Question, on: CivilDate, facts: Facts, overrides: Override[]): Decided<Facts> {
  return { decision: decide({ policy, question, on, facts, language: call.language, overrides }), facts, eligibility: null, overrides, version: versionInForce(policy, on) };
}

/** Eligibility on a day by one policy, from what is recorded of the case. */
export const decideChart = (call: Asking, policy: Policy, on: CivilDate, recorded: OfCase): Decided<EligibilityFacts> => ask(call, policy, "eligibility", on, eligibilityFactsOf(recorded.chart), overridesFor(policy.id, recorded.overrides));

/** Eligibility on a day by one policy, with the facts it saw. */
export async function decideEligibility(tx: Transaction, call: Asking, caseId: string, policy: string, on: CivilDate): Promise<Decided<EligibilityFacts>> {
  const recorded = await findCaseFacts(tx, caseId, on);
  return decideChart(call, policyNamed(await policiesOfAgency(tx, shippedPolicies(call), recorded.installed), policy), on, recorded);
}

/** What is asked of a session: at which moment, and `signed` and `cosigned` as they will be when the act is done. */
export type SessionAsked = { moment: Moment; signed: boolean; cosigned: boolean | null };

/** Whether a session counts, from its evidence. */
export function judgeEvidence(call: Asking, policies: readonly Policy[], recorded: SessionEvidence, asked: SessionAsked): Decided<SessionFacts> {
  const policy = policyNamed(policies, policySettings(recorded.policies).session);
  const { decision: { verdict }, facts: eligibility } = decideChart(call, policy, recorded.on, recorded);
  const facts = sessionFactsOf({ ...recorded, ...asked, birthDate: recorded.chart.birthDate, eligible: verdict === "unknown" ? null : verdict === "yes" });
  return { ...ask(call, policy, "session", recorded.on, facts, overridesFor(policy.id, recorded.overrides)), eligibility };
}

const timesAt = (moment: Moment) => (moment === "booking" ? "planned" : "held");

/** Whether each of the sessions counts at a moment, by id; what the actor does not see is left out. All in one statement. */
export async function decideSessions(tx: Transaction, call: Asking, sessionIds: readonly string[], asked: SessionAsked): Promise<Map<string, Decided<SessionFacts>>> {
  if (sessionIds.length === 0) return new Map();
  const recorded = await listSessionEvidence(tx, sessionIds, timesAt(asked.moment));
  const policies = await policiesOfAgency(tx, shippedPolicies(call), recorded[0]?.installed ?? []);
  return new Map(recorded.map((one) => [one.sessionId, judgeEvidence(call, policies, one, asked)]));
}

/** Whether a session counts, at a moment, with the facts it saw. Throws `not_found` where the actor does not see it. */
export async function decideSession(tx: Transaction, call: Asking, sessionId: string, asked: SessionAsked): Promise<Decided<SessionFacts>> {
  const found = (await decideSessions(tx, call, [sessionId], asked)).get(sessionId);
  if (!found) throw new Fault("not_found", faultWords.noSession);
  return found;
}

/** Keeps a decision that somebody relied on, with its facts, exceptions and the very edition of the policy, so that it can be asked again. */
export async function keepDecision(tx: Transaction, call: Asking, of: { caseId: string; sessionId: string | null; class: "service" | "child_chart"; moment: Moment }, decided: Decided): Promise<string> {
  const digest = decided.version ? await keepEdition(tx, decided.version) : null;
  return store.insertDecision(tx, { ...of, ...decided, digest, language: call.language });
}
