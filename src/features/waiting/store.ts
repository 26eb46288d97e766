import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Letter, LetterState, Mark, WaitingContent } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type RuleRow = { number: number; content: WaitingContent; validFrom: string; note: string; madeBy: string | null; madeAt: string };
/** The agency's own versions of the order, the newest first. */
export const listRules = (tx: Transaction) =>
  rows<RuleRow>(tx, sql`select r.number, r.content, r.valid_from as "validFrom", r.note, s.display_name as "madeBy", r.made_at as "madeAt" from waiting_rules r left join staff s on s.agency_id = r.agency_id and s.id = r.made_by order by r.number desc`);
/** False where somebody made a version meanwhile. */
export const insertRule = async (tx: Transaction, one: { number: number; content: WaitingContent; validFrom: string; note: string }): Promise<boolean> =>
  (await row(tx, sql`insert into waiting_rules (agency_id, number, content, valid_from, note, made_by, made_at) values (${tx.actor.agencyId}, ${one.number}, ${JSON.stringify(one.content)}::jsonb, ${one.validFrom}, ${one.note}, ${author(tx)}, ${tx.now}) on conflict do nothing returning number`)) !== null;

export type WaitingRow = {
  referralId: string;
  receivedAt: string;
  status: "new" | "in_contact";
  source: "public_request" | "fhir" | "phone" | "professional";
  relation: string | null;
  code: string | null;
  language: string | null;
  otherLanguage: string | null;
  birthDate: CivilDate | null;
  childAge: string | null;
  callMe: string | null;
  givenName: string | null;
  familyName: string | null;
  marks: { waitingMarkId: string; mark: Mark; since: CivilDate; until: CivilDate | null }[];
  place: "first" | "last" | "rule" | null;
  placeReason: string | null;
  placedBy: string | null;
  placedAt: string | null;
  offers: { offerId: string; staffId: string; name: string; startsOn: CivilDate | null; answer: "yes" | "no" | null }[];
};
/** The families that wait, or one of them; without names where the actor may not read the referral. */
export const listWaiting = (tx: Transaction, referralId: string | null = null) =>
  rows<WaitingRow>(tx, sql`select referral_id as "referralId", received_at as "receivedAt", status, source, relation, code, language, other_language as "otherLanguage", birth_date as "birthDate", child_age as "childAge", call_me as "callMe", given_name as "givenName", family_name as "familyName", marks, place, place_reason as "placeReason", placed_by as "placedBy", placed_at as "placedAt", offers
    from referrals_waiting(${referralId}::uuid)`);

/** False where it is noted already. */
export const insertMark = async (tx: Transaction, one: { referralId: string; mark: string; since: CivilDate; until: CivilDate | null }): Promise<boolean> =>
  (await row(tx, sql`insert into waiting_marks (agency_id, id, referral_id, mark, since, until, set_by, set_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.referralId}, ${one.mark}, ${one.since}, ${one.until}, ${author(tx)}, ${tx.now}) on conflict (agency_id, referral_id, mark) where ended_at is null do nothing returning id`)) !== null;
export const endMark = async (tx: Transaction, one: { referralId: string; waitingMarkId: string }): Promise<boolean> =>
  (await row(tx, sql`update waiting_marks set ended_at = ${tx.now}, ended_by = ${author(tx)} where id = ${one.waitingMarkId} and referral_id = ${one.referralId} and ended_at is null returning id`)) !== null;
export const insertPlace = (tx: Transaction, one: { referralId: string; place: string; reason: string }) =>
  sql`insert into waiting_places (agency_id, id, referral_id, place, reason, set_by, set_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.referralId}, ${one.place}, ${one.reason}, ${author(tx)}, greatest(${tx.now}::timestamptz, (select max(set_at) + interval '1 millisecond' from waiting_places where referral_id = ${one.referralId})))`.execute(tx);

/** Null where this person has an offer of it already that waits for an answer. */
export async function insertOffer(tx: Transaction, one: { referralId: string; staffId: string; startsOn: CivilDate | null; overReason: string | null }): Promise<string | null> {
  const found = await row<{ id: string }>(tx, sql`insert into waiting_offers (agency_id, id, referral_id, staff_id, starts_on, over_reason, offered_by, offered_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.referralId}, ${one.staffId}, ${one.startsOn}, ${one.overReason}, ${author(tx)}, ${tx.now}) on conflict (agency_id, referral_id, staff_id) where answer is null do nothing returning id`);
  return found?.id ?? null;
}
/** Answers an offer that waits, made to the actor; takes back one that is not over, whoever it was made to. False where there is none. */
export const answerOffer = async (tx: Transaction, offerId: string, answer: "yes" | "no"): Promise<boolean> =>
  (await row(tx, sql`update waiting_offers set answer = ${answer}, answered_by = ${author(tx)}, answered_at = ${tx.now} where id = ${offerId} and staff_id = ${author(tx)} and answer is null returning id`)) !== null;
export const withdrawOffer = async (tx: Transaction, offerId: string): Promise<boolean> =>
  (await row(tx, sql`update waiting_offers set answer = 'withdrawn', answered_by = ${author(tx)}, answered_at = ${tx.now} where id = ${offerId} and (answer is null or answer = 'yes') returning id`)) !== null;

export type OfferedRow = { offerId: string; offeredAt: string; startsOn: CivilDate | null; answer: "yes" | null; birthDate: CivilDate | null; childAge: string | null; receivedAt: string; language: string | null; otherLanguage: string | null; marks: Mark[] };
/** What is offered to the actor, or was taken by her and is not open yet, the oldest first. */
export const listOffered = (tx: Transaction) =>
  rows<OfferedRow>(tx, sql`select offer_id as "offerId", offered_at as "offeredAt", starts_on as "startsOn", answer, birth_date as "birthDate", child_age as "childAge", received_at as "receivedAt", language, other_language as "otherLanguage", marks from referrals_offered() order by offered_at, offer_id`);

const letterColumns = sql`l.id as "letterId", l.state, l.language, l.recipient, l.allowed_by as "allowedBy", l.allowed_on as "allowedOn", l.written_on as "writtenOn", s.display_name as "madeBy"`;
export const listLetters = (tx: Transaction, referralId: string) =>
  rows<Letter>(tx, sql`select ${letterColumns} from referral_letters l left join staff s on s.agency_id = l.agency_id and s.id = l.made_by where l.referral_id = ${referralId} order by l.made_at desc, l.id desc limit 50`);
export const findLetter = (tx: Transaction, referralId: string, letterId: string) =>
  row<Letter>(tx, sql`select ${letterColumns} from referral_letters l left join staff s on s.agency_id = l.agency_id and s.id = l.made_by where l.referral_id = ${referralId} and l.id = ${letterId}`);
export async function insertLetter(tx: Transaction, one: { referralId: string; state: LetterState; language: string; recipient: string; allowedBy: string; allowedOn: CivilDate; letterhead: number | null }): Promise<string> {
  const id = newId(tx);
  await sql`insert into referral_letters (agency_id, id, referral_id, state, language, recipient, allowed_by, allowed_on, written_on, letterhead, made_by, made_at) values (${tx.actor.agencyId}, ${id}, ${one.referralId}, ${one.state}, ${one.language}, ${one.recipient}, ${one.allowedBy}, ${one.allowedOn}, ${tx.today}, ${one.letterhead}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
/** With which letterhead a letter was made; null is what the agency's public name makes. */
export const findLetterhead = async (tx: Transaction, letterId: string) => (await row<{ letterhead: number | null }>(tx, sql`select letterhead from referral_letters where id = ${letterId}`))?.letterhead ?? null;
