import type { Transaction } from "#database/actor.ts";
import { asActor } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { hashToken } from "#server/keys.ts";
import { type Call, handle, handleLong, type Handlers, handleOpen } from "#server/procedure.ts";
import { failureKey, hashPassword, hashRecoveryCode, makeRecoveryCodes, passwordMatches } from "#server/sign-in.ts";
import type { ownAccess } from "./own.contract.ts";
import { noteFailure, requireNoLock } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import { addPasskey, beginPasskey, beginPasskeySignIn, passkeySignIn, passkeysWork } from "./passkeys.handlers.ts";
import { writeCode } from "./own.rules.ts";
import * as store from "./own.store.ts";
import { forgetFailures } from "./store.ts";

/** Days for which refused tries are shown. */
const FAILURES_SHOWN = 90;

/** The account of whoever acts. Throws where nobody of their own acts. */
export function ownAccountId(tx: Pick<Transaction, "actor">): string {
  if (!("accountId" in tx.actor) || tx.actor.accountId === null) throw new Fault("not_allowed", faultWords.signIn);
  return tx.actor.accountId;
}

/** The token of this device's sign-in, as it is stored. */
export const hereOf = (call: Call): Buffer => hashToken(call.signInToken ?? "");

async function get(tx: Transaction, _input: unknown, call: Call) {
  const accountId = ownAccountId(tx);
  const staffId = tx.actor.kind === "staff" ? tx.actor.staffId : null;
  const devices = await store.listDevices(tx, accountId, hereOf(call));
  return {
    devices,
    failures: await store.listFailures(tx, accountId, `${addDays(tx.today, -FAILURES_SHOWN)}T00:00:00Z`),
    recoveries: staffId === null ? [] : (await store.listRecoveries(tx, staffId)).map(({ accountId: _account, ...one }) => one),
    passkeys: (await store.listPasskeys(tx, accountId)).map(({ credentialId: _credential, transports: _transports, ...one }) => one),
    recoveryCodes: await store.findRecoveryCodes(tx, accountId),
    usesCodes: await store.usesCodes(tx, accountId),
    passkeysWork: passkeysWork(call),
  };
}

async function endDevice(tx: Transaction, { signInId }: { signInId: string }) {
  if (!(await store.endDevice(tx, ownAccountId(tx), signInId))) throw new Fault("not_found", faultWords.noDevice);
  return { ended: true as const };
}

/** Throws unless the password is one's own present one; a wrong one counts as a failed try at the door does. Long, so it is done before the transaction. */
async function requirePassword(call: Call, path: string, given: string): Promise<void> {
  const { actor, services } = call;
  const accountId = ownAccountId({ actor: actor! });
  const email = await asActor(services.database, services.clock, actor!, (tx) => store.ownEmail(tx, accountId));
  const key = failureKey("account", email);
  await requireNoLock(call, key);
  const hash = await asActor(services.database, services.clock, actor!, (tx) => store.ownPassword(tx, accountId));
  if (hash === null || !(await passwordMatches(hash, given))) {
    await noteFailure(call, { key, found: { account_id: accountId, agency_id: actor!.agencyId, person_id: actor!.kind === "caregiver" ? actor!.personId : null }, why: "password" });
    throw new Fault("refused", faultWords.notYourPassword, { fields: [{ path, message: faultWords.notYourPassword }] });
  }
  await forgetFailures(services.database, key);
}
const nothingToUndo = async () => {};

/** What is done once the present password was given. */
const withPassword = <I extends { password: string }, O>(run: (tx: Transaction, input: I, call: Call) => Promise<O>) =>
  handleLong(async (call, input: I) => {
    await requirePassword(call, "password", input.password);
    return { run: (tx: Transaction) => run(tx, input, call), undo: nothingToUndo };
  });

async function makeCodes(tx: Transaction) {
  const accountId = ownAccountId(tx);
  if (!(await store.usesCodes(tx, accountId)) && (await store.listPasskeys(tx, accountId)).length === 0) throw new Fault("refused", faultWords.factorFirst);
  const codes = makeRecoveryCodes();
  await store.replaceRecoveryCodes(tx, accountId, codes.map((one) => hashRecoveryCode(accountId, one)));
  return { codes: codes.map(writeCode) };
}

export const ownAccessHandlers: Handlers<typeof ownAccess> = {
  get: handle(get),
  endDevice: handle(endDevice),
  endOtherDevices: handle(async (tx, _input, call) => ({ ended: await store.endOtherSignIns(tx, ownAccountId(tx), hereOf(call)) })),
  changePassword: handleLong(async (call, input) => {
    if (input.next === input.current) throw fieldFault("next", faultWords.samePassword);
    await requirePassword(call, "current", input.current);
    const hash = await hashPassword(input.next);
    return {
      undo: nothingToUndo,
      run: async (tx) => {
        const accountId = ownAccountId(tx);
        await store.setPassword(tx, accountId, hash);
        return { changed: true as const, ended: await store.endOtherSignIns(tx, accountId, hereOf(call)) };
      },
    };
  }),
  makeRecoveryCodes: withPassword(makeCodes),
  beginPasskey: withPassword(beginPasskey),
  addPasskey: handle(addPasskey),
  namePasskey: handle(async (tx, { passkeyId, name }) => {
    if (!(await store.namePasskey(tx, ownAccountId(tx), passkeyId, name))) throw new Fault("not_found", faultWords.noPasskey);
    return { named: true as const };
  }),
  removePasskey: handle(async (tx, { passkeyId }) => {
    if (!(await store.removePasskey(tx, ownAccountId(tx), passkeyId))) throw new Fault("not_found", faultWords.noPasskey);
    return { removed: true as const };
  }),
  beginPasskeySignIn: handleOpen(beginPasskeySignIn),
  passkeySignIn: handleOpen(passkeySignIn),
};
