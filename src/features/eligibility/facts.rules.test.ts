import { describe, expect, it } from "vitest";
import { loadPolicy } from "#features/policy/policies.ts";
import { decide } from "#features/policy/rules.ts";
import { eligibilityFactsOf, sessionFactsOf } from "./facts.rules.ts";

const dc = loadPolicy("dc-mhrs");
const whole = { birthDate: "2022-09-21", icd10: ["F43.10"], events: [{ kind: "neglect" }], problems: [{ kind: "behavioral", followsEvents: true }], caregivers: [{ livesWithChild: true, hasOpenDyad: true }] };
const verdict = (chart: Parameters<typeof eligibilityFactsOf>[0]) => decide({ policy: dc, question: "eligibility", on: "2026-11-20", facts: eligibilityFactsOf(chart) }).verdict;

describe("eligibility from what is recorded (A4, B1)", () => {
  it("is yes where all is there, and unknown while something is not recorded", () => {
    expect(verdict(whole)).toBe("yes");
    for (const missing of [{ icd10: [] }, { events: [] }, { problems: [] }, { birthDate: null }, { problems: [{ kind: "behavioral", followsEvents: null }] }]) expect(verdict({ ...whole, ...missing })).toBe("unknown");
  });
  it("is no for a child who is over age today", () => expect(verdict({ ...whole, birthDate: "2018-01-10" })).toBe("no"));
  it("does not count what follows from nothing", () => expect(verdict({ ...whole, problems: [{ kind: "behavioral", followsEvents: false }] })).toBe("no"));
});

const session = { place: "home", beds: null, modality: "in_person", startsAt: "2026-11-20T15:00:00.000Z", endsAt: "2026-11-20T16:00:00.000Z", heldFrom: "2026-11-20T15:02:00.000Z", heldTo: "2026-11-20T16:00:00.000Z", timeZone: "America/New_York", longerSessionReason: null, attendees: [{ part: "child", status: "present" }, { part: "caregiver", status: "present" }] };
const known = {
  moment: "note" as const, session, birthDate: "2022-09-21", eligible: true, courseStart: "2026-05-16", sameDayServices: [], team: { supervisors: 1, clinicians: 2 }, signed: false, cosigned: null,
  credentials: [{ kind: "licence", name: "LICSW", field: "", isIndependent: true, validFrom: "2019-06-01", validTo: "2028-01-31" }, { kind: "degree", name: "masters", field: "social work", isIndependent: null, validFrom: "2017-05-20", validTo: null }, { kind: "cpp_training", name: "", field: "", isIndependent: null, validFrom: "2023-11-10", validTo: null }],
  certificates: [{ kind: "cpp_certification", validFrom: "2025-01-06", validTo: "2027-12-31", isAcceptable: null }, { kind: "fidelity_audit", validFrom: "2026-02-10", validTo: null, isAcceptable: true }],
};
const decided = (more: Partial<typeof known> = {}) => decide({ policy: dc, question: "session", on: "2026-11-20", facts: sessionFactsOf({ ...known, ...more }) });

describe("a session from what is recorded (A3, A5)", () => {
  it("counts with 4 units", () => expect(decided()).toMatchObject({ verdict: "yes", units: 4 }));
  it("does not count without the caregiver, who was booked and did not come", () => {
    const answer = decided({ session: { ...session, attendees: [{ part: "child", status: "present" }, { part: "caregiver", status: "absent" }] } });
    expect(answer.verdict).toBe("no");
    expect(answer.findings.find((one) => one.clause === "22-A DCMR § 3427.5")).toMatchObject({ result: "not_met", severity: "block" });
  });
  it("counts those who are expected while it is only booked", () => expect(decided({ moment: "booking" as never, session: { ...session, heldFrom: null as never, heldTo: null as never, attendees: [{ part: "child", status: "expected" }, { part: "caregiver", status: "expected" }] } }).verdict).toBe("yes"));
  it("is unknown while the times are not recorded, or the licence is not", () => {
    expect(decided({ session: { ...session, heldTo: null as never } }).verdict).toBe("unknown");
    expect(decided({ credentials: known.credentials.slice(1) }).verdict).toBe("unknown");
  });
  it("does not know at the door who takes part while somebody is still expected who would change it", () => {
    const at = (child: string, caregiver: string) => decided({ moment: "check_in" as never, session: { ...session, attendees: [{ part: "child", status: child }, { part: "caregiver", status: caregiver }] } });
    expect(at("present", "expected").verdict).toBe("unknown");
    expect(at("present", "absent").verdict).toBe("no");
    expect(at("present", "late").verdict).toBe("yes");
  });
});
