import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listItems, readItems, scoreBounds, takeAnswers } from "./answers.rules.ts";
import type { Answers, InstrumentDefinition, ScoreResult } from "./contract.ts";
import { scoreCommand } from "./command.ts";
import { scoreReach } from "./definition.rules.ts";
import { loadInstruments } from "./policies.ts";
import { scoreInstrument } from "./rules.ts";

// What the worked cases of each instrument must contain. A case counts for what it states: one that leaves a total out does
// not prove that total. What is missing is listed by name, so that a new band or alert without its edges fails here.

const data = join(import.meta.dirname, "../../../data");
const library = loadInstruments(data);
type Case = { name: string; answers: Record<string, unknown>; expect?: Partial<ScoreResult>; refused?: string[] };
const casesOf = (id: string): Case[] => {
  const name = `${id}.cases.json`;
  return readdirSync(join(data, "instruments")).includes(name) ? (JSON.parse(readFileSync(join(data, "instruments", name), "utf8")) as { cases: Case[] }).cases : [];
};
const spread = (answers: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(answers).map(([range, answer]) => ({ items: readItems(range), answer })).toSorted((a, b) => b.items.length - a.items.length).flatMap(({ items, answer }) => items.map((item) => [item, answer])));

/** One case as it is judged: what was marked at each item, and what the case states. */
type Stated = { marks: ReturnType<typeof takeAnswers>; said: Partial<ScoreResult>; answers: Record<string, unknown> };
const stated = (definition: InstrumentDefinition): Stated[] => casesOf(definition.id).filter((one) => one.expect !== undefined).map((one) => ({ marks: takeAnswers(definition, spread(one.answers)), said: one.expect!, answers: spread(one.answers) }));
const scoreIn = (said: Partial<ScoreResult>, name: string) => (name === "total" ? said.total : said.subscales?.[name]);

/** Everything that the published rule of an instrument has an edge at, and no worked case states. */
function findGaps(definition: InstrumentDefinition): string[] {
  const cases = stated(definition);
  const gaps: string[] = [];
  const need = (what: string, isThere: (one: Stated) => boolean) => void (cases.some(isThere) || gaps.push(what));
  const reach = (name: string) => scoreReach(definition, name)!;
  const scores = [...(definition.total ? ["total"] : []), ...Object.keys(definition.subscales)];
  for (const name of scores) {
    need(`${name} at its lowest, ${reach(name).lowest}`, ({ said }) => scoreIn(said, name) === reach(name).lowest);
    need(`${name} at its highest, ${reach(name).highest}`, ({ said }) => scoreIn(said, name) === reach(name).highest);
    // Where several scores stand side by side, one of them high and another low shows that their items are not mixed up.
    if (name !== "total" && scores.length > 2) need(`${name} high beside another that is low`, ({ said }) => scoreIn(said, name) === reach(name).highest && scores.some((other) => other !== name && other !== "total" && scoreIn(said, other) === reach(other).lowest));
  }
  for (const [place, step] of (definition.bands?.steps ?? []).entries()) {
    const of = definition.bands!.of;
    need(`${step.band} from ${step.from}`, ({ said }) => scoreIn(said, of) === step.from && said.band === step.band);
    const before = definition.bands!.steps[place - 1];
    if (before) need(`${before.band} up to ${step.from - 1}`, ({ said }) => scoreIn(said, of) === step.from - 1 && said.band === before.band);
  }
  for (const [name, rule] of Object.entries(definition.positive)) {
    if (rule.rule === "cut") {
      need(`${name} one below ${rule.atLeast}`, ({ said }) => scoreIn(said, rule.of) === rule.atLeast - 1 && said.positive?.[name] === false);
      need(`${name} at ${rule.atLeast}`, ({ said }) => scoreIn(said, rule.of) === rule.atLeast && said.positive?.[name] === true);
      continue;
    }
    for (const [place, condition] of rule.conditions.entries()) {
      const countOf = ({ marks }: Stated) => readItems(condition.items).filter((item) => (marks.get(item)?.score ?? 0) >= (condition.exceptions?.[item] ?? condition.itemAtLeast)).length;
      need(`${name}, condition ${place}: ${condition.atLeast}`, (one) => one.said.positive?.[name] === true && countOf(one) === condition.atLeast);
      need(`${name}, condition ${place}: one below ${condition.atLeast}`, (one) => one.said.positive?.[name] === false && countOf(one) === condition.atLeast - 1);
      if (condition.atMost !== undefined) need(`${name}, condition ${place}: one over ${condition.atMost}`, (one) => one.said.positive?.[name] === false && countOf(one) === condition.atMost! + 1);
    }
  }
  // A case proves that an item is turned round where it would come out otherwise if that item were not.
  const reversed = readItems(definition.reversed ?? "").filter((item) => item !== "");
  for (const item of reversed) {
    const straight = { ...definition, reversed: reversed.filter((one) => one !== item).join(",") || null };
    need(`item ${item} turned round`, ({ said, answers }) => typeof said.total === "number" && scoreInstrument(straight, answers).total !== said.total);
  }
  need("a missing item: nothing is computed that needs it", ({ said, marks }) => listItems(definition).some((item) => item.isRequired && !marks.has(item.number)) && (said.total === null || Object.values(said.subscales ?? {}).includes(null)) && (said.band ?? null) === null && Object.values(said.positive ?? {}).every((flag) => flag === null));
  for (const rule of definition.alerts) {
    for (const item of readItems(rule.items)) {
      const fires = (said: Partial<ScoreResult>) => said.alerts?.some((alert) => alert.item === item && alert.kind === rule.kind);
      need(`${rule.kind} of item ${item} at ${rule.atLeast}`, ({ marks, said }) => marks.get(item)?.score === rule.atLeast && fires(said) === true);
      need(`no ${rule.kind} of item ${item} one below`, ({ marks, said }) => marks.get(item)?.score === rule.atLeast - 1 && fires(said) === false);
    }
    need(`${rule.kind} on a form that is not complete`, ({ said, marks }) => (said.alerts?.length ?? 0) > 0 && listItems(definition).some((one) => one.isRequired && !marks.has(one.number)));
  }
  return gaps;
}

const definitions = [...library.definitions.values()];
const typed = definitions.filter((one) => one.class === "C");
const marked = definitions.filter((one) => one.class !== "C");

describe("the worked cases hold every edge of the published rules (B11, B12, B13, D9)", () => {
  test.each(marked)("$id", (definition) => expect(findGaps(definition)).toEqual([]));

  test("a definition with another cut, band or alert has a gap until somebody works it out", () => {
    const phq9 = library.definitions.get("phq-9")!;
    expect(findGaps({ ...phq9, positive: { ...phq9.positive, cut_12: { rule: "cut", of: "total", atLeast: 12 } } })).toEqual(["cut_12 one below 12", "cut_12 at 12"]);
    expect(findGaps({ ...phq9, alerts: [...phq9.alerts, { items: "2", kind: "safety_review", atLeast: 2, fires: "always" }] })).toContain("safety_review of item 2 at 2");
    expect(findGaps({ ...phq9, bands: { of: "total", steps: [...phq9.bands!.steps, { from: 25, band: "more" }] } })).toEqual(["more from 25", "severe up to 24"]);
  });
});

describe("licensed results are typed within their bounds", () => {
  test.each(typed)("$id", (definition) => {
    for (const item of listItems(definition)) {
      const { minimum, maximum } = scoreBounds(item.answers);
      for (const value of [minimum, maximum]) expect(takeAnswers(definition, { [item.number]: value }).get(item.number)?.score, `${item.number} ${value}`).toBe(value);
      for (const value of [minimum - 1, maximum + 1, minimum + 0.5]) expect(() => takeAnswers(definition, { [item.number]: value }), `${item.number} ${value}`).toThrowError(expect.objectContaining({ code: "malformed" }));
    }
    for (const [name, rule] of Object.entries(definition.positive)) {
      if (rule.rule !== "cut") throw new Error(`${name} is no cut`);
      const source = rule.of === "total" ? definition.total! : definition.subscales[rule.of]!;
      for (const [value, flag] of [[rule.atLeast - 1, false], [rule.atLeast, true]] as const) {
        const answers = Object.fromEntries(listItems(definition).map((item) => [item.number, item.number === source.items ? value : scoreBounds(item.answers).minimum]));
        expect(scoreInstrument(definition, answers).positive[name], `${name} at ${value}`).toBe(flag);
      }
    }
  });
});

const anyForm = (definition: InstrumentDefinition): fc.Arbitrary<Answers> =>
  fc.record(Object.fromEntries(listItems(definition).map(({ number, answers }) => [number, answers.kind === "typed" ? fc.integer({ min: answers.minimum, max: answers.maximum }) : answers.marks === "many" ? fc.uniqueArray(fc.nat(answers.scores.length - 1), { minLength: 1 }) : fc.nat(answers.scores.length - 1)])));

test.each(definitions)("$id: the order of the answers does not matter, and every score lies in its reach", (definition) => {
  fc.assert(
    fc.property(anyForm(definition).chain((answers) => fc.tuple(fc.constant(answers), fc.shuffledSubarray(Object.keys(answers), { minLength: Object.keys(answers).length }))), ([answers, order]) => {
      const result = scoreInstrument(definition, answers);
      expect(scoreInstrument({ ...definition, items: definition.items.toReversed() }, Object.fromEntries(order.map((item) => [item, answers[item]]))).total).toBe(result.total);
      for (const [name, value] of [...Object.entries(result.subscales), ...(definition.total ? [["total", result.total] as const] : [])]) {
        const { lowest, highest } = scoreReach(definition, name)!;
        expect(value).toBeGreaterThanOrEqual(lowest);
        expect(value).toBeLessThanOrEqual(highest);
      }
    }),
    { seed: 20261122, numRuns: 25 },
  );
});

/** The names that other programs rely on (the door `bin/dyad score`): sub-scales, flags and levels of each instrument. */
const door: Record<string, { subscales?: string[]; positive?: string[]; bands?: string[] }> = {
  "phq-9": { positive: ["major_algorithm", "other_algorithm"], bands: ["minimal", "mild", "moderate", "moderately severe", "severe"] },
  "gad-7": { positive: ["cut_10"], bands: ["minimal", "mild", "moderate", "severe"] },
  "pcl-5": { subscales: ["B", "C", "D", "E"], positive: ["provisional_dsm5", "cut_31", "cut_33"] },
  "ces-d": { positive: ["cut_16"] },
  "cesd-r": { positive: ["cut_16"] },
  "psc-17": { subscales: ["internalizing", "attention", "externalizing"], positive: ["internalizing", "attention", "externalizing", "total"] },
  epds: { positive: ["cut_10", "cut_13"] },
  ycpc: { subscales: ["events", "impairment"], positive: ["cut_26", "impairment_4"] },
  ycps: { subscales: ["endorsed"], positive: ["cut_2"] },
  bpsc: { subscales: ["inflexibility", "irritability", "routines"], positive: ["inflexibility", "irritability", "routines"] },
  ppsc: { positive: ["cut_9"] },
  "lsc-r": {},
  "lec-5": { subscales: ["happened", "witnessed"] },
  "ace-10": {},
  "tesi-prr": {},
  "dc05-axis-ii": { subscales: ["level"] },
  "observation-dyad": { subscales: ["child_picture_of_caregiver", "child_picture_of_self", "attachment_behavior", "caregiver_empathy", "positive_interaction", "repair"] },
};

test("bin/dyad score answers for every instrument with items under the names of its door", () => {
  expect(Object.keys(door).sort()).toEqual(marked.map((one) => one.id).sort());
  for (const [id, names] of Object.entries(door)) {
    const { exit, stdout } = scoreCommand([id, "--json"], JSON.stringify({ answers: Object.fromEntries(Object.entries(spread(casesOf(id).find((one) => one.expect)!.answers))) }), { dataDirectory: data });
    expect(exit, id).toBe(0);
    const printed = JSON.parse(stdout) as ScoreResult;
    expect(Object.keys(printed), id).toEqual(["instrument", "complete", "missing", "total", "subscales", "band", "positive", "alerts"]);
    expect(Object.keys(printed.subscales).sort(), id).toEqual((names.subscales ?? []).toSorted());
    expect(Object.keys(printed.positive).sort(), id).toEqual((names.positive ?? []).toSorted());
    expect((library.definitions.get(id)!.bands?.steps ?? []).map((step) => step.band), id).toEqual(names.bands ?? (library.definitions.get(id)!.bands?.steps ?? []).map((step) => step.band));
  }
});
