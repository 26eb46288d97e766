import { sql } from "kysely";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { RecordBlock } from "./contract.ts";

const PAGE = 50;
export async function insertCase(tx: Transaction, one: { childId: string; referralId: string | null; openedOn: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into cases (agency_id, id, child_id, referral_id, opened_on) values (${tx.actor.agencyId}, ${id}, ${one.childId}, ${one.referralId}, ${one.openedOn})`.execute(tx);
  await insertStage(tx, id, 1);
  return id;
}

export type AssignmentRow = { staffId: string; name: string; kind: "assigned" | "covering"; validFrom: string; validTo: string | null };
export const listAssignments = (tx: Transaction, caseId: string) =>
  rows<AssignmentRow>(tx, sql`select a.staff_id as "staffId", s.display_name as name, a.kind, a.valid_from as "validFrom", case when bool_and(a.valid_to is not null) then max(a.valid_to) end as "validTo" from assignments a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id where a.case_id = any (record_of(${caseId})) group by a.staff_id, s.display_name, a.kind, a.valid_from order by a.valid_from, s.display_name`);
export const insertAssignment = (tx: Transaction, one: { caseId: string; staffId: string; kind: string; validFrom: string; validTo: string | null }) =>
  sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from, valid_to) values (${tx.actor.agencyId}, ${one.caseId}, ${one.staffId}, ${one.kind}, ${one.validFrom}, ${one.validTo})`.execute(tx);

/** Notes that a stage begins, after every other of its case: where two begin at one moment, the later one begins a millisecond after. The case is held by whoever changes its stage. */
export const insertStage = (tx: Transaction, caseId: string, stage: number) =>
  sql`insert into case_stages (agency_id, case_id, stage, began_on, began_at) select ${tx.actor.agencyId}::uuid, ${caseId}::uuid, ${stage}::int, ${tx.today}::date, greatest(${tx.now}::timestamptz, max(t.began_at) + interval '1 millisecond') from case_stages t where t.case_id = ${caseId}`.execute(tx);
/** Sets the stage where the case is still as the writer saw it; null where somebody was faster. */
export async function updateStage(tx: Transaction, caseId: string, stage: number, revision: number): Promise<{ stage: number; revision: number } | null> {
  const changed = await row<{ stage: number; revision: number }>(tx, sql`update cases set stage = ${stage}, revision = revision + 1 where id = ${caseId} and revision = ${revision} returning stage, revision`);
  if (changed) await insertStage(tx, caseId, stage);
  return changed;
}
export const listStages = (tx: Transaction, caseId: string) => rows<{ stage: number; beganOn: string }>(tx, sql`select stage, began_on as "beganOn" from case_stages where case_id = ${caseId} order by began_at`);

/** The day of the first kept session of the newest course: from there the months of treatment count. */
export const findCourseStart = async (tx: Transaction, caseId: string) => (await row<{ on: string | null }>(tx, sql`select min((coalesce(held_from, starts_at) at time zone time_zone)::date) as "on" from sessions where case_id = any (record_of(${caseId})) and status = 'held' and (starts_at at time zone time_zone)::date >= coalesce((select max(began_on) from course_starts where case_id = any (record_of(${caseId}))), '-infinity')`))?.on ?? null;
export const hasPointer = async (tx: Transaction, caseId: string) => (await row<{ found: boolean }>(tx, sql`select exists (select from case_pointers where case_id = any (record_of(${caseId})) and closed_at is null) as found`))!.found;

const recorder = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
export const listTraumaticEvents = (tx: Transaction, caseId: string) => rows<{ traumaticEventId: string; caseId: string; kind: string; ageMonths: number | null; source: string }>(tx, sql`select id as "traumaticEventId", case_id as "caseId", kind, age_months as "ageMonths", source from traumatic_events where case_id = any (record_of(${caseId})) and status = 'active' order by recorded_at, id`);
export async function insertTraumaticEvent(tx: Transaction, one: { caseId: string; kind: string; ageMonths: number | null; source: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into traumatic_events (agency_id, id, case_id, kind, age_months, source, recorded_by) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${one.ageMonths}, ${one.source}, ${recorder(tx)})`.execute(tx);
  return id;
}
export const listProblems = (tx: Transaction, caseId: string) => rows<{ problemId: string; caseId: string; kind: string; followsEvents: boolean | null }>(tx, sql`select id as "problemId", case_id as "caseId", kind, follows_events as "followsEvents" from problems where case_id = any (record_of(${caseId})) and status = 'active' order by recorded_at, id`);
export async function insertProblem(tx: Transaction, one: { caseId: string; kind: string; followsEvents: boolean | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into problems (agency_id, id, case_id, kind, follows_events, recorded_by) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${one.followsEvents}, ${recorder(tx)})`.execute(tx);
  return id;
}
export const listLifeEvents = (tx: Transaction, caseId: string) => rows<{ lifeEventId: string; caseId: string; happensOn: string; kind: string; label: string }>(tx, sql`select id as "lifeEventId", case_id as "caseId", happens_on as "happensOn", kind, label from life_events where case_id = any (record_of(${caseId})) and status = 'active' order by happens_on, id`);
export async function insertLifeEvent(tx: Transaction, one: { caseId: string; happensOn: string; kind: string; label: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into life_events (agency_id, id, case_id, happens_on, kind, label, recorded_by) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.happensOn}, ${one.kind}, ${one.label}, ${recorder(tx)})`.execute(tx);
  return id;
}

/** The columns of a block with its disclosure, as answers show it. */
export const blockColumns = sql`b.id as "blockId", b.session_id as "sessionId", b.section, b.words, b.chips, s.display_name as "authorName", b.amends_block_id as "amendsBlockId", b.created_at as "createdAt", n.signed_at as "signedAt",
  jsonb_build_object('class', b.class, 'caseId', b.case_id, 'ownerPersonId', b.owner_person_id, 'ownerStaffId', b.owner_staff_id, 'counterpartStaffId', b.counterpart_staff_id, 'part2', b.part2) as disclosure`;
export const blockSources = sql`blocks b join staff s on s.agency_id = b.agency_id and s.id = b.owner_staff_id left join notes n on n.agency_id = b.agency_id and n.session_id = b.session_id`;

/** A psychotherapy note stands sealed: its words for who was let through to it. */
export const openBlocks = <T extends { blockId: string; words: string; disclosure: { class: string } }>(tx: Transaction, blocks: readonly T[]): T[] =>
  blocks.map((one) => (one.disclosure.class === "psychotherapy_note" ? { ...one, words: openForReading(tx.keys, placeIn("blocks.words", one.blockId), one.words) } : one));
/** The words of a block as they are kept. */
export const sealBlock = (tx: Transaction, one: { blockId: string; caseId: string; class: string; words: string }): string => (one.class === "psychotherapy_note" ? tx.keys.seal({ owner: one.caseId, ...placeIn("blocks.words", one.blockId) }, one.words) : one.words);

const LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff";
/** Which blocks of a record: of a class, of an adult, of sections whose name begins so, from one block on. */
export type RecordPart = { class: string | null; ownerPersonId: string | null; section: string; fromBlockId: string | null; after: string | null };
/**
 * A page of the record: what belongs to a session at its moment, other blocks at theirs, the newest first. Row-level
 * security leaves out what is not the viewer's, others' unsigned drafts too. Each case of the record is read along its
 * own order, so that a page costs the same whatever lies behind it.
 */
export async function listBlocks(tx: Transaction, caseId: string, { class: ofClass, ownerPersonId, section, fromBlockId, after: key }: RecordPart): Promise<{ blocks: RecordBlock[]; next: string | null }> {
  const after = readMomentKey(key);
  const found = await rows<RecordBlock & { key: string }>(tx, sql`select ${blockColumns}, (b.happened_at at time zone ${tx.actor.timeZone})::date as "on", to_char(b.happened_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as key
    from unnest(record_of(${caseId})) of_record (id) cross join lateral (
        select b.* from blocks b
        where b.case_id = of_record.id and (${ofClass}::text is null or b.class = ${ofClass}) and (${ownerPersonId}::uuid is null or b.owner_person_id = ${ownerPersonId}) and starts_with(b.section, ${section})
          and (b.happened_at, b.id) < (coalesce(${after?.at ?? null}::timestamptz, 'infinity'), coalesce(${after?.id ?? null}::uuid, ${LAST_ID}::uuid))
          and (${fromBlockId}::uuid is null or (b.happened_at, b.id) <= (select f.happened_at, f.id from blocks f where f.case_id = any (record_of(${caseId})) and f.id = ${fromBlockId}::uuid))
        order by b.happened_at desc, b.id desc limit ${PAGE + 1}) b
      join staff s on s.agency_id = b.agency_id and s.id = b.owner_staff_id left join notes n on n.agency_id = b.agency_id and n.session_id = b.session_id
    order by b.happened_at desc, b.id desc limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE).map(({ key: _key, ...one }) => one);
  const last = found[PAGE - 1];
  return { blocks: openBlocks(tx, page), next: found.length > PAGE && last ? momentKey(last.key, last.blockId) : null };
}

export async function insertBlock(tx: Transaction, one: DisclosureTag & { section: string; words: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into blocks (agency_id, id, case_id, section, class, owner_person_id, owner_staff_id, counterpart_staff_id, part2, words, created_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.section}, ${one.class}, ${one.ownerPersonId}, ${one.ownerStaffId}, ${one.counterpartStaffId}, ${one.part2}, ${sealBlock(tx, { ...one, blockId: id })}, ${tx.now})`.execute(tx);
  return id;
}
