import { sql } from "kysely";
import type { Decision } from "#kernel/findings.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";

/** Whether the actor sees the child's chart of a case, on which eligibility rests. */
export const seesChart = async (tx: Transaction, caseId: string) => (await row<{ sees: boolean }>(tx, sql`select sees_all('child_chart') or ${caseId} = any (cases_for('child_chart')) as sees`))!.sees;

export type OverrideRow = { overrideId: string; policy: string; rule: string; role: string; reason: string; byName: string; at: string };
export const listOverrides = (tx: Transaction, caseId: string) =>
  rows<OverrideRow>(tx, sql`select o.id as "overrideId", o.policy, o.rule, o.role, o.reason, s.display_name as "byName", o.overridden_at as at from overrides o join staff s on s.agency_id = o.agency_id and s.id = o.overridden_by where o.case_id = ${caseId} and o.ended_at is null order by o.overridden_at, o.id`);
export async function insertOverride(tx: Transaction, one: { caseId: string; policy: string; rule: string; role: string; reason: string; staffId: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into overrides (agency_id, id, case_id, policy, rule, role, reason, overridden_by, overridden_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.policy}, ${one.rule}, ${one.role}, ${one.reason}, ${one.staffId}, ${tx.now})`.execute(tx);
  return id;
}

/** Other services on a civil day, as recorded or imported, and other sessions of the case that day (as service CPP). */
export const listSameDayServices = (tx: Transaction, caseId: string, on: string, exceptSessionId: string, timeZone: string) =>
  rows<{ service: string; start: string | null; end: string | null }>(tx, sql`
    select service, to_char(starts_at at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI') as start, to_char(ends_at at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI') as "end" from other_services where case_id = ${caseId} and service_date = ${on}
    union all
    select 'CPP', to_char(coalesce(held_from, starts_at) at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI'), to_char(coalesce(held_to, ends_at) at time zone ${timeZone}, 'YYYY-MM-DD"T"HH24:MI') from sessions
      where case_id = ${caseId} and id <> ${exceptSessionId} and status = 'held' and (coalesce(held_from, starts_at) at time zone ${timeZone})::date = ${on}::date`);

/** Keeps a decision that somebody relied on, with the facts it saw, so that it can be replayed. */
export async function insertDecision(tx: Transaction, one: { caseId: string; sessionId: string | null; class: "service" | "child_chart"; moment: string; facts: unknown; decision: Decision }): Promise<string> {
  const id = newId(tx);
  const { decision } = one;
  await sql`insert into decisions (agency_id, id, case_id, session_id, class, question, moment, policy, version, verdict, facts, answer, decided_at, decided_by)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.sessionId}, ${one.class}, ${decision.question}, ${one.moment}, ${decision.policy}, ${decision.version}, ${decision.verdict}, ${JSON.stringify(one.facts)}::jsonb, ${JSON.stringify(decision)}::jsonb, ${tx.now}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
  return id;
}

export const agencySettings = async (tx: Transaction) => (await row<{ settings: Record<string, unknown> }>(tx, sql`select settings from agencies`))?.settings ?? {};
