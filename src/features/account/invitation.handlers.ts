import { asActor, newId, type Transaction } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken } from "#server/keys.ts";
import type { Call } from "#server/procedure.ts";
import { hashPassword } from "#server/sign-in.ts";
import * as access from "./access.store.ts";
import type { InvitedWay, Me } from "./contract.ts";
import { open } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { leadThere } from "./organisation.handlers.ts";
import * as store from "./store.ts";

type Opened = { link: store.LinkRow & { agency_id: string; subject_id: string }; agency: store.AgencyRow };

async function openInvitation(call: Call, token: string): Promise<Opened> {
  const { database, clock } = call.services;
  const link = await store.findLink(database, hashToken(token), clock.now());
  const agency = link && (await store.listAgencies(database)).find((one) => one.agency_id === link.agency_id);
  if (!link?.is_open || link.purpose !== "invitation" || !agency) throw new Fault("gone", faultWords.invitationEnded);
  return { link: link as Opened["link"], agency };
}

const machine = ({ agency }: Opened) => ({ kind: "system", job: "invitation", agencyId: agency.agency_id, timeZone: agency.time_zone }) as const;

/** Whether an invitation may be taken up at the agency's organisation, or must be: an administrator keeps a password in any case. */
async function wayOf(tx: Transaction, staffId: string): Promise<InvitedWay> {
  const organisation = await access.findOrganisation(tx);
  if (!organisation) return "password";
  return organisation.passwords === "refused" && !(await access.administers(tx, staffId)) ? "organisation" : "either";
}

export async function invitation(call: Call, { token }: { token: string }): Promise<{ agency: string; name: string; email: string; way: InvitedWay }> {
  const opened = await openInvitation(call, token);
  return asActor(call.services.database, call.services.clock, machine(opened), async (tx) => {
    const staff = (await store.findStaff(tx, opened.link.subject_id))!;
    return { agency: opened.agency.name, name: staff.display_name, email: staff.email, way: await wayOf(tx, staff.id) };
  });
}

export async function acceptInvitation(call: Call, input: { token: string; password: string }): Promise<Me> {
  const { database, clock } = call.services;
  const opened = await openInvitation(call, input.token);
  const { link, agency } = opened;
  const passwordHash = await hashPassword(input.password);
  const accountId = newId({ now: clock.now() });
  await asActor(database, clock, machine(opened), async (tx) => {
    if ((await wayOf(tx, link.subject_id)) === "organisation") throw new Fault("refused", faultWords.acceptAtOrganisation, { fields: [{ path: "organisation", message: faultWords.acceptAtOrganisation }] });
    if (!(await store.endLink(tx, link.link_id, tx.now))) throw new Fault("gone", faultWords.invitationUsed);
    const staff = (await store.findStaff(tx, link.subject_id))!;
    await store.addAccount(tx, { accountId, email: staff.email, passwordHash, staffId: staff.id, personId: null });
    await appendAudit(tx, { action: "write", procedure: "account.acceptInvitation", outcome: "done", requestId: call.requestId, subjectId: staff.id });
  });
  return open(call, { account_id: accountId, agency_id: agency.agency_id, person_id: null }, "invitation", "one_factor");
}

/** Leads whoever holds an invitation to the agency's organisation: coming back takes it up. */
export async function acceptAtOrganisation(call: Call, { token }: { token: string }): Promise<{ address: string }> {
  const opened = await openInvitation(call, token);
  const staff = (await asActor(call.services.database, call.services.clock, machine(opened), (tx) => store.findStaff(tx, opened.link.subject_id)))!;
  return leadThere(call, opened.agency, staff.email, { linkId: opened.link.link_id });
}
