import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type InputKey, inputKeys, type Result, type ReturnInputs } from "./contract.ts";
import { loadPublished } from "./policies.ts";
import { computeReturn, noInputs, tenureOf, trainingAYear } from "./rules.ts";

const published = loadPublished();
/** Made-up round figures of a small programme, chosen so that each sum can be done by hand. */
const small: ReturnInputs = {
  ...noInputs,
  sessionsHeld: 1000, sessionsMissed: 100, hoursPerSession: 1, unitsPerSession: 4, ratePerUnit: 30, denialRate: 10, costPerHour: 50, nonBillableHours: 500, costPerSession: 8,
  supervisionCost: 6000, clinicians: 2, trainingCost: 3000, tenureYears: 3, families: 40, completers: 12, priceYear: 2023, swing: 20,
};
const of = (typed: ReturnInputs, id: Result["id"]) => computeReturn(typed, published).find((one) => one.id === id)!;

describe("C3: what a programme's own figures say", () => {
  test("margin: revenue less sessions, hours that nobody pays, missed hours, supervision and training over the time it serves", () => {
    const { value, lines, dollarYear, published: rests } = of(small, "margin");
    expect(Object.fromEntries(lines.map((one) => [one.key, one.value]))).toEqual({ revenue: 108_000, sessions_cost: 58_000, non_billable_cost: 25_000, missed_cost: 5_000, supervision_cost: 6_000, training_cost: 2_000 });
    expect({ value, dollarYear, rests }).toEqual({ value: 12_000, dollarYear: 2023, rests: null });
  });

  test("sessions a week at which what does not hang on sessions is paid: 38,000 by 50 a session over 52 weeks", () => {
    expect(of(small, "break_even_sessions").value).toBeCloseTo(38_000 / 50 / 52, 10);
    expect(of({ ...small, ratePerUnit: 10 }, "break_even_sessions")).toMatchObject({ value: null, missing: [], note: "never_breaks_even" });
  });

  test("benefits of those who completed: the published figure a participant, whole or the taxpayers' part alone, in its own year's dollars", () => {
    expect(of(small, "transfer_all")).toMatchObject({ value: 12 * 77_733, dollarYear: 2023, published: "cpp-net" });
    expect(of(small, "transfer_taxpayer")).toMatchObject({ value: 12 * (26_716 - 5_312), dollarYear: 2023, published: "cpp-net-taxpayer" });
  });

  test("threshold: in one year's dollars only, which the programme's own index gives", () => {
    const costly = { ...small, denialRate: 50 };
    expect(of(costly, "threshold_fang")).toMatchObject({ value: null, missing: ["priceIndex"], lines: [], low: null });
    const indexed = { ...costly, priceIndex: [{ year: 2010, index: 100 }, { year: 2023, index: 125 }] };
    // Net 36,000 a year for 40 families is 900 each; 210,012 of 2010 are 262,515 of 2023.
    expect(of(indexed, "threshold_fang").value).toBeCloseTo((100 * 900) / 262_515, 10);
    expect(of(indexed, "threshold_fang").lines).toEqual([{ key: "net_cost_per_family", value: 900 }, { key: "cost_of_one_case", value: 262_515 }]);
    expect(of(indexed, "threshold_peterson")).toMatchObject({ value: null, missing: ["priceIndex"] });
    expect(of({ ...indexed, denialRate: 0 }, "threshold_fang")).toMatchObject({ value: null, note: "costs_nothing" });
  });

  test("the published illustration, unconverted, comes out as it is printed: 5,312 of 210,012 is 2.53 %, of 830,928 is 0.64 %", () => {
    const [fang, peterson] = ["maltreatment-fang", "maltreatment-peterson"].map((id) => published.find((one) => one.id === id)!.value);
    expect(((100 * 5_312) / fang!).toFixed(2)).toBe("2.53");
    expect(((100 * 5_312) / peterson!).toFixed(2)).toBe("0.64");
  });

  test.each([[{ tenureYears: 4, attritionIn18Months: 30 }, 4], [{ tenureYears: null, attritionIn18Months: 50 }, 1.5 / Math.LN2], [{ tenureYears: null, attritionIn18Months: 0 }, null], [{ tenureYears: null, attritionIn18Months: null }, null], [{ tenureYears: 0, attritionIn18Months: 30 }, null]])("tenure of %o is %s years", (known, years) => {
    if (years === null) expect(tenureOf(known)).toBeNull();
    else expect(tenureOf(known)).toBeCloseTo(years, 10);
  });

  test("training is spread in equal parts, or as an annuity where a discount rate is set", () => {
    expect(trainingAYear(3000, 3, 0)).toBe(1000);
    expect(trainingAYear(3000, 3, 5)).toBeCloseTo(1101.63, 2);
    expect(trainingAYear(3000, 3, 0.000_1)).toBeCloseTo(1000, 2);
  });
});

describe("C3: guard-rails", () => {
  test("every published figure says source, study, perspective and certainty, money its dollars' year, and parts add up", () => {
    for (const one of published) {
      expect(one.source.length, one.id).toBeGreaterThan(10);
      if (one.unit === "dollars") expect([one.dollarYear, one.studyYear], one.id).not.toContain(null);
      if (one.parts && one.id !== "cpp-net") expect(one.parts.reduce((sum, part) => sum + part.value, 0), one.id).toBe(one.value);
    }
    // Printed as 83,045 less 5,312; its rounded parts add up to the same.
    expect(published.find((one) => one.id === "cpp-net")!.parts!.reduce((sum, part) => sum + part.value, 0)).toBe(77_733);
  });

  const typed = fc.record({
    ...(Object.fromEntries(inputKeys.map((key) => [key, fc.option(fc.integer({ min: 0, max: 90 }), { freq: 12 })])) as Record<InputKey, fc.Arbitrary<number | null>>),
    priceYear: fc.option(fc.constantFrom(2010, 2015, 2023, 2026)),
    swing: fc.option(fc.integer({ min: 0, max: 90 })),
    priceIndex: fc.constantFrom([], [{ year: 2010, index: 100 }, { year: 2015, index: 110 }, { year: 2023, index: 140 }, { year: 2026, index: 150 }]),
    priceIndexSource: fc.constant(""),
  }) satisfies fc.Arbitrary<ReturnInputs>;

  test("no result without its inputs; at most one published figure in each; money always with its year; a value within its range", () => {
    fc.assert(
      fc.property(typed, (one) => {
        for (const result of computeReturn(one, published)) {
          if (result.value === null) expect(result.missing.length > 0 || result.note !== null, result.id).toBe(true);
          else {
            expect(result.missing).toEqual([]);
            expect(result.inputs.map((input) => input.value)).not.toContain(null);
            if (result.unit === "dollars") expect(result.dollarYear).not.toBeNull();
            if (result.low !== null) expect(result.low <= result.value + 1e-6 && result.value <= result.high! + 1e-6, result.id).toBe(true);
          }
        }
      }),
    );
  });

  test("what is only exposure or a cost of others changes nothing: a result is the same whatever the context figures say", () => {
    const twisted = published.map((one) => (one.use === "context" ? { ...one, value: one.value * 7 } : one));
    expect(computeReturn(small, twisted)).toEqual(computeReturn(small, published));
    const asContext = published.map((one) => ({ ...one, use: "context" as const }));
    expect(computeReturn(small, asContext).filter((one) => one.published !== null || (one.id !== "margin" && one.id !== "break_even_sessions" && one.value !== null))).toEqual([]);
  });

  test("no two published figures meet in one result: each changes those alone that name it", () => {
    const indexed = { ...small, denialRate: 50, priceIndex: [{ year: 2010, index: 100 }, { year: 2015, index: 110 }, { year: 2023, index: 125 }] };
    const before = computeReturn(indexed, published);
    for (const figure of published) {
      const after = computeReturn(indexed, published.map((one) => (one.id === figure.id ? { ...one, value: one.value * 2 } : one)));
      const changed = after.filter((one, place) => one.value !== before[place]!.value).map((one) => one.published);
      expect(new Set(changed), figure.id).toEqual(figure.use === "context" ? new Set() : new Set([figure.id]));
    }
  });
});
