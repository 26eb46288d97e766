import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { SessionView } from "./contract.ts";
import type { Coming, StoredOffer } from "./offers.rules.ts";
import type { Hour } from "./series.rules.ts";
import { standsForItself } from "#features/people/store.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** A family of a clinician as far as an hour asks: when it comes, how the last visit came out, and how it usually comes (null: it never did). */
export type FamilyOfHour = Coming & { caseId: string; childName: string; nextAt: Instant | null; usual: { kind: SessionView["kind"]; place: SessionView["place"]; modality: SessionView["modality"]; personIds: string[]; travelMinutes: number | null } | null };

/** The open families whom a clinician treats or covers on a day, without the one that had just this hour and gave it back. */
export const listFamiliesOf = (tx: Transaction, clinicianId: string, hour: Hour, week: { from: CivilDate; until: CivilDate }) =>
  rows<FamilyOfHour>(tx, sql`select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName",
      (select count(*)::integer from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status in ('booked', 'held') and s.starts_at >= ${week.from}::date::timestamp at time zone ${tx.actor.timeZone} and s.starts_at < ${week.until}::date::timestamp at time zone ${tx.actor.timeZone}) as "inWeek",
      (select case s.status when 'no_show' then 'missed' else s.status end from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.taken_back_at is null and s.starts_at <= ${tx.now} and s.status in ('held', 'no_show', 'cancelled') order by s.starts_at desc, s.id limit 1) as "lastOutcome",
      (select max((s.starts_at at time zone s.time_zone)::date) from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status = 'held') as "lastMetOn",
      (select min(s.starts_at) from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status = 'booked' and s.starts_at > ${tx.now}) as "nextAt",
      (select jsonb_build_object('kind', s.kind, 'place', s.place, 'modality', s.modality, 'travelMinutes', t.minutes, 'personIds', (select coalesce(jsonb_agg(a.person_id order by a.person_id), '[]') from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.status <> 'cancelled'))
        from sessions s left join session_travel t on t.agency_id = s.agency_id and t.session_id = s.id where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.taken_back_at is null and s.kind in ('dyadic', 'family', 'caregiver_alone', 'child_alone', 'assessment') order by s.starts_at desc, s.id limit 1) as usual
    from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id cross join lateral (select record_of(c.id) as cases offset 0) whole
    where c.status = 'open' and exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = c.id and a.staff_id = ${clinicianId} and holds_on(a.valid_from, a.valid_to, ${hour.on}::date))
      and ${standsForItself}
      and not exists (select from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status = 'cancelled' and s.taken_back_at is null and s.starts_at < ${hour.endsAt} and s.ends_at > ${hour.startsAt})
    order by 2, c.id limit 500`);

/** The adults of a family who may be asked: caregivers around the child today and on a day who may be told of hours, with the language that a message is written in. */
export type AdultOfHour = { personId: string; name: string; language: "en" | "es" };
export const listAdultsOf = (tx: Transaction, caseId: string, on: CivilDate) =>
  rows<AdultOfHour>(tx, sql`select distinct p.id as "personId", trim(p.given_name || ' ' || p.family_name) as name, case when p.language = 'es' or p.language like 'es-%' then 'es' else 'en' end as language
    from case_people w join persons p on p.agency_id = w.agency_id and p.id = w.person_id where w.case_id = any (record_of(${caseId})) and w.part = 'caregiver' and p.kind = 'adult' and w.taken_back_at is null and holds_on(w.valid_from, w.valid_to, today()) and holds_on(w.valid_from, w.valid_to, ${on}::date) and may_be_told_of_hours(p.id, ${caseId}) order by 2, 1`);

const columns = sql`o.id as "offerId", o.case_id as "caseId", trim(child.given_name || ' ' || child.family_name) as "childName", o.person_id as "personId", trim(p.given_name || ' ' || p.family_name) as "personName", o.clinician_id as "clinicianId", held.display_name as "clinicianName",
  o.starts_at as "startsAt", o.ends_at as "endsAt", o.stands_until as "standsUntil", o.way, o.made_at as "madeAt", made.display_name as "byName", o.answered_at as "answeredAt", o.answer,
  exists (select from sessions s where s.agency_id = o.agency_id and s.case_id = any (record_of(o.case_id)) and (s.clinician_id = o.clinician_id or s.second_clinician_id = o.clinician_id) and s.status in ('booked', 'held') and s.starts_at < o.ends_at and s.ends_at > o.starts_at) as "isBooked",
  clinician_is_taken(o.clinician_id, o.starts_at, o.ends_at) as "isTaken"`;
const sources = sql`hour_offers o join cases c on c.agency_id = o.agency_id and c.id = o.case_id join persons child on child.agency_id = c.agency_id and child.id = c.child_id join persons p on p.agency_id = o.agency_id and p.id = o.person_id
  join staff held on held.agency_id = o.agency_id and held.id = o.clinician_id left join staff made on made.agency_id = o.agency_id and made.id = o.made_by`;

/** Offers of hours between two moments, of one clinician or of all; the newest first within an hour. */
export const listOffers = (tx: Transaction, from: Instant, until: Instant, clinicianId: string | null) =>
  rows<StoredOffer>(tx, sql`select ${columns} from ${sources} where o.starts_at < ${until} and o.ends_at > ${from} and (${clinicianId}::uuid is null or o.clinician_id = ${clinicianId}) order by o.starts_at, o.made_at desc, o.id limit 500`);
export const findOffer = (tx: Transaction, offerId: string) => row<StoredOffer>(tx, sql`select ${columns} from ${sources} where o.id = ${offerId}`);

export type NewOffer = { caseId: string; personId: string; clinicianId: string; startsAt: Instant; endsAt: Instant; standsUntil: Instant; way: "message" | "spoken" };
export async function insertOffer(tx: Transaction, one: NewOffer): Promise<string> {
  const id = newId(tx);
  await sql`insert into hour_offers (agency_id, id, case_id, person_id, clinician_id, starts_at, ends_at, stands_until, way, made_by, made_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.personId}, ${one.clinicianId}, ${one.startsAt}, ${one.endsAt}, ${one.standsUntil}, ${one.way}, ${author(tx)}, ${tx.now})`.execute(tx);
  return id;
}
/** Writes down an answer where it is as the writer saw it; false where somebody was faster. */
export const answerOffer = async (tx: Transaction, offerId: string, before: string | null, answer: string) =>
  (await row(tx, sql`update hour_offers set answer = ${answer}, answered_by = ${author(tx)}, answered_at = ${tx.now} where id = ${offerId} and answer is not distinct from ${before}::text returning id`)) !== null;
/** Whether an hour is offered to somebody just now, also where the actor may not see to whom. */
export const hourIsOffered = async (tx: Transaction, clinicianId: string, hour: Pick<Hour, "startsAt" | "endsAt">) => (await row<{ is: boolean }>(tx, sql`select hour_is_offered(${clinicianId}, ${hour.startsAt}, ${hour.endsAt}) as is`))!.is;
export const hourIsTaken = async (tx: Transaction, clinicianId: string, hour: Pick<Hour, "startsAt" | "endsAt">) => (await row<{ is: boolean }>(tx, sql`select clinician_is_taken(${clinicianId}, ${hour.startsAt}, ${hour.endsAt}) as is`))!.is;
