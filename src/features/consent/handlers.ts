import path from "node:path";
import { dateInZone, requireOrder } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { writeDay } from "#kernel/saying.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { Transaction } from "#database/actor.ts";
import { afterCommit } from "#server/afterCommit.ts";
import { destroyEnded } from "#server/recordings.ts";
import { writePdf } from "#server/pdf.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { hashOfLines, sheetTemplate } from "#server/signedText.ts";
import { isDocumentOf } from "#features/documents/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import { type Consent, consentKinds, type ConsentKind, type consents, type VideoPurpose } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { type ConsentData, loadConsentData } from "./policies.ts";
import { consentInForce, isOwn, judgeOwnSignature, listSigners, wordingOn, writeConsent } from "./rules.ts";
import * as store from "./store.ts";
import { copyWords, signInNames, twoFactorsWords, wayNames } from "./words.ts";

type Asking = { services: Pick<Call["services"], "projectRoot"> };
/** What destroying keys needs. */
export type Ending = Partial<Pick<Call, "requestId">> & { services: Pick<Call["services"], "settings" | "dataDirectory" | "keys" | "database" | "clock"> };
type InputOf<Name extends "sign" | "text"> = Parameters<Extract<Handlers<typeof consents>[Name], { open: false }>["run"]>[1];

/** What ships of consents, for this server. */
export const consentData = ({ services }: Asking): ConsentData => loadConsentData(path.join(services.projectRoot, "data"));

async function list(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const found = await store.listConsents(tx, caseId);
  const authorities = await listAuthorities(tx, caseId);
  const people = await listPeople(tx, caseId);
  const held = consentInForce("treatment", found, tx.today);
  return {
    consents: found,
    signers: consentKinds.flatMap((kind) => listSigners(kind, authorities, people, tx.today).map((signer) => ({ ...signer, kind }))),
    treatmentHolds: held !== null,
    treatmentHoldsUntil: held?.validTo ?? null,
  };
}

/** The text of a kind as it is signed today, with its hash. */
export function textToSign(tx: Pick<Transaction, "today">, call: Asking, { kind, language, validTo, purposes = [] }: { kind: ConsentKind; language: "en" | "es"; validTo: string | null; purposes?: readonly VideoPurpose[] }) {
  const wording = wordingOn(consentData(call).texts, kind, tx.today);
  if (!wording) throw new Fault("not_found", faultWords.noText);
  const lines = writeConsent(wording, language, validTo, purposes);
  return { lines, textHash: hashOfLines(lines), status: wording.status, version: wording.version };
}

async function text(tx: Transaction, input: InputOf<"text">, call: Call) {
  await requireCase(tx, input.caseId);
  const { version: _version, ...shown } = textToSign(tx, call, input);
  return shown;
}

/** Throws where the way of signing does not fit: a paper that is not there, or words alone where only a signature counts. */
async function requireWay(tx: Transaction, input: InputOf<"sign">): Promise<void> {
  if (input.way === "paper" && (input.documentId === null || !(await isDocumentOf(tx, { caseId: input.caseId }, input.documentId)))) throw fieldFault("documentId", faultWords.needDocument);
  if (input.way !== "paper" && input.documentId !== null) throw fieldFault("documentId", faultWords.noPaper);
  if (input.way === "spoken" && input.kind !== "telehealth") throw fieldFault("way", faultWords.spokenOnly);
  if (input.kind === "privacy_notice" && input.answer === "no" && input.effort === "") throw fieldFault("effort", faultWords.needEffort);
}

/** Throws where a yes to video does not say what for and until when, or where another kind names purposes. */
export function requirePurposes({ kind, answer, purposes, validTo }: { kind: ConsentKind; answer: "yes" | "no"; purposes: readonly VideoPurpose[]; validTo: string | null }): void {
  if (kind !== "video" && purposes.length > 0) throw fieldFault("purposes", faultWords.noPurposes);
  if (kind !== "video" || answer === "no") return;
  if (purposes.length === 0) throw fieldFault("purposes", faultWords.needPurposes);
  if (validTo === null) throw fieldFault("validTo", faultWords.needEnd);
}

/** Keeps an answer to a kind of consent with its evidence: who, by which authority, how, and the text that was shown. */
export async function sign(tx: Transaction, input: InputOf<"sign">, call: Asking & Ending) {
  await requireCase(tx, input.caseId);
  const people = await listPeople(tx, input.caseId);
  const signers = listSigners(input.kind, await listAuthorities(tx, input.caseId), people, tx.today);
  const signer = signers.find((one) => one.authorityId === input.authorityId && (one.authorityId !== null || one.personId === input.signerId));
  if (!signer) throw new Fault("refused", faultWords.maySignOnly, { fields: [{ path: "authorityId", message: faultWords.expectAuthority }] });
  if (input.signerId !== null && input.signerId !== signer.personId) throw new Fault("malformed", faultWords.otherHolder, { fields: [{ path: "signerId", message: faultWords.expectHolder }] });
  const birthDate = people.find((one) => one.personId === signer.personId)?.birthDate ?? null;
  if (isOwn(input.kind) && judgeOwnSignature(birthDate, tx.today, consentData(call).ownSignature).signs === "representative") throw new Fault("refused", faultWords.tooYoung, { fields: [{ path: "signerId", message: faultWords.tooYoung }] });
  requireOrder(tx.today, input.validTo);
  requirePurposes(input);
  await requireWay(tx, input);
  const shown = textToSign(tx, call, input);
  if (shown.textHash !== input.textHash) throw new Fault("changed_meanwhile", faultWords.otherText);
  const consentId = await store.insertConsent(tx, { ...input, signerId: signer.personId, signerOrganization: signer.organization, validFrom: tx.today, wordsVersion: shown.version, lines: shown.lines, effort: input.kind === "privacy_notice" ? input.effort : "" });
  if (input.kind === "video") await endRecordings(tx, call, input.caseId);
  return { consentId };
}

/** Recordings that have ended with a consent in this transaction lose their keys as soon as it is committed, before anybody is answered; the database has refused them since. */
export async function endRecordings(tx: Transaction, { services, requestId = "" }: Ending, caseId: string): Promise<void> {
  const ended = await store.listRecordingsToDestroy(tx, caseId);
  if (ended.length > 0) afterCommit(tx, () => destroyEnded(services, tx.actor, ended, requestId));
}

export async function requireConsent(tx: Transaction, { caseId, consentId }: { caseId: string; consentId: string }) {
  await requireCase(tx, caseId);
  const found = await store.findConsent(tx, caseId, consentId);
  if (!found) throw new Fault("not_found", faultWords.noConsent);
  return found;
}

/** The very text that was signed; where lines were not kept yet, those of the version that was signed. */
async function read(tx: Transaction, ids: { caseId: string; consentId: string }, call: Asking) {
  const { lines: kept, ...consent } = await requireConsent(tx, ids);
  if (kept !== null) return { consent, lines: kept, proof: hashOfLines(kept) === consent.textHash ? ("matches" as const) : ("differs" as const) };
  const wording = consentData(call).texts.find((one) => one.kind === consent.kind && one.version === consent.wordsVersion);
  return { consent, lines: wording ? writeConsent(wording, consent.language === "es" ? "es" : "en", consent.validTo) : [], proof: "not_kept" as const };
}

/** The lines below the text on a copy: who signed what, when and how, and the proof. */
function evidenceLines(consent: Consent, language: "en" | "es", timeZone: string): SignedLine[] {
  const say = (key: keyof typeof copyWords, words: string): SignedLine => ({ kind: "text", words: `${copyWords[key][language]}: ${words}` });
  return [
    { kind: "heading", words: copyWords.evidence[language] },
    say("answer", copyWords[consent.answer][language]),
    say("signedBy", [consent.signedName, consent.signerOrganization].filter((one) => one !== null).join(", ")),
    say("signedOn", writeDay(dateInZone(consent.signedAt, timeZone), language)),
    say("way", wayNames[consent.way][language]),
    ...(consent.signedIn === null ? [] : [say("signedIn", [signInNames[consent.signedIn.way][language], ...(consent.signedIn.twoFactors ? [twoFactorsWords[language]] : [])].join(", "))]),
    ...(consent.witness === "" ? [] : [say("witness", consent.witness)]),
    ...(consent.withdrawnOn === null ? [] : [say("withdrawn", writeDay(consent.withdrawnOn, language))]),
  ];
}

export async function paper(tx: Transaction, ids: { caseId: string; consentId: string }, call: Asking): Promise<File> {
  const { consent, lines } = await read(tx, ids, call);
  const language = consent.language === "es" ? "es" : "en";
  // A sheet begins with a title, also where no text of that version is known any more.
  const shown: SignedLine[] = lines.length > 0 ? lines : [{ kind: "title", words: copyWords.evidence[language] }];
  const data = { lines: [...shown, ...evidenceLines(consent, language, tx.actor.timeZone)], foot: consent.textHash === null ? "" : `${copyWords.hash[language]}: ${consent.textHash}`, signs: [], signatures: "", signHere: "" };
  const bytes = writePdf({ template: sheetTemplate, data, title: shown[0]!.words, language });
  return new File([bytes as Uint8Array<ArrayBuffer>], `copy-${dateInZone(consent.signedAt, tx.actor.timeZone)}.${language}.pdf`, { type: "application/pdf" });
}

export const consentHandlers: Handlers<typeof consents> = {
  list: handle(list),
  text: handle(text),
  sign: handle((tx, input, call) => sign(tx, input, call)),
  read: handle(read),
  paper: handle(paper),
  giveCopy: handle(async (tx, { way, ...ids }) => {
    const { consentId } = await requireConsent(tx, ids);
    if (!(await store.noteCopy(tx, consentId, way))) throw new Fault("changed_meanwhile", faultWords.copyNoted);
    return { given: true as const };
  }),
  withdraw: handle(async (tx, ids, call) => {
    const { consentId } = await requireConsent(tx, ids);
    if (!(await store.withdrawConsent(tx, consentId))) throw new Fault("changed_meanwhile", faultWords.withdrawnAlready);
    await endRecordings(tx, call, ids.caseId);
    return { withdrawn: true as const };
  }),
};
