import { type Actor, asActor } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault, type FieldWords } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, makeToken, signText } from "#server/keys.ts";
import { countRefused } from "#server/metrics.ts";
import type { Call } from "#server/procedure.ts";
import { failureKey, hashRecoveryCode, longestHours, passwordMatches, spendTheSameTime, stepOfCode } from "#server/sign-in.ts";
import type { Me } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { doorOf, ownWaysOpen, useRecoveryCode } from "./own.store.ts";
import * as store from "./store.ts";

/** The person behind a sign-in as an actor. */
export function actorOf(signedIn: store.SignedInRow): Actor {
  const base = { agencyId: signedIn.agency_id, timeZone: signedIn.time_zone, accountId: signedIn.account_id, name: signedIn.name };
  return signedIn.person_id ? { kind: "caregiver", personId: signedIn.person_id, ...base } : { kind: "staff", staffId: signedIn.staff_id!, roles: signedIn.roles, ...base };
}

/** Who a token stands for now, or null. */
export async function resume(call: Pick<Call, "services">, token: string): Promise<store.SignedInRow | null> {
  const { database, clock } = call.services;
  return store.resumeSignIn(database, hashToken(token), clock.now());
}

export function describe(found: store.SignedInRow): Me {
  return { name: found.name, email: found.email ?? "", language: found.language, roles: found.roles as Me["roles"], staffId: found.staff_id, personId: found.person_id, agency: { agencyId: found.agency_id, name: found.agency_name, slug: found.agency_slug, timeZone: found.time_zone, isDemo: found.is_demo }, secondFactor: found.second_factor, owes: found.second_factor_owed ? "second_factor" : "nothing", endsAt: found.ends_at };
}

/** Opens a sign-in for an account whose way in was proved, and says who it is. Throws where nobody works here behind it any more. */
export async function open(call: Call, found: { account_id: string; agency_id: string; person_id: string | null }, way: store.Opened["way"], proved: "one_factor" | "two_factors"): Promise<Me> {
  const { database, clock } = call.services;
  const token = makeToken();
  const now = clock.now();
  await store.openSignIn(database, hashToken(token), { accountId: found.account_id, agencyId: found.agency_id }, now, addMinutes(now, (found.person_id ? longestHours.caregiver : longestHours.staff) * 60), proved === "two_factors", { way, device: call.device });
  const signedIn = (await resume(call, token))!;
  if (!signedIn) throw new Fault("not_signed_in", faultWords.wrong);
  await asActor(database, clock, actorOf(signedIn), (tx) => appendAudit(tx, { action: "sign_in", procedure: "account.signIn", outcome: "done", requestId: call.requestId, personId: signedIn.person_id, details: { way } }));
  call.setSignInToken(token);
  return describe(signedIn);
}

/** A zone for a machine that needs none: nothing of its day is written. */
const ANY_ZONE = "UTC";
/** The agency of nobody: a failure with an e-mail that is not known takes the same way and leaves no row. */
const NO_AGENCY = "00000000-0000-0000-0000-000000000000";

export type FailedSignIn = { key: Buffer; found: Pick<store.AccountRow, "account_id" | "agency_id" | "person_id"> | null; why: "password" | "code" | "disabled" | "passkey" | "organisation" };

/** Counts a failure; of a known account it stands in the agency's trail too, without what was typed, and so does a lock. */
export async function noteFailure(call: Call, { key, found, why }: FailedSignIn): Promise<void> {
  const { database, clock } = call.services;
  countRefused(found ? "sign_in" : "unknown_email");
  if (!found) call.services.log.warn({ requestId: call.requestId, email: signText(call.services.signingKey, "unknown e-mail", key.toString("hex")) }, "somebody tried to sign in with an e-mail that is not known");
  await asActor(database, clock, { kind: "system", job: "sign in", agencyId: found?.agency_id ?? NO_AGENCY, timeZone: ANY_ZONE }, async (tx) => {
    const counted = await store.countFailure(tx, key, tx.now);
    if (!found) return;
    const row = { action: "refusal", procedure: "account.signIn", requestId: call.requestId, subjectId: found.account_id, personId: found.person_id } as const;
    await appendAudit(tx, { ...row, outcome: "not_signed_in", details: { why } });
    if (counted?.locked_until) await appendAudit(tx, { ...row, outcome: "locked", details: { until: counted.locked_until } });
  });
}

/** Throws where somebody has failed so often that the next try has to wait. */
export async function requireNoLock(call: Call, key: Buffer): Promise<void> {
  const lock = await store.lockOf(call.services.database, key);
  if (!lock?.locked_until || lock.locked_until <= call.services.clock.now()) return;
  countRefused("locked");
  throw new Fault("too_many", faultWords.tooManyTries);
}

/** Throws where an agency lets its staff in by its own organisation's sign-in alone. */
export async function requireOwnWays(call: Call, accountId: string): Promise<void> {
  const { database, clock } = call.services;
  if (!(await ownWaysOpen(database, accountId, clock.now()))) throw new Fault("not_signed_in", faultWords.organisationOnly, { fields: [{ path: "organisation", message: faultWords.organisationOnly }] });
}

type Given = { email: string; password: string; code?: string; recoveryCode?: string };
/** How the owner is asked: `refused` where the agency lets nobody in by Dyad's own ways; `passkey` proves one that was used beside the password. */
type Asking = { whereRefused: "refused" | "good_this_once"; passkey?: (found: store.AccountRow) => Promise<boolean> };

/** Signs in with a password and, where the account has a second factor, with a code or a recovery code. Who has passkeys alone is sent to them. */
export async function signIn(call: Call, input: Given): Promise<Me> {
  const { found, proved } = await proveOwner(call, input, { whereRefused: "refused" });
  return open(call, found, "password", proved);
}

/** Proves the password of an account and, where it has one, its second factor. Throws where either is wrong, and counts it. */
export async function proveOwner(call: Call, input: Given, asking: Asking): Promise<{ found: store.AccountRow; proved: "one_factor" | "two_factors" }> {
  const { database } = call.services;
  const key = failureKey("account", input.email);
  await requireNoLock(call, key);
  const found = await store.findAccount(database, input.email);
  const matches = found && !found.disabled ? await passwordMatches(found.password_hash, input.password) : await spendTheSameTime(input.password);
  const refuse = async (why: FailedSignIn["why"], message: Words, fields: FieldWords[] = []): Promise<never> => {
    await noteFailure(call, { key, found, why });
    throw new Fault("not_signed_in", message, { fields });
  };
  if (!found || !matches) return refuse(found?.disabled ? "disabled" : "password", faultWords.wrong);
  if (asking.whereRefused === "refused") await requireOwnWays(call, found.account_id);
  // The password was right: only then is it said what else is needed.
  const second = await proveSecondFactor(call, found, input, asking.passkey);
  if (second === "code_needed") throw new Fault("not_signed_in", faultWords.nowTheCode, { fields: [{ path: "code", message: faultWords.expectCode }] });
  if (second === "passkey_needed") throw new Fault("not_signed_in", faultWords.nowThePasskey, { fields: [{ path: "passkey", message: faultWords.nowThePasskey }] });
  if (second === "wrong") return refuse("code", faultWords.codeUsed, [{ path: input.recoveryCode === undefined ? "code" : "recoveryCode", message: faultWords.waitForCode }]);
  await store.forgetFailures(database, key);
  return { found, proved: second === "proved" ? "two_factors" : "one_factor" };
}

async function proveSecondFactor(call: Call, found: store.AccountRow, { code, recoveryCode }: Given, passkey: Asking["passkey"]): Promise<"none" | "code_needed" | "passkey_needed" | "wrong" | "proved"> {
  const { database, clock } = call.services;
  const now = clock.now();
  const passkeys = (await doorOf(database, found.account_id))?.passkeys ?? 0;
  if (!found.second_factor_secret && passkeys === 0) return "none";
  if (passkey) return (await passkey(found)) ? "proved" : "wrong";
  if (recoveryCode !== undefined) return (await useRecoveryCode(database, found.account_id, hashRecoveryCode(found.account_id, recoveryCode), now)) ? "proved" : "wrong";
  if (!found.second_factor_secret) return "passkey_needed";
  if (!code) return "code_needed";
  const step = await stepOfCode(found.second_factor_secret, code, Date.parse(now) / 1000);
  return step !== null && (await store.useSecondFactorStep(database, found.account_id, step)) ? "proved" : "wrong";
}
