import type { FieldFault } from "#kernel/faults.ts";
import { listItems, readItems, scoreBounds } from "./answers.rules.ts";
import type { FormItem } from "./answers.rules.ts";
import type { InstrumentDefinition, ScoreRule, TextPack } from "./contract.ts";

/**
 * What does not hold together in a definition of the right shape: items that nothing defines, a total whose range is
 * not the one its items can reach, bands out of order, facts about nothing. Empty where all is well. Paths are dotted.
 */
export function findDefinitionFaults(definition: InstrumentDefinition): FieldFault[] {
  const faults: FieldFault[] = [];
  const report = (path: string, message: string) => void faults.push({ path, message });

  for (const [name, answers] of Object.entries(definition.answers)) {
    if (answers.kind === "choice" && answers.printed.length !== answers.scores.length) report(`answers.${name}.scores`, `Expected ${answers.printed.length} scores, one for each printed value.`);
    if (answers.kind === "typed" && answers.minimum > answers.maximum) report(`answers.${name}.minimum`, "Expected a minimum that is not over the maximum.");
  }
  definition.items.forEach((group, place) => {
    if (!Object.hasOwn(definition.answers, group.answers)) report(`items.${place}.answers`, `"${group.answers}" is not among the answers.`);
  });
  if (faults.length > 0) return faults;

  const form = listItems(definition);
  const items = new Map(form.map((item) => [item.number, item]));
  if (items.size !== form.length) report("items", "An item number comes twice.");
  const needItems = (path: string, range: string): FormItem[] =>
    readItems(range).flatMap((number) => {
      const item = items.get(number);
      if (!item) report(path, `Item ${number} is not on the form.`);
      return item ? [item] : [];
    });
  const needSingle = (path: string, range: string): FormItem[] => {
    const found = needItems(path, range);
    if (found.some((item) => item.answers.kind === "choice" && item.answers.marks === "many")) report(path, "Answers of which several may be ticked have no score.");
    return found;
  };

  const checkScore = (path: string, rule: ScoreRule) => {
    if (rule.rule === "count_marked") return void needItems(`${path}.items`, rule.items);
    const found = needSingle(`${path}.items`, rule.items);
    if (rule.rule !== "sum") return;
    const lowest = found.reduce((sum, item) => sum + scoreBounds(item.answers).minimum, 0);
    const highest = found.reduce((sum, item) => sum + scoreBounds(item.answers).maximum, 0);
    if (rule.minimum !== lowest) report(`${path}.minimum`, `The items reach down to ${lowest}.`);
    if (rule.maximum !== highest) report(`${path}.maximum`, `The items reach up to ${highest}.`);
  };
  if (definition.reversed !== null) needSingle("reversed", definition.reversed);
  if (definition.total) checkScore("total", definition.total);
  for (const [name, rule] of Object.entries(definition.subscales)) checkScore(`subscales.${name}`, rule);

  const scores = new Set([...(definition.total ? ["total"] : []), ...Object.keys(definition.subscales)]);
  if (definition.bands) {
    if (!scores.has(definition.bands.of)) report("bands.of", `"${definition.bands.of}" is not scored.`);
    definition.bands.steps.forEach((step, place, steps) => {
      if (place > 0 && step.from <= (steps[place - 1]?.from ?? 0)) report(`bands.steps.${place}.from`, "Expected more than the step before.");
    });
  }
  for (const [name, rule] of Object.entries(definition.positive)) {
    if (rule.rule === "cut" && !scores.has(rule.of)) report(`positive.${name}.of`, `"${rule.of}" is not scored.`);
    if (rule.rule === "algorithm") rule.conditions.forEach((condition, place) => void needSingle(`positive.${name}.conditions.${place}.items`, condition.items));
  }
  definition.alerts.forEach((rule, place) => void needSingle(`alerts.${place}.items`, rule.items));
  if (definition.ageMonths && definition.ageMonths.from > definition.ageMonths.to) report("ageMonths.from", "Expected an age that is not over the end of the window.");
  definition.facts.forEach((fact, place) => {
    if (!hasPath(definition, fact.about.split("."))) report(`facts.${place}.about`, `"${fact.about}" is not in this definition.`);
  });
  return faults;
}

/** What does not fit between a text pack and its definition: other items, other answers. Empty where all is well. */
export function findTextFaults(definition: InstrumentDefinition, text: TextPack): FieldFault[] {
  const faults: FieldFault[] = [];
  const wanted = new Map(listItems(definition).map((item) => [item.number, item]));
  const given = [...text.items.map((item, place) => ({ item, path: `items.${place}` })), ...(text.functionItem ? [{ item: text.functionItem, path: "functionItem" }] : [])];
  for (const { item, path } of given) {
    const answers = wanted.get(item.number)?.answers;
    if (!answers) faults.push({ path: `${path}.number`, message: `Item ${item.number} is not on the form, or comes twice.` });
    wanted.delete(item.number);
    if (answers?.kind !== "choice") continue;
    const printed = (item.options ?? text.options).map((option) => option.value);
    if (printed.join() !== answers.printed.join()) faults.push({ path: item.options ? `${path}.options` : "options", message: `Expected the values ${answers.printed.join(", ")} in printed order for item ${item.number}.` });
  }
  for (const number of wanted.keys()) faults.push({ path: "items", message: `Item ${number} has no text.` });
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
