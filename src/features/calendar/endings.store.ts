import { sql } from "kysely";
import { rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { ofClinician, ofTeam, sessionsOn } from "./store.ts";

/** The last visit as it is planned among the dates of some records, of each its newest since its course began. */
export const findPlannedEnds = (tx: Transaction, caseIds: readonly string[]) =>
  rows<{ caseId: string; on: CivilDate }>(tx, sql`select wanted.id as "caseId", planned.on_day as on from unnest(${[...caseIds]}::uuid[]) wanted (id)
    cross join lateral (select m.happened_on as on_day from case_milestones m where m.case_id = any (record_of(wanted.id)) and m.kind = 'planned_end' and not m.withdrawn
      and m.recorded_at >= coalesce((select max(k.recorded_at) from course_starts k where k.case_id = any (record_of(wanted.id))), '-infinity')
      and not exists (select from case_milestones n where n.agency_id = m.agency_id and n.supersedes_id = m.id) order by m.recorded_at desc, m.id desc limit 1) planned`);

/** A session of a span as its card is marked: whether the chart is open to the viewer, and who it needs. */
export type Marked = { sessionId: string; caseId: string; on: CivilDate; isChartOpen: boolean; languages: { name: string; language: string }[]; clinicianIds: string[]; hasInterpreter: boolean };
/** The visits to come of some days, of one clinician or of a team's, with the adults who are expected. */
export const listMarked = (tx: Transaction, { from, to, clinicianId, teamId }: { from: CivilDate; to: CivilDate; clinicianId: string | null; teamId: string | null }, most: number) =>
  rows<Marked>(tx, sql`select s.id as "sessionId", s.case_id as "caseId", (s.starts_at at time zone s.time_zone)::date as on, (select sees_all('child_chart')) or s.case_id = any ((select cases_for('child_chart'))::uuid[]) as "isChartOpen",
      (select coalesce(jsonb_agg(jsonb_build_object('name', p.given_name, 'language', p.language) order by p.id), '[]') from attendances a join persons p on p.agency_id = a.agency_id and p.id = a.person_id where a.agency_id = s.agency_id and a.session_id = s.id and a.part = 'caregiver' and a.status = 'expected') as languages,
      array_remove(array[s.clinician_id, s.second_clinician_id], null) as "clinicianIds",
      exists (select from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.part = 'interpreter' and a.status <> 'cancelled') as "hasInterpreter"
    from ${sessionsOn(tx, from, to)} where s.status = 'booked' and s.ends_at > ${tx.now}
      and ${ofClinician(clinicianId)} and ${ofTeam(teamId, from, to)}
    order by s.starts_at, s.id limit ${most}`);

/** The days of the booked visits of some records from a day on: meetings without the family are no visits. */
export const listBookedDays = (tx: Transaction, caseIds: readonly string[], from: CivilDate) =>
  rows<{ caseId: string; sessionId: string; on: CivilDate }>(tx, sql`select wanted.id as "caseId", s.id as "sessionId", (s.starts_at at time zone s.time_zone)::date as on from unnest(${[...caseIds]}::uuid[]) wanted (id) join sessions s on s.case_id = any (record_of(wanted.id))
    where s.status = 'booked' and s.kind not in ('collateral', 'coordination', 'team', 'phone') and s.starts_at >= (${from}::date)::timestamp at time zone ${tx.actor.timeZone} order by s.starts_at, s.id limit 5000`);
