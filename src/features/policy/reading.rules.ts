import { z } from "zod";
import { Fault, type FieldWords } from "#kernel/faults.ts";
import { issueWords } from "#kernel/issues.ts";
import type { Words } from "#kernel/language.ts";
import { factsSchemas, type FactsOf, policyVersionSchema, type PolicyVersion, type Question } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { kindsElsewhere, parametersElsewhere, valuesElsewhere } from "./meaning.words.ts";

/** The facts of a question, checked. Anything unexpected is a `malformed` fault that names each place and what was expected. */
export function readFacts<Q extends Question>(question: Q, facts: unknown): FactsOf<Q> {
  const schema = factsSchemas[question];
  const read = schema.safeParse(facts);
  if (read.success) return read.data as FactsOf<Q>;
  throw refusal(faultWords.factsUnread(question), schema, facts, read.error);
}

/** One version of a policy from the content of its file; `place` names the file in the fault. */
export function readPolicyVersion(content: unknown, place: string): PolicyVersion {
  const read = policyVersionSchema.safeParse(content);
  if (read.success) return read.data;
  throw refusal(faultWords.fileUnread(place), policyVersionSchema, content, read.error);
}

function refusal(what: Words, schema: z.ZodType, content: unknown, error: z.ZodError): Fault {
  const fields = error.issues.flatMap((issue) => fieldFaults(schema, content, issue));
  const first = fields[0];
  return new Fault("malformed", first ? faultWords.places(what, first.path, first.message, fields.length) : what, { fields });
}

/** What the content holds at a path; undefined where there is nothing. */
function valueAt(content: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((held, step) => (typeof held === "object" && held !== null ? (held as Record<string, unknown>)[step] : undefined), content);
}

const saidOf = (table: Record<string, Words>, key: unknown): Words | undefined => (typeof key === "string" && Object.hasOwn(table, key) ? table[key] : undefined);

/** Rules and timers are the objects of a kind; only of their parameters is it said that they have no meaning. */
const isRule = (path: readonly string[]) => path[0] === "clauses" && path[2] === "rule";

function fieldFaults(schema: z.ZodType, content: unknown, issue: z.core.$ZodIssue): FieldWords[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") {
    const known = keysAt(schema, content, path);
    return issue.keys.map((key) => ({ path: [...path, key].join("."), message: (isRule(path) ? saidOf(parametersElsewhere, key) : undefined) ?? faultWords.noKey(known) }));
  }
  const value = valueAt(content, path);
  if (issue.code === "invalid_union") {
    const kind = path.at(-1) === "kind" ? value : valueAt(value, ["kind"]);
    return [{ path: path.join("."), message: (isRule(path) ? saidOf(kindsElsewhere, kind) : undefined) ?? faultWords.knownKind }];
  }
  return [{ path: path.join("."), message: (isRule(path) && issue.code === "invalid_value" ? saidOf(valuesElsewhere, value) : undefined) ?? issueWords(issue) }];
}

/** The keys that an object may have at a path of the schema, which of several kinds the content says; none where that cannot be told. */
function keysAt(schema: z.ZodType, content: unknown, path: readonly string[]): string[] {
  let place: unknown = schema;
  for (const [index, step] of path.entries()) {
    place = ofKind(unwrap(place), valueAt(content, path.slice(0, index)));
    if (place instanceof z.ZodObject) place = place.shape[step];
    else if (place instanceof z.ZodArray) place = place.element;
    else return [];
  }
  place = ofKind(unwrap(place), valueAt(content, path));
  return place instanceof z.ZodObject ? Object.keys(place.shape) : [];
}

function ofKind(schema: unknown, value: unknown): unknown {
  if (!(schema instanceof z.ZodDiscriminatedUnion)) return schema;
  return schema.options.find((option) => option instanceof z.ZodObject && (option.shape.kind as z.ZodLiteral).value === valueAt(value, ["kind"]));
}

function unwrap(schema: unknown): unknown {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable) inner = inner.unwrap();
  return inner;
}
