import { newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { mailState } from "#server/mail.ts";
import { type Call, handle, type Handlers, handleOpen } from "#server/procedure.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import type { access } from "./access.contract.ts";
import { invitationState } from "./access.rules.ts";
import * as store from "./access.store.ts";
import { bindOrganisation } from "./binding.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { acceptAtOrganisation } from "./invitation.handlers.ts";
import { passkeysWork } from "./passkeys.handlers.ts";
import { beginOrganisationSignIn, CALLBACK, endOrganisation, releaseBinding, setOrganisation } from "./organisation.handlers.ts";
import { endLinksFor } from "./own.store.ts";
import { makeLink } from "./store.ts";

/** Days for which an invitation opens. */
export const INVITATION_DAYS = 7;

/** Makes a link of invitation for somebody, and lets a letter leave where letters leave. */
export async function sendInvitation(tx: Transaction, staffId: string, { services }: Pick<Call, "services">) {
  const linkId = newId(tx);
  const token = linkToken(services.signingKey, linkId);
  await makeLink(tx, hashToken(token), { linkId, agencyId: tx.actor.agencyId, purpose: "invitation", subjectId: staffId, expiresAt: addMinutes(tx.now, INVITATION_DAYS * 24 * 60) });
  const letter = mailState(services);
  if (letter === "sends") await services.enqueue(tx, "send-access-letter", { agencyId: tx.actor.agencyId, id: linkId });
  return { link: `${services.baseUrl}/app/invitation#${token}`, letter };
}

async function get(tx: Transaction, _input: unknown, call: Call) {
  const found = await store.findOrganisation(tx);
  const { id: _id, secret: _secret, ...organisation } = found ?? {};
  return {
    secondFactorRoles: await store.secondFactorRoles(tx),
    organisation: found ? (organisation as Omit<NonNullable<typeof found>, "id" | "secret">) : null,
    callback: `${call.services.baseUrl}${CALLBACK}`,
    bindings: await store.listBindings(tx),
    invitations: (await store.listInvitations(tx)).map(({ linkId: _link, takenUp, endedAt, ...one }) => ({ ...one, state: invitationState({ takenUp, endedAt, expiresAt: one.expiresAt }, tx.now) })),
  };
}

/** The invitation of somebody who has not taken it up. Throws where there is none. */
async function requireInvited(tx: Transaction, staffId: string): Promise<store.InvitationRow> {
  const found = await store.findInvitation(tx, staffId);
  if (!found) throw new Fault("not_found", faultWords.notInvited);
  if (found.takenUp) throw new Fault("refused", faultWords.tookUp);
  return found;
}

export const accessHandlers: Handlers<typeof access> = {
  waysIn: handleOpen(async (call) => ({ passkeys: passkeysWork(call), organisation: await store.hasOrganisation(call.services.database) })),
  get: handle(get),
  setSecondFactorRoles: handle(async (tx, { roles }) => {
    const secondFactorRoles = [...new Set<StaffRole>(roles)];
    await store.setSecondFactorRoles(tx, secondFactorRoles);
    return { secondFactorRoles };
  }),
  setOrganisation,
  endOrganisation: handle(endOrganisation),
  releaseBinding: handle(releaseBinding),
  beginOrganisationSignIn: handleOpen(beginOrganisationSignIn),
  bindOrganisation: handleOpen(bindOrganisation),
  acceptAtOrganisation: handleOpen(acceptAtOrganisation),
  resendInvitation: handle(async (tx, { staffId }, call) => {
    await requireInvited(tx, staffId);
    await endLinksFor(tx, staffId, "invitation");
    return sendInvitation(tx, staffId, call);
  }),
  withdrawInvitation: handle(async (tx, { staffId }) => {
    const found = await requireInvited(tx, staffId);
    if (invitationState(found, tx.now) !== "open") throw new Fault("not_found", faultWords.notInvited);
    await endLinksFor(tx, staffId, "invitation");
    return { withdrawn: true as const };
  }),
};
