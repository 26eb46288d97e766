import { frame, tail, upperPart } from "#features/letters/paper.rules.ts";

/** A copy of the record in Typst: a cover without content above the fold, then what goes under its headings. */
export const recordTemplate = `${frame}${upperPart}
#heading(level: 1, data.title)
#for one in data.facts [#grid(columns: (32mm, 1fr), gutter: 4pt, [*#one.at(0)*], one.at(1))]
#for section in data.sections [
  #heading(level: 2, section.heading)
  #for one in section.rows [#block(below: 0.7em)[#if one.day != "" [*#one.day* #h(4pt)]#if one.part2 != "" [#text(size: 8.5pt)[\\[#one.part2\\]] #h(4pt)]#one.words]]
]
${tail}`;

/** An accounting of disclosures in Typst. */
export const accountingTemplate = `${frame}
#letterhead
#v(8mm)
#heading(level: 1, data.title)
#par(data.about)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(150) }), inset: (x: 4pt, y: 4pt), align: left)
#set text(size: 9.5pt)
#if data.rows.len() == 0 [#par(data.none)] else [#table(columns: (auto, 1fr, 1.4fr, 1fr), table.header(..data.columns.map(one => [*#one*])), ..data.rows.flatten())]
#par(data.notListed)
`;
