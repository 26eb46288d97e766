import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Certificate, Credential, Supervision } from "./contract.ts";

export type StaffRow = { staffId: string; name: string; email: string; lastDay: string | null; roles: string[] };
const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Who works at the agency today. */
export const listStaff = (tx: Transaction) =>
  rows<StaffRow>(tx, sql`select s.id as "staffId", s.display_name as name, s.email, s.valid_to as "lastDay", array(select r.role from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and holds_on(r.valid_from, r.valid_to, today()) order by 1) as roles
    from staff s where holds_on(s.valid_from, s.valid_to, today()) order by s.display_name, s.id limit 2000`);

const credentialColumns = sql`c.staff_id as "staffId", c.id as "credentialId", c.kind, c.name, c.field, c.issuer, c.number, c.is_independent as "isIndependent", c.valid_from as "validFrom", c.valid_to as "validTo", c.document_name as "documentName", c.document_place as "documentPlace", (c.issuer_agency_id is null or issuer_counts(c.issuer_agency_id)) as counts`;
/** What stands in the record today, of one person or of everybody. */
export const listCredentials = (tx: Transaction, staffId: string | null = null) =>
  rows<Credential & { staffId: string }>(tx, sql`select ${credentialColumns} from credentials c where c.ended_at is null and (${staffId}::uuid is null or c.staff_id = ${staffId}) order by c.staff_id, c.kind, c.valid_from desc, c.id`);
export const findCredential = (tx: Transaction, credentialId: string) => row<Credential & { staffId: string }>(tx, sql`select ${credentialColumns} from credentials c where c.id = ${credentialId} and c.ended_at is null`);

export type RecordedRow = Credential & { staffId: string; recordedAt: string; recordedBy: string | null; supersedes: string | null; reason: string; endedAt: string | null; endedBy: string | null };
/** Everything that was ever recorded of somebody, the newest writing first. */
export const listRecorded = (tx: Transaction, staffId: string) =>
  rows<RecordedRow>(tx, sql`select ${credentialColumns}, c.recorded_at as "recordedAt", w.display_name as "recordedBy", c.supersedes, c.reason, c.ended_at as "endedAt", e.display_name as "endedBy"
    from credentials c left join staff w on w.agency_id = c.agency_id and w.id = c.recorded_by left join staff e on e.agency_id = c.agency_id and e.id = c.ended_by where c.staff_id = ${staffId} order by c.recorded_at desc, c.id desc limit 1000`);

type NewCredential = Omit<Credential, "credentialId" | "counts" | "documentName" | "documentPlace"> & Partial<Pick<Credential, "documentName" | "documentPlace">>;
export async function insertCredential(tx: Transaction, staffId: string, credential: NewCredential, replaces: { id: string; reason: string } | null = null, issuerAgencyId: string | null = null): Promise<string> {
  const id = newId(tx);
  // What replaces a credential that was taken over from a certificate is its issuer's still.
  const issuer = replaces === null ? sql`${issuerAgencyId}::uuid` : sql`(select r.issuer_agency_id from credentials r where r.id = ${replaces.id})`;
  await sql`insert into credentials (agency_id, id, issuer_agency_id, staff_id, kind, name, field, issuer, number, is_independent, valid_from, valid_to, document_name, document_place, supersedes, reason, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${issuer}, ${staffId}, ${credential.kind}, ${credential.name}, ${credential.field}, ${credential.issuer}, ${credential.number}, ${credential.isIndependent}, ${credential.validFrom}, ${credential.validTo}, ${credential.documentName ?? ""}, ${credential.documentPlace ?? ""}, ${replaces?.id ?? null}, ${replaces?.reason ?? ""}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
/** Says that a row no longer stands; false where that was said before. */
export const endRecorded = async (tx: Transaction, table: "credentials" | "agency_certificates", id: string) =>
  (await row(tx, sql`update ${sql.table(table)} set ended_at = ${tx.now}, ended_by = ${author(tx)} where id = ${id} and ended_at is null returning id`)) !== null;

export type TeamRow = { teamId: string; name: string; validFrom: string; validTo: string | null; servesMedicaid: boolean | null };
/** All teams, also those that ended or are still to begin. */
export const listTeams = (tx: Transaction) => rows<TeamRow>(tx, sql`select id as "teamId", name, valid_from as "validFrom", valid_to as "validTo", serves_medicaid as "servesMedicaid" from teams order by valid_to is not null, name, id limit 500`);

export type TeamMemberRow = { membershipId: string; teamId: string; staffId: string; name: string; part: "supervisor" | "clinician" | "senior_leader"; validFrom: string; validTo: string | null; hasAuthority: boolean | null; cohortRole: "" | "clinician" | "supervisor" | "administrative_leader" | "senior_leader" };
export const listTeamMembers = (tx: Transaction, teamId: string | null = null) =>
  rows<TeamMemberRow>(tx, sql`select m.id as "membershipId", m.team_id as "teamId", m.staff_id as "staffId", s.display_name as name, m.part, m.valid_from as "validFrom", m.valid_to as "validTo", m.has_authority as "hasAuthority", m.cohort_role as "cohortRole"
    from team_members m join staff s on s.agency_id = m.agency_id and s.id = m.staff_id where (${teamId}::uuid is null or m.team_id = ${teamId}) order by array_position(array['supervisor', 'clinician', 'senior_leader'], m.part), m.valid_from, s.display_name, m.id`);

export async function insertTeam(tx: Transaction, name: string, validFrom: string, servesMedicaid: boolean | null = null): Promise<string> {
  const id = newId(tx);
  await sql`insert into teams (agency_id, id, name, valid_from, serves_medicaid) values (${tx.actor.agencyId}, ${id}, ${name}, ${validFrom}, ${servesMedicaid})`.execute(tx);
  return id;
}
/** Holds a team for this transaction, so that two who join at once are counted one after the other. False where there is none. */
export const lockTeam = async (tx: Transaction, teamId: string) => (await row(tx, sql`select id from teams where id = ${teamId} for update`)) !== null;

type MoreOfMember = Partial<Pick<TeamMemberRow, "validTo" | "hasAuthority" | "cohortRole">>;
export async function insertTeamMember(tx: Transaction, teamId: string, staffId: string, part: string, validFrom: string, more: MoreOfMember = {}): Promise<string> {
  const id = newId(tx);
  await sql`insert into team_members (agency_id, id, team_id, staff_id, part, valid_from, valid_to, has_authority, cohort_role) values (${tx.actor.agencyId}, ${id}, ${teamId}, ${staffId}, ${part}, ${validFrom}, ${more.validTo ?? null}, ${more.hasAuthority ?? null}, ${more.cohortRole ?? ""})`.execute(tx);
  return id;
}

/** Gives a belonging its last day and keeps the one it had. */
export async function endBelonging(tx: Transaction, subject: "team" | "supervision" | "role", one: { id: string; was: string | null; became: string; reason: string }): Promise<void> {
  await sql`update ${sql.table({ team: "team_members", supervision: "supervisions", role: "staff_roles" }[subject])} set valid_to = ${one.became} where id = ${one.id}`.execute(tx);
  await sql`insert into belonging_ends (agency_id, id, subject, subject_id, was, became, reason, ended_by, ended_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${subject}, ${one.id}, ${one.was}, ${one.became}, ${one.reason}, ${author(tx)}, ${tx.now})`.execute(tx);
}

export const listSupervisions = (tx: Transaction) =>
  rows<Supervision>(tx, sql`select v.id as "supervisionId", v.supervisor_id as "supervisorId", s.display_name as "supervisorName", v.clinician_id as "clinicianId", c.display_name as "clinicianName", v.valid_from as "validFrom", v.valid_to as "validTo"
    from supervisions v join staff s on s.agency_id = v.agency_id and s.id = v.supervisor_id join staff c on c.agency_id = v.agency_id and c.id = v.clinician_id order by c.display_name, v.valid_from, v.id limit 5000`);
export async function insertSupervision(tx: Transaction, one: { supervisorId: string; clinicianId: string; validFrom: string; validTo: string | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into supervisions (agency_id, id, supervisor_id, clinician_id, valid_from, valid_to) values (${tx.actor.agencyId}, ${id}, ${one.supervisorId}, ${one.clinicianId}, ${one.validFrom}, ${one.validTo})`.execute(tx);
  return id;
}

export type CertificateRow = Certificate;
const certificateColumns = sql`id as "certificateId", kind, valid_from as "validFrom", valid_to as "validTo", is_acceptable as "isAcceptable", source`;
export const listCertificates = (tx: Transaction) => rows<CertificateRow>(tx, sql`select ${certificateColumns} from agency_certificates where ended_at is null order by kind, valid_from desc, id`);
export const findCertificate = (tx: Transaction, certificateId: string) => row<CertificateRow>(tx, sql`select ${certificateColumns} from agency_certificates where id = ${certificateId} and ended_at is null`);

export async function insertCertificate(tx: Transaction, certificate: Omit<CertificateRow, "certificateId">, replaces: { id: string; reason: string } | null = null): Promise<string> {
  const id = newId(tx);
  await sql`insert into agency_certificates (agency_id, id, kind, valid_from, valid_to, is_acceptable, source, supersedes, reason, recorded_by, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${certificate.kind}, ${certificate.validFrom}, ${certificate.validTo}, ${certificate.isAcceptable}, ${certificate.source}, ${replaces?.id ?? null}, ${replaces?.reason ?? ""}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}

/** Which policies the agency works by, as its settings have it. */
export const findPolicySettings = async (tx: Transaction) => (await row<{ policies: Record<string, unknown> | null }>(tx, sql`select settings -> 'policies' as policies from agencies`))?.policies ?? null;

/** Who supervises somebody today; the one who began first, null where nobody does. */
export const findSupervisor = async (tx: Transaction, clinicianId: string) => (await row<{ id: string }>(tx, sql`select supervisor_id as id from supervisions where clinician_id = ${clinicianId} and holds_on(valid_from, valid_to, today()) order by valid_from, supervisor_id limit 1`))?.id ?? null;
