import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { backupName, listForgettable, usualRetention } from "./keeping.ts";

const of = (day: string, time = "02:30") => backupName(`${day}T${time}:00.000Z`);

describe("Which backups stay", () => {
  it("after three years of nights: the last days, the first of each of the last weeks, the first of each of the last months", () => {
    // As it goes: each night one is made, and those whose time is over go.
    let kept: string[] = [];
    let day = "2023-11-22";
    for (; day <= "2026-11-22"; day = addDays(day, 1)) {
      kept.push(of(day));
      const gone = listForgettable(kept, day, usualRetention);
      kept = kept.filter((one) => !gone.includes(one));
    }
    const days = kept.map((one) => one.slice(5, 15));
    for (let back = 0; back < 14; back++) expect(days).toContain(addDays("2026-11-22", -back));
    for (const monday of ["2026-11-16", "2026-10-05"]) expect(days).toContain(monday);
    for (const first of ["2026-11-01", "2026-06-01", "2025-12-01"]) expect(days).toContain(first);
    expect(days).not.toContain("2025-11-01");
    expect(kept.length).toBeLessThanOrEqual(14 + 8 + 13);
  });

  it("never the newest goes, nor a file of another name, nor anything twice", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1200 }), { minLength: 1, maxLength: 60 }), (backs) => {
        const names = [...new Set(backs.map((back) => of(addDays("2026-11-22", -back))))];
        const others = ["before-update.backup", "dyad-2020-01-01.backup", "notes.txt"];
        const gone = listForgettable([...names, ...others], "2026-11-22", usualRetention);
        expect(gone).not.toContain(names.toSorted().at(-1));
        expect(gone.filter((one) => others.includes(one))).toEqual([]);
        expect(new Set(gone).size).toBe(gone.length);
        const rest = names.filter((one) => !gone.includes(one));
        expect(listForgettable(rest, "2026-11-22", usualRetention)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it("two of one day both stay while the day is young", () => {
    expect(listForgettable([of("2026-11-22"), of("2026-11-22", "14:00")], "2026-11-22", usualRetention)).toEqual([]);
  });
});
