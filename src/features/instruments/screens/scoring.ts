import { listItems, readItems } from "../answers.rules.ts";
import type { FlagRule, InstrumentDefinition, ScoreRule } from "../contract.ts";
import { scoreReach } from "../definition.rules.ts";
import type { InstalledInstrument } from "../site.contract.ts";
import type { words as allWords } from "../screens.words.ts";
import { words as catalogue } from "../words.ts";
import { named } from "./parts.tsx";
import type { Language } from "#kernel/language.ts";

type Words = typeof allWords;
const namesOfItems = (items: string, language: Language) => items.split(",").map((part) => (/^\d/.test(part) ? part : named(catalogue[language].scores, part))).join(", ");

/** The form in sentences: which items there are, how each is scored, and which are turned round. */
export function sayForm(definition: InstrumentDefinition, words: Words, language: Language): string[] {
  const lines = definition.items.flatMap((group) => {
    const answers = definition.answers[group.answers]!;
    if (answers.kind === "typed") return readItems(group.items).map((item) => words.typed[language](named(catalogue[language].scores, item), answers.minimum, answers.maximum));
    if (answers.marks === "many") return [words.ticks[language](group.items, answers.scores.length)];
    return [group.required === "yes" ? words.items[language](group.items, answers.scores.join(", ")) : words.unscored[language](group.items)];
  });
  return definition.reversed === null ? lines : [...lines, words.reversed[language](definition.reversed)];
}

/** One score in words. */
export function sayScore(rule: ScoreRule, words: Words, language: Language): string {
  const items = namesOfItems(rule.items, language);
  if (rule.rule === "sum") return words.sum[language](items, rule.minimum, rule.maximum);
  if (rule.rule === "count_scoring") return words.countScoring[language](items, rule.itemAtLeast);
  return words.countMarked[language](items, rule.places.map((place) => place + 1).join(", "));
}

/** One flag in words. */
export function sayFlag(rule: FlagRule, words: Words, language: Language): string {
  if (rule.rule === "cut") return words.cut[language](named(catalogue[language].scores, rule.of), rule.atLeast);
  return rule.conditions
    .map((one) => {
      const said = one.atMost === undefined ? words.condition[language](one.atLeast, one.items, one.itemAtLeast) : words.conditionTo[language](one.atLeast, one.atMost, one.items, one.itemAtLeast);
      const exceptions = Object.entries(one.exceptions ?? {}).map(([item, from]) => words.exception[language](item, from));
      return exceptions.length === 0 ? said : `${said} (${exceptions.join(", ")})`;
    })
    .join("; ");
}

/** Each level with the scores that it holds. */
export function sayBands(definition: InstrumentDefinition, language: Language): string[] {
  const { bands } = definition;
  if (bands === null) return [];
  const highest = scoreReach(definition, bands.of)?.highest ?? null;
  return bands.steps.map((step, place) => {
    const to = bands.steps[place + 1] === undefined ? highest : bands.steps[place + 1]!.from - 1;
    return `${to === null || to === step.from ? step.from : `${step.from}–${to}`} ${named(catalogue[language].bands, step.band)}`;
  });
}

/** What a fact is about, in words: its part of the definition, and the score or flag by name. */
export function sayAbout(about: string, words: Words, language: Language): string {
  const [part, name] = about.split(".") as [string, string | undefined];
  const said = words.aboutWhat[part]?.[language] ?? part;
  if (name === undefined) return said;
  if (part === "subscales") return `${said}: ${named(catalogue[language].scores, name)}`;
  return part === "positive" ? `${said}: ${named(catalogue[language].flags, name)}` : said;
}

/** The kind of an instrument in words. Own wording is the programme's where the instrument is; free wording may still not be installed. */
export function sayClass({ class: kind, origin, languages, languagesToCompare }: Pick<InstalledInstrument, "class" | "origin" | "languages" | "languagesToCompare">, words: Words, language: Language): string {
  if (kind === "D" && origin === "own") return words.ownWording[language];
  return kind === "A" && languages.length + languagesToCompare.length === 0 ? words.freeWithoutWording[language] : catalogue[language].classes[kind];
}

/** Whether somebody marks the form, or types results from a licensed one. */
export const isTyped = (definition: InstrumentDefinition): boolean => listItems(definition).every((item) => item.answers.kind === "typed");
