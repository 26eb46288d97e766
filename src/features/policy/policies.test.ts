import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { place } from "./cases.test-support.ts";
import { findDataDirectory, loadPolicies, loadPolicy } from "./policies.ts";
import { versionInForce } from "./validity.rules.ts";

let data = "";
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "policies-"));
  cpSync(join(findDataDirectory(), "policies"), join(data, "policies"), { recursive: true });
});
afterEach(() => rmSync(data, { recursive: true }));

function edit(file: string, path: string, value: unknown, name = file): void {
  const content = JSON.parse(readFileSync(join(data, "policies", file), "utf8"));
  place(content, path.split("."), value);
  writeFileSync(join(data, "policies", name), JSON.stringify(content));
}

describe("what ships (A1–A14, B1, C4, C9)", () => {
  it("three policies, with the versions of the reference, and examples beside them", () => {
    const [examples, inUse] = [loadPolicies(data).filter(({ versions }) => versions.some(({ example }) => example)), loadPolicies(data).filter(({ versions }) => versions.every(({ example }) => !example))];
    expect(inUse.map(({ id, versions }) => [id, versions.map(({ version }) => version)])).toEqual([["cpp-model", ["1"]], ["dc-mhrs", ["2020-09-04"]], ["nc-ctp", ["2019"]]]);
    expect(examples.map(({ id }) => id)).toEqual(["authorization", "child-present", "code-by-midpoint", "diagnosis-not-asked", "family-code", "overlapping", "program-hours", "unit-cap", "units-ceiling", "units-floor", "upper-age-five"].map((name) => `example-${name}`));
    for (const { versions } of examples) {
      expect(versions[0]!.title).toEqual({ en: expect.stringMatching(/^Example: /), es: expect.stringMatching(/^Ejemplo: /) });
      for (const clause of versions[0]!.clauses) expect(clause.status === "draft" || clause.certainty === "read", clause.id).toBe(true);
    }
  });

  it("the model's own criteria are in force on every date", () => {
    for (const day of ["1900-01-01", "2026-11-20", "2999-12-31"]) expect(versionInForce(loadPolicy("cpp-model", data), day)?.version).toBe("1");
    expect(versionInForce(loadPolicy("dc-mhrs", data), "2020-09-03")).toBeNull();
  });

  it("every unverified list of the District is a draft, and nothing that was not read decides unless it is local", () => {
    for (const clause of loadPolicy("dc-mhrs", data).versions[0]!.clauses) {
      if (/3427\.1[345]$/.test(clause.cite)) expect(clause.status, clause.id).toBe("draft");
      if (clause.status === "confirmed") expect(clause.certainty, clause.id).toBe("read");
    }
  });
});

describe("a wrong file names file and place", () => {
  it.each([
    ["an unknown key", "clauses.0.severty", "block", /dc-mhrs\/2020-09-04\.json.*clauses\.0\.severty/],
    ["an unknown kind of rule", "clauses.1.rule.kind", "height", /clauses\.1\.rule/],
    ["a missing sentence in Spanish", "clauses.2.words.es", undefined, /clauses\.2\.words\.es/],
    ["two clauses of one id", "clauses.1.id", "session-length", /clauses\.1\.id.*twice/],
    ["a rule under a question without its facts", "clauses.0.questions", ["team"], /clauses\.0\.questions\.0.*"length"/],
    ["an override of the age", "clauses.1.overrideRoles", ["administrator"], /clauses\.1\.overrideRoles.*never overridden/],
    ["a draft that is said to be confirmed by nobody", "clauses.19.status", "confirmed", /clauses\.19\.confirmed.*who confirmed/],
    ["a date that does not exist", "effective.to", "2021-02-29", /effective\.to.*such as 2026-11-21/],
    ["an end before the beginning", "effective.to", "2020-01-01", /effective\.to.*2020-09-04 or later/],
    ["another policy's id", "id", "dc-other", /2020-09-04\.json: id.*"dc-mhrs"/],
    ["a clause without its citation", "clauses.3.cite", undefined, /clauses\.3\.cite/],
    ["a citation of blanks", "clauses.3.cite", "  ", /clauses\.3\.cite/],
    ["a parameter that is a text", "clauses.1.rule.maxYearsExclusive", "7", /clauses\.1\.rule\.maxYearsExclusive/],
    ["a parameter that is a part", "clauses.1.rule.maxYearsExclusive", 6.5, /clauses\.1\.rule\.maxYearsExclusive/],
    ["an unknown parameter", "clauses.1.rule.maxYears", 7, /clauses\.1\.rule\.maxYears: .*expected kind, minYears, maxYearsExclusive/],
    ["a beginning that does not exist", "effective.from", "2021-02-29", /effective\.from.*such as 2026-11-21/],
    ["a timer without its citation", "timers.0.cite", undefined, /timers\.0\.cite/],
    ["a timer of no days", "timers.0.days", 0, /timers\.0\.days/],
    ["a timer of an unknown event", "timers.0.from", "enrolment", /timers\.0\.from.*enrolled/],
    ["a timer that starts itself", "timers.0.from", "intake", /timers\.0\.to.*another event/],
    ["a timer of an unknown kind", "timers.0.kind", "clock", /timers\.0/],
    ["a timer with the id of a clause", "timers.0.id", "age", /timers\.0\.id.*twice/],
    ["a timer that repeats without a first time", "timers.5.repeatEvery", 30, /timers\.5\.repeatEvery.*null/],
    ["an example by flag alone", "example", true, /2020-09-04\.json: example.*begins with "example-"/],
    // What the field's tables name and no text read gives a meaning is refused with what to do instead, never taken and left aside.
    ["filing as a rule", "clauses.1.rule", { kind: "filing", days: 365 }, /clauses\.1\.rule\.kind: This is a timer/],
    ["a prerequisite as a rule", "clauses.1.rule", { kind: "prerequisite", maxAgeDays: 180 }, /clauses\.1\.rule\.kind: This is a timer/],
    ["a rate as a rule", "clauses.1.rule", { kind: "rate", cents: 100 }, /clauses\.1\.rule\.kind: .*belong to billing/],
    ["a most of minutes", "clauses.30.rule.maxMinutes", 60, /clauses\.30\.rule\.maxMinutes: No text read says/],
    ["counting by the midpoint", "clauses.30.rule.rounding", "midpoint", /clauses\.30\.rule\.rounding: .*encounterCode/],
    ["a clash in both directions", "clauses.19.rule.direction", "mutual", /clauses\.19\.rule\.direction: .*its own service/],
    ["a clash within an episode", "clauses.19.rule.scope", "same_episode", /clauses\.19\.rule\.scope: No text read/],
    ["an authorization after so many units", "clauses.18.rule.afterUnits", 20, /clauses\.18\.rule\.afterUnits: .*"limit"/],
    ["a child unless documented", "clauses.6.rule.child", "unless_documented", /clauses\.6\.rule\.child: No text read/],
    ["a limit without its span", "clauses.0.rule", { kind: "limit", per: "interval", days: null, max: 1, unit: "sessions", over: "deny" }, /clauses\.0\.rule\.days: .*"interval"/],
    ["a limit that only warns", "clauses.0.rule", { kind: "limit", per: "day", days: null, max: 1, unit: "sessions", over: "warn" }, /clauses\.0\.rule\.over: .*severity/],
    ["two clauses that count units", "clauses.0.rule", { kind: "encounterCode", steps: [{ fromMinutes: 16, name: { en: "a", es: "b" } }] }, /clauses\.30\.rule.*there is one already/],
    ["steps in disorder", "clauses.0.rule", { kind: "encounterCode", steps: [{ fromMinutes: 38, name: { en: "a", es: "b" } }, { fromMinutes: 23, name: { en: "c", es: "d" } }] }, /clauses\.0\.rule\.steps\.1\.fromMinutes: Expected more than 38/],
  ])("%s", (_name, path, value, message) => {
    edit("dc-mhrs/2020-09-04.json", path, value);
    expect(() => loadPolicy("dc-mhrs", data)).toThrow(message);
  });

  it("a file that is no JSON, a file named after another day, versions that overlap, a policy that is not there", () => {
    writeFileSync(join(data, "policies/nc-ctp/2019-01-01.json"), "{");
    expect(() => loadPolicies(data)).toThrow(/nc-ctp\/2019-01-01\.json.*not JSON/);
    edit("dc-mhrs/2020-09-04.json", "version", "x", "dc-mhrs/2021-01-01.json");
    expect(() => loadPolicy("dc-mhrs", data)).toThrow(/2021-01-01\.json: effective\.from.*2020-09-04\.json/);
    edit("dc-mhrs/2020-09-04.json", "effective.from", "2021-01-01", "dc-mhrs/2021-01-01.json");
    expect(() => loadPolicy("dc-mhrs", data)).toThrow(/version 2020-09-04: effective\.to.*before 2021-01-01/);
    edit("example-units-floor/always.json", "example", undefined);
    expect(() => loadPolicy("example-units-floor", data)).toThrow(/always\.json: example: Expected true/);
    expect(() => loadPolicy("../codes", data)).toThrow(/cpp-model, dc-mhrs, example-.*, nc-ctp/);
  });
});

it("all but the loader, the command and the tests can be imported in a browser: no file of theirs imports from node", () => {
  const folder = dirname(fileURLToPath(import.meta.url));
  const pure = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.includes(".test") && !["policies.ts", "command.ts", "store.ts", "agency.handlers.ts"].includes(name));
  expect(pure).toContain("rules.ts");
  for (const name of pure) {
    const imports = [...readFileSync(join(folder, name), "utf8").matchAll(/from "([^"]+)"/g)].map((match) => match[1]!);
    for (const one of imports) expect(one === "zod" || one.startsWith("#kernel/") || (one.startsWith("./") && !/policies|command|store/.test(one)), `${name} imports ${one}`).toBe(true);
  }
});
