import { z } from "zod";
import { Fault, type FieldWords } from "#kernel/faults.ts";
import { issueWords } from "#kernel/issues.ts";
import type { Words } from "#kernel/language.ts";
import { factsSchemas, type FactsOf, policyVersionSchema, type PolicyVersion, type Question } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** The facts of a question, checked. Anything unexpected is a `malformed` fault that names each place and what was expected. */
export function readFacts<Q extends Question>(question: Q, facts: unknown): FactsOf<Q> {
  const schema = factsSchemas[question];
  const read = schema.safeParse(facts);
  if (read.success) return read.data as FactsOf<Q>;
  throw refusal(faultWords.factsUnread(question), schema, read.error);
}

/** One version of a policy from the content of its file; `place` names the file in the fault. */
export function readPolicyVersion(content: unknown, place: string): PolicyVersion {
  const read = policyVersionSchema.safeParse(content);
  if (read.success) return read.data;
  throw refusal(faultWords.fileUnread(place), policyVersionSchema, read.error);
}

function refusal(what: Words, schema: z.ZodType, error: z.ZodError): Fault {
  const fields = error.issues.flatMap((issue) => fieldFaults(schema, issue));
  const first = fields[0];
  return new Fault("malformed", first ? faultWords.places(what, first.path, first.message, fields.length) : what, { fields });
}

function fieldFaults(schema: z.ZodType, issue: z.core.$ZodIssue): FieldWords[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: faultWords.noKey(known) }));
  }
  return [{ path: path.join("."), message: issue.code === "invalid_union" ? faultWords.knownKind : issueWords(issue) }];
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
