import type { FieldWords } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import { listItems, readItems, scoreBounds } from "./answers.rules.ts";
import type { FormItem } from "./answers.rules.ts";
import type { InstrumentDefinition, ScoreRule, TextPack } from "./contract.ts";
import { fileWords } from "./faults.words.ts";

/**
 * What does not hold together in a definition of the right shape: items that nothing defines, a total whose range is
 * not the one its items can reach, bands out of order, facts about nothing. Empty where all is well. Paths are dotted.
 */
export function findDefinitionFaults(definition: InstrumentDefinition): FieldWords[] {
  const faults: FieldWords[] = [];
  const report = (path: string, message: Words) => void faults.push({ path, message });

  for (const [name, answers] of Object.entries(definition.answers)) {
    if (answers.kind === "choice" && answers.printed.length !== answers.scores.length) report(`answers.${name}.scores`, fileWords.scoresForPrinted(answers.printed.length));
    if (answers.kind === "typed" && answers.minimum > answers.maximum) report(`answers.${name}.minimum`, fileWords.minimumOverMaximum);
  }
  definition.items.forEach((group, place) => {
    if (!Object.hasOwn(definition.answers, group.answers)) report(`items.${place}.answers`, fileWords.notAmongAnswers(group.answers));
  });
  if (faults.length > 0) return faults;

  const form = listItems(definition);
  const items = new Map(form.map((item) => [item.number, item]));
  if (items.size !== form.length) report("items", fileWords.numberTwice);
  const needItems = (path: string, range: string, of: string | null = null): FormItem[] => {
    const numbers = readItems(range);
    if (numbers.length === 0) report(path, fileWords.rangeBackwards(range));
    return numbers.flatMap((number) => {
      const item = items.get(number);
      if (!item) report(path, number === of ? fileWords.refersToItself(number) : fileWords.notOnForm(number));
      return item ? [item] : [];
    });
  };
  const needSingle = (path: string, range: string, of: string | null = null): FormItem[] => {
    const found = needItems(path, range, of);
    if (found.some((item) => item.answers.kind === "choice" && item.answers.marks === "many")) report(path, fileWords.ticksHaveNoScore);
    return found;
  };

  const checkScore = (path: string, name: string, rule: ScoreRule) => {
    if (rule.rule === "count_marked") {
      const found = needItems(`${path}.items`, rule.items, name);
      const places = Math.min(...found.map(({ answers }) => (answers.kind === "choice" ? answers.scores.length : 0)));
      for (const place of rule.places) if (place >= places) report(`${path}.places`, fileWords.placeNotThere(place));
      return;
    }
    needSingle(`${path}.items`, rule.items, name);
    if (rule.rule !== "sum") return;
    const { lowest, highest } = reachOf(rule, items);
    if (rule.minimum !== lowest) report(`${path}.minimum`, fileWords.reachesDown(lowest));
    if (rule.maximum !== highest) report(`${path}.maximum`, fileWords.reachesUp(highest));
  };
  if (definition.reversed !== null) needSingle("reversed", definition.reversed);
  if (definition.total) checkScore("total", "total", definition.total);
  if (Object.hasOwn(definition.subscales, "total")) report("subscales.total", fileWords.nameTaken("total"));
  for (const [name, rule] of Object.entries(definition.subscales)) checkScore(`subscales.${name}`, name, rule);

  if (definition.bands) {
    const of = scoreReach(definition, definition.bands.of);
    const [first, last] = [definition.bands.steps[0]!, definition.bands.steps.at(-1)!];
    if (of === null) report("bands.of", fileWords.notScored(definition.bands.of));
    else if (first.from !== of.lowest) report("bands.steps.0.from", fileWords.bandsBeginAt(of.lowest));
    else if (last.from > of.highest) report(`bands.steps.${definition.bands.steps.length - 1}.from`, fileWords.neverReached(of.highest));
    definition.bands.steps.forEach((step, place, steps) => {
      if (place > 0 && step.from <= (steps[place - 1]?.from ?? 0)) report(`bands.steps.${place}.from`, fileWords.moreThanBefore);
    });
  }
  for (const [name, rule] of Object.entries(definition.positive)) {
    if (rule.rule === "cut") {
      const of = scoreReach(definition, rule.of);
      if (of === null) report(`positive.${name}.of`, rule.of === name ? fileWords.refersToItself(name) : fileWords.notScored(rule.of));
      else if (rule.atLeast > of.highest) report(`positive.${name}.atLeast`, fileWords.neverReached(of.highest));
    }
    if (rule.rule === "algorithm") rule.conditions.forEach((condition, place) => void needSingle(`positive.${name}.conditions.${place}.items`, condition.items));
  }
  definition.alerts.forEach((rule, place) => {
    const silent = needSingle(`alerts.${place}.items`, rule.items).find((item) => scoreBounds(item.answers).maximum < rule.atLeast);
    if (silent) report(`alerts.${place}.atLeast`, fileWords.alertNeverFires(silent.number, scoreBounds(silent.answers).maximum));
  });
  if (definition.class === "C" && form.some((item) => item.answers.kind !== "typed")) report("class", fileWords.onlyTyped);
  if (definition.ageMonths && definition.ageMonths.from > definition.ageMonths.to) report("ageMonths.from", fileWords.ageOverEnd);
  definition.facts.forEach((fact, place) => {
    if (!hasPath(definition, fact.about.split("."))) report(`facts.${place}.about`, fileWords.notInDefinition(fact.about));
  });
  return faults;
}

/** The lowest and the highest that a score can come to; null where the instrument has no score of that name. */
export function scoreReach(definition: InstrumentDefinition, name: string): { lowest: number; highest: number } | null {
  const rule = name === "total" ? definition.total : Object.hasOwn(definition.subscales, name) ? definition.subscales[name]! : null;
  return rule === null ? null : reachOf(rule, new Map(listItems(definition).map((item) => [item.number, item])));
}

function reachOf(rule: ScoreRule, items: ReadonlyMap<string, FormItem>): { lowest: number; highest: number } {
  const bounds = readItems(rule.items).flatMap((number) => (items.has(number) ? [scoreBounds(items.get(number)!.answers)] : []));
  if (rule.rule !== "sum") return { lowest: 0, highest: bounds.length };
  return { lowest: bounds.reduce((sum, one) => sum + one.minimum, 0), highest: bounds.reduce((sum, one) => sum + one.maximum, 0) };
}

/** What does not fit between a text pack and its definition: other items, other answers. Empty where all is well. */
export function findTextFaults(definition: InstrumentDefinition, text: TextPack): FieldWords[] {
  const faults: FieldWords[] = [];
  const wanted = new Map(listItems(definition).map((item) => [item.number, item]));
  const given = [...text.items.map((item, place) => ({ item, path: `items.${place}` })), ...(text.functionItem ? [{ item: text.functionItem, path: "functionItem" }] : [])];
  for (const { item, path } of given) {
    const answers = wanted.get(item.number)?.answers;
    if (!answers) faults.push({ path: `${path}.number`, message: fileWords.notOnFormOrTwice(item.number) });
    wanted.delete(item.number);
    if (answers?.kind !== "choice") continue;
    const printed = (item.options ?? text.options).map((option) => option.value);
    if (printed.join() !== answers.printed.join()) faults.push({ path: item.options ? `${path}.options` : "options", message: fileWords.valuesInOrder(answers.printed.join(", "), item.number) });
  }
  for (const number of wanted.keys()) faults.push({ path: "items", message: fileWords.noTextFor(number) });
  return faults;
}

/** The facts of a definition that a person has still to read in the source; a score that rests on one is shown with a flag. */
export function listFactsToConfirm(definition: InstrumentDefinition): InstrumentDefinition["facts"] {
  return definition.facts.filter((fact) => fact.certainty === "to_confirm");
}

function hasPath(value: unknown, path: readonly string[]): boolean {
  const [key, ...rest] = path;
  if (key === undefined) return value !== null && value !== undefined;
  return typeof value === "object" && value !== null && Object.hasOwn(value, key) && hasPath((value as Record<string, unknown>)[key], rest);
}
