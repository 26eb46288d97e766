import { describe, expect, it } from "vitest";
import { dateInZone, wallTimeInZone } from "#kernel/dates.ts";
import { Fault, type FieldFault } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import { factsOf, place, readCases } from "./cases.test-support.ts";
import { countUnits } from "./clock.rules.ts";
import type { Clause, Override, Question, SessionFacts } from "./contract.ts";
import { changeClause, confirmClause, listAffected } from "./history.rules.ts";
import { loadPolicy } from "./policies.ts";
import { decide, judgeVerdict, mayOverride, openFacts } from "./rules.ts";
import { judgeValidity, monthOfTreatment } from "./validity.rules.ts";

const policy = loadPolicy("dc-mhrs");
const cases = readCases("dc-mhrs");
const on = "2026-11-20";

function baseFacts(question: Question): Record<string, unknown> {
  return factsOf(cases, { case: "", name: "", question, on, expect: {} }) as Record<string, unknown>;
}

function factsWith(question: Question, changes: Record<string, unknown>): Record<string, unknown> {
  const facts = baseFacts(question);
  for (const [path, value] of Object.entries(changes)) place(facts, path.split("."), value);
  return facts;
}

function faultOf(run: () => unknown): FieldFault[] {
  try {
    run();
  } catch (error) {
    if (error instanceof Fault) return error.saidIn("en").fields;
    throw error;
  }
  throw new Error("nothing was refused");
}

const findingOf = (findings: readonly Finding[], rule: string) => findings.find((finding) => finding.rule === rule)!;

describe("facts (unknown keys and values are refused by place)", () => {
  it.each([
    ["an unknown key", { "child.bithDate": "2020-01-01" }, "child.bithDate", "expected birthDate"],
    ["an unknown key at the top", { childs: [] }, "childs", "expected moment, child"],
    ["a date that does not exist", { "child.birthDate": "2021-02-29" }, "child.birthDate", "such as 2026-11-21"],
    ["a value outside the list", { problems: [{ kind: "sleep" }] }, "problems.0.kind", "behavioral, attachment"],
    ["a key inside a list", { diagnoses: [{ code: "F43.10", name: "x" }] }, "diagnoses.0.name", "expected code"],
    ["a text for a truth", { problemsFollowEvents: "yes" }, "problemsFollowEvents", "true or false"],
    ["an unknown moment", { moment: "arrival" }, "moment", "booking, check_in, note, signature, claim"],
  ])("%s", (_name, changes, path, message) => {
    const fields = faultOf(() => decide({ policy, question: "eligibility", on, facts: factsWith("eligibility", changes) }));
    expect(fields).toEqual([{ path, message: expect.stringContaining(message) }]);
  });

  it.each([
    ["a moment in UTC instead of the wall clock", { "session.start": "2026-11-20T15:00:00Z" }, "session.start"],
    ["a time zone that does not exist", { "session.timeZone": "America/Washington" }, "session.timeZone"],
    ["an unknown attendee", { "session.attendees": ["grandmother"] }, "session.attendees.0"],
    ["a licence that ends before it begins", { "clinician.licence": { from: "2026-01-02", to: "2026-01-01" } }, "clinician.licence.to"],
    ["a service of another day", { sameDayServices: [{ service: "ACT", start: "2026-11-19T09:00", end: null }] }, "sameDayServices.0.start"],
    ["a service that ends before it begins", { sameDayServices: [{ service: "ACT", start: "2026-11-20T09:00", end: "2026-11-20T08:00" }] }, "sameDayServices.0.end"],
    ["part of a clinician", { "team.clinicians": 5.5 }, "team.clinicians"],
  ])("%s", (_name, changes, path) => {
    expect(faultOf(() => decide({ policy, question: "session", on, facts: factsWith("session", changes) })).map((field) => field.path)).toEqual([path]);
  });

  it("a question that the policy does not have, and a date that does not exist", () => {
    expect(faultOf(() => decide({ policy: loadPolicy("cpp-model"), question: "session", on, facts: {} }))[0]?.path).toBe("question");
    expect(faultOf(() => decide({ policy, question: "toString", on, facts: {} }))[0]?.path).toBe("question");
    expect(faultOf(() => decide({ policy, question: "team", on: "2026-02-30", facts: {} }))[0]?.path).toBe("on");
  });

  it("nothing known: unknown, in every question, never yes", () => {
    for (const question of ["eligibility", "session", "team"]) expect(decide({ policy, question, on, facts: {} }).verdict).toBe("unknown");
  });
});

describe("findings", () => {
  it("stand one for each rule, always in the order of the clauses, and cite the full clause (A4–A14)", () => {
    for (const question of ["eligibility", "session", "team"] as const) {
      const expected = policy.versions[0]!.clauses.filter((clause) => clause.questions.includes(question)).map((clause) => [clause.id, clause.cite]);
      for (const facts of [{}, baseFacts(question)]) expect(decide({ policy, question, on, facts }).findings.map(({ rule, clause }) => [rule, clause])).toEqual(expected);
    }
  });

  it("say met as in the published example (A5)", () => {
    const decision = decide({ policy, question: "session", on, facts: baseFacts("session") });
    expect(decision).toMatchObject({ policy: "dc-mhrs", version: "2020-09-04", question: "session", on, verdict: "yes", units: 4 });
    expect(decision.findings).toContainEqual({ rule: "caregiver-participation", clause: "22-A DCMR § 3427.5", result: "met", severity: "block", status: "confirmed", message: "A caregiver took part.", fix: null });
  });

  it("come in Spanish too, each with another sentence, and with the same results", () => {
    for (const question of ["eligibility", "session", "team"] as const) {
      for (const facts of [{}, baseFacts(question)]) {
        const english = decide({ policy, question, on, facts });
        const spanish = decide({ policy, question, on, facts, language: "es" });
        expect(spanish.findings.map(({ result }) => result)).toEqual(english.findings.map(({ result }) => result));
        english.findings.forEach((finding, index) => expect(spanish.findings[index]!.message, finding.rule).not.toBe(finding.message));
      }
    }
  });

  it("say local where the rule is local, draft where it is a draft, and what would mend what is open", () => {
    for (const question of ["eligibility", "session", "team"] as const) {
      for (const { status, message, result, fix, rule } of decide({ policy, question, on, facts: {} }).findings) {
        expect(/\blocal\b/.test(message), rule).toBe(status === "local");
        expect(/\bDraft\b/.test(message), rule).toBe(status === "draft");
        expect(fix !== null, rule).toBe(result === "unknown" || result === "not_met");
      }
    }
  });

  it("a draft never decides, whatever severity it comes with", () => {
    const finding: Finding = { rule: "x", clause: "x", result: "not_met", severity: "block", status: "draft", message: "x", fix: null };
    expect(judgeVerdict([finding])).toBe("yes");
    expect(judgeVerdict([{ ...finding, status: "local" }])).toBe("no");
    expect(judgeVerdict([{ ...finding, status: "confirmed" }, { ...finding, status: "confirmed", result: "unknown" }])).toBe("no");
    expect(judgeVerdict([{ ...finding, status: "confirmed", severity: "warn" }, { ...finding, status: "confirmed", result: "unknown" }])).toBe("unknown");
  });

  it("openFacts: the most severe first, not met before not known, nothing that is in order", () => {
    const facts = factsWith("session", { "child.birthDate": undefined, "session.attendees": ["child"], "session.place": "school", sameDayServices: undefined });
    const open = openFacts(decide({ policy, question: "session", on, facts }));
    expect(open.slice(0, 3).map(({ rule }) => rule)).toEqual(["caregiver-participation", "age", "place"]);
    expect(open.every(({ result }) => result === "not_met" || result === "unknown")).toBe(true);
    expect(openFacts(decide({ policy, question: "session", on, facts: baseFacts("session") }))).toEqual([]);
  });
});

describe("overrides (A4: with a reason, by an allowed role)", () => {
  const given: Override = { rule: "traumatic-event", role: "supervisor", reason: "Long separation at eleven months.", at: "2026-11-19T15:00:00.000Z" };
  const facts = factsWith("eligibility", { traumaticEvents: [{ kind: "separation_or_placement_change" }] });

  it("count as met and are shown as overridden", () => {
    const decision = decide({ policy, question: "eligibility", on, facts, overrides: [given] });
    expect(decision.verdict).toBe("yes");
    expect(findingOf(decision.findings, "traumatic-event")).toMatchObject({ result: "overridden", severity: "block", fix: null, message: expect.stringContaining("supervisor on 19 November 2026") });
  });

  it("never put the reason, which may tell of the family, into the message", () => {
    expect(JSON.stringify(decide({ policy, question: "eligibility", on, facts, overrides: [given] }))).not.toContain("eleven months");
  });

  it("change nothing without a reason, by another role, for another rule, or where the rule is met", () => {
    for (const changed of [{ reason: " " }, { role: "biller" as const }, { rule: "problems" }]) {
      expect(decide({ policy, question: "eligibility", on, facts, overrides: [{ ...given, ...changed }] }).verdict).toBe("unknown");
    }
    expect(findingOf(decide({ policy, question: "eligibility", on, facts: baseFacts("eligibility"), overrides: [given] }).findings, "traumatic-event").result).toBe("met");
  });

  it.each([
    ["age", "eligibility", { "child.birthDate": "2019-01-01" }],
    ["caregiver-participation", "session", { "session.attendees": ["child"] }],
    ["note-signed", "session", { "session.signed": false }],
    ["note-cosigned", "session", { "clinician.independent": false, "session.cosigned": false }],
  ] as const)("%s is never overridden, even where the data were to say so", (rule, question, changes) => {
    const loose = changeClause(policy, "2020-09-04", rule, (clause) => ({ ...clause, overrideRoles: ["administrator"] }));
    const overrides: Override[] = [{ rule, role: "administrator", reason: "Please.", at: given.at }];
    expect(decide({ policy: loose, question, on, facts: factsWith(question, changes), overrides }).verdict).toBe("no");
    expect(mayOverride(loose.versions[0]!.clauses.find(({ id }) => id === rule)!, "administrator")).toBe(false);
  });
});

describe("time", () => {
  it("boundary case 37: 2026-11-21T01:30Z in New York is a session of 20 November (engine)", () => {
    const [start, end, timeZone] = ["2026-11-21T01:30:00Z", "2026-11-21T02:30:00Z", "America/New_York"] as const;
    const facts = factsWith("session", { "session.start": wallTimeInZone(start, timeZone), "session.end": wallTimeInZone(end, timeZone) });
    expect(decide({ policy, question: "session", on: dateInZone(start, timeZone), facts })).toMatchObject({ verdict: "yes", units: 4, on: "2026-11-20" });
    expect(faultOf(() => decide({ policy, question: "session", on: "2026-11-21", facts }))).toEqual([{ path: "on", message: expect.stringContaining("2026-11-20") }]);
  });

  it("boundary case 32: one leaves on 31 May, another joins on 1 June, six on both days (A8)", () => {
    const stays = Array.from({ length: 5 }, () => ({ from: "2026-01-01", to: null }));
    const roster = [...stays, { from: "2026-01-01", to: "2026-05-31" }, { from: "2026-06-01", to: null }];
    const team = baseFacts("team");
    for (const day of ["2026-05-31", "2026-06-01"]) {
      const clinicians = roster.filter((member) => judgeValidity(member, day) === "valid").map(() => (team.clinicians as unknown[])[0]);
      expect(clinicians).toHaveLength(6);
      expect(decide({ policy, question: "team", on: day, facts: { ...team, clinicians } }).verdict).toBe("yes");
    }
  });

  it("rounding of units by payer (section 3 of the regulation page; A3)", () => {
    const rows = [[7, 0, 0, 1], [8, 1, 0, 1], [22, 1, 1, 2], [23, 2, 1, 2], [37, 2, 2, 3], [38, 3, 2, 3], [52, 3, 3, 4], [53, 4, 3, 4], [60, 4, 4, 4], [90, 6, 6, 6]] as const;
    for (const [minutes, nearest, floor, ceil] of rows) {
      expect([countUnits(minutes, 15, "nearest"), countUnits(minutes, 15, "floor"), countUnits(minutes, 15, "ceil")]).toEqual([nearest, floor, ceil]);
    }
  });

  it("months of treatment count from the start, clamped to the month's end (A3)", () => {
    expect(monthOfTreatment("2026-08-31", "2026-08-31")).toBe(1);
    expect(monthOfTreatment("2026-08-31", "2026-09-29")).toBe(1);
    expect(monthOfTreatment("2026-08-31", "2026-09-30")).toBe(2);
    expect(monthOfTreatment("2025-12-15", "2026-01-14")).toBe(1);
    expect(monthOfTreatment("2025-12-15", "2026-01-15")).toBe(2);
    expect(monthOfTreatment("2026-03-02", "2026-03-01")).toBeNull();
  });

  it("units are given whatever the verdict, null where times are not known (§ 3434.3)", () => {
    expect(decide({ policy, question: "session", on, facts: factsWith("session", { "session.signed": false }) })).toMatchObject({ verdict: "no", units: 4 });
    expect(decide({ policy, question: "session", on, facts: factsWith("session", { "session.timeZone": null }) })).toMatchObject({ verdict: "unknown", units: null });
  });

  it("an audit after the session says nothing of that day (A10)", () => {
    const decision = decide({ policy, question: "session", on, facts: factsWith("session", { "agency.fidelityAudit.on": "2026-11-21" }) });
    expect(decision.verdict).toBe("unknown");
  });

  it("two versions: the one in force on the day of service decides", () => {
    const old = { ...policy.versions[0]!, version: "before", effective: { from: "2015-01-01", to: "2020-09-03" }, clauses: policy.versions[0]!.clauses.filter(({ id }) => id !== "age") };
    const both = { id: policy.id, versions: [old, policy.versions[0]!] };
    const facts = factsWith("eligibility", { "child.birthDate": "2010-01-01" });
    expect(decide({ policy: both, question: "eligibility", on: "2020-09-03", facts })).toMatchObject({ version: "before", verdict: "yes" });
    expect(decide({ policy: both, question: "eligibility", on: "2020-09-04", facts })).toMatchObject({ version: "2020-09-04", verdict: "no" });
  });
});

describe("history (A12)", () => {
  it("boundary case 20: a confirmed entry is rerun over history, which lists what it affects and changes nothing", () => {
    const idt = { service: "IDT", start: null, end: null };
    const history = [
      { id: "with IDT", question: "session", on, facts: factsWith("session", { sameDayServices: [idt] }) },
      { id: "without", question: "session", on, facts: baseFacts("session") },
    ];
    const before = JSON.stringify(policy);
    const after = confirmClause(policy, "2020-09-04", "same-day-idt", { by: "Director", on: "2026-11-21", register: "dcregs.dc.gov" });
    const affected = listAffected(policy, after, history);
    expect(affected.map(({ id, before, after }) => [id, before.verdict, after.verdict])).toEqual([["with IDT", "yes", "no"]]);
    expect(JSON.stringify(policy)).toBe(before);
    const clause = after.versions[0]!.clauses.find(({ id }) => id === "same-day-idt") as Clause;
    expect(clause).toMatchObject({ status: "confirmed", severity: "block", confirmed: { by: "Director", register: "dcregs.dc.gov" } });
  });
});

it.each([0, 20])("a decision with %i other services that day takes well under a millisecond", (others) => {
  const sameDayServices = Array.from({ length: others }, (_, place) => ({ service: "Rehabilitation Day", start: `${on}T${12 + Math.trunc(place / 4)}:${(place % 4) * 15 || "00"}`, end: `${on}T${12 + Math.trunc(place / 4)}:${(place % 4) * 15 + 10}` }));
  const facts = { ...baseFacts("session"), sameDayServices } as SessionFacts;
  const times = Array.from({ length: 400 }, () => {
    const from = performance.now();
    decide({ policy, question: "session", on, facts });
    return performance.now() - from;
  }).sort((one, other) => one - other);
  expect(times[200]).toBeLessThan(1);
});
