import { asActor } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken } from "#server/keys.ts";
import type { Call } from "#server/procedure.ts";
import * as access from "./access.store.ts";
import type { Me } from "./contract.ts";
import { open, proveOwner } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { agencyOf, signOnMachine } from "./organisation.handlers.ts";
import { doorOf, emailOfAccount, findStep, takeStep } from "./own.store.ts";
import { provePasskey, type UsedPasskey } from "./passkeys.handlers.ts";

type Given = { password: string; code?: string; recoveryCode?: string; passkey?: UsedPasskey };

/**
 * Binds who came back from the organisation to the account that has the e-mail: once, by the account's own password and second
 * factor. The organisation's word for the e-mail alone never does, since an administrator chooses whose word that is.
 */
export async function bindOrganisation(call: Call, { passkey, ...given }: Given): Promise<Me> {
  const { database, clock } = call.services;
  const over = () => new Fault("gone", faultWords.stepOver);
  const step = call.stepToken === null ? null : hashToken(call.stepToken);
  const begun = step && (await findStep(database, step, "single_sign_on_binding", clock.now()));
  if (!begun?.agency_id || begun.account_id === null) throw over();
  const machine = signOnMachine(await agencyOf(call, begun.agency_id));
  const { organisationId, issuer, subject, staffId } = begun.content as Record<"organisationId" | "issuer" | "subject" | "staffId", string>;
  const email = await asActor(database, clock, machine, (tx) => emailOfAccount(tx, begun.account_id!));
  const door = await doorOf(database, begun.account_id);
  // While somebody is being let in anew, nothing of before opens.
  if (email === null || (door?.recovering_until ?? "") > clock.now()) throw over();
  const { found, proved } = await proveOwner(call, { ...given, email }, { whereRefused: "good_this_once", ...(passkey ? { passkey: async (one) => (await provePasskey(call, passkey)).account_id === one.account_id } : {}) });
  await asActor(database, clock, machine, async (tx) => {
    const organisation = await access.findOrganisation(tx);
    const isTaken = (await access.findBinding(tx, issuer, { subject })) ?? (await access.findBinding(tx, issuer, { staffId }));
    if (found.account_id !== begun.account_id || organisation?.id !== organisationId || isTaken || !(await takeStep(tx, step!, "single_sign_on_binding", tx.now))) throw over();
    await access.insertBinding(tx, { issuer, subject, staffId });
    await appendAudit(tx, { action: "write", procedure: "access.bindOrganisation", outcome: "done", requestId: call.requestId, subjectId: staffId });
  });
  call.setStepToken(null);
  return open(call, found, "single_sign_on", proved);
}
