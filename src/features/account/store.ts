import { sql } from "kysely";
import { type Database, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";

export type AccountRow = { account_id: string; password_hash: string; second_factor_secret: string | null; second_factor_last_step: number; agency_id: string; staff_id: string | null; person_id: string | null; disabled: boolean };
export type SignedInRow = { account_id: string; agency_id: string; staff_id: string | null; person_id: string | null; name: string; email: string | null; language: "en" | "es"; roles: string[]; agency_name: string; agency_slug: string; time_zone: string; is_demo: boolean; second_factor: boolean; ends_at: string; second_factor_owed: boolean };
export type LinkRow = { link_id: string; agency_id: string | null; purpose: string; subject_id: string | null; tries: number; is_open: boolean };
export type AgencyRow = { agency_id: string; slug: string; name: string; public_name: string; time_zone: string; is_demo: boolean; kind: string; settings: Record<string, unknown> };

// The owner's functions over the server's own tables, by name.
export const findAccount = (db: Database | Transaction, email: string) => row<AccountRow>(db, sql`select * from dyad.find_account(${email})`);
export const lockOf = (db: Database, key: Buffer) => row<{ failures: number; locked_until: Instant | null }>(db, sql`select * from dyad.lock_of(${key})`);
export const countFailure = (db: Database | Transaction, key: Buffer, at: Instant) => row<{ locked_until: Instant | null }>(db, sql`select dyad.count_failure(${key}, ${at}) as locked_until`);
export const forgetFailures = (db: Database, key: Buffer) => row(db, sql`select dyad.forget_failures(${key})`);
export const useSecondFactorStep = async (db: Database, accountId: string, step: number) => (await row<{ used: boolean }>(db, sql`select dyad.use_second_factor_step(${accountId}, ${step}) as used`))!.used;
export const setSecondFactor = (db: Database | Transaction, accountId: string, secret: string, step: number) => row(db, sql`select dyad.set_second_factor(${accountId}, ${secret}, ${step})`);
/** Which language the account reads; the database takes it from its own owner only. */
export const setLanguage = (tx: Transaction, accountId: string, language: "en" | "es") => row(tx, sql`select dyad.set_language(${accountId}, ${language})`);
/** How a sign-in was opened, and on what kind of device. */
export type Opened = { way: "password" | "passkey" | "single_sign_on" | "invitation" | "link"; device: string };
export const openSignIn = (db: Database | Transaction, token: Buffer, account: { accountId: string; agencyId: string }, at: Instant, until: Instant, secondFactor: boolean, { way, device }: Opened = { way: "password", device: "" }) => row(db, sql`select dyad.open_sign_in(${token}, ${account.accountId}, ${account.agencyId}, ${at}, ${until}, ${secondFactor}, ${device}, ${way})`);
/** Minutes without a touch after which a sign-in ends. Families read on shared phones. */
export const idleMinutes = { staff: 30, caregiver: 10 } as const;
export const resumeSignIn = (db: Database, token: Buffer, at: Instant) => row<SignedInRow>(db, sql`select * from dyad.resume_sign_in(${token}, ${at}, make_interval(mins => ${idleMinutes.staff}), make_interval(mins => ${idleMinutes.caregiver}))`);
export const endSignIn = (db: Database, token: Buffer, at: Instant) => row(db, sql`select dyad.end_sign_in(${token}, ${at})`);
export const addAccount = (tx: Transaction, account: { accountId: string; email: string; passwordHash: string; staffId: string | null; personId: string | null }) => row(tx, sql`select dyad.add_account(${account.accountId}, ${account.email}, ${account.passwordHash}, ${tx.actor.agencyId}, ${account.staffId}, ${account.personId})`);
export const makeLink = (db: Database | Transaction, token: Buffer, link: { linkId: string; agencyId: string | null; purpose: string; subjectId: string | null; expiresAt: Instant }) => row(db, sql`select dyad.make_link(${token}, ${link.linkId}, ${link.agencyId}, ${link.purpose}, ${link.subjectId}, ${link.expiresAt})`);
export const findLink = (db: Database | Transaction, token: Buffer, at: Instant) => row<LinkRow>(db, sql`select * from dyad.find_link(${token}, ${at})`);
export const endLink = async (db: Database | Transaction, linkId: string, at: Instant) => (await row<{ ended: boolean }>(db, sql`select dyad.end_link(${linkId}, ${at}) as ended`))!.ended;
export const listAgencies = (db: Database) => rows<AgencyRow>(db, sql`select * from dyad.list_agencies()`);
export const addAgency = (db: Database | Transaction, agency: { agencyId: string; slug: string; name: string; publicName: string; kind: string; timeZone: string; isDemo: boolean; settings: Record<string, unknown> }) => row(db, sql`select dyad.add_agency(${agency.agencyId}, ${agency.slug}, ${agency.name}, ${agency.publicName}, ${agency.kind}, ${agency.timeZone}, ${agency.isDemo}, ${JSON.stringify(agency.settings)}::jsonb)`);
export const installationState = (db: Database) => row<{ demo: "0" | "1" | "markers"; filled_at: Instant | null; version: string }>(db, sql`select * from dyad.installation_state()`);
/** Notes which demo the database has; `at` null while it is being filled in. */
export const noteInstallation = (db: Database, demo: string, at: Instant | null, version: string) => row(db, sql`select dyad.note_installation(${demo}, ${at}, ${version})`);
/** The made-up people of the sign-in page whose door is open at a moment: agency by agency, those who treat first, always in the same order. */
export const demoAccounts = (db: Database, at: Instant) =>
  rows<{ email: string; name: string; agency: string; roles: string[] }>(db, sql`select email, name, agency, roles from dyad.demo_accounts(${at}) with ordinality as one (email, name, agency, roles, place) where email like '%@demo.dyad'
    order by min(place) over (partition by agency), array_position(array['clinician', 'trainee', 'supervisor', 'administrator', 'front_desk', 'privacy_officer', 'biller', 'auditor', 'senior_leader', 'faculty', 'caregiver'], roles[1]), split_part(email, '@', 1)`);

export async function insertStaff(tx: Transaction, staff: { id: string; name: string; email: string; language: string; roles: readonly string[]; from?: string }): Promise<void> {
  const from = staff.from ?? tx.today;
  await sql`insert into staff (agency_id, id, display_name, email, language, valid_from) values (${tx.actor.agencyId}, ${staff.id}, ${staff.name}, ${staff.email}, ${staff.language}, ${from})`.execute(tx);
  for (const role of staff.roles) await sql`insert into staff_roles (agency_id, staff_id, role, valid_from) values (${tx.actor.agencyId}, ${staff.id}, ${role}, ${from})`.execute(tx);
}
export const insertSupervision = (tx: Transaction, supervisorId: string, clinicianId: string, from = tx.today) => sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) values (${tx.actor.agencyId}, ${supervisorId}, ${clinicianId}, ${from})`.execute(tx);
export const findStaff = (tx: Transaction, staffId: string) => row<{ id: string; display_name: string; email: string }>(tx, sql`select id, display_name, email from staff where id = ${staffId}`);
/** To whom a letter about coming in goes, and in which language. */
export const findStaffLetter = (tx: Transaction, staffId: string) => row<{ name: string; email: string; language: "en" | "es" }>(tx, sql`select display_name as name, email, case when language = 'es' then 'es' else 'en' end as language from staff where id = ${staffId}`);
/** Somebody who works here, by e-mail: for the command line. */
export const listRecoverable = (tx: Transaction, email: string) => row<{ id: string }>(tx, sql`select id from staff where lower(email) = ${email} and holds_on(valid_from, valid_to, today())`);
