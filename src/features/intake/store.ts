import { sql } from "kysely";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Referral } from "./contract.ts";
import type { SentAlong } from "./referrals.contract.ts";

export type ReferralRow = Omit<Referral, "id"> & { referralId: string; childGivenName: string | null; childFamilyName: string | null; childBirthDate: string | null; sentAlong: SentAlong | null; revision: number };
export type NewReferral = Pick<Referral, "source" | "code" | "promisedBy" | "callMe" | "relation" | "childAge" | "reasons" | "ownWords" | "contact" | "language" | "otherLanguage" | "payer"> & {
  childGivenName: string | null;
  childFamilyName: string | null;
  childBirthDate: string | null;
  sentAlong: SentAlong | null;
  sourceKey: string | null;
};

const columns = sql`id as "referralId", source, status, code, received_at as "receivedAt", promised_by as "promisedBy", answered_at as "answeredAt", call_me as "callMe", relation, child_age as "childAge", reasons, own_words as "ownWords", contact, language, other_language as "otherLanguage", payer,
  case_id as "caseId", closing_reason as "closingReason", child_given_name as "childGivenName", child_family_name as "childFamilyName", child_birth_date as "childBirthDate", nullif(details, '{}') as "sentAlong", revision`;

export const findReferral = (tx: Transaction, referralId: string) => row<ReferralRow>(tx, sql`select ${columns} from referrals where id = ${referralId}`);
export const findReferralBySource = (tx: Transaction, sourceKey: string) => row<ReferralRow>(tx, sql`select ${columns} from referrals where source_key = ${sourceKey}`);

const PAGE = 50;
/** Referrals by age, the oldest first; `waiting` are those without an answer yet. The key is the moment and the id. */
export async function listReferrals(tx: Transaction, status: string, after: string | null): Promise<{ referrals: ReferralRow[]; next: string | null }> {
  const key = readMomentKey(after);
  const found = await rows<ReferralRow>(tx, sql`select ${columns} from referrals
    where (${status} = 'all' or status = ${status} or (${status} = 'waiting' and status in ('new', 'in_contact')))
      and (${key?.at ?? null}::timestamptz is null or (received_at, id) > (${key?.at ?? null}::timestamptz, ${key?.id ?? null}::uuid))
    order by received_at, id limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { referrals: page, next: found.length > PAGE && last ? momentKey(last.receivedAt, last.referralId) : null };
}

export async function insertReferral(tx: Transaction, one: NewReferral): Promise<string> {
  const id = newId(tx);
  await sql`insert into referrals (agency_id, id, source, code, received_at, promised_by, call_me, relation, child_age, child_given_name, child_family_name, child_birth_date, reasons, own_words, contact, language, other_language, payer, details, source_key)
    values (${tx.actor.agencyId}, ${id}, ${one.source}, ${one.code}, ${tx.now}, ${one.promisedBy}, ${one.callMe}, ${one.relation}, ${one.childAge}, ${one.childGivenName}, ${one.childFamilyName}, ${one.childBirthDate}, ${[...one.reasons]}, ${one.ownWords},
      ${one.contact === null ? null : JSON.stringify(one.contact)}::jsonb, ${one.language}, ${one.otherLanguage}, ${one.payer}, ${JSON.stringify(one.sentAlong ?? {})}::jsonb, ${one.sourceKey})`.execute(tx);
  return id;
}

/** Changes the status where the row is still as the writer saw it; null where somebody was faster. */
export const updateStatus = (tx: Transaction, referralId: string, status: string, closingReason: string | null, revision: number) =>
  row<ReferralRow>(tx, sql`update referrals set status = ${status}, closing_reason = ${closingReason}, answered_at = coalesce(answered_at, ${tx.now}), revision = revision + 1 where id = ${referralId} and revision = ${revision} returning ${columns}`);

/** Says who pays where the row is still as the writer saw it; null where somebody was faster. */
export const updatePayer = (tx: Transaction, referralId: string, payer: string | null, revision: number) =>
  row<ReferralRow>(tx, sql`update referrals set payer = ${payer}, revision = revision + 1 where id = ${referralId} and revision = ${revision} returning ${columns}`);

/** The referral became a case; the adult who asked finds her own request from then on. */
export const markOpened = (tx: Transaction, referralId: string, caseId: string, requesterId: string | null) =>
  sql`update referrals set status = 'opened', case_id = ${caseId}, requester_id = ${requesterId}, answered_at = coalesce(answered_at, ${tx.now}), revision = revision + 1 where id = ${referralId}`.execute(tx);
