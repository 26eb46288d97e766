import { readFileSync } from "node:fs";
import path from "node:path";
import { consentTextsShape, type ConsentTexts, type OwnSignature, ownSignatureShape } from "./contract.ts";

/** What ships of consents: their wordings, and who signs for herself from which age. */
export type ConsentData = { texts: ConsentTexts; ownSignature: OwnSignature };

const loaded = new Map<string, ConsentData>();

/** Reads both files of `data/consents` once; throws where one does not have its shape. */
export function loadConsentData(dataDirectory: string): ConsentData {
  const known = loaded.get(dataDirectory);
  if (known) return known;
  const read = (name: string): unknown => JSON.parse(readFileSync(path.join(dataDirectory, "consents", name), "utf8"));
  const found = { texts: consentTextsShape.parse(read("texts.json")).texts, ownSignature: ownSignatureShape.parse(read("own-signature.json")) };
  loaded.set(dataDirectory, found);
  return found;
}
