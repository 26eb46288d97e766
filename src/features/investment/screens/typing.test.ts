import { expect, test } from "vitest";
import { readNumber, readTyped, typedOf } from "./typing.ts";

test.each([["", null], [" 12 ", 12], ["12.5", 12.5], ["12,5", 12.5], ["1,200", 1200], ["1,200.50", 1200.5], ["$40", 40], ["10 %", 10], ["-3", undefined], ["1e9", undefined], ["twelve", undefined], ["1.2.3", undefined]])("%j is read as %s", (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test("what is out of bounds or no number is named and counts as not known; the rest stays", () => {
  const typed = typedOf(null);
  const { inputs, wrong } = readTyped({ ...typed, fields: { ...typed.fields, denialRate: "101", families: "40", priceYear: "1", completers: "many" }, index: [{ year: "2010", index: "" }] });
  expect(wrong.toSorted()).toEqual(["completers", "denialRate", "priceIndex", "priceYear"]);
  expect(inputs).toMatchObject({ families: 40, denialRate: null, priceYear: null, completers: null, priceIndex: [] });
});

test("what was kept stands in the fields as it was, and is read the same again", () => {
  const typed = typedOf(null);
  const { inputs, wrong } = readTyped({ fields: { ...typed.fields, ratePerUnit: "31.25", priceYear: "2026" }, index: [{ year: "2010", index: "100" }, { year: "", index: "" }], source: "Made up" });
  expect(wrong).toEqual([]);
  expect(readTyped(typedOf(inputs)).inputs).toEqual(inputs);
});
