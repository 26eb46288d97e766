import { sql } from "kysely";
import type { z } from "zod";
import { rows, type Transaction } from "#database/actor.ts";
import type { scorePoint } from "./contract.ts";
import type { SessionOnAxis } from "./rules.ts";

export const listSessionsOnAxis = (tx: Transaction, caseId: string) =>
  rows<SessionOnAxis>(tx, sql`select s.id as "sessionId", (coalesce(s.held_from, s.starts_at) at time zone s.time_zone)::date as "on", s.status,
      exists (select from attendances a where a.agency_id = s.agency_id and a.session_id = s.id and a.part = 'child' and a.status in ('present', 'late', 'left')) as "childCame"
    from sessions s where s.case_id = any (record_of(${caseId})) order by s.starts_at, s.id limit 5000`);

export const listScores = (tx: Transaction, caseId: string) =>
  rows<z.infer<typeof scorePoint>>(tx, sql`select m.request_id as "requestId", m.instrument, m.version, r.respondent_id as "informantId", trim(p.given_name || ' ' || p.family_name) as "informantName", m.answered_on as "answeredOn", m.total, m.result ->> 'band' as band,
      jsonb_build_object('class', m.class, 'caseId', m.case_id, 'ownerPersonId', m.owner_person_id, 'ownerStaffId', m.owner_staff_id, 'counterpartStaffId', m.counterpart_staff_id, 'part2', m.part2) as disclosure
    from measure_scores m join measure_requests r on r.agency_id = m.agency_id and r.id = m.request_id join persons p on p.agency_id = r.agency_id and p.id = r.respondent_id
    where m.case_id = any (record_of(${caseId})) order by m.answered_on, m.request_id limit 2000`);
