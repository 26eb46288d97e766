import { describe, expect, it } from "vitest";
import { readDay } from "./day.rules.ts";

describe("a day as it is typed", () => {
  it.each([
    ["2026-09-14", { year: 2026, month: 9, day: 14 }],
    ["2026-09", { year: 2026, month: 9, day: null }],
    ["14 Sep 2026", { year: 2026, month: 9, day: 14 }],
    ["Sep 14", { year: null, month: 9, day: 14 }],
    ["September 14th, 2026", { year: 2026, month: 9, day: 14 }],
    ["14 de septiembre de 2026", { year: 2026, month: 9, day: 14 }],
    ["sept 2026", { year: 2026, month: 9, day: null }],
    ["enero 2026", { year: 2026, month: 1, day: null }],
  ] as const)("%s", (asked, expected) => expect([readDay(asked, "en"), readDay(asked, "es")]).toEqual([expected, expected]));

  it("with slashes stands as the language writes it", () => {
    expect(readDay("9/4/2026", "en")).toEqual({ year: 2026, month: 9, day: 4 });
    expect(readDay("9/4/2026", "es")).toEqual({ year: 2026, month: 4, day: 9 });
    expect(readDay("14/9", "es")).toEqual({ year: null, month: 9, day: 14 });
    expect(readDay("14/9", "en")).toBeNull();
  });

  it.each(["may", "mar", "bear", "the 14", "14 bears", "2026", "Sep 14 bear", "2026-13-01", "32 Sep", ""])("%s is no day", (asked) => expect(readDay(asked, "en")).toBeNull());
});
