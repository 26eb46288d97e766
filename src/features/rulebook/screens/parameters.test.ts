import { expect, it } from "vitest";
import { loadPolicies } from "#features/policy/policies.ts";
import type { Provision } from "../editing.rules.ts";
import { kindOfParameter, parametersOf, readParameter, writeParameter } from "./parameters.ts";

it("every parameter of every shipped clause and timer comes back from its field as it was", () => {
  const provisions = loadPolicies().flatMap(({ versions }) => versions.flatMap(({ clauses, timers }): Provision[] => [...clauses.map((of) => ({ kind: "clause" as const, of })), ...(timers ?? []).map((of) => ({ kind: "timer" as const, of }))]));
  const parameters = provisions.flatMap((one) => parametersOf(one).map(([name, value]) => ({ of: one.kind, name, value })));
  expect(parameters.filter(({ of }) => of === "timer").length).toBeGreaterThan(20);
  expect(parameters.length).toBeGreaterThan(80);
  for (const { of, name, value } of parameters) {
    const kind = kindOfParameter(of, name, value);
    expect(readParameter(kind, writeParameter(kind, value)), `${of} ${name}`).toEqual({ value });
  }
});

it("says what is wrong with a field", () => {
  expect(readParameter("number", "six")).toEqual({ wrong: "number" });
  expect(readParameter("number", " ")).toEqual({ wrong: "number" });
  expect(readParameter("number_or_none", "")).toEqual({ value: null });
  expect(readParameter("number_or_none", "thirty")).toEqual({ wrong: "number" });
  expect(readParameter("event", "")).toEqual({ value: null });
  expect(readParameter("json", "{")).toEqual({ wrong: "json" });
  expect(readParameter("list", " a \n\n b")).toEqual({ value: ["a", "b"] });
});
