import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { visitMarks } from "./contract.ts";
import { countRow, judgeOutreach, markOf } from "./rules.ts";

const TODAY = "2026-11-20";
const ago = (days: number) => addDays(TODAY, -days);
const facts = (more: object = {}) => ({ today: TODAY, beganOn: ago(200), notMet: 0, lastNotMetOn: null, lastMetOn: ago(5), lastReachedOn: null, lastTriedOn: null, tries: 0, nextOn: addDays(TODAY, 2), searchSince: null, lookForWeeks: 4, ...more });
const step = (more: object = {}) => {
  const found = judgeOutreach(facts(more));
  return [found.step, found.since];
};

describe("a visit, for one person (C2)", () => {
  it("was met, missed, cancelled by the family, or excused", () => {
    const held = (came: string) => markOf({ status: "held", cancelledBy: null, came });
    expect([held("present"), held("left"), held("late"), held("absent"), held("expected"), held("cancelled")]).toEqual(["came", "came", "late", "missed", "missed", "cancelled"]);
    expect((["family", "staff", "other", null] as const).map((cancelledBy) => markOf({ status: "cancelled", cancelledBy, came: "expected" }))).toEqual(["cancelled", "excused", "excused", "excused"]);
    expect(markOf({ status: "no_show", cancelledBy: null, came: "expected" })).toBe("missed");
  });
  it("stands in a row that our own cancellations neither break nor lengthen", () => {
    expect(countRow([])).toBeNull();
    expect(countRow(["excused"])).toBeNull();
    expect(countRow(["missed", "excused", "cancelled", "late", "missed"])).toEqual({ what: "not_met", count: 2 });
    expect(countRow(["excused", "late", "came"])).toEqual({ what: "came", count: 2 });
    fc.assert(fc.property(fc.array(fc.constantFrom(...visitMarks)), fc.nat({ max: 30 }), (marks, at) => {
      expect(countRow(marks.toSpliced(at, 0, "excused"))).toEqual(countRow(marks));
    }));
  });
});

describe("when somebody is to be called", () => {
  it("asks for nothing while the family comes, or a visit is booked soon after the last", () => expect([step(), step({ notMet: 1, lastNotMetOn: ago(1) })]).toEqual([["none", null], ["none", null]]));
  it("asks after two visits not met, waits a week after each try, and rests once somebody was reached", () => {
    expect(step({ notMet: 2, lastNotMetOn: ago(3), lastMetOn: ago(17) })).toEqual(["call", ago(3)]);
    expect(step({ notMet: 2, lastNotMetOn: ago(3), lastMetOn: ago(17), lastTriedOn: ago(2), tries: 1 })).toEqual(["none", null]);
    expect(step({ notMet: 2, lastNotMetOn: ago(10), lastMetOn: ago(24), lastTriedOn: ago(8), tries: 1 })).toEqual(["call", ago(1)]);
    expect(step({ notMet: 2, lastNotMetOn: ago(3), lastMetOn: ago(17), lastTriedOn: ago(1), lastReachedOn: ago(1), tries: 1 })).toEqual(["none", null]);
    expect(step({ notMet: 2, lastNotMetOn: ago(3), lastMetOn: ago(17), searchSince: ago(2) })).toEqual(["search", ago(3)]);
  });
  it("asks where nothing is booked and two weeks were quiet", () => {
    expect(step({ nextOn: null, lastMetOn: ago(13) })).toEqual(["none", null]);
    expect(step({ nextOn: null, lastMetOn: ago(14) })).toEqual(["call", TODAY]);
    expect(step({ nextOn: null, lastMetOn: null, beganOn: ago(20) })).toEqual(["call", ago(6)]);
  });
  it("leads to the steps of an ending after four weeks in which nobody was met or reached, whatever is booked", () => {
    expect(step({ lastMetOn: ago(27) })).toEqual(["none", null]);
    expect(step({ lastMetOn: ago(28) })).toEqual(["closing", TODAY]);
    expect(step({ lastMetOn: ago(40), lastReachedOn: ago(10) })).toEqual(["none", null]);
    expect(step({ lastMetOn: ago(50), lookForWeeks: 8 })).toEqual(["none", null]);
  });
});
