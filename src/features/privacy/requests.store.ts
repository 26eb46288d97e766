import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { openForReading } from "#database/sealing.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { AmendmentKind, DenialGround, OwnRequest } from "./requests.contract.ts";
import type { PrivacyRule } from "#features/release/figures.contract.ts";
import { nameOf, staffOf } from "./sources.store.ts";

type Row = Omit<OwnRequest, "disclosure">;
const extension = (of: string) => sql.raw(`case when ${of}.extended_to is null then null else json_build_object('to', ${of}.extended_to, 'reason', ${of}.extension_reason, 'noticedOn', ${of}.extension_noticed_on) end as extension`);
const people = (of: string) => sql.raw(`join cases k on k.agency_id = ${of}.agency_id and k.id = ${of}.case_id join persons p on p.agency_id = k.agency_id and p.id = k.child_id join persons w on w.agency_id = ${of}.agency_id and w.id = ${of}.person_id`);
const amendments = sql`select r.id as "requestId", r.kind, r.case_id as "caseId", ${nameOf("p")} as "childName", r.person_id as "personId", ${nameOf("w")} as "personName", r.received_on as "receivedOn", r.due_on as "dueOn", ${extension("r")}, r.asked, r.answer, r.ground, r.answer_words as "answerWords", r.answered_on as "answeredOn",
    r.author_id as "authorId", a.display_name as "authorName", r.appended_on as "appendedOn", r.statement, r.rebuttal
  from amendment_requests r ${people("r")} left join staff a on a.agency_id = r.agency_id and a.id = r.author_id`;
const accesses = sql`select r.id as "requestId", r.kind, r.case_id as "caseId", ${nameOf("p")} as "childName", r.person_id as "personId", ${nameOf("w")} as "personName", r.received_on as "receivedOn", r.due_on as "dueOn", ${extension("r")}, r.asked, r.answer, null as ground, r.answer_words as "answerWords", r.answered_on as "answeredOn",
    null::uuid as "authorId", null as "authorName", null::date as "appendedOn", null as statement, null as rebuttal
  from records_requests r ${people("r")} where r.kind = 'access'`;
const placeOf = (requestId: string) => ({ thing: requestId, what: "amendment_requests.asked" });
/** Another way of contact may be an address that nobody else knows: it lies sealed. */
const shown = (tx: Transaction, one: Row): OwnRequest => ({ ...one, asked: one.kind === "confidential" ? openForReading(tx.keys, placeOf(one.requestId), one.asked) : one.asked, disclosure: tagOf("service", one.caseId) });

/** Requests that wait for an answer or for their author, or the newest that do not. */
export async function listRequests(tx: Transaction, state: "waiting" | "answered"): Promise<OwnRequest[]> {
  const waits = state === "waiting";
  const found = [
    ...(await rows<Row>(tx, waits ? sql`${amendments} where r.answer is null or (r.author_id is not null and r.appended_on is null) order by r.received_on, r.id limit 300` : sql`${amendments} where r.answer is not null and (r.author_id is null or r.appended_on is not null) order by r.answered_on desc, r.id desc limit 100`)),
    ...(await rows<Row>(tx, waits ? sql`${accesses} and r.answer is null order by r.due_on, r.id limit 300` : sql`${accesses} and r.answer is not null order by r.answered_on desc, r.id desc limit 100`)),
  ];
  return found.map((one) => shown(tx, one));
}
/** What an adult asked of one record, of both kinds, the newest first. */
export async function listOwn(tx: Transaction, caseId: string, personId: string): Promise<OwnRequest[]> {
  const of = sql`r.person_id = ${personId} and r.case_id = any (record_of(${caseId}))`;
  const found = [...(await rows<Row>(tx, sql`${amendments} where ${of} order by r.recorded_at desc, r.id desc limit 100`)), ...(await rows<Row>(tx, sql`${accesses} and ${of} order by r.recorded_at desc, r.id desc limit 100`))];
  return found.map((one) => shown(tx, one)).toSorted((a, b) => b.receivedOn.localeCompare(a.receivedOn) || b.requestId.localeCompare(a.requestId));
}
/** How many requests that one adult made alone about one record wait; what staff took in is not counted. */
export const countOpenAlone = async (tx: Transaction, caseId: string, personId: string) =>
  (await row<{ count: number }>(tx, sql`select ((select count(*) from amendment_requests where case_id = any (record_of(${caseId})) and person_id = ${personId} and recorded_by is null and answer is null) + (select count(*) from records_requests where case_id = any (record_of(${caseId})) and person_id = ${personId} and recorded_by is null and answer is null))::integer as count`))!.count;
/** What one adult asks is taken in one after the other. */
export const takeTurnOf = (tx: Transaction, personId: string) => sql`select pg_advisory_xact_lock(hashtextextended(${`requests of ${personId}`}, 0))`.execute(tx);
/** A request of either kind, held until the transaction ends. */
export async function findToChange(tx: Transaction, requestId: string): Promise<OwnRequest | null> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${requestId}, 0))`.execute(tx);
  const found = (await row<Row>(tx, sql`${amendments} where r.id = ${requestId}`)) ?? (await row<Row>(tx, sql`${accesses} and r.id = ${requestId}`));
  return found ? shown(tx, found) : null;
}

export async function insertRequest(tx: Transaction, one: { caseId: string; personId: string; kind: AmendmentKind; receivedOn: string; dueOn: string | null; asked: string }): Promise<string> {
  const id = newId(tx);
  const asked = one.kind === "confidential" ? tx.keys.seal({ owner: one.caseId, ...placeOf(id) }, one.asked) : one.asked;
  await sql`insert into amendment_requests (agency_id, id, case_id, person_id, kind, received_on, due_on, asked, recorded_by, recorded_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.personId}, ${one.kind}, ${one.receivedOn}, ${one.dueOn}, ${asked}, ${staffOf(tx)}, ${tx.now})`.execute(tx);
  return id;
}
export async function extend(tx: Transaction, of: Pick<OwnRequest, "requestId" | "kind">, one: { to: string; reason: string; noticedOn: string }): Promise<void> {
  const set = sql`set extended_to = ${one.to}, extension_reason = ${one.reason}, extension_noticed_on = ${one.noticedOn} where id = ${of.requestId}`;
  await (of.kind === "access" ? sql`update records_requests ${set}` : sql`update amendment_requests ${set}`).execute(tx);
}
export const noteAnswer = (tx: Transaction, one: { requestId: string; answer: "accepted" | "denied"; ground: DenialGround | null; words: string; authorId: string | null }) =>
  sql`update amendment_requests set answer = ${one.answer}, ground = ${one.ground}, answer_words = ${one.words}, author_id = ${one.authorId}, answered_on = ${tx.today}, answered_by = ${staffOf(tx)} where id = ${one.requestId}`.execute(tx);
export const noteAppended = (tx: Transaction, requestId: string) => sql`update amendment_requests set appended_on = ${tx.today} where id = ${requestId}`.execute(tx);
export const noteStatement = (tx: Transaction, requestId: string, words: string) => sql`update amendment_requests set statement = ${words}, statement_on = ${tx.today} where id = ${requestId}`.execute(tx);
export const noteRebuttal = (tx: Transaction, requestId: string, words: string) => sql`update amendment_requests set rebuttal = ${words} where id = ${requestId}`.execute(tx);
/** Whether somebody works here today. */
export const worksHere = async (tx: Transaction, staffId: string) => (await row(tx, sql`select from staff where id = ${staffId} and holds_on(valid_from, valid_to, today())`)) !== null;

/** What waits for the privacy officer, and what waits to be appended by one author: for Today. */
export const listWaiting = (tx: Transaction) =>
  rows<{ id: string; caseId: string; who: string; since: string; dueOn: string | null }>(tx, sql`select r.id, r.case_id as "caseId", ${nameOf("w")} as who, r.received_on as since, coalesce(r.extended_to, r.due_on) as "dueOn" from amendment_requests r join persons w on w.agency_id = r.agency_id and w.id = r.person_id where r.answer is null order by 5 nulls last, r.id limit 200`);
export const listToAppend = (tx: Transaction, staffId: string) =>
  rows<{ id: string; caseId: string; who: string; since: string }>(tx, sql`select r.id, r.case_id as "caseId", ${nameOf("p")} as who, r.answered_on as since from amendment_requests r ${people("r")} where r.author_id = ${staffId} and r.appended_on is null order by r.answered_on, r.id limit 200`);

/** The newest figure of each kind that the agency set, with who set it, when and why. */
export const listOwnRules = (tx: Transaction) =>
  rows<PrivacyRule & { setBy: string; setOn: string; reason: string }>(tx, sql`select r.content ->> 'key' as key, (r.content ->> 'value')::integer as value, (r.content ->> 'extension')::integer as extension, r.content ->> 'status' as status, r.content ->> 'source' as source, r.reason, s.display_name as "setBy", (r.set_at at time zone ${tx.actor.timeZone})::date as "setOn"
    from (select distinct on (content ->> 'key') * from privacy_rules order by content ->> 'key', set_at desc, id desc) r join staff s on s.agency_id = r.agency_id and s.id = r.set_by`);
export const insertRule = (tx: Transaction, rule: PrivacyRule, reason: string) =>
  sql`insert into privacy_rules (agency_id, id, content, reason, set_by, set_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${JSON.stringify(rule)}, ${reason}, ${staffOf(tx)}, ${tx.now})`.execute(tx);
