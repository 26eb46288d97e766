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
  it("three policies, with the versions of the reference", () => {
    expect(loadPolicies(data).map(({ id, versions }) => [id, versions.map(({ version }) => version)])).toEqual([["cpp-model", ["1"]], ["dc-mhrs", ["2020-09-04"]], ["nc-ctp", ["2019"]]]);
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

  it("every paragraph of § 3427 is a clause or is said to be left out, with the reason", () => {
    const { clauses, notEncoded } = loadPolicy("dc-mhrs", data).versions[0]!;
    const said = [...clauses, ...notEncoded].map(({ cite }) => /§ 3427\.(\d+)/.exec(cite)?.[1]);
    for (let paragraph = 1; paragraph <= 15; paragraph++) expect(said, `.${paragraph}`).toContain(String(paragraph));
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
    expect(() => loadPolicy("../codes", data)).toThrow(/cpp-model, dc-mhrs, nc-ctp/);
  });
});

it("all but the loader, the command and the tests can be imported in a browser: no file of theirs imports from node", () => {
  const folder = dirname(fileURLToPath(import.meta.url));
  const pure = readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.includes(".test") && !["policies.ts", "command.ts", "store.ts"].includes(name));
  expect(pure).toContain("rules.ts");
  for (const name of pure) {
    const imports = [...readFileSync(join(folder, name), "utf8").matchAll(/from "([^"]+)"/g)].map((match) => match[1]!);
    for (const one of imports) expect(one === "zod" || one.startsWith("#kernel/") || (one.startsWith("./") && !/policies|command|store/.test(one)), `${name} imports ${one}`).toBe(true);
  }
});
