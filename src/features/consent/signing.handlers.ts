import { dateInZone, requireOrder } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { hashToken } from "#server/keys.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import type { ConsentKind, Signer } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { consentData, endRecordings, paper, requireConsent, requirePurposes, textToSign } from "./handlers.ts";
import { isOwn, judgeOwnSignature, listSigners, mayTakeBack } from "./rules.ts";
import type { ConsentAsk, signing } from "./signing.contract.ts";
import * as store from "./signing.store.ts";
import { findPresentSignIn, insertConsent, listConsents, withdrawConsent } from "./store.ts";
import { portalEffort } from "./words.ts";

type Contract = typeof signing;
type InputOf<Name extends keyof Contract> = Parameters<Extract<Handlers<Contract>[Name], { open: false }>["run"]>[1];
type Asking = Pick<Call, "services" | "signInToken"> & Partial<Pick<Call, "requestId">>;

/** The adult who acts. The contract lets nobody else call; whoever reads along as that adult has no account and signs nothing. */
function adultOf({ actor }: Transaction): string {
  if (actor.kind !== "caregiver" || actor.accountId === null) throw new Fault("not_allowed", faultWords.familyOnly);
  return actor.personId;
}

/** The rights by which somebody could sign each kind today, as the actor sees them: of an adult, the own alone. */
async function signersOf(tx: Transaction, caseId: string): Promise<(kind: ConsentKind) => Signer[]> {
  const [authorities, people] = [await listAuthorities(tx, caseId), await listPeople(tx, caseId)];
  return (kind) => listSigners(kind, authorities, people, tx.today);
}

/** By what right an adult signs a kind today; null where by none, or where the adult is too young to sign alone. */
async function rightOf(tx: Transaction, call: { services: Pick<Call["services"], "projectRoot"> }, { caseId, personId, kind }: { caseId: string; personId: string; kind: ConsentKind }): Promise<Signer | null> {
  const right = (await signersOf(tx, caseId))(kind).find((one) => one.personId === personId) ?? null;
  if (right === null || !isOwn(kind)) return right;
  const birthDate = (await listPeople(tx, caseId)).find((one) => one.personId === personId)?.birthDate ?? null;
  return judgeOwnSignature(birthDate, tx.today, consentData(call).ownSignature).signs === "representative" ? null : right;
}

const shown = ({ askedAt, ...one }: store.AskRow, timeZone: string): ConsentAsk => ({ ...one, askedOn: dateInZone(askedAt, timeZone) });

/** Asks an adult for a signature, of whoever could sign that kind today. */
export async function ask(tx: Transaction, input: InputOf<"ask">, call: { services: Pick<Call["services"], "projectRoot"> }) {
  await requireCase(tx, input.caseId);
  requireOrder(tx.today, input.validTo);
  requirePurposes({ ...input, answer: "yes" });
  if ((await rightOf(tx, call, input)) === null) throw new Fault("refused", faultWords.maySignOnly, { fields: [{ path: "personId", message: faultWords.expectAuthority }] });
  const askId = await store.insertAsk(tx, input);
  if (askId === null) throw new Fault("changed_meanwhile", faultWords.askedAlready);
  return { askId };
}

async function mine(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const personId = adultOf(tx);
  const signersFor = await signersOf(tx, caseId);
  const asks = (await store.listAsks(tx, caseId)).filter((one) => one.personId === personId && (one.validTo === null || one.validTo >= tx.today) && signersFor(one.kind).some((each) => each.personId === personId));
  const signed = (await listConsents(tx, caseId)).filter((one) => one.signerId === personId);
  return {
    asks: asks.map((one) => shown(one, tx.actor.timeZone)).map(({ askId, kind, language, validTo, purposes, askedOn }) => ({ askId, kind, language, validTo, purposes, askedOn })),
    signed: signed.map((one) => ({ consentId: one.consentId, kind: one.kind, answer: one.answer, signedOn: dateInZone(one.signedAt, tx.actor.timeZone), validTo: one.validTo, withdrawnOn: one.withdrawnOn, needsSecond: one.needsSecond, mayTakeBack: mayTakeBack(one, personId, signersFor(one.kind), tx.today) })),
  };
}

/** What the adult who acts is asked and may sign in this moment, with the right to it. Throws `not_found`, whatever the reason. */
async function requireAsk(tx: Transaction, call: Asking, { caseId, askId }: { caseId: string; askId: string }): Promise<{ found: store.AskRow; right: Signer }> {
  await requireCase(tx, caseId);
  const personId = adultOf(tx);
  const found = await store.findAsk(tx, caseId, askId);
  if (!found || found.personId !== personId || (found.validTo !== null && found.validTo < tx.today)) throw new Fault("not_found", faultWords.noAsk);
  const right = await rightOf(tx, call, { caseId, personId, kind: found.kind });
  if (right === null) throw new Fault("not_found", faultWords.noAsk);
  return { found, right };
}

async function text(tx: Transaction, input: InputOf<"text">, call: Call) {
  const { found } = await requireAsk(tx, call, input);
  const language = input.language ?? found.language;
  const { lines, textHash, status } = textToSign(tx, call, { kind: found.kind, language, validTo: found.validTo, purposes: found.purposes });
  return { kind: found.kind, language, lines, textHash, status };
}

/** Signs what was asked: by the right that stands in this moment, under the text that was shown. The copy lies in the portal at once. */
export async function signAsked(tx: Transaction, input: InputOf<"sign">, call: Asking) {
  await store.holdAsk(tx, input.askId);
  const { found, right } = await requireAsk(tx, call, input);
  const shownNow = textToSign(tx, call, { kind: found.kind, language: input.language, validTo: found.validTo, purposes: found.purposes });
  if (shownNow.textHash !== input.textHash) throw new Fault("changed_meanwhile", faultWords.otherText);
  const portal = call.signInToken === null ? null : await findPresentSignIn(tx, hashToken(call.signInToken));
  if (portal === null) throw new Fault("not_allowed", faultWords.familyOnly);
  const { kind, validTo, purposes } = found;
  const { answer, language, signedName, textHash } = input;
  const effort = kind === "privacy_notice" && answer === "no" ? portalEffort[language] : "";
  const consentId = await insertConsent(tx, { caseId: input.caseId, kind, answer, authorityId: right.authorityId, signerId: right.personId, signerOrganization: null, signedName, validFrom: tx.today, validTo, purposes, wordsVersion: shownNow.version, language, way: "portal", documentId: null, witness: "", effort, lines: shownNow.lines, textHash, portal });
  await store.noteAnswered(tx, found.askId, consentId);
  if (kind === "video") await endRecordings(tx, call, input.caseId);
  return { consentId };
}

/** What the adult who acts signed. Throws `not_found` for another's. */
async function requireOwn(tx: Transaction, ids: { caseId: string; consentId: string }) {
  const found = await requireConsent(tx, ids);
  if (found.signerId !== adultOf(tx)) throw new Fault("not_found", faultWords.noConsent);
  return found;
}

/** Takes back from this moment on; what rests on it asks anew before it leaves or begins. */
export async function takeBack(tx: Transaction, ids: { caseId: string; consentId: string }, call: Pick<Call, "services" | "requestId">) {
  const found = await requireOwn(tx, ids);
  if (found.withdrawnOn !== null) throw new Fault("changed_meanwhile", faultWords.withdrawnAlready);
  if (!mayTakeBack(found, adultOf(tx), (await signersOf(tx, ids.caseId))(found.kind), tx.today)) throw new Fault("refused", faultWords.notToTakeBack);
  if (!(await withdrawConsent(tx, found.consentId))) throw new Fault("changed_meanwhile", faultWords.withdrawnAlready);
  await endRecordings(tx, call, ids.caseId);
  return { takenBack: true as const };
}

export const signingHandlers: Handlers<Contract> = {
  list: handle(async (tx, { caseId }) => {
    await requireCase(tx, caseId);
    return { asks: (await store.listAsks(tx, caseId)).map((one) => shown(one, tx.actor.timeZone)) };
  }),
  ask: handle(ask),
  withdraw: handle(async (tx, { caseId, askId }) => {
    await requireCase(tx, caseId);
    if (!(await store.withdrawAsk(tx, caseId, askId))) throw new Fault("not_found", faultWords.noAsk);
    return { withdrawn: true as const };
  }),
  seen: handle(async (tx, ids) => {
    const { consentId } = await requireConsent(tx, ids);
    if (!(await store.noteSeen(tx, consentId))) throw new Fault("changed_meanwhile", faultWords.nothingToSee);
    return { seen: true as const };
  }),
  mine: handle(mine),
  text: handle(text),
  sign: handle(signAsked),
  takeBack: handle((tx, ids, call) => takeBack(tx, ids, call)),
  paper: handle(async (tx, ids, call) => {
    await requireOwn(tx, ids);
    return paper(tx, ids, call);
  }),
};
