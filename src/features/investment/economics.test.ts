import { describe, expect, it } from "vitest";
import type { Cost, CostKind } from "./economics.contract.ts";
import { tellYear, type YearFacts } from "./economics.rules.ts";

const cost = (kind: CostKind, cents: number): Cost => ({ costId: "00000000-0000-7000-8000-000000000000", year: 2026, kind, cents, source: "Made up.", madeAt: "2026-11-20T15:00:00.000Z", madeByName: null });
const facts: YearFacts = { year: 2025, currentYear: 2026, costs: [cost("staff", 90_000), cost("travel", 10_000)], families: 20, paidFamilies: 15, collectedCents: 60_000, grantCents: 5000, threshold: 11 };

describe("C3: a year of the programme", () => {
  it.each<[string, Partial<YearFacts>, object]>([
    ["costs and money, each for one family", {}, { costCents: 100_000, costPerFamilyCents: 5000, collectedCents: 60_000, collectedPerFamilyCents: 3000, grantCents: 5000, isRunning: false, missing: ["training", "supervision", "materials"] }],
    ["what is not typed is said as missing, and no sum stands in for it", { costs: [] }, { costCents: null, costPerFamilyCents: null, missing: ["staff", "training", "supervision", "travel", "materials"] }],
    ["of too few families nothing is told", { families: 10 }, { families: { people: null, mark: "under" }, collectedCents: null, costPerFamilyCents: null, collectedPerFamilyCents: null, costCents: 100_000 }],
    ["of the threshold it is", { families: 11 }, { families: { people: 11, mark: "shown" }, collectedPerFamilyCents: 5455 }],
    ["money that came for few of them is not told either", { paidFamilies: 3 }, { families: { people: 20 }, collectedCents: null, collectedPerFamilyCents: null }],
    ["nobody was seen: nothing is divided", { families: 0, paidFamilies: 0, collectedCents: 0 }, { families: { people: 0, mark: "shown" }, costPerFamilyCents: null, collectedPerFamilyCents: null }],
    ["a year that runs says so", { year: 2026 }, { isRunning: true }],
  ])("%s", (_what, more, told) => expect(tellYear({ ...facts, ...more })).toMatchObject(told));
});
