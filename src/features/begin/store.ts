import { sql } from "kysely";
import { row, type Transaction } from "#database/actor.ts";
import type { Found } from "./rules.ts";

/** What there is of everything that a new agency needs. */
export const findProgress = (tx: Transaction) =>
  row<Found>(
    tx,
    sql`with at_work as (select distinct r.staff_id, r.role from staff_roles r where holds_on(r.valid_from, r.valid_to, today()))
    select coalesce((select a.settings #>> '{practice,phone}' from agencies a), '') <> '' as practice, exists (select from agencies a where a.settings ? 'policies') as policies, exists (select from safety_settings) as hours,
      (select count(distinct staff_id) from at_work where role in ('clinician', 'trainee')) as clinicians,
      (select count(distinct w.staff_id) from at_work w where w.role in ('clinician', 'trainee') and exists (select from credentials c where c.staff_id = w.staff_id)) as credentialed,
      (select count(*) from agency_certificates) as certificates, (select count(distinct team_id) from team_members where holds_on(valid_from, valid_to, today())) as teams,
      (select count(distinct clinician_id) from supervisions where holds_on(valid_from, valid_to, today())) as supervised, exists (select from at_work where role = 'supervisor') as "hasSupervisor",
      (select count(*) from cases) as families, (select count(*) from referrals) as referrals, (select count(*) from sessions) as sessions, has_begun() as "hasBegun"`,
  );
