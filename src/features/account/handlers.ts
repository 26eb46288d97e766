import { asActor, newId, type Transaction } from "#database/actor.ts";
import { isTimeZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { kernelWords } from "#kernel/words.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken } from "#server/keys.ts";
import { type Call, type Handlers, handle, handleOpen } from "#server/procedure.ts";
import { hashPassword, newSecondFactorSecret, secondFactorAddress, stepOfCode } from "#server/sign-in.ts";
import type { z } from "zod";
import type { account, Me, practiceDetails } from "./contract.ts";
import { sendInvitation } from "./access.handlers.ts";
import { describe, open, resume, signIn } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { noteSecondFactor } from "./own.store.ts";
import * as store from "./store.ts";

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
  return open(call, { account_id: accountId, agency_id: agencyId, person_id: null }, "invitation", "one_factor");
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
  const { link } = await sendInvitation(tx, staffId, call);
  return { staffId, link };
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
  return open(call, { account_id: accountId, agency_id: agency.agency_id, person_id: null }, "invitation", "one_factor");
}

async function startSecondFactor(tx: Transaction): Promise<{ secret: string; address: string }> {
  const secret = newSecondFactorSecret();
  return { secret, address: secondFactorAddress(secret, "name" in tx.actor ? tx.actor.name : "") };
}

async function confirmSecondFactor(tx: Transaction, input: { secret: string; code: string }, call: Call): Promise<{ secondFactor: true }> {
  const step = await stepOfCode(input.secret, input.code, Date.parse(tx.now) / 1000);
  if (step === null || !("accountId" in tx.actor) || tx.actor.accountId === null) throw new Fault("refused", faultWords.codeWrong, { fields: [{ path: "code", message: faultWords.waitForCode }] });
  await store.setSecondFactor(tx, tx.actor.accountId, input.secret, step);
  if (call.signInToken) await noteSecondFactor(tx, tx.actor.accountId, hashToken(call.signInToken));
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
