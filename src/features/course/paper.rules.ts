import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { type AftercareBlock, aftercareBlocks } from "./ending.contract.ts";
import { aftercareNames, paperWords } from "./paper.words.ts";

/** One line of a paper. */
export type PaperLine = { kind: "title" | "heading" | "text"; words: string };

/** The plan for afterwards, line by line: what was left empty is left out. */
export function writeAftercareLines(plan: Record<AftercareBlock, string>, on: CivilDate, language: Language): PaperLine[] {
  return [
    { kind: "title", words: paperWords.aftercareTitle[language] },
    { kind: "text", words: paperWords.aftercareOf[language](writeDay(on, language)) },
    ...aftercareBlocks.filter((block) => plan[block].trim() !== "").flatMap((block): PaperLine[] => [{ kind: "heading", words: aftercareNames[block][language] }, ...plan[block].trim().split(/\n+/).map((words): PaperLine => ({ kind: "text", words }))]),
  ];
}

/** The letter that invites an adult to come back: nothing in it says why the family came, nor who the child is. */
export function writeLetterLines(facts: { adult: string; practice: string; phone: string; on: CivilDate }, language: Language): PaperLine[] {
  const text = (words: string): PaperLine => ({ kind: "text", words });
  return [
    { kind: "title", words: facts.practice },
    text(writeDay(facts.on, language)),
    text(paperWords.greeting[language](facts.adult)),
    text(paperWords.letterMissed[language]),
    text(paperWords.letterKeeps[language]),
    text(facts.phone === "" ? paperWords.letterWrite[language] : paperWords.letterCall[language](facts.phone)),
    text(paperWords.letterThanks[language]),
    text(facts.practice),
  ];
}
