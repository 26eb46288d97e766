import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { changeTimer, confirmTimer } from "./history.rules.ts";
import { loadPolicy } from "./policies.ts";
import { readPolicyVersion } from "./reading.rules.ts";
import { type Timer, timerEventKinds } from "./timers.contract.ts";
import { judgeTimer, listTimerPeriods, type TimerEvents } from "./timers.rules.ts";

const timers = new Map(loadPolicy("dc-mhrs").versions[0]!.timers!.map((timer) => [timer.id, timer]));
const days = (...dates: string[]) => dates.map((on) => ({ on }));
const judge = (id: string, events: TimerEvents, today: string) => judgeTimer({ timer: timers.get(id) as Timer, events, today });
const periods = (id: string, events: TimerEvents, today: string) => listTimerPeriods({ timer: timers.get(id) as Timer, events, today }).map(({ state, dueOn, doneOn }) => [state, dueOn, doneOn]);

describe("what a chart is held against over time", () => {
  it("boundary case 39: enrolled on 1 June, intake on the 8th is in time, on the 9th late", () => {
    const enrolled = days("2026-06-01");
    expect(judge("intake", { enrolled, intake: days("2026-06-08") }, "2026-07-01")).toMatchObject({ state: "met", since: "2026-06-01", dueOn: "2026-06-08", doneOn: "2026-06-08" });
    expect(judge("intake", { enrolled, intake: days("2026-06-09") }, "2026-07-01")).toMatchObject({ state: "late", dueOn: "2026-06-08", doneOn: "2026-06-09" });
    expect(judge("intake", { enrolled, intake: [] }, "2026-06-08").state).toBe("due");
    expect(judge("intake", { enrolled, intake: [] }, "2026-06-09")).toMatchObject({ state: "late", doneOn: null });
    expect(judge("intake", { enrolled }, "2026-06-02")).toMatchObject({ state: "unknown", dueOn: "2026-06-08" });
    expect(judge("intake", {}, "2026-06-02")).toMatchObject({ state: "unknown", dueOn: null });
    expect(judge("intake", { enrolled: [], intake: [] }, "2026-06-02").state).toBe("not_started");
    expect(judge("intake", { enrolled: days("2026-06-03"), intake: [] }, "2026-06-02").state).toBe("not_started");
  });

  it("boundary case 40: a plan's review on day 180 is in time, on day 181 late, and each review begins the next period", () => {
    const plan_approved = days("2026-01-01");
    expect(periods("plan-review", { plan_approved, plan_reviewed: days("2026-06-30") }, "2026-07-10")).toEqual([["met", "2026-06-30", "2026-06-30"], ["due", "2026-12-27", null]]);
    expect(periods("plan-review", { plan_approved, plan_reviewed: days("2026-07-01") }, "2026-07-10")).toEqual([["late", "2026-06-30", "2026-07-01"], ["due", "2026-12-28", null]]);
    expect(judge("plan-review", { plan_approved, plan_reviewed: [] }, "2026-06-30").state).toBe("due");
    expect(judge("plan-review", { plan_approved, plan_reviewed: [] }, "2026-07-01").state).toBe("late");
    expect(periods("plan-review", { plan_approved: days("2026-01-01", "2026-05-01"), plan_reviewed: [] }, "2026-07-10")).toEqual([["met", "2026-06-30", "2026-05-01"], ["due", "2026-10-28", null]]);
    expect(judge("plan-review", { plan_approved }, "2026-07-10")).toMatchObject({ state: "unknown", dueOn: "2026-06-30" });
  });

  it("boundary case 41: a claim received 365 days after the service is in time, after 366 late", () => {
    const service = days("2025-03-01");
    expect(judge("timely-filing", { service, claim_received: days("2026-03-01") }, "2026-04-01").state).toBe("met");
    expect(judge("timely-filing", { service, claim_received: days("2026-03-02") }, "2026-04-01").state).toBe("late");
  });

  it("boundary case 42: born 2021-05-02, discharged in 2026: kept to 2049-05-02 at least, and longer under a hold", () => {
    const known = { born: days("2021-05-02"), discharged: days("2026-09-01"), records_destroyed: [], legal_hold: [], legal_hold_released: [] };
    expect(judge("retention", known, "2026-11-21")).toMatchObject({ state: "due", since: "2026-09-01", dueOn: "2049-05-02" });
    expect(judge("retention", known, "2049-05-02").state).toBe("due");
    expect(judge("retention", known, "2049-05-03").state).toBe("met");
    expect(judge("retention", { ...known, discharged: days("2045-01-01") }, "2049-05-03")).toMatchObject({ state: "due", dueOn: "2055-01-01" });
    expect(judge("retention", { ...known, legal_hold: days("2048-01-01") }, "2060-01-01")).toMatchObject({ state: "due", dueOn: null });
    expect(judge("retention", { ...known, legal_hold: days("2048-01-01"), legal_hold_released: days("2050-01-01") }, "2060-01-01").state).toBe("met");
    expect(judge("retention", { ...known, legal_hold: null }, "2060-01-01").state).toBe("unknown");
    expect(judge("retention", { ...known, born: null }, "2060-01-01").state).toBe("unknown");
    expect(judge("retention", { ...known, discharged: [] }, "2026-11-21")).toMatchObject({ state: "not_started", dueOn: "2049-05-02" });
    expect(judge("retention", { ...known, records_destroyed: days("2049-05-02") }, "2049-06-01").state).toBe("broken");
  });

  it("the plan of care: neither its start nor its kind of days was read, so nothing is said of it", () => {
    expect(judge("plan-of-care", { enrolled: days("2026-06-01"), plan_approved: days("2026-06-10") }, "2026-07-01")).toMatchObject({ state: "unknown", dueOn: null, doneOn: "2026-06-10" });
    const timer = { ...timers.get("plan-of-care")!, from: "enrolled" } as Timer;
    const [dc, by] = [loadPolicy("dc-mhrs"), { by: "Director", on: "2026-11-21", register: "dcregs.dc.gov" }];
    const settled = confirmTimer(changeTimer(dc, "2020-09-04", "plan-of-care", (one) => ({ ...one, from: "intake", dayKind: "calendar" }) as Timer), "2020-09-04", "plan-of-care", by);
    const read = readPolicyVersion(JSON.parse(JSON.stringify(settled.versions[0])), "own").timers!.find(({ id }) => id === "plan-of-care")!;
    expect(read).toMatchObject({ status: "confirmed", confirmed: by, from: "intake" });
    expect(judgeTimer({ timer: read, events: { intake: days("2026-06-01"), plan_approved: [] }, today: "2026-07-02" })).toMatchObject({ state: "late", dueOn: "2026-07-01" });
    expect(dc.versions[0]!.timers!.find(({ id }) => id === "plan-of-care")!.status).toBe("draft");
    const asked = (plan_approved: { on: string }[], today: string) => judgeTimer({ timer, events: { enrolled: days("2026-06-01"), plan_approved }, today }).state;
    expect([asked(days("2026-07-01"), "2026-09-01"), asked([], "2026-07-01"), asked([], "2026-07-02"), asked(days("2026-07-02"), "2026-09-01")]).toEqual(["met", "due", "unknown", "unknown"]);
  });

  it("a diagnostic assessment once in 180 days, more on significant change; day 180 itself is decided by no text read", () => {
    const asked = (second: string, significant_change: { on: string }[] | null = []) => judge("diagnostic-assessment-frequency", { diagnostic_assessment: days("2026-01-01", second), significant_change }, "2026-12-31").state;
    expect([asked("2026-06-29"), asked("2026-06-30"), asked("2026-07-01")]).toEqual(["broken", "unknown", "met"]);
    expect([asked("2026-03-01", days("2026-02-01")), asked("2026-03-01", days("2025-12-31")), asked("2026-03-01", null)]).toEqual(["met", "broken", "unknown"]);
    expect(judge("diagnostic-assessment-frequency", { diagnostic_assessment: days("2026-01-01") }, "2026-12-31").notBefore).toBe("2026-07-01");
    expect(judge("diagnostic-assessment-frequency", { diagnostic_assessment: [] }, "2026-12-31").state).toBe("not_started");
  });

  it("the first assessment is by somebody independently licensed, and each takes three hours", () => {
    const asked = (...diagnostic_assessment: { on: string; minutes?: number; independent?: boolean }[]) => judge("diagnostic-assessment", { diagnostic_assessment }, "2026-12-31").state;
    expect(asked({ on: "2026-01-01", minutes: 180, independent: true })).toBe("met");
    expect(asked({ on: "2026-01-01", minutes: 179, independent: true })).toBe("broken");
    expect(asked({ on: "2026-01-01", minutes: 200, independent: false })).toBe("broken");
    expect(asked({ on: "2026-01-01", minutes: 200 })).toBe("unknown");
    expect(asked({ on: "2026-01-01", minutes: 200, independent: true }, { on: "2026-09-01", minutes: 200, independent: false })).toBe("met");
  });

  it("consent stands before the first service at a distance, enrolment and medical necessity before a claim", () => {
    expect(judge("telehealth-consent", { telehealth_consented: days("2026-02-01"), telehealth_service: days("2026-02-01", "2026-02-08") }, "2026-03-01").state).toBe("met");
    expect(judge("telehealth-consent", { telehealth_consented: days("2026-02-02"), telehealth_service: days("2026-02-01", "2026-02-08") }, "2026-03-01")).toMatchObject({ state: "broken", since: "2026-02-01" });
    expect(judge("telehealth-consent", { telehealth_service: days("2026-02-01") }, "2026-03-01").state).toBe("unknown");
    expect(judge("telehealth-consent", { telehealth_consented: [], telehealth_service: [] }, "2026-03-01").state).toBe("not_started");
    expect(judge("csa-enrolment", { csa_enrolled: [], claim_submitted: days("2026-02-01") }, "2026-03-01").state).toBe("broken");
    expect(judge("medical-necessity", { medical_necessity_evidenced: days("2026-01-05"), claim_submitted: [] }, "2026-03-01").state).toBe("met");
  });

  it("where the text names no number of days a thing is to be done and never late", () => {
    expect(judge("plan-unsigned", { plan_left_unsigned: days("2026-01-05"), plan_signature_attempted: [] }, "2027-03-01")).toMatchObject({ state: "due", dueOn: null });
    expect(judge("plan-unsigned", { plan_left_unsigned: days("2026-01-05"), plan_signature_attempted: days("2026-01-09") }, "2027-03-01").state).toBe("met");
    expect(judge("plan-review-at-change", { significant_change: days("2026-01-05"), plan_reviewed: [] }, "2027-03-01").state).toBe("due");
    expect(judge("incident-report", { incident: days("2026-01-05"), incident_reported: [] }, "2027-03-01").state).toBe("due");
  });

  it("the most pressing of several periods speaks, and what is planned after today is not looked at", () => {
    const events = { service: days("2024-01-01", "2026-06-01"), claim_received: [] };
    expect(judge("timely-filing", events, "2026-11-21")).toMatchObject({ state: "late", since: "2024-01-01" });
    expect(judge("intake", { enrolled: days("2026-06-01"), intake: days("2026-06-05") }, "2026-06-03").state).toBe("due");
  });

  it("the order of events, and what lies after today, decide nothing; what is not known is never met, late or broken", () => {
    const day = fc.integer({ min: 0, max: 900 }).map((after) => addDays("2025-01-01", after));
    const list = fc.array(fc.record({ on: day, minutes: fc.constantFrom(100, 200, null), independent: fc.constantFrom(true, false, null) }), { maxLength: 4 });
    const events = fc.record(Object.fromEntries(timerEventKinds.map((kind) => [kind, list])), { requiredKeys: [] }) as fc.Arbitrary<TimerEvents>;
    const turned = (known: TimerEvents, change: (list: readonly { on: string }[]) => { on: string }[]) => Object.fromEntries(Object.entries(known).map(([kind, them]) => [kind, change(them!)]));
    fc.assert(
      fc.property(fc.constantFrom(...timers.values()), events, day, (timer, known, today) => {
        const asked = { timer, events: known, today };
        const told = listTimerPeriods(asked);
        // Two assessments of one day come in the order in which they stand: nothing else tells the first.
        const oneADay = Object.values(known).every((them) => new Set(them!.map(({ on }) => on)).size === them!.length);
        if (oneADay) expect(listTimerPeriods({ ...asked, events: turned(known, (them) => them.toReversed()) })).toEqual(told);
        expect(listTimerPeriods({ ...asked, events: turned(known, (them) => them.filter(({ on }) => on <= today)) })).toEqual(told);
        expect(["unknown", "not_started"]).toContain(judgeTimer({ ...asked, events: {} }).state);
        for (const { state, since, dueOn, doneOn } of told) {
          if (state === "late") expect((doneOn ?? today) > dueOn!).toBe(true);
          if (state === "due" && dueOn !== null) expect(today <= dueOn).toBe(true);
          for (const date of [since, doneOn]) expect(date === null || date <= today).toBe(true);
        }
      }),
      { numRuns: process.env.TEST_LONG === "1" ? 20_000 : 2000, ...(process.env.TEST_LONG === "1" ? {} : { seed: 20_260_101 }) },
    );
  }, process.env.TEST_LONG === "1" ? 900_000 : 60_000);
});
