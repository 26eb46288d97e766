import { sql } from "kysely";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { pageBy, pageOf, type SortBy } from "#database/listing.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Referral } from "./contract.ts";
import type { ReferralsAsked, SentAlong } from "./referrals.contract.ts";

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

const sorts: Record<ReferralsAsked["sort"], SortBy> = { received: { by: sql`received_at`, kind: "moment", misses: "never" }, promised: { by: sql`promised_by`, kind: "moment", misses: "may" } };
/** `waiting` are those without an end yet. */
const statusIs = (status: ReferralsAsked["status"]) => (status === "all" ? sql`true` : status === "waiting" ? sql`status in ('new', 'in_contact')` : sql`status = ${status}`);
const matches = (asked: ReferralsAsked) => sql.join([
  statusIs(asked.status),
  ...(asked.source === null ? [] : [sql`source = ${asked.source}`]),
  ...(asked.reason === null ? [] : [sql`${asked.reason} = any (reasons)`]),
  ...(asked.language === null ? [] : [sql`language = ${asked.language}`]),
  ...(asked.late === null ? [] : [sql`answered_at is null and status in ('new', 'in_contact') and promised_by < present_moment()`]),
], sql` and `);

/** A page of referrals as they were asked for. */
export async function listReferrals(tx: Transaction, asked: ReferralsAsked, { after, size }: { after: string | null; size: number }): Promise<{ referrals: ReferralRow[]; next: string | null }> {
  const page = pageBy(sorts[asked.sort], sql`id`, asked.order, after);
  const found = await rows<ReferralRow & { key: string | null }>(tx, sql`select ${columns}, ${page.key} as key from referrals where ${matches(asked)} and ${page.follows} order by ${page.order} limit ${size + 1}`);
  const { rows: referrals, next } = pageOf(found, size, (one) => one.referralId);
  return { referrals, next };
}
/** How many match, of those that the actor sees: exactly up to `MOST_COUNTED`, then one more. */
export const countReferrals = async (tx: Transaction, asked: ReferralsAsked) => (await row<{ count: number }>(tx, sql`select count(*)::integer as count from (select from referrals where ${matches(asked)} limit ${MOST_COUNTED + 1}) counted`))!.count;

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
