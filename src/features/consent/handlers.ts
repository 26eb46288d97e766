import { requireOrder } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listAuthorities, listPeople } from "#features/people/store.ts";
import { consentKinds, type ConsentKind, type consents } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { consentInForce, listSigners } from "./rules.ts";
import * as store from "./store.ts";
import { consentWordsVersion } from "./words.ts";

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

async function sign(tx: Transaction, input: { caseId: string; kind: ConsentKind; answer: "yes" | "no"; authorityId: string | null; signerId: string | null; signedName: string; language: "en" | "es"; validTo: string | null }) {
  await requireCase(tx, input.caseId);
  const signers = listSigners(input.kind, await listAuthorities(tx, input.caseId), await listPeople(tx, input.caseId), tx.today);
  const signer = signers.find((one) => one.authorityId === input.authorityId);
  if (!signer) throw new Fault("refused", faultWords.maySignOnly, { fields: [{ path: "authorityId", message: faultWords.expectAuthority }] });
  if (input.signerId !== null && input.signerId !== signer.personId) throw new Fault("malformed", faultWords.otherHolder, { fields: [{ path: "signerId", message: faultWords.expectHolder }] });
  requireOrder(tx.today, input.validTo);
  return { consentId: await store.insertConsent(tx, { ...input, signerId: signer.personId, signerOrganization: signer.organization, validFrom: tx.today, wordsVersion: consentWordsVersion }) };
}

export const consentHandlers: Handlers<typeof consents> = {
  list: handle(list),
  sign: handle(sign),
  withdraw: handle(async (tx, { caseId, consentId }) => {
    await requireCase(tx, caseId);
    if (!(await store.listConsents(tx, caseId)).some((one) => one.consentId === consentId)) throw new Fault("not_found", faultWords.noConsent);
    await store.withdrawConsent(tx, consentId);
    return { withdrawn: true as const };
  }),
};
