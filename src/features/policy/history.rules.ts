import type { CivilDate } from "#kernel/dates.ts";
import type { Decision } from "#kernel/findings.ts";
import type { Clause, Override, Policy } from "./contract.ts";
import { decide } from "./rules.ts";
import type { Timer } from "./timers.contract.ts";

/** The policy with one clause confirmed against the register; from then on it decides with its own severity. Nothing is changed in place. */
export function confirmClause(policy: Policy, version: string, clauseId: string, confirmed: NonNullable<Clause["confirmed"]>): Policy {
  return changeClause(policy, version, clauseId, (clause) => ({ ...clause, status: "confirmed", confirmed }));
}

/** The policy with one clause of one version changed; nothing is changed in place. */
export function changeClause(policy: Policy, version: string, clauseId: string, change: (clause: Clause) => Clause): Policy {
  const changeVersion = (one: Policy["versions"][number]) => ({ ...one, clauses: one.clauses.map((clause) => (clause.id === clauseId ? change(clause) : clause)) });
  return { ...policy, versions: policy.versions.map((one) => (one.version === version ? changeVersion(one) : one)) };
}

/** The policy with one timer confirmed against the register; nothing is changed in place. */
export function confirmTimer(policy: Policy, version: string, timerId: string, confirmed: NonNullable<Timer["confirmed"]>): Policy {
  return changeTimer(policy, version, timerId, (timer) => ({ ...timer, status: "confirmed", confirmed }));
}

/** The policy with one timer of one version changed, such as a start or a kind of days that the register names; nothing is changed in place. */
export function changeTimer(policy: Policy, version: string, timerId: string, change: (timer: Timer) => Timer): Policy {
  const changeVersion = (one: Policy["versions"][number]) => ({ ...one, timers: one.timers?.map((timer) => (timer.id === timerId ? change(timer) : timer)) });
  return { ...policy, versions: policy.versions.map((one) => (one.version === version ? changeVersion(one) : one)) };
}

/** One thing that was decided, kept with the facts it was decided on. */
export type Decided = { id: string; question: string; on: CivilDate; facts: unknown; overrides?: readonly Override[] };

/** Reruns history after a policy changed: what would come out with another verdict or other units. It lists and changes nothing. */
export function listAffected(before: Policy, after: Policy, history: readonly Decided[]): { id: string; before: Decision; after: Decision }[] {
  return history
    .map(({ id, ...asked }) => ({ id, before: decide({ ...asked, policy: before }), after: decide({ ...asked, policy: after }) }))
    .filter((one) => one.before.verdict !== one.after.verdict || one.before.units !== one.after.units);
}
