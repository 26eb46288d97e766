/** A picture book in Typst: on each page the picture to the left, the words to the right; all that is said comes from `data`. */
export const bookTemplate = `
#set page(paper: data.sheet, flipped: true, margin: (x: 18mm, top: 16mm, bottom: 18mm), footer: context [#set text(size: 10pt, fill: rgb("#55636a"))
  #data.foot #h(1fr) #counter(page).display()])
#set text(size: 21pt, fill: rgb("#1f2a2e"))
#set par(leading: 0.7em)
#show heading.where(level: 1): it => block(below: 0.9em, text(size: 30pt, it.body))
#show heading.where(level: 2): it => block(below: 0.8em, text(size: 24pt, it.body))
#for (place, one) in data.pages.enumerate() [
  #if place > 0 { pagebreak() }
  #if place == 0 [#heading(level: 1, data.title) #if data.also != "" [#text(size: 16pt, lang: "es", data.also) #v(0.5em)]]
  #let said = [
    #heading(level: 2, one.heading)
    #one.words
    #if one.also != "" [#v(0.6em) #line(length: 100%, stroke: 0.7pt + rgb("#c8704f")) #v(0.4em) #text(size: 16pt, lang: "es", one.also)]
  ]
  #if one.photo != "" [
    #grid(columns: (58%, 1fr), column-gutter: 11mm, align: (center + top, left + horizon), image(one.photo, width: 100%, height: one.height * 1mm, fit: "contain", alt: one.alt), said)
  ] else if one.picture == "" [#said] else [
    #grid(columns: (58%, 1fr), column-gutter: 11mm, align: (left + top, left + horizon), image(bytes(one.picture), format: "svg", width: 100%, alt: one.alt), said)
  ]
]
`;
