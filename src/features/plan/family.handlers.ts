import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { hashToken } from "#server/keys.ts";
import type { Call } from "#server/procedure.ts";
import { findPresentSignIn } from "#features/consent/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { faultWords } from "./faults.words.ts";
import { planWordsVersion } from "./plan.words.ts";
import { textFor } from "./reading.handlers.ts";
import { requireWaiting } from "./signing.handlers.ts";
import * as store from "./store.ts";

// What an adult of a family signs alone, in the portal. Others' signatures are not theirs to read: whether all have signed is told by the owner's function.

type Place = { caseId: string; planId: string };
const adultOf = ({ actor }: Transaction): string => {
  if (actor.kind !== "caregiver" || actor.accountId === null) throw new Fault("not_allowed", faultWords.familyOnly);
  return actor.personId;
};

/** The version that waits for the adult who acts; throws `not_found` where none does, whatever the reason. */
async function requireOwn(tx: Transaction, { caseId, planId }: Place): Promise<store.PlanRow> {
  await requireCase(tx, caseId);
  const personId = adultOf(tx);
  const found = await store.findPlan(tx, caseId, planId);
  if (!found || !(await store.signsAlone(tx, found.caseId)) || !(await waitsFor(tx, found, personId))) throw new Fault("not_found", faultWords.noPlan);
  return requireWaiting(tx, caseId, found);
}

const waitsFor = async (tx: Transaction, found: store.PlanRow, personId: string) =>
  found.fixedOn !== null && found.approvedOn === null && !(await store.listSignatures(tx, found.caseId)).some((one) => one.planId === found.planId && one.personId === personId);

/** What waits for the adult who acts, and what that adult signed. */
export async function toSign(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const personId = adultOf(tx);
  const versions = await store.listPlans(tx, caseId);
  const newest = versions.find((one) => one.fixedOn !== null);
  const waits = newest && (await store.signsAlone(tx, newest.caseId)) && (await waitsFor(tx, newest, personId)) ? { planId: newest.planId, number: newest.number, fixedOn: newest.fixedOn! } : null;
  const own = (await store.listSignatures(tx, caseId)).filter((one) => one.personId === personId && one.way === "portal");
  return { waits, signed: own.flatMap((one) => versions.filter((each) => each.planId === one.planId).map(({ planId, number }) => ({ planId, number, language: one.language, signedOn: one.signedOn }))) };
}

export async function ownText(tx: Transaction, { caseId, planId, language }: Place & { language: "en" | "es" }, call: Pick<Call, "services">) {
  const found = await requireOwn(tx, { caseId, planId });
  return textFor(tx, call, caseId, found, { kind: "family", personId: adultOf(tx) }, language);
}

/** Keeps the adult's signature under the very text that was shown; with the last one that it needs the plan is approved. */
export async function ownSign(tx: Transaction, input: Place & { language: "en" | "es"; signedName: string; textHash: string }, call: Pick<Call, "services" | "signInToken">) {
  const { planId, language, signedName, textHash } = input;
  if (!(await store.holdToSign(tx, planId))) throw new Fault("not_found", faultWords.noPlan);
  const found = await requireOwn(tx, input);
  const personId = adultOf(tx);
  const shown = await textFor(tx, call, input.caseId, found, { kind: "family", personId }, language);
  if (shown.textHash !== textHash) throw new Fault("changed_meanwhile", faultWords.otherText);
  const portal = call.signInToken === null ? null : await findPresentSignIn(tx, hashToken(call.signInToken));
  if (portal === null) throw new Fault("not_allowed", faultWords.familyOnly);
  const kept = await store.insertSignature(tx, { caseId: found.caseId, planId, part: "caregiver", personId, organization: null, staffId: null, signedName, way: "portal", documentId: null, language, wordsVersion: planWordsVersion, textHash, signedOn: tx.today, portal });
  if (!kept) throw new Fault("changed_meanwhile", faultWords.signedAlready);
  await store.approveSigned(tx, planId);
  return { signedOn: tx.today };
}
