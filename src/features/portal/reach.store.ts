import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { Language } from "#kernel/language.ts";
import type { OwnWay } from "./reach.contract.ts";

export type WayRow = Omit<OwnWay, "masked"> & { value: string };
/** The ways by which the adult who is signed in is reached today. */
export const listOwnWays = (tx: Transaction) =>
  rows<WayRow>(tx, sql`select w.id as "contactWayId", w.way, w.value, w.is_safe as "isSafe", w.voicemail, w.hours,
      case when w.way <> 'text' then 'none' when t.source = 'provider' then 'stopped_elsewhere' when t.source is not null then 'stopped_here' else 'come' end as texts
    from contact_ways w left join text_stops t on t.agency_id = w.agency_id and w.way = 'text' and t.number = dialable(w.value) and t.lifted_at is null
    where w.person_id = actor_person() and holds_on(w.valid_from, w.valid_to, today()) order by w.way, w.id`);
/** Says of an own way that it is no longer safe; null where it is nobody's of one's own, or was not. */
export const markUnsafe = (tx: Transaction, contactWayId: string) =>
  row<{ way: "phone" | "text" | "email"; value: string }>(tx, sql`update contact_ways set is_safe = false where id = ${contactWayId} and person_id = actor_person() and is_safe and holds_on(valid_from, valid_to, today()) returning way, value`);
export const stopOwnTexts = async (tx: Transaction) => {
  const numbers = await rows<{ number: string }>(tx, sql`select unnest(own_numbers()) as number`);
  let stopped = 0;
  for (const { number } of numbers) if ((await row(tx, sql`insert into text_stops (agency_id, id, number, source, stopped_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${number}, 'portal', ${tx.now}) on conflict do nothing returning id`)) !== null) stopped++;
  return stopped;
};
export const allowOwnTexts = async (tx: Transaction) => (await rows(tx, sql`update text_stops set lifted_at = ${tx.now} where lifted_at is null and source <> 'provider' and number = any (own_numbers()) returning id`)).length;
export const setLetters = (tx: Transaction, language: Language) => sql`update persons set language = ${language} where id = actor_person()`.execute(tx);
/** The open cases for which the adult cares today: where a team is there to be told. */
export const listOwnCases = (tx: Transaction, personId: string) => rows<{ caseId: string }>(tx, sql`select c.id as "caseId" from cases c where c.id = any (own_cases_by('participates')) and correspondence_state(c.id, ${personId}) = 'open' order by c.id`);
