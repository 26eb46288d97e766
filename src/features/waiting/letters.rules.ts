import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import { writeDay } from "#kernel/saying.ts";
import type { LetterState } from "./contract.ts";
import { letterWords as words } from "./letters.words.ts";

/** The letter to who referred, line by line: of the family it holds nothing, of the referral its day and number. */
export function writeReply(facts: { practice: string; phone: string; recipient: string; state: LetterState; writtenOn: CivilDate; receivedOn: CivilDate; code: string | null }, language: Language): SignedLine[] {
  const text = (sentence: string): SignedLine => ({ kind: "text", words: sentence });
  const phone = facts.phone.replace(/^(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3");
  return [
    { kind: "title", words: facts.practice },
    text(writeDay(facts.writtenOn, language)),
    text(words.greeting[language](facts.recipient)),
    text(words.about[language](writeDay(facts.receivedOn, language), facts.code)),
    text(words.states[facts.state][language]),
    text(words.allowed[language]),
    ...(phone === "" ? [] : [text(words.call[language](phone))]),
    text(words.thanks[language]),
    text(facts.practice),
  ];
}
