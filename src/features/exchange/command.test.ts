import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Fault } from "#kernel/faults.ts";
import type { FhirResource } from "#wire/fhir/types.ts";
import { fhirCheckCommand, outcomeText, prepareImport } from "./command.ts";
import { leftOutLines } from "./fhir.ts";
import { referralFromBundle } from "./contract.ts";
import { readReferralBundle } from "./fhir.ts";

const folder = new URL("../../../test/data/fhir/", import.meta.url);
const girl = "synthea/8a4c9c04-1524-9f1c-d65b-9b17e4520fef.json";
const text = readFileSync(new URL(girl, folder), "utf8");
const bytes = (content: string) => new TextEncoder().encode(content);
const check = (content: string | Uint8Array, argv: string[] = ["a.json"]) => fhirCheckCommand(argv, () => (typeof content === "string" ? bytes(content) : content));
const issuesOf = (stdout: string) => (JSON.parse(stdout) as { resourceType: string; issue: { severity: string; expression?: string[]; diagnostics?: string; details: { text: string } }[] }).issue;

describe("dyad fhir check", () => {
  it("a good file: exit 0 and an OperationOutcome without faults, with and without --json", async () => {
    for (const argv of [["a.json"], ["--json", "a.json"], ["a.json", "--json"]]) {
      const answer = await check(text, argv);
      expect([answer.exit, answer.stderr]).toEqual([0, ""]);
      expect(JSON.parse(answer.stdout)).toMatchObject({ resourceType: "OperationOutcome" });
      expect(issuesOf(answer.stdout).every((issue) => issue.severity === "information")).toBe(true);
    }
  });

  it("a wrong required code: exit 1, with its place", async () => {
    const answer = await check(text.replace('"gender": "female"', '"gender": "girl"'));
    expect(answer.exit).toBe(1);
    expect(issuesOf(answer.stdout)[0]).toMatchObject({ severity: "error", expression: ["Bundle.entry[0].resource.gender"] });
  });

  it("a dangling urn:uuid: exit 1, with entry and path", async () => {
    const bundle = JSON.parse(text) as { entry: { resource: FhirResource }[] };
    bundle.entry[1]!.resource.subject = { reference: "urn:uuid:00000000-0000-4000-8000-000000000000" };
    const answer = await check(JSON.stringify(bundle));
    expect(answer.exit).toBe(1);
    expect(issuesOf(answer.stdout)[0]!.expression).toEqual(["Bundle.entry[1].resource.subject.reference"]);
  });

  it("a ZIP, a page, a cut file: exit 1, and what they are", async () => {
    expect(issuesOf((await check("PK\x03\x04")).stdout)[0]!.details.text).toContain("ZIP");
    expect(issuesOf((await check("<!doctype html>")).stdout)[0]!.details.text).toContain("HTML");
    const cut = await check(text.slice(0, 5000));
    expect(cut.exit).toBe(1);
    expect(issuesOf(cut.stdout)[0]!.diagnostics).toMatch(/^line \d+, column \d+$/);
  });

  it("used wrongly: exit 2, the error on stderr, nothing on stdout", async () => {
    const missing = () => {
      throw new Error("ENOENT /secret/place");
    };
    for (const answer of [await check(text, []), await check(text, ["a", "b"]), await check(text, ["--fast", "a"]), await fhirCheckCommand(["a.json"], missing)]) {
      expect([answer.exit, answer.stdout]).toEqual([2, ""]);
      expect(JSON.parse(answer.stderr)).toMatchObject({ code: "malformed", fields: [] });
      expect(answer.stderr).not.toContain("secret");
    }
  });
});

describe("dyad fhir import, before the database", () => {
  it("a wrong required code anywhere: faults, and nothing to store", () => {
    const read = prepareImport(text.replace('"status": "finished"', '"status": "done"'), "a.json");
    expect(read.kind).toBe("none");
    expect(Object.keys(read).sort()).toEqual(["faults", "kind"]);
    expect(issuesOf(outcomeText(read.faults, "es"))[0]!.details.text).toContain("no se permite aquí");
  });

  it("an empty file has a fault and never nothing", () => {
    for (const content of ["", "{}", "[]", '{"resourceType":"Bundle","type":"collection"}', '{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"exception"}]}', "\n", "nonsense"]) {
      const read = prepareImport(content, "a.ndjson");
      expect([content, read.kind, read.faults.length > 0]).toEqual([content, "none", true]);
    }
  });

  it("the lines of what was left out have path and reason, in the language asked", () => {
    const read = prepareImport(text, "a.json");
    if (read.kind !== "referral") throw new Error(read.kind);
    expect(Object.keys(leftOutLines(read.leftOut, "en")[0]!)).toEqual(["path", "reason"]);
    expect(leftOutLines(read.leftOut, "es").map((one) => one.reason)).toContain("El número de seguro social no se guarda.");
  });
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Walks down by the numbers and puts something else where it ends. */
function mutate(value: Json, steps: number[], replacement: Json | undefined): Json | undefined {
  if (steps.length === 0 || typeof value !== "object" || value === null) return replacement;
  const [step, ...rest] = steps as [number, ...number[]];
  if (Array.isArray(value)) {
    if (value.length === 0) return replacement;
    const at = step % value.length;
    const changed = mutate(value[at]!, rest, replacement);
    return changed === undefined ? value.filter((_, index) => index !== at) : value.map((one, index) => (index === at ? changed : one));
  }
  const keys = Object.keys(value);
  if (keys.length === 0) return replacement;
  const key = keys[step % keys.length]!;
  const { [key]: held, ...others } = value;
  const changed = mutate(held!, rest, replacement);
  return changed === undefined ? others : { ...others, [key]: changed };
}

const child = "urn:uuid:8a4c9c04-1524-9f1c-d65b-9b17e4520fef";
const example = (name: string, more: { [key: string]: Json }): Json => ({ resource: { ...(JSON.parse(readFileSync(new URL(`r4-examples/${name}.json`, folder), "utf8")) as { [key: string]: Json }), ...more } });
/** The girl's first visit with its bills, and one of each kind that the hospital's bundle lacks: small, and good as it is. */
const small: { [key: string]: Json } = {
  resourceType: "Bundle",
  type: "collection",
  entry: [
    ...(JSON.parse(text) as { entry: { resource: { resourceType: string }; request?: unknown }[] }).entry
      .slice(0, 29)
      .filter(({ resource }) => !["Observation", "DiagnosticReport", "DocumentReference"].includes(resource.resourceType))
      .map((entry) => ({ ...entry, request: undefined }) as unknown as Json),
    example("RelatedPerson-peter", { patient: { reference: child } }),
    example("Coverage-9876B1", { beneficiary: { reference: child } }),
    example("Condition-example2", { subject: { reference: child } }),
    example("ServiceRequest-physiotherapy", { subject: { reference: child }, status: "active" }),
    example("PractitionerRole-example", {}),
  ],
};

const replacement = fc.oneof(
  { weight: 3, arbitrary: fc.constant(undefined) },
  { weight: 5, arbitrary: fc.constantFrom<Json>(null, "", " ", 0, -1, 1e400, true, [], {}, [null], [[]], "\0", "\ud800", "#", "urn:uuid:x", "Patient/1", "Practitioner?identifier=%", "constructor", { resourceType: "Patient" }, { resourceType: "Bundle", entry: [null] }, { reference: 7 }, [{ reference: "#" }]) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<Json> },
);
const mutations = fc.array(fc.tuple(fc.array(fc.nat(400), { minLength: 1, maxLength: 9 }), replacement), { minLength: 1, maxLength: 4 });
const mutated = mutations.map((list) => list.reduce<Json>((value, [steps, put]) => mutate(value, ["entry" in (value as object) ? Object.keys(value as object).indexOf("entry") : 0, ...steps], put as Json | undefined) ?? {}, small));

/** Runs; anything thrown but a Fault is a failure of the property. */
function survives(run: () => void): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
  }
}

const runs = process.env.TEST_LONG === "1" ? 5000 : 120;

describe("whatever is sent", () => {
  it("the bundle that is changed is good before", () => {
    const read = prepareImport(JSON.stringify(small), "a.json");
    expect(read.faults).toEqual([]);
    expect(read.kind === "referral" && [read.referral.carers.length, read.referral.coverage.length, read.referral.requests.length, read.directory.roles.length]).toEqual([1, 2, 1, 1]);
  });

  it("a bundle changed at random is read or refused, and a read one keeps its shape", () => {
    const came = { none: 0, referral: 0, directory: 0 };
    fc.assert(
      fc.property(mutated, (bundle) => {
        survives(() => {
          const read = prepareImport(JSON.stringify(bundle), "a.json");
          if (read.kind === "none") expect(read.faults.length).toBeGreaterThan(0);
          if (read.kind === "referral") referralFromBundle.parse(read.referral);
          outcomeText(read.faults, "es");
          came[read.kind] += 1;
        });
      }),
      { seed: 20261120, numRuns: runs },
    );
    expect(Math.min(came.none, came.referral)).toBeGreaterThan(runs / 20);
  }, 600_000);

  it("the mapping by itself takes what was never checked", () => {
    fc.assert(
      fc.property(mutated, (bundle) => {
        const isObject = typeof bundle === "object" && bundle !== null && !Array.isArray(bundle);
        if (!isObject) return;
        survives(() => {
          const read = readReferralBundle({ ...bundle, resourceType: "Bundle" });
          if (read.kind === "referral") referralFromBundle.parse(read.referral);
        });
      }),
      { seed: 20261120, numRuns: runs * 4 },
    );
  }, 600_000);

  it("a text cut or changed at any place is refused or read", () => {
    const compact = JSON.stringify(small);
    fc.assert(
      fc.property(fc.nat(compact.length), fc.nat(30), fc.string({ maxLength: 5 }), (at, length, put) => {
        survives(() => prepareImport(compact.slice(0, at) + put + compact.slice(at + length), "a.json"));
        const cut = prepareImport(compact.slice(0, at), "a.json");
        expect(cut.kind === "none" || at === compact.length).toBe(true);
      }),
      { seed: 20261120, numRuns: runs },
    );
  }, 600_000);
});
