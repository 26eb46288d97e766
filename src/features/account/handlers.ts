import type { Actor } from "#database/actor.ts";
import { asActor, newId, type Transaction } from "#database/actor.ts";
import { addMinutes, isTimeZone } from "#kernel/dates.ts";
import { Fault, type FieldWords } from "#kernel/faults.ts";
import type { Language, Words } from "#kernel/language.ts";
import { kernelWords } from "#kernel/words.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, linkToken, makeToken, signText } from "#server/keys.ts";
import { countRefused } from "#server/metrics.ts";
import { type Call, type Handlers, handle, handleOpen } from "#server/procedure.ts";
import { failureKey, hashPassword, longestHours, newSecondFactorSecret, passwordMatches, secondFactorAddress, spendTheSameTime, stepOfCode } from "#server/sign-in.ts";
import type { z } from "zod";
import type { account, Me, practiceDetails } from "./contract.ts";
import * as store from "./store.ts";
import { faultWords } from "./faults.words.ts";

const INVITATION_DAYS = 7;

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

function describe(found: store.SignedInRow): Me {
  return { name: found.name, email: found.email, language: found.language, roles: found.roles as Me["roles"], staffId: found.staff_id, personId: found.person_id, agency: { agencyId: found.agency_id, name: found.agency_name, slug: found.agency_slug, timeZone: found.time_zone, isDemo: found.is_demo }, secondFactor: found.second_factor, endsAt: found.ends_at };
}

async function open(call: Call, found: { account_id: string; agency_id: string; person_id: string | null }, withSecondFactor: boolean): Promise<Me> {
  const { database, clock } = call.services;
  const token = makeToken();
  const now = clock.now();
  await store.openSignIn(database, hashToken(token), { accountId: found.account_id, agencyId: found.agency_id }, now, addMinutes(now, (found.person_id ? longestHours.caregiver : longestHours.staff) * 60), withSecondFactor);
  const signedIn = (await resume(call, token))!;
  if (!signedIn) throw new Fault("not_signed_in", faultWords.wrong);
  await asActor(database, clock, actorOf(signedIn), (tx) => appendAudit(tx, { action: "sign_in", procedure: "account.signIn", outcome: "done", requestId: call.requestId, personId: signedIn.person_id }));
  call.setSignInToken(token);
  return describe(signedIn);
}

/** A zone for a machine that needs none: nothing of its day is written. */
const ANY_ZONE = "UTC";
/** The agency of nobody: a failure with an e-mail that is not known takes the same way and leaves no row. */
const NO_AGENCY = "00000000-0000-0000-0000-000000000000";

type FailedSignIn = { key: Buffer; found: store.AccountRow | null; why: "password" | "code" | "disabled" };

/** Counts a failure; of a known account it stands in the agency's trail too, without what was typed, and so does a lock. */
async function noteFailure(call: Call, { key, found, why }: FailedSignIn): Promise<void> {
  const { database, clock } = call.services;
  countRefused(found ? "sign_in" : "unknown_email");
  if (!found) call.services.log.warn({ requestId: call.requestId, email: signText(call.services.secretKey, "unknown e-mail", key.toString("hex")) }, "somebody tried to sign in with an e-mail that is not known");
  await asActor(database, clock, { kind: "system", job: "sign in", agencyId: found?.agency_id ?? NO_AGENCY, timeZone: ANY_ZONE }, async (tx) => {
    const counted = await store.countFailure(tx, key, tx.now);
    if (!found) return;
    const row = { action: "refusal", procedure: "account.signIn", requestId: call.requestId, subjectId: found.account_id, personId: found.person_id } as const;
    await appendAudit(tx, { ...row, outcome: "not_signed_in", details: { why } });
    if (counted?.locked_until) await appendAudit(tx, { ...row, outcome: "locked", details: { until: counted.locked_until } });
  });
}

async function signIn(call: Call, input: { email: string; password: string; code?: string }): Promise<Me> {
  const { database, clock } = call.services;
  const key = failureKey("account", input.email);
  const now = clock.now();
  const lock = await store.lockOf(database, key);
  if (lock?.locked_until && lock.locked_until > now) {
    countRefused("locked");
    throw new Fault("too_many", faultWords.tooManyTries);
  }
  const found = await store.findAccount(database, input.email);
  const matches = found && !found.disabled ? await passwordMatches(found.password_hash, input.password) : await spendTheSameTime(input.password);
  const refuse = async (why: FailedSignIn["why"], message: Words, fields: FieldWords[] = []): Promise<never> => {
    await noteFailure(call, { key, found, why });
    throw new Fault("not_signed_in", message, { fields });
  };
  if (!found || !matches) return refuse(found?.disabled ? "disabled" : "password", faultWords.wrong);
  if (found.second_factor_secret) {
    // The password was right: only then is it said that a code is needed.
    if (!input.code) throw new Fault("not_signed_in", faultWords.nowTheCode, { fields: [{ path: "code", message: faultWords.expectCode }] });
    const step = await stepOfCode(found.second_factor_secret, input.code, Date.parse(now) / 1000);
    if (step === null || !(await store.useSecondFactorStep(database, found.account_id, step))) return refuse("code", faultWords.codeUsed, [{ path: "code", message: faultWords.waitForCode }]);
  }
  await store.forgetFailures(database, key);
  return open(call, found, found.second_factor_secret !== null);
}

async function whoAmI(call: Call): Promise<Me> {
  const found = call.signInToken ? await resume(call, call.signInToken) : null;
  if (!found) throw new Fault("not_signed_in", faultWords.signIn);
  return describe(found);
}

async function signOut(call: Call): Promise<{ signedOut: true }> {
  const { database, clock } = call.services;
  if (call.signInToken) {
    await store.endSignIn(database, hashToken(call.signInToken), clock.now());
    if (call.actor) await asActor(database, clock, call.actor, (tx) => appendAudit(tx, { action: "sign_out", procedure: "account.signOut", outcome: "done", requestId: call.requestId }));
  }
  call.setSignInToken(null);
  return { signedOut: true };
}

async function setUp(call: Call, input: { token: string; agencyName: string; publicName: string; slug: string; timeZone: string; practice: z.infer<typeof practiceDetails>; name: string; email: string; password: string }): Promise<Me> {
  const { database, clock } = call.services;
  if (!isTimeZone(input.timeZone)) throw new Fault("malformed", faultWords.noZone, { fields: [{ path: "timeZone", message: kernelWords.expectZone }] });
  const link = await store.findLink(database, hashToken(input.token), clock.now());
  if (!link?.is_open || link.purpose !== "setup") throw new Fault("gone", faultWords.addressEnded);
  const passwordHash = await hashPassword(input.password);
  const agencyId = newId({ now: clock.now() });
  const accountId = newId({ now: clock.now() });
  await asActor(database, clock, { kind: "operator", command: "set up", agencyId, timeZone: input.timeZone }, async (tx) => {
    if (!(await store.endLink(tx, link.link_id, tx.now))) throw new Fault("gone", faultWords.addressUsed);
    await store.addAgency(tx, { agencyId, slug: input.slug, name: input.agencyName, publicName: input.publicName, kind: "provider", timeZone: input.timeZone, isDemo: false, settings: { practice: input.practice } });
    await addMember(tx, accountId, { name: input.name, email: input.email, language: call.language, roles: ["administrator"] }, passwordHash);
    await appendAudit(tx, { action: "write", procedure: "account.setUp", outcome: "done", requestId: call.requestId });
  });
  await store.noteInstallation(database, "0", clock.now(), "0.1.0");
  return open(call, { account_id: accountId, agency_id: agencyId, person_id: null }, false);
}

/** A member of staff together with the account by which they sign in. */
export async function addMember(tx: Transaction, accountId: string, member: { name: string; email: string; language: string; roles: readonly string[]; from?: string }, passwordHash: string): Promise<string> {
  const staffId = newId(tx);
  await store.insertStaff(tx, { id: staffId, ...member });
  await store.addAccount(tx, { accountId, email: member.email, passwordHash, staffId, personId: null });
  return staffId;
}

async function invite(tx: Transaction, input: { name: string; email: string; language: "en" | "es"; roles: readonly string[]; supervisorId: string | null }, call: Call): Promise<{ staffId: string; link: string }> {
  if (await store.findAccount(tx, input.email)) throw new Fault("changed_meanwhile", faultWords.emailTaken, { fields: [{ path: "email", message: faultWords.expectFreeEmail }] });
  const staffId = newId(tx);
  await store.insertStaff(tx, { id: staffId, ...input });
  if (input.supervisorId) {
    if (!(await store.findStaff(tx, input.supervisorId))) throw new Fault("malformed", faultWords.noSupervisor, { fields: [{ path: "supervisorId", message: faultWords.expectStaff }] });
    await store.insertSupervision(tx, input.supervisorId, staffId);
  }
  const linkId = newId(tx);
  const token = linkToken(call.services.secretKey, linkId);
  await store.makeLink(tx, hashToken(token), { linkId, agencyId: tx.actor.agencyId, purpose: "invitation", subjectId: staffId, expiresAt: addMinutes(tx.now, INVITATION_DAYS * 24 * 60) });
  return { staffId, link: `${call.services.baseUrl}/app/invitation#${token}` };
}

async function openInvitation(call: Call, token: string): Promise<{ link: store.LinkRow & { agency_id: string; subject_id: string }; agency: store.AgencyRow }> {
  const { database, clock } = call.services;
  const link = await store.findLink(database, hashToken(token), clock.now());
  const agency = link && (await store.listAgencies(database)).find((one) => one.agency_id === link.agency_id);
  if (!link?.is_open || link.purpose !== "invitation" || !agency) throw new Fault("gone", faultWords.invitationEnded);
  return { link: link as store.LinkRow & { agency_id: string; subject_id: string }, agency };
}

async function invitation(call: Call, input: { token: string }): Promise<{ agency: string; name: string; email: string }> {
  const { link, agency } = await openInvitation(call, input.token);
  const staff = await asActor(call.services.database, call.services.clock, { kind: "system", job: "invitation", agencyId: agency.agency_id, timeZone: agency.time_zone }, (tx) => store.findStaff(tx, link.subject_id));
  return { agency: agency.name, name: staff!.display_name, email: staff!.email };
}

async function acceptInvitation(call: Call, input: { token: string; password: string }): Promise<Me> {
  const { database, clock } = call.services;
  const { link, agency } = await openInvitation(call, input.token);
  const passwordHash = await hashPassword(input.password);
  const accountId = newId({ now: clock.now() });
  await asActor(database, clock, { kind: "system", job: "invitation", agencyId: agency.agency_id, timeZone: agency.time_zone }, async (tx) => {
    if (!(await store.endLink(tx, link.link_id, tx.now))) throw new Fault("gone", faultWords.invitationUsed);
    const staff = (await store.findStaff(tx, link.subject_id))!;
    await store.addAccount(tx, { accountId, email: staff.email, passwordHash, staffId: staff.id, personId: null });
    await appendAudit(tx, { action: "write", procedure: "account.acceptInvitation", outcome: "done", requestId: call.requestId, subjectId: staff.id });
  });
  return open(call, { account_id: accountId, agency_id: agency.agency_id, person_id: null }, false);
}

async function startSecondFactor(tx: Transaction): Promise<{ secret: string; address: string }> {
  const secret = newSecondFactorSecret();
  return { secret, address: secondFactorAddress(secret, "name" in tx.actor ? tx.actor.name : "") };
}

async function confirmSecondFactor(tx: Transaction, input: { secret: string; code: string }): Promise<{ secondFactor: true }> {
  const step = await stepOfCode(input.secret, input.code, Date.parse(tx.now) / 1000);
  if (step === null || !("accountId" in tx.actor) || tx.actor.accountId === null) throw new Fault("refused", faultWords.codeWrong, { fields: [{ path: "code", message: faultWords.waitForCode }] });
  await store.setSecondFactor(tx, tx.actor.accountId, input.secret, step);
  return { secondFactor: true };
}

async function setLanguage(tx: Transaction, { language }: { language: Language }): Promise<{ language: Language }> {
  if ("accountId" in tx.actor && tx.actor.accountId !== null) await store.setLanguage(tx, tx.actor.accountId, language);
  return { language };
}

async function waitsForSetUp(call: Call): Promise<{ waiting: boolean }> {
  return { waiting: (await store.listAgencies(call.services.database)).length === 0 };
}

export const accountHandlers: Handlers<typeof account> = {
  signIn: handleOpen(signIn),
  whoAmI: handleOpen(whoAmI),
  signOut: handleOpen(signOut),
  demoAccounts: handleOpen(async (call) => ({ accounts: call.services.demo === "0" ? [] : await store.demoAccounts(call.services.database, call.services.clock.now()) })),
  startSecondFactor: handle(startSecondFactor),
  confirmSecondFactor: handle(confirmSecondFactor),
  setLanguage: handle(setLanguage),
  setUp: handleOpen(setUp),
  setUpState: handleOpen(waitsForSetUp),
  invite: handle(invite),
  invitation: handleOpen(invitation),
  acceptInvitation: handleOpen(acceptInvitation),
};
