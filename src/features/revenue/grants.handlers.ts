import { addMonths, type CivilDate } from "#kernel/dates.ts";
import { csvFile } from "#kernel/csv.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { asMachineOf, type Transaction } from "#database/actor.ts";
import { writePdf } from "#server/pdf.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { zipOf } from "#server/zip.ts";
import { sheetTemplate } from "#features/billforms/sheet.rules.ts";
import { book } from "#features/ledger/store.ts";
import { frameOf } from "#features/letters/handlers.ts";
import { writeWorkbook } from "#wire/sheets/workbook.ts";
import { faultWords } from "./faults.words.ts";
import type { CostLine, Grant, grants, NewGrant } from "./grants.contract.ts";
import { daysCounted, type InvoiceContent, invoiceOf, invoiceRows, invoiceSheet, isOver, linesOf, paymentOf, takingBackOf, totalOf } from "./grants.rules.ts";
import { invoiceWords } from "./grants.words.ts";
import * as store from "./grants.store.ts";

const MONTHS = 12;
const noCase = (): string => {
  throw new RangeError("an entry of a grant is of no case");
};
const requireDays = ({ fromDay, toDay }: NewGrant) => {
  if (toDay < fromDay) throw fieldFault("toDay", faultWords.grantDays);
};
async function holdSeen(tx: Transaction, { grantId, revision }: { grantId: string; revision: number }): Promise<Grant> {
  const found = await holdInUse(tx, grantId);
  if (found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return found;
}
async function holdInUse(tx: Transaction, grantId: string): Promise<Grant> {
  const found = await store.holdGrant(tx, grantId);
  if (found === null) throw new Fault("not_found", faultWords.noGrant);
  if (found.endedAt !== null) throw new Fault("refused", faultWords.grantEnded);
  return found;
}

export async function addGrant(tx: Transaction, one: NewGrant) {
  requireDays(one);
  return { grantId: await store.insertGrant(tx, one), revision: 1 };
}
async function change(tx: Transaction, { grantId, revision, ...one }: NewGrant & { grantId: string; revision: number }) {
  requireDays(one);
  await holdSeen(tx, { grantId, revision });
  await store.updateGrant(tx, grantId, one);
  return { grantId, revision: revision + 1 };
}
async function end(tx: Transaction, seen: { grantId: string; revision: number }) {
  await holdSeen(tx, seen);
  await store.endGrant(tx, seen.grantId);
  return { grantId: seen.grantId, revision: seen.revision + 1 };
}

/** What a month holds for a grant: sessions that whoever asks may see, and minutes of supervision, which the machine reads. */
async function count(tx: Transaction, grant: Grant, days: { from: CivilDate; to: CivilDate }) {
  const isPaid = (one: { work: string }) => grant.rates.some((rate) => rate.work === one.work);
  const sessions = (await store.listSessions(tx, days)).filter(isPaid);
  const meetings = (await asMachineOf(tx, tx.actor.agencyId, "time that a grant pays", (machine) => store.listMeetings(machine, days))).filter(isPaid);
  return { sessions, meetings, lines: linesOf([...sessions, ...meetings], grant.rates) };
}

async function get(tx: Transaction, { grantId, month }: { grantId: string; month: string | null }) {
  const grant = await store.findGrant(tx, grantId);
  if (grant === null) throw new Fault("not_found", faultWords.noGrant);
  const invoices = await store.listInvoices(tx, grantId);
  const asked = month ?? addMonths(`${tx.today.slice(0, 7)}-01`, -1).slice(0, 7);
  const days = daysCounted(grant, asked);
  const isOpen = grant.endedAt === null && isOver(asked, tx.today) && !invoices.some((one) => one.month === asked && one.voidedAt === null);
  if (days === null || !isOpen) return { today: tx.today, grant, invoices, next: null };
  const { lines } = await count(tx, grant, days);
  return { today: tx.today, grant, invoices, next: { month: asked, lines, cents: totalOf(lines, []) } };
}

export async function makeInvoice(tx: Transaction, { grantId, month, language, costs }: { grantId: string; month: string; language: Language; costs: CostLine[] }) {
  const grant = await holdInUse(tx, grantId);
  const days = daysCounted(grant, month);
  if (days === null) throw fieldFault("month", faultWords.monthOutside);
  if (!isOver(month, tx.today)) throw fieldFault("month", faultWords.monthOpen);
  if ((await store.listInvoices(tx, grantId)).some((one) => one.month === month && one.voidedAt === null)) throw fieldFault("month", faultWords.already);
  // Its number first: invoices of different grants wait for each other here, so that no session is counted by both.
  const number = await store.nextNumber(tx);
  const { sessions, meetings, lines } = await count(tx, grant, days);
  const cents = totalOf(lines, costs);
  if (cents === 0) throw fieldFault("month", faultWords.nothing);
  if (grant.invoicedCents + cents > grant.cents) throw new Fault("refused", faultWords.overAmount);
  const { name, funder, reference } = grant;
  const content: InvoiceContent = { number, on: tx.today, month, name, funder, reference, lines, costs };
  const [entryId] = await book(tx, [{ entry: invoiceOf(cents), day: tx.today }], noCase);
  return { invoiceId: await store.insertInvoice(tx, { grantId, content, language, cents, entryId: entryId!, sessions, meetings }), number, cents };
}

async function holdOpen(tx: Transaction, grantId: string, invoiceId: string): Promise<store.HeldInvoice> {
  const found = await store.holdInvoice(tx, grantId, invoiceId);
  if (found === null) throw new Fault("not_found", faultWords.noInvoice);
  if (found.paidOn !== null || found.voidedAt !== null) throw new Fault("refused", faultWords.settled);
  return found;
}
async function pay(tx: Transaction, { grantId, invoiceId, on }: { grantId: string; invoiceId: string; on: CivilDate }) {
  const found = await holdOpen(tx, grantId, invoiceId);
  if (on < found.content.on) throw fieldFault("on", faultWords.paidEarly);
  if (on > tx.today) throw fieldFault("on", faultWords.paidLater);
  const [entryId] = await book(tx, [{ entry: paymentOf(found.cents), day: on }], noCase);
  await store.payInvoice(tx, invoiceId, on, entryId!);
  return { paid: true as const };
}
async function takeBack(tx: Transaction, { grantId, invoiceId, reason }: { grantId: string; invoiceId: string; reason: string }) {
  const found = await holdOpen(tx, grantId, invoiceId);
  await book(tx, [{ entry: takingBackOf(found.cents), day: tx.today, reverses: found.entryId, reason }], noCase);
  await store.voidInvoice(tx, invoiceId, reason);
  return { takenBack: true as const };
}

async function paper(tx: Transaction, { grantId, invoiceId, format }: { grantId: string; invoiceId: string; format: "pdf" | "csv" | "xlsx" }): Promise<File> {
  const found = await store.findInvoice(tx, grantId, invoiceId);
  if (found === null) throw new Fault("not_found", faultWords.noInvoice);
  const { content, language } = found;
  const name = `${invoiceWords.fileName[language]}-${content.number}`;
  const rows = invoiceRows(content, language);
  if (format === "csv") return new File([csvFile(rows)], `${name}.csv`, { type: "text/csv" });
  if (format === "xlsx") return new File([zipOf(writeWorkbook([{ name, rows }]).map(({ path, xml }) => ({ path, bytes: new TextEncoder().encode(xml) }))) as Uint8Array<ArrayBuffer>], `${name}.xlsx`, { type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" });
  const sheet = invoiceSheet(content, language, found.voidedAt === null ? "stands" : "taken_back");
  return new File([writePdf({ template: sheetTemplate, data: { ...(await frameOf(tx, language)), sheet }, title: `${sheet.title} ${content.number}`, language }) as Uint8Array<ArrayBuffer>], `${name}.pdf`, { type: "application/pdf" });
}

async function list(tx: Transaction) {
  const span = { from: addMonths(tx.today, -MONTHS), to: tx.today };
  return { today: tx.today, grants: await store.listGrants(tx), time: await asMachineOf(tx, tx.actor.agencyId, "time that no payer pays", (machine) => store.listTime(machine, span)) };
}

export const grantsHandlers: Handlers<typeof grants> = {
  list: handle(list),
  get: handle(get),
  add: handle(addGrant),
  change: handle(change),
  end: handle(end),
  makeInvoice: handle(makeInvoice),
  pay: handle(pay),
  takeBack: handle(takeBack),
  paper: handle(paper),
};
