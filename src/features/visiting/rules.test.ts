import { describe, expect, it } from "vitest";
import { dueOf, judgeVisit, stepDue, type Visit } from "./rules.ts";

const at = (clock: string) => `2026-11-20T${clock}:00.000Z`;
const rule = { isOn: true, graceMinutes: 30 };
const visit = (more: Partial<Visit> = {}): Visit => ({ startsAt: at("15:00"), endsAt: at("16:00"), travelMinutes: 25, signAt: null, words: [], ...more });
const word = (name: "in" | "out" | "longer" | "settled", clock: string, until: string | null = null) => ({ word: name, saidAt: at(clock), untilAt: until === null ? null : at(until) });
const state = (clock: string, more: Partial<Visit> = {}) => judgeVisit(visit(more), rule, at(clock)).state;

describe("a visit at home (C4)", () => {
  it("expects a word after its end, the way back and the agency's minutes, and later where somebody said so", () => {
    expect(dueOf(visit(), rule)).toBe(at("16:55"));
    expect(dueOf(visit({ travelMinutes: null }), rule)).toBe(at("16:30"));
    expect(dueOf(visit({ words: [word("longer", "15:50", "16:30")] }), rule)).toBe(at("17:25"));
    // A word that would end it sooner than planned makes nobody late.
    expect(dueOf(visit({ words: [word("longer", "15:05", "15:20")] }), rule)).toBe(at("16:55"));
  });
  it("is ahead, going on, late, over, or settled", () => {
    expect([state("14:59"), state("15:00"), state("16:55"), state("16:56")]).toEqual(["ahead", "inside", "inside", "late"]);
    expect(state("14:50", { words: [word("in", "14:49")] })).toBe("inside");
    expect(state("20:00", { words: [word("in", "15:00"), word("out", "16:05")] })).toBe("over");
    expect(state("20:00", { words: [word("settled", "17:10")] })).toBe("settled");
  });
  it("is over for who wrote of it after its end, and not for who only began before", () => {
    expect([state("18:00", { signAt: at("16:10") }), state("18:00", { signAt: at("15:30") })]).toEqual(["over", "late"]);
  });
  it("is told in two steps, half an hour apart", () => expect([stepDue(at("16:55"), at("16:55")), stepDue(at("16:55"), at("16:56")), stepDue(at("16:55"), at("17:25")), stepDue(at("16:55"), at("17:26"))]).toEqual([0, 1, 1, 2]));
});
