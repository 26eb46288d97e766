import type { Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { planParts, type SafetyPlanContent } from "./plans.contract.ts";
import { paperWords } from "./plans.words.ts";

/** A plan without a word yet. The child's part is the adult's own until somebody chooses otherwise. */
export const emptyPlan: SafetyPlanContent = { warningSigns: "", helps: "", peoplePlaces: "", contacts: "", papers: "", codeWord: "", childWords: "", childIn: "caregiver", reviewOn: null };

/** True where a plan says nothing at all, so that there is nothing to keep. */
export const isEmptyPlan = (content: SafetyPlanContent): boolean => [...planParts.map((part) => content[part]), content.childWords].every((text) => text.trim() === "");

/** Whether something that happened asks for the plan again: there is none kept, or none was kept or looked at since. */
export const isAskedAgain = (happenedAt: Instant, lastSeenAt: Instant | null): boolean => lastSeenAt === null || lastSeenAt < happenedAt;

/** The paper of a plan: lines without a word that tells what it is to whoever looks over a shoulder. Parts that say nothing are left out. */
export function writePaper(content: SafetyPlanContent, language: Language): { title: string; lines: { heading: string; words: string }[]; foot: string } {
  const parts = [...planParts.slice(0, 4), "childWords", ...planParts.slice(4)] as const;
  return { title: paperWords.title[language], lines: parts.filter((part) => content[part].trim() !== "").map((part) => ({ heading: paperWords[part][language], words: content[part] })), foot: paperWords.foot[language] };
}

/** The sheet in Typst: everything that is said comes from `data`. */
export const paperTemplate = `
#set page(paper: "us-letter", margin: (x: 22mm, top: 20mm, bottom: 20mm))
#set text(size: 12pt)
#show heading.where(level: 1): set text(size: 16pt)
#show heading.where(level: 2): it => block(above: 1.4em, below: 0.7em, text(size: 12pt, it.body))
#heading(level: 1, data.title)
#for one in data.lines [
  #heading(level: 2, one.heading)
  #for piece in one.words.split("\\n") [#par(piece)]
]
#v(1.6em)
#data.foot
`;
