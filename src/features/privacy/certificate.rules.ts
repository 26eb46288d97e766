/** The certificate of a purge in Typst: no name and no number of a family stands on it. */
export const certificateTemplate = `
#set page(paper: "us-letter", margin: (x: 22mm, top: 18mm, bottom: 22mm), footer: context [#set text(size: 8.5pt)
  #data.agency #h(1fr) #data.page #counter(page).display() #data.of #counter(page).final().first()])
#set text(size: 11pt)
#heading(level: 1, data.title)
#par(data.what)
#par(data.keys)
#for one in data.facts [#grid(columns: (48mm, 1fr), gutter: 4pt, [*#one.at(0)*], one.at(1))]
#heading(level: 2, data.rulesTitle)
#for one in data.rules [#par(one)]
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(150) }), inset: (x: 4pt, y: 4pt), align: left)
#set text(size: 9.5pt)
#table(columns: (1fr, auto), table.header(..data.columns.map(one => [*#one*])), ..data.rows.flatten())
`;
