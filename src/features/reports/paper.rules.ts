import type { ReportBlock, ReportContent } from "./contract.ts";
import { NOT_PRINTED } from "./rules.ts";
import { reportWords as w } from "./sentences.words.ts";

/**
 * A report in Typst. Everything that is said comes from `data`; each page says whose it is, where the programme is made
 * up, and the mark of the content. What a page for a board hides and how it counts stands on its back.
 */
export const reportTemplate = `
#let small = data.small
#set page(paper: "us-letter", margin: (x: 20mm, top: if small { 12mm } else { 16mm }, bottom: if small { 15mm } else { 18mm }), footer: context [#set text(size: 7.5pt)
  #data.foot #h(1fr) #data.page #counter(page).display() #data.of #counter(page).final().first()
  #linebreak() #strong(data.demo)])
#set text(size: if small { 8.5pt } else { 10pt })
#set par(leading: 0.55em, spacing: 0.9em)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(150) }), inset: (x: 4pt, y: if small { 2.1pt } else { 3.6pt }), align: left)
#show table: set text(size: if small { 8pt } else { 9pt })
#show " %": sym.space.nobreak + "%"
#show table.cell.where(y: 0): set text(weight: "bold")
#show heading.where(level: 1): set text(size: if small { 16pt } else { 20pt })
#show heading.where(level: 2): it => block(above: if small { 1.1em } else { 1.7em }, below: 0.7em, sticky: true, text(size: if small { 11pt } else { 13pt }, it.body))
= #data.title
#for one in data.facts [
  #grid(columns: (44mm, 1fr), gutter: 4pt, [*#one.at(0)*], one.at(1))
]
#let bar(share) = if share == none { [] } else { box(width: 100%, align(left + horizon, box(width: calc.max(1, share * 100) * 1%, height: 6pt, fill: rgb("#98bbbd")))) }
#let show-table(one) = {
  if one.name != "" { block(above: 1.1em, below: 0.5em, sticky: true, strong(one.name)) }
  if one.note != "" { block(above: 0.6em, below: 0.6em, sticky: true, one.note) }
  if one.rows.len() > 0 {
    let wide = one.widths.map(part => if part == 0 { auto } else { part * 1fr })
    show table: set text(size: 7pt) if one.tight
    table(columns: wide, table.header(..one.head.map(cell => [#cell])), ..one.rows.enumerate().map(((at, row)) => row + if one.bars.len() > 0 { (bar(one.bars.at(at)),) } else { () }).flatten())
  }
}
#for section in data.sections [
  #if section.turns { pagebreak() }
  #heading(level: 2, section.heading)
  #for one in section.blocks {
    if one.kind == "sentence" { par(one.text) }
    if one.kind == "own" { block(stroke: (left: 1.5pt + rgb("#98bbbd")), inset: (left: 8pt, y: 2pt), for part in one.parts { par(part) }) }
    if one.kind == "table" { show-table(one) }
  }
]
`;

/** How wide the columns of a table are: a part of the sheet each, zero is as wide as what stands in it. */
function widthsOf({ head, bars }: Extract<ReportBlock, { kind: "table" }>, id: string): number[] {
  if (id === "definitions") return [0, 1.1, 2.6, 1.3, 1.1, 0.9];
  if (id === "cost") return [1.4, 1, 1, 2];
  if (id === "published") return [2, 1];
  if (head.length === 8) return [2.2, 0.9, 1.1, 0.9, 0.9, 1, 0.8, 0.9];
  return [...head.map((_one, at) => (at === 0 ? (bars === null ? 2 : 1.6) : bars === null ? 1 : 0.6)), ...(bars === null ? [] : [2])];
}
const paragraphsOf = (text: string) => text.split(/\n\s*\n/).map((one) => one.trim()).filter((one) => one !== "");

/** What stands on the back of a page for a board. */
const onBack: readonly string[] = ["cost", "hidden", "definitions"];

/** What the sheet says. `mark` is the beginning of the hash of the content. */
export function reportPaper({ kind, language, title, agency, demo, facts, sections }: ReportContent, mark: string): Record<string, unknown> {
  const tableOf = (block: Extract<ReportBlock, { kind: "table" }>, id: string, heading: string) => ({ ...block, name: block.name === heading ? "" : block.name, head: block.bars === null ? block.head : [...block.head, " "], bars: block.bars ?? [], widths: widthsOf(block, id), tight: kind === "board" && id === "definitions" });
  return {
    title,
    demo,
    facts,
    small: kind === "board",
    foot: `${agency} · ${title} · ${w.mark[language]} ${mark}`,
    page: w.page[language],
    of: w.pageOf[language],
    sections: sections.filter((one) => one.id !== NOT_PRINTED).map(({ id, heading, blocks }, at, all) => ({
      heading,
      turns: kind === "board" && onBack.includes(id) && !onBack.includes(all[at - 1]?.id ?? ""),
      blocks: blocks.map((block) => (block.kind === "table" ? tableOf(block, id, heading) : block.kind === "own" ? { kind: "own", parts: paragraphsOf(block.text) } : block)),
    })),
  };
}
