import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { PastVisit } from "./rules.ts";

/** Visits of a case by one row for each person who was to come: those of the last year that are over, the newest first. */
export type VisitOfPerson = PastVisit & { sessionId: string; on: CivilDate; personId: string; name: string; part: string; reason: string };
export const listVisitsByPerson = (tx: Transaction, caseId: string) =>
  rows<VisitOfPerson>(tx, sql`select s.id as "sessionId", (s.starts_at at time zone s.time_zone)::date as "on", s.status, s.cancelled_by as "cancelledBy", a.person_id as "personId", trim(p.given_name || ' ' || p.family_name) as name, a.part, a.status as came, a.reason
    from sessions s join attendances a on a.agency_id = s.agency_id and a.session_id = s.id join persons p on p.agency_id = a.agency_id and p.id = a.person_id
    where s.case_id = any (record_of(${caseId})) and s.status in ('held', 'no_show', 'cancelled') and s.taken_back_at is null and s.starts_at <= ${tx.now} and s.starts_at > ${tx.now}::timestamptz - interval '366 days' and a.part in ('child', 'caregiver', 'sibling')
    order by s.starts_at desc, s.id, a.part = 'child' desc, 6 limit 4000`);

export type OutreachFacts = { caseId: string; who: string; beganOn: CivilDate; outcomes: { met: boolean; on: CivilDate }[]; lastMetOn: CivilDate | null; lastReachedOn: CivilDate | null; lastTriedOn: CivilDate | null; tries: number; nextOn: CivilDate | null; searchSince: CivilDate | null };
const day = sql`(s.starts_at at time zone s.time_zone)::date`;
const facts = sql`c.id as "caseId", trim(child.given_name || ' ' || child.family_name) as who, coalesce(began.on_day, c.opened_on) as "beganOn",
    (select coalesce(jsonb_agg(jsonb_build_object('met', last.met, 'on', last.on_day) order by last.starts_at desc), '[]') from (select s.starts_at, ${day} as on_day, s.status = 'held' as met from sessions s
      where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.starts_at <= present_moment() and s.taken_back_at is null and (s.status in ('held', 'no_show') or (s.status = 'cancelled' and s.cancelled_by = 'family')) order by s.starts_at desc limit 12) last) as outcomes,
    (select max(${day}) from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status = 'held') as "lastMetOn",
    (select max(x.tried_on) from course_contacts x where x.agency_id = c.agency_id and x.case_id = any (whole.cases) and x.reached) as "lastReachedOn",
    (select max(x.tried_on) from course_contacts x where x.agency_id = c.agency_id and x.case_id = any (whole.cases)) as "lastTriedOn",
    (select count(*)::integer from course_contacts x where x.agency_id = c.agency_id and x.case_id = any (whole.cases) and x.tried_on > coalesce((select max(${day}) from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status = 'held'), '-infinity')) as tries,
    (select min(${day}) from sessions s where s.agency_id = c.agency_id and s.case_id = any (whole.cases) and s.status = 'booked' and s.starts_at > present_moment()) as "nextOn",
    (select f.since from course_searches f where f.agency_id = c.agency_id and f.case_id = any (whole.cases) order by f.course desc, f.place desc limit 1) as "searchSince"`;
const sources = sql`cases c join persons child on child.agency_id = c.agency_id and child.id = c.child_id cross join lateral (select record_of(c.id) as cases) whole
    left join lateral (select max(k.began_on) as on_day from course_starts k where k.agency_id = c.agency_id and k.case_id = any (whole.cases)) began on true`;

/** What is known of a family's coming, as far as the actor may read who was tried. Null where the case is closed. */
export const findOutreachFacts = (tx: Transaction, caseId: string) => row<OutreachFacts>(tx, sql`select ${facts} from ${sources} where c.id = ${caseId} and c.status = 'open'`);
/** The same of each open family that somebody treats today. */
export const listOutreachFacts = (tx: Transaction, staffId: string) =>
  rows<OutreachFacts>(tx, sql`select ${facts} from ${sources} where c.status = 'open' and exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = c.id and a.staff_id = ${staffId} and holds_on(a.valid_from, a.valid_to, today())) order by c.id limit 500`);
