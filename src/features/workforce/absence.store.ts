import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Absence, HeldRole } from "./absence.contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
const columns = sql`a.id as "absenceId", a.staff_id as "staffId", s.display_name as name, a.covered_by as "coveredById", c.display_name as "coveredByName", a.valid_from as "validFrom", a.valid_to as "validTo", cardinality(a.case_ids) as families, b.display_name as "recordedByName",
  to_char(a.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt", a.ended_on as "endedOn"`;
const sources = sql`absences a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id join staff c on c.agency_id = a.agency_id and c.id = a.covered_by left join staff b on b.agency_id = a.agency_id and b.id = a.recorded_by`;

/** Absences that hold, are to come, or were over within a year, the next first. */
export const listAbsences = (tx: Transaction) => rows<Absence>(tx, sql`select ${columns} from ${sources} where a.valid_to > today() - 366 order by (a.ended_on is not null or a.valid_to < today()), a.valid_from, a.id limit 500`);
/** One's own absences and covers that hold or begin within two weeks. */
export const listOwnAbsences = (tx: Transaction, staffId: string) => rows<Absence>(tx, sql`select ${columns} from ${sources} where (a.staff_id = ${staffId} or a.covered_by = ${staffId}) and a.ended_on is null and a.valid_to >= today() and a.valid_from <= today() + 14 order by a.valid_from, a.id limit 50`);
export const findAbsence = (tx: Transaction, absenceId: string) => row<Absence>(tx, sql`select ${columns} from ${sources} where a.id = ${absenceId}`);
/** An absence of somebody that shares a day with a span, or a cover by somebody who is away themself. */
export const findOverlap = (tx: Transaction, staffId: string, from: string, to: string) => row(tx, sql`select id from absences where staff_id = ${staffId} and ended_on is null and valid_from <= ${to} and valid_to >= ${from} limit 1`);

/** The open cases that somebody treats on one of the days, and that the other does not treat on all of them. */
export const listCovered = async (tx: Transaction, one: { staffId: string; coveredById: string; validFrom: string; validTo: string }) =>
  (await rows<{ id: string }>(tx, sql`select distinct a.case_id as id from assignments a join cases c on c.agency_id = a.agency_id and c.id = a.case_id and c.status = 'open'
    where a.staff_id = ${one.staffId} and a.kind = 'assigned' and a.valid_from <= ${one.validTo} and (a.valid_to is null or a.valid_to >= ${one.validFrom})
      and not exists (select from assignments o where o.case_id = a.case_id and o.staff_id = ${one.coveredById} and o.kind = 'assigned' and o.valid_from <= ${one.validFrom} and (o.valid_to is null or o.valid_to >= ${one.validTo})) order by 1`)).map(({ id }) => id);

/** Records an absence and the cover of each case, within its days. */
export async function insertAbsence(tx: Transaction, one: { staffId: string; coveredById: string; validFrom: string; validTo: string; caseIds: readonly string[] }): Promise<string> {
  const id = newId(tx);
  await sql`insert into absences (agency_id, id, staff_id, covered_by, valid_from, valid_to, case_ids, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.staffId}, ${one.coveredById}, ${one.validFrom}, ${one.validTo}, ${[...one.caseIds]}::uuid[], ${author(tx)}, ${tx.now})`.execute(tx);
  await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from, valid_to, absence_id) select ${tx.actor.agencyId}, one, ${one.coveredById}, 'covering', ${one.validFrom}::date, ${one.validTo}::date, ${id} from unnest(${[...one.caseIds]}::uuid[]) one`.execute(tx);
  return id;
}
/** Ends an absence and its own cover, and no other's: the day before is the last on which it held. */
export async function endAbsence(tx: Transaction, { absenceId }: Pick<Absence, "absenceId">): Promise<void> {
  await sql`update absences set ended_on = today(), ended_by = ${author(tx)} where id = ${absenceId} and ended_on is null`.execute(tx);
  await sql`update assignments set valid_to = today() - 1 where absence_id = ${absenceId} and valid_to >= today()`.execute(tx);
}

const roleColumns = sql`r.id as "heldRoleId", r.staff_id as "staffId", r.role, r.valid_from as "validFrom", r.valid_to as "validTo"`;
/** Every role that holds or is to come, of those who work here. */
export const listHeldRoles = (tx: Transaction) => rows<HeldRole>(tx, sql`select ${roleColumns} from staff_roles r join staff s on s.agency_id = r.agency_id and s.id = r.staff_id and holds_on(s.valid_from, s.valid_to, today()) where r.valid_to is null or r.valid_to >= today() order by s.display_name, r.role, r.valid_from limit 5000`);
export const findHeldRole = (tx: Transaction, heldRoleId: string) => row<HeldRole>(tx, sql`select ${roleColumns} from staff_roles r where r.id = ${heldRoleId}`);
export const findSameRole = (tx: Transaction, one: { staffId: string; role: string; validFrom: string; validTo: string | null }) =>
  row(tx, sql`select id from staff_roles where staff_id = ${one.staffId} and role = ${one.role} and valid_from <= coalesce(${one.validTo}::date, 'infinity') and coalesce(valid_to, 'infinity') >= ${one.validFrom} limit 1`);
export async function insertRole(tx: Transaction, one: { staffId: string; role: string; validFrom: string; validTo: string | null }): Promise<string> {
  const id = newId(tx);
  // One that began on the same day and was taken back at once makes room for it.
  await sql`insert into staff_roles (agency_id, staff_id, role, valid_from, valid_to, id) values (${tx.actor.agencyId}, ${one.staffId}, ${one.role}, ${one.validFrom}, ${one.validTo}, ${id}) on conflict (agency_id, staff_id, role, valid_from) do update set valid_to = excluded.valid_to, id = excluded.id`.execute(tx);
  return id;
}
