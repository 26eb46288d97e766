import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type AccessRow = { accessId: string; staffId: string; name: string; email: string; validFrom: string; validTo: string; endedAt: string | null; reason: string };
const columns = sql`x.id as "accessId", x.staff_id as "staffId", s.display_name as name, s.email, x.valid_from as "validFrom", x.valid_to as "validTo", x.ended_at as "endedAt", x.reason`;
/** Who reads or read for an audit, as far as the actor sees it. */
export const listAccess = (tx: Transaction, auditId: string) => rows<AccessRow>(tx, sql`select ${columns} from fidelity_audit_access x join staff s on s.agency_id = x.agency_id and s.id = x.staff_id where x.audit_id = ${auditId} order by x.granted_at, x.id`);

export type MemberRow = { staffId: string; validTo: string | null; roles: string[]; auditorUntil: string | null };
/** Somebody of the agency by e-mail, with every role ever held and until when they are an auditor: `infinity` where that has no end. */
export const findMember = (tx: Transaction, email: string) =>
  row<MemberRow>(tx, sql`select s.id as "staffId", s.valid_to as "validTo", array(select distinct r.role from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id) as roles,
      (select max(coalesce(r.valid_to, 'infinity'))::text from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and r.role = 'auditor') as "auditorUntil"
    from staff s where s.email = ${email}`);

/** Somebody from outside who is here as auditor until a day and no longer. */
export async function insertAuditor(tx: Transaction, one: { name: string; email: string; language: string; until: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into staff (agency_id, id, display_name, email, language, valid_from, valid_to) values (${tx.actor.agencyId}, ${id}, ${one.name}, ${one.email}, ${one.language}, ${tx.today}, ${one.until})`.execute(tx);
  await insertRole(tx, id, one.until);
  return id;
}
const insertRole = (tx: Transaction, staffId: string, until: string) =>
  sql`insert into staff_roles (agency_id, staff_id, role, valid_from, valid_to) values (${tx.actor.agencyId}, ${staffId}, 'auditor', ${tx.today}, ${until}) on conflict (agency_id, staff_id, role, valid_from) do update set valid_to = greatest(staff_roles.valid_to, excluded.valid_to)`.execute(tx);
/** Lets an auditor of an earlier audit back in until a day. */
export async function readmitAuditor(tx: Transaction, staffId: string, until: string): Promise<void> {
  await sql`update staff set valid_to = greatest(valid_to, ${until}::date) where id = ${staffId} and valid_to is not null`.execute(tx);
  await insertRole(tx, staffId, until);
}
/** From this moment an auditor from outside signs in no more. One who belongs to the staff for good stays so. */
export async function dismissAuditor(tx: Transaction, staffId: string): Promise<void> {
  await sql`update staff_roles set valid_to = today() - 1 where staff_id = ${staffId} and role = 'auditor' and valid_to >= today()`.execute(tx);
  await sql`update staff s set valid_to = today() - 1 where s.id = ${staffId} and s.valid_to >= today() and not exists (select from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and holds_on(r.valid_from, r.valid_to, today()))`.execute(tx);
}

/** Opens cases to an auditor for a span of days. */
export async function insertAccess(tx: Transaction, auditId: string, one: { staffId: string; validFrom: string; validTo: string }, caseIds: readonly string[]): Promise<string> {
  const id = newId(tx);
  await sql`insert into fidelity_audit_access (agency_id, id, audit_id, staff_id, valid_from, valid_to, granted_by, granted_at) values (${tx.actor.agencyId}, ${id}, ${auditId}, ${one.staffId}, ${one.validFrom}, ${one.validTo}, ${author(tx)}, ${tx.now})`.execute(tx);
  for (const caseId of caseIds) await openCase(tx, { ...one, accessId: id }, caseId);
  return id;
}
/** Opens one more case by an access that stands. */
export const openCase = (tx: Transaction, one: { accessId: string; staffId: string; validFrom: string; validTo: string }, caseId: string) =>
  sql`insert into audit_samples (agency_id, auditor_id, case_id, valid_from, valid_to, access_id) values (${tx.actor.agencyId}, ${one.staffId}, ${caseId}, ${one.validFrom}, ${one.validTo}, ${one.accessId})`.execute(tx);
/** Shuts a case to the auditors of an audit, from this moment on. */
export const shutCase = (tx: Transaction, auditId: string, caseId: string) =>
  sql`update audit_samples set valid_to = today() - 1 where case_id = ${caseId} and valid_to >= today() and access_id in (select id from fidelity_audit_access where audit_id = ${auditId})`.execute(tx);
/** Ends an access with its cases, from this moment on. Null where it ended before. */
export async function endAccess(tx: Transaction, auditId: string, accessId: string, reason: string): Promise<{ staffId: string } | null> {
  const ended = await row<{ staffId: string }>(tx, sql`update fidelity_audit_access set ended_at = ${tx.now}, ended_by = ${author(tx)}, reason = ${reason} where audit_id = ${auditId} and id = ${accessId} and ended_at is null and valid_to >= today() returning staff_id as "staffId"`);
  if (ended) await sql`update audit_samples set valid_to = today() - 1 where access_id = ${accessId} and valid_to >= today()`.execute(tx);
  return ended;
}
/** Whether somebody still reads for any audit, today or on a day to come. */
export const readsStill = async (tx: Transaction, staffId: string) => (await row(tx, sql`select id from fidelity_audit_access where staff_id = ${staffId} and ended_at is null and valid_to >= today() limit 1`)) !== null;
