import { sql } from "kysely";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { row, rows, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf, type SortBy } from "#database/listing.ts";
import type { Service, ServicesAsked } from "./contract.ts";

const byDay: SortBy = { by: sql`v.service_date`, kind: "date", misses: "never" };
const ofClinician = (clinician: string) => sql`exists (select from sessions k where k.agency_id = v.agency_id and k.id = v.session_id and k.clinician_id = ${clinician === "own" ? sql`(select actor_staff())` : sql`${clinician}::uuid`})`;
const matches = (asked: ServicesAsked) => sql.join([
  asked.status === "all" ? sql`true` : sql`v.status = ${sql.lit(asked.status)}`,
  ...(asked.clinician === null ? [] : [ofClinician(asked.clinician)]),
  ...(asked.verdict === null ? [] : [sql`exists (select from decisions k where k.agency_id = v.agency_id and k.id = v.decision_id and k.verdict = ${asked.verdict})`]),
  ...(asked.from === null ? [] : [sql`v.service_date >= ${asked.from}::date`]),
  ...(asked.to === null ? [] : [sql`v.service_date <= ${asked.to}::date`]),
], sql` and `);

/** A page of services by their days, or the one of a session. */
export async function listServices(tx: Transaction, asked: ServicesAsked, sessionId: string | null, { after, size }: { after: string | null; size: number }): Promise<{ services: Service[]; next: string | null }> {
  const page = pageBy(byDay, sql`v.session_id`, asked.order, after);
  const found = await rows<Service & { key: string | null }>(tx, sql`
    select v.session_id as "sessionId", v.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", st.display_name as "clinicianName", v.service_date as "serviceDate", v.units, v.status, v.recorded_at as "recordedAt", d.verdict, d.answer as decision, ${page.key} as key
    from services v join sessions s on s.agency_id = v.agency_id and s.id = v.session_id join staff st on st.agency_id = s.agency_id and st.id = s.clinician_id
      join cases c on c.agency_id = v.agency_id and c.id = v.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id
    where ${matches(asked)} and (${sessionId}::uuid is null or v.session_id = ${sessionId}) and ${page.follows}
    order by ${page.order} limit ${size + 1}`);
  const { rows: services, next } = pageOf(found, size, (one) => one.sessionId);
  return { services, next };
}
/** How many match, of those that the actor sees: exactly up to `MOST_COUNTED`, then one more. */
export const countMatching = async (tx: Transaction, asked: ServicesAsked) =>
  (await row<{ count: number }>(tx, sql`select count(*)::integer as count from (
    select from services v where (select sees_all('service')) and ${matches(asked)}
    union all
    select from services v where not (select sees_all('service')) and v.case_id = any ((select cases_for('service'))::uuid[]) and ${matches(asked)} limit ${MOST_COUNTED + 1}) counted`))!.count;

// The status stands in the statement itself: a plan that is kept for any of them looks through all services for the few that are held.
/** How many of a status the actor sees, up to `MOST_COUNTED`. Row-level security alone would look through every service of the agency: here whoever sees all counts all, and the others go by their cases. */
const counted = (status: Service["status"]) => sql`(select count(*) from (
  select from services where status = ${sql.lit(status)} and (select sees_all('service'))
  union all
  select from services where status = ${sql.lit(status)} and not (select sees_all('service')) and case_id = any ((select cases_for('service'))::uuid[]) limit ${MOST_COUNTED}) seen)`;
export const countServices = async (tx: Transaction) => (await row<{ ready: number; held: number }>(tx, sql`select ${counted("ready")} as ready, ${counted("held")} as held`))!;
