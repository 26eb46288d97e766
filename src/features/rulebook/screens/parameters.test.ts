import { expect, it } from "vitest";
import { loadPolicies } from "#features/policy/policies.ts";
import { kindOfParameter, readParameter, writeParameter } from "./parameters.ts";

it("every parameter of every shipped clause comes back from its field as it was", () => {
  const values = loadPolicies().flatMap(({ versions }) => versions.flatMap(({ clauses }) => clauses.flatMap(({ rule }) => Object.entries(rule).filter(([key]) => key !== "kind").map(([, value]) => value as unknown))));
  expect(values.length).toBeGreaterThan(50);
  for (const value of values) expect(readParameter(kindOfParameter(value), writeParameter(value))).toEqual({ value });
});

it("says what is wrong with a field", () => {
  expect(readParameter("number", "six")).toEqual({ wrong: "number" });
  expect(readParameter("number", " ")).toEqual({ wrong: "number" });
  expect(readParameter("json", "{")).toEqual({ wrong: "json" });
  expect(readParameter("list", " a \n\n b")).toEqual({ value: ["a", "b"] });
});
