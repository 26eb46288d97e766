import { sql } from "kysely";
import { newId, rows, type Transaction } from "#database/actor.ts";
import type { Consent } from "./contract.ts";
import { scopeOf } from "./rules.ts";

export const listConsents = (tx: Transaction, caseId: string) =>
  rows<Consent>(tx, sql`select id as "consentId", kind, answer, signer_id as "signerId", signer_organization as "signerOrganization", signed_name as "signedName", signed_at as "signedAt", valid_from as "validFrom", valid_to as "validTo", withdrawn_on as "withdrawnOn", words_version as "wordsVersion", language,
      (select case when bool_or(a.valid_to is null) then null else max(a.valid_to) end from authorities a where a.agency_id = c.agency_id and a.case_id = any (record_of(${caseId}))
        and (a.holder_id = c.signer_id or a.holder_organization = c.signer_organization) and (case c.kind when 'video' then ${scopeOf.video} else ${scopeOf.treatment} end) = any (a.scopes)) as "authorityUntil"
    from consents c where case_id = any (record_of(${caseId})) order by signed_at desc, id`);

export async function insertConsent(tx: Transaction, one: Omit<Consent, "consentId" | "signedAt" | "withdrawnOn" | "authorityUntil"> & { caseId: string; authorityId: string | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into consents (agency_id, id, case_id, kind, authority_id, signer_id, signer_organization, signed_name, words_version, language, answer, signed_at, valid_from, valid_to, recorded_by)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${one.authorityId}, ${one.signerId}, ${one.signerOrganization}, ${one.signedName}, ${one.wordsVersion}, ${one.language}, ${one.answer}, ${tx.now}, ${one.validFrom}, ${one.validTo}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
  return id;
}
export const withdrawConsent = (tx: Transaction, consentId: string) => sql`update consents set withdrawn_on = ${tx.today} where id = ${consentId} and withdrawn_on is null`.execute(tx);
