import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import type { Comment, WaitingNote } from "./signing.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const PAGE = 25;
/** Notes of those whom the actor supervises today that wait for a second signature, the oldest first. */
export async function listWaiting(tx: Transaction, key: string | null): Promise<{ notes: WaitingNote[]; next: string | null }> {
  const after = readMomentKey(key);
  const found = await rows<WaitingNote>(tx, sql`select s.id as "sessionId", s.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", (s.starts_at at time zone s.time_zone)::date as "on", n.author_id as "authorId", a.display_name as "authorName", n.signed_at as "signedAt", n.revision,
      (select count(*)::integer from note_returns r where r.agency_id = n.agency_id and r.session_id = n.session_id) as returned,
      jsonb_build_object('class', 'service', 'caseId', s.case_id, 'ownerPersonId', null, 'ownerStaffId', null, 'counterpartStaffId', null, 'part2', false) as disclosure
    from notes n join sessions s on s.agency_id = n.agency_id and s.id = n.session_id join staff a on a.agency_id = n.agency_id and a.id = n.author_id join cases c on c.agency_id = s.agency_id and c.id = s.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    where n.status = 'awaiting_cosignature' and n.author_id <> ${author(tx)} and exists (select from supervisions v where v.agency_id = n.agency_id and v.supervisor_id = ${author(tx)} and v.clinician_id = n.author_id and holds_on(v.valid_from, v.valid_to, today()))
      and (${after?.at ?? null}::timestamptz is null or (n.signed_at, n.session_id) > (${after?.at ?? null}::timestamptz, ${after?.id ?? null}::uuid)) order by n.signed_at, n.session_id limit ${PAGE + 1}`);
  const last = found[PAGE - 1];
  return { notes: found.slice(0, PAGE), next: found.length > PAGE && last !== undefined ? momentKey(last.signedAt, last.sessionId) : null };
}

/** What was said of a note, as far as the actor is one of the two. */
export const listComments = (tx: Transaction, sessionId: string) =>
  rows<Comment & { supervisorId: string }>(tx, sql`select k.id as "commentId", k.session_id as "sessionId", k.block_id as "blockId", k.words, k.written_by as "writtenById", w.display_name as "writtenByName", k.written_at as "writtenAt", k.counterpart_staff_id as "supervisorId",
      jsonb_build_object('class', k.class, 'caseId', k.case_id, 'ownerPersonId', null, 'ownerStaffId', k.owner_staff_id, 'counterpartStaffId', k.counterpart_staff_id, 'part2', false) as disclosure
    from supervision_comments k join staff w on w.agency_id = k.agency_id and w.id = k.written_by where k.session_id = ${sessionId} order by k.written_at, k.id limit 500`);
export async function insertComment(tx: Transaction, one: { caseId: string; sessionId: string; blockId: string | null; authorId: string; supervisorId: string; words: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into supervision_comments (agency_id, id, case_id, session_id, block_id, owner_staff_id, counterpart_staff_id, words, written_by, written_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.sessionId}, ${one.blockId}, ${one.authorId}, ${one.supervisorId}, ${one.words}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
/** Whether a passage of the note stands under the id, as the actor sees it; what is kept apart from the record is none. */
export const hasPassage = async (tx: Transaction, sessionId: string, blockId: string) => (await row(tx, sql`select id from blocks where id = ${blockId} and session_id = ${sessionId} and class in ('child_chart', 'relationship', 'caregiver')`)) !== null;
export const listReturns = (tx: Transaction, sessionId: string) =>
  rows<{ returnId: string; returnedAt: string; returnedByName: string | null; reason: string }>(tx, sql`select r.id as "returnId", r.returned_at as "returnedAt", s.display_name as "returnedByName", r.reason from note_returns r left join staff s on s.agency_id = r.agency_id and s.id = r.returned_by where r.session_id = ${sessionId} order by r.returned_at, r.id limit 200`);
