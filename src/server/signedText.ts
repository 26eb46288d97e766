import { createHash } from "node:crypto";
import type { SignedLine } from "#kernel/signedText.ts";

/** SHA-256 of a text that is signed, as hexadecimal digits: the same for the same lines, of whatever they speak. */
export const hashOfLines = (lines: readonly SignedLine[]): string => createHash("sha256").update(lines.map((one) => `${one.kind}\t${one.words}`).join("\n")).digest("hex");

/** A sheet with such a text in Typst, places to sign below, and a foot: everything that is said comes from `data`. */
export const sheetTemplate = `
#set page(paper: "us-letter", margin: (x: 22mm, top: 20mm, bottom: 20mm), footer: context [#set text(size: 8pt)
  #data.foot #h(1fr) #counter(page).display()])
#set text(size: 11pt)
#set par(leading: 0.6em)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.7em, text(size: 12pt, it.body))
#for one in data.lines [
  #if one.kind == "title" [#heading(level: 1, one.words)] else if one.kind == "heading" [#heading(level: 2, one.words)] else [#par(one.words)]
]
#if data.signs.len() > 0 [
  #heading(level: 2, data.signatures)
  #for one in data.signs [
    #block(above: 1.6em, breakable: false)[#one #v(1.6em) #line(length: 100%, stroke: 0.5pt) #text(size: 9pt, data.signHere)]
  ]
]
`;
