import { sql } from "kysely";
import { newId, row, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Channel } from "./contract.ts";

export type NewOfferMessage = { caseId: string; personId: string; offerId: string; language: "en" | "es"; channel: Channel; aboutAt: Instant; notBefore: Instant };
/** Puts the message that offers an hour into the outbox. */
export async function insertOfferMessage(tx: Transaction, one: NewOfferMessage): Promise<string> {
  const id = newId(tx);
  await sql`insert into messages (agency_id, id, case_id, person_id, channel, kind, subject_id, language, queued_at, not_before, about_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.personId}, ${one.channel}, 'hour_offer', ${one.offerId}, ${one.language}, ${tx.now}, ${one.notBefore}, ${one.aboutAt})`.execute(tx);
  return id;
}

/** Whether an hour is still offered: nobody answered, it is not too late, and the hour was given to nobody. */
export const offerStands = async (tx: Transaction, offerId: string) =>
  (await row<{ stands: boolean }>(tx, sql`select o.answer is null and o.stands_until > ${tx.now} and not clinician_is_taken(o.clinician_id, o.starts_at, o.ends_at) as stands from hour_offers o where o.id = ${offerId}`))?.stands ?? false;
