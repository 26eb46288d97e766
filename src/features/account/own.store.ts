import { sql } from "kysely";
import { type Database, newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Device, Passkey, Recovery } from "./own.contract.ts";
import { idleMinutes } from "./store.ts";

// What belongs to one account, by the owner's functions: each asks in the database whether it is one's own.

const instantText = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const idleOf = (tx: Transaction) => sql`make_interval(mins => ${tx.actor.kind === "caregiver" ? idleMinutes.caregiver : idleMinutes.staff})`;

/** What is known at the door beside the password: passkeys, unused codes, and until when somebody is being let in anew. */
export const doorOf = (db: Database | Transaction, accountId: string) => row<{ passkeys: number; codes: number; recovering_until: Instant | null }>(db, sql`select * from dyad.door_of(${accountId})`);
/** Whether a password or a passkey of Dyad's own opens the door, or the agency's own sign-in alone. */
export const ownWaysOpen = async (db: Database, accountId: string, at: Instant) => (await row<{ open: boolean }>(db, sql`select dyad.own_ways_open(${accountId}, ${at}) as open`))!.open;

export const listDevices = (tx: Transaction, accountId: string, here: Buffer) =>
  rows<Device>(tx, sql`select sign_in_id as "signInId", ${instantText("created_at")} as "openedAt", ${instantText("last_seen_at")} as "lastUsedAt", device, way, is_this as "isThis" from dyad.own_sign_ins(${accountId}, ${here}, ${tx.now}, ${idleOf(tx)})`);
export const endDevice = async (tx: Transaction, accountId: string, signInId: string) => (await row<{ ended: boolean }>(tx, sql`select dyad.end_own_sign_in(${accountId}, ${signInId}, ${tx.now}) as ended`))!.ended;
/** Ends every sign-in of one's own but the one kept; how many there were. */
export const endOtherSignIns = async (tx: Transaction, accountId: string, kept: Buffer | null) => (await row<{ ended: number }>(tx, sql`select dyad.end_other_sign_ins(${accountId}, ${kept}, ${tx.now}) as ended`))!.ended;
export const listFailures = (tx: Transaction, accountId: string, since: Instant) => rows<{ at: Instant; why: string }>(tx, sql`select ${instantText("at")} as at, coalesce(why, '') as why from dyad.own_failed_sign_ins(${accountId}, ${since})`);

/** The hash of one's own password; null where the account is another's. */
export const ownPassword = async (tx: Transaction, accountId: string) => (await row<{ hash: string | null }>(tx, sql`select dyad.password_of(${accountId}) as hash`))?.hash ?? null;
export const setPassword = (tx: Transaction, accountId: string, hash: string) => row(tx, sql`select dyad.set_password(${accountId}, ${hash}, ${tx.now})`);

/** Notes on this device that a second factor was proved, and ends what was opened elsewhere with less. */
export const noteSecondFactor = (tx: Transaction, accountId: string, here: Buffer) => row(tx, sql`select dyad.note_second_factor(${accountId}, ${here}, ${tx.now})`);
export const replaceRecoveryCodes = (tx: Transaction, accountId: string, hashes: readonly Buffer[]) => row(tx, sql`select dyad.replace_recovery_codes(${accountId}, ${[...hashes]}::bytea[], ${tx.now})`);
export const findRecoveryCodes = (tx: Transaction, accountId: string) => row<{ madeAt: Instant; unused: number }>(tx, sql`select ${instantText("made_at")} as "madeAt", unused from dyad.own_recovery_codes(${accountId})`);
export const useRecoveryCode = async (db: Database, accountId: string, code: Buffer, at: Instant) => (await row<{ used: boolean }>(db, sql`select dyad.use_recovery_code(${accountId}, ${code}, ${at}) as used`))!.used;

/** What an answer of a passkey is held against. */
export type HeldPasskey = { passkey_id: string; public_key: Buffer; counter: number; transports: string[] };
export type StoredPasskey = HeldPasskey & { account_id: string; email: string };
export type NewPasskey = { passkeyId: string; credentialId: string; publicKey: Uint8Array; counter: number; transports: readonly string[]; name: string };
export const addPasskey = (tx: Transaction, accountId: string, one: NewPasskey) =>
  row(tx, sql`select dyad.add_passkey(${one.passkeyId}, ${accountId}, ${one.credentialId}, ${Buffer.from(one.publicKey)}, ${one.counter}, ${[...one.transports]}, ${one.name}, ${tx.now})`);
export const listPasskeys = (tx: Transaction, accountId: string) =>
  rows<Passkey & { credentialId: string; transports: string[] }>(tx, sql`select passkey_id as "passkeyId", credential_id as "credentialId", transports, name, ${instantText("added_at")} as "addedAt", ${instantText("last_used_at")} as "lastUsedAt" from dyad.own_passkeys(${accountId})`);
export const namePasskey = async (tx: Transaction, accountId: string, passkeyId: string, name: string) => (await row<{ done: boolean }>(tx, sql`select dyad.name_passkey(${accountId}, ${passkeyId}, ${name}) as done`))!.done;
export const removePasskey = async (tx: Transaction, accountId: string, passkeyId: string) => (await row<{ done: boolean }>(tx, sql`select dyad.remove_passkey(${accountId}, ${passkeyId}) as done`))!.done;
export const findPasskey = (db: Database, credentialId: string) => row<StoredPasskey>(db, sql`select * from dyad.find_passkey(${credentialId})`);
/** Notes that a passkey was used; false where its count did not go on, as when it was copied. */
export const usePasskey = async (db: Database, passkeyId: string, counter: number, at: Instant) => (await row<{ used: boolean }>(db, sql`select dyad.use_passkey(${passkeyId}, ${counter}, ${at}) as used`))!.used;

export type StepPurpose = "passkey_add" | "passkey_sign_in" | "single_sign_on" | "single_sign_on_binding" | "second_factor";
type Step = { account_id: string | null; agency_id: string | null; content: Record<string, string> };
export const beginStep = (db: Database | Transaction, hash: Buffer, one: { purpose: StepPurpose; accountId: string | null; agencyId: string | null; content: Record<string, unknown> }, at: Instant, until: Instant) =>
  row(db, sql`select dyad.begin_door_step(${hash}, ${one.purpose}, ${one.accountId}, ${one.agencyId}, ${JSON.stringify(one.content)}::jsonb, ${at}, ${until})`);
/** What was begun, once; null where it was taken already, is over, or never was. */
export const takeStep = (db: Database | Transaction, hash: Buffer, purpose: StepPurpose, at: Instant) =>
  row<Step>(db, sql`select * from dyad.take_door_step(${hash}, ${purpose}, ${at})`);

/** What was begun, left where it is, for a step at which somebody may mistype. */
export const findStep = (db: Database | Transaction, hash: Buffer, purpose: StepPurpose, at: Instant) => row<Step>(db, sql`select * from dyad.find_door_step(${hash}, ${purpose}, ${at})`);
/** The e-mail of an account of the agency, for a machine. */
export const emailOfAccount = async (tx: Transaction, accountId: string) => (await row<{ email: string | null }>(tx, sql`select dyad.email_of_account(${accountId}) as email`))!.email;

export type RecoveryRow = Recovery & { accountId: string };
const recoveryColumns = sql`r.id as "recoveryId", r.staff_id as "staffId", r.account_id as "accountId", s.display_name as name, r.lost, r.reason, b.display_name as "startedByName",
  ${instantText("r.started_at")} as "startedAt", ${instantText("r.ends_at")} as "endsAt", ${instantText("r.done_at")} as "doneAt", ${instantText("r.withdrawn_at")} as "withdrawnAt"`;
const recoveryRows = sql`account_recoveries r join staff s on s.agency_id = r.agency_id and s.id = r.staff_id left join staff b on b.agency_id = r.agency_id and b.id = r.started_by`;
export const listRecoveries = (tx: Transaction, staffId: string | null) => rows<RecoveryRow>(tx, sql`select ${recoveryColumns} from ${recoveryRows} where ${staffId}::uuid is null or r.staff_id = ${staffId} order by r.started_at desc, r.id desc limit 100`);
export const findRecovery = (tx: Transaction, recoveryId: string) => row<RecoveryRow>(tx, sql`select ${recoveryColumns} from ${recoveryRows} where r.id = ${recoveryId}`);
export const accountOfStaff = async (tx: Transaction, staffId: string) => (await row<{ id: string | null }>(tx, sql`select dyad.account_of_staff(${staffId}) as id`))!.id;
export async function insertRecovery(tx: Transaction, one: { staffId: string; accountId: string; lost: string; reason: string; endsAt: Instant }): Promise<string> {
  const id = newId(tx);
  const by = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  await sql`insert into account_recoveries (agency_id, id, staff_id, account_id, lost, reason, started_by, started_at, ends_at) values (${tx.actor.agencyId}, ${id}, ${one.staffId}, ${one.accountId}, ${one.lost}, ${one.reason}, ${by}, ${tx.now}, ${one.endsAt})`.execute(tx);
  return id;
}
/** Says what became of a recovery; false where that was said before. */
export const settleRecovery = async (tx: Transaction, recoveryId: string, became: "done" | "withdrawn") =>
  (await row(tx, became === "done" ? sql`update account_recoveries set done_at = ${tx.now} where id = ${recoveryId} and done_at is null and withdrawn_at is null returning id` : sql`update account_recoveries set withdrawn_at = ${tx.now}, withdrawn_by = ${tx.actor.kind === "staff" ? tx.actor.staffId : null} where id = ${recoveryId} and done_at is null and withdrawn_at is null returning id`)) !== null;
export const beginRecovery = (tx: Transaction, accountId: string, until: Instant) => row(tx, sql`select dyad.begin_recovery(${accountId}, ${tx.now}, ${until})`);
export const stopRecovery = (tx: Transaction, accountId: string) => row(tx, sql`select dyad.stop_recovery(${accountId})`);
/** Sets the new password, where there is one, and takes the second factors away, where they were lost; every sign-in ends. */
export const finishRecovery = (tx: Transaction, accountId: string, passwordHash: string | null, factors: "keep" | "forget") => row(tx, sql`select dyad.finish_recovery(${accountId}, ${passwordHash}, ${factors === "forget"}, ${tx.now})`);
export const passwordForRecovery = async (tx: Transaction, accountId: string) => (await row<{ hash: string | null }>(tx, sql`select dyad.password_for_recovery(${accountId}) as hash`))?.hash ?? null;
/** Ends the links of a purpose that are open for somebody. */
export const endLinksFor = (tx: Transaction, subjectId: string, purpose: "invitation" | "recovery") => row(tx, sql`select dyad.end_links_for(${subjectId}, ${purpose}, ${tx.now})`);
/** The e-mail with which an account signs in, empty where it has none, and whether it uses a code application. */
export const ownEmail = async (tx: Transaction, accountId: string) => (await row<{ email: string | null }>(tx, sql`select email from dyad.own_account(${accountId})`))?.email ?? "";
export const usesCodes = async (tx: Transaction, accountId: string) => (await row<{ codes: boolean }>(tx, sql`select uses_codes as codes from dyad.own_account(${accountId})`))?.codes ?? false;
