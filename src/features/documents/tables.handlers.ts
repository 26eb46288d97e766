import { csvFile } from "#kernel/csv.ts";
import { type FileFormat, MOST_IN_FILE } from "#kernel/listing.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { appendAudit, CASES_A_ROW, noteCase, noteDetails } from "#server/audit.ts";
import type { Call } from "#server/procedure.ts";
import { zipOf } from "#server/zip.ts";
import { writeWorkbook } from "#wire/sheets/workbook.ts";
import { tableWords } from "./tables.words.ts";

/** Rows that are asked for at once while a file is gathered. */
const ROWS_AT_ONCE = 5_000;
const types: Record<FileFormat, string> = { csv: "text/csv", xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" };

export type Cell = string | number | null;
/** Whose row it is: a family with a record, or one that waits as a referral. */
export type RowOf = { caseId: string } | { referralId: string };
/** A list as a file: its headings and what stands in a row of it. `name` says nothing of a person. */
export type Table<Row> = { name: string; heads: readonly string[]; cells: (row: Row) => Cell[]; familyOf: (row: Row) => RowOf };

/**
 * The list that a screen shows as a file: the same pages from the same store, up to `MOST_IN_FILE` rows. Where more match,
 * the last row says so. The trail names every family of it: what does not fit into the row of the call goes into rows of their own.
 */
export async function tableFile<Row>(tx: Transaction, call: Call, procedure: string, { name, heads, cells, familyOf }: Table<Row>, { format, language }: { format: FileFormat; language: Language }, pageAfter: (after: string | null, size: number) => Promise<{ rows: readonly Row[]; next: string | null }>): Promise<File> {
  const found: Row[] = [];
  let after: string | null = null;
  do {
    const page: { rows: readonly Row[]; next: string | null } = await pageAfter(after, Math.min(ROWS_AT_ONCE, MOST_IN_FILE - found.length));
    found.push(...page.rows);
    after = page.next;
  } while (after !== null && found.length < MOST_IN_FILE);
  await noteFamilies(tx, call, procedure, found.length, found.map(familyOf));
  const rows = [[...heads], ...found.map(cells), ...(after === null ? [] : [[tableWords.cutOff[language](MOST_IN_FILE)]])];
  const content = format === "csv" ? csvFile(rows) : (zipOf(writeWorkbook([{ name, rows: rows.map((row) => row.map((one) => one ?? "")) }]).map(({ path, xml }) => ({ path, bytes: new TextEncoder().encode(xml) }))) as Uint8Array<ArrayBuffer>);
  return new File([content], `${name}-${tx.today}.${format}`, { type: types[format] });
}

async function noteFamilies(tx: Transaction, call: Call, procedure: string, count: number, families: readonly RowOf[]): Promise<void> {
  const caseIds = [...new Set(families.flatMap((one) => ("caseId" in one ? one.caseId : [])))];
  const referralIds = [...new Set(families.flatMap((one) => ("referralId" in one ? one.referralId : [])))];
  noteDetails(tx, { rows: count, ...(referralIds.length === 0 ? {} : { referralIds: referralIds.slice(0, CASES_A_ROW) }) });
  for (const caseId of caseIds.slice(0, CASES_A_ROW)) noteCase(tx, caseId);
  for (const [key, ids] of Object.entries({ caseIds, referralIds })) {
    for (let from = CASES_A_ROW; from < ids.length; from += CASES_A_ROW) await appendAudit(tx, { action: "export", procedure, outcome: "done", requestId: call.requestId, details: { [key]: ids.slice(from, from + CASES_A_ROW), continues: "yes" } });
  }
}
