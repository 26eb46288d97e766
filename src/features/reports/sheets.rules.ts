import type { ReportContent } from "./contract.ts";

/** A sheet of a workbook: its head, then its rows. */
export type ReportSheet = { name: string; rows: (string | number)[][] };

const COUNT = /^\d{1,3}(,\d{3})*$/;
/** A cell that is a whole number is one in the sheet too; "<11", "hidden" and everything else stay words. */
const cellOf = (text: string): string | number => (COUNT.test(text) ? Number(text.replaceAll(",", "")) : text);

/** A report as sheets: one with all that is said, then one for each of its tables. */
export function reportSheets({ title, demo, facts, sections }: ReportContent): ReportSheet[] {
  const said = sections.flatMap(({ heading, blocks }) => blocks.flatMap((block) => (block.kind === "table" ? [] : [[heading, block.text]])));
  const tables = sections.flatMap(({ blocks }) => blocks.flatMap((block) => (block.kind === "table" && block.rows.length > 0 ? [{ name: block.name, rows: [block.head, ...block.rows.map((row) => row.map(cellOf))] }] : [])));
  return [{ name: title, rows: [[title, ""], ...(demo === "" ? [] : [["", demo]]), ...facts.map((one) => [...one]), ...said] }, ...tables];
}
