import { createHash } from "node:crypto";
import { canonicalJson } from "#kernel/canonical.ts";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { writePdf } from "#server/pdf.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { zipOf } from "#server/zip.ts";
import { loadPublished } from "#features/investment/policies.ts";
import { listVersions } from "#features/investment/store.ts";
import { programmeFigures } from "#features/outcomes/handlers.ts";
import type { CutOption } from "#features/outcomes/shapes.contract.ts";
import { writeWorkbook } from "#wire/sheets/workbook.ts";
import type { KeptWords, OwnWords, ReportContent, ReportKind, reportsContract } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { reportPaper, reportTemplate } from "./paper.rules.ts";
import { writeReport } from "./rules.ts";
import { reportSheets } from "./sheets.rules.ts";
import * as store from "./store.ts";
import { findNameIn, judgeWords, noWords } from "./words.rules.ts";

/** Which report. */
export type About = { kind: ReportKind; language: Language; cut: string | null; withReturn: "yes" | "no" };

const hashOf = (content: ReportContent) => createHash("sha256").update(canonicalJson(content)).digest("hex");

/** A report as it would be made now. A quarter is written of a span of time only; there is none where nothing is chosen yet. */
async function draft(tx: Transaction, { kind, language, cut, withReturn }: About, call: Pick<Call, "services">): Promise<{ content: ReportContent | null; periods: CutOption[]; words: KeptWords[] }> {
  const words = await store.listWords(tx, kind, language);
  const figures = await programmeFigures(tx, { cut }, call);
  const periods = figures.options.filter((one) => one.cut === "period");
  if (figures.cut !== null && figures.cut.cut !== "period") throw new Fault("not_found", faultWords.noPeriod);
  if (kind === "quarter" && figures.cut === null) return { content: null, periods, words };
  const cost = withReturn === "no" ? null : { typed: (await listVersions(tx))[0]?.inputs ?? null, published: loadPublished() };
  const content = writeReport({ kind, language, agency: await store.findAgency(tx), figures, own: words[0]?.words ?? noWords, cost });
  return { content, periods, words };
}

/** A report as it would leave now, with the hash under which it can be made. */
export async function look(tx: Transaction, about: About, call: Pick<Call, "services">) {
  const made = await draft(tx, about, call);
  return { ...made, hash: made.content === null ? "" : hashOf(made.content) };
}

/** Keeps the agency's own words as a version. Throws where they have no place, or name somebody who treats. */
export async function keepWords(tx: Transaction, { kind, language, words }: { kind: ReportKind; language: Language; words: OwnWords }) {
  const fields = [...judgeWords(kind, words), ...findNameIn(words, await store.listClinicians(tx))];
  if (fields.length > 0) throw new Fault("malformed", fields[0]!.message, { fields });
  await store.insertWords(tx, kind, language, words);
  return { kept: true as const };
}

/** Makes a report of exactly what was shown under the hash. Names are looked for once more: somebody may have come since the words were typed. */
export async function make(tx: Transaction, { hash, ...about }: About & { hash: string }, call: Pick<Call, "services">) {
  const { content, words } = await draft(tx, about, call);
  if (content === null) throw new Fault("refused", faultWords.nothingToMake);
  if (hashOf(content) !== hash) throw new Fault("changed_meanwhile", faultWords.otherNow);
  if (findNameIn(words[0]?.words ?? noWords, await store.listClinicians(tx)).length > 0) throw new Fault("refused", faultWords.names);
  return { reportId: await store.insertReport(tx, { content, hash, withReturn: about.withReturn === "yes" }) };
}

const MARK = 12;
const xlsxType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
async function file(tx: Transaction, { reportId, format }: { reportId: string; format: "pdf" | "xlsx" }): Promise<File> {
  const found = await store.findReport(tx, reportId);
  if (!found) throw new Fault("not_found", faultWords.noReport);
  const { content, hash } = found;
  const name = `report-${content.kind}-${content.countedOn ?? "none"}.${content.language}.${format}`;
  if (format === "xlsx") return new File([zipOf(writeWorkbook(reportSheets(content)).map(({ path, xml }) => ({ path, bytes: new TextEncoder().encode(xml) }))) as Uint8Array<ArrayBuffer>], name, { type: xlsxType });
  return new File([writePdf({ template: reportTemplate, data: reportPaper(content, hash.slice(0, MARK)), title: `${content.title}, ${content.agency}`, language: content.language }) as Uint8Array<ArrayBuffer>], name, { type: "application/pdf" });
}

export const reportsHandlers: Handlers<typeof reportsContract> = {
  look: handle(look),
  keepWords: handle(keepWords),
  make: handle(make),
  list: handle(async (tx) => ({ reports: await store.listReports(tx) })),
  file: handle(file),
};
