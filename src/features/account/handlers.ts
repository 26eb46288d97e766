import { asActor, newId, type Transaction } from "#database/actor.ts";
import { isTimeZone } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { kernelWords } from "#kernel/words.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken } from "#server/keys.ts";
import { type Call, type Handlers, handle, handleOpen } from "#server/procedure.ts";
import { hashPassword } from "#server/sign-in.ts";
import type { z } from "zod";
import type { account, Me, practiceDetails } from "./contract.ts";
import { sendInvitation } from "./access.handlers.ts";
import { describe, open, resume, signIn } from "./door.handlers.ts";
import { confirmSecondFactor, startSecondFactor } from "./factor.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { acceptInvitation, invitation } from "./invitation.handlers.ts";
import { tellOfRoles } from "./power.handlers.ts";
import { withPasswordIfGuarded } from "./present.handlers.ts";
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
  await tellOfRoles(tx, call, { staffId, roles: input.roles });
  return { staffId, link };
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
  startSecondFactor: withPasswordIfGuarded(startSecondFactor),
  confirmSecondFactor: handle(confirmSecondFactor),
  setLanguage: handle(setLanguage),
  setUp: handleOpen(setUp),
  setUpState: handleOpen(waitsForSetUp),
  invite: handle(invite),
  invitation: handleOpen(invitation),
  acceptInvitation: handleOpen(acceptInvitation),
};
