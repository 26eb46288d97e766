import { describe, expect, it } from "vitest";
import { findAgeBand, findPosition, findReason } from "./course.rules.ts";
import { findPair, type Value } from "./pairs.rules.ts";
import type { Series } from "./series.rules.ts";

// The first and the last value of a series (measures.md sections 4, 5 and 8).

const series: Series = { id: "pcl-5:total", instrument: "pcl-5", name: "PCL-5", scale: "total", domains: ["G-pts"], direction: "lower_is_better", cut: 31, cutName: "cut_31", change: { kind: "reliable", points: 15, population: "veterans", source: "Marx 2022", certainty: "read" } };
const span = { askedOn: "2026-01-01", startedOn: "2026-01-15", endsOn: null, closingFrom: "2026-08-01" };
const value = (answeredOn: string, points: number, more: Partial<Value> = {}): Value => ({ series: "pcl-5:total", respondentId: "ana", version: "1", answeredOn, value: points, class: "caregiver", ownerPersonId: "ana", part2: false, ...more });

describe("a pair", () => {
  it.each([
    ["better by the published points", [value("2026-01-20", 40), value("2026-08-02", 25)], "pair", "better"],
    ["one point less is no reliable change", [value("2026-01-20", 40), value("2026-08-02", 26)], "pair", "same"],
    ["worse", [value("2026-01-20", 40), value("2026-08-02", 55)], "pair", "worse"],
    ["the last of several counts", [value("2026-01-20", 40), value("2026-04-02", 20), value("2026-08-02", 41)], "pair", "same"],
    ["a first value on the last day of the window", [value("2026-03-16", 40), value("2026-08-02", 20)], "pair", "better"],
    ["a first value a day after the window is no baseline", [value("2026-03-17", 40), value("2026-08-02", 20)], "no_baseline", "not_computed"],
    ["one value only", [value("2026-01-20", 40)], "baseline_only", "not_computed"],
    ["told by another person in the end", [value("2026-01-20", 40), value("2026-08-02", 20, { respondentId: "bo" })], "broken", "not_computed"],
    ["with another version in the end", [value("2026-01-20", 40), value("2026-08-02", 20, { version: "2" })], "broken", "not_computed"],
    ["of two respondents the one with a pair counts", [value("2026-01-18", 10, { respondentId: "bo" }), value("2026-01-20", 40), value("2026-08-02", 20)], "pair", "better"],
    ["a value before the family asked is of no course", [value("2025-12-31", 40), value("2026-08-02", 20)], "no_baseline", "not_computed"],
  ] as const)("%s", (_name, values, state, change) => {
    expect(findPair(series, span, values)).toMatchObject({ state, change });
  });
  it("is none where nobody was asked, and leaves out what came after the end", () => {
    expect(findPair(series, span, [])).toBeNull();
    expect(findPair(series, { ...span, endsOn: "2026-06-01" }, [value("2026-01-20", 40), value("2026-08-02", 20)])!.state).toBe("baseline_only");
  });
  it("has no change without a published value, and none for an ordinal level", () => {
    const both = [value("2026-01-20", 40), value("2026-08-02", 20)];
    expect(findPair({ ...series, change: null }, span, both)!.change).toBe("not_computed");
    expect(findPair({ ...series, direction: "none" }, span, both)!.change).toBe("not_computed");
  });
  it("says where it was beside the cut, and whether the last one was at the end", () => {
    expect(findPair(series, span, [value("2026-01-20", 31), value("2026-07-31", 30)])).toMatchObject({ preAbove: true, postAbove: false, atDischarge: false });
    expect(findPair(series, span, [value("2026-01-20", 31), value("2026-08-01", 30)])).toMatchObject({ atDischarge: true });
  });
});

describe("a course", () => {
  const base = { caseId: "c", status: "open" as const, referralStatus: null, eligibleOn: null, lastVerdict: null, firstSessionOn: null, stageTwoOn: null, endedOn: null, manner: null };
  it.each([
    [{}, "deciding"],
    [{ lastVerdict: "no" as const }, "not_eligible"],
    [{ eligibleOn: "2026-01-05" }, "waiting"],
    [{ eligibleOn: "2026-01-05", endedOn: "2026-02-01" }, "left_before"],
    [{ firstSessionOn: "2026-01-15" }, "stage_one"],
    [{ firstSessionOn: "2026-01-15", stageTwoOn: "2026-03-01" }, "stage_two"],
    [{ firstSessionOn: "2026-01-15", endedOn: "2026-05-01", manner: "dropped" as const }, "early_one"],
    [{ firstSessionOn: "2026-01-15", endedOn: "2026-05-01" }, "early_one"],
    [{ firstSessionOn: "2026-01-15", stageTwoOn: "2026-03-01", endedOn: "2026-05-01", manner: "abrupt" as const }, "early_two"],
    [{ firstSessionOn: "2026-01-15", endedOn: "2026-05-01", manner: "planned" as const }, "planned"],
    [{ caseId: null, referralStatus: "declined" }, "not_eligible"],
  ])("%j stands at %s", (more, position) => expect(findPosition({ ...base, ...more })).toBe(position));
  it("has an age in completed years on the day of asking", () => {
    expect(findAgeBand("2022-05-02", "2026-05-01")).toBe("3");
    expect(findAgeBand("2022-05-02", "2026-05-02")).toBe("4");
    expect(findAgeBand("2016-05-02", "2026-05-02")).toBe("6");
    expect(findAgeBand(null, "2026-05-02")).toBeNull();
  });
  it("ended for a reason of the child's chart before one that is an adult's own", () => {
    expect(findReason([{ reason: "adult_jail", class: "caregiver" }, { reason: "moved", class: "child_chart" }]).kind).toBe("moved");
    expect(findReason([{ reason: "adult_jail", class: "caregiver" }]).kind).toBe("adult_circumstances");
    expect(findReason([{ reason: "other", class: "child_chart" }]).kind).toBe("not_said");
  });
});
