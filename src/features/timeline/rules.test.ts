import { describe, expect, it } from "vitest";
import { countDose, gatherStrands, markSessions, type Passage, type SessionOnAxis, spanStages, startAxis } from "./rules.ts";

const session = (on: string, status: SessionOnAxis["status"], childCame = true): SessionOnAxis => ({ on, status, childCame });

describe("the time axis (B8)", () => {
  it("marks sessions, and leaves out cancelled ones and bookings that passed", () => {
    const marks = markSessions([session("2026-11-01", "held"), session("2026-11-02", "held", false), session("2026-11-03", "no_show"), session("2026-11-04", "cancelled"), session("2026-11-05", "booked"), session("2026-11-20", "booked")], "2026-11-20");
    expect(marks.map((one) => [one.on, one.mark])).toEqual([["2026-11-01", "together"], ["2026-11-02", "caregiver_alone"], ["2026-11-03", "missed"], ["2026-11-20", "planned"]]);
  });
  it("spans stages, the last one open until the case closes", () => {
    const began = [{ stage: 1, beganOn: "2026-03-01" }, { stage: 2, beganOn: "2026-06-01" }, { stage: 1, beganOn: "2026-08-01" }, { stage: 2, beganOn: "2026-08-01" }];
    expect(spanStages(began, null)).toEqual([{ stage: 1, from: "2026-03-01", to: "2026-06-01" }, { stage: 2, from: "2026-06-01", to: "2026-08-01" }, { stage: 2, from: "2026-08-01", to: null }]);
    expect(spanStages(began.slice(0, 1), "2026-05-01")).toEqual([{ stage: 1, from: "2026-03-01", to: "2026-05-01" }]);
  });
  it("counts the dose from the first kept session", () => {
    expect(countDose({ held: 2, firstOn: "2026-11-01", missed: 1 }, "2026-11-20")).toEqual({ held: 2, weeks: 3, missed: 1 });
    expect(countDose({ held: 1, firstOn: "2026-11-20", missed: 0 }, "2026-11-20").weeks).toBe(1);
    expect(countDose({ held: 0, firstOn: null, missed: 0 }, "2026-11-20")).toEqual({ held: 0, weeks: 0, missed: 0 });
  });
  it("shows two years of a longer course, or all of it by month; a shorter one always as a whole", () => {
    expect(startAxis("2024-12-01", "2026-11-20", "recent")).toEqual({ from: "2024-12-01", by: "session" });
    expect(startAxis("2024-12-01", "2026-11-20", "whole")).toEqual({ from: "2024-12-01", by: "session" });
    expect(startAxis("2024-11-30", "2026-11-20", "recent")).toEqual({ from: "2024-12-01", by: "session" });
    expect(startAxis("2007-03-02", "2026-11-20", "whole")).toEqual({ from: "2007-03-02", by: "month" });
  });
  it("gathers passages by strand, class and owner, a day's together; reflective practice stands on no axis", () => {
    const passage = (on: string, section: Passage["section"], more: Partial<Passage> = {}): Passage => ({ on, caseId: "c", class: "relationship", ownerPersonId: "rosa", section, chips: [], hasWords: true, ...more });
    const found = gatherStrands([passage("2026-11-03", "feelings"), passage("2026-11-03", "regulation", { chips: [{ code: "child_settled" }] }), passage("2026-11-10", "feelings", { ownerPersonId: "mara" }), passage("2026-11-10", "safety", { hasWords: false }), passage("2026-11-10", "reflection"), passage("2026-11-10", "play", { hasWords: false, chips: [{ code: "re_enactment" }] })]);
    expect(found.map((one) => [one.strand, one.disclosure.ownerPersonId, one.days])).toEqual([
      ["emotional_process", "rosa", { "2026-11-03": 3 }],
      ["emotional_process", "mara", { "2026-11-10": 1 }],
      ["trauma_framework", "rosa", { "2026-11-10": 1 }],
    ]);
  });
});
