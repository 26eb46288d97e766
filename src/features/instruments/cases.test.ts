import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { Fault } from "#kernel/faults.ts";
import { readItems } from "./answers.rules.ts";
import type { ScoreResult } from "./contract.ts";
import { loadInstruments } from "./policies.ts";
import { scoreInstrument } from "./rules.ts";
import { instrumentDefinition } from "./text.rules.ts";

const folder = join(import.meta.dirname, "../../../data");
const library = loadInstruments(folder);

/** Answers of a case may name a range of items; a later key overrides an earlier one. */
const caseFile = z.strictObject({
  instrument: z.string(),
  cases: z.array(z.strictObject({ name: z.string(), answers: z.record(z.string(), z.unknown()), expect: z.record(z.string(), z.unknown()).optional(), refused: z.array(z.string()).optional() })).min(1),
});

/** JSON keys that look like numbers come first in any order written, so wide ranges are laid down before single items. */
function spread(answers: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(answers).map(([range, answer]) => ({ items: readItems(range), answer }));
  return Object.fromEntries(entries.toSorted((a, b) => b.items.length - a.items.length).flatMap(({ items, answer }) => items.map((item) => [item, answer])));
}

for (const name of readdirSync(join(folder, "instruments")).filter((file) => file.endsWith(".cases.json"))) {
  const file = caseFile.parse(JSON.parse(readFileSync(join(folder, "instruments", name), "utf8")));
  describe(`worked cases of ${file.instrument} (B11, B12, B13, D9)`, () => {
    const definition = instrumentDefinition(library, file.instrument);
    test.each(file.cases)("$name", ({ answers, expect: expected, refused }) => {
      let result: ScoreResult | Fault;
      try {
        result = scoreInstrument(definition, spread(answers));
      } catch (fault) {
        result = fault as Fault;
      }
      if (refused) {
        expect(result).toBeInstanceOf(Fault);
        expect((result as Fault).fields.map((field) => field.path).sort()).toEqual([...refused].sort());
        return;
      }
      expect(result).not.toBeInstanceOf(Fault);
      for (const [key, value] of Object.entries(expected ?? {})) expect({ [key]: (result as ScoreResult)[key as keyof ScoreResult] }).toEqual({ [key]: value });
      expect(Object.keys(expected ?? {}).length).toBeGreaterThan(0);
    });
  });
}

test("every instrument that is not a list of typed results has worked cases", () => {
  const covered = new Set(readdirSync(join(folder, "instruments")).filter((file) => file.endsWith(".cases.json")).map((file) => file.replace(".cases.json", "")));
  expect([...library.definitions.values()].filter((definition) => definition.class !== "C" && !covered.has(definition.id)).map((definition) => definition.id)).toEqual([]);
});
