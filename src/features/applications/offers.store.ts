import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Counted, MonthOf, Share, Span } from "./figures.rules.ts";
import type { Figure, OfferRow } from "./offers.contract.ts";

// At the collaborative, by its machine: the code that an applicant is shown, and what stands there already.

/** Makes a code for an application; the one before it opens nothing any more. */
export async function replaceCode(tx: Transaction, one: { applicationId: string; hash: Uint8Array; endsAt: Instant }): Promise<void> {
  await sql`delete from application_codes where application_id = ${one.applicationId}`.execute(tx);
  await sql`insert into application_codes (agency_id, id, application_id, code_hash, made_at, ends_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.applicationId}, ${one.hash}, ${tx.now}, ${one.endsAt})`.execute(tx);
}
/** When figures were given that still stand, and until when a code opens. */
export const findState = async (tx: Transaction, applicationId: string) =>
  (await row<{ agreedAt: Instant | null; codeUntil: Instant | null }>(tx, sql`select (select o.agreed_at from application_offers o where o.application_id = ${applicationId} and o.taken_back_at is null) as "agreedAt",
    (select c.ends_at from application_codes c where c.application_id = ${applicationId} and c.ends_at > ${tx.now}) as "codeUntil"`))!;
/** The figures that stand with an application, for its readers; whose record they are of, where its names are open. */
export const findMeasured = (tx: Transaction, applicationId: string) =>
  row<{ figures: Figure[]; agreedAt: Instant; by: string | null }>(tx, sql`select o.figures, o.agreed_at as "agreedAt", n.measured_by as by from application_offers o left join application_names n on n.agency_id = o.agency_id and n.application_id = o.application_id where o.application_id = ${applicationId} and o.taken_back_at is null`);
/** Forgets codes that are over, and codes that were tried in vain. */
export async function forgetOver(tx: Transaction, before: Instant): Promise<void> {
  await sql`delete from application_codes where ends_at < ${tx.now}`.execute(tx);
  await sql`delete from readiness_tries where tried_at < ${before}`.execute(tx);
}

// At the agency that applies.

export type Place = { collaborativeId: string; collaborative: string; applicationId: string; cohort: string; code: string; endsAt: string };
export const findPlace = async (tx: Transaction, hash: Uint8Array) => (await row<{ place: Place | null }>(tx, sql`select offer_place(${hash}, ${tx.now}::timestamptz) as place`))!.place;
export const giveFigures = async (tx: Transaction, hash: Uint8Array, given: readonly Figure[]): Promise<boolean> =>
  (await row<{ given: boolean }>(tx, sql`select give_figures(${hash}, ${newId(tx)}, ${JSON.stringify(given)}::jsonb, ${tx.now}::timestamptz) as given`))!.given;
export const takeBack = async (tx: Transaction, offerId: string) => (await row<{ state: OfferRow["state"] | "none" }>(tx, sql`select take_back_figures(${offerId}, ${tx.now}::timestamptz) as state`))!.state;
export const findOffer = (tx: Transaction, offerId: string) => row<{ collaborativeId: string; applicationId: string }>(tx, sql`select collaborative_agency_id as "collaborativeId", application_id as "applicationId" from readiness_offers where id = ${offerId}`);
export const listOffers = (tx: Transaction) =>
  rows<OfferRow>(tx, sql`select r.id as "offerId", r.collaborative, r.cohort, r.code, states.all ->> r.id::text as state, r.figures, s.display_name as "agreedBy", r.agreed_at as "agreedAt", b.display_name as "takenBackBy", r.taken_back_at as "takenBackAt"
    from (select offer_states() as all) states cross join readiness_offers r left join staff s on s.agency_id = r.agency_id and s.id = r.agreed_by left join staff b on b.agency_id = r.agency_id and b.id = r.taken_back_by order by r.agreed_at desc, r.id desc limit 100`);

/** Wrong codes since a moment, by the actor and by all; whoever tries next waits until the transaction before has ended. */
export async function countTries(tx: Transaction, staffId: string, since: Instant): Promise<{ person: number; agency: number }> {
  await sql`select pg_advisory_xact_lock(hashtextextended('readiness code ' || ${tx.actor.agencyId}, 0))`.execute(tx);
  return (await row<{ person: number; agency: number }>(tx, sql`select count(*) filter (where staff_id = ${staffId})::integer as person, count(*)::integer as agency from readiness_tries where tried_at > ${since}`))!;
}
export const noteTry = (tx: Transaction, staffId: string) => sql`insert into readiness_tries (agency_id, id, staff_id, tried_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${staffId}, ${tx.now})`.execute(tx);

const within = (column: ReturnType<typeof sql>, { from, to }: Span) => sql`${column} between ${from}::date and ${to}::date`;
/** What the agency's record comes to over some months, by its machine: counts alone. Courses are those that outcomes derive. */
export async function countRecord(tx: Transaction, span: Span, droppedBefore: number): Promise<Omit<Counted, "supervision">> {
  const zone = tx.actor.timeZone;
  const courses = (await row<{ young: Share; assessed: Share; dropped: Share }>(tx, sql`select
      jsonb_build_object('of', count(*) filter (where asked and c.age_band is not null), 'count', count(*) filter (where asked and c.age_band < '6')) as young,
      jsonb_build_object('of', count(*) filter (where begun), 'count', count(*) filter (where begun and exists (select from outcome_pairs p where p.agency_id = c.agency_id and p.course_id = c.id and p.pre is not null))) as assessed,
      jsonb_build_object('of', count(*) filter (where begun and (c.ended_on is not null or c.sessions >= ${droppedBefore})), 'count', count(*) filter (where begun and c.ended_on is not null and c.position in ('early_one', 'early_two') and c.sessions < ${droppedBefore})) as dropped
    from outcome_courses c cross join lateral (select c.course = 1 and ${within(sql`c.asked_on`, span)} as asked, c.first_session_on is not null and ${within(sql`c.first_session_on`, span)} as begun) d`))!;
  const missed = (await row<Share>(tx, sql`select count(*)::integer as "of", count(*) filter (where s.status = 'no_show')::integer as count from sessions s where s.status in ('held', 'no_show') and ${within(sql`(s.starts_at at time zone s.time_zone)::date`, span)}`))!;
  const notes = (await row<{ people: number; of: number; medianDays: number | null }>(tx, sql`select count(distinct n.author_id)::integer as people, count(*)::integer as "of", percentile_cont(0.5) within group (order by greatest(0, (n.signed_at at time zone ${zone})::date - (s.starts_at at time zone s.time_zone)::date)) as "medianDays"
    from notes n join sessions s on s.agency_id = n.agency_id and s.id = n.session_id where s.status = 'held' and n.signed_at is not null and ${within(sql`(s.starts_at at time zone s.time_zone)::date`, span)}`))!;
  return { ...courses, missed, notes };
}
/** Who treated from the first to the last day of which month. */
export const listMonths = (tx: Transaction, { from, to }: Span) =>
  rows<MonthOf>(tx, sql`select distinct r.staff_id as "staffId", to_char(m, 'YYYY-MM') as month from generate_series(${from}::date::timestamp, ${to}::date::timestamp, interval '1 month') m join staff_roles r on r.agency_id = ${tx.actor.agencyId} and r.role in ('clinician', 'trainee') and r.valid_from <= m::date and (r.valid_to is null or r.valid_to >= (m + interval '1 month - 1 day')::date)`);
