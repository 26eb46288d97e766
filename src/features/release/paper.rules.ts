/** The head and foot that letter and copy share: a neutral name, the page, and in the demo that it is made up. */
const frame = `
#set page(paper: "us-letter", margin: (x: 22mm, top: 18mm, bottom: 22mm), footer: context [#set text(size: 8.5pt)
  #data.demo #h(1fr) #data.page #counter(page).display() #data.of #counter(page).final().first()])
#set text(size: 11pt)
#set par(leading: 0.62em)
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 2): it => block(above: 1.3em, below: 0.6em, text(size: 12pt, it.body))
#grid(columns: (1fr, auto), text(size: 14pt, weight: "bold", data.publicName), align(right, text(size: 9.5pt, data.phone)))
#v(10mm)
`;
/** What follows the content: the notices of each law that applies, and the authorization that goes with it. */
const tail = `
#if data.notices.len() > 0 [
  #block(above: 1.6em, breakable: false, stroke: (top: 0.5pt), inset: (top: 6pt))[
    #set text(size: 9pt)
    #for one in data.notices [#par[*#data.notice:* #one]]
  ]
]
#if data.authorization.len() > 0 [
  #pagebreak()
  #heading(level: 1, data.authorizationTitle)
  #for one in data.authorization [#par(one)]
]
`;

/**
 * A letter in Typst. Above the first fold, a third of the sheet down, stand the neutral name, the recipient and the day,
 * and nothing of what it is about (look/family.md).
 */
export const letterTemplate = `${frame}
#block(height: 56mm)[
  #for one in data.address [#one #linebreak()]
  #v(8mm)
  #data.day
]
#par(data.greeting)
#for one in data.sentences [#par(one)]
#v(6mm)
#par(data.closing)
#v(10mm)
#for one in data.sender [#one #linebreak()]
${tail}`;

/** A copy of the record in Typst: a cover without content above the fold, then what goes under its headings. */
export const recordTemplate = `${frame}
#block(height: 56mm)[
  #for one in data.address [#one #linebreak()]
  #v(8mm)
  #data.day
]
#heading(level: 1, data.title)
#for one in data.facts [#grid(columns: (32mm, 1fr), gutter: 4pt, [*#one.at(0)*], one.at(1))]
#for section in data.sections [
  #heading(level: 2, section.heading)
  #for one in section.rows [#block(below: 0.7em)[#if one.day != "" [*#one.day* #h(4pt)]#if one.part2 != "" [#text(size: 8.5pt)[\\[#one.part2\\]] #h(4pt)]#one.words]]
]
${tail}`;

/** An accounting of disclosures in Typst. */
export const accountingTemplate = `${frame}
#heading(level: 1, data.title)
#par(data.about)
#set table(stroke: (x, y) => (bottom: if y == 0 { 0.8pt } else { 0.3pt + luma(150) }), inset: (x: 4pt, y: 4pt), align: left)
#set text(size: 9.5pt)
#if data.rows.len() == 0 [#par(data.none)] else [#table(columns: (auto, 1fr, 1.4fr, 1fr), table.header(..data.columns.map(one => [*#one*])), ..data.rows.flatten())]
#par(data.notListed)
`;
