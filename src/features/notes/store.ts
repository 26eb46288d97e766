import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { blockColumns, blockSources, openBlocks, sealBlock } from "#features/cases/store.ts";
import type { Block } from "#features/cases/contract.ts";
import type { DraftBlock } from "./contract.ts";

export type NoteRow = { status: "draft" | "awaiting_cosignature" | "returned" | "signed"; revision: number; begunAt: string | null; savedAt: string | null; authorId: string; authorName: string; signedAt: string | null; signedByName: string | null; cosignedAt: string | null; cosignedByName: string | null; returnedReason: string | null; longerSessionReason: string | null };
export const findNote = (tx: Transaction, sessionId: string) =>
  row<NoteRow>(tx, sql`select n.status, n.revision, n.begun_at as "begunAt", n.saved_at as "savedAt", n.author_id as "authorId", author.display_name as "authorName", n.signed_at as "signedAt", signer.display_name as "signedByName", n.cosigned_at as "cosignedAt", cosigner.display_name as "cosignedByName", 
      (select r.reason from note_returns r where n.status = 'returned' and r.session_id = n.session_id order by r.returned_at desc, r.id desc limit 1) as "returnedReason",
      (select w.reason from session_reasons w where w.session_id = n.session_id) as "longerSessionReason"
    from notes n join staff author on author.agency_id = n.agency_id and author.id = n.author_id left join staff signer on signer.agency_id = n.agency_id and signer.id = n.signed_by left join staff cosigner on cosigner.agency_id = n.agency_id and cosigner.id = n.cosigned_by where n.session_id = ${sessionId}`);

export const listNoteBlocks = async (tx: Transaction, sessionId: string) => openBlocks(tx, await rows<Block>(tx, sql`select ${blockColumns} from ${blockSources} where b.session_id = ${sessionId} order by b.created_at, b.id`));

/** Starts the note; false where somebody started it at the same moment. */
export const insertNote = async (tx: Transaction, sessionId: string, caseId: string, authorId: string) =>
  (await row(tx, sql`insert into notes (agency_id, session_id, case_id, author_id, begun_at, saved_at) values (${tx.actor.agencyId}, ${sessionId}, ${caseId}, ${authorId}, ${tx.now}, ${tx.now}) on conflict do nothing returning session_id`)) !== null;

/** Counts a save; null where the note was saved, signed or taken elsewhere since that revision. */
export const bumpNote = (tx: Transaction, sessionId: string, revision: number) =>
  row<{ revision: number }>(tx, sql`update notes set revision = revision + 1, saved_at = ${tx.now} where session_id = ${sessionId} and revision = ${revision} and status in ('draft', 'returned') returning revision`);

export const findLongerReason = (tx: Transaction, sessionId: string) => row<{ longerSessionReason: string }>(tx, sql`select reason as "longerSessionReason" from session_reasons where session_id = ${sessionId}`);
/** Says why the session was longer than usual, or, with null, that there is nothing to say. */
export async function keepLongerReason(tx: Transaction, session: { sessionId: string; caseId: string }, reason: string | null): Promise<void> {
  if (reason === null) await sql`delete from session_reasons where session_id = ${session.sessionId}`.execute(tx);
  else await sql`insert into session_reasons as w (agency_id, session_id, case_id, reason) values (${tx.actor.agencyId}, ${session.sessionId}, ${session.caseId}, ${reason}) on conflict (agency_id, session_id) do update set reason = excluded.reason where w.reason <> excluded.reason`.execute(tx);
}
/** Writes the draft's blocks as a whole: those sent are there afterwards as sent, those left out are gone. */
export async function replaceBlocks(tx: Transaction, note: { sessionId: string; caseId: string; siblingCases: ReadonlyMap<string, string>; authorId: string; supervisorId: string | null }, blocks: readonly DraftBlock[]): Promise<void> {
  const kept = blocks.map((one) => one.blockId);
  await sql`delete from blocks where session_id = ${note.sessionId} and owner_staff_id = ${note.authorId} and not (id = any (${kept}::uuid[])) and amends_block_id is null and not exists (select from blocks a where a.agency_id = blocks.agency_id and a.amends_block_id = blocks.id)`.execute(tx);
  if (blocks.length === 0) return;
  const column = (of: (one: DraftBlock) => string | null) => blocks.map(of);
  const caseOf = (one: DraftBlock) => (one.siblingId === undefined ? note.caseId : (note.siblingCases.get(one.siblingId) ?? note.caseId));
  // One statement for all: what row-level security asks, it asks once a statement.
  await sql`insert into blocks (agency_id, id, case_id, session_id, section, class, owner_person_id, owner_staff_id, counterpart_staff_id, words, chips, created_at)
    select ${tx.actor.agencyId}::uuid, b.id, b.case_id, ${note.sessionId}::uuid, b.section, b.class, b.owner, ${note.authorId}::uuid, case when b.class = 'supervision' then ${note.supervisorId}::uuid end, b.words, b.chips::jsonb, ${tx.now}::timestamptz
    from unnest(${column((one) => one.blockId)}::uuid[], ${column(caseOf)}::uuid[], ${column((one) => one.section)}::text[], ${column((one) => one.class)}::text[], ${column((one) => one.ownerPersonId)}::uuid[], ${column((one) => sealBlock(tx, { ...one, caseId: caseOf(one) }))}::text[], ${column((one) => JSON.stringify(one.chips))}::text[]) as b (id, case_id, section, class, owner, words, chips)
    on conflict (agency_id, id) do update set section = excluded.section, class = excluded.class, owner_person_id = excluded.owner_person_id, counterpart_staff_id = excluded.counterpart_staff_id, words = excluded.words, chips = excluded.chips
    where blocks.session_id = excluded.session_id and blocks.owner_staff_id = excluded.owner_staff_id`.execute(tx);
}

export const holdSession = (tx: Transaction, sessionId: string) => sql`update sessions set status = 'held', held_from = coalesce(held_from, starts_at), held_to = coalesce(held_to, ends_at), revision = revision + 1 where id = ${sessionId}`.execute(tx);
/** Signs where the note is still as the writer saw it; null where it is not. */
export const signNote = (tx: Transaction, sessionId: string, revision: number, staffId: string, status: "signed" | "awaiting_cosignature") =>
  row<{ signedAt: string }>(tx, sql`update notes set status = ${status}, signed_at = ${tx.now}, signed_by = ${staffId}, revision = revision + 1 where session_id = ${sessionId} and revision = ${revision} and status in ('draft', 'returned') returning signed_at as "signedAt"`);
export const cosignNote = (tx: Transaction, sessionId: string, revision: number, staffId: string) =>
  row(tx, sql`update notes set status = 'signed', cosigned_at = ${tx.now}, cosigned_by = ${staffId}, revision = revision + 1 where session_id = ${sessionId} and revision = ${revision} and status = 'awaiting_cosignature' returning session_id`);
/** Gives a note back where it is still as the supervisor saw it; null where it is not. Every reason given stays. */
export const returnNote = (tx: Transaction, sessionId: string, revision: number, reason: string, staffId: string) =>
  row(tx, sql`with given_back as (update notes set status = 'returned', revision = revision + 1 where session_id = ${sessionId} and revision = ${revision} and status = 'awaiting_cosignature' returning agency_id, session_id, case_id)
    insert into note_returns (agency_id, id, session_id, case_id, reason, returned_by, returned_at) select agency_id, ${newId(tx)}::uuid, session_id, case_id, ${reason}, ${staffId}::uuid, ${tx.now}::timestamptz from given_back returning session_id`);

/** The signed session among the services to bill: ready, or held with its reason in the decision. */
export const upsertService = (tx: Transaction, one: { sessionId: string; caseId: string; decisionId: string; serviceDate: string; units: number | null; status: "ready" | "held" }) =>
  sql`insert into services (agency_id, session_id, case_id, decision_id, service_date, units, status, recorded_at) values (${tx.actor.agencyId}, ${one.sessionId}, ${one.caseId}, ${one.decisionId}, ${one.serviceDate}, ${one.units}, ${one.status}, ${tx.now})
    on conflict (agency_id, session_id) do update set decision_id = excluded.decision_id, units = excluded.units, status = excluded.status, recorded_at = excluded.recorded_at`.execute(tx);

export async function insertAddendum(tx: Transaction, sessionId: string, amends: Pick<Block, "blockId" | "disclosure">, staffId: string, words: string): Promise<string> {
  const id = newId(tx);
  const kept = sealBlock(tx, { blockId: id, caseId: amends.disclosure.caseId, class: amends.disclosure.class, words });
  await sql`insert into blocks (agency_id, id, case_id, session_id, section, class, owner_person_id, owner_staff_id, counterpart_staff_id, part2, words, amends_block_id, created_at)
    select agency_id, ${id}, case_id, session_id, section, class, owner_person_id, ${staffId}, counterpart_staff_id, part2, ${kept}, id, ${tx.now} from blocks where id = ${amends.blockId} and session_id = ${sessionId}`.execute(tx);
  return id;
}

/** The brothers and sisters booked for a session who have an open case of their own whose chart the actor sees. */
export const listSiblingCases = (tx: Transaction, session: { sessionId: string; caseId: string }) =>
  rows<{ personId: string; caseId: string }>(tx, sql`select distinct on (a.person_id) a.person_id as "personId", c.id as "caseId" from attendances a join cases c on c.agency_id = a.agency_id and c.child_id = a.person_id and c.id <> a.case_id and c.status = 'open'
    where a.session_id = ${session.sessionId} and a.part = 'sibling' and c.id = any ((select cases_for('child_chart'))::uuid[]) order by a.person_id, c.opened_on desc, c.id`);

/** The last session before a moment whose note is signed. */
export const findSignedBefore = (tx: Transaction, caseId: string, startsAt: string) =>
  row<{ sessionId: string; startsAt: string }>(tx, sql`select s.id as "sessionId", s.starts_at as "startsAt" from sessions s join notes n on n.agency_id = s.agency_id and n.session_id = s.id and n.status in ('signed', 'awaiting_cosignature') where s.case_id = any (record_of(${caseId})) and s.starts_at < ${startsAt} order by s.starts_at desc limit 1`);

export const countKeptBefore = async (tx: Transaction, caseId: string, startsAt: string) => (await row<{ kept: number }>(tx, sql`select count(*) as kept from sessions where case_id = any (record_of(${caseId})) and status = 'held' and starts_at < ${startsAt}`))!.kept;
