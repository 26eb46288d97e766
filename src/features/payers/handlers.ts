import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import type { NewPayer, Payer, payers } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import type { FeeLine, NewFeeLine, NewPlaceCode } from "./lines.contract.ts";
import { judgeLine, lineBefore } from "./rules.ts";
import * as store from "./store.ts";

/** The payer as it was seen, held for whoever changes it; one that ended is changed no more. */
async function holdSeen(tx: Transaction, { payerId, revision }: { payerId: string; revision: number }): Promise<Payer> {
  const found = await holdInUse(tx, payerId);
  if (found.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return found;
}
async function holdInUse(tx: Transaction, payerId: string): Promise<Payer> {
  const found = await store.holdPayer(tx, payerId);
  if (found === null) throw new Fault("not_found", faultWords.noPayer);
  if (found.endedAt !== null) throw new Fault("refused", faultWords.ended);
  return found;
}
const seenNext = ({ payerId, revision }: Payer) => ({ payerId, revision: revision + 1 });

/** Adds a payer, as a draft. */
export async function addPayer(tx: Transaction, one: NewPayer, isDemo: "demo" | "real" = "real"): Promise<{ payerId: string; revision: number }> {
  const payerId = await store.insertPayer(tx, one, isDemo);
  if (payerId === null) throw fieldFault("payerNumber", faultWords.sameNumber);
  return { payerId, revision: 1 };
}

export async function changePayer(tx: Transaction, { payerId, revision, ...one }: NewPayer & { payerId: string; revision: number }) {
  const found = await holdSeen(tx, { payerId, revision });
  if (await store.isNumberTaken(tx, one.payerNumber, payerId)) throw fieldFault("payerNumber", faultWords.sameNumber);
  await store.updatePayer(tx, payerId, one);
  return seenNext(found);
}

export async function confirmPayer(tx: Transaction, { source, ...seen }: { payerId: string; revision: number; source: string }) {
  const found = await holdSeen(tx, seen);
  await store.confirmPayer(tx, found.payerId, source);
  return seenNext(found);
}

export async function endPayer(tx: Transaction, seen: { payerId: string; revision: number }) {
  const found = await holdSeen(tx, seen);
  await store.endPayer(tx, found.payerId);
  return seenNext(found);
}

/** Adds a code with its charge beside those that stand. */
export async function addLine(tx: Transaction, { payerId, ...line }: NewFeeLine & { payerId: string }): Promise<{ lineId: string }> {
  const payer = await holdInUse(tx, payerId);
  return insertJudged(tx, payer, line, await store.listLines(tx, payerId));
}
async function insertJudged(tx: Transaction, { payerId, isDemo }: Payer, line: NewFeeLine, others: readonly FeeLine[]): Promise<{ lineId: string }> {
  const wrong = judgeLine(line, others);
  if (wrong !== null) throw fieldFault(wrong.path, wrong.message);
  return { lineId: await store.insertLine(tx, payerId, line, isDemo) };
}
async function holdLine(tx: Transaction, payerId: string, lineId: string): Promise<{ payer: Payer; line: FeeLine; others: FeeLine[] }> {
  const payer = await holdInUse(tx, payerId);
  const lines = await store.listLines(tx, payerId);
  const line = lines.find((one) => one.lineId === lineId);
  if (line === undefined) throw new Fault("not_found", faultWords.noLine);
  if (line.endedAt !== null) throw new Fault("changed_meanwhile", faultWords.noLine);
  return { payer, line, others: lines.filter((one) => one.lineId !== lineId) };
}

/** From a day on another line stands in the place of one; what was billed with it keeps it. */
export async function replaceLine(tx: Transaction, { payerId, lineId, ...next }: NewFeeLine & { payerId: string; lineId: string }): Promise<{ lineId: string }> {
  const { payer, line, others } = await holdLine(tx, payerId, lineId);
  const before = lineBefore(line, next.fromDay);
  if (before === null) await store.takeOutLine(tx, lineId);
  else await store.setLastDay(tx, lineId, before.toDay!);
  return insertJudged(tx, payer, next, before === null ? others : [...others, before]);
}

export async function endLine(tx: Transaction, { payerId, lineId, toDay }: { payerId: string; lineId: string; toDay: string | null }): Promise<{ ended: true }> {
  const { line, others } = await holdLine(tx, payerId, lineId);
  if (toDay === null) {
    await store.takeOutLine(tx, lineId);
    return { ended: true };
  }
  const wrong = judgeLine({ ...line, toDay }, others);
  if (wrong !== null) throw fieldFault("toDay", wrong.message);
  await store.setLastDay(tx, lineId, toDay);
  return { ended: true };
}

/** Says by which number a place goes; the number before it ends. */
export async function setPlace(tx: Transaction, one: NewPlaceCode): Promise<{ placeCodeId: string }> {
  if (one.payerId !== null) await holdInUse(tx, one.payerId);
  await store.holdPlaces(tx);
  return { placeCodeId: await store.insertPlace(tx, one) };
}

async function list(tx: Transaction) {
  const codes = await store.countCodes(tx, tx.today);
  return { payers: (await store.listPayers(tx)).map((one) => ({ ...one, codes: codes.get(one.payerId) ?? 0 })) };
}

export const payersHandlers: Handlers<typeof payers> = {
  list: handle(list),
  choices: handle(async (tx) => ({ payers: (await store.listPayers(tx)).filter((one) => one.endedAt === null).map(({ payerId, name, isMedicaid, isDemo }) => ({ payerId, name, isMedicaid, isDemo })) })),
  get: handle(async (tx, { payerId }) => {
    const payer = await store.findPayer(tx, payerId);
    if (payer === null) throw new Fault("not_found", faultWords.noPayer);
    return { today: tx.today, payer, lines: await store.listLines(tx, payerId), places: await store.listPlaces(tx, payerId) };
  }),
  add: handle((tx, input) => addPayer(tx, input)),
  change: handle(changePayer),
  confirm: handle(confirmPayer),
  end: handle(endPayer),
  addLine: handle(addLine),
  replaceLine: handle(replaceLine),
  endLine: handle(endLine),
  setPlace: handle(setPlace),
  endPlace: handle(async (tx, { placeCodeId }) => {
    if (!(await store.endPlace(tx, placeCodeId))) throw new Fault("not_found", faultWords.noPlace);
    return { ended: true as const };
  }),
};
