import { describe, expect, it } from "vitest";
import { Fault } from "#kernel/faults.ts";
import { factsOf, readCases } from "./cases.test-support.ts";
import type { Policy, PolicyVersion, Question, Rule } from "./contract.ts";
import { loadPolicies, loadPolicy } from "./policies.ts";
import { decide } from "./rules.ts";

const on = "2026-11-20";
const dc = loadPolicy("dc-mhrs");
const baseFacts = (question: Question) => factsOf(readCases("dc-mhrs"), { case: "", name: "", question, on, expect: {} }) as Record<string, unknown>;

/** A policy of the District's units and one clause more. */
function policyWith(rule: Rule): Policy {
  const version = dc.versions[0]!;
  const units = version.clauses.find(({ id }) => id === "billing-units")!;
  return { id: "own", versions: [{ ...version, id: "own", clauses: [units, { ...units, id: "asked", rule }] } satisfies PolicyVersion] };
}
function ask(rule: Rule, facts: Record<string, unknown>) {
  const { verdict, findings } = decide({ policy: policyWith(rule), question: "session", on, facts: { ...baseFacts("session"), ...facts } });
  return [verdict, findings.find((one) => one.rule === "asked")!.message] as const;
}
const limit = (more: Partial<Extract<Rule, { kind: "limit" }>>): Rule => ({ kind: "limit", per: "week", days: null, max: 2, unit: "sessions", over: "deny", ...more });

describe("limits of a payer (A11, A12)", () => {
  it("sessions of a week, this one included; the count before it not known is unknown", () => {
    const used = (count: number | null) => ({ used: [{ per: "week", unit: "sessions", count }] });
    expect(ask(limit({}), used(1))).toEqual(["yes", "With this session 2 of 2 sessions in a week."]);
    expect(ask(limit({}), used(2))).toEqual(["no", "With this session 3 sessions in a week; the payer covers 2."]);
    expect(ask(limit({}), used(null))[0]).toBe("unknown");
    expect(ask(limit({}), {})[0]).toBe("unknown");
    expect(ask(limit({ max: 1 }), used(0))[1]).toBe("With this session 1 of 1 session in a week.");
  });

  it("an interval is told from another interval, a span from another span, units from sessions", () => {
    const rule = limit({ per: "interval", days: 30, unit: "units", max: 10 });
    expect(ask(rule, { used: [{ per: "interval", days: 30, unit: "units", count: 6 }] })).toEqual(["yes", "With this session 10 of 10 units in 30 days."]);
    for (const other of [{ per: "interval", days: 31, unit: "units" }, { per: "interval", unit: "units" }, { per: "month", unit: "units" }, { per: "interval", days: 30, unit: "sessions" }]) expect(ask(rule, { used: [{ ...other, count: 0 }] })[0], JSON.stringify(other)).toBe("unknown");
  });

  it("above the limit an authorization decides where the payer says so, below it none is asked", () => {
    const rule = limit({ over: "requireAuthorization" });
    const used = (count: number) => ({ used: [{ per: "week", unit: "sessions", count }] });
    const covering = { authorizations: [{ number: "A-7", from: "2026-01-01", to: null }] };
    expect(ask(rule, used(1))[0]).toBe("yes");
    expect(ask(rule, used(2))[0]).toBe("unknown");
    expect(ask(rule, { ...used(2), authorizations: [] })[0]).toBe("no");
    expect(ask(rule, { ...used(2), ...covering })).toEqual(["yes", "Authorization A-7 covers this day."]);
  });

  it("one span counted twice is refused by its place, so that no order decides which of them holds", () => {
    const facts = { ...baseFacts("session"), used: [{ per: "week", unit: "sessions", count: 1 }, { per: "day", unit: "sessions", count: 0 }, { per: "week", days: null, unit: "sessions", count: 9 }] };
    expect(() => decide({ policy: dc, question: "session", on, facts })).toThrow(/used\.2: This span stands twice/);
  });

  it("what only some payers ask changes nothing under a policy that does not ask it", () => {
    const without = decide({ policy: dc, question: "session", on, facts: baseFacts("session") });
    expect(decide({ policy: dc, question: "session", on, facts: { ...baseFacts("session"), authorizations: [], used: [{ per: "lifetime", unit: "units", count: 9999 }] } })).toEqual(without);
  });
});

describe("a code for the whole encounter", () => {
  it("another contact of the day does not add to it; the sentence is there in Spanish too", () => {
    const policy = loadPolicy("example-code-by-midpoint");
    const facts = { session: { start: `${on}T10:00`, end: `${on}T10:20`, timeZone: "America/New_York" }, sameDayServices: [{ service: "CPP", start: `${on}T15:00`, end: `${on}T15:20` }] };
    expect(decide({ policy, question: "session", on, facts })).toMatchObject({ verdict: "no", units: 0 });
    expect(decide({ policy, question: "session", on, facts, language: "es" }).findings[0]!.message).toBe("20 minutos no alcanzan para ningún código; el más corto empieza en 23.");
  });
});

describe("moments: a referral, and a change of team", () => {
  it("at a referral nothing is known, and every policy that asks anything of a child says unknown (A4, B1)", () => {
    const asking = loadPolicies().filter(({ versions }) => versions.some(({ clauses }) => clauses.some(({ questions }) => questions.includes("eligibility"))));
    expect(asking.map(({ id }) => id)).toEqual(["cpp-model", "dc-mhrs", "example-diagnosis-not-asked", "example-upper-age-five", "nc-ctp"]);
    for (const policy of asking) {
      for (const facts of [{}, { moment: "booking" }, { child: null, diagnoses: null, traumaticEvents: null, problems: null, problemsFollowEvents: null, caregiver: null }]) expect(decide({ policy, question: "eligibility", on, facts }).verdict, policy.id).toBe("unknown");
    }
  });

  it("a team asked day by day: the day on which a seventh joins is the first that is refused, with the clause (A8)", () => {
    const member = (baseFacts("team").clinicians as unknown[])[0];
    const roster = [...Array.from({ length: 6 }, () => ({ from: "2026-01-01", to: null as string | null })), { from: "2026-11-23", to: null }];
    roster[0] = { from: "2026-01-01", to: "2026-11-24" };
    const asked = (day: string) => decide({ policy: dc, question: "team", on: day, facts: { ...baseFacts("team"), moment: "booking", clinicians: roster.filter(({ from, to }) => from <= day && (to === null || day <= to)).map(() => member) } });
    expect(["2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"].map((day) => asked(day).verdict)).toEqual(["yes", "no", "no", "yes"]);
    expect(asked("2026-11-23").findings.find(({ result }) => result === "not_met")).toMatchObject({ rule: "team-clinicians", clause: "22-A DCMR § 3427.8", severity: "block", fix: expect.stringMatching(/./) });
  });

  it("team and eligibility are answered the same at every moment: all their facts count from the booking on", () => {
    for (const question of ["team", "eligibility"] as const) {
      const answers = ["booking", "check_in", "note", "signature", "claim"].map((moment) => JSON.stringify(decide({ policy: dc, question, on, facts: { ...baseFacts(question), moment } })));
      expect(new Set(answers).size).toBe(1);
    }
  });
});

describe("input that is out of the ordinary", () => {
  const session = (changes: Record<string, unknown>) => ({ ...baseFacts("session"), ...changes });
  const at = (minute: number) => `${on}T${String(Math.trunc(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

  it("200 services on one day are all looked at: one IDT as the last of them is found", () => {
    const many = Array.from({ length: 199 }, (_, index) => ({ service: index % 2 ? "CPP" : "Rehabilitation Day", start: at(index), end: at(index + 1) }));
    const found = decide({ policy: dc, question: "session", on, facts: session({ sameDayServices: [...many, { service: "IDT", start: null, end: null }] }) });
    expect(found).toMatchObject({ verdict: "yes", units: 4 });
    expect(found.findings.find(({ rule }) => rule === "same-day-idt")?.result).toBe("not_met");
    expect(found.findings.find(({ rule }) => rule === "during-rehabilitation-day")?.result).toBe("met");
    const summed = { ...dc, versions: dc.versions.map((version) => ({ ...version, clauses: version.clauses.map((clause) => (clause.rule.kind === "unit" ? { ...clause, rule: { ...clause.rule, sumSameDay: true } } : clause)) })) };
    // 99 contacts of a minute and the session's 60 make 159 minutes.
    expect(decide({ policy: summed, question: "session", on, facts: session({ sameDayServices: many }) }).units).toBe(11);
  });

  it.each([
    ["a credential nobody knows", { clinician: { ...(baseFacts("session").clinician as object), credential: "Zauberer" } }, "clinician-credential", "unknown"],
    ["a service nobody knows", { sameDayServices: [{ service: "<script>" }] }, "same-day-act", "unknown"],
  ])("%s is unknown, never an error and never in order", (_name, changes, rule, result) => {
    expect(decide({ policy: dc, question: "session", on, facts: session(changes) }).findings.find((one) => one.rule === rule)?.result).toBe(result);
  });

  it.each([
    ["a place outside the list", { session: { place: "car" } }, "session.place"],
    ["a moment that is none", { moment: "later" }, "moment"],
    ["a clock time of another day", { session: { start: "2026-11-19T10:00" } }, "on"],
    ["a negative count", { used: [{ per: "day", unit: "units", count: -1 }] }, "used.0.count"],
    ["an authorization that ends before it begins", { authorizations: [{ number: "A", from: "2026-02-01", to: "2026-01-01" }] }, "authorizations.0.to"],
    ["an authorization without a number that is said to be one", { authorizations: [{ number: " " }] }, "authorizations.0.number"],
    ["29 February of a common year", { courseStart: "2026-02-29" }, "courseStart"],
    ["a span that is none", { used: [{ per: "decade", unit: "units", count: 1 }] }, "used.0.per"],
  ])("%s is refused with its place", (_name, changes, path) => {
    try {
      decide({ policy: dc, question: "session", on, facts: changes });
    } catch (error) {
      expect(error).toBeInstanceOf(Fault);
      expect((error as Fault).fields.map((field) => field.path)).toEqual([path]);
      return;
    }
    throw new Error("nothing was refused");
  });
});
