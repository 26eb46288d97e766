import { sql } from "kysely";
import { newId, row, rows, type Transaction } from "#database/actor.ts";
import { openForReading, placeIn } from "#database/sealing.ts";
import { momentKey, readMomentKey } from "#kernel/paging.ts";
import { tagColumns } from "./plans.store.ts";
import type { Incident, Report, ReportContent, ReportRow } from "./reports.contract.ts";

const childName = sql`(select trim(k.given_name || ' ' || k.family_name) from cases c join persons k on k.agency_id = c.agency_id and k.id = c.child_id where c.agency_id = r.agency_id and c.id = r.case_id) as "childName"`;
const shortColumns = sql`r.id as "reportId", r.case_id as "caseId", ${childName}, s.display_name as "byName", r.begun_at as "begunAt", r.oral_at as "oralAt", r.written_due_at as "writtenDueAt", r.written_done_on as "writtenDoneOn", r.closed_at as "closedAt", ${tagColumns("r")} as disclosure`;
const sources = sql`mandated_reports r join staff s on s.agency_id = r.agency_id and s.id = r.owner_staff_id left join staff v on v.agency_id = r.agency_id and v.id = r.counterpart_staff_id`;

const PAGE = 50;
type Asked = { caseId?: string | undefined; after: string | null };

/** A page of rows sorted by a moment, the newest first. */
function pageOf<T extends { at: string; id: string }>(found: readonly T[]): { page: readonly T[]; next: string | null } {
  const last = found.length > PAGE ? found[PAGE - 1] : undefined;
  return { page: found.slice(0, PAGE), next: last === undefined ? null : momentKey(last.at, last.id) };
}
const within = (column: string, { caseId, after }: Asked) => {
  const key = readMomentKey(after);
  return sql`(${caseId ?? null}::uuid is null or r.case_id = any (record_of(${caseId ?? null}::uuid))) and (${key?.at ?? null}::timestamptz is null or (${sql.raw(column)}, r.id) < (${key?.at ?? null}::timestamptz, ${key?.id ?? null}::uuid)) order by ${sql.raw(column)} desc, r.id desc limit ${PAGE + 1}`;
};

export async function listReports(tx: Transaction, asked: Asked): Promise<{ reports: ReportRow[]; next: string | null }> {
  const { page, next } = pageOf(await rows<ReportRow & { at: string; id: string }>(tx, sql`select ${shortColumns}, r.begun_at as at, r.id from ${sources} where ${within("r.begun_at", asked)}`));
  return { reports: page.map(({ at: _at, id: _id, ...one }) => one), next };
}

export type FoundReport = Omit<Report, "may" | "addenda" | "disclosures" | "writtenReportHours">;
const sealContent = (tx: Transaction, of: { reportId: string; caseId: string }, content: ReportContent) => JSON.stringify({ sealed: tx.keys.seal({ owner: of.caseId, ...placeIn("mandated_reports.content", of.reportId) }, JSON.stringify(content)) });
/** A report with what was written in it. Throws where its key was destroyed: nothing of such a report is left to read. */
export async function findReport(tx: Transaction, reportId: string): Promise<FoundReport | null> {
  const found = await row<Omit<FoundReport, "content"> & { content: { sealed: string } }>(tx, sql`select ${shortColumns}, r.revision, r.saved_at as "savedAt", r.content, v.display_name as "supervisorName" from ${sources} where r.id = ${reportId}`);
  return found && { ...found, content: JSON.parse(tx.keys.open(placeIn("mandated_reports.content", reportId), found.content.sealed)) as ReportContent };
}
export async function listAddenda(tx: Transaction, reportId: string): Promise<Report["addenda"]> {
  const found = await rows<Report["addenda"][number] & { id: string }>(tx, sql`select a.id, a.words, s.display_name as "byName", a.added_at as "addedAt" from mandated_report_addenda a join staff s on s.agency_id = a.agency_id and s.id = a.added_by where a.report_id = ${reportId} order by a.added_at, a.id`);
  return found.map(({ id, ...one }) => ({ ...one, words: openForReading(tx.keys, placeIn("mandated_report_addenda.words", id), one.words) }));
}
export const listDisclosures = (tx: Transaction, reportId: string) => rows<Report["disclosures"][number]>(tx, sql`select disclosed_at as "disclosedAt", recipient, basis from mandated_report_disclosures where report_id = ${reportId} order by disclosed_at, id`);

export async function insertReport(tx: Transaction, one: { caseId: string; staffId: string; content: ReportContent }): Promise<string> {
  const id = newId(tx);
  await sql`insert into mandated_reports (agency_id, id, case_id, owner_staff_id, content, begun_at, saved_at) values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.staffId}, ${sealContent(tx, { reportId: id, caseId: one.caseId }, one.content)}::jsonb, ${tx.now}, ${tx.now})`.execute(tx);
  return id;
}
/** Saves a report that is open and still as its writer saw it; null where somebody was faster. */
export const saveReport = (tx: Transaction, { reportId, caseId, revision }: { reportId: string; caseId: string; revision: number }, one: { content: ReportContent; oralAt: string | null; writtenDueAt: string | null }) =>
  row<{ revision: number; savedAt: string }>(tx, sql`update mandated_reports set content = ${sealContent(tx, { reportId, caseId }, one.content)}::jsonb, counterpart_staff_id = ${one.content.supervisorId}, oral_at = ${one.oralAt}, written_due_at = ${one.writtenDueAt}, revision = revision + 1, saved_at = ${tx.now}
    where id = ${reportId} and revision = ${revision} and closed_at is null returning revision, saved_at as "savedAt"`);
export const closeReport = async (tx: Transaction, reportId: string, revision: number): Promise<boolean> => (await sql`update mandated_reports set closed_at = ${tx.now} where id = ${reportId} and revision = ${revision} and closed_at is null`.execute(tx)).numAffectedRows === 1n;
export const noteWritten = (tx: Transaction, reportId: string, on: string) => sql`update mandated_reports set written_done_on = ${on} where id = ${reportId}`.execute(tx);
export async function insertAddendum(tx: Transaction, one: { reportId: string; caseId: string; staffId: string; words: string }): Promise<void> {
  const id = newId(tx);
  const words = tx.keys.seal({ owner: one.caseId, ...placeIn("mandated_report_addenda.words", id) }, one.words);
  await sql`insert into mandated_report_addenda (agency_id, id, report_id, words, added_by, added_at) values (${tx.actor.agencyId}, ${id}, ${one.reportId}, ${words}, ${one.staffId}, ${tx.now})`.execute(tx);
}
export const insertDisclosure = (tx: Transaction, one: { reportId: string; disclosedAt: string; recipient: string; basis: string }) =>
  sql`insert into mandated_report_disclosures (agency_id, id, report_id, disclosed_at, recipient, basis, recorded_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${one.reportId}, ${one.disclosedAt}, ${one.recipient}, ${one.basis}, ${tx.now})`.execute(tx);

export async function listIncidents(tx: Transaction, asked: Asked): Promise<{ incidents: Omit<Incident, "may">[]; next: string | null }> {
  const { page, next } = pageOf(await rows<Omit<Incident, "may"> & { at: string; id: string }>(tx, sql`select r.id as "incidentId", r.case_id as "caseId", r.session_id as "sessionId", ${childName}, s.display_name as "byName", r.kind, r.severity, r.happened_at as "happenedAt", r.what, r.told, r.follow_up as "followUp", r.recorded_at as "recordedAt",
      r.reviewed_at as "reviewedAt", v.display_name as "reviewedByName", r.review, ${tagColumns("r")} as disclosure, r.recorded_at as at, r.id
    from incidents r join staff s on s.agency_id = r.agency_id and s.id = r.owner_staff_id left join staff v on v.agency_id = r.agency_id and v.id = r.reviewed_by where ${within("r.recorded_at", asked)}`));
  return { incidents: page.map(({ at: _at, id: _id, ...one }) => one), next };
}
export async function insertIncident(tx: Transaction, one: { caseId: string; sessionId: string | null; staffId: string; supervisorId: string | null; kind: string; severity: string; happenedAt: string; what: string; told: string; followUp: string }): Promise<string> {
  const id = newId(tx);
  await sql`insert into incidents (agency_id, id, case_id, session_id, owner_staff_id, counterpart_staff_id, kind, severity, happened_at, what, told, follow_up, recorded_at)
    values (${tx.actor.agencyId}, ${id}, ${one.caseId}, ${one.sessionId}, ${one.staffId}, ${one.supervisorId}, ${one.kind}, ${one.severity}, ${one.happenedAt}, ${one.what}, ${one.told}, ${one.followUp}, ${tx.now})`.execute(tx);
  return id;
}
export const findIncident = (tx: Transaction, incidentId: string) => row<{ caseId: string }>(tx, sql`select case_id as "caseId" from incidents where id = ${incidentId}`);
export const reviewIncident = async (tx: Transaction, incidentId: string, staffId: string, review: string): Promise<boolean> =>
  (await sql`update incidents set reviewed_at = ${tx.now}, reviewed_by = ${staffId}, review = ${review} where id = ${incidentId} and reviewed_at is null`.execute(tx)).numAffectedRows === 1n;

/** True where somebody works here today in one of the roles. */
export const holdsRole = async (tx: Transaction, staffId: string, role: string) => (await row(tx, sql`select from staff s join staff_roles r on r.agency_id = s.agency_id and r.staff_id = s.id where s.id = ${staffId} and r.role = ${role} and holds_on(r.valid_from, r.valid_to, today()) and holds_on(s.valid_from, s.valid_to, today())`)) !== null;
export const sessionIsOf = async (tx: Transaction, sessionId: string, caseId: string) => (await row(tx, sql`select from sessions where id = ${sessionId} and case_id = any (record_of(${caseId}))`)) !== null;
export const findChildName = async (tx: Transaction, caseId: string) => (await row<{ name: string }>(tx, sql`select trim(k.given_name || ' ' || k.family_name) as name from cases c join persons k on k.agency_id = c.agency_id and k.id = c.child_id where c.id = ${caseId}`))?.name ?? "";
