import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call } from "#server/procedure.ts";
import { isDocumentOf } from "#features/documents/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { SigningPart } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { planWordsVersion } from "./plan.words.ts";
import { readerOf, requirePlan, textFor } from "./reading.handlers.ts";
import { approvalDay, judgeSigner } from "./rules.ts";
import * as store from "./store.ts";

type Place = { caseId: string; planId: string };
const wrong = (path: string, message: (typeof faultWords)[keyof typeof faultWords]) => new Fault("malformed", message, { fields: [{ path, message }] });
const staffOf = (tx: Transaction) => {
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  return tx.actor;
};

/** The version that signatures and attempts are about: fixed, not signed by all, and no newer one fixed. */
async function requireUnsigned(tx: Transaction, { caseId, planId }: Place): Promise<store.PlanRow> {
  await requireCase(tx, caseId);
  return requireWaiting(tx, caseId, await requirePlan(tx, caseId, planId));
}

/** The same of a version that was found. */
export async function requireWaiting(tx: Transaction, caseId: string, found: store.PlanRow): Promise<store.PlanRow> {
  const { planId } = found;
  if (found.fixedOn === null) throw new Fault("refused", faultWords.notFixed);
  if (found.approvedOn !== null) throw new Fault("refused", faultWords.approved);
  const versions = await store.listPlans(tx, caseId);
  if (versions.slice(0, versions.findIndex((one) => one.planId === planId)).some((one) => one.fixedOn !== null)) throw new Fault("refused", faultWords.superseded);
  return found;
}

type SignInput = Place & { part: SigningPart; authorityId: string | null; way: "here" | "paper"; documentId: string | null; signedName: string; signedOn: string; language: "en" | "es"; textHash: string };

/** Whose signature it is: an adult or an organization by authority, or the member of staff who is signed in, each in the own part. */
async function signerOf(tx: Transaction, { caseId, part, authorityId }: SignInput): Promise<{ personId: string | null; organization: string | null; staffId: string | null; reader: Awaited<ReturnType<typeof readerOf>> }> {
  const { staffId, roles } = staffOf(tx);
  const unfit = judgeSigner(part, authorityId, roles);
  if (unfit !== null) throw new Fault(unfit.code, unfit.message, { fields: unfit.fields });
  if (part !== "caregiver") return { personId: null, organization: null, staffId, reader: { kind: "staff" } };
  const reader = await readerOf(tx, caseId, authorityId);
  const personId = reader.kind === "family" ? reader.personId : null;
  return { personId, organization: personId === null ? (reader.organization ?? null) : null, staffId: null, reader };
}

/** Keeps a signature under the very text that was shown; with the last one that it needs the plan is approved. */
export async function sign(tx: Transaction, input: SignInput, call: Pick<Call, "services">) {
  const found = await requireUnsigned(tx, input);
  const signer = await signerOf(tx, input);
  const { textHash } = await textFor(tx, call, input.caseId, found, signer.reader, input.language);
  if (textHash !== input.textHash) throw new Fault("changed_meanwhile", faultWords.otherText);
  if (input.way === "here" && input.documentId !== null) throw wrong("documentId", faultWords.noDocument);
  if (input.way === "here" && input.signedOn !== tx.today) throw wrong("signedOn", faultWords.today);
  if (input.way === "paper" && (input.documentId === null || !(await isDocumentOf(tx, { caseId: found.caseId }, input.documentId)))) throw wrong("documentId", faultWords.needDocument);
  if (input.signedOn < found.fixedOn! || input.signedOn > tx.today) throw wrong("signedOn", faultWords.notBefore);
  const before = (await store.listSignatures(tx, input.caseId)).filter((one) => one.planId === input.planId);
  if (signer.staffId !== null && before.some((one) => one.staffId === signer.staffId)) throw new Fault("refused", faultWords.twoPersons);
  const { planId, part, signedName, way, documentId, language, signedOn } = input;
  const kept = await store.insertSignature(tx, { caseId: found.caseId, planId, part, personId: signer.personId, organization: signer.organization, staffId: signer.staffId, signedName, way, documentId, language, wordsVersion: planWordsVersion, textHash, signedOn });
  if (!kept) throw new Fault("changed_meanwhile", faultWords.signedAlready);
  const approvedOn = approvalDay([...before, { part, signedOn }]);
  if (approvedOn !== null) await store.approvePlan(tx, planId, approvedOn);
  return { approvedOn };
}

export async function attempt(tx: Transaction, input: Place & { attemptedOn: string; reason: string }) {
  const found = await requireUnsigned(tx, input);
  if (input.attemptedOn < found.fixedOn! || input.attemptedOn > tx.today) throw wrong("attemptedOn", faultWords.notBefore);
  await store.insertAttempt(tx, { ...input, caseId: found.caseId, reason: input.reason.trim() });
  return { noted: true as const };
}
