import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { KeptReturn, ReturnInputs, Taken } from "./contract.ts";

const MOST_VERSIONS = 50;

/** What was kept, the newest first. */
export const listVersions = (tx: Transaction) =>
  rows<KeptReturn>(tx, sql`select r.content - 'taken' as inputs, coalesce(r.content -> 'taken', '[]') as taken, r.recorded_at as "keptAt", coalesce(s.display_name, '') as "keptBy"
    from return_inputs r left join staff s on s.agency_id = r.agency_id and s.id = r.recorded_by order by r.recorded_at desc, r.id desc limit ${MOST_VERSIONS}`);
/** How many people of the agency treat on this day. */
export const countClinicians = async (tx: Transaction) => (await row<{ count: number }>(tx, sql`select count(distinct r.staff_id)::integer as count from staff_roles r where r.role = 'clinician' and holds_on(r.valid_from, r.valid_to, ${tx.today})`))!.count;
export const insertVersion = (tx: Transaction, inputs: ReturnInputs, taken: readonly Taken[]) =>
  sql`insert into return_inputs (agency_id, id, content, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${JSON.stringify({ ...inputs, taken })}, ${tx.now}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
