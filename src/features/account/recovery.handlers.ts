import { asActor, newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { mailState } from "#server/mail.ts";
import { type Call, handle, type Handlers, handleOpen } from "#server/procedure.ts";
import type { Services } from "#server/procedure.ts";
import { failureKey, hashPassword, passwordMatches } from "#server/sign-in.ts";
import { newPassword } from "./contract.ts";
import { noteFailure, requireNoLock } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import type { Recovery, recoveries } from "./own.contract.ts";
import { recoveryState } from "./own.rules.ts";
import { tellOfPower } from "./power.handlers.ts";
import * as store from "./own.store.ts";
import { endLink, findLink, findStaff, forgetFailures, listAgencies, makeLink } from "./store.ts";

/** Hours for which the link of a recovery opens. */
const RECOVERY_HOURS = 24;

type Started = { recoveryId: string; link: string; endsAt: string; linkId: string };

/** Begins to let somebody in anew: what is open ends, nothing of before opens, and a link that works once is made. One begun before ends by it. */
export async function startRecovery(tx: Transaction, { staffId, lost, reason }: { staffId: string; lost: Recovery["lost"]; reason: string }, { services, requestId }: { services: Pick<Services, "signingKey" | "baseUrl" | "enqueue">; requestId: string }): Promise<Started> {
  const { signingKey, baseUrl } = services;
  if (tx.actor.kind === "staff" && tx.actor.staffId === staffId) throw new Fault("refused", faultWords.notOneself);
  const accountId = (await findStaff(tx, staffId)) && (await store.accountOfStaff(tx, staffId));
  if (!accountId) throw new Fault("not_found", faultWords.noAccount);
  for (const one of await store.listRecoveries(tx, staffId)) if (recoveryState(one, tx.now) === "open") await close(tx, one);
  const endsAt = addMinutes(tx.now, RECOVERY_HOURS * 60);
  const recoveryId = await store.insertRecovery(tx, { staffId, accountId, lost, reason, endsAt });
  await store.beginRecovery(tx, accountId, endsAt);
  const linkId = newId(tx);
  const token = linkToken(signingKey, linkId);
  await makeLink(tx, hashToken(token), { linkId, agencyId: tx.actor.agencyId, purpose: "recovery", subjectId: recoveryId, expiresAt: endsAt });
  await tellOfPower(tx, { services, requestId }, { kind: "let_in_anew", subjectId: staffId });
  return { recoveryId, link: `${baseUrl}/app/recovery#${token}`, endsAt, linkId };
}

async function close(tx: Transaction, one: store.RecoveryRow): Promise<void> {
  if (!(await store.settleRecovery(tx, one.recoveryId, "withdrawn"))) throw new Fault("changed_meanwhile", faultWords.noRecovery);
  await store.endLinksFor(tx, one.recoveryId, "recovery");
  await store.stopRecovery(tx, one.accountId);
}

async function start(tx: Transaction, input: { staffId: string; lost: Recovery["lost"]; reason: string }, call: Call) {
  const { linkId, link, ...made } = await startRecovery(tx, input, call);
  const letter = mailState(call.services);
  if (letter === "sends") await call.services.enqueue(tx, "send-access-letter", { agencyId: tx.actor.agencyId, id: linkId });
  // Where letters leave, the address is the person's own alone: whoever began this could else come in as them.
  return { ...made, link: letter === "sends" ? null : link, letter };
}

async function withdraw(tx: Transaction, { recoveryId }: { recoveryId: string }) {
  const found = await store.findRecovery(tx, recoveryId);
  if (!found || recoveryState(found, tx.now) !== "open") throw new Fault("not_found", faultWords.noRecovery);
  await close(tx, found);
  return { withdrawn: true as const };
}

/** What an open link stands for, with the agency as the machine that acts. Throws `gone`. */
async function openLink(call: Call, token: string) {
  const { database, clock } = call.services;
  const link = await findLink(database, hashToken(token), clock.now());
  const agency = link && (await listAgencies(database)).find((one) => one.agency_id === link.agency_id);
  if (!link?.is_open || link.purpose !== "recovery" || !link.subject_id || !agency) throw new Fault("gone", faultWords.recoveryEnded);
  const actor = { kind: "system", job: "recovery", agencyId: agency.agency_id, timeZone: agency.time_zone } as const;
  return asActor(database, clock, actor, async (tx) => {
    const recovery = (await store.findRecovery(tx, link.subject_id!))!;
    const staff = (await findStaff(tx, recovery.staffId))!;
    if (recoveryState(recovery, tx.now) !== "open") throw new Fault("gone", faultWords.recoveryEnded);
    return { link, agency, actor, recovery, staff, hash: await store.passwordForRecovery(tx, recovery.accountId) };
  });
}

async function finish(call: Call, { token, password }: { token: string; password: string }) {
  const { database, clock } = call.services;
  const { link, actor, recovery, staff, hash } = await openLink(call, token);
  const keepsPassword = recovery.lost === "second_factor";
  const key = failureKey("account", `recovery ${staff.email}`);
  if (keepsPassword) {
    // The link alone is one half: the password, which was not lost, is the other.
    await requireNoLock(call, key);
    if (hash === null || !(await passwordMatches(hash, password))) {
      await noteFailure(call, { key, found: { account_id: recovery.accountId, agency_id: actor.agencyId, person_id: null }, why: "password" });
      throw new Fault("refused", faultWords.notYourPassword, { fields: [{ path: "password", message: faultWords.notYourPassword }] });
    }
  } else if (!newPassword.safeParse(password).success) throw new Fault("malformed", faultWords.expectNewPassword, { fields: [{ path: "password", message: faultWords.expectNewPassword }] });
  const made = keepsPassword ? null : await hashPassword(password);
  await asActor(database, clock, actor, async (tx) => {
    if (!(await endLink(tx, link.link_id, tx.now)) || !(await store.settleRecovery(tx, recovery.recoveryId, "done"))) throw new Fault("gone", faultWords.recoveryEnded);
    await store.finishRecovery(tx, recovery.accountId, made, recovery.lost === "password" ? "keep" : "forget");
    await appendAudit(tx, { action: "write", procedure: "recoveries.finish", outcome: "done", requestId: call.requestId, subjectId: recovery.staffId, details: { recoveryId: recovery.recoveryId, lost: recovery.lost } });
  });
  await forgetFailures(database, key);
  await forgetFailures(database, failureKey("account", staff.email));
  return { done: true as const };
}

export const recoveriesHandlers: Handlers<typeof recoveries> = {
  start: handle(start),
  withdraw: handle(withdraw),
  list: handle(async (tx) => ({ recoveries: (await store.listRecoveries(tx, null)).map(({ accountId: _account, ...one }) => one) })),
  find: handleOpen(async (call, { token }) => {
    const { agency, staff, recovery } = await openLink(call, token);
    return { agency: agency.name, name: staff.display_name, email: staff.email, lost: recovery.lost };
  }),
  finish: handleOpen(finish),
};
