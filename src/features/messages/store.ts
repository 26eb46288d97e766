import { type RawBuilder, sql } from "kysely";
import { MOST_COUNTED } from "#kernel/listing.ts";
import { newId, row, rows, type Database, type Transaction } from "#database/actor.ts";
import { pageBy, pageOf, type SortBy } from "#database/listing.ts";
import type { Instant } from "#kernel/dates.ts";
import type { Channel, HourKind, MessageFailure, MessageKind, MessageStatus, MessageView, OutboxAsked } from "./contract.ts";
import type { JudgedWay } from "./rules.ts";

export type NewMessage = { caseId: string | null; personId: string | null; staffId: string | null; kind: Exclude<MessageKind, HourKind>; linkId: string; language: "en" | "es" };

/** Puts a message into the outbox: whom, by which way, about which link. */
export async function insertMessage(tx: Transaction, one: NewMessage): Promise<string> {
  const id = newId(tx);
  await sql`insert into messages (agency_id, id, case_id, person_id, staff_id, channel, kind, subject_id, language, queued_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.personId}, ${one.staffId}, 'email', ${one.kind}, ${one.linkId}, ${one.language}, ${tx.now})`.execute(tx);
  return id;
}

/** What waits about a link leaves no more. */
export const withdrawMessages = (tx: Transaction, linkId: string) => sql`update messages set status = 'withdrawn' where subject_id = ${linkId} and status in ('queued', 'failed')`.execute(tx);

const PAGE = 50;
type Wanted = OutboxAsked & { caseId: string | null };
const sorts: Record<OutboxAsked["sort"], SortBy> = { queued: { by: sql`m.queued_at`, kind: "moment", misses: "never" }, about: { by: sql`m.about_at`, kind: "moment", misses: "may" } };

function matches({ status, channel, kind, caseId }: Wanted): RawBuilder<unknown> {
  const each = [
    ...(status === "all" ? [] : [sql`m.status = ${status}`]),
    ...(channel === "all" ? [] : [sql`m.channel = ${channel}`]),
    ...(kind === null ? [] : [sql`m.kind = ${kind}`]),
    ...(caseId === null ? [] : [sql`m.case_id = any (record_of(${caseId}))`]),
  ];
  return each.length === 0 ? sql`true` : sql.join(each, sql` and `);
}

/** A page of the outbox as it was asked for; of one family that of the whole record. */
export async function listMessages(tx: Transaction, wanted: Wanted, after: string | null): Promise<{ messages: MessageView[]; next: string | null }> {
  const page = pageBy(sorts[wanted.sort], sql`m.id`, wanted.order, after);
  const found = await rows<MessageView & { key: string | null }>(tx, sql`select m.id as "messageId", m.case_id as "caseId", m.person_id as "personId", coalesce(trim(p.given_name || ' ' || p.family_name), s.display_name, '') as "personName",
      m.channel, m.kind, m.language, m.status, m.attempts, m.queued_at as "queuedAt", m.not_before as "notBefore", m.sent_at as "sentAt", m.told_at as "toldAt", m.replied_at as "repliedAt", m.about_at as "aboutAt", m.failure, ${page.key} as key
    from messages m left join persons p on p.agency_id = m.agency_id and p.id = m.person_id left join staff s on s.agency_id = m.agency_id and s.id = m.staff_id
    where ${matches(wanted)} and ${page.follows} order by ${page.order} limit ${PAGE + 1}`);
  const { rows: messages, next } = pageOf(found, PAGE, (one) => one.messageId);
  return { messages, next };
}
/** How many match, of those that the actor sees: exactly up to `MOST_COUNTED`, then one more. */
export const countMessages = async (tx: Transaction, wanted: Wanted) => (await row<{ count: number }>(tx, sql`select count(*)::integer as count from (select from messages m where ${matches(wanted)} limit ${MOST_COUNTED + 1}) counted`))!.count;

export type MessageRow = {
  messageId: string;
  caseId: string | null;
  personId: string | null;
  staffId: string | null;
  channel: Channel;
  kind: MessageKind;
  /** The link that a message brings, the session that a reminder is about, or the offer of an hour. */
  linkId: string;
  language: "en" | "es";
  status: MessageStatus;
  attempts: number;
  failure: MessageFailure;
  queuedAt: Instant;
  notBefore: Instant | null;
  claimedUntil: Instant | null;
  aboutAt: Instant | null;
  sentAt: Instant | null;
};
const columns = sql`id as "messageId", case_id as "caseId", person_id as "personId", staff_id as "staffId", channel, kind, subject_id as "linkId", language, status, attempts, failure, queued_at as "queuedAt", not_before as "notBefore", claimed_until as "claimedUntil", about_at as "aboutAt", sent_at as "sentAt"`;
export const findMessage = (tx: Transaction, messageId: string) => row<MessageRow>(tx, sql`select ${columns} from messages where id = ${messageId}`);
/** The same, held until the transaction ends: two who would send it come one after the other. */
export const lockMessage = (tx: Transaction, messageId: string) => row<MessageRow>(tx, sql`select ${columns} from messages where id = ${messageId} for update`);

/** Until this transaction ends nothing is begun to this adult or number, and nobody takes a yes back meanwhile. */
export const holdMessagesTo = (tx: Transaction, personIdOrNumber: string) => sql`select hold_messages_to(${personIdOrNumber})`.execute(tx);

/** Writes down that a message is being sent, before it is: by which way, and until when one worker has it. */
export const claimMessage = (tx: Transaction, messageId: string, channel: Channel, until: Instant) =>
  row<MessageRow>(tx, sql`update messages set status = 'sending', channel = ${channel}, claimed_until = ${until}, attempts = attempts + 1 where id = ${messageId} and status in ('queued', 'sending') returning ${columns}`);

/** Notes why a message waits on, and from when on it may be tried; it is not being sent. */
export const postponeMessage = (tx: Transaction, messageId: string, until: Instant) => sql`update messages set not_before = ${until} where id = ${messageId} and status = 'queued'`.execute(tx);

/** What became of a message that nothing was sent of in this try. */
export const settleMessage = (tx: Transaction, messageId: string, outcome: { status: "sent" | "failed" | "withdrawn" | "unclear"; failure: MessageFailure }) =>
  sql`update messages set status = ${outcome.status}, failure = ${outcome.failure}, claimed_until = null, sent_at = case when ${outcome.status} = 'sent' then ${tx.now}::timestamptz end
    where id = ${messageId} and status in ('queued', 'sending')`.execute(tx);

/** It was taken: that stands whatever was thought of it meanwhile, but for what the provider told already. */
export const noteSent = async (tx: Transaction, messageId: string) =>
  (await row(tx, sql`update messages set status = 'sent', failure = '', claimed_until = null, sent_at = ${tx.now} where id = ${messageId} and status in ('sending', 'unclear', 'queued', 'failed', 'withdrawn') returning id`)) !== null;
/** It was not taken, or nobody can tell: of the try that this worker made, and of no later one. */
export const noteNotTaken = async (tx: Transaction, messageId: string, attempts: number, outcome: { status: "queued" | "sending" | "failed" | "unclear"; failure: MessageFailure }) =>
  (await row(tx, sql`update messages set status = ${outcome.status}, failure = ${outcome.failure}, claimed_until = null where id = ${messageId} and status = 'sending' and attempts = ${attempts} returning id`)) !== null;

/** Takes back what waits, by a person; false where it waits no more. */
export const withdrawByHand = async (tx: Transaction, messageId: string) => (await row(tx, sql`update messages set status = 'withdrawn', failure = 'by_hand' where id = ${messageId} and status = 'queued' returning id`)) !== null;
/** Puts a message that failed or is unclear in again, by a person; false where somebody was faster. */
export const queueAgain = async (tx: Transaction, messageId: string, status: MessageStatus) =>
  (await row(tx, sql`update messages set status = 'queued', failure = '', attempts = 0, claimed_until = null, not_before = null, sent_at = null, told_at = null where id = ${messageId} and status = ${status} returning id`)) !== null;

/** What waits or was being sent, by the channels that send; the oldest first. */
export const listWaiting = (tx: Transaction, by: readonly Channel[]) =>
  rows<{ messageId: string; notBefore: Instant | null }>(tx, sql`select id as "messageId", not_before as "notBefore" from messages where status in ('queued', 'sending') and channel = any (${[...by]}) order by queued_at, id limit 10000`);
/** What was being sent by a worker that is there no more. */
export const listLeftBehind = (tx: Transaction) =>
  rows<{ messageId: string }>(tx, sql`select id as "messageId" from messages where status = 'sending' and (claimed_until is null or claimed_until <= ${tx.now}) order by queued_at, id limit 1000`);

/** The ways to reach somebody today, the oldest first, or none where they are no longer around this case. */
export const listWaysOf = (tx: Transaction, personId: string, caseId: string | null) =>
  rows<JudgedWay>(tx, sql`select way, value, is_safe as "isSafe", hours, time_zone as "timeZone", dialable(value) as number,
      way = 'text' and exists (select from text_stops t where t.agency_id = w.agency_id and t.number = dialable(w.value) and t.lifted_at is null) as "isStopped"
    from contact_ways w where person_id = ${personId} and holds_on(valid_from, valid_to, today())
      and (${caseId}::uuid is null or exists (select from case_people p where p.agency_id = w.agency_id and p.person_id = w.person_id and p.case_id = any (record_of(${caseId})) and p.taken_back_at is null and holds_on(p.valid_from, p.valid_to, today())))
    order by id`);
export const findStaffEmail = (tx: Transaction, staffId: string) => row<{ value: string }>(tx, sql`select email as value from staff where id = ${staffId} and holds_on(valid_from, valid_to, today())`);

export type AgencyOf = { agencyId: string; timeZone: string };
export const listAgencies = (database: Database) => rows<AgencyOf>(database, sql`select agency_id as "agencyId", time_zone as "timeZone" from dyad.list_agencies()`);

/** Whether the link of this token may still be used. */
export const linkIsOpen = async (tx: Transaction, tokenHash: Buffer) => (await row<{ isOpen: boolean }>(tx, sql`select is_open as "isOpen" from find_link(${tokenHash}, ${tx.now})`))?.isOpen ?? false;
export const findPublicName = async (tx: Transaction) => (await row<{ publicName: string }>(tx, sql`select public_name as "publicName" from agencies`))?.publicName ?? "";

/** Whether an adult said yes to messages in this record, and it holds today: what nobody waits for asks for more than that nobody said no. */
export const hasAgreedToMessages = async (tx: Transaction, personId: string, caseId: string) =>
  (await row<{ agreed: boolean }>(tx, sql`select coalesce((select k.answer = 'yes' and (k.withdrawn_on is null or k.withdrawn_on > today()) and holds_on(k.valid_from, k.valid_to, today()) from consents k where k.kind = 'messages' and k.signer_id = ${personId} and k.case_id = any (record_of(${caseId})) order by k.signed_at desc, k.id desc limit 1), false) as agreed`))!.agreed;
/** Whether an adult said no to messages, or took the yes back, in any case where she was asked. Who was never asked is written to in the way she called safe. */
export const hasRefusedMessages = async (tx: Transaction, personId: string, caseId: string | null) =>
  (await row<{ refused: boolean }>(tx, sql`select coalesce((select k.answer = 'no' or k.withdrawn_on <= today() or not holds_on(k.valid_from, k.valid_to, today()) from consents k where k.kind = 'messages' and k.signer_id = ${personId} and (${caseId}::uuid is null or k.case_id = any (record_of(${caseId}))) order by k.signed_at desc, k.id desc limit 1), false) as refused`))!.refused;
