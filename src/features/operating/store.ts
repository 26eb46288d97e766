import { sql } from "kysely";
import type { Instant } from "#kernel/dates.ts";
import { type Database, row, rows, type Transaction } from "#database/actor.ts";
import type { Role } from "#features/disclosure/contract.ts";

/** How the database is: its version, whether the application's account could step around the walls, and its clock. */
export const findDatabase = (tx: Transaction) =>
  row<{ version: number; isSuper: boolean; at: Instant; trailAhead: boolean }>(tx, sql`select current_setting('server_version_num')::integer / 10000 as version, (select rolsuper or rolbypassrls from pg_roles where rolname = session_user) as "isSuper", clock_timestamp() as at,
    exists (select from audit_entries e where e.at > clock_timestamp() + interval '1 minute') as "trailAhead"`);
export const listSecondFactor = (tx: Transaction) => rows<{ role: Role; people: number; without: number }>(tx, sql`select role, people, without from second_factor_by_role()`);
/** How long the oldest row of the trail waits for its seal, in seconds; how long the chain is. */
export const findSealing = (tx: Transaction) =>
  row<{ unsealedFor: number | null; links: number }>(tx, sql`select (select extract(epoch from clock_timestamp() - min(e.at))::float8 from audit_entries e where e.at > now() - interval '1 day' and not exists (select from audit_chain c where c.agency_id = e.agency_id and c.entry_id = e.id)) as "unsealedFor",
    (select coalesce(max(position), 0) from audit_chain) as links`);
/** The processes of the last day, whether they work jobs off, and when each was last seen. */
export const listProcesses = (db: Database, since: Instant) => rows<{ role: "all" | "web" | "jobs"; seenAt: Instant }>(db, sql`select role, seen_at as "seenAt" from dyad.list_processes(${since})`);

/** What an agency set of its own, where it did. */
export const findAgencySettings = (tx: Transaction) =>
  row<{ name: string; publicName: string; timeZone: string; practice: string | null; session: string | null; timings: boolean; hours: boolean; onCall: boolean; reminders: boolean; schedule: boolean; fidelity: boolean; supervision: boolean; threshold: number | null }>(
    tx,
    sql`select a.name, a.public_name as "publicName", a.time_zone as "timeZone", a.settings #>> '{practice,phone}' as practice, a.settings #>> '{policies,session}' as session,
      exists (select from course_timings) as timings, exists (select from safety_settings) as hours, exists (select from on_call_turns) as "onCall", exists (select from reminder_settings) as reminders, exists (select from measure_schedules) as schedule, exists (select from fidelity_settings) as fidelity, exists (select from supervision_settings) as supervision,
      (select threshold from outcome_settings order by recorded_at desc, id desc limit 1) as threshold from agencies a`,
  );
