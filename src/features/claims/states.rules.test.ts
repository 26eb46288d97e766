import fc from "fast-check";
import { expect, test } from "vitest";
import { canStep, type ClaimState, claimNumberOf, claimStates, holdsSessions, lineNumberOf, stepsInTurn } from "./states.rules.ts";

test("a claim goes from draft to closed by the steps of a payer, and never back from what was sent", () => {
  const way = ["draft", "scrubbed", "batched", "sent", "acknowledged", "accepted", "pended", "paid", "posted", "closed"] as const;
  for (const [at, state] of way.slice(1).entries()) expect(canStep(way[at]!, state), `${way[at]} → ${state}`).toBe(true);
  for (const from of claimStates) if (!["scrubbed"].includes(from)) expect(canStep(from, "draft"), from).toBe(false);
  expect(canStep("paid", "closed")).toBe(false);
  expect(canStep("sent", "dropped")).toBe(false);
});
test("A14: steps of one moment stand in the order in which one goes on from the other, also where a payer decided twice at once", () => {
  const step = (from: ClaimState | null, to: ClaimState, at: string) => ({ from, to, at });
  const taken = [step(null, "draft", "1"), step("draft", "scrubbed", "1"), step("scrubbed", "batched", "2"), step("batched", "sent", "3"), step("sent", "paid", "4"), step("paid", "posted", "4"), step("posted", "partly_paid", "4"), step("partly_paid", "posted", "4"), step("posted", "closed", "5")];
  fc.assert(fc.property(fc.shuffledSubarray(taken, { minLength: taken.length }), (mixed) => void expect(stepsInTurn(mixed)).toEqual(taken)));
  expect(stepsInTurn([])).toEqual([]);
});
test("what was turned away, replaced, voided or dropped lets its sessions go", () => {
  expect(claimStates.filter((one) => !holdsSessions(one))).toEqual(["rejected", "replaced", "voided", "dropped"]);
});
test("the number of a claim is its own, short, and of letters and digits", () => {
  fc.assert(
    fc.property(fc.uuid({ version: 7 }), fc.uuid({ version: 7 }), (one, other) => {
      expect(claimNumberOf(one)).toMatch(/^[A-Z0-9]{10,20}$/);
      expect(lineNumberOf(claimNumberOf(one), 50)).toMatch(/^[A-Z0-9]{6,30}$/);
      if (one.slice(0, 13) !== other.slice(0, 13) || one.slice(-10) !== other.slice(-10)) expect(claimNumberOf(one)).not.toBe(claimNumberOf(other));
    }),
  );
});
