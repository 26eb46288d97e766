import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { AnswerStage, ClearingFile, RefusedFile } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

/** Files of claims, the newest first; `stage` is what its claims wait for. */
export const listFiles = (tx: Transaction) =>
  rows<Omit<ClearingFile, "answers"> & { stage: AnswerStage | null }>(tx, sql`select b.id as "batchId", p.name as "payerName", b.control, b.usage, b.claims, b.charge_cents as "chargeCents", b.made_at as "madeAt", b.sent_at as "sentAt",
      case when h.batch_id is null then 'no' when h.handed_at is null then 'waits' else 'laid' end as asked, ${stage} as stage
    from claim_batches b join payers p on p.agency_id = b.agency_id and p.id = b.payer_id left join clearing_handed h on h.agency_id = b.agency_id and h.batch_id = b.id where b.rewritten_as is null order by b.made_at desc, b.control desc limit 100`);
/** By the claims of a file: what was sent waits to be read, what was read to be let in, what was let in for its money. */
const stage = sql`(select case when count(*) filter (where c.state = 'sent') > 0 then '999' when count(*) filter (where c.state = 'acknowledged') > 0 then '277CA' when count(*) filter (where c.state in ('accepted', 'pended')) > 0 then '835' end from claims c where c.agency_id = b.agency_id and c.batch_id = b.id)`;
/** What a file waits for; null where it waits for nothing, or where there is none. Held until the transaction ends. */
export const holdFile = (tx: Transaction, batchId: string) =>
  row<{ control: number; payerId: string; sentAt: Instant | null; stage: AnswerStage | null }>(tx, sql`select b.control, b.payer_id as "payerId", b.sent_at as "sentAt", ${stage} as stage from claim_batches b where b.id = ${batchId} and b.rewritten_as is null for update of b`);
/** Files that were sent to the same payer before one of this number, the oldest first: what a replacement or a void takes back stands in them. */
export const listEarlier = (tx: Transaction, payerId: string, control: number) =>
  rows<{ batchId: string; sentAt: Instant }>(tx, sql`select distinct b.id as "batchId", b.sent_at as "sentAt", b.control from claim_batches b join claims o on o.agency_id = b.agency_id and o.batch_id = b.id
    where b.payer_id = ${payerId} and b.control < ${control} and b.sent_at is not null and b.rewritten_as is null
      and exists (select from claims f join claim_batches n on n.agency_id = f.agency_id and n.id = f.batch_id where f.agency_id = o.agency_id and f.follows = o.id and f.kind in ('replacement', 'void') and n.control = ${control}) order by b.control`);

/** Asks that a file be laid into the folder; false where that was asked before. */
export const askToHand = async (tx: Transaction, batchId: string): Promise<boolean> =>
  (await row(tx, sql`insert into clearing_handed (agency_id, batch_id, asked_by, asked_at) values (${tx.actor.agencyId}, ${batchId}, ${author(tx)}, ${tx.now}) on conflict do nothing returning batch_id`)) !== null;
export const listToHand = async (tx: Transaction): Promise<string[]> => (await rows<{ batchId: string }>(tx, sql`select batch_id as "batchId" from clearing_handed where handed_at is null order by asked_at, batch_id limit 100`)).map((one) => one.batchId);
export const noteHanded = (tx: Transaction, batchId: string) => sql`update clearing_handed set handed_at = ${tx.now} where batch_id = ${batchId} and handed_at is null`.execute(tx);

export type Look = { lookedAt: Instant; isReached: boolean; unfinished: number; failed: number };
export const findLook = (tx: Transaction) => row<Look>(tx, sql`select looked_at as "lookedAt", is_reached as "isReached", unfinished, failed from clearing_looks`);
export const noteLook = (tx: Transaction, { isReached, unfinished, failed }: Omit<Look, "lookedAt">) =>
  sql`insert into clearing_looks (agency_id, looked_at, is_reached, unfinished, failed) values (${tx.actor.agencyId}, ${tx.now}, ${isReached}, ${unfinished}, ${failed})
    on conflict (agency_id) do update set looked_at = excluded.looked_at, is_reached = excluded.is_reached, unfinished = excluded.unfinished, failed = excluded.failed`.execute(tx);
export const insertRefused = (tx: Transaction, { mark, why }: Pick<RefusedFile, "mark" | "why">) => sql`insert into clearing_refused (agency_id, id, mark, why, refused_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${mark}, ${why}, ${tx.now})`.execute(tx);
export const listRefused = (tx: Transaction) => rows<RefusedFile>(tx, sql`select mark, why, refused_at as "refusedAt" from clearing_refused order by refused_at desc, id limit 20`);
/** Files of the folder that were refused since a moment: unread, or read and faulty. */
export const countTrouble = async (tx: Transaction, since: Instant): Promise<number> =>
  (await row<{ count: number }>(tx, sql`select (select count(*) from clearing_refused where refused_at >= ${since}) + (select count(*) from received_files where state = 'refused' and way = 'folder' and received_at >= ${since}) as count`))!.count;

/** The short name of the agency, by which its folder is called. */
export const slugOf = async (tx: Transaction): Promise<string> => (await row<{ slug: string }>(tx, sql`select slug from agencies where agency_id = ${tx.actor.agencyId}`))!.slug;

export type ReadyClaim = { claimId: string; number: string; payerId: string; memberNumber: string; serviceDay: CivilDate };
/** Ready claims of some days with the number of whoever holds the insurance, the oldest first. */
export const listReady = (tx: Transaction, from: CivilDate, to: CivilDate) =>
  rows<ReadyClaim>(tx, sql`select c.id as "claimId", c.number, c.payer_id as "payerId", v.member_number as "memberNumber", c.service_day as "serviceDay" from claims c join coverages v on v.agency_id = c.agency_id and v.id = c.coverage_id where c.state = 'scrubbed' and c.service_day between ${from}::date and ${to}::date order by c.service_day, c.id limit 5000`);
/** Signed sessions of some days, the oldest first. */
export const listSessions = async (tx: Transaction, from: CivilDate, to: CivilDate): Promise<string[]> =>
  (await rows<{ sessionId: string }>(tx, sql`select session_id as "sessionId" from services where service_date between ${from}::date and ${to}::date order by service_date, session_id limit 5000`)).map((one) => one.sessionId);
/** Claims of a file that were paid, the oldest first. */
export const listPaid = async (tx: Transaction, batchId: string): Promise<string[]> =>
  (await rows<{ number: string }>(tx, sql`select number from claims where batch_id = ${batchId} and outcome = 'paid' order by service_day, id limit 5000`)).map((one) => one.number);
