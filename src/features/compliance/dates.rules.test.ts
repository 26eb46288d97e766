import { describe, expect, it } from "vitest";
import { loadPolicy } from "#features/policy/policies.ts";
import type { Timer } from "#features/policy/timers.contract.ts";
import { milestoneKinds, type MilestoneKind } from "./contract.ts";
import { dateToRecord, eventKindsOf, eventsOf, evidenceOf, isClosed, judgeDate, type RecordedDates, resultOf } from "./dates.rules.ts";

const today = "2026-11-20";
const timers = loadPolicy("dc-mhrs").versions.at(-1)!.timers!;
const timer = (id: string): Timer => timers.find((one) => one.id === id)!;
type Date = Partial<RecordedDates["milestones"][number]> & { kind: MilestoneKind; on: string };
const recorded = (dates: Date[] = [], more: Partial<RecordedDates> = {}): RecordedDates => ({
  birthDate: "2022-05-02", closedOn: null, chartOpen: true, telehealthConsents: [], telehealthServices: [], services: [], unclaimedService: null, ...more,
  milestones: dates.map((one) => ({ way: null, minutes: null, independent: null, aboutOn: null, ...one })),
}); // prettier-ignore
const stateOf = (id: string, known: RecordedDates) => judgeDate(timer(id), known, today).state;

describe("dates of a case against the timers of 22-A DCMR", () => {
  const cases: [string, string, RecordedDates, string, MilestoneKind | null][] = [
    ["nothing is known of the enrolment", "intake", recorded(), "unknown", "enrolled"],
    ["39: enrolled 1 June, intake 8 June", "intake", recorded([{ kind: "enrolled", on: "2026-06-01" }, { kind: "intake", on: "2026-06-08" }]), "met", null],
    ["39: enrolled 1 June, intake 9 June", "intake", recorded([{ kind: "enrolled", on: "2026-06-01" }, { kind: "intake", on: "2026-06-09" }]), "late", null],
    ["enrolled, and no intake on the last day", "intake", recorded([{ kind: "enrolled", on: "2026-11-13" }]), "due", "intake"],
    ["enrolled, and no intake a day later", "intake", recorded([{ kind: "enrolled", on: "2026-11-12" }]), "late", "intake"],
    ["an assessment by an independent licence of three hours", "diagnostic-assessment", recorded([{ kind: "diagnostic_assessment", on: "2026-06-01", minutes: 180, independent: true }]), "met", null],
    ["the same of 179 minutes", "diagnostic-assessment", recorded([{ kind: "diagnostic_assessment", on: "2026-06-01", minutes: 179, independent: true }]), "broken", "diagnostic_assessment"],
    ["an assessment whose length is not recorded", "diagnostic-assessment", recorded([{ kind: "diagnostic_assessment", on: "2026-06-01", independent: true }]), "unknown", "diagnostic_assessment"],
    ["no plan recorded", "plan-review", recorded(), "unknown", "plan_approved"],
    ["40: a review on day 180", "plan-review", recorded([{ kind: "plan_approved", on: "2026-05-01" }, { kind: "plan_reviewed", on: "2026-10-28" }]), "due", "plan_reviewed"],
    ["the review left over", "plan-review", recorded([{ kind: "plan_approved", on: "2026-05-01" }]), "late", "plan_reviewed"],
    ["a significant change without a review", "plan-review-at-change", recorded([{ kind: "plan_approved", on: "2026-05-01" }, { kind: "significant_change", on: "2026-11-01" }]), "due", "plan_reviewed"],
    ["a session at a distance, and no consent known", "telehealth-consent", recorded([], { telehealthServices: ["2026-10-01"] }), "unknown", "telehealth_consented"],
    ["the consent signed in the record before it", "telehealth-consent", recorded([], { telehealthServices: ["2026-10-01"], telehealthConsents: ["2026-09-30"] }), "met", null],
    ["the consent spoken after it", "telehealth-consent", recorded([{ kind: "telehealth_consented", on: "2026-10-02", way: "verbal" }], { telehealthServices: ["2026-10-01"] }), "broken", "telehealth_consented"],
    ["a claim before the enrolment with a CSA", "csa-enrolment", recorded([{ kind: "csa_enrolled", on: "2026-10-02" }, { kind: "claim_submitted", on: "2026-10-01", aboutOn: "2026-09-01" }]), "broken", "csa_enrolled"],
    ["41: a service 365 days ago without a claim", "timely-filing", recorded([], { services: ["2025-11-20"], unclaimedService: "2025-11-20" }), "due", "claim_received"],
    ["41: a service 366 days ago without a claim", "timely-filing", recorded([], { services: ["2025-11-19"], unclaimedService: "2025-11-19" }), "late", "claim_received"],
    ["every service with its claim", "timely-filing", recorded([{ kind: "claim_received", on: "2026-10-20", aboutOn: "2026-10-01" }], { services: ["2026-10-01"] }), "met", null],
    ["no service yet", "timely-filing", recorded(), "not_started", null],
    ["two incidents, of which one is reported", "incident-report", recorded([{ kind: "incident", on: "2026-10-01" }, { kind: "incident", on: "2026-10-05" }, { kind: "incident_reported", on: "2026-10-02", aboutOn: "2026-10-01" }]), "due", "incident_reported"],
    ["42: discharged 2026, kept to 2049", "retention", recorded([], { birthDate: "2021-05-02", closedOn: "2026-06-01" }), "due", null],
    ["a draft that does not say from when it counts", "plan-of-care", recorded([{ kind: "plan_approved", on: "2026-06-01" }]), "unknown", null],
  ];
  for (const [what, id, known, state, record] of cases)
    it(`${what}: ${state}`, () => {
      expect(stateOf(id, known)).toBe(state);
      expect(dateToRecord(timer(id), known, judgeDate(timer(id), known, today))).toBe(record);
    });

  it("42: names the day to which records are kept", () => {
    expect(judgeDate(timer("retention"), recorded([], { birthDate: "2021-05-02", closedOn: "2026-06-01" }), today).dueOn).toBe("2049-05-02");
  });

  it("closes what rests on an incident where the chart is closed, and only that", () => {
    expect(timers.filter((one) => isClosed(one, { chartOpen: false })).map((one) => one.id)).toEqual(["incident-report"]);
    expect(timers.filter((one) => isClosed(one, { chartOpen: true }))).toEqual([]);
    expect(eventsOf(recorded([{ kind: "incident", on: "2026-10-01" }], { chartOpen: false })).incident).toBeUndefined();
  });

  it("names every event of the engine that somebody records by the engine's own name", () => {
    const byItself = ["born", "service", "telehealth_service"];
    const spoken = [...new Set(timers.flatMap(eventKindsOf))];
    expect(spoken.length).toBeGreaterThan(12);
    expect(spoken.filter((kind) => !byItself.includes(kind) && !(milestoneKinds as readonly string[]).includes(kind))).toEqual([]);
  });

  it("shows the dates that a judgement rests on, in their order", () => {
    expect(evidenceOf(timer("intake"), recorded([{ kind: "intake", on: "2026-06-08" }, { kind: "enrolled", on: "2026-06-01" }]))).toEqual([{ event: "enrolled", on: "2026-06-01" }, { event: "intake", on: "2026-06-08" }]);
  });

  it("counts what was done too late as not met, and what is still open as late", () => {
    const judged = (dates: Date[]) => resultOf(judgeDate(timer("intake"), recorded(dates), today));
    expect([judged([{ kind: "enrolled", on: "2026-06-01" }, { kind: "intake", on: "2026-06-09" }]), judged([{ kind: "enrolled", on: "2026-06-01" }])]).toEqual(["not_met", "late"]);
  });
});
