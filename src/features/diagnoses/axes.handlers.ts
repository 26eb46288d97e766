import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import type { axesContract } from "./axes.contract.ts";
import { axisFaultWords as faultWords } from "./axes.faults.words.ts";
import { judgeEntryOfAxis, type WrittenEntry } from "./axes.rules.ts";
import * as store from "./axes.store.ts";
import type { crosswalkContract, NewLine } from "./crosswalk.contract.ts";
import { judgeLine } from "./crosswalk.rules.ts";
import { knownCodes } from "./policies.ts";
import type { Wrong } from "./rules.ts";

const refuse = ({ path, message }: Wrong) => new Fault("malformed", message, { fields: [{ path, message }] });

/** Throws unless the entry is as its axis asks for. A level that the measure gave is not asked again. */
async function checkEntry(tx: Transaction, caseId: string, one: WrittenEntry): Promise<void> {
  const dyads = new Set((await listPeople(tx, caseId)).filter((person) => person.hasOpenDyad).map((person) => person.personId));
  const measured = (await store.listMeasuredLevels(tx, caseId)).filter((level) => level.ownerPersonId === one.ownerPersonId).map((level) => level.since);
  const wrong = judgeEntryOfAxis(one, tx.today, dyads, measured);
  if (wrong !== null) throw refuse(wrong);
}

/** Records an entry of axes II to V. */
export async function addAxis(tx: Transaction, { caseId, ...one }: WrittenEntry & { caseId: string }): Promise<{ entryId: string }> {
  await requireCase(tx, caseId);
  await checkEntry(tx, caseId, one);
  return { entryId: (await store.insertEntry(tx, { ...one, caseId, supersedes: null, inError: false, reason: "" }))! };
}

type Correction = Omit<WrittenEntry, "axis"> & { caseId: string; entryId: string; how: "corrected" | "in_error"; reason: string };

/** Puts another entry in the place of one; of the same axis, in the record in which it was written. */
export async function correctAxis(tx: Transaction, { caseId, entryId, how, reason, ...given }: Correction): Promise<{ entryId: string }> {
  await requireCase(tx, caseId);
  if ((await store.listMeasuredLevels(tx, caseId)).some((one) => one.entryId === entryId)) throw new Fault("refused", faultWords.ofMeasure);
  const before = (await store.listEntries(tx, caseId)).find((one) => one.entryId === entryId);
  if (before === undefined || before.inError) throw new Fault("not_found", faultWords.noEntry);
  const one: WrittenEntry = how === "in_error" ? before : { ...given, axis: before.axis };
  if (how === "corrected") await checkEntry(tx, caseId, one);
  const made = await store.insertEntry(tx, { ...one, caseId: before.disclosure.caseId, supersedes: entryId, inError: how === "in_error", reason });
  if (made === null) throw new Fault("changed_meanwhile", faultWords.noEntry);
  return { entryId: made };
}

/** The lines of the agency's table, with the titles of the shipped list. */
async function listLines(tx: Transaction) {
  const titles = new Map(knownCodes().map((one) => [one.code, one.description]));
  return (await store.listLines(tx)).map((one) => ({ ...one, icdTitle: titles.get(one.icdCode) ?? "" }));
}

/** Keeps a line of the table: a new one, one in the place of another, or that one is taken out. */
export async function writeLine(tx: Transaction, given: NewLine, { lineId, how }: { lineId: string | null; how: "added" | "changed" | "withdrawn" }): Promise<{ lineId: string }> {
  await store.holdLines(tx);
  const lines = await listLines(tx);
  const before = lines.find((one) => one.lineId === lineId);
  if (lineId !== null && before === undefined) throw new Fault((await store.wasLine(tx, lineId)) ? "changed_meanwhile" : "not_found", faultWords.noLine);
  const judged = how === "withdrawn" ? before! : judgeLine(given, lines.filter((one) => one.lineId !== lineId));
  if ("path" in judged) throw refuse(judged);
  const made = await store.insertLine(tx, { ...judged, supersedes: lineId, withdrawn: how === "withdrawn" });
  if (made === null) throw new Fault("changed_meanwhile", faultWords.noLine);
  return { lineId: made };
}

export const axesHandlers: Handlers<typeof axesContract> = {
  axes: handle(async (tx, { caseId }) => {
    await requireCase(tx, caseId);
    return { entries: [...(await store.listMeasuredLevels(tx, caseId)), ...(await store.listEntries(tx, caseId))] };
  }),
  addAxis: handle(addAxis),
  correctAxis: handle(correctAxis),
};
export const crosswalkHandlers: Handlers<typeof crosswalkContract> = {
  crosswalk: handle(async (tx) => ({ lines: await listLines(tx) })),
  addLine: handle((tx, given) => writeLine(tx, given, { lineId: null, how: "added" })),
  replaceLine: handle((tx, { lineId, how, ...given }) => writeLine(tx, given, { lineId, how })),
};
