import { sql } from "kysely";
import { readIdKey } from "#kernel/paging.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Trigger, TriggerStatus } from "./triggers.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const PAGE = 25;

const entry = sql`jsonb_build_object('entryId', e.id, 'on', e.on_day, 'status', e.status, 'sessionId', e.session_id, 'words', e.words, 'helped', e.helped, 'byName', s.display_name)`;
const latest = (column: ReturnType<typeof sql>, where = sql`true`) => sql`(select ${column} from trigger_entries e where e.agency_id = t.agency_id and e.trigger_id = t.id and ${where} order by e.on_day desc, e.recorded_at desc, e.id desc limit 1)`;
const columns = sql`t.id as "triggerId", t.owner_person_id as "whosePersonId", t.cue, t.reaction, coalesce(${latest(sql`e.helped`, sql`e.helped <> ''`)}, t.helps) as helps, t.for_child as "forChild", t.recorded_on as "recordedOn",
  ${latest(sql`e.status`)} as status, ${latest(sql`e.on_day`)} as since,
  (select max(e.on_day) from trigger_entries e where e.agency_id = t.agency_id and e.trigger_id = t.id and e.status in ('seen', 'easing')) as "seenOn",
  (select count(*) from trigger_entries e where e.agency_id = t.agency_id and e.trigger_id = t.id and e.status in ('seen', 'easing')) as times,
  (select coalesce(jsonb_agg(of_it.entry order by of_it.on_day desc, of_it.recorded_at desc, of_it.id desc), '[]') from (select ${entry} as entry, e.on_day, e.recorded_at, e.id from trigger_entries e left join staff s on s.agency_id = e.agency_id and s.id = e.recorded_by where e.agency_id = t.agency_id and e.trigger_id = t.id order by e.on_day desc, e.recorded_at desc, e.id desc limit 10) of_it) as entries`;
const stands = sql`${latest(sql`e.status`)} <> 'entered_in_error'`;
type Row = Omit<Trigger, "disclosure">;

/** A page of what reminds whom, the newest first; mistaken ones are left out. */
export async function listTriggers(tx: Transaction, caseId: string, after: string | null): Promise<{ triggers: Row[]; next: string | null }> {
  const found = await rows<Row>(tx, sql`select ${columns} from triggers t where t.case_id = ${caseId} and (${readIdKey(after)}::uuid is null or t.id < ${after}::uuid) and ${stands} order by t.id desc limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  return { triggers: page, next: found.length > PAGE ? page.at(-1)!.triggerId : null };
}
/** All that stand on the canvas: those that are not mistaken, the oldest first. */
export const listStanding = (tx: Transaction, caseId: string) => rows<Row>(tx, sql`select ${columns} from triggers t where t.case_id = ${caseId} and ${stands} order by t.recorded_on, t.id limit 200`);
export const findTrigger = (tx: Transaction, caseId: string, triggerId: string) => row<{ whosePersonId: string | null; recordedOn: string }>(tx, sql`select owner_person_id as "whosePersonId", recorded_on as "recordedOn" from triggers where case_id = ${caseId} and id = ${triggerId}`);

const classOf = (whosePersonId: string | null) => (whosePersonId === null ? "child_chart" : "caregiver");
export async function insertTrigger(tx: Transaction, one: { caseId: string; whosePersonId: string | null; cue: string; reaction: string; helps: string; forChild: string; on: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into triggers (agency_id, id, case_id, class, owner_person_id, cue, reaction, helps, for_child, recorded_on, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${classOf(one.whosePersonId)}, ${one.whosePersonId}, ${one.cue}, ${one.reaction}, ${one.helps}, ${one.forChild}, ${one.on}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export async function insertEntry(tx: Transaction, one: { caseId: string; triggerId: string; whosePersonId: string | null; on: string; status: TriggerStatus; sessionId: string | null; words: string; helped: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into trigger_entries (agency_id, id, trigger_id, case_id, class, owner_person_id, on_day, status, session_id, words, helped, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.triggerId}, ${one.caseId}, ${classOf(one.whosePersonId)}, ${one.whosePersonId}, ${one.on}, ${one.status}, ${one.sessionId}, ${one.words}, ${one.helped}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}

/** The reminders and targets of which a session was told already. */
export const listSeenIn = async (tx: Transaction, sessionId: string) =>
  (await row<{ triggers: string[]; targets: string[] }>(tx, sql`select coalesce((select jsonb_agg(distinct e.trigger_id) from trigger_entries e where e.session_id = ${sessionId}), '[]') as triggers, coalesce((select jsonb_agg(distinct r.target_id) from target_ratings r where r.session_id = ${sessionId}), '[]') as targets`))!;
