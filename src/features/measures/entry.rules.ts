import type { CivilDate } from "#kernel/dates.ts";
import type { FieldWords } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import type { Language } from "#kernel/language.ts";
import { listItems } from "#features/instruments/answers.rules.ts";
import type { Answers, AnswerSet, InstrumentDefinition, InstrumentLibrary } from "#features/instruments/contract.ts";
import { instrumentText } from "#features/instruments/text.rules.ts";
import type { Mode } from "./contract.ts";
import type { EntryForm } from "./entry.contract.ts";
import { isOffered } from "#features/instruments/library.rules.ts";
import { flowWords } from "./flow.words.ts";
import { entryWords as words } from "./entry.words.ts";
import { entryModes, judgeAge, type SendingFacts } from "./flow.rules.ts";

/** Judges what staff are about to record. `facts.on` is the day of the answers. */
export function judgeEntry(library: InstrumentLibrary, definition: InstrumentDefinition, mode: Mode, facts: SendingFacts, language: Language): Finding[] {
  const { id, name } = definition;
  const refuse = (rule: string, message: string, fix: string): Finding => ({ rule, clause: id, result: "not_met", severity: "block", status: "local", message, fix });
  if (!entryModes(definition).includes(mode)) return [refuse("instrument-mode", words.wrongMode[language](name), words.wrongModeFix[definition.respondent === "clinician" ? "coded" : definition.class === "C" ? "typed" : "asked"][language])];
  if (!isOffered(library, id, facts.on)) return [refuse("instrument-offered", flowWords.retired[language](name), flowWords.unknownFix[language])];
  if (definition.repeats === "once" && facts.answeredBefore.includes(id)) return [refuse("instrument-once", words.once[language](name), words.onceFix[language])];
  return judgeAge(definition, library, facts, language);
}

/** What does not hold of a form entered twice: where both entries agree, what is kept is the same. Where they differ, the paper settles it. */
export function judgeDoubleEntry(definition: InstrumentDefinition, entries: { first: Answers; second: Answers }, settled: Answers): FieldWords[] {
  const same = (one: Answers[string] | undefined, other: Answers[string] | undefined) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
  const numbers = new Set([...listItems(definition).map((one) => one.number), ...Object.keys(entries.first), ...Object.keys(entries.second)]);
  return [...numbers].flatMap((number) => (same(entries.first[number], entries.second[number]) && !same(entries.first[number], settled[number]) ? [{ path: `answers.${number}`, message: { en: words.settledOther.en(number), es: words.settledOther.es(number) } }] : []));
}

/** The items in which two entries of a form differ, in its order. */
export function differingItems(items: readonly { number: string }[], first: Answers, second: Answers): string[] {
  const marked = (answers: Answers, number: string) => {
    const one = answers[number] ?? null;
    return JSON.stringify(Array.isArray(one) ? one.toSorted((a, b) => a - b) : one);
  };
  return items.filter(({ number }) => marked(first, number) !== marked(second, number)).map(({ number }) => number);
}

/** An instrument as staff work with it; the wording only where it may be shown. */
export function entryForm(library: InstrumentLibrary, definition: InstrumentDefinition, language: Language): EntryForm {
  const text = instrumentText(library, definition.id, language, definition.version);
  const scales = new Map(listItems(definition).map((one) => [one.number, one.answers]));
  return {
    instrument: definition.id,
    version: definition.version,
    name: definition.name,
    class: definition.class,
    title: text.title,
    instructions: text.instructions,
    language: text.language === "es" ? "es" : "en",
    isPlaceholder: text.isPlaceholder,
    notices: [text.notice, definition.notice?.[language] ?? null].filter((one) => one !== null),
    items: text.items.map((item) => {
      const scale = scales.get(item.number);
      return { number: item.number, text: item.text, isRequired: item.isRequired, options: item.options.map((one) => ({ text: one.text, key: printedKey(scale, one.place) })), marks: item.marks, typed: scale?.kind === "typed" ? { unit: scale.unit, minimum: scale.minimum, maximum: scale.maximum } : null };
    }),
  };
}

/** The key of an answer: the figure printed beside it, where it is one digit. */
function printedKey(scale: AnswerSet | undefined, place: number): string | null {
  const printed = scale?.kind === "choice" ? scale.printed[place] : undefined;
  return printed !== undefined && printed >= 0 && printed <= 9 ? String(printed) : null;
}

/** Why a day cannot be the one on which something was answered; null where it can. */
export function judgeAnsweredOn(on: CivilDate, today: CivilDate, childBirthDate: CivilDate | null): "in_future" | "before_birth" | null {
  if (on > today) return "in_future";
  return childBirthDate !== null && on < childBirthDate ? "before_birth" : null;
}
