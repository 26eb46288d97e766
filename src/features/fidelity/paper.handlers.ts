import { csv } from "#kernel/csv.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { sheet } from "#features/course/paper.handlers.ts";
import { requireCase } from "#features/people/handlers.ts";
import type { LogRow } from "./contract.ts";
import { fromValues } from "./derive.rules.ts";
import { faultWords } from "./faults.words.ts";
import { listValues } from "./kept.store.ts";
import { packs } from "./packs.handlers.ts";
import { logTable, writeLogLines, writePacketLines, writePackLines } from "./paper.rules.ts";
import { asRow } from "./reading.handlers.ts";
import { listKept, listLog } from "./store.ts";

type Language = "en" | "es";

/** A confirmed packet on paper, in our layout or in that of a form pack for packets of its kind; only for the two whom its ratings belong to. */
export async function paper(tx: Transaction, input: { caseId: string; packetId: string; language: Language; pack: string | null; version: string | null }): Promise<File> {
  await requireCase(tx, input.caseId);
  const found = (await listKept(tx, input.caseId)).find((one) => one.packetId === input.packetId);
  const content = found === undefined ? null : fromValues(input.caseId, await listValues(tx, input.packetId));
  if (found === undefined || content?.ratings == null) throw new Fault("not_found", faultWords.noPacket);
  const frame = { kind: found.kind, from: found.periodFrom, to: found.periodTo, confirmedOn: found.confirmedOn, version: found.version };
  if (input.pack === null) return sheet(writePacketLines(content, frame, input.language), "packet", input.language);
  const pack = (await packs(tx)).packs.find((one) => one.pack.id === input.pack && one.pack.version === input.version && one.pack.packet === found.kind);
  if (pack === undefined) throw new Fault("not_found", faultWords.noPack);
  return sheet(writePackLines(pack.pack, content, frame, input.language), "packet", input.language);
}

const MOST = 5000;
/** The whole contact log as a file; its name tells nothing of the family. */
export async function logPaper(tx: Transaction, { caseId, language, format }: { caseId: string; language: Language; format: "csv" | "pdf" }): Promise<File> {
  await requireCase(tx, caseId);
  const rows: LogRow[] = (await listLog(tx, caseId, null, MOST)).rows.map((one) => asRow(caseId, one));
  if (format === "csv") return new File([csv(logTable(rows, language))], `contacts.${language}.csv`, { type: "text/csv" });
  return sheet(writeLogLines(rows, language), "contacts", language);
}
