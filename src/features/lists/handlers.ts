import { createHash } from "node:crypto";
import { addMinutes } from "#kernel/dates.ts";
import { csvFile } from "#kernel/csv.ts";
import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { FileMediaType } from "#kernel/mediaTypes.ts";
import { asActor, newId, type Transaction } from "#database/actor.ts";
import { drain, isGone, within } from "#features/documents/receiving.handlers.ts";
import { requireClean } from "#features/documents/scanning.handlers.ts";
import { faultWords as documentWords } from "#features/documents/faults.words.ts";
import { makeFileKey, unwrapFileKey, wrapFileKey } from "#server/files.ts";
import { type Call, handle, handleLong, type Handlers } from "#server/procedure.ts";
import { findColumns } from "./columns.rules.ts";
import { type BroughtList, DAYS_KEPT, type ListField, listFields, type ListRow, type lists, MOST_LIST_BYTES, type Reading } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { findAlike, judgeRows } from "./judging.handlers.ts";
import { readListApart } from "./apart.handlers.ts";
import type { FileRead } from "./reading.handlers.ts";
import { tellFaults } from "./row.rules.ts";
import { words, whyWords } from "./screens.words.ts";
import * as store from "./store.ts";
import { exampleRows, fieldTitles } from "./words.ts";

const mediaTypes = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } as const satisfies Record<string, FileMediaType>;

/** Files that somebody may bring in within a day: more is no work of a person. */
const MOST_A_DAY = 100;

async function collect(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of within(source, { most: MOST_LIST_BYTES, tooLarge: faultWords.tooLarge })) pieces.push(piece);
  } catch (error) {
    if (isGone(error)) throw new Fault("malformed", documentWords.cutOff);
    await drain(source);
    throw error;
  }
  return Buffer.concat(pieces);
}

/** A list as it stands; throws `not_found`. */
export async function showList(tx: Transaction, listId: string): Promise<BroughtList> {
  const found = await store.findList(tx, listId);
  if (found === null) throw new Fault("not_found", faultWords.noList);
  return found;
}

/** Takes a file in: read and judged whole, sealed, and nothing made. As first read, its dates are 2021-03-04 and its rows referrals. */
export async function bringFile(services: Call["services"], agencyId: string, bytes: Buffer): Promise<{ run(tx: Transaction): Promise<BroughtList>; undo(): Promise<void> }> {
  const read = await readListApart(services.projectRoot, bytes);
  const fileId = newId({ now: services.clock.now() });
  const key = makeFileKey();
  const incoming = await services.files.take(fileId, key, (async function* () { yield bytes; })());
  return {
    run: async (tx) => {
      const reading: Reading = { dates: "iso", makes: "referrals", columns: findColumns(read.found.headings) };
      await store.insertFile(tx, { fileId, mediaType: mediaTypes[read.found.format], bytes: bytes.length, sha256: createHash("sha256").update(bytes).digest(), wrappedKey: wrapFileKey(services.keys, { agencyId, fileId }, key) });
      const listId = await store.insertList(tx, { fileId, reading, found: read.found, rows: read.rows.length, forgetAt: addMinutes(tx.now, DAYS_KEPT * 24 * 60) });
      await store.replaceRows(tx, listId, await judgeRows(tx, read.rows, reading, services.signingKey));
      await incoming.keep();
      return showList(tx, listId);
    },
    undo: () => incoming.drop(),
  };
}

/** A list that may still be changed in that state, held for whoever changes it. */
async function hold(tx: Transaction, { listId, revision }: { listId: string; revision: number }): Promise<store.ListState> {
  const list = await store.holdList(tx, listId);
  if (list === null) throw new Fault("not_found", faultWords.noList);
  if (list.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return list;
}

async function openAgain(tx: Transaction, services: Call["services"], { fileId }: store.ListState): Promise<FileRead> {
  const file = fileId === null ? null : await store.findFile(tx, fileId);
  if (fileId === null || file === null) throw new Fault("gone", faultWords.forgotten);
  const key = unwrapFileKey(services.keys, { agencyId: tx.actor.agencyId, fileId }, file.wrappedKey);
  const pieces: Buffer[] = [];
  for await (const piece of services.files.read(fileId, key, file.bytes)) pieces.push(piece);
  return readListApart(services.projectRoot, Buffer.concat(pieces));
}

/** Reads a list again in another way. What was chosen was chosen of other rows, so choices are made anew. */
export async function readAgain(tx: Transaction, services: Call["services"], input: { listId: string; revision: number; reading: Reading }): Promise<BroughtList> {
  const list = await hold(tx, input);
  if (list.state !== "read") throw new Fault("changed_meanwhile", faultWords.running);
  const { columns } = input.reading;
  const named = columns.filter((one) => one !== null);
  if (columns.length !== list.found.headings.length || new Set(named).size !== named.length) throw new Fault("malformed", faultWords.twice, { fields: [{ path: "reading.columns", message: faultWords.expectColumns }] });
  const read = await openAgain(tx, services, list);
  await store.replaceRows(tx, input.listId, await judgeRows(tx, read.rows, input.reading, services.signingKey));
  await store.updateList(tx, input.listId, { state: "read", reading: input.reading });
  return showList(tx, input.listId);
}

/** Begins the making: who is there is looked at once more, since somebody may have come since the list was read. */
export async function runList(tx: Transaction, input: { listId: string; revision: number }): Promise<BroughtList> {
  const list = await hold(tx, input);
  if (list.forgottenAt !== null) throw new Fault("gone", faultWords.forgotten);
  if (list.state !== "read") throw new Fault("changed_meanwhile", faultWords.running);
  const waiting = await store.listWaiting(tx, input.listId);
  const found = await findAlike(tx, waiting);
  await store.updateAlike(tx, input.listId, waiting.map(({ number }) => ({ number, ...found.get(number)! })));
  await store.settleRows(tx, input.listId);
  await store.updateList(tx, input.listId, { state: "running" });
  return showList(tx, input.listId);
}

/** Begins the taking back; the job does it row by row. */
export async function undoList(tx: Transaction, input: { listId: string; revision: number }): Promise<BroughtList> {
  const list = await hold(tx, input);
  if (list.state !== "done" && list.state !== "undone") throw new Fault("changed_meanwhile", faultWords.running);
  await store.askAgain(tx, input.listId);
  if ((await store.countRows(tx, input.listId, "made")) === 0) throw new Fault("refused", faultWords.nothingMade);
  await store.updateList(tx, input.listId, { state: "undoing" });
  return showList(tx, input.listId);
}

async function choose(tx: Transaction, { listId, number, choice, sameAs }: { listId: string; number: number; choice: "same" | "new" | "leave_out"; sameAs: { kind: "case" | "referral"; id: string } | null }): Promise<{ chosen: true }> {
  const list = await store.holdList(tx, listId);
  if (list === null) throw new Fault("not_found", faultWords.noList);
  if (list.state !== "read") throw new Fault("changed_meanwhile", faultWords.running);
  const found = await store.findRow(tx, listId, number);
  if (found === null) throw new Fault("not_found", faultWords.noRow);
  const isAlike = choice !== "same" || found.alike.some((one) => one.kind === sameAs?.kind && one.id === sameAs.id);
  if (!isAlike || found.content === null) throw new Fault("malformed", faultWords.notAlike, { fields: [{ path: "sameAs", message: faultWords.expectAlike }] });
  await store.chooseRow(tx, listId, number, choice, choice === "same" ? sameAs : null);
  return { chosen: true };
}

/** The rows of a list as somebody looks at them, with who each may be by name. */
export async function rowsOf(tx: Transaction, { listId, show, after }: { listId: string; show: string; after: number }): Promise<{ rows: ListRow[]; next: number | null }> {
  const { rows, next } = await store.listRows(tx, listId, show, after);
  const idsOf = (kind: string) => rows.flatMap(({ alike }) => alike.filter((one) => one.kind === kind).map((one) => one.id));
  const named = new Map((await store.nameAlike(tx, idsOf("case"), idsOf("referral"))).map((one) => [one.id, one]));
  const inFile = new Map(rows.map((one) => [String(one.number), one.content?.child]));
  const nameOf = (one: { kind: string; id: string }) => {
    if (one.kind !== "row") return { name: named.get(one.id)?.name ?? "", birthDate: named.get(one.id)?.birthDate ?? null };
    const child = inFile.get(one.id);
    return { name: `${child?.givenName ?? ""} ${child?.familyName ?? ""}`.trim(), birthDate: child?.birthDate ?? null };
  };
  return { rows: rows.map((one) => ({ ...one, alike: one.alike.map((each) => ({ ...each, ...nameOf(each) })) })), next };
}

/** A file for a program that knows the letters by its first sign. Nothing in it is a formula. */
const asFile = (name: string, rows: (string | null)[][]): File => new File([csvFile(rows)], name, { type: "text/csv" });
const titleOf = (field: ListField, language: keyof Words) => fieldTitles[field][language];

async function leftFile(tx: Transaction, { listId, language }: { listId: string; language: keyof Words }): Promise<File> {
  const list = await showList(tx, listId);
  if (list.forgottenAt !== null) throw new Fault("gone", faultWords.forgotten);
  const left = await store.listLeft(tx, listId);
  const why = (one: (typeof left)[number]) => (one.faults.length > 0 ? tellFaults(one.faults, language) : whyWords[one.why ?? "no_choice"][language]);
  return asFile("rows-to-mend.csv", [[...list.found.headings, words.expectedHeading[language]], ...left.map((one) => [...one.cells, why(one)])]);
}

export const listsHandlers: Handlers<typeof lists> = {
  receive: handleLong(async ({ services, actor, requestId }, { bytes }) => {
    if ((await asActor(services.database, services.clock, actor, store.countOwn)) >= MOST_A_DAY) {
      await drain(bytes);
      throw new Fault("too_many", faultWords.tooMany);
    }
    const content = await collect(bytes);
    await requireClean({ services, actor, requestId }, "lists.receive", async function* () { yield content; });
    return bringFile(services, actor.agencyId, content);
  }),
  list: handle((tx, { after }) => store.listLists(tx, after)),
  template: handle(async (_tx, { language }) => asFile(language === "en" ? "families.csv" : "familias.csv", [listFields.map((field) => titleOf(field, language)), ...exampleRows.map((row) => listFields.map((field) => row[field]?.[language] ?? null))])),
  get: handle((tx, { listId }) => showList(tx, listId)),
  rows: handle(async (tx, input) => {
    await showList(tx, input.listId);
    return rowsOf(tx, input);
  }),
  read: handle((tx, input, { services }) => readAgain(tx, services, input)),
  choose: handle(choose),
  run: handle((tx, input) => runList(tx, input)),
  undo: handle((tx, input) => undoList(tx, input)),
  forget: handle(async (tx, input) => {
    const list = await hold(tx, input);
    if (list.state === "running" || list.state === "undoing") throw new Fault("changed_meanwhile", faultWords.running);
    await store.forgetList(tx, input.listId);
    return showList(tx, input.listId);
  }),
  left: handle((tx, input) => leftFile(tx, input)),
};
