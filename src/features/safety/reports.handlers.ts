import type { Transaction } from "#database/actor.ts";
import { type CivilDate, instantFromWall } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { requireCase } from "#features/people/handlers.ts";
import { findSupervisor } from "#features/workforce/store.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { faultWords } from "./faults.words.ts";
import { findSettings } from "./oncall.store.ts";
import { staffOf } from "./plans.handlers.ts";
import { emptyReport, missingIn, momentsOf, recipientOf } from "./report.rules.ts";
import type { incidentsContract, Report, ReportContent, reportsContract } from "./reports.contract.ts";
import * as store from "./reports.store.ts";
import { noteCase } from "#server/audit.ts";

/** Why a disclosure to the authority needs nobody's authorization, as the accounting says it. */
const BASIS = "45 CFR 164.512(b)";

async function requireReport(tx: Transaction, reportId: string): Promise<store.FoundReport> {
  const found = await store.findReport(tx, reportId);
  if (!found) throw new Fault("not_found", faultWords.noReport);
  noteCase(tx, found.caseId);
  return found;
}
/** A report of one's own. Whoever else may read it writes nothing in it. */
async function requireOwn(tx: Transaction, reportId: string): Promise<store.FoundReport> {
  const found = await requireReport(tx, reportId);
  if (found.disclosure.ownerStaffId !== staffOf(tx)) throw new Fault("not_found", faultWords.noReport);
  return found;
}

async function get(tx: Transaction, { reportId }: { reportId: string }): Promise<Report> {
  const found = await requireReport(tx, reportId);
  const [addenda, disclosures, settings] = [await store.listAddenda(tx, reportId), await store.listDisclosures(tx, reportId), await findSettings(tx)];
  return { ...found, addenda, disclosures, writtenReportHours: settings?.writtenReportHours ?? null, may: found.disclosure.ownerStaffId === staffOf(tx) ? "write" : "read" };
}

export async function beginReport(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  return { reportId: await store.insertReport(tx, { caseId, staffId: staffOf(tx), content: emptyReport(await store.findChildName(tx, caseId)) }) };
}

export async function saveReport(tx: Transaction, { reportId, revision, ...content }: ReportContent & { reportId: string; revision: number }) {
  const found = await requireOwn(tx, reportId);
  if (found.closedAt !== null) throw new Fault("refused", faultWords.closed);
  if (content.supervisorId !== null && !(await store.holdsRole(tx, content.supervisorId, "supervisor"))) throw fieldFault("supervisorId", faultWords.notSupervisor);
  const moments = momentsOf(content, tx.actor.timeZone, (await findSettings(tx))?.writtenReportHours ?? null);
  const saved = await store.saveReport(tx, { reportId, caseId: found.caseId, revision }, { content, ...moments });
  if (!saved) throw new Fault("changed_meanwhile", faultWords.savedElsewhere);
  return saved;
}

/** Closes a report that says all it must; that it was made is a disclosure, and enters the accounting. */
export async function closeReport(tx: Transaction, { reportId, revision }: { reportId: string; revision: number }) {
  const found = await requireOwn(tx, reportId);
  if (found.closedAt !== null) throw new Fault("refused", faultWords.closed);
  const fields = missingIn(found.content);
  if (fields.length > 0 || found.oralAt === null) throw new Fault("refused", faultWords.reportLacks, { fields });
  if (found.oralAt > tx.now) throw fieldFault("oralAt", faultWords.notInFuture);
  if (!(await store.closeReport(tx, reportId, revision))) throw new Fault("changed_meanwhile", faultWords.savedElsewhere);
  await store.insertDisclosure(tx, { reportId, disclosedAt: found.oralAt, recipient: recipientOf(found.content), basis: BASIS });
  return { closed: true as const };
}

async function sendWritten(tx: Transaction, { reportId, on }: { reportId: string; on: CivilDate }) {
  await requireOwn(tx, reportId);
  if (on > tx.today) throw fieldFault("on", faultWords.notInFuture);
  await store.noteWritten(tx, reportId, on);
  return { noted: true as const };
}

async function amend(tx: Transaction, { reportId, words }: { reportId: string; words: string }) {
  const found = await requireOwn(tx, reportId);
  if (found.closedAt === null) throw new Fault("refused", faultWords.notClosed);
  await store.insertAddendum(tx, { reportId, caseId: found.caseId, words, staffId: staffOf(tx) });
  return { added: true as const };
}

export const reportsHandlers: Handlers<typeof reportsContract> = { list: handle(store.listReports), get: handle(get), begin: handle(beginReport), save: handle(saveReport), close: handle(closeReport), sendWritten: handle(sendWritten), amend: handle(amend) };

type NewIncident = { caseId: string; sessionId: string | null; kind: string; severity: string; happenedAt: string; what: string; told: string; followUp: string };
/** Writes an incident down; whoever supervises its writer is asked to review it, else the privacy officer does. */
export async function addIncident(tx: Transaction, one: NewIncident) {
  const staffId = staffOf(tx);
  await requireCase(tx, one.caseId);
  const happenedAt = instantFromWall(one.happenedAt, tx.actor.timeZone, "happenedAt");
  if (happenedAt > tx.now) throw fieldFault("happenedAt", faultWords.notInFuture);
  if (one.sessionId !== null && !(await store.sessionIsOf(tx, one.sessionId, one.caseId))) throw fieldFault("sessionId", faultWords.noSession);
  return { incidentId: await store.insertIncident(tx, { ...one, happenedAt, staffId, supervisorId: await findSupervisor(tx, staffId) }) };
}

async function listIncidents(tx: Transaction, asked: { caseId?: string | undefined; after: string | null }) {
  const { incidents, next } = await store.listIncidents(tx, asked);
  const actor = tx.actor.kind === "staff" ? tx.actor : null;
  const mayReview = (one: (typeof incidents)[number]) => one.reviewedAt === null && actor !== null && (actor.roles.includes("privacy_officer") || (actor.roles.includes("supervisor") && one.disclosure.counterpartStaffId === actor.staffId));
  return { incidents: incidents.map((one) => ({ ...one, may: mayReview(one) ? ("review" as const) : ("read" as const) })), next };
}

export async function reviewIncident(tx: Transaction, { incidentId, review }: { incidentId: string; review: string }) {
  const found = await store.findIncident(tx, incidentId);
  if (!found) throw new Fault("not_found", faultWords.noReport);
  noteCase(tx, found.caseId);
  if (!(await store.reviewIncident(tx, incidentId, staffOf(tx), review))) throw new Fault("changed_meanwhile", faultWords.writtenAlready);
  return { reviewed: true as const };
}

export const incidentsHandlers: Handlers<typeof incidentsContract> = { list: handle(listIncidents), add: handle(addIncident), review: handle(reviewIncident) };
