import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";

const projectRoot = path.resolve(import.meta.dirname, "../..");
const sample = path.join(projectRoot, "test/data/fhir/r4-examples/Patient-example.json");

/** Runs `bin/dyad` as somebody would, from a folder that has nothing to do with the project. */
function dyad(words: string[], input = "", environment: Record<string, string> = {}) {
  const { PATH, HOME } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(projectRoot, "bin/dyad"), ...words], { cwd: os.tmpdir(), input, encoding: "utf8", env: { PATH, HOME, ...environment } });
  return { status, stdout, stderr };
}
const errorOf = (stderr: string) => JSON.parse(stderr.slice(stderr.indexOf("{"))) as { code: string; message: string; fields: { path: string }[]; requestId: string };

describe("The command line (interfaces, section 4)", { timeout: 60_000 }, () => {
  it("answers with JSON and exit 0 where something is computed, incomplete included", () => {
    const full = dyad(["score", "phq-9", "--json"], JSON.stringify({ answers: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1, 7: 1, 8: 1, 9: 0 } }));
    expect(full.status).toBe(0);
    expect(JSON.parse(full.stdout)).toMatchObject({ instrument: "phq-9", complete: true, total: 8 });
    const part = dyad(["score", "phq-9", "--json"], '{"answers":{"1":1}}');
    expect(part.status).toBe(0);
    expect(JSON.parse(part.stdout)).toMatchObject({ complete: false, total: null });
    expect(JSON.parse(dyad(["change", "--json"], '{"pre":30,"post":10,"sd":10,"reliability":0.9,"lowerIsBetter":true}').stdout)).toMatchObject({ class: "improved" });
    expect(JSON.parse(dyad(["instruments", "--json"]).stdout).length).toBeGreaterThan(15);
    expect(JSON.parse(dyad(["policies", "--json"]).stdout).map((policy: { id: string }) => policy.id).filter((id: string) => !id.startsWith("example-")).sort()).toEqual(["cpp-model", "dc-mhrs", "nc-ctp"]);
    const check = dyad(["fhir", "check", sample]);
    expect([check.status, JSON.parse(check.stdout).resourceType]).toEqual([0, "OperationOutcome"]);
  });

  it("says no and not known by exit 1", () => {
    const asked = dyad(["decide", "--policy", "dc-mhrs", "--question", "eligibility", "--on", "2026-11-20", "--json"], "{}");
    expect([asked.status, JSON.parse(asked.stdout).verdict]).toEqual([1, "unknown"]);
  });

  it.each([
    ["no command", [], "", "command"],
    ["an unknown command", ["nonsense"], "", "command"],
    ["half of a command's name", ["fhir"], "", "command"],
    ["input that is not JSON", ["score", "phq-9"], "{", "stdin"],
    ["a wrong value", ["score", "phq-9"], '{"answers":{"1":9}}', "answers.1"],
    ["a wrong key", ["change"], '{"before":1}', "before"],
    ["an option that is not there", ["verify", "--fast"], "", "arguments"],
    ["another option", ["outcomes", "derive", "--all"], "", "arguments"],
  ])("refuses %s by exit 2, with the one error shape on standard error and nothing on standard output", (_what, words, input, place) => {
    const { status, stdout, stderr } = dyad(words, input);
    expect([status, stdout]).toEqual([2, ""]);
    const error = errorOf(stderr);
    expect(Object.keys(error)).toEqual(["code", "message", "fields", "requestId"]);
    expect(error.code).toBe("malformed");
    expect(error.fields.map((field) => field.path)).toContain(place);
  });

  it("lists its commands in both languages, and names them where one is unknown", () => {
    expect(dyad(["--help"])).toMatchObject({ status: 0, stdout: expect.stringContaining("decide --policy ID") });
    expect(dyad(["--help", "--language", "es"]).stdout).toMatch(/Órdenes:/);
    expect(errorOf(dyad(["nonsense"]).stderr).message).toMatch(/nonsense.*score.*verify/);
  });

  it("starts no database and keeps no folder for what needs none", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-cli-"));
    dyad(["policies"], "", { DYAD_DATA_DIR: path.join(folder, "data") });
    expect(fs.readdirSync(folder)).toEqual([]);
    fs.rmdirSync(folder);
  });

  it("stops at an unknown setting, with its name, before it opens a database", () => {
    const { status, stderr } = dyad(["verify"], "", { DYAD_NONSENSE: "1" });
    expect([status, errorOf(stderr).fields[0]?.path]).toEqual([2, "DYAD_NONSENSE"]);
  });
});
