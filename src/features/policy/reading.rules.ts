import { z } from "zod";
import { Fault, type FieldFault } from "#kernel/faults.ts";
import { factsSchemas, type FactsOf, policyVersionSchema, type PolicyVersion, type Question } from "./contract.ts";

/** The facts of a question, checked. Anything unexpected is a `malformed` fault that names each place and what was expected. */
export function readFacts<Q extends Question>(question: Q, facts: unknown): FactsOf<Q> {
  const schema = factsSchemas[question];
  const read = schema.safeParse(facts);
  if (read.success) return read.data as FactsOf<Q>;
  throw refusal(`These facts cannot be read for the question "${question}"`, schema, read.error);
}

/** One version of a policy from the content of its file; `place` names the file in the fault. */
export function readPolicyVersion(content: unknown, place: string): PolicyVersion {
  const read = policyVersionSchema.safeParse(content);
  if (read.success) return read.data;
  throw refusal(`The policy file ${place} cannot be read`, policyVersionSchema, read.error);
}

function refusal(what: string, schema: z.ZodType, error: z.ZodError): Fault {
  const fields = error.issues.flatMap((issue) => fieldFaults(schema, issue));
  const first = fields[0];
  const more = fields.length > 1 ? ` (${fields.length} places in all)` : "";
  return new Fault("malformed", `${what}: ${first ? `${first.path || "the whole"}: ${first.message}` : ""}${more}`, { fields });
}

function fieldFaults(schema: z.ZodType, issue: z.core.$ZodIssue): FieldFault[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: `There is no such key here; expected ${known.length > 0 ? known.join(", ") : "another"}.` }));
  }
  return [{ path: path.join("."), message: explain(issue) }];
}

const kindNames: Record<string, string> = { object: "an object { … }", array: "a list [ … ]", string: "a text", number: "a number", int: "a whole number", boolean: "true or false" };

function explain(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return `Expected ${kindNames[issue.expected] ?? issue.expected}.`;
    case "invalid_value":
      return `Expected ${issue.values.length > 1 ? "one of " : ""}${issue.values.join(", ")}.`;
    case "invalid_union":
      return "Expected a known kind of rule.";
    case "too_small":
      return issue.origin === "string" ? "Expected a text that is not empty." : issue.origin === "array" ? `Expected ${issue.minimum} or more entries.` : `Expected ${issue.minimum} or more.`;
    default:
      return issue.message;
  }
}

/** The keys that an object may have at a path of the schema; none where that cannot be told. */
function keysAt(schema: z.ZodType, path: string[]): string[] {
  let place: unknown = schema;
  for (const step of path) {
    place = unwrap(place);
    if (place instanceof z.ZodObject) place = place.shape[step];
    else if (place instanceof z.ZodArray) place = place.element;
    else return [];
  }
  place = unwrap(place);
  return place instanceof z.ZodObject ? Object.keys(place.shape) : [];
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap();
  return inner;
}
