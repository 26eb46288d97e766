import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { SafeHour } from "#features/intake/contract.ts";
import type { VisitWish } from "./wishes.contract.ts";
import type { WishAndVisit } from "./wishes.rules.ts";

export type StoredWish = WishAndVisit & { wishId: string; sessionId: string; caseId: string; personId: string; wish: VisitWish; hours: SafeHour[]; words: string; madeAt: Instant; answerWords: string | null };
const columns = sql`w.id as "wishId", w.session_id as "sessionId", w.case_id as "caseId", w.person_id as "personId", w.wish, w.hours, w.words, w.made_at as "madeAt", w.starts_at as "saidOf", s.starts_at as "startsAt", s.status,
  w.answer_words as "answerWords", w.answered_at as "answeredAt", w.taken_back_at as "takenBackAt"`;
const source = sql`visit_wishes w join sessions s on s.agency_id = w.agency_id and s.id = w.session_id and s.taken_back_at is null`;

/** Days back of which an adult reads what was said. */
const BACK = 30;
export const listOwn = (tx: Transaction, personId: string) =>
  rows<StoredWish>(tx, sql`select ${columns} from ${source} where w.person_id = ${personId} and w.taken_back_at is null and s.starts_at > ${tx.now}::timestamptz - make_interval(days => ${BACK}) order by w.made_at desc, w.id desc limit 200`);
export const findWish = (tx: Transaction, wishId: string) => row<StoredWish>(tx, sql`select ${columns} from ${source} where w.id = ${wishId}`);

/** Whether an adult is expected at a visit. */
export const isExpected = async (tx: Transaction, sessionId: string, personId: string) =>
  (await row(tx, sql`select from attendances a where a.session_id = ${sessionId} and a.person_id = ${personId} and a.status = 'expected'`)) !== null;
/** What an adult says of one visit comes one after the other. */
export const holdWishes = (tx: Transaction, personId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`${personId} wishes`}, 0))`.execute(tx);
export const countWishesSince = async (tx: Transaction, personId: string, since: Instant) =>
  (await row<{ count: number }>(tx, sql`select count(*)::integer as count from visit_wishes where person_id = ${personId} and made_at > ${since}`))!.count;
export type NewWish = Pick<StoredWish, "sessionId" | "caseId" | "personId" | "wish" | "hours" | "words" | "startsAt">;
export async function insertWish(tx: Transaction, one: NewWish): Promise<string> {
  const id = newId(tx);
  await sql`insert into visit_wishes (agency_id, id, case_id, session_id, person_id, wish, hours, words, starts_at, made_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.sessionId}, ${one.personId}, ${one.wish}, ${one.hours}, ${one.words}, ${one.startsAt}, ${tx.now})`.execute(tx);
  return id;
}
/** What is open of one adult about a visit; null where nothing is. */
export const findOpen = (tx: Transaction, sessionId: string, personId: string) =>
  row<StoredWish>(tx, sql`select ${columns} from ${source} where w.session_id = ${sessionId} and w.person_id = ${personId} and w.taken_back_at is null and w.answered_at is null`);
/** Takes a wish back where nobody answered; false where somebody was faster. */
export const takeBack = async (tx: Transaction, wishId: string) => (await row(tx, sql`update visit_wishes set taken_back_at = ${tx.now} where id = ${wishId} and taken_back_at is null and answered_at is null returning id`)) !== null;
/** Says back that the visit stays; false where it was answered or taken back meanwhile. */
export const answerWish = async (tx: Transaction, wishId: string, words: string) =>
  (await row(tx, sql`update visit_wishes set answer_words = ${words}, answered_by = actor_staff(), answered_at = ${tx.now} where id = ${wishId} and taken_back_at is null and answered_at is null returning id`)) !== null;

export type WishOfFamily = StoredWish & { childName: string; personName: string };
const named = sql`${columns}, trim(k.given_name || ' ' || k.family_name) as "childName", trim(p.given_name || ' ' || p.family_name) as "personName"`;
const withNames = sql`${source} join cases c on c.agency_id = w.agency_id and c.id = w.case_id join persons k on k.agency_id = c.agency_id and k.id = c.child_id join persons p on p.agency_id = w.agency_id and p.id = w.person_id`;
/** What was said of the visits of some days, by the visit and then by when it was said. */
export const listWishes = (tx: Transaction, { from, to, clinicianId }: { from: CivilDate; to: CivilDate; clinicianId: string | null }) =>
  rows<WishOfFamily>(tx, sql`select ${named} from ${withNames} where w.taken_back_at is null and s.starts_at >= (${from}::date)::timestamp at time zone ${tx.actor.timeZone} and s.starts_at < (${to}::date + 1)::timestamp at time zone ${tx.actor.timeZone}
      and (${clinicianId}::uuid is null or s.clinician_id = ${clinicianId} or s.second_clinician_id = ${clinicianId}) order by s.starts_at, w.made_at, w.id limit 500`);
/** Wishes that wait: of visits of one's own, or of all that the actor sees where no staff id is given. */
export const owedWishes = (tx: Transaction, staffId: string | null) =>
  rows<WishOfFamily>(tx, sql`select ${named} from ${withNames} where w.wish <> 'coming' and w.taken_back_at is null and w.answered_at is null and s.status = 'booked' and s.starts_at = w.starts_at and s.starts_at > ${tx.now}
      and (${staffId}::uuid is null or s.clinician_id = ${staffId} or s.second_clinician_id = ${staffId}) order by s.starts_at, w.id limit 200`);
