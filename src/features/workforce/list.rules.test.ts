import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type StaffAsked, staffAsked } from "./contract.ts";
import { askStaff, firstEnd } from "./list.rules.ts";
import type { Held } from "./standing.rules.ts";

const TODAY = "2026-11-20";
const plain = z.object(staffAsked).parse({});
const licence = (validTo: string | null, validFrom = "2024-01-01"): Held => ({ kind: "licence", name: "LICSW", field: "", isIndependent: true, validFrom, validTo });
type Person = Parameters<typeof askStaff>[0][number];
const person = (name: string, more: Partial<Person> = {}): Person => ({ staffId: name.toLowerCase(), name, roles: ["clinician"], credentials: [], ...more });
const around = { teams: [{ teamId: "t1", members: [{ staffId: "bo", validFrom: "2025-01-01", validTo: null }, { staffId: "ana", validFrom: "2025-01-01", validTo: "2026-11-19" }] }], endings: [{ staffId: "cy" }, { staffId: null }], today: TODAY };
const names = (asked: Partial<StaffAsked>, staff: readonly Person[]) => askStaff(staff, { ...plain, ...asked }, around).map((one) => one.name);

describe("the list of people who work here", () => {
  const staff = [person("Cy", { credentials: [licence("2027-01-31")] }), person("Ana", { roles: ["supervisor"], credentials: [licence("2026-12-17"), { ...licence("2028-02-22"), kind: "background_check" }] }), person("Bo"), person("Dee", { credentials: [licence("2026-11-01")] })];
  it("goes by name, or by what of somebody ends first; of whom nothing ends stands last whichever way", () => {
    expect(names({}, staff)).toEqual(["Ana", "Bo", "Cy", "Dee"]);
    expect(names({ order: "down" }, staff)).toEqual(["Dee", "Cy", "Bo", "Ana"]);
    expect(names({ sort: "ends" }, staff)).toEqual(["Dee", "Ana", "Cy", "Bo"]);
    expect(names({ sort: "ends", order: "down" }, staff)).toEqual(["Cy", "Ana", "Dee", "Bo"]);
  });
  it("is narrowed by a role, by who is in a team today, and by what ends soon", () => {
    expect(names({ role: "supervisor" }, staff)).toEqual(["Ana"]);
    expect(names({ team: "t1" }, staff)).toEqual(["Bo"]);
    expect(names({ team: "gone" }, staff)).toEqual([]);
    expect(names({ ends: "soon" }, staff)).toEqual(["Cy"]);
  });
  it("takes the licence that holds today, not one that ended, and a degree never ends", () => {
    expect(firstEnd({ credentials: [licence("2025-01-31"), licence("2027-01-31", "2025-02-01"), { ...licence("2026-11-30"), kind: "degree" }] }, TODAY)).toBe("2027-01-31");
    expect(firstEnd({ credentials: [licence(null)] }, TODAY)).toBeNull();
  });
  it("loses nobody and invents nobody, under any order", () => {
    const day = fc.integer({ min: 1, max: 28 }).map((on) => `2027-01-${String(on).padStart(2, "0")}`);
    fc.assert(fc.property(fc.uniqueArray(fc.record({ name: fc.string({ minLength: 1, maxLength: 4 }), ends: fc.option(day) }), { selector: (one) => one.name.toLowerCase() }), fc.constantFrom("name" as const, "ends" as const), fc.constantFrom("up" as const, "down" as const), (made, sort, order) => {
      const people = made.map((one) => person(one.name, { credentials: one.ends === null ? [] : [licence(one.ends)] }));
      expect(new Set(names({ sort, order }, people))).toEqual(new Set(people.map((one) => one.name)));
    }));
  });
});
