import type { Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import type { Call } from "#server/procedure.ts";
import { newSecondFactorSecret, secondFactorAddress, stepOfCode } from "#server/sign-in.ts";
import { faultWords } from "./faults.words.ts";
import { beginStep, findStep, noteSecondFactor, takeStep } from "./own.store.ts";
import { hasFactor, ownAccountId } from "./present.handlers.ts";
import { setSecondFactor } from "./store.ts";

/** Minutes in which a code application has to be set up. */
const STEP_MINUTES = 15;

/** A secret for a code application. The server keeps it: nobody sets up one of their own choosing. */
export async function startSecondFactor(tx: Transaction): Promise<{ step: string; secret: string; address: string }> {
  const accountId = ownAccountId(tx);
  const secret = newSecondFactorSecret();
  const step = makeToken();
  const content = { secret, replaces: (await hasFactor(tx)) ? "one" : "none" };
  await beginStep(tx, hashToken(step), { purpose: "second_factor", accountId, agencyId: tx.actor.agencyId, content }, tx.now, addMinutes(tx.now, STEP_MINUTES));
  return { step, secret, address: secondFactorAddress(secret, "name" in tx.actor ? tx.actor.name : "") };
}

/** Switches it on with a first code. What was begun without a password, where there was no factor yet, replaces none that came meanwhile. */
export async function confirmSecondFactor(tx: Transaction, input: { step: string; code: string }, call: Call): Promise<{ secondFactor: true }> {
  const accountId = ownAccountId(tx);
  const begun = await findStep(tx, hashToken(input.step), "second_factor", tx.now);
  if (begun?.account_id !== accountId || (begun.content.replaces === "none" && (await hasFactor(tx)))) throw new Fault("not_found", faultWords.stepOver);
  const step = await stepOfCode(begun.content.secret!, input.code, Date.parse(tx.now) / 1000);
  if (step === null) throw new Fault("refused", faultWords.codeWrong, { fields: [{ path: "code", message: faultWords.waitForCode }] });
  if (!(await takeStep(tx, hashToken(input.step), "second_factor", tx.now))) throw new Fault("not_found", faultWords.stepOver);
  await setSecondFactor(tx, accountId, begun.content.secret!, step);
  if (call.signInToken) await noteSecondFactor(tx, accountId, hashToken(call.signInToken));
  return { secondFactor: true };
}
