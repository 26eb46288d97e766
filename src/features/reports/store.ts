import { sql } from "kysely";
import type { CivilDate, Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import type { KeptWords, OwnWords, ReportContent, ReportKind } from "./contract.ts";

const MOST_VERSIONS = 20;
const MOST_REPORTS = 200;
const staffOf = (tx: Transaction) => (tx.actor.kind === "staff" ? tx.actor.staffId : null);

export const findAgency = async (tx: Transaction) => (await row<{ name: string; isDemo: boolean }>(tx, sql`select name, is_demo as "isDemo" from agencies`))!;
/** The names of those who treat, whom no report names. */
export const listClinicians = async (tx: Transaction) => (await rows<{ name: string }>(tx, sql`select distinct s.display_name as name from staff s join staff_roles r on r.agency_id = s.agency_id and r.staff_id = s.id where r.role in ('clinician', 'trainee')`)).map((one) => one.name);

/** The agency's own words of a report, the newest first. */
export const listWords = (tx: Transaction, kind: ReportKind, language: Language) =>
  rows<KeptWords>(tx, sql`select w.words, w.recorded_at as "keptAt", s.display_name as "keptBy" from report_words w join staff s on s.agency_id = w.agency_id and s.id = w.recorded_by
    where w.kind = ${kind} and w.language = ${language} order by w.recorded_at desc, w.id desc limit ${MOST_VERSIONS}`);
export const insertWords = (tx: Transaction, kind: ReportKind, language: Language, words: OwnWords) =>
  sql`insert into report_words (agency_id, id, kind, language, words, recorded_at, recorded_by) values (${tx.actor.agencyId}, ${newId(tx)}, ${kind}, ${language}, ${JSON.stringify(words)}, ${tx.now}, ${staffOf(tx)})`.execute(tx);

export async function insertReport(tx: Transaction, made: { content: ReportContent; hash: string; withReturn: boolean }): Promise<string> {
  const { content, hash, withReturn } = made;
  const id = newId(tx);
  await sql`insert into reports (agency_id, id, kind, language, with_return, counted_on, hash, content, made_at, made_by) values (${tx.actor.agencyId}, ${id}, ${content.kind}, ${content.language}, ${withReturn}, ${content.countedOn}, ${hash}, ${JSON.stringify(content)}, ${tx.now}, ${staffOf(tx)})`.execute(tx);
  return id;
}
/** What was made, the newest first, as far as row-level security shows it. */
export const listReports = (tx: Transaction) =>
  rows<{ reportId: string; kind: ReportKind; language: Language; title: string; about: string; withReturn: boolean; countedOn: CivilDate | null; hash: string; madeAt: Instant; madeBy: string }>(tx, sql`select r.id as "reportId", r.kind, r.language, r.content ->> 'title' as title, r.content #>> '{facts,1,1}' as about, r.with_return as "withReturn", r.counted_on as "countedOn", r.hash, r.made_at as "madeAt", s.display_name as "madeBy"
    from reports r join staff s on s.agency_id = r.agency_id and s.id = r.made_by order by r.made_at desc, r.id desc limit ${MOST_REPORTS}`);
export const findReport = (tx: Transaction, reportId: string) => row<{ content: ReportContent; hash: string }>(tx, sql`select content, hash from reports where id = ${reportId}`);
