import { Fault } from "#kernel/faults.ts";
import { inEachLanguage, type Language } from "#kernel/language.ts";
import { listItems } from "./answers.rules.ts";
import type { AnswerSet, InstrumentDefinition, InstrumentLibrary } from "./contract.ts";
import { findDefinition, textsOf } from "./library.rules.ts";
import { words } from "./words.ts";

type FormOption = { place: number; text: string };

/** The wording of a form as a person is asked it: for each item its answers in printed order, by place. */
export type InstrumentText = {
  id: string;
  version: string;
  title: string;
  instructions: string;
  items: { number: string; text: string; options: FormOption[]; marks: "one" | "many"; isRequired: boolean }[];
  /** The language of the words above. */
  language: string;
  /** True where the language asked for has no text and English stands in; `notice` says so to staff before it is sent. */
  isFallback: boolean;
  /** True where no wording may be shown: items are numbered, the paper form is needed beside them, and no family is sent it. */
  isPlaceholder: boolean;
  notice: string | null;
  /** The permission line to print with the wording; null for placeholders. */
  permission: string | null;
};

/** The definition of an installed instrument, in the version for new forms or in a named one; a `not_found` fault names one that is not here. */
export function instrumentDefinition(library: InstrumentLibrary, id: string, version: string | null = null): InstrumentDefinition {
  const definition = version === null ? library.definitions.get(id) : findDefinition(library, id, version);
  if (definition) return definition;
  const message = inEachLanguage((language) => words[language].faults.unknownInstrument(id));
  throw new Fault("not_found", message, { fields: [{ path: "instrument", message }] });
}

/**
 * The text of an instrument in a language; where there is none in it, the English one, and it says so; where there is
 * none at all, numbered placeholders in the language asked for. A text not yet compared with the owner's form counts as
 * none. `version` is the one that a form was given with, null the one for new forms. Throws `not_found` for an instrument
 * not installed.
 */
export function instrumentText(library: InstrumentLibrary, id: string, language: Language, version: string | null = null): InstrumentText {
  const definition = instrumentDefinition(library, id, version);
  const packs = textsOf(library, id, version);
  const usable = (wanted: string) => (packs?.get(wanted)?.confirmed ? packs.get(wanted) : undefined);
  const exact = usable(language);
  const pack = exact ?? usable("en");
  if (!pack) return placeholderText(definition, language, packs === undefined ? "noText" : "notConfirmed");
  const texts = new Map([...pack.items, ...(pack.functionItem ? [pack.functionItem] : [])].map((item) => [item.number, item]));
  const isFallback = exact === undefined;
  return {
    id,
    version: definition.version,
    title: pack.title,
    instructions: pack.instructions,
    items: listItems(definition).map((item) => ({
      number: item.number,
      text: texts.get(item.number)?.text ?? words[language].placeholder.question(item.number),
      options: (texts.get(item.number)?.options ?? pack.options).map((option, place) => ({ place, text: option.text })),
      marks: marksOf(item.answers),
      isRequired: item.isRequired,
    })),
    language: pack.language,
    isFallback,
    isPlaceholder: false,
    notice: isFallback ? words[language].text.onlyEnglish : null,
    permission: pack.permission,
  };
}

function placeholderText(definition: InstrumentDefinition, language: Language, reason: "noText" | "notConfirmed"): InstrumentText {
  const { placeholder, text, scores } = words[language];
  return {
    id: definition.id,
    version: definition.version,
    title: definition.name,
    instructions: definition.class === "C" ? text.typedTotals : text.paperForm,
    items: listItems(definition).map((item) => ({
      number: item.number,
      text: item.answers.kind === "typed" ? (scores[item.number as keyof typeof scores] ?? item.number) : placeholder.question(item.number),
      options: placeholderOptions(item.answers, language),
      marks: marksOf(item.answers),
      isRequired: item.isRequired,
    })),
    language,
    isFallback: false,
    isPlaceholder: true,
    notice: definition.class === "C" ? text.typedTotals : text[reason],
    permission: null,
  };
}

function placeholderOptions(answers: AnswerSet, language: Language): FormOption[] {
  if (answers.kind === "typed") return [];
  const { placeholder } = words[language];
  if (answers.placeholder === "no_yes") return [placeholder.no, placeholder.yes].map((text, place) => ({ place, text }));
  return answers.printed.map((_, place) => ({ place, text: placeholder.answer(place + 1, answers.printed.length) }));
}

function marksOf(answers: AnswerSet): "one" | "many" {
  return answers.kind === "choice" ? answers.marks : "one";
}
