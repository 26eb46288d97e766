import { describe, expect, it, test } from "vitest";
import { addDays, addMonths } from "#kernel/dates.ts";
import { loadInstruments } from "#features/instruments/policies.ts";
import { shippedSchedule } from "./default.rules.ts";
import type { ScheduleContent, ScheduleLine } from "./schedule.contract.ts";
import { scheduleContent } from "./schedule.contract.ts";
import { dueAtVisit, dueList, type ScheduleAdult, type ScheduleFacts, toSend } from "./schedule.rules.ts";

const { definitions } = loadInstruments("data");
const start = "2026-01-01";
const day = (count: number) => addDays(start, count);
const line = (instrument: string, more: Partial<ScheduleLine> = {}): ScheduleLine => ({ instrument, set: "core", points: ["baseline", "repeat", "discharge"], adults: "lives_with_child", fromStage: 1, languages: [], ...more });
const asks = (lines: ScheduleLine[], more: Partial<ScheduleContent> = {}): ScheduleContent => ({ ...shippedSchedule, lines, ...more });
const rosa: ScheduleAdult = { personId: "rosa", name: "Rosa", language: "es", dyadFrom: "2025-12-01", dyadTo: null, livesFrom: "2025-12-01", livesTo: null };
const facts = (more: Partial<ScheduleFacts> = {}): ScheduleFacts => ({ startedOn: start, closedOn: null, stages: [{ stage: 1, beganOn: start }], plannedEnd: null, childBirthDate: "2022-06-15", adults: [rosa], answers: [], sent: [], misses: [], ...more });
const answered = (instrument: string, on: string, enteredOn = on, adultId = "rosa") => ({ instrument, adultId, answeredOn: on, enteredOn });
const states = (schedule: ScheduleContent, given: ScheduleFacts, today: string) => dueList(schedule, definitions, given, today).map((one) => [one.instrument, one.point, one.place, one.state]);
const stateOf = (schedule: ScheduleContent, given: ScheduleFacts, today: string, point = "baseline", place = 0) => dueList(schedule, definitions, given, today).find((one) => one.point === point && one.place === place);

describe("the schedule of measures (B11, B12, B13, D9)", () => {
  test.each([["core", 29, "due"], ["core", 30, "due"], ["core", 31, "overdue"], ["rest", 59, "due"], ["rest", 60, "due"], ["rest", 61, "overdue"]] as const)("a baseline of the %s on day %i is %s", (set, at, state) => {
    expect(stateOf(asks([line("pcl-5", { set })]), facts(), day(at))!.state).toBe(state);
  });

  test.each([[164, "planned"], [165, "due"], [180, "due"], [195, "due"], [196, "overdue"], [346, "overdue"], [347, "missed"]] as const)("the first repetition on day %i is %s: day 165 to 195, the next from 165 + 182", (at, state) => {
    expect(stateOf(asks([line("pcl-5")]), facts({ answers: [answered("pcl-5", day(3))] }), day(at), "repeat", 1)!.state).toBe(state);
  });

  test.each([[30, "done"], [31, "done_late"], [164, "done_late"]] as const)("answers of day %i make the baseline %s; those of day 165 are the repetition's", (at, state) => {
    const given = facts({ answers: [answered("pcl-5", day(at))] });
    expect(stateOf(asks([line("pcl-5")]), given, day(170))!.state).toBe(state);
    const later = facts({ answers: [answered("pcl-5", day(165))] });
    expect([stateOf(asks([line("pcl-5")]), later, day(170))!.state, stateOf(asks([line("pcl-5")]), later, day(170), "repeat", 1)!.state]).toEqual(["missed", "done"]);
  });

  it("counts days over the 29 February of a leap year", () => {
    const leap = facts({ startedOn: "2028-02-01", stages: [{ stage: 1, beganOn: "2028-02-01" }] });
    expect([stateOf(asks([line("pcl-5")]), leap, "2028-03-02")!.state, stateOf(asks([line("pcl-5")]), leap, "2028-03-03")!.state]).toEqual(["due", "overdue"]);
    expect(stateOf(asks([line("pcl-5")]), facts({ startedOn: "2028-02-29", stages: [{ stage: 1, beganOn: "2028-02-29" }] }), "2028-03-01")!.to).toBe("2028-03-30");
  });

  it("offers the next form where the child ages out between two points, and both where the site bridges", () => {
    // 17 months at the start, 23 at the first repetition: BPSC up to 17 completed months, then PPSC.
    const given = facts({ childBirthDate: addMonths(start, -17), answers: [answered("bpsc", day(5))] });
    const at = (bridge: ScheduleContent["bridge"]) => dueList(asks([line("bpsc")], { bridge }), definitions, given, day(170)).filter((one) => one.point === "repeat" && one.place === 1).map((one) => [one.instrument, one.follows, one.bridges, one.state]);
    expect(at("next_alone")).toEqual([["ppsc", "bpsc", false, "due"]]);
    expect(at("both")).toEqual([["ppsc", "bpsc", false, "due"], ["bpsc", null, true, "due"]]);
    // Within one window the form changes on the day on which the child is too old for it.
    const turning = facts({ childBirthDate: addMonths(day(10), -18) });
    expect([9, 10].map((count) => stateOf(asks([line("bpsc")]), turning, day(count))!.instrument)).toEqual(["bpsc", "ppsc"]);
    expect(stateOf(asks([line("bpsc")]), { ...turning, answers: [answered("bpsc", day(9))] }, day(20))).toMatchObject({ instrument: "bpsc", state: "done" });
  });

  it("says that nothing applies where no form fits the age", () => {
    const infant = facts({ childBirthDate: addMonths(start, -3) });
    expect(stateOf(asks([line("ycpc")]), infant, day(5))).toMatchObject({ state: "not_applicable", why: "age" });
    expect(stateOf(asks([line("ycpc")]), infant, day(5), "repeat", 1)!.state).toBe("not_applicable");
    expect(stateOf(asks([line("ycpc")]), facts({ childBirthDate: null }), day(5))!.state).toBe("due");
  });

  it("asks an event history once, and counts one that was taken before the course", () => {
    expect(states(asks([line("lec-5")]), facts(), day(200))).toEqual([["lec-5", "baseline", 0, "overdue"]]);
    expect(states(asks([line("lec-5")]), facts({ answers: [answered("lec-5", day(-400))] }), day(200))).toEqual([["lec-5", "baseline", 0, "done"]]);
    expect(stateOf(asks([line("pcl-5")]), facts({ answers: [answered("pcl-5", day(-31))] }), day(10))!.state).toBe("due");
    expect(stateOf(asks([line("pcl-5")]), facts({ answers: [answered("pcl-5", day(-30))] }), day(10))!.state).toBe("done");
  });

  it("gives a new informant a baseline of thirty days, and asks who went nothing more", () => {
    const before: ScheduleAdult = { ...rosa, personId: "kay", name: "Kay", livesTo: day(100), dyadTo: day(100) };
    const after: ScheduleAdult = { ...rosa, dyadFrom: day(101), livesFrom: day(101) };
    const given = facts({ adults: [before, after], answers: [answered("ycpc", day(20), day(20), "kay")] });
    const found = (today: string) => dueList(asks([line("ycpc")]), definitions, given, today).map((one) => [one.adultId, one.point, one.state]);
    expect(found(day(131))).toEqual([["rosa", "new_informant", "due"], ["rosa", "repeat", "planned"], ["kay", "baseline", "done"]]);
    expect(found(day(132))[0]).toEqual(["rosa", "new_informant", "overdue"]);
    const left = facts({ adults: [{ ...before, livesTo: day(12), dyadTo: day(12) }] });
    expect(dueList(asks([line("ycpc")]), definitions, left, day(20))).toMatchObject([{ state: "not_applicable", why: "left" }]);
  });

  it("asks an adult without the child at home only what every dyad is asked, and by language and stage", () => {
    const visits: ScheduleAdult = { ...rosa, livesFrom: null };
    expect(states(asks([line("pcl-5"), line("observation-dyad", { adults: "every_dyad" })]), facts({ adults: [visits] }), day(2)).map(([one]) => one)).toEqual(["observation-dyad", "observation-dyad"]);
    expect(states(asks([line("pcl-5", { languages: ["en"] })]), facts(), day(2))).toEqual([]);
    expect(states(asks([line("pcl-5", { languages: ["es"] })]), facts(), day(2))).toHaveLength(2);
    expect(states(asks([line("pcl-5", { fromStage: 2 })]), facts(), day(2))).toEqual([]);
    expect(stateOf(asks([line("pcl-5", { fromStage: 2 })]), facts({ stages: [{ stage: 2, beganOn: day(50) }] }), day(80))).toMatchObject({ state: "due", from: day(50), to: day(80) });
  });

  it("asks for the discharge within the closing phase; after an unplanned end it names the last valid value", () => {
    const closing = facts({ stages: [{ stage: 3, beganOn: day(200) }], plannedEnd: day(240), answers: [answered("pcl-5", day(5)), answered("pcl-5", day(182))] });
    expect(stateOf(asks([line("pcl-5")]), closing, day(240), "discharge")!.state).toBe("due");
    expect(stateOf(asks([line("pcl-5")]), closing, day(241), "discharge")!.state).toBe("overdue");
    expect(stateOf(asks([line("pcl-5")]), { ...closing, answers: [...closing.answers, answered("pcl-5", day(230))] }, day(250), "discharge")!.state).toBe("done");
    const dropped = facts({ closedOn: day(120), answers: [answered("pcl-5", day(5))] });
    expect(dueList(asks([line("pcl-5")]), definitions, dropped, day(130)).map((one) => [one.point, one.state, one.lastValidOn])).toEqual([["discharge", "missed", day(5)], ["baseline", "done", null]]);
    expect(stateOf(asks([line("pcl-5", { points: ["follow_up"] })]), dropped, addMonths(day(120), 6), "follow_up")!.state).toBe("due");
  });

  it("keeps why one is missing, by adult, form and point; taken back it asks again", () => {
    const miss = { adultId: "rosa", instrument: "pcl-5", point: "baseline", place: 0, reason: "declined" } as const;
    expect(stateOf(asks([line("pcl-5")]), facts({ misses: [miss] }), day(40))).toMatchObject({ state: "missed", reason: "declined" });
    expect(stateOf(asks([line("pcl-5")]), facts({ misses: [miss, { ...miss, reason: null }] }), day(40))!.state).toBe("overdue");
    expect(stateOf(asks([line("pcl-5")]), facts({ misses: [miss], answers: [answered("pcl-5", day(41))] }), day(50))!.state).toBe("done_late");
  });

  it("tells that answers were entered more than a week after they were given", () => {
    expect([7, 8].map((after) => stateOf(asks([line("pcl-5")]), facts({ answers: [answered("pcl-5", day(5), day(5 + after))] }), day(20))!.enteredAfter)).toEqual([null, 8]);
  });

  it("gathers what waits by adult, once each, without what was sent or nobody can send", () => {
    const found = dueList(asks([line("pcl-5"), line("phq-9"), line("ycpc")]), definitions, facts({ sent: [{ instrument: "phq-9", adultId: "rosa", on: day(38) }] }), day(40)).map((one) => ({ ...one, canBeSent: one.instrument !== "ycpc" }));
    expect(toSend(found)).toEqual([{ adultId: "rosa", adultName: "Rosa", instruments: ["pcl-5"] }]);
  });

  it("says what a visit on a day will ask: what waits and was not sent, and what is due by then", () => {
    const found = dueList(asks([line("pcl-5"), line("phq-9"), line("ycpc")]), definitions, facts({ sent: [{ instrument: "phq-9", adultId: "rosa", on: day(8) }], answers: [answered("pcl-5", day(5))] }), day(10));
    const repeat = found.find((one) => one.instrument === "pcl-5" && one.state === "planned")!;
    const at = (on: string) => dueAtVisit(found, on).map((one) => [one.instrument, one.point]);
    expect(at(addDays(repeat.from, -1))).toEqual([["ycpc", "baseline"]]);
    expect(at(repeat.from)).toContainEqual(["pcl-5", "repeat"]);
  });

  it("ships with instruments that are installed, and with the windows of the reference", () => {
    expect(scheduleContent.parse(shippedSchedule).lines.filter((one) => !definitions.has(one.instrument))).toEqual([]);
    expect(shippedSchedule.windows).toMatchObject({ coreDays: 30, restDays: 60, firstRepeatDay: 180, repeatEveryDays: 182, slackDays: 15, entryDays: 7 });
  });
});
