import type { CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { kernelWords } from "#kernel/words.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { faultWords as intakeFaults } from "#features/intake/faults.words.ts";
import { findReferral } from "#features/intake/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { Policy } from "#features/policy/contract.ts";
import { decide, mayOverride } from "#features/policy/rules.ts";
import { policiesOfAgency } from "#features/policy/store.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import { findPolicySettings } from "#features/workforce/store.ts";
import type { eligibility } from "./contract.ts";
import { decideChart, policyNamed } from "./deciding.handlers.ts";
import { policiesOf, policySettings, shippedPolicies } from "#features/policy/agency.handlers.ts";
import { findCaseFacts } from "./facts.store.ts";
import { faultWords } from "./faults.words.ts";
import { askNextOf, factsSoFar } from "./sofar.rules.ts";
import * as store from "./store.ts";

/** What the policy is called on a day; outside of its versions, as its newest one. */
const titleOf = (policy: Policy, on: CivilDate, call: Pick<Call, "language">): string => (versionInForce(policy, on) ?? policy.versions.at(-1))?.title[call.language] ?? policy.id;

/** The words of the clause that an exception is about, with its place; of the newest version that has it where the one in force has not. */
function clauseWords(policies: readonly Policy[], { policy, rule }: { policy: string; rule: string }, on: CivilDate, call: Pick<Call, "language">): string {
  const found = policies.find(({ id }) => id === policy);
  const versions = found === undefined ? [] : [versionInForce(found, on), ...found.versions.toReversed()];
  const clause = versions.flatMap((version) => version?.clauses ?? []).find(({ id }) => id === rule);
  return clause === undefined ? rule : `${clause.words[call.language]} (${clause.cite})`;
}

async function answer(tx: Transaction, { caseId, on }: { caseId: string; on: string | null }, call: Call) {
  await requireCase(tx, caseId);
  const disclosure = { class: "child_chart" as const, caseId, ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false };
  const day = on ?? tx.today;
  const recorded = await findCaseFacts(tx, caseId, day);
  const policies = await policiesOfAgency(tx, shippedPolicies(call), recorded.installed);
  const asked = policySettings(recorded.policies).eligibility.map((id) => policyNamed(policies, id));
  const answers = asked.map((policy) => ({ title: titleOf(policy, day, call), decision: decideChart(call, policy, day, recorded).decision, disclosure }));
  const roles = tx.actor.kind === "staff" ? tx.actor.roles : [];
  const allowed = asked.flatMap((policy) =>
    (versionInForce(policy, day)?.clauses ?? []).filter((clause) => roles.some((role) => (role === "supervisor" || role === "administrator") && mayOverride(clause, role))).map((clause) => ({ policy: policy.id, rule: clause.id })),
  );
  return { answers, overrides: (await store.listOverrides(tx, caseId)).map((one) => ({ ...one, about: clauseWords(policies, one, day, call), disclosure })), mayOverride: allowed };
}

/** The role of the actor that may decide over a rule. Throws `refused` where the clause names none of theirs. */
async function roleOver(tx: Transaction, call: Call, one: { policy: string; rule: string }): Promise<"supervisor" | "administrator"> {
  const clause = versionInForce(policyNamed(await policiesOf(tx, call), one.policy), tx.today)?.clauses.find(({ id }) => id === one.rule);
  if (!clause) throw new Fault("malformed", faultWords.noRule, { fields: [{ path: "rule", message: faultWords.expectRule }] });
  const role = (["supervisor", "administrator"] as const).find((held) => tx.actor.kind === "staff" && tx.actor.roles.includes(held) && mayOverride(clause, held));
  if (!role) throw new Fault("refused", faultWords.neverOverridden, { fields: [{ path: "rule", message: faultWords.expectOther }] });
  return role;
}

async function endOverride(tx: Transaction, { caseId, overrideId, reason }: { caseId: string; overrideId: string; reason: string }, call: Call): Promise<{ ended: true }> {
  await requireCase(tx, caseId);
  const found = await store.findOverride(tx, caseId, overrideId);
  if (!found) throw new Fault("not_found", faultWords.noOverride);
  await roleOver(tx, call, found);
  if (!(await store.endOverride(tx, overrideId, reason))) throw new Fault("not_found", faultWords.noOverride);
  return { ended: true };
}

async function override(tx: Transaction, input: { caseId: string; policy: string; rule: string; reason: string; until: string | null }, call: Call): Promise<{ overrideId: string }> {
  await requireCase(tx, input.caseId);
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  if (input.until !== null && input.until < tx.today) throw new Fault("malformed", faultWords.untilPast, { fields: [{ path: "until", message: kernelWords.orLater(tx.today) }] });
  const role = await roleOver(tx, call, input);
  return { overrideId: await store.insertOverride(tx, { ...input, role, staffId: tx.actor.staffId }) };
}

/** What the policies say before there is a case, from what the referral says and what is typed over it. */
async function answerSoFar(tx: Transaction, input: { referralId: string | null; birthDate: CivilDate | null; livesWithCaregiver: "yes" | "no" | "not_known" }, call: Call) {
  const referral = input.referralId === null ? null : await findReferral(tx, input.referralId);
  if (input.referralId !== null && !referral) throw new Fault("not_found", intakeFaults.noReferral);
  const policies = await policiesOf(tx, call);
  const facts = factsSoFar({ birthDate: input.birthDate ?? referral?.childBirthDate ?? null, conditions: referral?.sentAlong?.conditions ?? [], livesWithCaregiver: input.livesWithCaregiver });
  const asked = policySettings(await findPolicySettings(tx)).eligibility.map((id) => policyNamed(policies, id));
  const answers = asked.map((policy) => ({ title: titleOf(policy, tx.today, call), decision: decide({ policy, question: "eligibility", on: tx.today, facts, language: call.language }) }));
  return { answers, askNext: askNextOf(answers.map(({ decision }) => decision)) };
}

export const eligibilityHandlers: Handlers<typeof eligibility> = { soFar: handle(answerSoFar), decide: handle(answer), override: handle(override), endOverride: handle(endOverride) };
