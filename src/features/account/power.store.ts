import { sql } from "kysely";
import { newId, rows, type Transaction } from "#database/actor.ts";

/** Who is told: those who answer for privacy and those who administer, but for whoever acts. */
export const listToldOfPower = (tx: Transaction) =>
  rows<{ staffId: string; language: "en" | "es" }>(tx, sql`select distinct s.id as "staffId", case when s.language = 'es' then 'es' else 'en' end as language from staff s join staff_roles r on r.agency_id = s.agency_id and r.staff_id = s.id
    where r.role in ('administrator', 'privacy_officer') and holds_on(r.valid_from, r.valid_to, today()) and holds_on(s.valid_from, s.valid_to, today()) and s.id is distinct from actor_staff()`);

/** Puts into the outbox that something waits for somebody. The feature of messages is read later, so its table is written here. */
export async function insertAttention(tx: Transaction, one: { staffId: string; subjectId: string; language: "en" | "es" }): Promise<string> {
  const id = newId(tx);
  await sql`insert into messages (agency_id, id, case_id, person_id, staff_id, channel, kind, subject_id, language, queued_at)
    values (${tx.actor.agencyId}, ${id}, null, null, ${one.staffId}, 'email', 'attention', ${one.subjectId}, ${one.language}, ${tx.now})`.execute(tx);
  return id;
}
