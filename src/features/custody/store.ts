import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Held, Opening } from "./contract.ts";

/** Who may be named for a case: a licensed clinician assigned to it, or who supervises somebody assigned to it; never whoever asks. */
const candidates = sql`coalesce((select jsonb_agg(jsonb_build_object('staffId', s.id, 'name', s.display_name) order by s.display_name, s.id) from staff s
  where holds_on(s.valid_from, s.valid_to, today()) and s.id <> actor_staff() and (
    (exists (select from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and r.role = 'clinician' and holds_on(r.valid_from, r.valid_to, today()))
      and exists (select from assignments a where a.agency_id = s.agency_id and a.staff_id = s.id and a.case_id = n.case_id and holds_on(a.valid_from, a.valid_to, today()))
      and exists (select from credentials c where c.agency_id = s.agency_id and c.staff_id = s.id and c.kind = 'licence' and c.ended_at is null and holds_on(c.valid_from, c.valid_to, today())))
    or (exists (select from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and r.role = 'supervisor' and holds_on(r.valid_from, r.valid_to, today()))
      and exists (select from supervisions v join assignments a on a.agency_id = v.agency_id and a.staff_id = v.clinician_id and a.case_id = n.case_id and holds_on(a.valid_from, a.valid_to, today())
        where v.agency_id = s.agency_id and v.supervisor_id = s.id and holds_on(v.valid_from, v.valid_to, today()))))), '[]')`;

const instantText = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** What is in custody, of each author in each case; of one of them where both are named. */
export const listHeld = (tx: Transaction, of: { authorId: string; caseId: string } | null = null) =>
  rows<Omit<Held, "openings" | "disclosure">>(tx, sql`select n.author_id as "authorId", w.display_name as "authorName", w.valid_to as "leftOn", n.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName",
      n.notes, n.first_on as "firstOn", n.last_on as "lastOn", ${candidates} as candidates
    from notes_in_custody() n join staff w on w.id = n.author_id join cases k on k.id = n.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id
    where ${of?.authorId ?? null}::uuid is null or (n.author_id = ${of?.authorId ?? null}::uuid and n.case_id = ${of?.caseId ?? null}::uuid)
    order by w.display_name, n.author_id, n.last_on desc, n.case_id limit 1000`);

export type OpeningRow = Opening & { caseId: string; authorId: string };
const openings = sql`select o.id as "openingId", o.case_id as "caseId", o.author_id as "authorId", o.named_id as "namedId", s.display_name as "namedName", o.valid_from as "validFrom", o.valid_to as "validTo", o.basis, o.reason, o.document_id as "documentId",
    b.display_name as "openedByName", ${instantText("o.opened_at")} as "openedAt", ${instantText("o.closed_at")} as "closedAt", c.display_name as "closedByName", o.close_reason as "closeReason"
  from custody_openings o join staff s on s.agency_id = o.agency_id and s.id = o.named_id join staff b on b.agency_id = o.agency_id and b.id = o.opened_by left join staff c on c.agency_id = o.agency_id and c.id = o.closed_by`;

/** Every opening there was, the newest first. */
export const listOpenings = (tx: Transaction) => rows<OpeningRow>(tx, sql`${openings} order by o.opened_at desc, o.id desc limit 5000`);
export const findOpening = (tx: Transaction, openingId: string) => row<OpeningRow>(tx, sql`${openings} where o.id = ${openingId}`);

/** Waits for whoever opens notes of the same author in the same case, so that two openings never overlap. */
export const lockCustody = (tx: Transaction, caseId: string, authorId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`${caseId} ${authorId} custody`}, 0))`.execute(tx);

/** Whether a document that stands in this record is open to the actor. */
export const isDocumentOf = async (tx: Transaction, caseId: string, documentId: string) => (await row(tx, sql`select from documents where id = ${documentId} and case_id = any (record_of(${caseId})) and removed_at is null`)) !== null;

export async function insertOpening(tx: Transaction, one: Pick<OpeningRow, "caseId" | "authorId" | "namedId" | "validFrom" | "validTo" | "basis" | "reason" | "documentId">, openedBy: string): Promise<string> {
  const id = newId(tx);
  await sql`insert into custody_openings (agency_id, id, case_id, author_id, named_id, valid_from, valid_to, basis, reason, document_id, opened_by, opened_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.authorId}, ${one.namedId}, ${one.validFrom}, ${one.validTo}, ${one.basis}, ${one.reason}, ${one.documentId}, ${openedBy}, ${tx.now})`.execute(tx);
  return id;
}

/** Closes an opening from this moment on; false where it was over. */
export const closeOpening = async (tx: Transaction, openingId: string, closedBy: string, reason: string): Promise<boolean> =>
  (await sql`update custody_openings set closed_at = ${tx.now}, closed_by = ${closedBy}, close_reason = ${reason} where id = ${openingId} and closed_at is null and valid_to >= today()`.execute(tx)).numAffectedRows === 1n;
