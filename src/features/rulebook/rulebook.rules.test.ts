import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Fault } from "#kernel/faults.ts";
import type { PolicyVersion } from "#features/policy/contract.ts";
import type { RecordedDates } from "#features/compliance/dates.rules.ts";
import { loadPolicy } from "#features/policy/policies.ts";
import { differencesOf } from "./difference.rules.ts";
import { confirmed, type Provision, readFile, refuseOverlap, withParameters } from "./editing.rules.ts";
import { lineOfPath } from "#kernel/lines.ts";
import { askAgain, effectOf, type Kept } from "./replay.rules.ts";
import { changedTimers, dateEffectOf } from "./timers.rules.ts";

const policy = loadPolicy("dc-mhrs");
const version = policy.versions[0]!;
const clauseOf = (id: string): Provision => ({ kind: "clause", of: version.clauses.find((one) => one.id === id)! });
const timerOf = (id: string): Provision & { kind: "timer" } => ({ kind: "timer", of: version.timers!.find((one) => one.id === id)! });
const text = readFileSync("data/policies/dc-mhrs/2020-09-04.json", "utf8");
const faultOf = (run: () => unknown): Fault => {
  try {
    run();
  } catch (fault) {
    if (fault instanceof Fault) return fault;
    throw fault;
  }
  throw new Error("Nothing was refused.");
};
const by = { name: "Made Up", on: "2026-11-20", register: "The register, § 3427.13" };

describe("a changed edition", () => {
  it("confirms a draft clause with who, when and where, and nothing else differs (A12)", () => {
    const draft = version.clauses.find((one) => one.status === "draft")!;
    const after = confirmed(version, { kind: "clause", of: draft }, by);
    expect(differencesOf(version, after).map(({ clause, what, after: now }) => [clause, what, now])).toEqual([
      [draft.id, "status", "confirmed"],
      [draft.id, "confirmed", null],
      [draft.id, "confirmed.by", by.name],
      [draft.id, "confirmed.on", by.on],
      [draft.id, "confirmed.register", by.register],
    ]);
    expect(faultOf(() => confirmed(version, clauseOf("age"), by)).code).toBe("refused");
  });

  it("makes a changed parameter the agency's own, leaves a draft a draft, and refuses what the rule does not take with its place", () => {
    const own = withParameters(version, clauseOf("age"), { minYears: 0, maxYearsExclusive: 6, leapDayBirthday: "mar1" }, "block");
    expect(own.clauses.find((one) => one.id === "age")).toMatchObject({ status: "local", rule: { kind: "age", maxYearsExclusive: 6 } });
    const draft = version.clauses.find((one) => one.status === "draft")!;
    const { kind: _kind, ...same } = draft.rule as { kind: string };
    expect(withParameters(version, { kind: "clause", of: draft }, same, "warn").clauses.find((one) => one.id === draft.id)!.status).toBe("draft");
    const wrong = faultOf(() => withParameters(version, clauseOf("age"), { minYears: "none", maxYearsExclusive: 6, leapDayBirthday: "mar1" }, "block"));
    expect(wrong.fields.map((one) => one.path)).toEqual(["parameters.minYears"]);
    expect(faultOf(() => withParameters(version, clauseOf("age"), { minYears: 0, maxYearsExclusive: 6, leapDayBirthday: "mar1", other: 1 }, "block")).code).toBe("malformed");
  });
});

describe("a changed timer", () => {
  const dates = (more: Partial<RecordedDates>): RecordedDates => ({ birthDate: "2022-03-01", closedOn: null, chartOpen: true, milestones: [], telehealthConsents: [], telehealthServices: [], services: [], unclaimedService: null, ...more });
  const at = (kind: RecordedDates["milestones"][number]["kind"], on: string) => ({ kind, on, way: null, minutes: null, independent: null, aboutOn: null });
  const window = { today: "2026-11-20", from: "2025-11-20" };
  const effects = (before: PolicyVersion, after: PolicyVersion, recorded: RecordedDates) => changedTimers(before, after).map((pair) => dateEffectOf(pair, recorded, window));
  const started = withParameters(version, timerOf("plan-of-care"), { from: "enrolled", to: "plan_approved", days: 30, dayKind: "calendar", repeatEvery: null }, "warn");

  it("takes the event that starts it and stays a draft until it is confirmed; the difference names it (§ 3411.4)", () => {
    expect(differencesOf(version, started).map(({ clause, what, before, after }) => [clause, what, before, after])).toEqual([["plan-of-care", "from", "null", "enrolled"], ["plan-of-care", "dayKind", "null", "calendar"]]);
    const own = confirmed(started, { kind: "timer", of: started.timers!.find((one) => one.id === "plan-of-care")! }, by);
    expect(own.timers!.find((one) => one.id === "plan-of-care")).toMatchObject({ status: "confirmed", confirmed: { by: by.name } });
    expect(faultOf(() => confirmed(version, timerOf("intake"), by)).code).toBe("refused");
    const wrong = faultOf(() => withParameters(version, timerOf("intake"), { from: "enrolled", to: "enrolled", days: 7, dayKind: "calendar", repeatEvery: null }, "warn"));
    expect(wrong.fields.map((one) => one.path)).toEqual(["parameters.to"]);
    expect(faultOf(() => withParameters(version, timerOf("intake"), { from: "enrolled", to: "intake", days: "seven", dayKind: "calendar", repeatEvery: null }, "warn")).fields.map((one) => one.path)).toEqual(["parameters.days"]);
    // What is not a parameter cannot be changed as one.
    expect(withParameters(version, timerOf("intake"), { from: "enrolled", to: "intake", days: 9, dayKind: "calendar", repeatEvery: null, cite: "§ 1", status: "draft" }, "warn").timers!.find((one) => one.id === "intake")).toMatchObject({ cite: "22-A DCMR § 3408.2", status: "local", days: 9 });
  });

  it.each([
    ["a draft that is confirmed presses where the day is over", () => [started, confirmed(started, { kind: "timer", of: started.timers!.find((one) => one.id === "plan-of-care")! }, by)], [at("enrolled", "2026-09-01"), at("plan_approved", "2026-10-15")], { on: "2026-10-01", before: "draft", after: "late" }],
    ["more days bring a late one in time", () => [version, withParameters(version, timerOf("intake"), { from: "enrolled", to: "intake", days: 14, dayKind: "calendar", repeatEvery: null }, "warn")], [at("enrolled", "2026-06-01"), at("intake", "2026-06-11")], { on: "2026-06-15", before: "late", after: "met" }],
    ["what lies before the window is left alone", () => [version, withParameters(version, timerOf("plan-review"), { from: "plan_approved", to: "plan_reviewed", days: 150, dayKind: "calendar", repeatEvery: 180 }, "warn")], [at("plan_approved", "2024-01-01"), at("plan_reviewed", "2024-06-25"), at("plan_reviewed", "2024-12-20"), at("plan_reviewed", "2025-06-10"), at("plan_reviewed", "2025-12-01"), at("plan_reviewed", "2026-05-25"), at("plan_reviewed", "2026-11-15")], null],
  ] as const)("%s", (_what, editions, milestones, expected) => {
    const [before, after] = editions();
    const [effect] = effects(before!, after!, dates({ milestones }));
    if (expected === null) expect(effect).toBeNull();
    else expect(effect).toMatchObject(expected);
  });

  it("of an incident it is of the child's chart (§ 6308.2)", () => {
    const two = withParameters(version, timerOf("incident-report"), { from: "incident", to: "incident_reported", days: 2, dayKind: "calendar", repeatEvery: null }, "warn");
    const own = confirmed(two, { kind: "timer", of: two.timers!.find((one) => one.id === "incident-report")! }, by);
    expect(effects(two, own, dates({ milestones: [at("incident", "2026-11-01")] }))).toMatchObject([{ class: "child_chart", before: "draft", after: "late" }]);
    expect(effects(two, own, dates({ milestones: [at("enrolled", "2026-11-01")] }))).toEqual([null]);
  });
});

describe("a file", () => {
  it("is read as it is shipped", () => expect(readFile(text)).toEqual(version));

  it.each([
    ["is no JSON", text.replace('"version": "2020-09-04",', '"version": "2020-09-04"'), /^Line \d+: This is not JSON/],
    ["has a clause without a citation", text.replace('"cite": "22-A DCMR § 3427.2",', ""), new RegExp(`^Line ${lineOfPath(text, "clauses.0")}, clauses\\.0\\.cite: `)],
    ["has a parameter of the wrong type", text.replace('"monthFrom": 1,', '"monthFrom": "one",'), new RegExp(`^Line ${lineOfPath(text, "clauses.0.rule.steps.0.monthFrom")}, clauses\\.0\\.rule\\.steps\\.0\\.monthFrom: `)],
    ["has an impossible date", text.replace('"from": "2020-09-04"', '"from": "2020-02-30"'), new RegExp(`^Line ${lineOfPath(text, "effective.from")}, effective\\.from: `)],
    ["is empty", "", /not JSON/],
  ])("that %s is refused with its line", (_what, wrong, said) => {
    const fault = faultOf(() => readFile(wrong));
    expect(fault.code).toBe("malformed");
    expect(fault.fields.map((one) => one.path)).toContain("file");
    expect(fault.message).toMatch(said);
  });

  it("finds the line of any place", () => {
    const lines = '{\n  "a": [1,\n    {"b\\"": "x\\"y"}\n  ],\n  "c": {}\n}';
    expect(["", "a", "a.0", "a.1", 'a.1.b"', "c", "c.nothing"].map((path) => lineOfPath(lines, path))).toEqual([1, 2, 2, 3, 3, 5, 5]);
  });
});

it("versions may not overlap; one without an end holds until the next begins", () => {
  const at = (name: string, from: string | null, to: string | null): PolicyVersion => ({ ...version, version: name, effective: { from, to } });
  const fits = (one: PolicyVersion, other: PolicyVersion) => {
    for (const [a, b] of [[one, other], [other, one]] as const) refuseOverlap(a, [b]);
  };
  fits(at("a", "2020-01-01", "2020-12-31"), at("b", "2021-01-01", null));
  fits(at("a", "2020-01-01", null), at("b", "2021-01-01", null));
  fits(at("a", null, null), at("b", "2021-01-01", "2021-12-31"));
  refuseOverlap(at("a", "2020-01-01", null), [at("a", "2020-01-01", "2020-06-30")]); // another edition of the same version
  for (const [one, other] of [
    [at("a", "2020-01-01", "2021-01-01"), at("b", "2021-01-01", null)],
    [at("a", "2020-01-01", null), at("b", "2020-01-01", null)],
    [at("a", null, "2022-01-01"), at("b", "2021-01-01", "2021-06-30")],
  ] as const) {
    expect(faultOf(() => refuseOverlap(one, [other])).code).toBe("refused");
    expect(faultOf(() => refuseOverlap(other, [one])).code).toBe("refused");
  }
});

describe("a kept decision", () => {
  const kept: Kept = { question: "eligibility", on: "2026-11-20", language: "en", overrides: [], eligibility: null, facts: { child: { birthDate: "2020-05-02" }, diagnoses: [{ code: "F43.10" }], traumaticEvents: [{ kind: "neglect" }], problems: [{ kind: "behavioral" }], problemsFollowEvents: true, caregiver: { participates: true } } };

  it("comes out otherwise by another edition, with the clause by which it does", () => {
    const younger = { ...policy, versions: [withParameters(version, clauseOf("age"), { minYears: 0, maxYearsExclusive: 6, leapDayBirthday: "mar1" }, "block")] };
    expect(effectOf(askAgain(kept, policy), askAgain(kept, policy))).toBeNull();
    expect(effectOf(askAgain(kept, policy), askAgain(kept, younger))).toMatchObject({ verdictBefore: "yes", verdictAfter: "no", clauses: ["22-A DCMR § 3427.4"] });
  });
});
