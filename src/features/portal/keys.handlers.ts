import { asActor } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { type Call, handleLong } from "#server/procedure.ts";
import { NO_PASSWORD, passwordMatches } from "#server/sign-in.ts";
import { noteFailure, open, requireNoLock } from "#features/account/door.handlers.ts";
import { listPasskeys, ownPassword } from "#features/account/own.store.ts";
import { answersChallenge, beginPasskey, credentialIn, takeChallenge, type UsedPasskey } from "#features/account/passkeys.handlers.ts";
import { nothingToUndo, ownAccountId } from "#features/account/present.handlers.ts";
import { type AgencyRow, forgetFailures } from "#features/account/store.ts";
import { plainCode } from "./codes.rules.ts";
import { MOST_KEYS } from "./contract.ts";
import { doorActor, keyOf } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";

/** Whether there is a code to prove. Throws where there is and it is not this one; that counts as a wrong one at the door does. Long, so it is done before the transaction. */
async function proveOwnCode(call: Call, typed: string): Promise<"proved" | "no_code"> {
  const { actor, services: { database, clock } } = call;
  if (actor?.kind !== "caregiver") return "no_code";
  const accountId = ownAccountId({ actor });
  const key = keyOf(actor.personId);
  await requireNoLock(call, key);
  const account = await asActor(database, clock, doorActor({ agency_id: actor.agencyId, time_zone: actor.timeZone }), (tx) => store.findAccount(tx, actor.personId));
  // To whoever comes in by a password, a passkey here would be a second factor there.
  const password = await asActor(database, clock, actor, (tx) => ownPassword(tx, accountId));
  if (account?.accountId !== accountId || account.ownHash === null || password !== NO_PASSWORD) return "no_code";
  if (!(await passwordMatches(account.ownHash, plainCode(typed)))) {
    await noteFailure(call, { key, found: { account_id: accountId, agency_id: actor.agencyId, person_id: actor.personId }, why: "code" });
    throw new Fault("refused", faultWords.wrongCode, { fields: [{ path: "code", message: faultWords.wrongCode }] });
  }
  await forgetFailures(database, key);
  return "proved";
}

/** Begins a passkey of the adult's own, the code given once more: whoever finds the phone open makes none. */
export const beginKey = handleLong(async (call, { code }: { code: string }) => {
  const state = await proveOwnCode(call, code);
  return {
    undo: nothingToUndo,
    run: async (tx) => {
      // Here, so that the trail tells of it.
      if (state === "no_code") throw new Fault("not_found", faultWords.noCode);
      if ((await listPasskeys(tx, ownAccountId(tx))).length >= MOST_KEYS) throw new Fault("refused", faultWords.enoughKeys);
      return beginPasskey(tx, null, call);
    },
  };
});

/**
 * Comes in by a passkey: of an adult of the agency whose door this is, let in and around a child today, and of nobody else. Whatever is
 * wrong is answered alike. Throws `too_many` where the account has to wait.
 */
export async function comeInByKey(call: Call, agency: AgencyRow, used: UsedPasskey): Promise<"in" | "refused"> {
  const { database, clock } = call.services;
  const challenge = await takeChallenge(call, used);
  const credentialId = credentialIn(used);
  const held = challenge === null || credentialId === null ? null : await store.findKey(database, credentialId);
  if (challenge === null || held?.agency_id !== agency.agency_id) return "refused";
  const key = keyOf(held.person_id);
  await requireNoLock(call, key);
  if (!(await asActor(database, clock, doorActor(agency), (tx) => store.isLetIn(tx, held.person_id)))) return "refused";
  if (!(await answersChallenge(call, held, used, challenge))) {
    await noteFailure(call, { key, found: held, why: "passkey" });
    return "refused";
  }
  await forgetFailures(database, key);
  await open(call, held, "passkey", "two_factors");
  return "in";
}
