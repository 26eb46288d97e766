import path from "node:path";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import type { Transaction } from "#database/actor.ts";
import { hashOfLines } from "#server/signedText.ts";
import type { Call } from "#server/procedure.ts";
import { type Uses, withWords, wordingOn, writeConsent } from "./consent.rules.ts";
import { faultWords } from "./faults.words.ts";
import { loadTestimonialTexts } from "./policies.ts";
import { consentStands, mayEndOn } from "./rules.ts";
import * as store from "./store.ts";

export type Asking = { services: Pick<Call["services"], "projectRoot"> };

/** The consent with these uses as it is signed today, with its hash. */
export function textToSign(tx: Pick<Transaction, "today">, uses: Uses, { services }: Asking) {
  const wording = wordingOn(loadTestimonialTexts(path.join(services.projectRoot, "data")), tx.today);
  if (!wording) throw new Fault("not_found", faultWords.noText);
  const lines = writeConsent(wording, uses);
  return { lines, textHash: hashOfLines(lines), status: wording.status, version: wording.version };
}

type Signed = { wordsVersion: string; lines: SignedLine[]; textHash: string };
/** What is kept of a consent that was signed just now: the text that was shown, with the very words. Throws where it is another text, ends too far, or other words stand. */
export async function requireAgreed(tx: Transaction, input: Uses & { caseId: string; personId: string; words: string; textHash: string }, call: Asking): Promise<Signed> {
  if (!mayEndOn(input.validTo, tx.today)) throw fieldFault("validTo", faultWords.endTooFar);
  await store.takeTurns(tx, input.personId);
  if ((await store.listTestimonials(tx, input.caseId)).some((one) => one.personId === input.personId && consentStands(one, tx.today))) throw new Fault("refused", faultWords.standsAlready);
  const shown = textToSign(tx, input, call);
  if (shown.textHash !== input.textHash) throw new Fault("changed_meanwhile", faultWords.otherText);
  const lines = withWords(shown.lines, input.words.trim(), input.language);
  return { wordsVersion: shown.version, lines, textHash: hashOfLines(lines) };
}
