import { sql } from "kysely";
import { newId, rows, type Transaction } from "#database/actor.ts";
import type { ReturnInputs } from "./contract.ts";

const MOST_VERSIONS = 50;

/** What was kept, the newest first. */
export const listVersions = (tx: Transaction) =>
  rows<{ inputs: ReturnInputs; keptAt: string; keptBy: string }>(tx, sql`select r.content as inputs, r.recorded_at as "keptAt", coalesce(s.display_name, '') as "keptBy"
    from return_inputs r left join staff s on s.agency_id = r.agency_id and s.id = r.recorded_by order by r.recorded_at desc, r.id desc limit ${MOST_VERSIONS}`);
export const insertVersion = (tx: Transaction, inputs: ReturnInputs) =>
  sql`insert into return_inputs (agency_id, id, content, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${JSON.stringify(inputs)}, ${tx.now}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
