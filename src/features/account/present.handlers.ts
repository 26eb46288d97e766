import { asActor, type Transaction } from "#database/actor.ts";
import { Fault } from "#kernel/faults.ts";
import { hashToken } from "#server/keys.ts";
import { type Call, handleLong } from "#server/procedure.ts";
import { failureKey, NO_PASSWORD, passwordMatches } from "#server/sign-in.ts";
import { noteFailure, requireNoLock } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./own.store.ts";
import { forgetFailures } from "./store.ts";

/** The account of whoever acts. Throws where nobody of their own acts. */
export function ownAccountId(tx: Pick<Transaction, "actor">): string {
  if (!("accountId" in tx.actor) || tx.actor.accountId === null) throw new Fault("not_allowed", faultWords.signIn);
  return tx.actor.accountId;
}

/** The token of this device's sign-in, as it is stored. */
export const hereOf = (call: Call): Buffer => hashToken(call.signInToken ?? "");

/** Whether one's own account has a second factor: a code application or a passkey. */
export async function hasFactor(tx: Transaction): Promise<boolean> {
  const accountId = ownAccountId(tx);
  return (await store.usesCodes(tx, accountId)) || (await store.listPasskeys(tx, accountId)).length > 0;
}

/** Whether one's own account has a password; who came by the organisation alone has none. */
export const hasPassword = async (tx: Transaction): Promise<boolean> => (await store.ownPassword(tx, ownAccountId(tx))) !== NO_PASSWORD;

/** Throws unless the password is one's own present one; a wrong one counts as a failed try at the door does. Long, so it is done before the transaction. */
export async function requirePassword(call: Call, path: string, given: string): Promise<void> {
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
export const nothingToUndo = async () => {};

/** What is done once the present password was given. */
export const withPassword = <I extends { password: string }, O>(run: (tx: Transaction, input: I, call: Call) => Promise<O>) =>
  handleLong(async (call, input: I) => {
    await requirePassword(call, "password", input.password);
    return { run: (tx: Transaction) => run(tx, input, call), undo: nothingToUndo };
  });

/** The same for what takes a second factor's place or takes one away; asked where there is one, and a password to ask for. */
export const withPasswordIfGuarded = <I extends { password?: string | undefined }, O>(run: (tx: Transaction, input: I, call: Call) => Promise<O>) =>
  handleLong(async (call, input: I) => {
    const { database, clock } = call.services;
    const isGuarded = await asActor(database, clock, call.actor, async (tx) => (await hasFactor(tx)) && (await hasPassword(tx)));
    if (isGuarded && input.password === undefined) throw new Fault("refused", faultWords.givePassword, { fields: [{ path: "password", message: faultWords.givePassword }] });
    if (isGuarded) await requirePassword(call, "password", input.password!);
    return { run: (tx: Transaction) => run(tx, input, call), undo: nothingToUndo };
  });
