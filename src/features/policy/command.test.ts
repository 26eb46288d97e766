import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { factsOf, readCases } from "./cases.test-support.ts";
import { decideCommand, policiesCommand } from "./command.ts";
import { findDataDirectory } from "./policies.ts";

const options = { dataDirectory: findDataDirectory() };
const session = factsOf(readCases("dc-mhrs"), { case: "", name: "", question: "session", on: "2026-11-20", expect: {} }) as Record<string, unknown>;
const asking = (...more: string[]) => ["--policy", "dc-mhrs", "--question", "session", "--on", "2026-11-20", ...more];

describe("dyad decide (A4–A14)", () => {
  it("prints a decision as JSON and leaves with 0 for yes", () => {
    const { exit, stdout, stderr } = decideCommand(asking("--json"), JSON.stringify(session), options);
    expect([exit, stderr]).toEqual([0, ""]);
    expect(JSON.parse(stdout)).toMatchObject({ policy: "dc-mhrs", version: "2020-09-04", question: "session", on: "2026-11-20", verdict: "yes", units: 4 });
    expect(Object.keys(JSON.parse(stdout))).toEqual(["policy", "version", "question", "on", "verdict", "units", "findings"]);
  });

  it("leaves with 1 for no and for unknown", () => {
    const no = decideCommand(asking("--json"), JSON.stringify({ ...session, team: { supervisors: 1, clinicians: 7 } }), options);
    expect([no.exit, JSON.parse(no.stdout).verdict]).toEqual([1, "no"]);
    const unknown = decideCommand(asking("--json"), "{}", options);
    expect([unknown.exit, JSON.parse(unknown.stdout).verdict]).toEqual([1, "unknown"]);
  });

  it("prints sentences where JSON is not asked for", () => {
    const { exit, stdout } = decideCommand(asking(), JSON.stringify({ ...session, team: { supervisors: 1, clinicians: 7 } }), options);
    expect(exit).toBe(1);
    expect(stdout).toMatch(/^dc-mhrs \(version 2020-09-04\), session on 2026-11-20: no, 4 units\n/);
    expect(stdout).toMatch(/NOT MET +22-A DCMR § 3427\.8 \(block, confirmed\): The team has 7 clinicians.*\n +→ Form a second team/);
  });

  it.each([
    ["bad JSON", asking(), "{", "facts"],
    ["nothing on standard input", asking(), "", "facts"],
    ["a list instead of facts", asking(), "[]", ""],
    ["a wrong key", asking(), '{"childs":{}}', "childs"],
    ["a wrong value", asking(), '{"child":{"birthDate":"2020-02-30"}}', "child.birthDate"],
    ["another date than the session's", asking().with(5, "2026-11-19"), JSON.stringify(session), "on"],
    ["a date that does not exist", asking().with(5, "2026-11-31"), "{}", "on"],
    ["a question that the policy does not have", asking().with(1, "cpp-model"), "{}", "question"],
    ["a policy that is not there", asking().with(1, "dc-mhr"), "{}", "policy"],
    ["an unknown option", asking("--loud"), "{}", "--loud"],
    ["an option without its value", ["--policy"], "{}", "--policy"],
    ["an option missing", ["--policy", "dc-mhrs", "--question", "team"], "{}", "--on"],
    ["an option twice", asking("--on", "2026-11-20"), "{}", "--on"],
  ])("%s leaves with 2 and the error on standard error", (_name, argv, stdin, path) => {
    const { exit, stdout, stderr } = decideCommand(argv, stdin, options);
    expect([exit, stdout]).toEqual([2, ""]);
    expect(JSON.parse(stderr)).toEqual({ code: "malformed", message: expect.any(String), fields: [{ path, message: expect.stringMatching(/./) }], requestId: expect.any(String) });
  });

  it("a data folder that is not there is said, not guessed", () => {
    expect(decideCommand(asking(), "{}", { dataDirectory: join(options.dataDirectory, "nowhere") })).toMatchObject({ exit: 2, stdout: "", stderr: expect.stringContaining("nowhere") });
  });
});

describe("dyad policies", () => {
  it("lists every policy with versions, clauses and what is not encoded, in exactly the published shape", () => {
    const { exit, stdout } = policiesCommand(["--json"], "", options);
    const policies = JSON.parse(stdout);
    expect(exit).toBe(0);
    expect(policies.map((policy: { id: string }) => policy.id).filter((id: string) => !id.startsWith("example-"))).toEqual(["cpp-model", "dc-mhrs", "nc-ctp"]);
    expect(policies.length).toBeGreaterThan(10);
    const version = policies[1].versions[0];
    expect(version.clauses).toContainEqual({ cite: "29 DCMR § 900", status: "confirmed", words: expect.stringContaining("365 days") });
    expect(version).toMatchObject({ version: "2020-09-04", from: "2020-09-04", to: null });
    expect(Object.keys(version)).toEqual(["version", "from", "to", "clauses", "notEncoded"]);
    for (const clause of version.clauses) expect(clause).toEqual({ cite: expect.any(String), status: expect.stringMatching(/^(confirmed|draft|local)$/), words: expect.any(String) });
    for (const left of version.notEncoded) expect(left).toEqual({ cite: expect.any(String), why: expect.any(String) });
  });

  it("prints them readably, and refuses what it does not know", () => {
    expect(policiesCommand([], "", options).stdout).toMatch(/dc-mhrs, version 2020-09-04: District of Columbia.*\n {2}in force from 2020-09-04\n/);
    expect(policiesCommand([], "", options).stdout).toMatch(/example-units-floor, version 1: Example: .*\n.*\n {2}an example: /);
    expect(policiesCommand([], "", options).stdout.match(/an example/g)).toHaveLength(11);
    expect(policiesCommand([], "", options).stdout).toMatch(/ {2}confirmed {2}22-A DCMR § 3408\.2 \(timer\): A face-to-face intake/);
    expect(policiesCommand(["dc-mhrs"], "", options)).toMatchObject({ exit: 2, stdout: "" });
  });
});
