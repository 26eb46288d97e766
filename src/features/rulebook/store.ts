import { sql } from "kysely";
import type { Decision } from "#kernel/findings.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Change, ChangeEffect } from "./contract.ts";
import type { Kept } from "./replay.rules.ts";

export type ChangeRow = Change & { digestBefore: string | null; digestAfter: string | null };

const columns = sql`c.id as "changeId", c.kind, c.policy, c.version, c.clause, c.status, c.reason, c.register_words as "registerWords", c.register_source as "registerSource", c.register_on as "registerOn",
  proposer.display_name as "proposedByName", c.proposed_at as "proposedAt", decider.display_name as "decidedByName", c.decided_at as "decidedAt", c.to_count as "toCount", c.counted, c.digest_before as "digestBefore", c.digest_after as "digestAfter",
  (select count(*) from policy_change_effects e where e.change_id = c.id and e.place = 'kept') as "keptOtherwise", (select count(*) from policy_change_effects e where e.change_id = c.id and e.place = 'open') as "openOtherwise",
  (select count(*) from policy_change_effects e where e.change_id = c.id and e.place = 'date') as "datesOtherwise"`;
const sources = sql`policy_changes c left join staff proposer on proposer.agency_id = c.agency_id and proposer.id = c.proposed_by left join staff decider on decider.agency_id = c.agency_id and decider.id = c.decided_by`;

export const findChange = (tx: Transaction, changeId: string) => row<ChangeRow>(tx, sql`select ${columns} from ${sources} where c.id = ${changeId}`);
const MOST_CHANGES = 200;
export const listChanges = (tx: Transaction, of: { policy: string; version: string } | null) =>
  rows<ChangeRow>(tx, sql`select ${columns} from ${sources} where ${of === null ? sql`true` : sql`c.policy = ${of.policy} and c.version = ${of.version}`} order by c.proposed_at desc, c.id desc limit ${MOST_CHANGES}`);
/** The change that still waits for somebody in a version, null where there is none: one at a time, so that its difference stays true. */
export const findWaiting = (tx: Transaction, policy: string, version: string) => row<{ changeId: string }>(tx, sql`select id as "changeId" from policy_changes where policy = ${policy} and version = ${version} and status in ('counting', 'proposed') limit 1`);

export type NewChange = { kind: Change["kind"]; policy: string; version: string; clause: string | null; digestBefore: string | null; digestAfter: string | null; reason: string; registerWords: string; registerSource: string; registerOn: string | null; staffId: string };
export async function insertChange(tx: Transaction, one: NewChange): Promise<string> {
  const id = newId(tx);
  await sql`insert into policy_changes (agency_id, id, kind, policy, version, clause, digest_before, digest_after, status, reason, register_words, register_source, register_on, proposed_by, proposed_at)
    values (${tx.actor.agencyId}, ${id}, ${one.kind}, ${one.policy}, ${one.version}, ${one.clause}, ${one.digestBefore}, ${one.digestAfter}, 'counting', ${one.reason}, ${one.registerWords}, ${one.registerSource}, ${one.registerOn}, ${one.staffId}, ${tx.now})`.execute(tx);
  return id;
}
/** Settles a proposed change; false where it is not proposed any more. */
export const settleChange = async (tx: Transaction, changeId: string, status: "accepted" | "withdrawn", staffId: string) =>
  (await row(tx, sql`update policy_changes set status = ${status}, decided_by = ${staffId}, decided_at = ${tx.now} where id = ${changeId} and status in (${status === "accepted" ? sql`'proposed'` : sql`'counting', 'proposed'`}) returning id`)) !== null;

export const setInUse = (tx: Transaction, policies: { session: string; eligibility: readonly string[]; team: readonly string[] }) => sql`update agencies set settings = settings || jsonb_build_object('policies', coalesce(settings -> 'policies', '{}') || ${JSON.stringify(policies)}::jsonb)`.execute(tx);
export const findInUse = async (tx: Transaction) => (await row<{ policies: Record<string, unknown> | null }>(tx, sql`select settings -> 'policies' as policies from agencies`))?.policies ?? null;

const PAGE = 50;
export async function listEffects(tx: Transaction, changeId: string, after: string | null): Promise<{ effects: ChangeEffect[]; next: string | null }> {
  const key = readMomentKey(after);
  const found = await rows<ChangeEffect>(tx, sql`select e.place, e.subject_id as "subjectId", e.case_id as "caseId", e.session_id as "sessionId", trim(p.given_name || ' ' || p.family_name) as "childName", e.question, e.on_day as "on",
      e.verdict_before as "verdictBefore", e.verdict_after as "verdictAfter", e.units_before as "unitsBefore", e.units_after as "unitsAfter", e.clauses
    from policy_change_effects e join cases c on c.agency_id = e.agency_id and c.id = e.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where e.change_id = ${changeId} and (${key?.at ?? null}::date is null or (e.on_day, e.subject_id) < (${key?.at ?? null}::date, ${key?.id ?? null}::uuid))
    order by e.on_day desc, e.subject_id desc limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { effects: page, next: found.length > PAGE && last ? momentKey(last.on, last.subjectId) : null };
}

// The count in the background, by the machine.

/** Kept decisions by a policy about days from one on: how many there are. */
export const countKept = async (tx: Transaction, policy: string, from: string) => (await row<{ count: number }>(tx, sql`select count(*) as count from decisions where policy = ${policy} and (answer ->> 'on') >= ${from}`))!.count;
export const beginCount = (tx: Transaction, changeId: string, toCount: number) => sql`update policy_changes set to_count = ${toCount} where id = ${changeId} and status = 'counting'`.execute(tx);

export type KeptRow = Kept & { decisionId: string; caseId: string; sessionId: string | null; verdict: "yes" | "no" | "unknown"; units: number | null; answer: Decision };
/** The next kept decisions by a policy, in the order of their ids. A decision kept without its facts cannot be asked again and is left out. */
export const listKept = (tx: Transaction, of: { policy: string; from: string; after: string | null; most: number }) =>
  rows<KeptRow>(tx, sql`select d.id as "decisionId", d.case_id as "caseId", d.session_id as "sessionId", d.question, d.answer ->> 'on' as "on", d.verdict, (d.answer ->> 'units')::int as units, d.answer, f.facts, f.eligibility, f.overrides, f.language
    from decisions d join decision_facts f on f.agency_id = d.agency_id and f.decision_id = d.id
    where d.policy = ${of.policy} and (d.answer ->> 'on') >= ${of.from} and (${of.after}::uuid is null or d.id > ${of.after}) order by d.id limit ${of.most}`);
/** Where the count went on to: how many were asked, and up to which. */
export const findCount = (tx: Transaction, changeId: string) => row<{ counted: number; upTo: string | null; digestBefore: string | null; digestAfter: string | null; policy: string; version: string; status: Change["status"] }>(tx, sql`select counted, counted_up_to as "upTo", digest_before as "digestBefore", digest_after as "digestAfter", policy, version, status from policy_changes where id = ${changeId} for update`);
export const moveCount = (tx: Transaction, changeId: string, counted: number, upTo: string) => sql`update policy_changes set counted = counted + ${counted}, counted_up_to = ${upTo} where id = ${changeId}`.execute(tx);
export const endCount = (tx: Transaction, changeId: string) => sql`update policy_changes set status = 'proposed', count_ended_at = ${tx.now} where id = ${changeId} and status = 'counting'`.execute(tx);

export type NewEffect = Omit<ChangeEffect, "childName"> & { class: "service" | "child_chart" };
export async function insertEffects(tx: Transaction, changeId: string, effects: readonly NewEffect[]): Promise<void> {
  if (effects.length === 0) return;
  await sql`insert into policy_change_effects (agency_id, change_id, class, place, subject_id, case_id, session_id, question, on_day, verdict_before, verdict_after, units_before, units_after, clauses)
    select ${tx.actor.agencyId}::uuid, ${changeId}::uuid, e.class, e.place, e."subjectId", e."caseId", e."sessionId", e.question, e."on", e."verdictBefore", e."verdictAfter", e."unitsBefore", e."unitsAfter", e.clauses
    from jsonb_to_recordset(${JSON.stringify(effects)}::jsonb) as e (class text, place text, "subjectId" uuid, "caseId" uuid, "sessionId" uuid, question text, "on" date, "verdictBefore" text, "verdictAfter" text, "unitsBefore" int, "unitsAfter" int, clauses text[])
    on conflict do nothing`.execute(tx);
}
/** Sessions whose day is still to come, or whose note is not signed yet, after an id. */
export const listOpenSessions = (tx: Transaction, after: string | null, most: number) =>
  rows<{ sessionId: string; isPlanned: boolean }>(tx, sql`select s.id as "sessionId", s.starts_at > ${tx.now} as "isPlanned" from sessions s left join notes n on n.agency_id = s.agency_id and n.session_id = s.id
    where s.status = 'booked' and coalesce(n.status, 'none') <> 'signed' and (${after}::uuid is null or s.id > ${after}) order by s.id limit ${most}`);
/** Counts that were cut off, for the start of a server. */
export const listCounting = (tx: Transaction) => rows<{ changeId: string }>(tx, sql`select id as "changeId" from policy_changes where status = 'counting' order by proposed_at`);
