import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { listItems, readItems, scoreBounds } from "./answers.rules.ts";
import type { FormItem } from "./answers.rules.ts";
import type { InstrumentDefinition } from "./contract.ts";
import { loadInstruments } from "./policies.ts";
import { scoreInstrument } from "./rules.ts";
import { instrumentDefinition } from "./text.rules.ts";

const library = loadInstruments(join(import.meta.dirname, "../../../data"));
const definitions = [...library.definitions.values()];
const form = (id: string) => instrumentDefinition(library, id);
const runs = Number(process.env["DYAD_TEST_RUNS"] ?? 200);
const settings = { seed: 20261121, numRuns: runs };

function anyAnswer({ answers }: FormItem): fc.Arbitrary<number | number[]> {
  if (answers.kind === "typed") return fc.integer({ min: answers.minimum, max: answers.maximum });
  const place = fc.nat(answers.scores.length - 1);
  return answers.marks === "many" ? fc.uniqueArray(place, { minLength: 1 }) : place;
}
const fullForm = (definition: InstrumentDefinition) => fc.record(Object.fromEntries(listItems(definition).map((item) => [item.number, anyAnswer(item)])));
const without = (answers: Record<string, unknown>, item: string) => Object.fromEntries(Object.entries(answers).filter(([number]) => number !== item));

describe.each(definitions)("$id: what holds for every form (B11, B12, B13)", (definition) => {
  const items = listItems(definition);

  test("a full form is complete, within its bounds, and has every key", () => {
    fc.assert(fc.property(fullForm(definition), (answers) => {
      const result = scoreInstrument(definition, answers);
      expect(result.complete).toBe(true);
      expect(result.missing).toEqual([]);
      expect(Object.keys(result.positive)).toEqual(Object.keys(definition.positive));
      expect(Object.keys(result.subscales)).toEqual(Object.keys(definition.subscales));
      expect(Object.values(result.positive)).not.toContain(null);
      expect(Object.values(result.subscales)).not.toContain(null);
      expect(result.total === null).toBe(definition.total === null);
      expect(result.band === null).toBe(definition.bands === null);
      if (definition.total?.rule === "sum") {
        expect(result.total).toBeGreaterThanOrEqual(definition.total.minimum);
        expect(result.total).toBeLessThanOrEqual(definition.total.maximum);
      }
    }), settings);
  });

  test("any needed item missing: no total, no band, no flag, no sub-scale that needs it", () => {
    fc.assert(fc.property(fullForm(definition), fc.constantFrom(...items.filter((item) => item.isRequired)), (answers, gap) => {
      const full = scoreInstrument(definition, answers);
      const result = scoreInstrument(definition, without(answers, gap.number));
      expect(result).toMatchObject({ complete: false, missing: [gap.number], total: null, band: null });
      expect(Object.keys(result.positive)).toEqual(Object.keys(definition.positive));
      expect(Object.values(result.positive).every((flag) => flag === null)).toBe(true);
      for (const [name, rule] of Object.entries(definition.subscales)) {
        expect(result.subscales[name]).toBe(readItems(rule.items).includes(gap.number) ? null : full.subscales[name]);
      }
      expect(result.alerts).toEqual(full.alerts.filter((alert) => alert.item !== gap.number));
    }), settings);
  });

  test("an answer off the scale is refused by its item, whatever else is there", () => {
    const wrong = fc.oneof(fc.constant(-1), fc.constant(1e6), fc.constant(0.5), fc.constant("0"), fc.constant(true), fc.constant({}), fc.constant([99]), fc.constant(Number.NaN));
    fc.assert(fc.property(fullForm(definition), fc.constantFrom(...items), wrong, (answers, item, value) => {
      expect(() => scoreInstrument(definition, { ...answers, [item.number]: value })).toThrowError(expect.objectContaining({ code: "malformed", fields: [expect.objectContaining({ path: `answers.${item.number}` })] }));
    }), settings);
  });

  test("what is not an item is refused, names of the language included", () => {
    for (const key of ["0", "01", "999", "__proto__", "constructor", "total ", ""]) {
      const answers = JSON.parse(`{${JSON.stringify(key)}: 0}`) as Record<string, unknown>;
      expect(() => scoreInstrument(definition, answers), key).toThrowError(expect.objectContaining({ fields: [expect.objectContaining({ path: `answers.${key}` })] }));
    }
  });

  test("scoring leaves the answers as they were and is the same twice", () => {
    fc.assert(fc.property(fullForm(definition), (answers) => {
      const before = JSON.stringify(answers);
      expect(scoreInstrument(definition, answers)).toEqual(scoreInstrument(definition, answers));
      expect(JSON.stringify(answers)).toBe(before);
    }), { ...settings, numRuns: 20 });
  });

  test("alerts: once one fires, a graver answer and more answers never silence it", () => {
    fc.assert(fc.property(fullForm(definition), (answers) => {
      for (const rule of definition.alerts) {
        for (const number of readItems(rule.items)) {
          const item = items.find((candidate) => candidate.number === number);
          if (item?.answers.kind !== "choice") continue;
          const fired = item.answers.scores.map((_, place) => scoreInstrument(definition, { [number]: place }).alerts.length > 0);
          const byScore = item.isReversed ? fired.toReversed() : fired;
          expect(byScore).toEqual([...byScore].sort((a, b) => Number(a) - Number(b)));
          expect(byScore[0]).toBe(false);
          expect(byScore.at(-1)).toBe(true);
          const isFired = scoreInstrument(definition, answers).alerts.some((alert) => alert.item === number);
          expect(isFired).toBe(fired[answers[number] as number]);
        }
      }
    }), { ...settings, numRuns: 20 });
  });
});

test.each(["ces-d", "epds"])("%s: turning every reversed item round mirrors the score within its scale", (id) => {
  const definition = form(id);
  const reversed = new Set(readItems(definition.reversed ?? ""));
  const straight: InstrumentDefinition = { ...definition, reversed: null };
  fc.assert(fc.property(fullForm(definition), (answers) => {
    const mirrored = Object.fromEntries(listItems(definition).map(({ number, answers: scale }) => {
      const last = scoreBounds(scale).maximum;
      return [number, reversed.has(number) ? last - (answers[number] as number) : answers[number]];
    }));
    expect(scoreInstrument(definition, answers).total).toBe(scoreInstrument(straight, mirrored).total);
  }), settings);
});

test("an event that was marked before calls for no second review, a new one does; thoughts of self-harm always do", () => {
  const earlier = { "1": 1, "2": 0 };
  expect(scoreInstrument(form("tesi-prr"), { "1": 1, "2": 1 }, { earlier }).alerts).toEqual([{ item: "2", kind: "safety_review" }]);
  expect(scoreInstrument(form("phq-9"), { "9": 1 }, { earlier: { "9": 3 } }).alerts).toEqual([{ item: "9", kind: "self_harm" }]);
});

/** Written apart from the engine, from the printed rules, with nothing but sums and comparisons. */
describe("against a second reckoning (B13)", () => {
  const numbered = (places: readonly number[]) => Object.fromEntries(places.map((place, index) => [String(index + 1), place]));

  function reckonPhq9(p: readonly number[]) {
    let sum = 0;
    let symptoms = 0;
    for (let i = 0; i < 9; i++) {
      sum += p[i]!;
      if (i === 8 ? p[i]! > 0 : p[i]! > 1) symptoms++;
    }
    const core = p[0]! > 1 || p[1]! > 1;
    const band = sum > 19 ? "severe" : sum > 14 ? "moderately severe" : sum > 9 ? "moderate" : sum > 4 ? "mild" : "minimal";
    return { total: sum, band, positive: { major_algorithm: core && symptoms > 4, other_algorithm: core && symptoms > 1 && symptoms < 5 }, alerts: p[8]! > 0 ? [{ item: "9", kind: "self_harm" }] : [] };
  }

  test("PHQ-9: every form of the answers 0, 2 with all answers of items 1, 2 and 9, and forms at random", () => {
    for (let rest = 0; rest < 64; rest++) {
      for (let core = 0; core < 64; core++) {
        const places = [core & 3, (core >> 2) & 3, ...[0, 1, 2, 3, 4, 5].map((bit) => (((rest >> bit) & 1) === 1 ? 2 : 0)), core >> 4];
        expect(scoreInstrument(form("phq-9"), numbered(places))).toMatchObject(reckonPhq9(places));
      }
    }
    fc.assert(fc.property(fc.array(fc.nat(3), { minLength: 9, maxLength: 9 }), (places) => {
      expect(scoreInstrument(form("phq-9"), numbered(places))).toMatchObject(reckonPhq9(places));
    }), settings);
  });

  test("GAD-7: every one of the 16,384 forms", () => {
    const wrong: number[] = [];
    for (let code = 0; code < 4 ** 7; code++) {
      const places = [0, 2, 4, 6, 8, 10, 12].map((shift) => (code >> shift) & 3);
      const sum = places[0]! + places[1]! + places[2]! + places[3]! + places[4]! + places[5]! + places[6]!;
      const band = sum < 5 ? "minimal" : sum < 10 ? "mild" : sum < 15 ? "moderate" : "severe";
      const result = scoreInstrument(form("gad-7"), numbered(places));
      if (result.total !== sum || result.band !== band || result.positive["cut_10"] !== sum > 9 || result.alerts.length > 0) wrong.push(code);
    }
    expect(wrong).toEqual([]);
  });

  test("PCL-5: forms at random, thick around the cuts", () => {
    const places = fc.array(fc.oneof(fc.nat(4), fc.constantFrom(1, 2)), { minLength: 20, maxLength: 20 });
    fc.assert(fc.property(places, (p) => {
      const part = (from: number, to: number) => p.slice(from - 1, to);
      const add = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);
      const often = (values: readonly number[]) => values.filter((value) => value > 1).length;
      const [B, C, D, E] = [part(1, 5), part(6, 7), part(8, 14), part(15, 20)] as const;
      expect(scoreInstrument(form("pcl-5"), numbered(p))).toMatchObject({
        total: add(p),
        subscales: { B: add(B), C: add(C), D: add(D), E: add(E) },
        positive: { provisional_dsm5: often(B) > 0 && often(C) > 0 && often(D) > 1 && often(E) > 1, cut_31: add(p) > 30, cut_33: add(p) > 32 },
      });
    }), { ...settings, numRuns: runs * 5 });
  });
});
