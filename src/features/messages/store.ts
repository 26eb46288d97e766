import { sql } from "kysely";
import { newId, row, rows, type Database, type Transaction } from "#database/actor.ts";
import type { Instant } from "#kernel/dates.ts";
import type { ContactWay } from "#features/people/contract.ts";
import type { MessageFailure, MessageKind, MessageView } from "./contract.ts";

export type NewMessage = { caseId: string | null; personId: string | null; staffId: string | null; kind: MessageKind; linkId: string; language: "en" | "es" };

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
/** A page of the outbox, the newest first. */
export async function listMessages(tx: Transaction, status: string, after: string | null): Promise<{ messages: MessageView[]; next: string | null }> {
  const [afterAt, afterId] = after?.split("|") ?? [null, null];
  const found = await rows<MessageView>(tx, sql`select m.id as "messageId", m.case_id as "caseId", m.person_id as "personId", coalesce(trim(p.given_name || ' ' || p.family_name), s.display_name, '') as "personName",
      m.channel, m.kind, m.language, m.status, m.attempts, m.queued_at as "queuedAt", m.sent_at as "sentAt", m.failure
    from messages m left join persons p on p.agency_id = m.agency_id and p.id = m.person_id left join staff s on s.agency_id = m.agency_id and s.id = m.staff_id
    where (${status} = 'all' or m.status = ${status}) and (${afterAt}::timestamptz is null or (m.queued_at, m.id) < (${afterAt}::timestamptz, ${afterId}::uuid))
    order by m.queued_at desc, m.id desc limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { messages: page, next: found.length > PAGE && last ? `${last.queuedAt}|${last.messageId}` : null };
}

export type MessageRow = { messageId: string; caseId: string | null; personId: string | null; staffId: string | null; kind: MessageKind; linkId: string; language: "en" | "es"; status: string; attempts: number; queuedAt: Instant; sentAt: Instant | null };
const columns = sql`id as "messageId", case_id as "caseId", person_id as "personId", staff_id as "staffId", kind, subject_id as "linkId", language, status, attempts, queued_at as "queuedAt", sent_at as "sentAt"`;
export const findMessage = (tx: Transaction, messageId: string) => row<MessageRow>(tx, sql`select ${columns} from messages where id = ${messageId}`);

/** Takes a waiting message for one worker until a moment; null where another has it, or it waits no more. */
export const claimMessage = (tx: Transaction, messageId: string, until: Instant) =>
  row<MessageRow>(tx, sql`update messages set claimed_until = ${until}, attempts = attempts + 1 where id = ${messageId} and status = 'queued' and (claimed_until is null or claimed_until <= ${tx.now}) returning ${columns}`);

/** Puts a message back as it was before it was taken: nothing was tried. */
export const releaseMessage = (tx: Transaction, messageId: string) => sql`update messages set claimed_until = null, attempts = attempts - 1 where id = ${messageId} and status = 'queued'`.execute(tx);

/** What became of a message that was taken. What was withdrawn meanwhile stays so, unless it had left already. */
export const settleMessage = (tx: Transaction, messageId: string, outcome: { status: "queued" | "sent" | "failed" | "withdrawn"; failure: MessageFailure }) =>
  sql`update messages set status = ${outcome.status}, failure = ${outcome.failure}, claimed_until = null, sent_at = case when ${outcome.status} = 'sent' then ${tx.now}::timestamptz end
    where id = ${messageId} and (status = 'queued' or (status = 'withdrawn' and ${outcome.status} = 'sent'))`.execute(tx);

export const listWaiting = (tx: Transaction) => rows<{ messageId: string }>(tx, sql`select id as "messageId" from messages where status = 'queued' order by queued_at, id limit 10000`);

/** The ways to reach somebody today, or none where they are no longer around this case. */
export const listWaysOf = (tx: Transaction, personId: string, caseId: string | null) =>
  rows<Pick<ContactWay, "way" | "value" | "isSafe" | "hours">>(tx, sql`select way, value, is_safe as "isSafe", hours from contact_ways w where person_id = ${personId} and holds_on(valid_from, valid_to, today())
      and (${caseId}::uuid is null or exists (select from case_people p where p.agency_id = w.agency_id and p.person_id = w.person_id and p.case_id = any (record_of(${caseId})) and holds_on(p.valid_from, p.valid_to, today())))
    order by id`);
export const findStaffEmail = (tx: Transaction, staffId: string) => row<{ value: string }>(tx, sql`select email as value from staff where id = ${staffId} and holds_on(valid_from, valid_to, today())`);

export type AgencyOf = { agencyId: string; timeZone: string };
export const listAgencies = (database: Database) => rows<AgencyOf>(database, sql`select agency_id as "agencyId", time_zone as "timeZone" from dyad.list_agencies()`);

/** Whether the link of this token may still be used. */
export const linkIsOpen = async (tx: Transaction, tokenHash: Buffer) => (await row<{ isOpen: boolean }>(tx, sql`select is_open as "isOpen" from find_link(${tokenHash}, ${tx.now})`))?.isOpen ?? false;
export const findPublicName = async (tx: Transaction) => (await row<{ publicName: string }>(tx, sql`select public_name as "publicName" from agencies`))?.publicName ?? "";

/** Whether an adult said no to messages, or took the yes back, in any case where she was asked. Who was never asked is written to in the way she called safe. */
export const hasRefusedMessages = async (tx: Transaction, personId: string, caseId: string | null) =>
  (await row<{ refused: boolean }>(tx, sql`select coalesce((select k.answer = 'no' or k.withdrawn_on <= today() or not holds_on(k.valid_from, k.valid_to, today()) from consents k where k.kind = 'messages' and k.signer_id = ${personId} and (${caseId}::uuid is null or k.case_id = any (record_of(${caseId}))) order by k.signed_at desc, k.id desc limit 1), false) as refused`))!.refused;
