import { sql } from "kysely";
import { type Database, newId, row, rows, type Transaction } from "#database/actor.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { Organisation } from "./access.contract.ts";

const instantText = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** For which roles a second factor must be, as the agency's settings have it. */
export const secondFactorRoles = async (tx: Transaction) => (await row<{ roles: StaffRole[] | null }>(tx, sql`select settings -> 'secondFactorRoles' as roles from agencies`))?.roles ?? [];
export const setSecondFactorRoles = (tx: Transaction, roles: readonly StaffRole[]) => sql`update agencies set settings = settings || jsonb_build_object('secondFactorRoles', ${JSON.stringify(roles)}::jsonb)`.execute(tx);

export type InvitationRow = { staffId: string; name: string; email: string; linkId: string; sentAt: string; expiresAt: string; endedAt: string | null; takenUp: boolean };
const invitationRows = sql`select i.staff_id as "staffId", s.display_name as name, s.email, i.link_id as "linkId", ${instantText("i.sent_at")} as "sentAt", ${instantText("i.expires_at")} as "expiresAt", ${instantText("i.ended_at")} as "endedAt", i.taken_up as "takenUp"
    from invitations() i join staff s on s.id = i.staff_id where (s.valid_to is null or s.valid_to >= today())`;
/** Of each person the newest invitation, those still to be taken up first. */
export const listInvitations = (tx: Transaction) => rows<InvitationRow>(tx, sql`${invitationRows} order by i.taken_up, i.sent_at desc, s.display_name limit 500`);
/** The newest invitation of one person. */
export const findInvitation = (tx: Transaction, staffId: string) => row<InvitationRow>(tx, sql`${invitationRows} and i.staff_id = ${staffId}`);
/** Whether somebody is an administrator today: such a one keeps a password of Dyad's own in any case. */
export const administers = async (tx: Transaction, staffId: string) => (await row(tx, sql`select from staff_roles where staff_id = ${staffId} and role = 'administrator' and holds_on(valid_from, valid_to, today()) limit 1`)) !== null;

type OrganisationRow = Organisation & { id: string; secret: string };
/** The sign-in at the organisation that stands, with its sealed secret. */
export const findOrganisation = (tx: Transaction) =>
  row<OrganisationRow>(tx, sql`select o.id, o.issuer, o.client_id as "clientId", o.client_secret as secret, o.email_domain as "emailDomain", o.passwords, ${instantText("o.changed_at")} as "changedAt", s.display_name as "changedByName"
    from single_sign_on o left join staff s on s.agency_id = o.agency_id and s.id = o.changed_by where o.ended_at is null`);
/** Ends it; its id, or null where none stood. */
export const endOrganisation = async (tx: Transaction) => (await row<{ id: string }>(tx, sql`update single_sign_on set ended_at = ${tx.now} where ended_at is null returning id`))?.id ?? null;
/** Ends what was opened at the organisation: by one person, or by everybody. */
export const endOrganisationSignIns = (tx: Transaction, staffId: string | null) => row(tx, sql`select end_organisation_sign_ins(${staffId}, ${tx.now})`);
/** Forgets who everybody is at the organisation. */
export const endBindings = (tx: Transaction) => sql`update single_sign_on_bindings set ended_at = ${tx.now}, ended_by = ${author(tx)} where ended_at is null`.execute(tx);
export const insertOrganisation = (tx: Transaction, id: string, one: Omit<Organisation, "changedAt" | "changedByName"> & { secret: string }) =>
  sql`insert into single_sign_on (agency_id, id, issuer, client_id, client_secret, email_domain, passwords, changed_by, changed_at)
    values (${tx.actor.agencyId}, ${id}, ${one.issuer}, ${one.clientId}, ${one.secret}, ${one.emailDomain}, ${one.passwords}, ${author(tx)}, ${tx.now})`.execute(tx);

/** Which agency a domain signs in at; null where none does. Asked before there is an agency. */
export const agencyOfDomain = async (db: Database, domain: string) => (await row<{ id: string | null }>(db, sql`select dyad.agency_of_domain(${domain}) as id`))!.id;
export const hasOrganisation = async (db: Database) => (await row<{ has: boolean }>(db, sql`select dyad.has_single_sign_on() as has`))!.has;

export const listBindings = (tx: Transaction) =>
  rows<{ bindingId: string; staffId: string; name: string; boundAt: string }>(tx, sql`select b.id as "bindingId", b.staff_id as "staffId", s.display_name as name, ${instantText("b.bound_at")} as "boundAt" from single_sign_on_bindings b join staff s on s.agency_id = b.agency_id and s.id = b.staff_id where b.ended_at is null order by s.display_name, b.id limit 1000`);
/** Forgets one; whose it was, or null where it was forgotten before. */
export const endBinding = async (tx: Transaction, bindingId: string) => (await row<{ staffId: string }>(tx, sql`update single_sign_on_bindings set ended_at = ${tx.now}, ended_by = ${author(tx)} where id = ${bindingId} and ended_at is null returning staff_id as "staffId"`))?.staffId ?? null;
/** Who of ours a subject is bound to; and which subject somebody of ours is bound to. */
export const findBinding = (tx: Transaction, issuer: string, of: { subject: string } | { staffId: string }) =>
  row<{ staffId: string; subject: string }>(tx, sql`select staff_id as "staffId", subject from single_sign_on_bindings where issuer = ${issuer} and ended_at is null and ${"subject" in of ? sql`subject = ${of.subject}` : sql`staff_id = ${of.staffId}`}`);
export const insertBinding = (tx: Transaction, one: { issuer: string; subject: string; staffId: string }) =>
  sql`insert into single_sign_on_bindings (agency_id, id, issuer, subject, staff_id, bound_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.issuer}, ${one.subject}, ${one.staffId}, ${tx.now})`.execute(tx);
/** Somebody of ours by e-mail who works here today. */
export const staffByEmail = (tx: Transaction, email: string) => row<{ id: string; email: string }>(tx, sql`select id, email from staff where lower(email) = ${email} and holds_on(valid_from, valid_to, today())`);
