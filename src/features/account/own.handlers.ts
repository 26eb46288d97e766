import type { Transaction } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { type Call, handle, handleLong, type Handlers, handleOpen } from "#server/procedure.ts";
import { hashPassword, hashRecoveryCode, makeRecoveryCodes } from "#server/sign-in.ts";
import type { ownAccess } from "./own.contract.ts";
import { faultWords } from "./faults.words.ts";
import { addPasskey, beginPasskey, beginPasskeySignIn, passkeySignIn, passkeysWork } from "./passkeys.handlers.ts";
import { writeCode } from "./own.rules.ts";
import * as store from "./own.store.ts";
import { hasFactor, hasPassword, hereOf, nothingToUndo, ownAccountId, requirePassword, withPassword, withPasswordIfGuarded } from "./present.handlers.ts";

/** Days for which refused tries are shown. */
const FAILURES_SHOWN = 90;

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
    hasPassword: await hasPassword(tx),
    passkeysWork: passkeysWork(call),
  };
}

async function endDevice(tx: Transaction, { signInId }: { signInId: string }) {
  if (!(await store.endDevice(tx, ownAccountId(tx), signInId))) throw new Fault("not_found", faultWords.noDevice);
  return { ended: true as const };
}

async function makeCodes(tx: Transaction) {
  const accountId = ownAccountId(tx);
  if (!(await hasFactor(tx))) throw new Fault("refused", faultWords.factorFirst);
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
  removePasskey: withPasswordIfGuarded(async (tx, { passkeyId }: { passkeyId: string; password?: string | undefined }) => {
    if (!(await store.removePasskey(tx, ownAccountId(tx), passkeyId))) throw new Fault("not_found", faultWords.noPasskey);
    return { removed: true as const };
  }),
  beginPasskeySignIn: handleOpen(beginPasskeySignIn),
  passkeySignIn: handleOpen(passkeySignIn),
};
