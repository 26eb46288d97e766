import { describe, expect, it } from "vitest";
import { loadPolicy } from "#features/policy/policies.ts";
import { ageOf } from "#features/policy/validity.rules.ts";
import { applying, clausesBySubject, isOwed, judgeAgeOut, stateOf, stateOfOverride } from "./room.rules.ts";

const version = loadPolicy("dc-mhrs").versions.at(-1)!;
const confirmed = { status: "confirmed" as const, closed: 0 };

describe("a row of the room", () => {
  it("stands by what presses most; what is not concerned never counts; a draft only warns", () => {
    expect(stateOf({ met: 40, not_met: 1, unknown: 3 }, confirmed)).toBe("not_met");
    expect(stateOf({ met: 40, late: 1, unknown: 3 }, confirmed)).toBe("late");
    expect(stateOf({ met: 40, unknown: 1, due: 2 }, confirmed)).toBe("unknown");
    expect(stateOf({ met: 40, due: 2 }, confirmed)).toBe("due");
    expect(stateOf({ met: 40, overridden: 2 }, confirmed)).toBe("met");
    expect(stateOf({ not_applicable: 40, not_started: 2 }, confirmed)).toBe("not_applicable");
    expect(stateOf({}, { status: "confirmed", closed: 4 })).toBe("closed");
    expect(stateOf({ not_met: 4 }, { status: "draft", closed: 0 })).toBe("draft");
    expect(applying({ met: 2, overridden: 1, not_applicable: 9, not_started: 9 })).toBe(3);
  });

  it("comes once for each question that a clause answers and that is asked", () => {
    const subjects = (id: string, asked: ("eligibility" | "session" | "team")[]) => clausesBySubject(version, asked).filter(({ clause }) => clause.id === id).map(({ subject }) => subject);
    expect(subjects("age", ["eligibility", "session", "team"])).toEqual(["case", "session"]);
    expect(subjects("age", ["session"])).toEqual(["session"]);
    expect(subjects("supervisor-independent", ["eligibility", "session"])).toEqual([]);
  });
});

describe("the clock of a child's age (A4)", () => {
  const age = ageOf(version)!;
  it("ends on the seventh birthday", () => {
    expect(age.years).toBe(7);
    expect(judgeAgeOut("2020-03-01", null, age, "2027-02-28")).toEqual({ turnsOn: "2027-03-01", monthsLeft: 0, endsBefore: null });
    expect(judgeAgeOut("2020-03-01", null, age, "2027-02-01")).toMatchObject({ monthsLeft: 1 });
    expect(judgeAgeOut("2020-03-01", null, age, "2027-04-01")).toMatchObject({ monthsLeft: -1 });
    expect(judgeAgeOut("2020-02-29", null, age, "2026-11-20")).toMatchObject({ turnsOn: "2027-03-01" });
    expect(judgeAgeOut(null, "2027-01-01", age, "2026-11-20")).toEqual({ turnsOn: null, monthsLeft: null, endsBefore: null });
  });
  it("says whether the birthday comes before the planned end, the day itself included", () => {
    const before = (plannedEnd: string) => judgeAgeOut("2020-03-01", plannedEnd, age, "2026-11-20").endsBefore;
    expect([before("2027-02-28"), before("2027-03-01"), before("2027-03-02")]).toEqual([false, true, true]);
  });
});

describe("exceptions and owed dates", () => {
  it("an exception stands through its last day, unless it was ended", () => {
    const at = (until: string | null, endedAt: string | null = null) => stateOfOverride({ until, endedAt }, "2026-11-20");
    expect([at(null), at("2026-11-20"), at("2026-11-19"), at("2026-12-31", "2026-11-01T10:00:00.000Z")]).toEqual(["stands", "stands", "over", "ended"]);
  });
  it("a date is owed when it is late, or due within thirty days", () => {
    const owed = (state: string, dueOn: string | null, doneOn: string | null = null) => isOwed({ state, dueOn, doneOn }, "2026-11-20");
    expect([owed("late", "2026-11-01"), owed("due", "2026-12-20"), owed("due", "2026-12-21"), owed("due", null), owed("late", "2026-11-01", "2026-11-05"), owed("unknown", null)]).toEqual([true, true, false, false, false, false]);
  });
});
