import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import type { Visit } from "./cohorts.contract.ts";
import { type CaseFacts, countsFor, lacksOf, lendCases, type Seen } from "./lending.rules.ts";
import { daysOf, foresee, type Known, walk } from "./path.rules.ts";
import { loadTrack } from "./policies.ts";
import { findClash, overlap } from "./seats.rules.ts";

const track = loadTrack("nc-ctp", "2026-11-21");
const asked = (id: string) => track.requirements.find((one) => one.id === id)!;
const course = { startsOn: "2026-01-01", endsOn: "2027-07-01", on: "2026-07-01" };
const see = (id: string, judged: { met: boolean | null; have: number | null; need: number | null }, planned: string[] = [], more: Partial<typeof course> = {}) => foresee(asked(id), judged, { ...course, ...more }, planned);

describe("how a requirement stands on the way (local pace)", () => {
  it.each([
    ["met is met", see("nc4", { met: true, have: 3, need: 3 }), { state: "met", expectedOn: null }],
    ["a share of all fortnights is met at the end, not before", see("nc3", { met: true, have: 9, need: 8 }), { state: "on_track", expectedOn: "2027-07-01" }],
    ["at the pace of today", see("nc4", { met: false, have: 1, need: 3 }), { state: "on_track", expectedOn: "2027-06-28" }],
    ["too slow", see("nc4", { met: false, have: 1, need: 4 }), { state: "at_risk", expectedOn: "2027-12-26" }],
    ["nothing yet, and time", see("nc6", { met: false, have: 0, need: 2 }), { state: "on_track", expectedOn: null }],
    ["nothing yet, and the half is over", see("nc6", { met: false, have: 0, need: 2 }, [], { on: "2026-10-02" }), { state: "at_risk", expectedOn: null }],
    ["by the calendar", see("nc2", { met: false, have: 8, need: 10 }, ["2027-02-02", "2026-09-01"]), { state: "on_track", expectedOn: "2027-02-02" }],
    ["too few days are planned", see("nc2", { met: false, have: 8, need: 10 }, ["2026-09-01"]), { state: "at_risk", expectedOn: null }],
    ["time passes by itself", see("nc1", { met: false, have: 6, need: 18 }), { state: "on_track", expectedOn: "2027-07-01" }],
    ["the end has come", see("nc4", { met: false, have: 2, need: 3 }, [], { on: "2027-07-01" }), { state: "not_met", expectedOn: null }],
    ["nobody knows", see("nc5", { met: null, have: null, need: 4 }), { state: "not_known", expectedOn: null }],
  ])("%s", (_name, found, expected) => {
    expect(found).toEqual(expected);
  });

  it("never expects a day that is over, and says at risk only before the end", () => {
    fc.assert(
      fc.property(fc.constantFrom("nc1", "nc2", "nc3", "nc4", "nc5", "nc6"), fc.integer({ min: 0, max: 20 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 700 }), (id, have, need, passed) => {
        const on = addDays(course.startsOn, passed);
        const found = see(id, { met: have >= need, have, need }, [], { on });
        if (found.expectedOn !== null && id !== "nc1") expect(found.expectedOn >= on || found.expectedOn === course.endsOn).toBe(true);
        if (on >= course.endsOn) expect(found.state).not.toBe("at_risk");
        expect(have >= need ? ["met", "on_track"] : ["on_track", "at_risk", "not_met"]).toContain(found.state);
      }),
    );
  });
});

const visit = (meetingId: string, onDay: string, came: Visit["came"], more: Partial<Visit> = {}): Visit => ({ meetingId, kind: "training_day", onDay, startsAt: "09:00", minutes: 60, title: "", makesUp: null, calledOffReason: null, came, ...more });

describe("what attendance comes to", () => {
  it("counts what is made up on the day that it makes up for, once; a part of a day, an excuse and what was called off are none", () => {
    const visits = [visit("a", "2026-01-05", "no"), visit("b", "2026-02-05", "yes", { makesUp: "a" }), visit("c", "2026-01-06", "yes"), visit("d", "2026-02-06", "yes", { makesUp: "c" }), visit("e", "2026-01-07", "part"), visit("f", "2026-01-08", "excused"), visit("g", "2026-01-09", "yes", { calledOffReason: "Snow." }), visit("h", "2026-01-10", null)];
    expect(daysOf(visits, "training_day")).toEqual(["2026-01-05", "2026-01-06"]);
    expect(daysOf([visit("a", "2026-01-05", "no", { kind: "group_call" }), visit("b", "2026-02-05", "yes", { makesUp: "a", kind: "group_call" })], "group_call")).toEqual(["2026-01-05"]);
  });

  it("knows two meetings of one hour, and that one after the other is none", () => {
    const at = (meetingId: string, startsAt: string, minutes: number, onDay = "2026-01-05") => ({ meetingId, onDay, startsAt, minutes, calledOffReason: null as string | null });
    expect([overlap(at("a", "09:00", 60), at("b", "09:59", 10)), overlap(at("a", "09:00", 60), at("b", "10:00", 60)), overlap(at("a", "09:00", 60), at("b", "09:00", 60, "2026-01-06"))]).toEqual([true, false, false]);
    const all = [at("a", "09:00", 60), at("b", "09:30", 60), { ...at("c", "09:30", 60), calledOffReason: "Ill." }];
    expect([findClash(all[0]!, all, new Set(["b"]))?.meetingId, findClash(all[0]!, all, new Set(["c", "a"]))]).toEqual(["b", undefined]);
  });

  it("sets a figure only where the source sets none, and says what nobody lent", () => {
    const known: Known = { startsOn: "2025-05-12", endsOn: "2026-11-12", role: "clinician", visits: [], records: [], waivers: [{ requirement: "nc4", threshold: 1 }], lent: null };
    const { steps } = walk(track, known, "2026-11-21", "en");
    expect(steps.find((one) => one.id === "nc4")).toMatchObject({ need: 3, state: "not_known" });
    expect(steps.find((one) => one.id === "nc5")).toMatchObject({ state: "not_known", explained: ["The agency has lent nothing yet."] });
  });
});

const seen = (staffId: string, sessions: number, firstOn = "2026-01-05", together = sessions): Seen => ({ staffId, sessions, together, firstOn });
const facts = (code: string, by: Seen[], more: Partial<CaseFacts> = {}): CaseFacts => ({ code, seen: by, allSessions: 20, hasFeedback: true, isIntroduced: true, closedOn: "2026-10-01", isPlannedEnd: true, hasClosingMeasures: true, hasMeasures: true, ...more });

describe("what cases come to (C7)", () => {
  it("is a full course by the definition in force, and says what it lacks", () => {
    const definition = track.fullCourse!;
    expect(lacksOf(facts("a", []), definition)).toEqual([]);
    expect(lacksOf(facts("a", [], { allSessions: 19, hasFeedback: false, isIntroduced: false, isPlannedEnd: false, hasClosingMeasures: false }), definition)).toEqual(["feedback", "introduced", "sessions", "plannedEnd", "closingMeasures"]);
    expect(lacksOf(facts("a", [], { closedOn: null }), definition)).toEqual(["plannedEnd"]);
  });

  it("counts a case for whoever saw it more often; of equals for who began; not for whoever never had child and caregiver together", () => {
    expect(countsFor([seen("ana", 5), seen("bo", 6, "2026-06-01")])).toBe("bo");
    expect(countsFor([seen("ana", 5, "2026-06-01"), seen("bo", 5, "2026-01-05")])).toBe("bo");
    expect(countsFor([seen("ana", 9, "2026-01-05", 0), seen("bo", 1)])).toBe("bo");
    expect(countsFor([])).toBe(null);
  });

  it("counts each case for exactly one of those who saw it", () => {
    const people = ["ana", "bo", "cleo"];
    const anySeen = fc.array(fc.record({ staffId: fc.constantFrom(...people), sessions: fc.integer({ min: 1, max: 9 }), day: fc.integer({ min: 0, max: 300 }) }), { minLength: 1, maxLength: 3 }).map((all) => [...new Map(all.map((one) => [one.staffId, seen(one.staffId, one.sessions, addDays("2026-01-01", one.day))])).values()]);
    fc.assert(
      fc.property(fc.array(anySeen, { maxLength: 6 }), (cases) => {
        const all = cases.map((by, place) => facts(`case-${place}`, by));
        const lent = people.map((one) => lendCases(all, one, track.fullCourse));
        expect(lent.flatMap((one) => one.cases.map((each) => each.id)).toSorted()).toEqual(all.map((one) => one.code).toSorted());
        for (const [place, one] of lent.entries()) expect(one.cases.length + one.others.length).toBe(cases.filter((by) => by.some((each) => each.staffId === people[place])).length);
      }),
    );
  });
});
