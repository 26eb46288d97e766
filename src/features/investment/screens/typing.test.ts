import { expect, test } from "vitest";
import { firstTyped, readNumber, readTyped, typedOf, withRow } from "./typing.ts";

test.each([["", null], [" 12 ", 12], ["12.5", 12.5], ["12,5", 12.5], ["1,200", 1200], ["1,200.50", 1200.5], ["$40", 40], ["10 %", 10], ["-3", undefined], ["1e9", undefined], ["twelve", undefined], ["1.2.3", undefined]])("%j is read as %s", (text, value) => {
  expect(readNumber(text)).toBe(value);
});

test("what is out of bounds or no number is named and counts as not known; the rest stays", () => {
  const typed = typedOf(null);
  const { inputs, wrong } = readTyped({ ...typed, fields: { ...typed.fields, denialRate: "101", families: "40", priceYear: "1", completers: "many" }, index: [{ id: 0, year: "2010", index: "" }] });
  expect(wrong.toSorted()).toEqual(["completers", "denialRate", "priceIndex", "priceYear"]);
  expect(inputs).toMatchObject({ families: 40, denialRate: null, priceYear: null, completers: null, priceIndex: [] });
});

test("what was kept stands in the fields as it was, and is read the same again", () => {
  const typed = typedOf(null);
  const { inputs, wrong } = readTyped({ fields: { ...typed.fields, ratePerUnit: "31.25", priceYear: "2026" }, index: withRow([{ id: 0, year: "2010", index: "100" }]), source: "Made up" });
  expect(wrong).toEqual([]);
  expect(readTyped(typedOf(inputs)).inputs).toEqual(inputs);
});

test("the programme's own figures of a year stand in the fields where nothing was kept yet; what is hidden, or is of no year, stays empty", () => {
  const count = (people: number | null) => ({ people, mark: people === null ? ("under" as const) : ("shown" as const) });
  const own = { threshold: 11, period: { cut: "period" as const, key: "period:2025", values: ["2025-Q1"], names: ["2025-Q1"] }, inputs: [{ key: "families" as const, count: count(71), countedOn: "2026-11-20" }, { key: "completers" as const, count: count(null), countedOn: null }, { key: "clinicians" as const, count: count(6), countedOn: "2026-11-20" }], sessions: null, weeks: null, shownRate: null, early: count(null), ended: count(null) };
  expect(firstTyped(null, own).fields).toMatchObject({ families: "71", completers: "", clinicians: "6", sessionsHeld: "" });
  expect(firstTyped(null, { ...own, period: null }).fields).toMatchObject({ families: "", clinicians: "6" });
  const { inputs } = readTyped({ ...typedOf(null), fields: { ...typedOf(null).fields, families: "12" } });
  expect(firstTyped(inputs, own).fields).toMatchObject({ families: "12", clinicians: "" });
});
