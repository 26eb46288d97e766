import type { CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Verdict } from "#kernel/findings.ts";
import { asActor, row, type Transaction } from "#database/actor.ts";
import { sql } from "kysely";
import type { Call } from "#server/procedure.ts";
import { decideChart, policyNamed } from "#features/eligibility/deciding.handlers.ts";
import { policiesOf, policySettings } from "#features/policy/agency.handlers.ts";
import { listCaseFacts } from "#features/eligibility/facts.store.ts";
import type { Policy, PolicyVersion, Question } from "#features/policy/contract.ts";
import { decide } from "#features/policy/rules.ts";
import { versionInForce } from "#features/policy/validity.rules.ts";
import { heldBy } from "#features/workforce/belonging.handlers.ts";
import { listCredentials, listTeamMembers, listTeams } from "#features/workforce/store.ts";
import { teamFactsOn } from "#features/workforce/team.rules.ts";
import type { Result } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** A policy that the agency works by, with the version in force today and the questions that it is asked. */
export type Asked = { policy: Policy; version: PolicyVersion | null; questions: Question[] };

/** The policies that the agency works by: one decides about sessions, one or more about eligibility and about teams. */
export async function policiesAsked(tx: Transaction, call: Pick<Call, "services">): Promise<{ session: Asked; all: Asked[] }> {
  const set = (await row<{ policies: Record<string, unknown> | null }>(tx, sql`select settings -> 'policies' as policies from agencies`))?.policies ?? null;
  const chosen = policySettings(set);
  const policies = await policiesOf(tx, call);
  const asked = [...new Set([chosen.session, ...chosen.eligibility, ...chosen.team])].map((id): Asked => {
    const policy = policyNamed(policies, id);
    const questions: Question[] = [...(chosen.eligibility.includes(id) ? (["eligibility"] as const) : []), ...(id === chosen.session ? (["session"] as const) : []), ...(chosen.team.includes(id) ? (["team"] as const) : [])];
    return { policy, version: versionInForce(policy, tx.today), questions };
  });
  return { session: asked.find((one) => one.policy.id === chosen.session)!, all: asked };
}

/** What the clauses of a policy came to for one case or team, by rule, with the verdict. Nothing of what they rest on. */
export type Outcome = { verdict: Verdict; results: Map<string, Result> };
const outcomeOf = (decision: ReturnType<typeof decide>): Outcome => ({ verdict: decision.verdict, results: new Map(decision.findings.map((one) => [one.rule, one.result])) });

const MOST_AT_ONCE = 4;
let judging = 0;

/**
 * Eligibility of cases by each policy that is asked about it. The facts are of the charts, which most who ask may not
 * read: they are read in the programme's own name, in a transaction of its own, and only the outcome leaves it. The
 * cases are those that the reader sees, and the reader's own row of the trail says so. A few at a time, so that such transactions never hold up each other's own.
 */
export async function judgeCharts(tx: Transaction, call: Call, caseIds: readonly string[], asked: readonly Asked[], on: CivilDate): Promise<Map<string, Map<string, Outcome>>> {
  const policies = asked.filter((one) => one.questions.includes("eligibility")).map((one) => one.policy);
  if (caseIds.length === 0 || policies.length === 0) return new Map();
  if (judging >= MOST_AT_ONCE) throw new Fault("not_ready", faultWords.busy);
  judging++;
  try {
    const { agencyId, timeZone } = tx.actor;
    return await asActor(call.services.database, { now: () => tx.now }, { kind: "system", job: "judge the charts", agencyId, timeZone }, async (inner) => {
      const recorded = await listCaseFacts(inner, caseIds, on);
      return new Map(recorded.map((one) => [one.caseId, new Map(policies.map((policy) => [policy.id, outcomeOf(decideChart(call, policy, on, one).decision)]))]));
    });
  } finally {
    judging--;
  }
}

/** Each team on a day by the policy that decides about teams. */
export async function judgeTeams(tx: Transaction, call: Pick<Call, "language">, policy: Policy, on: CivilDate): Promise<{ teamId: string; name: string; outcome: Outcome }[]> {
  if (!versionInForce(policy, on)?.clauses.some((clause) => clause.questions.includes("team"))) return [];
  const holders = heldBy(await listCredentials(tx));
  const members = await listTeamMembers(tx);
  return (await listTeams(tx)).map(({ teamId, name, servesMedicaid }) => {
    const facts = teamFactsOn({ members: members.filter((one) => one.teamId === teamId), heldBy: holders, servesMedicaid }, on);
    return { teamId, name, outcome: outcomeOf(decide({ policy, question: "team", on, facts, language: call.language, overrides: [] })) };
  });
}
