import { sql } from "kysely";
import { newId, row, type Transaction } from "#database/actor.ts";
import type { LocalRules } from "./settings.contract.ts";

/** The programme's own times and thresholds; null where it has set none. */
export const findRules = (tx: Transaction) =>
  row<{ rules: LocalRules; changedAt: string; changedBy: string | null }>(tx, sql`select f.content as rules, f.recorded_at as "changedAt", s.display_name as "changedBy" from supervision_settings f left join staff s on s.agency_id = f.agency_id and s.id = f.recorded_by order by f.recorded_at desc, f.id desc limit 1`);
export const insertRules = (tx: Transaction, rules: LocalRules) =>
  sql`insert into supervision_settings (agency_id, id, content, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${JSON.stringify(rules)}, ${tx.now}, ${tx.actor.kind === "staff" ? tx.actor.staffId : null})`.execute(tx);
