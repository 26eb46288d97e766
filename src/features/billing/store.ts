import { sql } from "kysely";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { row, rows, type Transaction } from "#database/actor.ts";
import { MOST_COUNTED, type Service } from "./contract.ts";

const PAGE = 50;
/** A page of services by date, the newest first, or the one of a session; the key is the date and the session. */
export async function listServices(tx: Transaction, { status, sessionId, after }: { status: Service["status"] | "all"; sessionId: string | null; after: string | null }): Promise<{ services: Service[]; next: string | null }> {
  const key = readMomentKey(after);
  const found = await rows<Service>(tx, sql`
    select v.session_id as "sessionId", v.case_id as "caseId", trim(p.given_name || ' ' || p.family_name) as "childName", st.display_name as "clinicianName", v.service_date as "serviceDate", v.units, v.status, v.recorded_at as "recordedAt", d.verdict, d.answer as decision
    from services v join sessions s on s.agency_id = v.agency_id and s.id = v.session_id join staff st on st.agency_id = s.agency_id and st.id = s.clinician_id
      join cases c on c.agency_id = v.agency_id and c.id = v.case_id join persons p on p.agency_id = c.agency_id and p.id = c.child_id join decisions d on d.agency_id = v.agency_id and d.id = v.decision_id
    where ${status === "all" ? sql`true` : sql`v.status = ${sql.lit(status)}`} and (${sessionId}::uuid is null or v.session_id = ${sessionId}) and (${key?.at ?? null}::date is null or (v.service_date, v.session_id) < (${key?.at ?? null}::date, ${key?.id ?? null}::uuid))
    order by v.service_date desc, v.session_id desc limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { services: page, next: found.length > PAGE && last ? momentKey(last.serviceDate, last.sessionId) : null };
}

// The status stands in the statement itself: a plan that is kept for any of them looks through all services for the few that are held.
/** How many of a status the actor sees, up to `MOST_COUNTED`. Row-level security alone would look through every service of the agency: here whoever sees all counts all, and the others go by their cases. */
const counted = (status: Service["status"]) => sql`(select count(*) from (
  select from services where status = ${sql.lit(status)} and (select sees_all('service'))
  union all
  select from services where status = ${sql.lit(status)} and not (select sees_all('service')) and case_id = any ((select cases_for('service'))::uuid[]) limit ${MOST_COUNTED}) seen)`;
export const countServices = async (tx: Transaction) => (await row<{ ready: number; held: number }>(tx, sql`select ${counted("ready")} as ready, ${counted("held")} as held`))!;
