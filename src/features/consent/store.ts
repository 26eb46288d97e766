import { sql } from "kysely";
import type { SignedLine } from "#kernel/signedText.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { type Consent, type CopyWay, ownKinds, type signInWays, type VideoPurpose } from "./contract.ts";
import { scopeOf } from "./rules.ts";

/** How the adult who acts is signed in. */
export type PresentSignIn = { accountId: string; way: (typeof signInWays)[number]; twoFactors: boolean };
/** The sign-in of the adult who acts, by its token; null where it is another's or has ended. */
export const findPresentSignIn = (tx: Transaction, token: Buffer) => row<PresentSignIn>(tx, sql`select account_id as "accountId", way, two_factors as "twoFactors" from dyad.own_present_sign_in(${token})`);

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

const columns = sql`c.id as "consentId", c.kind, c.answer, c.signer_id as "signerId", c.signer_organization as "signerOrganization", c.signed_name as "signedName", c.signed_at as "signedAt", c.valid_from as "validFrom", c.valid_to as "validTo", coalesce(c.purposes, '{}') as purposes, c.withdrawn_on as "withdrawnOn", c.words_version as "wordsVersion", c.language,
      c.way, c.document_id as "documentId", encode(c.text_sha256, 'hex') as "textHash", c.witness, c.effort, c.copy_way as "copyWay", c.copy_on as "copyOn",
      c.withdrawn_by_person is not null as "takenBack", c.seen_at is null and ((c.way = 'portal' and c.answer = 'no') or c.withdrawn_by_person is not null) as "toSee",
      case when c.sign_in_way is null then null else json_build_object('way', c.sign_in_way, 'twoFactors', c.two_factors) end as "signedIn",
      coalesce((select a.second_signature from authorities a where a.agency_id = c.agency_id and a.id = c.authority_id), false) as "needsSecond",
      (select case when bool_or(a.valid_to is null) then null else max(a.valid_to) end from authorities a where a.agency_id = c.agency_id and a.case_id = any (record_of(c.case_id)) and c.kind <> all (${[...ownKinds]}::text[])
        and (a.holder_id = c.signer_id or a.holder_organization = c.signer_organization) and (case c.kind when 'video' then ${scopeOf.video} else ${scopeOf.treatment} end) = any (a.scopes)) as "authorityUntil"`;

export const listConsents = (tx: Transaction, caseId: string) => rows<Consent>(tx, sql`select ${columns} from consents c where c.case_id = any (record_of(${caseId})) order by c.signed_at desc, c.id`);
export const findConsent = (tx: Transaction, caseId: string, consentId: string) => row<Consent & { lines: SignedLine[] | null }>(tx, sql`select ${columns}, c.signed_lines as lines from consents c where c.case_id = any (record_of(${caseId})) and c.id = ${consentId}`);

export type NewConsent = Pick<Consent, "kind" | "answer" | "signerId" | "signerOrganization" | "signedName" | "validFrom" | "validTo" | "wordsVersion" | "language" | "way" | "documentId" | "witness" | "effort"> & { caseId: string; authorityId: string | null; purposes?: readonly VideoPurpose[]; lines: readonly SignedLine[]; textHash: string; /** Set where the adult signs alone; the copy then lies among that adult's papers at once. */ portal?: PresentSignIn };
export async function insertConsent(tx: Transaction, one: NewConsent): Promise<string> {
  const id = newId(tx);
  await sql`insert into consents (agency_id, id, case_id, kind, authority_id, signer_id, signer_organization, signed_name, words_version, language, answer, signed_at, valid_from, valid_to, recorded_by, way, document_id, signed_lines, text_sha256, witness, effort, account_id, sign_in_way, two_factors, copy_way, copy_on, purposes)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.kind}, ${one.authorityId}, ${one.signerId}, ${one.signerOrganization}, ${one.signedName}, ${one.wordsVersion}, ${one.language}, ${one.answer}, ${tx.now}, ${one.validFrom}, ${one.validTo}, ${author(tx)}, ${one.way}, ${one.documentId}, ${JSON.stringify(one.lines)}::jsonb, ${Buffer.from(one.textHash, "hex")}, ${one.witness}, ${one.effort},
      ${one.portal?.accountId ?? null}, ${one.portal?.way ?? null}, ${one.portal?.twoFactors ?? null}, ${one.portal ? "portal" : null}, ${one.portal ? tx.today : null}, ${one.purposes === undefined || one.purposes.length === 0 ? null : [...new Set(one.purposes)]})`.execute(tx);
  return id;
}
/** Recordings of a record that have ended and whose keys are still there: ids alone. */
export const listRecordingsToDestroy = async (tx: Transaction, caseId: string) => (await row<{ ids: string[] }>(tx, sql`select recordings_to_destroy(${caseId}) as ids`))!.ids;
/** Ends a consent from now on; false where it was withdrawn before. */
export const withdrawConsent = async (tx: Transaction, consentId: string) => (await row(tx, sql`update consents set withdrawn_on = ${tx.today}, withdrawn_at = ${tx.now}, withdrawn_by = ${author(tx)}, withdrawn_by_person = ${tx.actor.kind === "caregiver" ? tx.actor.personId : null} where id = ${consentId} and withdrawn_on is null returning id`)) !== null;
/** Notes that a copy was given; false where that was noted before. */
export const noteCopy = async (tx: Transaction, consentId: string, way: CopyWay) => (await row(tx, sql`update consents set copy_way = ${way}, copy_on = ${tx.today} where id = ${consentId} and copy_on is null returning id`)) !== null;
/** The days on which consent to telehealth was recorded among the dates of a case: spoken, or signed elsewhere. */
export const listSpokenConsents = async (tx: Transaction, caseId: string) =>
  (await rows<{ on: string }>(tx, sql`select m.happened_on as "on" from case_milestones m where m.case_id = any (record_of(${caseId})) and m.kind = 'telehealth_consented' and not m.withdrawn and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id)`)).map(({ on }) => on);
