/** A certificate in Typst: one sheet, sideways, plain. What no longer stands says so across the top. */
export const certificateTemplate = `
#set page(paper: "us-letter", flipped: true, margin: (x: 30mm, top: 24mm, bottom: 20mm), footer: [#set text(size: 8.5pt)
  #data.meaning])
#set text(size: 12pt)
#set par(leading: 0.7em, spacing: 1.2em)
#show heading.where(level: 1): it => text(size: 26pt, it.body)
#if data.notice != "" [#block(width: 100%, stroke: 1pt, inset: 8pt, below: 10mm)[#align(center, strong(data.notice))]]
#align(center)[
  #text(size: 14pt, data.issuer)
  #v(6mm)
  #heading(level: 1, data.title)
  #v(8mm)
  #par(data.this)
  #text(size: 22pt, weight: "bold", data.name)
  #v(2mm)
  #text(size: 15pt, data.completed)
  #v(6mm)
  #for one in data.lines [#par(one)]
]
#v(1fr)
#line(length: 100%, stroke: 0.5pt)
#grid(columns: (1fr, auto), column-gutter: 12mm,
  [#set text(size: 10pt)
   #data.check],
  align(right)[#set text(size: 10pt)
   #data.numberLabel \\
   #text(size: 14pt, weight: "bold", data.number)])
`;
