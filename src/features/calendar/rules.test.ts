import { describe, expect, it } from "vitest";
import { Fault } from "#kernel/faults.ts";
import { monthOfTreatment, plannedLength, readSessionTimes } from "./rules.ts";

const ZONE = "America/New_York";
const faultOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error as Fault;
  }
  throw new Error("expected a refusal");
};

describe("planned length by month of treatment (A3)", () => {
  it.each([
    [null, "2026-09-01", null, 90],
    ["2026-03-02", "2026-03-02", 1, 90],
    ["2026-03-02", "2026-09-01", 6, 90],
    ["2026-03-02", "2026-09-02", 7, 60],
    ["2026-08-31", "2026-09-30", 2, 90],
    ["2026-03-02", "2026-03-01", null, 90],
  ])("course from %s, on %s: month %s, up to %i minutes", (start, on, month, usualMost) => {
    expect(monthOfTreatment(start, on)).toBe(month);
    expect(plannedLength(start, on)).toEqual({ month, planned: 60, usualMost });
  });
});

describe("times of a session (A5)", () => {
  it("reads them on the wall of the zone", () => expect(readSessionTimes("2026-11-20T10:00", "2026-11-20T11:00", ZONE)).toEqual({ startsAt: "2026-11-20T15:00:00.000Z", endsAt: "2026-11-20T16:00:00.000Z", on: "2026-11-20" }));
  it.each([
    ["ends before it starts", "2026-11-20T10:00", "2026-11-20T09:00"],
    ["takes no time", "2026-11-20T10:00", "2026-11-20T10:00"],
    ["crosses midnight", "2026-11-20T23:30", "2026-11-21T00:30"],
    ["crosses the change to summer time", "2026-03-08T01:30", "2026-03-08T03:30"],
    ["crosses the change to winter time", "2026-11-01T00:30", "2026-11-01T02:30"],
    ["is longer than a working day", "2026-11-20T08:00", "2026-11-20T16:01"],
    ["ends at a time that never comes", "2026-03-08T01:00", "2026-03-08T02:30"],
  ])("refuses one that %s, naming the end", (_why, start, end) => {
    const fault = faultOf(() => readSessionTimes(start, end, ZONE));
    expect(fault).toBeInstanceOf(Fault);
    expect(fault.fields[0]!.path).toBe("end");
  });
});
