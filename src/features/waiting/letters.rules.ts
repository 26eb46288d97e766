import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { frameWords } from "#features/letters/words.ts";
import type { LetterState } from "./contract.ts";
import { letterWords as words } from "./letters.words.ts";

/** The letter to who referred: of the family it holds nothing, of the referral its day and number. */
export function writeReply(facts: { practice: string; phone: string; recipient: string; state: LetterState; writtenOn: CivilDate; receivedOn: CivilDate; code: string | null }, language: Language) {
  const phone = facts.phone.replace(/^(\d{3})(\d{3})(\d{4})$/, "$1-$2-$3");
  return {
    address: [facts.recipient],
    day: writeDay(facts.writtenOn, language),
    greeting: frameWords.greeting[language](facts.recipient),
    sentences: [words.about[language](writeDay(facts.receivedOn, language), facts.code), words.states[facts.state][language], words.allowed[language], ...(phone === "" ? [] : [words.call[language](phone)]), words.thanks[language]],
    closing: frameWords.closing[language],
    sender: [facts.practice],
  };
}
