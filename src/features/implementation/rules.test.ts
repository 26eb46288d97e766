import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Lent } from "#features/training/cohorts.contract.ts";
import { type Place, tell, tellAgencies, tellApart, tellAttrition, tellFigures, tellInPost, tellLent } from "./rules.ts";

const lent = (families: number, more: Partial<Lent> = {}): Lent => ({ cases: Array.from({ length: families }, (_, place) => ({ id: `C${place}`, startedOn: "2026-01-05", endedOn: null, sessions: 1, allSessions: 1, fullCourse: false, lacks: ["plannedEnd"] })), others: [], fidelityCases: [], supervision: null, videos: null, outcomeDataCollected: null, lastDay: null, ...more });
const place = (more: Partial<Place> = {}): Place => ({ cohortId: "one", organization: "Harbor", role: "clinician", leftAs: null, isAtRisk: false, lent: null, ...more });

describe("what is too small to tell", () => {
  it.each<[number[], (number | null)[]]>([
    [[20, 30], [20, 30]],
    [[10, 30, 40], [null, null, 40]],
    [[1, 2, 40], [null, null, null]],
    [[1, 2, 12, 40], [null, null, null, 40]],
    [[6, 7, 40], [null, null, 40]],
    [[0, 0], [0, 0]],
    [[0, 5], [0, null]],
    [[11], [11]],
  ])("%j is told as %j", (counts, expected) => {
    expect(tellApart(counts, 11)).toEqual(expected);
  });

  it("never lets a small count be worked out from the sum of all and the others", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 2, maxLength: 8 }), (counts) => {
        const shown = tellApart(counts, 11);
        const hidden = counts.filter((_, at) => shown[at] === null);
        for (const [at, count] of counts.entries()) if (count > 0 && count < 11) expect(shown[at]).toBe(null);
        // One alone is hidden only where nothing else is there to stand beside it: then the sum itself is small, and not told.
        if (shown.some((count) => count !== null && count > 0) && hidden.length > 0) expect([hidden.length > 1, hidden.reduce((all, one) => all + one, 0) >= 11]).toEqual([true, true]);
        if (hidden.length === 1) expect(tell(counts.reduce((all, one) => all + one, 0), 11)).toBe(null);
      }),
    );
  });
});

describe("the figures of a collaborative (C1, C5, C8)", () => {
  it("counts families of those who lend, by agency, and what ended otherwise than planned", () => {
    const places = [place({ lent: lent(12) }), place({ organization: "Río", lent: lent(3) }), place({ organization: "Tide", lent: lent(30) })];
    expect(tellAgencies(places, 11).map((one) => [one.organization, one.families])).toEqual([["Harbor", null], ["Río", null], ["Tide", 30]]);
    const ended = lent(12);
    for (const one of ended.cases) one.endedOn = "2026-06-01";
    expect(tellLent([place({ lent: ended }), place()], 11)).toMatchObject({ families: { reached: 12, fullCourses: 0, endedEarly: 12, lending: 1 } });
  });

  it("tells neither a count whose rest is small, nor families of an agency that nobody named (C8)", () => {
    expect(tellApart([11, 15], 11, [12, 30])).toEqual([null, null]);
    const named = [place({ lent: lent(12) }), place({ organization: "Tide", lent: lent(30) }), place({ organization: "", lent: lent(3) })];
    expect(tellAgencies(named, 11).map((one) => [one.organization, one.families])).toEqual([["Harbor", null], ["Tide", 30]]);
    const nearly = lent(13);
    for (const one of nearly.cases.slice(1)) Object.assign(one, { fullCourse: true });
    expect(tellLent([place({ lent: nearly })], 11).families).toMatchObject({ reached: 13, fullCourses: null });
  });

  it("counts a family once where its clinician goes on in another cohort (C1)", () => {
    const both = [place({ lent: lent(12), leftAs: "workload" }), place({ cohortId: "two", lent: lent(13) })];
    expect([tellAgencies(both, 11)[0]!.families, tellLent(both, 11).families.reached]).toEqual([13, 13]);
  });

  it("tells reasons for leaving from eleven on, and none of nobody", () => {
    const left = (count: number, leftAs: Place["leftAs"]) => Array.from({ length: count }, () => place({ leftAs }));
    expect(tellAttrition([place(), ...left(12, "workload"), ...left(11, "left_agency")], 11)).toEqual([{ leftAs: "left_agency", count: 11 }, { leftAs: "workload", count: 12 }]);
    expect(tellAttrition([...left(2, "workload"), ...left(20, "left_agency")], 11).map((one) => one.count)).toEqual([null, null]);
  });

  it("counts who stays in post only of those for whom so much time has passed and whose agency lends", () => {
    const certified = [{ cohortId: "one", completedOn: "2025-11-01", lent: lent(1) }, { cohortId: "one", completedOn: "2025-11-01", lent: lent(1, { lastDay: "2026-06-30" }) }, { cohortId: "one", completedOn: "2026-08-01", lent: lent(1) }, { cohortId: "one", completedOn: "2020-01-01", lent: null }];
    expect(tellInPost(certified, "2026-11-21")).toEqual([{ months: 6, count: 2, of: 2 }, { months: 12, count: 1, of: 2 }, { months: 24, count: 0, of: 0 }]);
  });

  it("counts empty places of cohorts that are not over, and each person in one cohort", () => {
    const cohort = (cohortId: string, endsOn: string) => ({ cohortId, name: cohortId, startsOn: "2025-05-12", endsOn, places: 10 });
    const told = tellFigures({ today: "2026-11-21", cohorts: [cohort("one", "2027-01-01"), cohort("two", "2026-01-01")], taken: new Map([["one", 4], ["two", 9]]), places: [place({ isAtRisk: true }), place({ leftAs: "workload" }), place({ cohortId: "two" })], certified: [], pipeline: [] });
    expect(told.places).toEqual({ places: 10, empty: 6 });
    expect(told.cohorts.map((one) => [one.cohortId, one.began, one.here, one.left, one.atRisk])).toEqual([["one", 2, 1, 1, 1], ["two", 1, 1, 0, 0]]);
  });
});
