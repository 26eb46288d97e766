import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Moment } from "./agenda.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const select = (tx: Transaction) => sql`select h.id as "momentId", h.case_id as "caseId", h.session_id as "sessionId", (h.marked_at at time zone ${tx.actor.timeZone})::date as "on", h.owner_staff_id as "authorId", o.display_name as "authorName", h.counterpart_staff_id as "supervisorId", c.display_name as "supervisorName", h.words, h.marked_at as "markedAt",
    jsonb_build_object('class', h.class, 'caseId', h.case_id, 'ownerPersonId', null, 'ownerStaffId', h.owner_staff_id, 'counterpartStaffId', h.counterpart_staff_id, 'part2', false) as disclosure
  from hard_moments h join staff o on o.agency_id = h.agency_id and o.id = h.owner_staff_id join staff c on c.agency_id = h.agency_id and c.id = h.counterpart_staff_id`;

/** What was marked in a session, as far as the actor is one of the two. */
export const listOfSession = (tx: Transaction, sessionId: string) => rows<Moment>(tx, sql`${select(tx)} where h.session_id = ${sessionId} and h.taken_back_at is null order by h.marked_at, h.id`);
/** What the actor marked, the newest first. */
export const listOwn = (tx: Transaction) => rows<Moment>(tx, sql`${select(tx)} where h.owner_staff_id = ${author(tx)} and h.taken_back_at is null order by h.marked_at desc, h.id limit 100`);

export async function insertMoment(tx: Transaction, one: { caseId: string; sessionId: string; supervisorId: string; words: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into hard_moments (agency_id, id, case_id, session_id, owner_staff_id, counterpart_staff_id, words, marked_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.sessionId}, ${author(tx)}, ${one.supervisorId}, ${one.words}, ${tx.now})`.execute(tx);
  return id;
}
/** Takes the actor's own mark back and answers of which case it was; null where there is none. */
export const takeBack = (tx: Transaction, momentId: string) => row<{ caseId: string }>(tx, sql`update hard_moments set taken_back_at = ${tx.now} where id = ${momentId} and owner_staff_id = ${author(tx)} and taken_back_at is null returning case_id as "caseId"`);

/** Who supervises somebody today, by name; the one who began first, first. */
export const listSupervisorsOf = (tx: Transaction, staffId: string) =>
  rows<{ staffId: string; name: string }>(tx, sql`select s.id as "staffId", s.display_name as name from staff s join (select v.supervisor_id, min(v.valid_from) as began from supervisions v where v.clinician_id = ${staffId} and holds_on(v.valid_from, v.valid_to, today()) group by v.supervisor_id) found on found.supervisor_id = s.id
    where s.id <> ${staffId} and holds_on(s.valid_from, s.valid_to, today()) order by found.began, s.display_name, s.id`);
