import { frame } from "#features/letters/paper.rules.ts";

/** What a paper about money says, in one language: facts above, a table, its sums, and sentences. */
export type Sheet = {
  title: string;
  /** Says that the wording is not confirmed; empty where it is. */
  draft: string;
  facts: [label: string, value: string][];
  intro: string[];
  head: string[];
  rows: string[][];
  totals: [label: string, value: string][];
  notes: string[];
};

/** Dollars from whole cents, as people of both languages here write them. */
export function writeMoney(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, "0");
  return `${cents < 0 ? "−" : ""}$${digits.slice(0, -2).replaceAll(/\B(?=(\d{3})+$)/g, ",")}.${digits.slice(-2)}`;
}

/** A paper about money in Typst, under the agency's letterhead. Amounts stand in the last column. */
export const sheetTemplate = `${frame}
#letterhead
#v(6mm, weak: true)
#if data.sheet.draft != "" [#block(stroke: 0.6pt, inset: 5pt, strong(data.sheet.draft))]
= #data.sheet.title
#for one in data.sheet.facts [
  #grid(columns: (48mm, 1fr), gutter: 4pt, [*#one.at(0)*], one.at(1))
]
#for one in data.sheet.intro [#par(one)]
#if data.sheet.rows.len() > 0 {
  set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(150) }), inset: (x: 4pt, y: 4pt), align: (x, y) => if x == data.sheet.head.len() - 1 { right } else { left })
  show table.cell.where(y: 0): set text(weight: "bold")
  set text(size: 10pt)
  table(columns: data.sheet.head.enumerate().map(((at, one)) => if at == data.sheet.head.len() - 1 { auto } else { 1fr }), table.header(..data.sheet.head.map(one => [#one])), ..data.sheet.rows.flatten().map(one => [#one]))
}
#for one in data.sheet.totals [
  #grid(columns: (1fr, auto), gutter: 6pt, align(right)[*#one.at(0)*], [*#one.at(1)*])
]
#for one in data.sheet.notes [#par(one)]
`;
