import { sql } from "kysely";
import type { Transaction } from "#database/actor.ts";

/** A moment as text in UTC, to the thousandth of a second. */
export const instantText = (column: string) => sql`to_char(${sql.ref(column)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
/** A person's name as one text. */
export const nameOf = (of: string) => sql.raw(`coalesce(trim(${of}.given_name || ' ' || ${of}.family_name), '')`);
/** The member of staff who acts, null for a machine. */
export const staffOf = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);
