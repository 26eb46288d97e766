import { listItems, readItems, takeAnswers } from "./answers.rules.ts";
import type { MarkedItem } from "./answers.rules.ts";
import type { FlagRule, InstrumentDefinition, ScoreResult, ScoreRule } from "./contract.ts";

type Marks = ReadonlyMap<string, MarkedItem>;

/**
 * Scores a form. An incomplete one has no total, no band, no flag, and no sub-scale that needs a missing item; its item
 * alerts fire all the same. No shipped instrument prorates: no owner's rule for it was confirmed. `earlier` are the last
 * answers of the same series; alerts that fire only when new stay silent for what was marked there.
 * Throws a `malformed` fault that names each refused item (`answers.3`).
 */
export function scoreInstrument(
  definition: InstrumentDefinition,
  answers: Readonly<Record<string, unknown>>,
  options: { earlier?: Readonly<Record<string, unknown>> } = {},
): ScoreResult {
  const marks = takeAnswers(definition, answers);
  const missing = listItems(definition).filter((item) => item.isRequired && !marks.has(item.number)).map((item) => item.number);
  const complete = missing.length === 0;
  const total = complete && definition.total ? computeScore(definition.total, marks) : null;
  const subscales = mapValues(definition.subscales, (rule) => computeScore(rule, marks));
  const scoreNamed = (name: string) => (name === "total" ? total : (subscales[name] ?? null));
  return {
    instrument: definition.id,
    version: definition.version,
    complete,
    missing,
    total,
    subscales,
    band: complete ? findBand(definition, scoreNamed) : null,
    positive: mapValues(definition.positive, (rule) => (complete ? judgeFlag(rule, marks, scoreNamed) : null)),
    alerts: findAlerts(definition, marks, options.earlier ? takeAnswers(definition, options.earlier) : new Map()),
  };
}

/** Null where an item that the rule needs was not answered. */
function computeScore(rule: ScoreRule, marks: Marks): number | null {
  const needed = readItems(rule.items).map((number) => marks.get(number));
  if (!needed.every((item) => item !== undefined)) return null;
  if (rule.rule === "count_marked") return needed.filter((item) => item.places.some((place) => rule.places.includes(place))).length;
  if (rule.rule === "count_scoring") return needed.filter((item) => (item.score ?? 0) >= rule.itemAtLeast).length;
  return needed.reduce((sum, item) => sum + (item.score ?? 0), 0);
}

function findBand(definition: InstrumentDefinition, scoreNamed: (name: string) => number | null): string | null {
  const score = definition.bands ? scoreNamed(definition.bands.of) : null;
  if (score === null) return null;
  return definition.bands?.steps.findLast((step) => score >= step.from)?.band ?? null;
}

function judgeFlag(rule: FlagRule, marks: Marks, scoreNamed: (name: string) => number | null): boolean | null {
  if (rule.rule === "cut") {
    const score = scoreNamed(rule.of);
    return score === null ? null : score >= rule.atLeast;
  }
  return rule.conditions.every((condition) => {
    const count = readItems(condition.items).filter((number) => (marks.get(number)?.score ?? 0) >= (condition.exceptions?.[number] ?? condition.itemAtLeast)).length;
    return count >= condition.atLeast && count <= (condition.atMost ?? Infinity);
  });
}

function findAlerts(definition: InstrumentDefinition, marks: Marks, earlier: Marks): ScoreResult["alerts"] {
  return definition.alerts.flatMap((rule) =>
    readItems(rule.items)
      .filter((number) => (marks.get(number)?.score ?? 0) >= rule.atLeast)
      .filter((number) => rule.fires === "always" || (earlier.get(number)?.score ?? 0) < rule.atLeast)
      .map((item) => ({ item, kind: rule.kind })),
  );
}

function mapValues<V, R>(record: Readonly<Record<string, V>>, map: (value: V) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
