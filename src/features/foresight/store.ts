import { sql } from "kysely";
import { rows, type Transaction } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Override } from "#features/policy/contract.ts";
import type { Booked } from "./rules.ts";

/** The most sessions that one look takes. */
export const MOST_BOOKED = 20_000;

/** Booked sessions from a day on, soonest first; one more than the most where there are more. */
export const listBooked = (tx: Transaction, from: CivilDate) =>
  rows<Booked>(tx, sql`select s.id as "sessionId", s.case_id as "caseId", s.clinician_id as "clinicianId", s.starts_at as "startsAt", s.ends_at as "endsAt", s.time_zone as "timeZone", (s.starts_at at time zone s.time_zone)::date as "on"
    from sessions s where s.status = 'booked' and s.starts_at >= (${from}::date)::timestamp at time zone ${tx.actor.timeZone}
    order by s.starts_at, s.id limit ${MOST_BOOKED + 1}`);

/** Whose sessions and with whom, for those that are shown. */
export const listNames = (tx: Transaction, sessionIds: readonly string[]) =>
  rows<{ sessionId: string; childName: string; clinicianName: string }>(tx, sql`select s.id as "sessionId", trim(p.given_name || ' ' || p.family_name) as "childName", f.display_name as "clinicianName"
    from sessions s join cases c on c.agency_id = s.agency_id and c.id = s.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id join staff f on f.agency_id = s.agency_id and f.id = s.clinician_id where s.id = any (${sessionIds}::uuid[])`);

/** Exceptions in force from a policy's clauses, as far as the actor sees them. */
export const listOverrides = (tx: Transaction, policy: string) =>
  rows<Override & { caseId: string }>(tx, sql`select case_id as "caseId", rule, role, reason, overridden_at as at from overrides where policy = ${policy} and ended_at is null order by overridden_at, id limit 20000`);
