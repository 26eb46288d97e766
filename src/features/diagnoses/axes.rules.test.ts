import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { axes, type AxisEntry, dimensionMarks, ownDimensions } from "./axes.contract.ts";
import { classOfAxis, entriesByAxis, entriesHeld, judgeEntryOfAxis, lastLevels, type WrittenEntry } from "./axes.rules.ts";
import type { CrosswalkLine } from "./crosswalk.contract.ts";
import { judgeLine, suggestCodes } from "./crosswalk.rules.ts";

const TODAY = "2026-11-20";
const level: WrittenEntry = { axis: 2, ownerPersonId: "a", level: 2, dimensions: [], code: "", label: "", words: "", since: "2026-11-01", until: null };
const condition: WrittenEntry = { ...level, axis: 3, ownerPersonId: null, level: null, label: "Asthma" };
const wrong = (one: WrittenEntry, measured: string[] = []) => judgeEntryOfAxis(one, TODAY, new Set(["a", "b"]), measured)?.path ?? null;

describe("an entry of axes II to V (clinical.md section 2)", () => {
  it("of axis II is of one relationship, with a level from 1 to 4; the others are of the chart, with a label", () => {
    expect([classOfAxis(2), ...[3, 4, 5].map((axis) => classOfAxis(axis as 3))]).toEqual(["relationship", "child_chart", "child_chart", "child_chart"]);
    expect([wrong(level), wrong(condition)]).toEqual([null, null]);
    expect([wrong({ ...level, ownerPersonId: null }), wrong({ ...level, ownerPersonId: "z" }), wrong({ ...level, level: null })]).toEqual(["ownerPersonId", "ownerPersonId", "level"]);
    expect([wrong({ ...condition, ownerPersonId: "a" }), wrong({ ...condition, level: 1 }), wrong({ ...condition, dimensions: [{ name: "repair", label: "", mark: "concern" }] }), wrong({ ...condition, label: "" })]).toEqual(["ownerPersonId", "level", "dimensions", "label"]);
  });

  it("has its day neither ahead nor after its end, and no level twice: what the measure gave that day is read", () => {
    expect([wrong({ ...level, since: "2026-11-21" }), wrong({ ...level, until: "2026-10-31" }), wrong({ ...level, until: "2026-11-21" }), wrong({ ...level, until: TODAY })]).toEqual(["since", "until", "until", null]);
    expect([wrong(level, ["2026-11-01"]), wrong(level, ["2026-11-02"]), wrong(condition, ["2026-11-01"])]).toEqual(["since", null, null]);
  });

  it("names each dimension once, by a name of ours or a label", () => {
    const of = (...dimensions: WrittenEntry["dimensions"]) => wrong({ ...level, dimensions });
    const own = { name: "repair", label: "", mark: "strength" } as const;
    const labelled = { name: null, label: "Play", mark: "concern" } as const;
    expect([of(own, labelled), of(own, own), of(labelled, { ...labelled, label: "PLAY" }), of({ ...own, label: "x" }), of({ ...labelled, label: "" })]).toEqual([null, "dimensions.1.label", "dimensions.1.label", "dimensions.0.label", "dimensions.0.label"]);
    expect(ownDimensions.length * dimensionMarks.length).toBe(15);
  });
});

describe("what is held", () => {
  const entry = (more: Partial<AxisEntry>): AxisEntry => ({ ...level, entryId: "e", from: "entry", ownerName: null, supersedes: null, inError: false, superseded: false, reason: "", byName: null, at: null, disclosure: { class: "relationship", caseId: "c", ownerPersonId: "a", ownerStaffId: null, counterpartStaffId: null, part2: false }, ...more });
  it("is the last level of each adult, wherever it was asked, without what was set right or entered in error", () => {
    const entries = [entry({ since: "2026-01-01", level: 3 }), entry({ since: "2026-05-01", level: 2, from: "measure" }), entry({ since: "2026-09-01", level: 1, superseded: true }), entry({ since: "2026-09-02", level: 4, inError: true }), entry({ ownerPersonId: "b", level: 4 })];
    expect(lastLevels(entries).map((one) => [one.ownerPersonId, one.level, one.from])).toEqual([["b", 4, "entry"], ["a", 2, "measure"]]);
    expect(entriesByAxis([...entries, entry({ axis: 4, label: "A move" })]).map((one) => [one.axis, one.entries.length])).toEqual([[3, 0], [4, 1], [5, 0]]);
  });

  it("never holds what another entry took the place of, and loses nothing else", () => {
    fc.assert(fc.property(fc.array(fc.record({ axis: fc.constantFrom(...axes), superseded: fc.boolean(), inError: fc.boolean(), since: fc.constantFrom("2026-01-01", "2026-02-01", "2026-03-01") })), (given) => {
      const held = entriesHeld(given.map((one) => entry(one)));
      return held.length === given.filter((one) => !one.superseded && !one.inError).length && held.every((one, place) => place === 0 || held[place - 1]!.since >= one.since);
    }));
  });
});

describe("the agency's table to ICD-10-CM", () => {
  const line = (more: Partial<CrosswalkLine> = {}): CrosswalkLine => ({ lineId: "l", dcCode: "made-up-1", icdCode: "F43.10", icdTitle: "", payer: "", validFrom: "2026-01-01", validTo: null, status: "draft", note: "", byName: null, ...more });
  it("keeps a code as it is written, and says nothing twice for the same payer and days", () => {
    expect(judgeLine(line({ icdCode: "f4310" }), [])).toMatchObject({ icdCode: "F43.10" });
    const path = (more: Partial<CrosswalkLine>, others: CrosswalkLine[] = []) => { const judged = judgeLine(line(more), others); return "path" in judged ? judged.path : null; };
    expect([path({ icdCode: "PTSD" }), path({ validTo: "2025-12-31" }), path({}, [line({ dcCode: "MADE-UP-1" })])]).toEqual(["icdCode", "validTo", "icdCode"]);
    expect([path({ payer: "Another" }, [line()]), path({}, [line({ validFrom: "2025-01-01", validTo: "2025-12-31" })]), path({}, [line({ icdCode: "F43.11" })])]).toEqual([null, null, null]);
  });

  it("suggests what holds on the day, confirmed lines first, and nothing of other codes", () => {
    const lines = [line(), line({ icdCode: "F93.0", status: "confirmed" }), line({ icdCode: "F84.0", validTo: "2026-02-01" }), line({ icdCode: "F90.0", dcCode: "made-up-2" })];
    expect(suggestCodes(lines, ["Made-Up-1"], TODAY).map((one) => one.icdCode)).toEqual(["F93.0", "F43.10"]);
    expect(suggestCodes(lines, [], TODAY)).toEqual([]);
  });
});
