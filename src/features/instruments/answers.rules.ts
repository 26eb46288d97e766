import { Fault, type FieldWords } from "#kernel/faults.ts";
import { inEachLanguage, type Words } from "#kernel/language.ts";
import type { AnswerSet, InstrumentDefinition } from "./contract.ts";
import { fileWords } from "./faults.words.ts";
import { words } from "./words.ts";

/** One item of a form with its scale, ready to take an answer. */
export type FormItem = { number: string; answers: AnswerSet; isRequired: boolean; isReversed: boolean };

/** What was marked at an item: its places as printed, and its score after reversal; the score is null for ticked lists. */
export type MarkedItem = { places: readonly number[]; score: number | null };

type FaultWords = (typeof words)["en"]["faults"];
const said = (say: (faults: FaultWords) => string): Words => inEachLanguage((language) => say(words[language].faults));

/** The item numbers of a range such as `1-9` or `2,6,9`, in the order written. */
export function readItems(range: string): string[] {
  return range.split(",").flatMap((part) => {
    const span = /^(\d+)-(\d+)$/.exec(part);
    if (!span) return [part];
    const first = Number(span[1]);
    return Array.from({ length: Math.max(0, Number(span[2]) - first + 1) }, (_, step) => String(first + step));
  });
}

/** The items of a definition in the order of the form. */
export function listItems(definition: InstrumentDefinition): FormItem[] {
  const reversed = new Set(definition.reversed === null ? [] : readItems(definition.reversed));
  return definition.items.flatMap((group) => {
    const answers = Object.hasOwn(definition.answers, group.answers) ? definition.answers[group.answers] : undefined;
    if (!answers) throw new Fault("internal", fileWords.noAnswers(definition.id, group.answers));
    return readItems(group.items).map((number) => ({ number, answers, isRequired: group.required === "yes", isReversed: reversed.has(number) }));
  });
}

/** The lowest and the highest that an item can score. */
export function scoreBounds(answers: AnswerSet): { minimum: number; maximum: number } {
  if (answers.kind === "typed") return { minimum: answers.minimum, maximum: answers.maximum };
  return { minimum: Math.min(...answers.scores), maximum: Math.max(...answers.scores) };
}

/**
 * Takes the answers of a form as they were marked. Throws one `malformed` fault that names every wrong item, as in
 * `answers.3`: an unknown item, a place that the scale does not have, anything but a whole number.
 */
export function takeAnswers(definition: InstrumentDefinition, answers: Readonly<Record<string, unknown>>): Map<string, MarkedItem> {
  const items = new Map(listItems(definition).map((item) => [item.number, item]));
  const marked = new Map<string, MarkedItem>();
  const fields: FieldWords[] = [];
  for (const [number, answer] of Object.entries(answers)) {
    if (answer === null || answer === undefined) {
      if (!items.has(number)) fields.push({ path: `answers.${number}`, message: said((faults) => faults.unknownItem(definition.name, number)) });
      continue;
    }
    const item = items.get(number);
    const taken = item ? takeAnswer(item, answer) : said((faults) => faults.unknownItem(definition.name, number));
    if (taken !== null && "en" in taken) fields.push({ path: `answers.${number}`, message: taken });
    else if (taken !== null) marked.set(number, taken);
  }
  if (fields.length > 0) throw new Fault("malformed", said((faults) => faults.answersRefused(fields.length)), { fields });
  return marked;
}

/** The marked item, null where nothing was ticked, or the sentence that says why it is refused. */
function takeAnswer(item: FormItem, answer: unknown): MarkedItem | null | Words {
  const { answers } = item;
  const isWithin = (value: unknown, minimum: number, maximum: number): value is number =>
    typeof value === "number" && Number.isInteger(value) && value >= minimum && value <= maximum;
  if (answers.kind === "typed") {
    if (!isWithin(answer, answers.minimum, answers.maximum)) return said((faults) => faults.typedOutOfRange(item.number, answers.minimum, answers.maximum));
    return { places: [], score: answer };
  }
  const last = answers.scores.length - 1;
  if (answers.marks === "many") {
    if (!Array.isArray(answer) || !answer.every((place) => isWithin(place, 0, last)) || new Set(answer).size !== answer.length) {
      return said((faults) => faults.placesOutOfRange(item.number, last));
    }
    return answer.length === 0 ? null : { places: answer, score: null };
  }
  if (!isWithin(answer, 0, last)) return said((faults) => faults.placeOutOfRange(item.number, last));
  const score = answers.scores[answer] ?? 0;
  const { minimum, maximum } = scoreBounds(answers);
  return { places: [answer], score: item.isReversed ? minimum + maximum - score : score };
}
