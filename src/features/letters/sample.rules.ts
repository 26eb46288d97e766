import type { CivilDate } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { DisclosureTag } from "#features/disclosure/contract.ts";
import type { FactField, SentenceField, TemplateContent } from "./contract.ts";
import { fillParagraphs, sentenceOf, sourceOf } from "./fields.rules.ts";
import { visitsWords } from "./words.ts";

/** A family that is nobody, for looking at a template. */
export const sampleRecipient = { name: { en: "Ms. Made-Up Recipient", es: "Sra. Destinataria Inventada" }, organization: { en: "A Made-Up School", es: "Una escuela inventada" }, address: { en: "1 Made-Up Street, Washington, DC 20000", es: "Calle Inventada 1, Washington, DC 20000" } } satisfies Record<string, Words>;
const child: Words = { en: "Robin", es: "Robin" };
const [first, last, signed, ended] = ["2026-03-04", "2026-09-30", "2026-04-15", "2026-10-07"] as const;
const tag: DisclosureTag = { class: "service", caseId: "00000000-0000-4000-8000-000000000000", ownerPersonId: null, ownerStaffId: null, counterpartStaffId: null, part2: false };

const facts: Record<FactField, (language: Language) => string> = {
  child: (language) => child[language],
  first_visit: (language) => writeDay(first, language),
  visits: (language) => visitsWords[language](24),
  visits_from: (language) => writeDay(first, language),
  visits_to: (language) => writeDay(last, language),
  plan_signed: (language) => writeDay(signed, language),
  ended: (language) => writeDay(ended, language),
  clinician: () => "Alex Sample",
};
const sentences: Record<SentenceField, (language: Language) => string[]> = {
  sentence_since: (language) => [language === "en" ? `Robin has come to us since ${writeDay(first, "en")}.` : `Robin viene con nosotros desde el ${writeDay(first, "es")}.`],
  sentence_visits: (language) => [language === "en" ? `From ${writeDay(first, "en")} to ${writeDay(last, "en")} there were 24 visits.` : `Del ${writeDay(first, "es")} al ${writeDay(last, "es")} hubo 24 visitas.`],
  sentence_attended: (language) => (language === "en" ? ["Robin came to 22 of the 24 visits to which Robin was expected.", "Sam Sample came to 23 of the 24 visits to which Sam Sample was expected."] : ["Robin vino a 22 de 24 visitas a las que se le esperaba.", "Sam Sample vino a 23 de 24 visitas a las que se le esperaba."]),
  sentence_plan: (language) => [language === "en" ? `A plan of care, signed by all on ${writeDay(signed, "en")}, is in force.` : `Está vigente un plan de atención firmado por todas las partes el ${writeDay(signed, "es")}.`],
  sentence_ended: (language) => [language === "en" ? `Visits ended on ${writeDay(ended, "en")}.` : `Las visitas terminaron el ${writeDay(ended, "es")}.`],
};

/** The paragraphs of a template, filled with made-up facts, in its order. What cannot be read is left as it is. */
export function sampleParagraphs(content: Pick<TemplateContent, "paragraphs">, language: Language, agency: string, today: CivilDate): string[] {
  const value = (field: FactField) => ({ words: facts[field](language), factIds: [], on: null, disclosure: tag });
  const known = Object.fromEntries((Object.keys(facts) as FactField[]).map((field) => [field, value(field)]));
  const { filled } = fillParagraphs(content, { facts: known, plain: { today: writeDay(today, language), agency, recipient: sampleRecipient.name[language] }, fixed: tag }, language, [], today);
  return content.paragraphs.flatMap((one, place) => {
    const sentence = sentenceOf(one);
    return sentence === null ? filled.filter((each) => each.source === sourceOf(place)).map((each) => each.words) : sentences[sentence](language);
  });
}
