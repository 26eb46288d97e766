import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "#kernel/faults.ts";
import type { Decision, Finding } from "#kernel/findings.ts";
import { type Policy, questions } from "./contract.ts";
import { changeClause, confirmClause } from "./history.rules.ts";
import { findDataDirectory } from "./policies.ts";
import { decide } from "./rules.ts";

const finding = z.strictObject({ result: z.string(), severity: z.string().optional(), status: z.string().optional() });
const changes = z.record(z.string(), z.unknown());

/** Worked cases as data: facts that differ from a base in which everything is met, and what must come out. */
export const casesSchema = z.strictObject({
  policy: z.string(),
  base: z.partialRecord(z.enum(questions), z.record(z.string(), z.unknown())),
  cases: z.array(
    z.strictObject({
      case: z.string(),
      name: z.string(),
      question: z.enum(questions),
      on: z.string(),
      set: changes.optional(),
      unset: z.array(z.string()).optional(),
      confirm: z.array(z.string()).optional(),
      change: z.record(z.string(), changes).optional(),
      expect: z.strictObject({
        verdict: z.enum(["yes", "no", "unknown"]).optional(),
        units: z.number().nullable().optional(),
        findings: z.record(z.string(), z.union([z.string(), finding])).optional(),
        fault: z.string().optional(),
      }),
    }),
  ),
});
export type Cases = z.infer<typeof casesSchema>;
export type Case = Cases["cases"][number];

/** The worked cases that ship beside a policy. */
export function readCases(id: string): Cases {
  return casesSchema.parse(JSON.parse(readFileSync(join(findDataDirectory(), "policies", id, "cases.json"), "utf8")));
}

/** The facts of one case. */
export function factsOf(cases: Cases, one: Case): unknown {
  const facts = structuredClone(cases.base[one.question] ?? {});
  for (const [path, value] of Object.entries(one.set ?? {})) place(facts, path.split("."), value);
  for (const path of one.unset ?? []) place(facts, path.split("."), undefined);
  return facts;
}

/** Sets what lies at a path; undefined takes it away. Parts on the way must exist, so that a slip in a case fails. */
export function place(target: object, path: readonly string[], value: unknown): void {
  const [step, ...rest] = path;
  const holder = target as Record<string, unknown>;
  if (step === undefined) return;
  if (rest.length > 0) return place(holder[step] as object, rest, value);
  if (value === undefined) delete holder[step];
  else holder[step] = value;
}

/** The policy as a case has it: entries confirmed, or settings changed. */
export function policyOf(policy: Policy, one: Case): Policy {
  const version = policy.versions.at(-1)!.version;
  let changed = policy;
  for (const id of one.confirm ?? []) changed = confirmClause(changed, version, id, { by: "An administrator", on: "2026-11-01", register: "dcregs.dc.gov" });
  for (const [id, settings] of Object.entries(one.change ?? {})) {
    changed = changeClause(changed, version, id, (clause) => {
      const copy = structuredClone(clause);
      for (const [path, value] of Object.entries(settings)) place(copy, path.split("."), value);
      return copy;
    });
  }
  return changed;
}

/** What came out of a case, in the shape of what it expects. */
export function runCase(policy: Policy, cases: Cases, one: Case): Case["expect"] {
  try {
    return inShapeOf(one.expect, decide({ policy: policyOf(policy, one), question: one.question, on: one.on, facts: factsOf(cases, one) }));
  } catch (error) {
    if (error instanceof Fault) return { fault: error.fields.map(({ path }) => path).join(", ") };
    throw error;
  }
}

function inShapeOf(expected: Case["expect"], decision: Decision): Case["expect"] {
  const shape: Case["expect"] = {};
  if ("verdict" in expected) shape.verdict = decision.verdict;
  if ("units" in expected) shape.units = decision.units;
  if (expected.findings) {
    const entries = Object.entries(expected.findings).map(([rule, asked]) => [rule, look(decision.findings.find((one) => one.rule === rule), asked)] as const);
    shape.findings = Object.fromEntries(entries);
  }
  if ("fault" in expected) shape.fault = "";
  return shape;
}

function look(found: Finding | undefined, asked: string | z.infer<typeof finding>): string | z.infer<typeof finding> {
  if (!found) return "no such finding";
  if (typeof asked === "string") return found.result;
  const keys = Object.keys(asked) as (keyof typeof asked)[];
  return Object.fromEntries(keys.map((key) => [key, found[key]])) as z.infer<typeof finding>;
}
