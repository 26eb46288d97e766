import { describe, expect, it } from "vitest";
import { askedAgain, countFactsAskedTwice, facts, listAsked, listInputs } from "../access/facts.ts";

describe("No fact is asked twice (D5-D7, C7)", () => {
  it("every input about a family says which fact it asks for, and none is named that is gone", () => {
    const named = Object.entries(facts).flatMap(([name, leaves]) => Object.keys(leaves).map((leaf) => `${name}: ${leaf}`));
    const there = listInputs().flatMap(({ name, leaves }) => leaves.map((leaf) => `${name}: ${leaf}`));
    expect(there.filter((one) => !named.includes(one)), "asked and not named").toEqual([]);
    expect(named.filter((one) => !there.includes(one)), "named and not asked").toEqual([]);
  });

  it("no two inputs ask for the same fact without a reason, and no reason is kept that is not needed", () => {
    const twice = [...listAsked()].filter(([, inputs]) => inputs.length > 1).map(([fact]) => fact);
    expect(twice.filter((fact) => !(fact in askedAgain))).toEqual([]);
    expect(Object.keys(askedAgain).filter((fact) => !twice.includes(fact))).toEqual([]);
    expect(countFactsAskedTwice()).toBe(0);
    expect(countFactsAskedTwice({ ...facts, "another.input": { stage: "stage of treatment" } })).toBe(1);
  });

  it("a fidelity packet asks two facts and words of one's own, everything else is read", () => {
    expect(Object.values(facts["fidelity.confirm"]!).filter((fact) => fact !== null)).toEqual(["rating that the record suggested otherwise", "how much the work strained the clinician", "how far the clinician could reflect", "the clinician's reflection on a packet"]);
  });
});
