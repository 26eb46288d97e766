import type { CivilDate } from "#kernel/dates.ts";
import { canonicalJson } from "#kernel/canonical.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { frame } from "#features/letters/paper.rules.ts";
import type { CopyPart } from "./contract.ts";
import { copyPartNames, copyWords as words } from "./copy.words.ts";

/** One thing in it: of which day, what it is, and its words. */
export type CopyRow = { on: CivilDate | null; title: string; words: readonly string[] };
export type CopySection = { part: CopyPart; rows: readonly CopyRow[]; /** `cut`: there is more than a copy holds. */ length: "whole" | "cut" };
export type OwnCopy = { on: CivilDate; language: Language; from: string; childName: string; sections: readonly CopySection[] };

/** The copy in Typst: under a neutral letterhead, what stands under each heading, with its day. */
export const copyTemplate = `${frame}
#letterhead
#v(6mm)
#heading(level: 1, data.title)
#for one in data.lead [#par(one)]
#for section in data.sections [
  #heading(level: 2, section.heading)
  #if section.note != "" [#par(emph(section.note))]
  #for one in section.rows [#block(below: 0.9em)[*#one.title*#if one.day != "" [ #h(4pt) #text(size: 9.5pt, one.day)]#for said in one.words [#linebreak()#said]]]
]
`;

const leadOf = ({ on, language }: Pick<OwnCopy, "on" | "language">) => [words.made(writeDay(on, language))[language], words.whole[language]];

/** What the template is given. A copy in which nothing stands says so. */
export function paperOf({ on, language, childName, sections }: OwnCopy) {
  const lead = leadOf({ on, language });
  return {
    title: `${words.title[language]}: ${childName}`,
    lead: sections.length === 0 ? [...lead, words.nothing[language]] : lead,
    sections: sections.map((one) => ({
      heading: copyPartNames[one.part][language],
      note: one.length === "cut" ? words.cut[language] : "",
      rows: one.rows.map((row) => ({ day: row.on === null ? "" : writeDay(row.on, language), title: row.title, words: row.words })),
    })),
  };
}

/** The same as data: the rows of the paper, in its order, and nothing that is not on it. An id of ours means nothing outside, so none is in it. */
export function writeCopyData({ sections, ...one }: OwnCopy): string {
  const { language } = one;
  return canonicalJson({ format: "dyad-own-copy", version: 1, ...one, says: leadOf(one), sections: sections.map(({ part, rows, length }) => ({ part, heading: copyPartNames[part][language], length, rows })) });
}
