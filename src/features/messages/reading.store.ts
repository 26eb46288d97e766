import { sql } from "kysely";
import { row, type Transaction } from "#database/actor.ts";

/** What the team wrote to an adult, as long as it is unread and the adult comes in; null otherwise. */
export const findToRead = (tx: Transaction, familyMessageId: string) =>
  row<{ familyMessageId: string }>(tx, sql`select id as "familyMessageId" from family_messages where id = ${familyMessageId} and written_by is not null and read_at is null and correspondence_state(case_id, person_id) = 'open'`);
