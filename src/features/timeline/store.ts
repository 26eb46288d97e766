import { sql } from "kysely";
import type { z } from "zod";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { attended, sessionMonth } from "./contract.ts";
import type { Counted, Passage, SessionOnAxis } from "./rules.ts";

const day = sql`(coalesce(s.held_from, s.starts_at) at time zone s.time_zone)::date`;
/** Whether the child came. A family sees of attendance its own, so to it the kind of the session says so. */
const childCame = sql`case when (select actor_kind()) = 'caregiver' then s.kind in ('dyadic', 'family') else exists (select from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.part = 'child' and a.status in ('present', 'late', 'left')) end`;

/** The sessions from a day on. */
export const listSessionsOnAxis = (tx: Transaction, caseId: string, from: CivilDate) =>
  rows<SessionOnAxis>(tx, sql`select ${day} as "on", s.status, ${childCame} as "childCame" from sessions s where s.case_id = any (record_of(${caseId})) and ${day} >= ${from}::date order by s.starts_at, s.id limit 5000`);

/** The sessions of every month in which there is one, counted as they would be marked one by one. */
export const countByMonth = (tx: Transaction, caseId: string) =>
  rows<z.infer<typeof sessionMonth>>(tx, sql`select date_trunc('month', "on")::date as month, count(*) filter (where status = 'held' and came) as together, count(*) filter (where status = 'held' and not came) as caregiver_alone,
      count(*) filter (where status = 'no_show') as missed, count(*) filter (where status = 'booked' and "on" >= today()) as planned
    from (select ${day} as "on", s.status, ${childCame} as came from sessions s where s.case_id = any (record_of(${caseId})) and s.status <> 'cancelled') one group by 1 order by 1`);

export const countSessions = async (tx: Transaction, caseId: string) =>
  (await row<Counted>(tx, sql`select count(*) filter (where s.status = 'held') as held, min(${day}) filter (where s.status = 'held') as "firstOn", count(*) filter (where s.status = 'no_show') as missed from sessions s where s.case_id = any (record_of(${caseId}))`))!;

/** To how many of the sessions that took place, or were missed, each adult came; those that were cancelled in time count for nobody. */
export const countAttendance = (tx: Transaction, caseId: string) =>
  rows<z.infer<typeof attended>>(tx, sql`select a.person_id as "personId", trim(p.given_name || ' ' || p.family_name) as name, count(*) filter (where s.status = 'held' and a.status in ('present', 'late', 'left')) as came, count(*) as "of"
    from attendances a join sessions s on s.agency_id = a.agency_id and s.id = a.session_id join persons p on p.agency_id = a.agency_id and p.id = a.person_id
    where s.case_id = any (record_of(${caseId})) and a.part = 'caregiver' and a.status <> 'cancelled' and s.status in ('held', 'no_show') group by 1, 2 order by 4 desc, 2, 1`);

/**
 * The passages of signed notes from a day on, by day or by month, as far as the actor reads them: their coded choices and whether there are words.
 * Of a brother or sister what was written in the same hour is in their own case. As in fidelity, never what a clinician keeps apart, nor what an adult's Part 2 record holds.
 */
export const listPassages = (tx: Transaction, caseId: string, from: CivilDate, by: "session" | "month") =>
  rows<Passage>(tx, sql`select ${by === "session" ? day : sql`date_trunc('month', ${day})::date`} as "on", b.case_id as "caseId", b.class, b.owner_person_id as "ownerPersonId", b.section, b.chips, b.words <> '' as "hasWords"
    from sessions s join notes n on n.agency_id = s.agency_id and n.session_id = s.id and n.status in ('signed', 'awaiting_cosignature')
      join blocks b on b.agency_id = s.agency_id and b.session_id = s.id and b.case_id = s.case_id and b.amends_block_id is null and b.class in ('child_chart', 'relationship', 'caregiver') and not b.part2
    where s.case_id = any (record_of(${caseId})) and s.status = 'held' and ${day} >= ${from}::date order by s.starts_at, b.id`);
