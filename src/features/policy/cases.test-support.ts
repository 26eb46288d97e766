import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { Fault } from "#kernel/faults.ts";
import type { Decision, Finding } from "#kernel/findings.ts";
import { type Policy, questions } from "./contract.ts";
import { changeClause, confirmClause } from "./history.rules.ts";
import { findDataDirectory } from "./policies.ts";
import { decide } from "./rules.ts";

const finding = z.strictObject({ result: z.enum(["met", "not_met", "unknown", "not_applicable"]), severity: z.string().optional(), status: z.string().optional(), says: z.string().optional() });
const changes = z.record(z.string(), z.unknown());
const workedCase = z.strictObject({
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
    findings: z.record(z.string(), z.union([finding.shape.result, finding])).optional(),
    fault: z.string().optional(),
  }),
});

/** Worked cases as data: facts that differ from a base in which everything is met, and what must come out. */
export const casesSchema = z.strictObject({
  policy: z.string(),
  base: z.partialRecord(z.enum(questions), z.record(z.string(), z.unknown())),
  cases: z.array(workedCase),
});
/** Further cases of the same policy, in a file of `cases/` for each part of the text. */
const furtherSchema = z.strictObject({ about: z.string(), cases: z.array(workedCase).min(1) });
export type Cases = z.infer<typeof casesSchema>;
export type Case = Cases["cases"][number];

/** The worked cases that ship beside a policy: `cases.json`, which holds the base, and every file of `cases/`. */
export function readCases(id: string): Cases {
  const folder = join(findDataDirectory(), "policies", id);
  const first = casesSchema.parse(readJson(join(folder, "cases.json")));
  const further = join(folder, "cases");
  const names = existsSync(further) ? readdirSync(further).filter((name) => name.endsWith(".json")).sort() : [];
  return { ...first, cases: [...first.cases, ...names.flatMap((name) => furtherSchema.parse(readJson(join(further, name))).cases)] };
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, "utf8"));

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
    shape.findings = Object.fromEntries(entries) as NonNullable<Case["expect"]["findings"]>;
  }
  if ("fault" in expected) shape.fault = "";
  return shape;
}

function look(found: Finding | undefined, asked: string | z.infer<typeof finding>): string | z.infer<typeof finding> {
  if (!found) return "no such finding";
  if (typeof asked === "string") return found.result;
  // What is said is looked for in the sentence; where it is not there, the whole sentence is shown instead.
  const said = asked.says !== undefined && found.message.includes(asked.says) ? asked.says : found.message;
  const keys = Object.keys(asked) as (keyof typeof asked)[];
  return Object.fromEntries(keys.map((key) => [key, key === "says" ? said : found[key]])) as z.infer<typeof finding>;
}
