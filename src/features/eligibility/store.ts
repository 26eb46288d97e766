import { sql } from "kysely";
import type { Decision } from "#kernel/findings.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";

export type OverrideRow = { overrideId: string; policy: string; rule: string; role: string; reason: string; byName: string; at: string; until: string | null };
export const listOverrides = (tx: Transaction, caseId: string) =>
  rows<OverrideRow>(tx, sql`select o.id as "overrideId", o.policy, o.rule, o.role, o.reason, s.display_name as "byName", o.overridden_at as at, o.until from overrides o join staff s on s.agency_id = o.agency_id and s.id = o.overridden_by where o.case_id = any (record_of(${caseId})) and o.ended_at is null and (o.until is null or o.until >= today()) order by o.overridden_at, o.id`);
export async function insertOverride(tx: Transaction, one: { caseId: string; policy: string; rule: string; role: string; reason: string; until: string | null; staffId: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into overrides (agency_id, id, case_id, policy, rule, role, reason, overridden_by, overridden_at, until) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.policy}, ${one.rule}, ${one.role}, ${one.reason}, ${one.staffId}, ${tx.now}, ${one.until})`.execute(tx);
  return id;
}
/** An exception of a case that has not been ended; null where there is none that this actor sees. */
export const findOverride = (tx: Transaction, caseId: string, overrideId: string) =>
  row<{ policy: string; rule: string }>(tx, sql`select policy, rule from override_register where case_id = any (record_of(${caseId})) and id = ${overrideId} and ended_at is null`);
/** False where somebody ended it meanwhile. */
export const endOverride = async (tx: Transaction, overrideId: string, reason: string) => (await row<{ ended: boolean }>(tx, sql`select end_override(${overrideId}, ${reason}) as ended`))!.ended;

export type KeptDecision = { caseId: string; sessionId: string | null; class: "service" | "child_chart"; moment: string; facts: unknown; eligibility: unknown; overrides: unknown; language: string; digest: string | null; decision: Decision };
/** Keeps a decision that somebody relied on, with all that it rests on, so that it can be asked again. */
export async function insertDecision(tx: Transaction, one: KeptDecision): Promise<string> {
  const id = newId(tx);
  const { decision } = one;
  await sql`insert into decisions (agency_id, id, case_id, session_id, class, question, moment, policy, version, verdict, answer, digest, decided_at, decided_by)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.sessionId}, ${one.class}, ${decision.question}, ${one.moment}, ${decision.policy}, ${decision.version}, ${decision.verdict}, ${JSON.stringify(decision)}::jsonb, ${one.digest}, ${tx.now}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
  await sql`insert into decision_facts (agency_id, decision_id, case_id, facts, eligibility, overrides, language) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${JSON.stringify(one.facts)}::jsonb, ${one.eligibility === null ? null : JSON.stringify(one.eligibility)}::jsonb, ${JSON.stringify(one.overrides)}::jsonb, ${one.language})`.execute(tx);
  return id;
}

/** The decision that the service of a session stands on, as it was kept; null where there is none. */
export const findKeptDecision = async (tx: Transaction, sessionId: string) =>
  (await row<{ answer: Decision }>(tx, sql`select d.answer from services v join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id where v.session_id = ${sessionId}`))?.answer ?? null;

/** The same of many sessions, by session. */
export const listKeptDecisions = async (tx: Transaction, sessionIds: readonly string[]): Promise<Map<string, Decision>> =>
  new Map((await rows<{ sessionId: string; answer: Decision }>(tx, sql`select v.session_id as "sessionId", d.answer from services v join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id where v.session_id = any (${sessionIds}::uuid[])`)).map((one) => [one.sessionId, one.answer]));

/** Whether the actor sees the chart of a case, on which eligibility and so every verdict stands. */
export const isChartOpen = async (tx: Transaction, caseId: string) => (await row<{ open: boolean }>(tx, sql`select sees_all('child_chart') or ${caseId}::uuid = any (cases_for('child_chart')) as open`))!.open;
