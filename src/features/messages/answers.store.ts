import { sql } from "kysely";
import { row, type Transaction } from "#database/actor.ts";

/** The words of an answer to a reader, and the address that the reader left; null where there is none any more, or it is not the actor's. */
export const findAnswer = (tx: Transaction, answerId: string) =>
  row<{ words: string; email: string | null }>(tx, sql`select a.words, q.contact ->> 'email' as email from question_answers a join questions q on q.agency_id = a.agency_id and q.id = a.question_id where a.id = ${answerId}`);
