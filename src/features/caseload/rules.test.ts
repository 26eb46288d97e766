import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { caseloadContent, type CaseloadContent } from "./contract.ts";
import { shippedRule } from "./default.rules.ts";
import { type Candidate, judgeNext } from "./next.rules.ts";
import { hasRoom, isSeenAtHome, limitFor, loadOn, ruleOn, standingOf, sumOf, type Weighable, weigh } from "./rules.ts";

const TODAY = "2026-11-20";
const family = (more: Partial<Weighable> = {}): Weighable => ({ kind: "assigned", validFrom: "2026-01-05", validTo: null, stage: 2, held: 0, atHome: 0, planned: 0, plannedAtHome: 0, hasInterpreter: false, languages: ["en"], others: 0, riskStands: false, hasSafetyPlan: false, ...more });
const rule: CaseloadContent = { ...shippedRule, stages: { 1: 2, 2: 0, 3: 1 }, risk: 5, safety_plan: 3, home: 5, interpreter: 3, language: 2, trainee: 4, covering: -5, shared: -3 };
const experienced = { isTrainee: false };

const days = fc.integer({ min: -60, max: 60 }).map((at) => addDays(TODAY, at));
const anyFamily: fc.Arbitrary<Weighable> = fc.record({ kind: fc.constantFrom("assigned", "covering"), validFrom: days, validTo: fc.option(days), stage: fc.integer({ min: 1, max: 3 }), held: fc.nat(12), atHome: fc.nat(12), planned: fc.nat(12), plannedAtHome: fc.nat(12), hasInterpreter: fc.boolean(), languages: fc.subarray(["en", "es", "am"]), others: fc.nat(2), riskStands: fc.option(fc.boolean()), hasSafetyPlan: fc.option(fc.boolean()) });
const more = fc.integer({ min: 0, max: 20 });
const less = fc.integer({ min: -20, max: 20 });
const anyRule: fc.Arbitrary<CaseloadContent> = fc
  .record({ base: fc.integer({ min: 5, max: 30 }), stages: fc.record({ 1: more, 2: more, 3: more }), risk: more, safety_plan: more, home: more, homeShare: fc.integer({ min: 1, max: 100 }), interpreter: more, language: more, ordinaryLanguages: fc.subarray(["en", "es"]), trainee: more, covering: less, shared: less, limitTenths: fc.option(fc.nat(300)), limitFamilies: fc.option(fc.nat(20)) })
  .filter((one) => caseloadContent.safeParse(one).success);
const anyCarrier = fc.record({ isTrainee: fc.boolean() });

describe("what a family weighs (B10)", () => {
  it.each<[string, Partial<Weighable>, { isTrainee: boolean }, string]>([
    ["by itself", {}, experienced, "base 10"],
    ["in its first stage", { stage: 1 }, experienced, "base 10, stage 2"],
    ["seen at home, half of the sessions", { held: 4, atHome: 2 }, experienced, "base 10, home 5"],
    ["seen at home less than half", { held: 5, atHome: 2, planned: 4, plannedAtHome: 4 }, experienced, "base 10"],
    ["to be seen at home, before any session", { planned: 4, plannedAtHome: 4 }, experienced, "base 10, home 5"],
    ["in another language", { languages: ["en", "es"] }, experienced, "base 10, language 2"],
    ["with an interpreter, who stands for the language", { languages: ["am"], hasInterpreter: true }, experienced, "base 10, interpreter 3"],
    ["with a risk and a safety plan", { riskStands: true, hasSafetyPlan: true }, experienced, "base 10, risk 5, safety_plan 3"],
    ["where that may not be known", { riskStands: null, hasSafetyPlan: null }, experienced, "base 10"],
    ["for who is in training", {}, { isTrainee: true }, "base 10, trainee 4"],
    ["while covering, whoever else treats it", { kind: "covering", others: 1 }, experienced, "base 10, covering -5"],
    ["shared by two", { others: 1 }, experienced, "base 10, shared -3"],
  ])("%s", (_name, of, carrier, said) => {
    expect(weigh(rule, family(of), carrier).map(({ part, tenths }) => `${part} ${tenths}`).join(", ")).toBe(said);
  });

  it("ships as a draft in which every family is one, and twelve are warned of", () => {
    expect(caseloadContent.parse(shippedRule)).toEqual(shippedRule);
    expect(sumOf(weigh(shippedRule, family({ stage: 1, held: 1, atHome: 1, riskStands: true, hasSafetyPlan: true, languages: ["es"] }), { isTrainee: true }))).toBe(10);
    expect([11, 12].map((count) => hasRoom(shippedRule, { families: count, tenths: count * 10 }, limitFor(shippedRule, null), experienced))).toEqual([true, false]);
  });

  it("is never less than nothing", () => {
    fc.assert(fc.property(anyRule, anyFamily, anyCarrier, (of, one, carrier) => sumOf(weigh(of, one, carrier)) >= 0));
  });

  it("adds up to the load, in whatever order, on whatever day", () => {
    fc.assert(
      fc.property(anyRule, fc.array(anyFamily, { maxLength: 15 }), anyCarrier, days, (of, cases, carrier, on) => {
        const load = loadOn(of, cases, carrier, on);
        const held = cases.filter((one) => one.validFrom <= on && (one.validTo === null || one.validTo >= on));
        expect(load).toEqual({ families: held.length, tenths: held.reduce((sum, one) => sum + sumOf(weigh(of, one, carrier)), 0) });
        expect(loadOn(of, cases.toReversed(), carrier, on)).toEqual(load);
      }),
    );
  });

  it("never lowers a load by one more family, nor finds room where there was none", () => {
    fc.assert(
      fc.property(anyRule, fc.array(anyFamily, { maxLength: 15 }), anyFamily, anyCarrier, (of, cases, one, carrier) => {
        const before = loadOn(of, cases, carrier, TODAY);
        const after = loadOn(of, [...cases, one], carrier, TODAY);
        expect(after.families >= before.families && after.tenths >= before.tenths).toBe(true);
        const limit = limitFor(of, null);
        expect(hasRoom(of, after, limit, carrier) && !hasRoom(of, before, limit, carrier)).toBe(false);
      }),
    );
  });

  it("knows who is mostly seen at home from the last weeks, else from those to come", () => {
    expect(isSeenAtHome({ held: 0, atHome: 0, planned: 0, plannedAtHome: 0 }, 1)).toBe(false);
    expect(isSeenAtHome({ held: 3, atHome: 1, planned: 0, plannedAtHome: 0 }, 33)).toBe(true);
  });

  it("stands beside a limit in words; an own limit replaces the agency's whole", () => {
    const limit = { families: 12, tenths: null };
    expect([11, 12, 13].map((families) => standingOf({ families, tenths: 0 }, limit))).toEqual(["under", "at", "over"]);
    expect(standingOf({ families: 40, tenths: 400 }, { families: null, tenths: null })).toBe("none");
    expect(limitFor(rule, { families: null, tenths: 80 })).toEqual({ families: null, tenths: 80, isOwn: true });
    expect(limitFor(rule, { families: null, tenths: null })).toEqual({ families: 12, tenths: null, isOwn: false });
  });

  it("goes by the newest version that has begun", () => {
    const versions = [{ number: 0, content: "shipped", validFrom: null }, { number: 1, content: "first", validFrom: "2026-02-01" }, { number: 2, content: "later", validFrom: "2026-12-01" }];
    expect(["2026-01-31", "2026-02-01", "2026-11-30", "2026-12-01"].map((on) => ruleOn(versions, on)?.content)).toEqual(["shipped", "first", "first", "later"]);
  });
});

const candidate = (name: string, of: Partial<Candidate> = {}): Candidate => ({ staffId: name, name, hasRoom: true, languages: ["en"], saysNotNowUntil: null, absences: [], lastDay: null, endings: [], team: "in_one", supervision: "needs_none", ...of });
const judged = (of: Partial<Candidate>, language: string | null = null) => {
  const [one] = judgeNext([candidate("A", of)], { language, on: TODAY });
  return `${one!.state}: ${one!.reasons.map((reason) => reason.code).join(" ")}`;
};

describe("who can take the next family (B10, A8, B9)", () => {
  it.each<[Partial<Candidate>, string | null, string]>([
    [{}, null, "room: room"],
    [{ hasRoom: false }, null, "over: no_room"],
    [{ languages: ["EN", "es "] }, "es", "room: room speaks"],
    [{}, "es", "room: room speaks_not"],
    [{ languages: null }, "es", "room: room language_unknown"],
    [{ saysNotNowUntil: TODAY }, null, "not_now: says_not_now room"],
    [{ saysNotNowUntil: "2026-11-19" }, null, "room: room"],
    [{ absences: [{ validFrom: "2026-11-18", validTo: TODAY }] }, null, "not_now: away room"],
    [{ absences: [{ validFrom: "2026-12-01", validTo: "2026-12-08" }] }, null, "room: room away_soon"],
    [{ lastDay: "2027-01-31", hasRoom: false }, null, "not_now: last_day no_room"],
    [{ endings: [{ kind: "licence", name: "LICSW", endsOn: "2026-11-01", stage: 0 }] }, null, "not_now: licence_ended room"],
    [{ endings: [{ kind: "licence", name: "LICSW", endsOn: "2026-12-15", stage: 30 }] }, null, "room: room credential_ends"],
    [{ team: { full: "Team 1", clause: "22-A DCMR § 3427.14" } }, null, "not_now: team_full room"],
    [{ team: "place_left" }, null, "room: room no_team"],
    [{ supervision: null }, null, "not_now: no_supervisor room"],
    [{ supervision: { by: "Dr. S." } }, null, "room: room supervised"],
  ])("%j asked in %s", (of, language, said) => expect(judged(of, language)).toBe(said));

  it("stands by name within each group, whatever the order of what is given", () => {
    const people = ["Cora", "Abe", "Dee", "Bo"].map((name, place) => candidate(name, { hasRoom: place % 2 === 0 }));
    fc.assert(fc.property(fc.shuffledSubarray(people, { minLength: 4 }), (given) => {
      expect(judgeNext(given, { language: null, on: TODAY }).map((one) => one.name)).toEqual(["Cora", "Dee", "Abe", "Bo"]);
    }));
  });
});
