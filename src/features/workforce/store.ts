import { sql } from "kysely";
import { newId, rows, type Transaction } from "#database/actor.ts";
import type { Credential } from "./contract.ts";

export type StaffRow = { staffId: string; name: string; email: string; roles: string[] };

/** Who works at the agency today. */
export const listStaff = (tx: Transaction) =>
  rows<StaffRow>(tx, sql`select s.id as "staffId", s.display_name as name, s.email, array(select r.role from staff_roles r where r.agency_id = s.agency_id and r.staff_id = s.id and holds_on(r.valid_from, r.valid_to, today()) order by 1) as roles
    from staff s where holds_on(s.valid_from, s.valid_to, today()) order by s.display_name, s.id limit 2000`);

export const listCredentials = (tx: Transaction, staffId: string | null = null) =>
  rows<Credential & { staffId: string }>(tx, sql`select staff_id as "staffId", id as "credentialId", kind, name, field, issuer, number, is_independent as "isIndependent", valid_from as "validFrom", valid_to as "validTo"
    from credentials where ended_at is null and (${staffId}::uuid is null or staff_id = ${staffId}) order by staff_id, kind, valid_from desc`);

export async function insertCredential(tx: Transaction, staffId: string, credential: Omit<Credential, "credentialId">): Promise<string> {
  const id = newId(tx);
  await sql`insert into credentials (agency_id, id, staff_id, kind, name, field, issuer, number, is_independent, valid_from, valid_to, recorded_by)
    values (${tx.actor.agencyId}, ${id}, ${staffId}, ${credential.kind}, ${credential.name}, ${credential.field}, ${credential.issuer}, ${credential.number}, ${credential.isIndependent}, ${credential.validFrom}, ${credential.validTo}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
  return id;
}

export const listTeams = (tx: Transaction) => rows<{ teamId: string; name: string }>(tx, sql`select id as "teamId", name from teams where holds_on(valid_from, valid_to, today()) order by name, id`);

export type TeamMemberRow = { teamId: string; staffId: string; name: string; part: "supervisor" | "clinician" | "senior_leader"; validFrom: string; validTo: string | null };
export const listTeamMembers = (tx: Transaction) =>
  rows<TeamMemberRow>(tx, sql`select m.team_id as "teamId", m.staff_id as "staffId", s.display_name as name, m.part, m.valid_from as "validFrom", m.valid_to as "validTo"
    from team_members m join staff s on s.agency_id = m.agency_id and s.id = m.staff_id order by m.part desc, s.display_name`);

export async function insertTeam(tx: Transaction, name: string, validFrom: string): Promise<string> {
  const id = newId(tx);
  await sql`insert into teams (agency_id, id, name, valid_from) values (${tx.actor.agencyId}, ${id}, ${name}, ${validFrom})`.execute(tx);
  return id;
}
export const insertTeamMember = (tx: Transaction, teamId: string, staffId: string, part: string, validFrom: string) =>
  sql`insert into team_members (agency_id, team_id, staff_id, part, valid_from) values (${tx.actor.agencyId}, ${teamId}, ${staffId}, ${part}, ${validFrom})`.execute(tx);

export type CertificateRow = { certificateId: string; kind: "cpp_certification" | "fidelity_audit"; validFrom: string; validTo: string | null; isAcceptable: boolean | null; source: string };
export const listCertificates = (tx: Transaction) =>
  rows<CertificateRow>(tx, sql`select id as "certificateId", kind, valid_from as "validFrom", valid_to as "validTo", is_acceptable as "isAcceptable", source from agency_certificates order by kind, valid_from desc`);

export async function insertCertificate(tx: Transaction, certificate: Omit<CertificateRow, "certificateId">): Promise<string> {
  const id = newId(tx);
  await sql`insert into agency_certificates (agency_id, id, kind, valid_from, valid_to, is_acceptable, source, recorded_by)
    values (${tx.actor.agencyId}, ${id}, ${certificate.kind}, ${certificate.validFrom}, ${certificate.validTo}, ${certificate.isAcceptable}, ${certificate.source}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
  return id;
}
