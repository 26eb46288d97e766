import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { readTouch, sayChip, writeTouch } from "#features/cases/chips.words.ts";
import { judgePacket, type KeptPacket, mayConfirm, type PacketFacts, planPackets } from "./packets.rules.ts";
import { findPackFaults, findRuleFaults, pathsOf } from "./packs.rules.ts";
import { loadFidelity } from "./policies.ts";
import { applyRatings, askedKeys, type CodedSession, findWrongChange, judgeCapacity, judgeChallenge, judgeFit, judgeFocus, suggestContent, suggestCourse, suggestStrands } from "./suggest.rules.ts";

const { rules, example } = loadFidelity();
const anna = { clinicianId: "anna", clinicianName: "Anna", from: "2026-01-05", to: null };
const facts = (more: Partial<PacketFacts> = {}): PacketFacts => ({ courses: [{ number: 1, beganOn: "2026-01-05", endedOn: null }], stages: [{ stage: 1, beganOn: "2026-01-05" }], assignments: [anna], held: [], plannedEnd: null, kept: [], ...more });
const stages = [{ stage: 1, beganOn: "2026-01-05" }, { stage: 2, beganOn: "2026-03-02" }, { stage: 3, beganOn: "2026-09-10" }];
const shape = (given: PacketFacts, today: string, coreMonths = 3) => planPackets(given, { coreMonths }, today).map((one) => [one.kind, one.from, one.to, one.dueOn, one.clinicianId]);
const kept = (more: Partial<KeptPacket>): KeptPacket => ({ packetId: "p", course: 1, kind: "core", periodFrom: "2026-03-02", periodTo: "2026-06-01", dueOn: "2026-06-02", clinicianId: "anna", clinicianName: "Anna", version: 1, confirmedAt: "2026-06-03T12:00:00.000Z", confirmedOn: "2026-06-03", notesOwed: 0, hash: "", supervisorId: null, outcome: null, reviewedAt: null, ...more });

describe("which packets a case has, and when (D5-D7)", () => {
  it("cuts the course at its stages: one for the first, one every few months of the second, one to the end", () => {
    expect(shape(facts(), "2026-02-01")).toEqual([["foundational", "2026-01-05", null, null, "anna"]]);
    expect(shape(facts({ stages, plannedEnd: "2026-11-20" }), "2026-10-01")).toEqual([
      ["foundational", "2026-01-05", "2026-03-01", "2026-03-02", "anna"],
      ["core", "2026-03-02", "2026-06-01", "2026-06-02", "anna"],
      ["core", "2026-06-02", "2026-09-01", "2026-09-02", "anna"],
      ["core", "2026-09-02", "2026-09-09", "2026-09-10", "anna"],
      ["recapitulation", "2026-09-10", null, "2026-11-20", "anna"],
    ]);
  });

  it("is due on the very day on which the course ended, in whichever stage", () => {
    const closed = [{ number: 1, beganOn: "2026-01-05", endedOn: "2026-02-20" }];
    expect(shape(facts({ courses: closed }), "2026-10-01")).toEqual([["foundational", "2026-01-05", "2026-02-20", "2026-02-20", "anna"]]);
    const late = shape(facts({ stages, courses: [{ number: 1, beganOn: "2026-01-05", endedOn: "2026-10-30" }], plannedEnd: "2026-11-20" }), "2026-12-01");
    expect(late.at(-1)).toEqual(["recapitulation", "2026-09-10", "2026-10-30", "2026-10-30", "anna"]);
  });

  it("gives each clinician the own days, and leaves out one who was only named", () => {
    const change = facts({ stages: stages.slice(0, 2), assignments: [{ ...anna, to: "2026-04-15" }, { clinicianId: "bela", clinicianName: "Bela", from: "2026-04-16", to: null }], held: [{ clinicianId: "anna", on: "2026-03-10" }, { clinicianId: "bela", on: "2026-04-20" }] });
    expect(shape(change, "2026-05-01").slice(1)).toEqual([["core", "2026-03-02", "2026-04-15", "2026-04-15", "anna"], ["core", "2026-04-16", "2026-06-01", "2026-06-02", "bela"]]);
    const both = facts({ assignments: [anna, { clinicianId: "bela", clinicianName: "Bela", from: "2026-01-05", to: null }], held: [{ clinicianId: "anna", on: "2026-01-12" }] });
    expect(shape(both, "2026-05-01").map((one) => one[4])).toEqual(["anna"]);
  });

  it("keeps the days of what was confirmed when the interval changes, and a packet that is planned no more", () => {
    const after = shape(facts({ stages: stages.slice(0, 2), kept: [kept({})] }), "2026-09-01", 6);
    expect(after.slice(1).map((one) => one.slice(1, 3))).toEqual([["2026-03-02", "2026-06-01"], ["2026-06-02", "2026-12-01"]]);
    expect(shape(facts({ kept: [kept({ periodFrom: "2026-03-09" })] }), "2026-09-01").map((one) => one[0])).toEqual(["foundational", "core"]);
  });

  it("stands late only after the days of grace, is left open by whoever left, and can be confirmed from its day on", () => {
    const one = { dueOn: "2026-06-02", isOnCase: true, kept: null };
    const on = (day: string, more = {}) => judgePacket({ ...one, ...more }, rules, day);
    expect([on("2026-06-01"), on("2026-06-02"), on(addDays("2026-06-02", rules.graceDays)), on(addDays("2026-06-02", rules.graceDays + 1)), on("2026-06-02", { isOnCase: false })]).toEqual(["going_on", "due", "due", "late", "left_open"]);
    expect([on("2026-06-04", { kept: kept({}) }), on("2026-06-04", { kept: kept({ outcome: "returned" }) }), judgePacket({ ...one, dueOn: null }, rules, "2030-01-01")]).toEqual(["confirmed", "returned", "going_on"]);
    expect([mayConfirm(one, "2026-06-01"), mayConfirm(one, "2026-06-02"), mayConfirm({ dueOn: null }, "2030-01-01")]).toEqual([false, true, false]);
  });

  it("never leaves a day of the second stage out, nor counts one twice, whatever the interval", () => {
    for (let months = 1; months <= 12; months++)
      for (const day of ["2026-03-02", "2026-05-31", "2026-08-30", "2026-09-09", "2027-02-28"]) {
        const core = planPackets(facts({ stages: stages.slice(0, 2) }), { coreMonths: months }, day).filter((one) => one.kind === "core");
        expect(core[0]?.from).toBe("2026-03-02");
        for (const [place, one] of core.entries()) if (place > 0) expect(one.from).toBe(addDays(core[place - 1]!.to!, 1));
        expect(core.filter((one) => one.from <= day && day <= one.to!)).toHaveLength(1);
      }
  });
});

const session = (place: number, passages: CodedSession["passages"] = [], more: Partial<CodedSession> = {}): CodedSession => ({ sessionId: `s${place}`, on: addDays("2026-03-02", 7 * place), status: "held", isSigned: true, passages, ...more });
const states = (code: string): CodedSession["passages"] => [{ section: "regulation", chips: [{ code }], hasWords: false }];
const touch = (detail: string): CodedSession["passages"] => [{ section: "content", chips: [{ code: "trauma_story", detail }], hasWords: false }];
const strand = (key: string, sessions: CodedSession[]) => suggestStrands(sessions, [], rules).find((one) => one.key === `strands.${key}`)!;

describe("what the record suggests (C7)", () => {
  it("reads challenge and capacity from shares, by the programme's own thresholds", () => {
    for (const [seen, among, level] of [[0, 10, "none"], [1, 10, "low"], [2, 8, "moderate"], [5, 10, "significant"], [1, 2, null], [0, 0, null]] as const) expect(judgeChallenge(seen, among, rules.leastSessions, rules), `${seen} of ${among}`).toBe(level);
    for (const [seen, among, level] of [[2, 10, "needs_development"], [3, 10, "emerging"], [6, 10, "acquired"], [2, 2, null]] as const) expect(judgeCapacity(seen, among, rules), `${seen} of ${among}`).toBe(level);
    expect(judgeChallenge(1, 10, 3, { ...rules, challengeLow: 20 })).toBe("none");
  });

  it("counts who was flooded in signed notes alone, and missed hours among all that were booked; never what is kept apart", () => {
    const hours = [session(1, states("child_start_flooded")), session(2, states("adult_end_shut_down")), session(3, states("child_end_settled")), session(4, states("child_start_flooded"), { isSigned: false }), session(5, [], { status: "no_show", isSigned: false })];
    expect(strand("emotional_process.challenge", hours)).toMatchObject({ suggestion: "significant", seen: 2, among: 3, sources: [{ sessionId: "s1" }, { sessionId: "s2" }] });
    expect(strand("procedural.challenge", hours)).toMatchObject({ suggestion: "low", seen: 1, among: 5 });
    expect(strand("reflective_practice.capacity", [1, 2, 3].map((place) => session(place, [{ section: "reflection", chips: [{ code: "x" }], hasWords: true }])))).toMatchObject({ suggestion: null, seen: 0, sources: [] });
  });

  it("reads the grid: focus from touches, standing from the last mark, at referral from the first, and the fit of both", () => {
    const hours = [session(1, touch("3/0")), session(2, touch("1")), session(3, touch("2/1"))];
    const grid = (kind: "foundational" | "core", before: CodedSession[] = []) => new Map(suggestContent(hours, before, kind, rules).filter((one) => one.key.startsWith("content.trauma_story")).map((one) => [one.key.split(".")[2], one.suggestion]));
    expect([...grid("foundational")]).toEqual([["focus", "3"], ["standing", "1"], ["standing_at_referral", "0"], ["fit", "right"]]);
    expect(grid("core").has("standing_at_referral")).toBe(false);
    expect(suggestContent([session(9)], hours, "core", rules).find((one) => one.key === "content.trauma_story.standing")?.suggestion).toBe("1");
    expect([judgeFocus(0, 0, rules), judgeFocus(0, 4, rules), judgeFocus(1, 4, rules), judgeFocus(3, 4, rules), judgeFocus(6, 4, rules)]).toEqual([null, "0", "1", "2", "3"]);
    expect([judgeFit("0", "0", rules), judgeFit("2", "1", rules), judgeFit("3", "3", rules), judgeFit(null, "1", rules)]).toEqual(["under", "right", "over", null]);
  });

  it("keeps the suggestion beside what was changed; fit and the case's challenge follow what they rest on", () => {
    const suggested = [...suggestStrands([], [], rules), ...suggestContent([session(1, touch("3/0"))], [], "core", rules)];
    const left = applyRatings(suggested, { changed: [{ key: "content.trauma_story.standing", value: "3" }, { key: "strands.procedural.challenge", value: "moderate" }], challenge: "significant", capacity: "emerging" }, rules);
    const at = (key: string) => left.find((one) => one.key === key);
    expect(at("content.trauma_story.standing")).toMatchObject({ value: "3", suggestion: "0" });
    expect(at("content.trauma_story.fit")?.value).toBe("over");
    expect([at(askedKeys.challenge)?.value, at(askedKeys.capacity)?.value, at("case.course")?.value]).toEqual(["significant", "emerging", "higher"]);
    expect(suggestCourse([{ key: "strands.procedural.challenge", value: "low" }], rules).suggestion).toBe("lower");
    const wrong = (key: string, value: string) => findWrongChange(suggested, [{ key, value }]);
    expect([wrong("strands.procedural.challenge", "low"), wrong("strands.procedural.challenge", "acquired"), wrong("nothing.of.it", "low"), wrong(askedKeys.challenge, "low")]).toEqual([null, 0, 0, 0]);
  });
});

describe("a note's objective", () => {
  it("says how far it was touched and where it stands, in the old way and the new", () => {
    expect([readTouch("2"), readTouch("2/0"), readTouch("9"), readTouch(undefined), readTouch("2/7")]).toEqual([{ touched: 2, standing: null }, { touched: 2, standing: 0 }, { touched: 0, standing: null }, { touched: 0, standing: null }, { touched: 0, standing: null }]);
    for (const touched of [0, 1, 2, 3]) for (const standing of [null, 0, 1, 2, 3]) expect(readTouch(writeTouch(touched, standing))).toEqual({ touched, standing });
    expect(sayChip({ code: "trauma_story", detail: "2/1" }, "es", { child: "", adult: "" })).toBe("Trauma: relato · tocado 2 de 3 · empieza");
  });
});

describe("form packs and thresholds", () => {
  const item = { id: "a", text: { en: "A", es: "A" } };
  it("name our values and ask nothing further; each fault has its place", () => {
    expect(findPackFaults(example)).toEqual([]);
    const pack = (...items: typeof example.items) => findPackFaults({ ...example, items }).map((one) => one.path);
    expect(pack({ ...item, from: "strands.nothing.challenge" }, { ...item, from: "reflection" })).toEqual(["pack.items.0.from", "pack.items.1.id"]);
    expect(pack(item)).toEqual(["pack.items.0.from"]);
    const asks = (id: string, scale: "challenge" | "capacity") => ({ ...item, id, ask: { scale } });
    expect(pack(asks("a", "challenge"), asks("b", "capacity"), asks("c", "challenge"))).toEqual(["pack.items.2.ask"]);
    expect(pathsOf("core")).not.toContain("content.trauma_story.standing_at_referral");
    expect(pathsOf("core")).not.toContain("procedures.feedback_given");
  });
  it("rise from step to step", () => {
    expect(findRuleFaults(rules)).toEqual([]);
    expect(findRuleFaults({ ...rules, challengeModerate: rules.challengeLow }).map((one) => one.path)).toEqual(["challengeModerate"]);
  });
});
