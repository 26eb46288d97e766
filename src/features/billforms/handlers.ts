import type { CivilDate } from "#kernel/dates.ts";
import { addDays } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { asMachineOf, type Transaction } from "#database/actor.ts";
import { DESTROYED_TEXT } from "#database/sealing.ts";
import { noteCase } from "#server/audit.ts";
import { writePdf } from "#server/pdf.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { SessionKind } from "#features/calendar/contract.ts";
import { frameOf } from "#features/letters/handlers.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listNumbers, listProfiles } from "#features/payers/profile.store.ts";
import { numberOn, profileOn } from "#features/payers/rules.ts";
import type { billforms, BillKind, BillRefusal, FormSettings, NewPrice } from "./contract.ts";
import { formPaper, formTemplate } from "./cms1500.rules.ts";
import { FormRefused, type PaperClaim, paperClaimOf, type Placed, writeForms, type WrittenContent } from "./cms1500.x12.ts";
import { faultWords, refusalWords } from "./faults.words.ts";
import { estimateSheet, isOfMedicaid, judgeStatement, judgeSuperbill, priceOn, shippedSettings, statementSheet, superbillSheet, type SuperbillLine } from "./rules.ts";
import { type Sheet, sheetTemplate } from "./sheet.rules.ts";
import * as store from "./store.ts";

const pdf = (bytes: Uint8Array, name: string) => new File([bytes as Uint8Array<ArrayBuffer>], name, { type: "application/pdf" });
const settingsNow = async (tx: Transaction): Promise<FormSettings> => (await store.findSettings(tx)) ?? shippedSettings;

function formsOf(claimed: PaperClaim, telephone: string | null): Placed[][] {
  try {
    return writeForms(claimed, { telephone });
  } catch (error) {
    if (error instanceof FormRefused) throw new Fault("refused", { en: faultWords[error.fault].en(error.box), es: faultWords[error.fault].es(error.box) });
    throw error;
  }
}

/** A claim as it was written, on the grid of the CMS-1500. Its name says nothing of a family. */
export async function claimForm(tx: Transaction, { claimId, right, down, look }: { claimId: string; right: number | null; down: number | null; look: "data" | "overlay" }): Promise<File> {
  const found = await store.findWritten(tx, claimId);
  if (found === null) throw new Fault("not_found", faultWords.noClaim);
  noteCase(tx, found.caseId);
  if (found.content === null) throw new Fault("refused", faultWords.notWritten);
  if (found.content === DESTROYED_TEXT) throw new Fault("refused", faultWords.keyGone);
  const claimed = paperClaimOf(JSON.parse(found.content) as WrittenContent);
  const settings = await settingsNow(tx);
  const profile = profileOn(await listProfiles(tx), tx.today);
  const data = formPaper(formsOf(claimed, profile?.telephone ?? null), { right: right ?? settings.right, down: down ?? settings.down }, look);
  return pdf(writePdf({ template: formTemplate, data, title: `CMS-1500 ${found.number}`, language: "en" }), `cms-1500-${found.number}.pdf`);
}

async function addPrice(tx: Transaction, one: NewPrice): Promise<{ priceId: string }> {
  if (one.toDay !== null && one.toDay < one.fromDay) throw fieldFault("toDay", faultWords.disorder);
  await store.holdPrices(tx);
  const same = (await store.listPrices(tx)).filter((each) => each.kind === one.kind);
  if (same.some((each) => each.fromDay >= one.fromDay)) throw fieldFault("fromDay", faultWords.priceLater);
  for (const before of same.filter((each) => each.toDay === null || each.toDay >= one.fromDay)) await store.setLastDay(tx, before.priceId, addDays(one.fromDay, -1));
  return { priceId: await store.insertPrice(tx, one) };
}

const refuse = (why: readonly BillRefusal[]) => {
  if (why[0] !== undefined) throw new Fault("refused", refusalWords[why[0]]);
};
const isSafeFor = (tx: Transaction, personId: string) => asMachineOf(tx, tx.actor.agencyId, "family bills", (machine) => store.hasSafeWay(machine, personId));

/** Sessions that no claim holds, with what each costs a family that pays itself. */
async function listPriced(tx: Transaction, caseId: string, span: { from: CivilDate; to: CivilDate } | null) {
  const prices = await store.listPrices(tx);
  return (await store.listUnbilled(tx, caseId, span)).map((one) => ({ ...one, price: priceOn(prices, one.kind, one.day) }));
}

async function ofCase(tx: Transaction, { caseId }: { caseId: string }) {
  await requireCase(tx, caseId);
  const coverages = await store.listCoverageFacts(tx, caseId);
  const [sessions, parts, adults] = [await listPriced(tx, caseId, null), await store.listOpenParts(tx, caseId), await store.listAdults(tx, caseId)];
  const isBlocked = isOfMedicaid(coverages, tx.today, tx.today);
  const statement = judgeStatement({ coverages, days: parts.map((one) => one.day), today: tx.today, openCents: parts.reduce((sum, one) => sum + one.cents, 0), hasSafeWay: true });
  const medicaid: BillRefusal[] = isBlocked ? ["medicaid"] : [];
  return {
    today: tx.today,
    bills: await store.listBills(tx, caseId),
    sessions: sessions.map(({ sessionId, day, kind, clinicianName, price }) => ({ sessionId, day, kind, clinicianName, cents: price?.cents ?? null })),
    openCents: parts.reduce((sum, one) => sum + one.cents, 0),
    adults,
    refused: { superbill: medicaid, estimate: medicaid, statement } satisfies Record<BillKind, BillRefusal[]>,
  };
}

type Asked = { caseId: string; language: Language };
/** Keeps a paper as it says now, under its own number. */
async function keep(tx: Transaction, { caseId, language }: Asked, kind: BillKind, totalCents: number, write: (number: number) => Sheet): Promise<{ billId: string; number: number }> {
  const number = await store.nextNumber(tx);
  return { billId: await store.insertBill(tx, { caseId, kind, number, language, content: JSON.stringify(write(number)), totalCents }), number };
}
const requireOrder = ({ from, to }: { from: CivilDate; to: CivilDate }) => {
  if (to < from) throw fieldFault("to", faultWords.disorder);
};
const sum = (all: readonly { cents: number }[]) => all.reduce((total, one) => total + one.cents, 0);

export async function makeSuperbill(tx: Transaction, asked: Asked & { from: CivilDate; to: CivilDate }) {
  await requireCase(tx, asked.caseId);
  requireOrder(asked);
  const sessions = await listPriced(tx, asked.caseId, asked);
  const profile = profileOn(await listProfiles(tx), tx.today);
  refuse(judgeSuperbill({ coverages: await store.listCoverageFacts(tx, asked.caseId), from: asked.from, to: asked.to, sessions: sessions.map(({ price }) => ({ cents: price?.cents ?? null })), hasProfile: profile !== null }));
  const numbers = await listNumbers(tx);
  const lines: SuperbillLine[] = sessions.toReversed().map(({ day, kind, clinicianId, clinicianName, price }) => ({ day, kind, code: price!.code, clinician: clinicianName, npi: numberOn(numbers.filter((one) => one.staffId === clinicianId), day)?.npi ?? null, cents: price!.cents }));
  const child = (await store.findChild(tx, asked.caseId))!;
  const codes = await store.listClaimCodes(tx, asked.caseId);
  return keep(tx, asked, "superbill", sum(lines), (number) => superbillSheet({ number, on: tx.today, language: asked.language }, profile!, child, codes, lines));
}

export async function makeEstimate(tx: Transaction, asked: Asked & { from: CivilDate; to: CivilDate; items: { kind: SessionKind; count: number }[] }) {
  await requireCase(tx, asked.caseId);
  requireOrder(asked);
  const prices = await store.listPrices(tx);
  const profile = profileOn(await listProfiles(tx), tx.today);
  const priced = asked.items.map((one) => ({ ...one, price: priceOn(prices, one.kind, asked.from) }));
  refuse(judgeSuperbill({ coverages: await store.listCoverageFacts(tx, asked.caseId), from: asked.from, to: asked.to, sessions: priced.map(({ price }) => ({ cents: price?.cents ?? null })), hasProfile: profile !== null }));
  const items = priced.map(({ kind, count, price }) => ({ kind, count, price: price!, cents: count * price!.cents }));
  const child = (await store.findChild(tx, asked.caseId))!;
  const settings = await settingsNow(tx);
  return keep(tx, asked, "estimate", sum(items), (number) => estimateSheet({ number, on: tx.today, language: asked.language }, profile!, child, asked, settings, items));
}

export async function makeStatement(tx: Transaction, asked: Asked & { personId: string }) {
  await requireCase(tx, asked.caseId);
  const adult = (await store.listAdults(tx, asked.caseId)).find((one) => one.personId === asked.personId);
  if (adult === undefined) throw fieldFault("personId", faultWords.noAdult);
  const parts = await store.listOpenParts(tx, asked.caseId);
  refuse(judgeStatement({ coverages: await store.listCoverageFacts(tx, asked.caseId), days: parts.map((one) => one.day), today: tx.today, openCents: sum(parts), hasSafeWay: await isSafeFor(tx, asked.personId) }));
  return keep(tx, asked, "statement", sum(parts), (number) => statementSheet({ number, on: tx.today, language: asked.language }, adult.name, parts));
}

async function paper(tx: Transaction, { caseId, billId }: { caseId: string; billId: string }): Promise<File> {
  const found = await store.findBill(tx, caseId, billId);
  if (found === null) throw new Fault("not_found", faultWords.noBill);
  if (found.content === DESTROYED_TEXT) throw new Fault("refused", faultWords.keyGone);
  const sheet = JSON.parse(found.content) as Sheet;
  return pdf(writePdf({ template: sheetTemplate, data: { ...(await frameOf(tx, found.language)), sheet }, title: sheet.title, language: found.language }), `${found.kind}-${found.number}.${found.language}.pdf`);
}

export const billformsHandlers: Handlers<typeof billforms> = {
  claim: handle(claimForm),
  settings: handle(async (tx) => ({ today: tx.today, settings: await settingsNow(tx), prices: await store.listPrices(tx) })),
  saveSettings: handle(async (tx, content) => {
    await store.insertSettings(tx, content);
    return { kept: true as const };
  }),
  addPrice: handle(addPrice),
  endPrice: handle(async (tx, { priceId }) => {
    if (!(await store.endPrice(tx, priceId))) throw new Fault("not_found", faultWords.noPrice);
    return { ended: true as const };
  }),
  ofCase: handle(ofCase),
  makeSuperbill: handle(makeSuperbill),
  makeEstimate: handle(makeEstimate),
  makeStatement: handle(makeStatement),
  paper: handle(paper),
};
