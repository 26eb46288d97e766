import { sql } from "kysely";
import { newId, rows, type Transaction } from "#database/actor.ts";
import type { Consent } from "./contract.ts";

export const listConsents = (tx: Transaction, caseId: string) =>
  rows<Consent>(tx, sql`select id as "consentId", kind, answer, signer_id as "signerId", signer_organization as "signerOrganization", signed_name as "signedName", signed_at as "signedAt", valid_from as "validFrom", valid_to as "validTo", withdrawn_on as "withdrawnOn", words_version as "wordsVersion", language
    from consents where case_id = ${caseId} order by signed_at desc, id`);

export async function insertConsent(tx: Transaction, one: Omit<Consent, "consentId" | "signedAt" | "withdrawnOn"> & { caseId: string; authorityId: string | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into consents (agency_id, id, case_id, kind, authority_id, signer_id, signer_organization, signed_name, words_version, language, answer, signed_at, valid_from, valid_to, recorded_by)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${one.authorityId}, ${one.signerId}, ${one.signerOrganization}, ${one.signedName}, ${one.wordsVersion}, ${one.language}, ${one.answer}, ${tx.now}, ${one.validFrom}, ${one.validTo}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
  return id;
}
export const withdrawConsent = (tx: Transaction, consentId: string) => sql`update consents set withdrawn_on = ${tx.today} where id = ${consentId} and withdrawn_on is null`.execute(tx);
