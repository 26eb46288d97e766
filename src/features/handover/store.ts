import { sql } from "kysely";
import { row, rows, type Transaction } from "#database/actor.ts";
import type { Handover, LeftCase } from "./contract.ts";

/** Somebody who works or worked here, with the last day. */
export const findLeaver = (tx: Transaction, staffId: string) => row<{ staffId: string; name: string; lastDay: string | null }>(tx, sql`select id as "staffId", display_name as name, valid_to as "lastDay" from staff where id = ${staffId}`);

/** Open cases that somebody treats on a day, with whoever else treats them on the day after, and what is booked with that somebody from then on; those with nobody first. */
export const listCases = (tx: Transaction, staffId: string, on: string) =>
  rows<LeftCase>(tx, sql`select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", coalesce(next.people, '[]') as successors, booked.count::integer as booked, booked.first as "firstBooked"
    from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id
    left join lateral (select jsonb_agg(jsonb_build_object('name', s.display_name, 'validFrom', o.valid_from) order by o.valid_from, s.display_name) as people from assignments o join staff s on s.agency_id = o.agency_id and s.id = o.staff_id
      where o.agency_id = c.agency_id and o.case_id = any (record_of(c.id)) and o.kind = 'assigned' and o.staff_id <> ${staffId} and o.valid_from <= ${on}::date + 1 and (o.valid_to is null or o.valid_to > ${on}::date)) next on true
    cross join lateral (select count(*) as count, min(v.starts_at) as first from sessions v where v.agency_id = c.agency_id and v.case_id = c.id and v.clinician_id = ${staffId} and v.status = 'booked' and (v.starts_at at time zone v.time_zone)::date > ${on}::date) booked
    where c.status = 'open' and exists (select from assignments a where a.agency_id = c.agency_id and a.case_id = c.id and a.staff_id = ${staffId} and a.kind = 'assigned' and holds_on(a.valid_from, a.valid_to, ${on}::date))
    order by next.people is not null, 2, c.id limit 1000`);
/** What is booked after a day with somebody as the second clinician, by family: whoever holds it goes on alone or finds another. */
export const listSeconds = (tx: Transaction, staffId: string, on: string) =>
  rows<Handover["seconds"][number]>(tx, sql`select c.id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", array_agg(distinct f.display_name order by f.display_name) as "withNames", count(*)::integer as booked, min(v.starts_at) as "firstBooked"
    from sessions v join cases c on c.agency_id = v.agency_id and c.id = v.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id join staff f on f.agency_id = v.agency_id and f.id = v.clinician_id
    where v.second_clinician_id = ${staffId} and v.status = 'booked' and v.starts_at > ${tx.now} and (v.starts_at at time zone v.time_zone)::date > ${on}::date group by c.id, p.given_name, p.family_name order by 2, c.id limit 1000`);
/** Which of these are cases that somebody treats on a day. */
export const treatedAmong = async (tx: Transaction, staffId: string, caseIds: readonly string[], on: string) =>
  (await rows<{ id: string }>(tx, sql`select distinct a.case_id as id from assignments a where a.staff_id = ${staffId} and a.kind = 'assigned' and holds_on(a.valid_from, a.valid_to, ${on}::date) and a.case_id = any (${[...caseIds]}::uuid[])`)).map(({ id }) => id);

/** Whom somebody supervises on a day, with who else does on the day after. */
export const listSupervised = (tx: Transaction, staffId: string, on: string) =>
  rows<Handover["supervises"][number]>(tx, sql`select v.id as "supervisionId", s.display_name as name, array(select w.display_name from supervisions o join staff w on w.agency_id = o.agency_id and w.id = o.supervisor_id
      where o.agency_id = v.agency_id and o.clinician_id = v.clinician_id and o.supervisor_id <> v.supervisor_id and holds_on(o.valid_from, o.valid_to, ${on}::date + 1) order by 1) as others
    from supervisions v join staff s on s.agency_id = v.agency_id and s.id = v.clinician_id where v.supervisor_id = ${staffId} and holds_on(v.valid_from, v.valid_to, ${on}::date) and (s.valid_to is null or s.valid_to > ${on}::date) order by s.display_name, v.id`);
export const listTeams = (tx: Transaction, staffId: string, on: string) =>
  rows<Handover["teams"][number]>(tx, sql`select t.id as "teamId", t.name, m.part from team_members m join teams t on t.agency_id = m.agency_id and t.id = m.team_id where m.staff_id = ${staffId} and holds_on(m.valid_from, m.valid_to, ${on}::date) order by t.name, t.id`);
/** Colleagues for whom somebody covers after a day. */
export const listCovers = (tx: Transaction, staffId: string, on: string) =>
  rows<Handover["covers"][number]>(tx, sql`select a.id as "absenceId", s.display_name as name, a.valid_from as "validFrom", a.valid_to as "validTo" from absences a join staff s on s.agency_id = a.agency_id and s.id = a.staff_id where a.covered_by = ${staffId} and a.ended_on is null and a.valid_to > ${on}::date order by a.valid_from, a.id`);
