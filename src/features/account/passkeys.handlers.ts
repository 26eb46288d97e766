import { isIP } from "node:net";
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from "@simplewebauthn/server";
import { newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import { countRefused } from "#server/metrics.ts";
import type { Call } from "#server/procedure.ts";
import { failureKey } from "#server/sign-in.ts";
import type { Me } from "./contract.ts";
import { noteFailure, open, requireOwnWays } from "./door.handlers.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./own.store.ts";
import { type AccountRow, findAccount } from "./store.ts";

/** Minutes in which what was begun has to be finished. */
const STEP_MINUTES = 5;

// The library brings much with it: it is loaded by whoever uses a passkey first.
const library = () => import("@simplewebauthn/server");

/** The place that passkeys of this installation are made for: its own address, and nothing else. */
const placeOf = ({ services }: Pick<Call, "services">) => ({ origin: new URL(services.baseUrl).origin, name: new URL(services.baseUrl).hostname });

/** Whether passkeys can be made here: a browser makes none for a place that has a number and no name. */
export const passkeysWork = (call: Pick<Call, "services">): boolean => isIP(placeOf(call).name.replace(/^\[|\]$/g, "")) === 0;

function accountOf(tx: Transaction): { accountId: string; name: string } {
  if (!("accountId" in tx.actor) || tx.actor.accountId === null) throw new Fault("not_allowed", faultWords.signIn);
  return { accountId: tx.actor.accountId, name: tx.actor.name };
}

/** What a device needs to make a passkey for whoever acts. */
export async function beginPasskey(tx: Transaction, _input: unknown, call: Call) {
  if (!passkeysWork(call)) throw new Fault("refused", faultWords.passkeyNeedsName);
  const { accountId, name } = accountOf(tx);
  const { generateRegistrationOptions } = await library();
  const options = await generateRegistrationOptions({
    rpName: "Dyad",
    rpID: placeOf(call).name,
    userID: new Uint8Array(Buffer.from(accountId.replaceAll("-", ""), "hex")),
    // Whoever has no e-mail here is called by name, so that two on one device are told apart.
    userName: (await store.ownEmail(tx, accountId)) || name,
    userDisplayName: name,
    attestationType: "none",
    excludeCredentials: (await store.listPasskeys(tx, accountId)).map((one) => ({ id: one.credentialId, transports: one.transports })),
    authenticatorSelection: { residentKey: "required", userVerification: "required" },
  });
  const step = makeToken();
  await store.beginStep(tx, hashToken(step), { purpose: "passkey_add", accountId, agencyId: tx.actor.agencyId, content: { challenge: options.challenge } }, tx.now, addMinutes(tx.now, STEP_MINUTES));
  return { step, options: options as unknown as Record<string, unknown> };
}

const refused = (cause?: unknown) => new Fault("refused", faultWords.passkeyRefused, { fields: [{ path: "response", message: faultWords.passkeyRefused }], cause });

/** Takes the passkey that a device made: for the challenge it was given, for this place, with whoever holds it proved. */
export async function addPasskey(tx: Transaction, input: { step: string; name: string; response: Record<string, unknown> }, call: Call) {
  const { accountId } = accountOf(tx);
  const begun = await store.takeStep(tx, hashToken(input.step), "passkey_add", tx.now);
  if (begun?.account_id !== accountId) throw new Fault("not_found", faultWords.stepOver);
  const { origin, name } = placeOf(call);
  const { verifyRegistrationResponse } = await library();
  const made = await verifyRegistrationResponse({ response: input.response as unknown as RegistrationResponseJSON, expectedChallenge: begun.content.challenge!, expectedOrigin: origin, expectedRPID: name, requireUserVerification: true }).catch((error: unknown) => {
    throw refused(error);
  });
  if (!made.verified) throw refused();
  const { credential } = made.registrationInfo;
  const passkeyId = newId(tx);
  await store.addPasskey(tx, accountId, { passkeyId, credentialId: credential.id, publicKey: credential.publicKey, counter: credential.counter, transports: credential.transports ?? [], name: input.name });
  if (call.signInToken) await store.noteSecondFactor(tx, accountId, hashToken(call.signInToken));
  return { passkeyId };
}

/** What a device needs to show which passkeys it holds for this place. It names nobody. */
export async function beginPasskeySignIn(call: Call) {
  const { database, clock } = call.services;
  if (!passkeysWork(call)) throw new Fault("refused", faultWords.passkeyNeedsName);
  const { generateAuthenticationOptions } = await library();
  const options = await generateAuthenticationOptions({ rpID: placeOf(call).name, userVerification: "required" });
  const step = makeToken();
  const now = clock.now();
  await store.beginStep(database, hashToken(step), { purpose: "passkey_sign_in", accountId: null, agencyId: null, content: { challenge: options.challenge } }, now, addMinutes(now, STEP_MINUTES));
  return { step, options: options as unknown as Record<string, unknown> };
}

/** What a device answers to a challenge. */
export type UsedPasskey = { step: string; response: Record<string, unknown> };

/** Signs in with a passkey. */
export async function passkeySignIn(call: Call, input: UsedPasskey): Promise<Me> {
  const found = await provePasskey(call, input);
  await requireOwnWays(call, found.account_id);
  return open(call, found, "passkey", "two_factors");
}

/** Whose passkey was used. Whatever is wrong is answered alike; of a known passkey it stands in the trail. */
export async function provePasskey(call: Call, input: UsedPasskey): Promise<AccountRow> {
  const { database } = call.services;
  const challenge = await takeChallenge(call, input);
  if (challenge === null) throw new Fault("gone", faultWords.stepOver);
  const credentialId = credentialIn(input);
  const held = credentialId === null ? null : await store.findPasskey(database, credentialId);
  const found = held && (await findAccount(database, held.email));
  if (!held || !found || found.disabled) {
    countRefused("passkey");
    throw new Fault("not_signed_in", faultWords.passkeyRefused);
  }
  if (!(await answersChallenge(call, held, input, challenge))) {
    await noteFailure(call, { key: failureKey("account", `passkey ${held.email}`), found, why: "passkey" });
    throw new Fault("not_signed_in", faultWords.passkeyRefused);
  }
  return found;
}


/** The challenge that was given, once; null where it was answered already, is over, or never was. */
export async function takeChallenge({ services }: Call, { step }: UsedPasskey): Promise<string | null> {
  return (await store.takeStep(services.database, hashToken(step), "passkey_sign_in", services.clock.now()))?.content.challenge ?? null;
}

/** The name of the passkey that a device says it used, or null where it is none. */
export const credentialIn = ({ response: { id } }: UsedPasskey): string | null => (typeof id === "string" && id.length <= 2000 ? id : null);

/** Whether what a device answered was made for the challenge by that passkey, at this place, with whoever holds it proved; noted as used. */
export async function answersChallenge(call: Call, held: store.HeldPasskey, input: UsedPasskey, challenge: string): Promise<boolean> {
  const { origin, name } = placeOf(call);
  const { verifyAuthenticationResponse } = await library();
  const credential = { id: credentialIn(input) ?? "", publicKey: new Uint8Array(held.public_key), counter: held.counter, transports: held.transports };
  const proved = await verifyAuthenticationResponse({ response: input.response as unknown as AuthenticationResponseJSON, expectedChallenge: challenge, expectedOrigin: origin, expectedRPID: name, credential, requireUserVerification: true }).catch(() => null);
  return proved?.verified === true && store.usePasskey(call.services.database, held.passkey_id, proved.authenticationInfo.newCounter, call.services.clock.now());
}
