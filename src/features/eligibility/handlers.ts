import path from "node:path";
import type { CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Decision } from "#kernel/findings.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { EligibilityFacts, Moment, Override, Policy, SessionFacts } from "#features/policy/contract.ts";
import { loadPolicies } from "#features/policy/policies.ts";
import { decide, mayOverride } from "#features/policy/rules.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import type { eligibility } from "./contract.ts";
import { eligibilityFactsOf, sessionFactsOf } from "./facts.rules.ts";
import { findCaseFacts, listSessionEvidence } from "./facts.store.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";

/** Which policies an agency works by: the regulated one decides about sessions, the model's own answer stands beside it. */
const defaults = { session: "dc-mhrs", eligibility: ["dc-mhrs", "cpp-model"] };

const loaded = new Map<string, Policy[]>();
function policiesOf(call: Pick<Call, "services">): Policy[] {
  const directory = path.join(call.services.projectRoot, "data");
  if (!loaded.has(directory)) loaded.set(directory, loadPolicies(directory));
  return loaded.get(directory)!;
}
function policyNamed(call: Pick<Call, "services">, id: string): Policy {
  const found = policiesOf(call).find((policy) => policy.id === id);
  if (!found) throw new Fault("malformed", faultWords.noPolicy(id), { fields: [{ path: "policy", message: faultWords.expectPolicy(policiesOf(call).map((policy) => policy.id)) }] });
  return found;
}
/** What the policy is called on a day; outside of its versions, as its newest one. */
const titleOf = (policy: Policy, on: CivilDate, call: Pick<Call, "language">): string => (versionInForce(policy, on) ?? policy.versions.at(-1))?.title[call.language] ?? policy.id;
const policySettings = (set: Record<string, unknown> | null): typeof defaults => ({ ...defaults, ...(set as Partial<typeof defaults> | null) });

const overridesFor = (policy: string, recorded: readonly { policy: string; rule: string; role: string; reason: string; at: string }[]): Override[] =>
  recorded.filter((one) => one.policy === policy).map((one) => ({ rule: one.rule, role: one.role as Override["role"], reason: one.reason, at: one.at }));

type Recorded = Awaited<ReturnType<typeof findCaseFacts>>;
function decideChart(call: Pick<Call, "services" | "language">, policy: string, on: CivilDate, recorded: Recorded): { decision: Decision; facts: EligibilityFacts } {
  const facts = eligibilityFactsOf(recorded.chart);
  return { facts, decision: decide({ policy: policyNamed(call, policy), question: "eligibility", on, facts, language: call.language, overrides: overridesFor(policy, recorded.overrides) }) };
}

/** Eligibility on a day by one policy, with the facts it saw. */
export async function decideEligibility(tx: Transaction, call: Pick<Call, "services" | "language">, caseId: string, policy: string, on: CivilDate): Promise<{ decision: Decision; facts: EligibilityFacts }> {
  return decideChart(call, policy, on, await findCaseFacts(tx, caseId, on));
}

/** Whether a session counts, at a moment, with the facts it saw. `signed` and `cosigned` are as they will be when the act is done. */
export async function decideSession(tx: Transaction, call: Pick<Call, "services" | "language">, sessionId: string, asked: { moment: Moment; signed: boolean; cosigned: boolean | null }): Promise<{ decision: Decision; facts: SessionFacts }> {
  const [recorded] = await listSessionEvidence(tx, [sessionId], asked.moment === "booking" ? "planned" : "held");
  if (!recorded) throw new Fault("not_found", faultWords.noSession);
  const { session: policy } = policySettings(recorded.policies);
  const eligible = decideChart(call, policy, recorded.on, recorded).decision.verdict;
  const facts = sessionFactsOf({ ...recorded, ...asked, birthDate: recorded.chart.birthDate, eligible: eligible === "unknown" ? null : eligible === "yes" });
  return { facts, decision: decide({ policy: policyNamed(call, policy), question: "session", on: recorded.on, facts, language: call.language, overrides: overridesFor(policy, recorded.overrides) }) };
}

async function answer(tx: Transaction, { caseId, on }: { caseId: string; on: string | null }, call: Call) {
  await requireCase(tx, caseId);
  const disclosure = { class: "child_chart" as const, caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false };
  const day = on ?? tx.today;
  const recorded = await findCaseFacts(tx, caseId, day);
  const answers = policySettings(recorded.policies).eligibility.map((policy) => ({ title: titleOf(policyNamed(call, policy), day, call), decision: decideChart(call, policy, day, recorded).decision, disclosure }));
  const roles = tx.actor.kind === "staff" ? tx.actor.roles : [];
  const allowed = answers.flatMap(({ decision }) => {
    const version = versionInForce(policyNamed(call, decision.policy), day);
    return (version?.clauses ?? []).filter((clause) => roles.some((role) => (role === "supervisor" || role === "administrator") && mayOverride(clause, role))).map((clause) => ({ policy: decision.policy, rule: clause.id }));
  });
  return { answers, overrides: (await store.listOverrides(tx, caseId)).map((one) => ({ ...one, disclosure })), mayOverride: allowed };
}

async function override(tx: Transaction, input: { caseId: string; policy: string; rule: string; reason: string }, call: Call): Promise<{ overrideId: string }> {
  await requireCase(tx, input.caseId);
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  const clause = versionInForce(policyNamed(call, input.policy), tx.today)?.clauses.find((one) => one.id === input.rule);
  if (!clause) throw new Fault("malformed", faultWords.noRule, { fields: [{ path: "rule", message: faultWords.expectRule }] });
  const role = (["supervisor", "administrator"] as const).find((one) => tx.actor.kind === "staff" && tx.actor.roles.includes(one) && mayOverride(clause, one));
  if (!role) throw new Fault("refused", faultWords.neverOverridden, { fields: [{ path: "rule", message: faultWords.expectOther }] });
  return { overrideId: await store.insertOverride(tx, { ...input, role, staffId: tx.actor.staffId }) };
}

export const eligibilityHandlers: Handlers<typeof eligibility> = { decide: handle(answer), override: handle(override) };
