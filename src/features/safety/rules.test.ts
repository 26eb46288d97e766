import { describe, expect, it, test } from "vitest";
import { addMinutes, instantFromWall } from "#kernel/dates.ts";
import { chainOf, closingTime, decideStep, findGaps, findingsOf, GAP_DAYS } from "./escalation.rules.ts";
import type { SafetySettings } from "./oncall.contract.ts";
import { emptyPlan, isAskedAgain, isEmptyPlan, writePaper } from "./plans.rules.ts";
import { planParts } from "./plans.contract.ts";
import { emptyReport, missingIn, momentsOf, recipientOf } from "./report.rules.ts";

const zone = "America/New_York";
const settings: SafetySettings = { hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: "08:30", to: "17:30" })), holidays: [{ on: "2026-11-26", name: "A day off" }], escalateAfterMinutes: 15, writtenReportHours: null };
const at = (wall: string) => instantFromWall(wall, zone);

describe("who is called outside the agency's hours (B13)", () => {
  // 2026-11-20 is a Friday, the 26th a Thursday that is off.
  test.each([
    ["within the hours", "2026-11-20T10:00", at("2026-11-20T17:30")],
    ["at the first minute", "2026-11-20T08:30", at("2026-11-20T17:30")],
    ["a minute before", "2026-11-20T08:29", null],
    ["at the closing minute", "2026-11-20T17:30", null],
    ["on a Saturday", "2026-11-21T10:00", null],
    ["on a day off", "2026-11-26T10:00", null],
  ])("%s", (_what, wall, closing) => expect(closingTime(settings, at(wall), zone)).toBe(closing));
  it("thinks nobody to be there where no hours are set", () => expect(closingTime(null, at("2026-11-20T10:00"), zone)).toBe(null));
  it("is right on the days on which the clocks change", () => {
    const sunday = { ...settings, hours: [{ weekday: 7, from: "08:30", to: "17:30" }] };
    expect(closingTime(sunday, at("2026-11-01T09:00"), zone)).toBe("2026-11-01T22:30:00.000Z");
    expect(closingTime(sunday, at("2027-03-14T09:00"), zone)).toBe("2027-03-14T21:30:00.000Z");
  });

  const chain = chainOf({ onCall: "ana", supervisors: ["sol"], administrators: ["ada", "sol"] });
  const decide = (wall: string, told: { staffId: string; toldAt: string }[], more: Partial<Parameters<typeof decideStep>[0]> = {}) => decideStep({ now: at(wall), timeZone: zone, settings, isOver: false, told, chain, ...more });
  it("names each person once, in order", () => expect(chain.map((one) => `${one.staffId} ${one.standsAs}`)).toEqual(["ana on_call", "sol supervisor", "ada administrator"]));
  it("waits within the hours until they end, and tells at once outside of them", () => {
    expect(decide("2026-11-20T10:00", [])).toEqual({ do: "wait", until: at("2026-11-20T17:30") });
    expect(decide("2026-11-20T17:30", [])).toEqual({ do: "tell", staffId: "ana", standsAs: "on_call" });
    expect(decide("2026-11-20T10:00", [], { settings: null })).toMatchObject({ do: "tell", staffId: "ana" });
  });
  it("goes to the next after the minutes and not before, and then on to the end of the chain", () => {
    const first = { staffId: "ana", toldAt: at("2026-11-20T21:00") };
    expect(decide("2026-11-20T21:14", [first])).toEqual({ do: "wait", until: at("2026-11-20T21:15") });
    expect(decide("2026-11-20T21:15", [first])).toEqual({ do: "tell", staffId: "sol", standsAs: "supervisor" });
    const second = { staffId: "sol", toldAt: at("2026-11-20T21:15") };
    expect(decide("2026-11-20T21:30", [first, second])).toMatchObject({ do: "tell", staffId: "ada" });
    expect(decide("2026-11-20T21:45", [first, second, { staffId: "ada", toldAt: at("2026-11-20T21:30") }])).toEqual({ do: "nothing" });
  });
  it("goes on in the morning where it began in the night, and stops where somebody took it on", () => {
    const told = [{ staffId: "ana", toldAt: at("2026-11-20T08:20") }];
    expect(decide("2026-11-20T08:35", told)).toMatchObject({ do: "tell", staffId: "sol" });
    expect(decide("2026-11-20T08:35", told, { isOver: true })).toEqual({ do: "nothing" });
  });
  it("tells nobody twice and leaves nobody out, whatever the chain and the minutes (property)", () => {
    for (let seed = 1; seed <= 60; seed++) {
      const pick = (most: number) => ((seed * 7919) >> 3) % most;
      const people = chainOf({ onCall: pick(2) === 0 ? "p0" : null, supervisors: Array.from({ length: pick(4) }, (_, i) => `p${i}`), administrators: Array.from({ length: 1 + pick(3) }, (_, i) => `p${i + 2}`) });
      const told: { staffId: string; toldAt: string }[] = [];
      let now = at("2026-11-21T02:00");
      for (let round = 0; round < 40; round++) {
        const step = decideStep({ now, timeZone: zone, settings: { ...settings, escalateAfterMinutes: 1 + (seed % 30) }, isOver: false, told, chain: people });
        if (step.do === "nothing") break;
        if (step.do === "tell") told.push({ staffId: step.staffId, toldAt: now });
        else now = step.until > now ? step.until : addMinutes(now, 1);
      }
      expect(told.map((one) => one.staffId)).toEqual(people.map((one) => one.staffId));
    }
  });

  it("finds the gaps of the roster, and none where every hour outside is covered", () => {
    const now = at("2026-11-20T12:00");
    const gaps = findGaps(settings, [], now, zone);
    expect(gaps[0]).toEqual({ from: at("2026-11-20T17:30"), to: at("2026-11-23T08:30") });
    expect(gaps.some((one) => one.from === at("2026-11-25T17:30") && one.to === at("2026-11-27T08:30"))).toBe(true);
    const turn = { startsAt: at("2026-11-20T18:00"), endsAt: at("2026-11-23T08:30") };
    expect(findGaps(settings, [turn], now, zone)[0]).toEqual({ from: at("2026-11-20T17:30"), to: at("2026-11-20T18:00") });
    expect(findGaps(settings, [{ startsAt: now, endsAt: at("2026-12-24T00:00") }], now, zone)).toEqual([]);
    expect(findGaps(null, [], now, zone)).toEqual([{ from: now, to: at("2026-12-04T00:00") }]);
    expect(GAP_DAYS).toBe(14);
  });
  it("says them as findings that are local, in both languages, at most ten and how many more", () => {
    for (const language of ["en", "es"] as const) {
      const found = findingsOf({ ...settings, hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "08:30", to: "17:30" })), holidays: [] }, [], at("2026-11-20T12:00"), zone, language);
      expect(found).toHaveLength(11);
      expect(new Set(found.map((one) => one.status))).toEqual(new Set(["local"]));
    }
    expect(findingsOf(null, [], at("2026-11-20T12:00"), zone, "en")[0]!.rule).toBe("hours-set");
  });
});

describe("a safety plan", () => {
  const full = { ...emptyPlan, ...Object.fromEntries(planParts.map((part) => [part, `says ${part}`])), childWords: "says the child" };
  it("is asked for again by what happened since it was last seen", () => {
    expect(isAskedAgain("2026-11-20T15:00:00Z", null)).toBe(true);
    expect(isAskedAgain("2026-11-20T15:00:00Z", "2026-11-20T14:59:00Z")).toBe(true);
    expect(isAskedAgain("2026-11-20T15:00:00Z", "2026-11-20T15:00:00Z")).toBe(false);
  });
  it("prints every part that says something, under words that do not tell what it is", () => {
    for (const language of ["en", "es"] as const) {
      const { title, lines, foot } = writePaper(full, language);
      expect(lines.map((one) => one.words)).toEqual(["says warningSigns", "says helps", "says peoplePlaces", "says contacts", "says the child", "says papers", "says codeWord"]);
      expect([title, foot, ...lines.map((one) => one.heading)].join(" ")).not.toMatch(/safe|plan|risk|danger|violen|crisis|segur|riesgo|peligro|suici|dyad/i);
      expect(foot).toMatch(/988.*911/);
    }
    expect(writePaper({ ...emptyPlan, helps: "music" }, "en").lines).toHaveLength(1);
    expect([isEmptyPlan(emptyPlan), isEmptyPlan({ ...emptyPlan, codeWord: " \n" }), isEmptyPlan(full)]).toEqual([true, true, false]);
  });
});

describe("a mandated report", () => {
  const whole = { ...emptyReport("Robin"), allegations: "a", accounts: [{ how: "said" as const, on: null, words: "b" }], danger: "no" as const, knownAt: "2026-11-20T09:00", oralAt: "2026-11-20T09:20", oralAgency: "An agency", oralStaff: "", caregiverTold: "yes" as const };
  const paths = (more: Partial<typeof whole> | { caregiverTold: "no" | null }) => missingIn({ ...whole, ...more }).map((one) => one.path);
  it("says what it lacks, field by field, and asks for no supervisor", () => {
    expect(missingIn(emptyReport("")).map((one) => one.path)).toEqual(["children", "allegations", "oralAgency", "accounts", "danger", "knownAt", "oralAt", "caregiverTold"]);
    expect(paths({})).toEqual([]);
    expect(paths({ accounts: [{ how: "said", on: null, words: "  " }] })).toEqual(["accounts"]);
    expect(paths({ caregiverTold: "no" })).toEqual(["caregiverWords"]);
    expect(paths({ oralAt: "2026-11-20T08:59" })).toEqual(["oralAt"]);
  });
  it("is due in writing as typed, else by the agency's hours, else by nothing we made up", () => {
    expect(momentsOf(whole, zone, 48).writtenDueAt).toBe("2026-11-22T14:20:00.000Z");
    expect(momentsOf({ ...whole, writtenDueAt: "2026-11-21T12:00" }, zone, 48).writtenDueAt).toBe("2026-11-21T17:00:00.000Z");
    expect([momentsOf(whole, zone, null).writtenDueAt, momentsOf({ ...whole, oralAt: null }, zone, 48).writtenDueAt]).toEqual([null, null]);
    expect(() => momentsOf({ ...whole, oralAt: "2027-03-14T02:30" }, zone, null)).toThrow(expect.objectContaining({ code: "malformed" }));
  });
  it("names in the accounting to whom it went", () => expect([recipientOf({ oralAgency: "An agency", oralStaff: "Somebody" }), recipientOf({ oralAgency: "An agency", oralStaff: " " })]).toEqual(["An agency, Somebody", "An agency"]));
});
