import { expect, test } from "vitest";
import { sayMeasureNames } from "./naming.rules.ts";

const child = (instrument: string, retiredFrom: string | null) => ({ instrument, name: instrument.toUpperCase(), respondent: "parent" as const, domains: ["C-beh" as const], retiredFrom });

test("a retired measure is not offered anew as a target, is offered until its last day, and stays where it was chosen; an adult's own never", () => {
  const installed = [child("one", null), child("two", "2026-11-20"), child("three", "2026-11-21"), { ...child("four", null), respondent: "adult_self" as const, domains: ["G-gen" as const] }];
  const offered = (chosen: string | null) => sayMeasureNames(installed, "2026-11-20", chosen).map((one) => one.value);
  expect([offered(null), offered("two"), offered("four")]).toEqual([["one", "three"], ["one", "two", "three"], ["one", "three"]]);
});
