import { sql } from "kysely";
import { row, type Transaction } from "#database/actor.ts";

/** A letter about an application as it was kept, and to whom it goes: null where the application is gone, or names nobody to the actor. */
export const findApplicationLetter = (tx: Transaction, letterId: string) =>
  row<{ paragraphs: string[]; kind: string; linkId: string | null; email: string | null }>(tx, sql`select l.paragraphs, l.kind, l.link_id as "linkId",
      case when l.person is null then n.email else (select p.one ->> 'email' from jsonb_array_elements(n.content -> 'people') p (one) where p.one ->> 'id' = l.person) end as email
    from application_letters l left join application_names n on n.agency_id = l.agency_id and n.application_id = l.application_id where l.id = ${letterId}`);
