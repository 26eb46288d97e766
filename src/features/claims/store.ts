import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Decision } from "#kernel/findings.ts";
import type { LineDraft } from "./facts.rules.ts";
import type { ClaimFinding } from "./findings.contract.ts";
import { type ClaimKind, claimNumberOf, type ClaimState, lineNumberOf } from "./states.rules.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Whoever makes claims of a child's day waits for whoever else does. */
export const holdDay = (tx: Transaction, { recordId, serviceDay }: { recordId: string; serviceDay: string }) => sql`select pg_advisory_xact_lock(hashtextextended('claims of ' || ${recordId} || ' ' || ${serviceDay}, 0))`.execute(tx);
/** Sessions that wait for their claim, the oldest first, taken off the list; what is changed meanwhile waits again. `sessionIds` null: whichever. */
export const takeWaiting = (tx: Transaction, most: number, sessionIds: readonly string[] | null = null) =>
  rows<{ sessionId: string }>(tx, sql`delete from claim_waits w using (select agency_id, session_id from claim_waits where since <= now() and ${sessionIds === null ? sql`true` : sql`session_id = any (${sessionIds}::uuid[])`} order by since, session_id limit ${most} for update skip locked) one where w.agency_id = one.agency_id and w.session_id = one.session_id returning w.session_id as "sessionId"`);
/** The next sessions that wait, without taking them. */
export const listWaiting = async (tx: Transaction, most: number) => (await rows<{ sessionId: string }>(tx, sql`select session_id as "sessionId" from claim_waits where since <= now() order by since, session_id limit ${most}`)).map((one) => one.sessionId);
/** One that cannot be looked at waits an hour, and nothing waits behind it. */
export const putOff = (tx: Transaction, sessionId: string) => sql`update claim_waits set since = now() + interval '1 hour' where session_id = ${sessionId}`.execute(tx);
/** Which children's days these sessions are of, each once: named by the case that stands for the whole record. */
export const listDaysOf = (tx: Transaction, sessionIds: readonly string[]) =>
  rows<{ recordId: string; serviceDay: CivilDate }>(tx, sql`select distinct (select min(one::text) from unnest(record_of(v.case_id)) one) as "recordId", v.service_date as "serviceDay" from services v where v.session_id = any (${sessionIds}::uuid[]) order by 1, 2`);

/** Claims of a child's day that hold sessions, with those of drafts that were never sent. */
export type ClaimOfDay = { claimId: string; caseId: string; payerId: string | null; coverageId: string | null; kind: ClaimKind; state: "draft" | "scrubbed" | "other"; sessionIds: string[]; isBilledFirst: boolean };
export const listOfDay = (tx: Transaction, { recordId, serviceDay }: { recordId: string; serviceDay: string }) =>
  rows<ClaimOfDay>(tx, sql`select c.id as "claimId", c.case_id as "caseId", c.payer_id as "payerId", c.coverage_id as "coverageId", c.kind, case when c.state in ('draft', 'scrubbed') then c.state else 'other' end as state, c.kind <> 'secondary' as "isBilledFirst",
      coalesce((select array_agg(l.session_id order by l.place) from claim_lines l where l.agency_id = c.agency_id and l.claim_id = c.id), '{}') as "sessionIds"
    from claims c where c.case_id = any (record_of(${recordId})) and c.service_day = ${serviceDay} and c.state not in ('dropped', 'rejected', 'replaced', 'voided') order by c.made_at, c.id for update`);

export type NewClaim = { caseId: string; payerId: string | null; coverageId: string | null; serviceDay: string; kind: ClaimKind; follows: string | null };
/** Makes a claim as a draft, with its first step. */
export async function insertClaim(tx: Transaction, one: NewClaim): Promise<{ claimId: string; number: string }> {
  const claimId = newId(tx);
  const number = claimNumberOf(claimId);
  await sql`insert into claims (agency_id, id, number, case_id, payer_id, coverage_id, service_day, kind, follows, state_at, made_at) values (${tx.actor.agencyId}, ${claimId}, ${number}, ${one.caseId}, ${one.payerId}, ${one.coverageId}, ${one.serviceDay}, ${one.kind}, ${one.follows}, ${tx.now}, ${tx.now})`.execute(tx);
  await sql`insert into claim_steps (agency_id, id, case_id, claim_id, from_state, to_state, taken_at, taken_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.caseId}, ${claimId}, null, 'draft', ${tx.now}, ${author(tx)})`.execute(tx);
  return { claimId, number };
}
/** The lines of a claim as they are now, in place of those before; only while nothing was sent. `live` is false for one that follows another which still holds the sessions. */
export async function replaceLines(tx: Transaction, claim: { claimId: string; caseId: string; number: string; payerId: string | null }, lines: readonly LineDraft[], live: "live" | "waits"): Promise<void> {
  // The decision that was kept at the claim stays with its session.
  const before = new Map((await rows<{ sessionId: string; decisionId: string }>(tx, sql`delete from claim_lines where claim_id = ${claim.claimId} returning session_id as "sessionId", decision_id as "decisionId"`)).map((one) => [one.sessionId, one.decisionId]));
  if (lines.length === 0) return;
  const of = <T>(value: (one: LineDraft, at: number) => T) => lines.map(value);
  await sql`insert into claim_lines (agency_id, claim_id, case_id, session_id, payer_id, place, number, decision_id, fee_line_id, code, modifiers, units, charge_cents, is_live)
    select ${tx.actor.agencyId}::uuid, ${claim.claimId}::uuid, ${claim.caseId}::uuid, l.session_id, ${claim.payerId}::uuid, l.place, l.number, l.decision_id, l.fee_line_id, l.code, string_to_array(l.modifiers, ','), l.units, l.charge_cents, ${live === "live"}
    from unnest(${of((one) => one.session.sessionId)}::uuid[], ${of((_, at) => at + 1)}::integer[], ${of((_, at) => lineNumberOf(claim.number, at + 1))}::text[], ${of(({ session }) => before.get(session.sessionId) ?? session.decisionId)}::uuid[], ${of((one) => one.feeLineId)}::uuid[], ${of((one) => one.code)}::text[], ${of((one) => one.modifiers.join(","))}::text[], ${of((one) => one.units)}::integer[], ${of((one) => one.chargeCents)}::integer[]) as l (session_id, place, number, decision_id, fee_line_id, code, modifiers, units, charge_cents)`.execute(tx);
}
/** Who is asked, and for how much, of a draft. */
export const updateDraft = (tx: Transaction, claimId: string, one: { payerId: string | null; coverageId: string | null; chargeCents: number }) =>
  sql`update claims set payer_id = ${one.payerId}, coverage_id = ${one.coverageId}, charge_cents = ${one.chargeCents}, revision = revision + 1 where id = ${claimId} and (payer_id, coverage_id, charge_cents) is distinct from (${one.payerId}::uuid, ${one.coverageId}::uuid, ${one.chargeCents}::integer)`.execute(tx);
/** What was found of claims that were looked at. */
export const keepFindings = (tx: Transaction, found: readonly { claimId: string; findings: readonly ClaimFinding[] }[]) =>
  sql`update claims c set findings = f.findings::jsonb, checked_at = ${tx.now} from unnest(${found.map((one) => one.claimId)}::uuid[], ${found.map((one) => JSON.stringify(one.findings))}::text[]) as f (id, findings) where c.id = f.id`.execute(tx);
/** The decisions that lines stand on from now on. */
export const keepDecisions = (tx: Transaction, of: readonly { claimId: string; sessionId: string; decisionId: string }[]) =>
  sql`update claim_lines l set decision_id = k.decision_id from unnest(${of.map((one) => one.claimId)}::uuid[], ${of.map((one) => one.sessionId)}::uuid[], ${of.map((one) => one.decisionId)}::uuid[]) as k (claim_id, session_id, decision_id) where l.claim_id = k.claim_id and l.session_id = k.session_id and l.decision_id <> k.decision_id`.execute(tx);
/** The answers of decisions, by their ids. */
export const listDecisions = async (tx: Transaction, decisionIds: readonly string[]): Promise<Map<string, Decision>> => new Map((await rows<{ id: string; answer: Decision }>(tx, sql`select id, answer from decisions where id = any (${decisionIds}::uuid[])`)).map((one) => [one.id, one.answer]));
/** The claim that a payer turned away last with one of the sessions: a new one follows it. */
export const findTurnedAway = async (tx: Transaction, caseId: string, sessionIds: readonly string[]) =>
  (await row<{ claimId: string }>(tx, sql`select c.id as "claimId" from claims c where c.state = 'rejected' and c.case_id = any (record_of(${caseId})) and exists (select from claim_lines l where l.agency_id = c.agency_id and l.claim_id = c.id and l.session_id = any (${sessionIds}::uuid[])) order by c.state_at desc limit 1`))?.claimId ?? null;
/** Of some sessions those that stood last on a claim that somebody took out. */
export const listTakenOut = async (tx: Transaction, sessionIds: readonly string[]) =>
  (await rows<{ sessionId: string }>(tx, sql`select distinct l.session_id as "sessionId" from claim_lines l join claims c on c.agency_id = l.agency_id and c.id = l.claim_id and c.state = 'dropped' and c.kind = 'original' join claim_steps k on k.agency_id = c.agency_id and k.claim_id = c.id and k.to_state = 'dropped' and k.taken_by is not null where l.session_id = any (${sessionIds}::uuid[])`)).map((one) => one.sessionId);
/** The lines of a claim that takes another back, or hands it on: what was asked for, under numbers of its own. */
export const copyLines = (tx: Transaction, from: string, to: { claimId: string; number: string; payerId: string | null }, live: "live" | "never") =>
  sql`insert into claim_lines (agency_id, claim_id, case_id, session_id, payer_id, place, number, decision_id, fee_line_id, code, modifiers, units, charge_cents, is_live)
    select agency_id, ${to.claimId}, case_id, session_id, ${to.payerId}::uuid, place, ${to.number} || 'L' || place, decision_id, fee_line_id, code, modifiers, units, charge_cents, ${live === "live"} from claim_lines where claim_id = ${from}`.execute(tx);
export const setLate = (tx: Transaction, claimId: string, reason: string) => sql`update claims set late_reason = ${reason}, late_by = ${author(tx)}, revision = revision + 1 where id = ${claimId}`.execute(tx);
/** Claims that follow one and are still of force or not sent yet. */
export const listFollowers = (tx: Transaction, claimId: string) => rows<{ claimId: string; kind: ClaimKind; state: ClaimState }>(tx, sql`select id as "claimId", kind, state from claims where follows = ${claimId} and state not in ('dropped', 'rejected', 'voided') order by made_at, id`);
export const findPayerNumber = async (tx: Transaction, claimId: string) => (await row<{ number: string | null }>(tx, sql`select payer_claim_number as number from claims where id = ${claimId}`))?.number ?? null;
export const findUnsentOf = async (tx: Transaction, sessionIds: readonly string[]) => (await row<{ claimId: string }>(tx, sql`select c.id as "claimId" from claims c join claim_lines l on l.agency_id = c.agency_id and l.claim_id = c.id where l.session_id = any (${sessionIds}::uuid[]) and c.state in ('draft', 'scrubbed') and c.kind = 'original' order by c.made_at desc limit 1`))?.claimId ?? null;
/** A draft that follows another is asked of the version of its insurance that stands. */
export const refreshCoverage = (tx: Transaction, claimId: string) =>
  sql`update claims c set coverage_id = n.id from coverages o join coverages n on n.agency_id = o.agency_id and n.line_id = o.line_id and n.ended_at is null where c.id = ${claimId} and o.agency_id = c.agency_id and o.id = c.coverage_id and n.payer_id = c.payer_id and n.case_id = c.case_id and n.id <> o.id`.execute(tx);
/** What would be asked today of claims that were sent; null: the same. */
export const keepCorrection = (tx: Transaction, claimId: string, correction: object | null) => sql`update claims set correction = ${correction === null ? null : JSON.stringify(correction)}::jsonb where id = ${claimId} and correction is distinct from ${correction === null ? null : JSON.stringify(correction)}::jsonb`.execute(tx);

const sealedPlace = (claimId: string) => placeIn("claims.content", claimId);
/** Keeps what stands in a file of claims, as a text that is sealed by each case's key. */
export const keepContents = (tx: Transaction, batchId: string, of: readonly { claimId: string; caseId: string; text: string }[]) =>
  sql`update claims c set content = k.content, batch_id = ${batchId} from unnest(${of.map((one) => one.claimId)}::uuid[], ${of.map((one) => tx.keys.seal({ owner: one.caseId, ...sealedPlace(one.claimId) }, one.text))}::text[]) as k (id, content) where c.id = k.id`.execute(tx);
/** The same texts again, of a file or of some claims, in the order in which they stand in a file. Throws `DestroyedKey` where a key is gone. Diagnoses stand in them: for the biller alone. */
export async function listContents(tx: Transaction, of: { batchId: string } | { claimIds: readonly string[] }): Promise<{ claimId: string; text: string }[]> {
  const found = await rows<{ claimId: string; content: string }>(tx, sql`select id as "claimId", content from claims where content is not null and ${"batchId" in of ? sql`batch_id = ${of.batchId}` : sql`id = any (${of.claimIds}::uuid[])`} order by coverage_id, service_day, id`);
  return found.map(({ claimId, content }) => ({ claimId, text: openForReading(tx.keys, sealedPlace(claimId), content) }));
}
/** The numbers of the claims of a file, in the order in which they stand there. */
export const listNumbersOf = async (tx: Transaction, batchId: string): Promise<string[]> => (await rows<{ number: string }>(tx, sql`select number from claims where batch_id = ${batchId} order by coverage_id, service_day, id`)).map((one) => one.number);
