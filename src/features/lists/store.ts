import { sql } from "kysely";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { standsForItself } from "#features/people/store.ts";
import type { AlikeOne, BroughtList, Choice, FoundInFile, ListRow, Reading, RowContent, RowFault, RowVerdict, Why } from "./contract.ts";

const author = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export type NewFile = { fileId: string; mediaType: string; bytes: number; sha256: Buffer; wrappedKey: Buffer };
export async function insertFile(tx: Transaction, file: NewFile): Promise<void> {
  await sql`insert into files (agency_id, id, media_type, bytes, sha256, wrapped_key, cleaned, received_by, received_at)
    values (${tx.actor.agencyId}, ${file.fileId}, ${file.mediaType}, ${file.bytes}, ${file.sha256}, ${file.wrappedKey}, false, ${author(tx)}, ${tx.now})`.execute(tx);
}
export const findFile = (tx: Transaction, fileId: string) => row<{ bytes: number; wrappedKey: Buffer }>(tx, sql`select bytes, wrapped_key as "wrappedKey" from files where id = ${fileId}`);

export async function insertList(tx: Transaction, one: { fileId: string; reading: Reading; found: FoundInFile; rows: number; forgetAt: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into brought_lists (agency_id, id, file_id, reading, found, state, row_count, made_at, made_by, forget_at)
    values (${tx.actor.agencyId}, ${id}, ${one.fileId}, ${JSON.stringify(one.reading)}::jsonb, ${JSON.stringify(one.found)}::jsonb, 'read', ${one.rows}, ${tx.now}, ${author(tx)}, ${one.forgetAt})`.execute(tx);
  return id;
}

/** How many files the present actor brought in within the last day. */
export const countOwn = async (tx: Transaction) => (await row<{ count: number }>(tx, sql`select count(*) as count from brought_lists where made_by = actor_staff() and made_at > ${tx.now}::timestamptz - interval '1 day'`))!.count;

export type ListState = { listId: string; fileId: string | null; state: BroughtList["state"]; reading: Reading; found: FoundInFile; forgottenAt: string | null; revision: number };
/** A list, held until the end of the transaction, so that two who decide come one after the other. */
export const holdList = (tx: Transaction, listId: string) =>
  row<ListState>(tx, sql`select id as "listId", file_id as "fileId", state, reading, found, forgotten_at as "forgottenAt", revision from brought_lists where id = ${listId} for update`);

const among = (condition: string) => sql.raw(`count(*) filter (where ${condition})::integer`);
const listColumns = sql`l.id as "listId", l.state, l.reading, l.found, l.row_count as rows, l.made_at as "madeAt", (select s.display_name from staff s where s.agency_id = l.agency_id and s.id = l.made_by) as "madeBy", l.finished_at as "finishedAt", l.forget_at as "forgetAt", l.forgotten_at as "forgottenAt", l.revision,
  (select jsonb_build_object('ready', ${among("b.verdict = 'ready'")}, 'alike', ${among("b.verdict = 'alike'")}, 'unchosen', ${among("b.verdict = 'alike' and b.choice is null")}, 'refused', ${among("b.verdict = 'refused'")}, 'there', ${among("b.verdict = 'there'")},
    'waiting', ${among("b.outcome = 'waiting'")}, 'made', ${among("b.outcome in ('made', 'kept')")}, 'left', ${among("b.outcome in ('refused', 'left_out', 'there')")}, 'takenBack', ${among("b.outcome = 'taken_back'")}, 'kept', ${among("b.outcome = 'kept'")})
    from brought_rows b where b.agency_id = l.agency_id and b.list_id = l.id) as counts`;
export const findList = (tx: Transaction, listId: string) => row<BroughtList>(tx, sql`select ${listColumns} from brought_lists l where l.id = ${listId}`);

const PAGE = 20;
export async function listLists(tx: Transaction, after: string | null): Promise<{ lists: BroughtList[]; next: string | null }> {
  const key = readMomentKey(after);
  const found = await rows<BroughtList>(tx, sql`select ${listColumns} from brought_lists l where ${key?.at ?? null}::timestamptz is null or (l.made_at, l.id) < (${key?.at ?? null}::timestamptz, ${key?.id ?? null}::uuid) order by l.made_at desc, l.id desc limit ${PAGE + 1}`);
  const page = found.slice(0, PAGE);
  const last = page.at(-1);
  return { lists: page, next: found.length > PAGE && last ? momentKey(last.madeAt, last.listId) : null };
}

/** Changes a list where it is still as the writer saw it; false where somebody was faster. */
export async function updateList(tx: Transaction, listId: string, change: { state: BroughtList["state"]; reading?: Reading }): Promise<void> {
  await sql`update brought_lists set state = ${change.state}, reading = coalesce(${change.reading === undefined ? null : JSON.stringify(change.reading)}::jsonb, reading), revision = revision + 1,
    started_at = case when ${change.state} = 'running' then ${tx.now}::timestamptz else started_at end, started_by = case when ${change.state} = 'running' then ${author(tx)}::uuid else started_by end,
    finished_at = case when ${change.state} in ('done', 'undone') then ${tx.now}::timestamptz end where id = ${listId}`.execute(tx);
}

export type NewRow = { number: number; sourceKey: string; cells: string[]; content: RowContent | null; faults: RowFault[]; alike: AlikeOne[]; verdict: RowVerdict };
const AT_ONCE = 2000;
/** Puts the rows of a list in place of those that stood there. */
export async function replaceRows(tx: Transaction, listId: string, list: readonly NewRow[]): Promise<void> {
  await sql`delete from brought_rows where list_id = ${listId}`.execute(tx);
  for (let from = 0; from < list.length; from += AT_ONCE) {
    await sql`insert into brought_rows (agency_id, list_id, number, source_key, cells, content, faults, alike, verdict)
      select ${tx.actor.agencyId}, ${listId}, r.number, r."sourceKey", r.cells, nullif(r.content, 'null'), r.faults, r.alike, r.verdict
      from jsonb_to_recordset(${JSON.stringify(list.slice(from, from + AT_ONCE))}::jsonb) as r(number integer, "sourceKey" text, cells jsonb, content jsonb, faults jsonb, alike jsonb, verdict text)`.execute(tx);
  }
}

export type There = { kind: "case" | "referral"; id: string; givenName: string; familyName: string; birthDate: string | null };
/** Who is there with one of these birth dates or pairs of plain names, in either order: the records, and the referrals that wait. */
export const listThere = (tx: Transaction, birthDates: readonly string[], names: readonly (readonly [string, string])[]) =>
  rows<There>(tx, sql`select * from (
      select 'case' as kind, c.id, p.given_name as "givenName", p.family_name as "familyName", p.birth_date as "birthDate" from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where ${standsForItself}
      union all select 'referral', r.id, coalesce(r.child_given_name, ''), coalesce(r.child_family_name, ''), r.child_birth_date from referrals r where r.status in ('new', 'in_contact') and r.child_given_name is not null) t
    where t."birthDate" = any (${[...birthDates]}::date[]) or plain_name(t."givenName") || ' ' || plain_name(t."familyName") = any (${[...new Set(names.flatMap(([one, other]) => [`${one} ${other}`, `${other} ${one}`]))]}) order by t.kind, t.id`);
/** Who is there by a number that another system gave: the record, or the referral where none was opened. */
export const listNumbered = (tx: Transaction, asked: readonly { number: number; system: string | null; value: string | null }[]) =>
  rows<{ number: number; kind: There["kind"]; id: string }>(tx, sql`select a.number, case when r.case_id is null then 'referral' else 'case' end as kind, coalesce(r.case_id, r.id) as id
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb) as a(number integer, system text, value text) join referral_identifiers i on i.system = a.system and i.value = a.value join referrals r on r.agency_id = i.agency_id and r.id = i.referral_id order by a.number, i.referral_id`);

/** Which of these rows became something already, by this list or another. */
export const listMade = async (tx: Transaction, keys: readonly string[]) => new Set((await rows<{ key: string }>(tx, sql`select distinct source_key as key from brought_rows where source_key = any (${[...keys]}) and outcome in ('made', 'kept')`)).map((one) => one.key));

type RowOf = Omit<ListRow, "alike"> & { alike: AlikeOne[] };
const rowColumns = sql`number, verdict, faults, content, alike, choice, same_as as "sameAs", outcome, why, made_referral as "madeReferralId", made_case as "madeCaseId"`;
const ROWS_A_PAGE = 50;
/** The rows of a list by their number, those of one kind where it is named. */
export async function listRows(tx: Transaction, listId: string, show: string, after: number): Promise<{ rows: RowOf[]; next: number | null }> {
  const found = await rows<RowOf>(tx, sql`select ${rowColumns} from brought_rows where list_id = ${listId} and number > ${after}
    and (${show} = 'all' or verdict = ${show} or (${show} = 'made' and outcome in ('made', 'kept')) or (${show} = 'left' and outcome in ('refused', 'left_out', 'there')) or (${show} = 'kept' and outcome = 'kept')) order by number limit ${ROWS_A_PAGE + 1}`);
  const page = found.slice(0, ROWS_A_PAGE);
  return { rows: page, next: found.length > ROWS_A_PAGE ? page.at(-1)!.number : null };
}
export const findRow = (tx: Transaction, listId: string, number: number) => row<RowOf>(tx, sql`select ${rowColumns} from brought_rows where list_id = ${listId} and number = ${number}`);
export type WaitingRow = { number: number; sourceKey: string; content: RowContent | null; alike: AlikeOne[]; choice: Choice | null; verdict: RowVerdict };
/** All rows of a list that nobody has worked off, as they are judged once more before it begins. */
export const listWaiting = (tx: Transaction, listId: string) => rows<WaitingRow>(tx, sql`select number, source_key as "sourceKey", content, alike, choice, verdict from brought_rows where list_id = ${listId} and outcome = 'waiting' order by number`);
/** What was found anew of some rows; a choice stands. */
export const updateAlike = (tx: Transaction, listId: string, found: readonly { number: number; alike: AlikeOne[]; verdict: RowVerdict }[]) =>
  sql`update brought_rows b set alike = f.alike, verdict = f.verdict from jsonb_to_recordset(${JSON.stringify(found)}::jsonb) as f(number integer, alike jsonb, verdict text) where b.list_id = ${listId} and b.number = f.number`.execute(tx);
export const chooseRow = (tx: Transaction, listId: string, number: number, choice: Choice, sameAs: { kind: string; id: string } | null) =>
  sql`update brought_rows set choice = ${choice}, same_as = ${sameAs === null ? null : JSON.stringify(sameAs)}::jsonb where list_id = ${listId} and number = ${number}`.execute(tx);

/** The rows that nothing is made of, with why, before the others are worked off. */
export const settleRows = (tx: Transaction, listId: string) =>
  sql`update brought_rows set done_at = ${tx.now}, outcome = case when verdict = 'refused' then 'refused' when verdict = 'there' then 'there' else 'left_out' end,
      why = case when verdict = 'refused' then 'not_valid' when verdict = 'there' then 'there' when choice = 'leave_out' then 'left_out' else 'no_choice' end
    where list_id = ${listId} and outcome = 'waiting' and (verdict in ('refused', 'there') or choice = 'leave_out' or (verdict = 'alike' and choice is null))`.execute(tx);

export type RowToMake = { number: number; content: RowContent; choice: Choice | null; sameAs: { kind: "case" | "referral"; id: string } | null };
/** The next rows that wait, each taken by one worker only. */
export const takeWaiting = (tx: Transaction, listId: string, most: number) =>
  rows<RowToMake>(tx, sql`select number, content, choice, same_as as "sameAs" from brought_rows where list_id = ${listId} and outcome = 'waiting' order by number limit ${most} for update skip locked`);
/** The next rows that are to be taken back, the last first. */
export const takeMade = (tx: Transaction, listId: string, most: number) =>
  rows<{ number: number; caseId: string | null; referralId: string | null }>(tx, sql`select number, made_case as "caseId", made_referral as "referralId" from brought_rows where list_id = ${listId} and outcome = 'made' order by number desc limit ${most} for update skip locked`);
export const countRows = async (tx: Transaction, listId: string, outcome: "waiting" | "made") => (await row<{ count: number }>(tx, sql`select count(*) as count from brought_rows where list_id = ${listId} and outcome = ${outcome}`))!.count;

export type Made = { referralId: string | null; openedReferral: { referralId: string; status: string; answeredAt: string | null } | null; caseId: string | null; mergeId: string | null };
export async function markMade(tx: Transaction, listId: string, number: number, made: Made): Promise<void> {
  const referral = made.referralId ?? made.openedReferral?.referralId ?? null;
  await sql`update brought_rows set outcome = 'made', why = null, done_at = ${tx.now}, made_referral = ${made.referralId}, opened_referral = ${made.openedReferral === null ? null : JSON.stringify(made.openedReferral)}::jsonb, made_case = ${made.caseId}, made_merge = ${made.mergeId},
    made_state = state_of_brought(${referral}::uuid, ${made.caseId}::uuid) where list_id = ${listId} and number = ${number}`.execute(tx);
}
export const markRow = (tx: Transaction, listId: string, number: number, outcome: "refused" | "left_out" | "there" | "taken_back" | "kept", why: Why | null) =>
  sql`update brought_rows set outcome = ${outcome}, why = ${why}, done_at = ${tx.now} where list_id = ${listId} and number = ${number}`.execute(tx);
/** What was kept of a list before may be taken back now. */
export const askAgain = (tx: Transaction, listId: string) => sql`update brought_rows set outcome = 'made', why = null where list_id = ${listId} and outcome = 'kept'`.execute(tx);
export const takeBack = async (tx: Transaction, listId: string, number: number) => (await row<{ answer: "taken_back" | "changed" | "written" | "nothing" }>(tx, sql`select take_back_brought(${listId}, ${number}) as answer`))!.answer;

export const insertIdentifier = async (tx: Transaction, referralId: string, one: { system: string; value: string }) =>
  (await sql`insert into referral_identifiers (agency_id, referral_id, system, value) values (${tx.actor.agencyId}, ${referralId}, ${one.system}, ${one.value}) on conflict do nothing`.execute(tx)).numAffectedRows === 1n;

/** The lists of the agency that are to be worked off. */
export const listAtWork = (tx: Transaction) => rows<{ listId: string; state: "running" | "undoing"; makes: Reading["makes"] }>(tx, sql`select id as "listId", state, reading ->> 'makes' as makes from brought_lists where state in ('running', 'undoing') order by made_at, id`);
/** The lists whose time is over. */
export const listOld = (tx: Transaction) => rows<{ listId: string }>(tx, sql`select id as "listId" from brought_lists where forgotten_at is null and forget_at <= ${tx.now}::timestamptz and state not in ('running', 'undoing')`);
/** Removes the words of a list and its file's row, and with that its key: what lies on the disk is swept, and nobody can read it. */
export async function forgetList(tx: Transaction, listId: string): Promise<void> {
  const found = await row<{ fileId: string | null }>(tx, sql`select file_id as "fileId" from brought_lists where id = ${listId} for update`);
  await sql`update brought_rows set cells = null, content = null, faults = '[]', alike = '[]', outcome = case when outcome = 'waiting' then 'left_out' else outcome end, why = case when outcome = 'waiting' then 'left_out' else why end where list_id = ${listId}`.execute(tx);
  await sql`update brought_lists set file_id = null, forgotten_at = ${tx.now}, found = found || '{"headings": []}', reading = reading || '{"columns": []}', state = case when state = 'read' then 'done' else state end, revision = revision + 1 where id = ${listId}`.execute(tx);
  if (found?.fileId) await sql`delete from files where id = ${found.fileId}`.execute(tx);
}

/** Who somebody of a list may be, by name, as far as the actor sees them. */
export const nameAlike = (tx: Transaction, caseIds: readonly string[], referralIds: readonly string[]) =>
  rows<{ id: string; name: string; birthDate: string | null }>(tx, sql`select c.id, trim(p.given_name || ' ' || p.family_name) as name, p.birth_date as "birthDate" from cases c join persons p on p.agency_id = c.agency_id and p.id = c.child_id where c.id = any (${[...caseIds]}::uuid[])
    union all select r.id, trim(coalesce(r.child_given_name, '') || ' ' || coalesce(r.child_family_name, '')), r.child_birth_date from referrals r where r.id = any (${[...referralIds]}::uuid[])`);
/** The rows that did not come about, as they stood in the file. */
export const listLeft = (tx: Transaction, listId: string) =>
  rows<{ number: number; cells: string[]; faults: RowFault[]; why: Why | null; verdict: RowVerdict }>(tx, sql`select number, cells, faults, why, verdict from brought_rows where list_id = ${listId} and cells is not null and (outcome in ('refused', 'left_out') or (outcome = 'waiting' and verdict = 'refused')) order by number`);
