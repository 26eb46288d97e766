import type { Head } from "./letterhead.rules.ts";

/** What the frame of every paper says: the letterhead, the page of how many, that a demo is made up, and a notice's name. */
export type FrameData = { head: Head; demo: string; page: string; of: string; notice: string };
/** What a letter says within it. Notices and the copy of an authorization stand below, where there are any. */
export type LetterData = FrameData & { address: string[]; day: string; greeting: string; sentences: string[]; closing: string; sender: string[]; notices: string[]; authorization: string[]; authorizationTitle: string };

/** The head and foot that every paper of the agency shares, in Typst. */
export const frame = `
#set page(paper: "us-letter", margin: (x: 25mm, top: 18mm, bottom: 22mm), footer: context [#set text(size: 8.5pt)
  #data.demo #h(1fr) #data.page #counter(page).display() #data.of #counter(page).final().first()])
#set text(size: 11pt)
#set par(leading: 0.62em, spacing: 1.1em)
#show heading.where(level: 1): it => block(below: 0.9em, text(size: 16pt, it.body))
#show heading.where(level: 2): it => block(above: 1.3em, below: 0.6em, text(size: 12pt, it.body))
#let letterhead = {
  grid(columns: (1fr, auto), column-gutter: 10mm,
    { text(size: 15pt, weight: "bold", data.head.name); if data.head.below != "" { linebreak(); text(size: 9.5pt, data.head.below) } },
    align(right, { set text(size: 9pt); set par(leading: 0.5em); data.head.lines.join(linebreak()) }))
  v(2mm, weak: true)
  line(length: 100%, stroke: 0.6pt)
}
`;
/** The first third of the sheet: letterhead, day and recipient, and nothing of what it is about (look/family.md). It grows where an address is long. */
export const upperPart = `
#let upper = { letterhead; v(9mm, weak: true); par(data.day); v(7mm, weak: true); par(data.address.join(linebreak())) }
#layout(size => { let needed = measure(block(width: size.width, upper)).height; block(height: calc.max(needed + 6mm, 75mm), upper) })
`;
/** What follows the content: the notices of each law that applies, and the authorization that goes with it. */
export const tail = `
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

/** A letter in Typst: letterhead, day, recipient, greeting, paragraphs, closing, a line to sign on and whose name is below it. */
export const letterTemplate = `${frame}${upperPart}
#par(data.greeting)
#for one in data.sentences [#par(one)]
#block(breakable: false, above: 1.8em)[
  #par(data.closing)
  #v(13mm)
  #line(length: 70mm, stroke: 0.5pt)
  #v(-2mm)
  #par(data.sender.join(linebreak()))
]
${tail}`;
