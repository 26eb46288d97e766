import { describe, expect, it } from "vitest";
import { listProcedures } from "#server/procedure.ts";
import { contract } from "#features/contract.ts";
import { loadPrivacyRules } from "#features/release/figures.policies.ts";
import { laxerIn, ruleBook } from "#features/release/figures.rules.ts";
import { breachState, byClock, isAssessed, noticeDays, purgeableFrom } from "./clocks.rules.ts";
import { findFailures, findOddDays, findSameName, type StaffDay, surnamesOf } from "./oddities.rules.ts";
import { isNamed, kindsOfChild, kindsOfOneself, kindsOfStaffFile } from "./readers.rules.ts";
import { messageStatuses } from "#features/messages/contract.ts";
import { addedUp } from "./screens/lines.ts";
import { outcomeNames, sourceOf } from "./words.ts";

const rules = ruleBook(loadPrivacyRules("data"), []);

describe("What stands in the trail", () => {
  it("has words for every end of a message", () => {
    expect(messageStatuses.filter((one) => outcomeNames[one] === undefined)).toEqual([]);
  });

  it("adds up what reads alike, so that nobody is told the same line twice", () => {
    const line = (who: string, times: number) => ({ day: "2026-11-22", who, what: "The record", times });
    expect(addedUp([line("Ada", 5), line("Ada", 1), line("Bea", 2)])).toEqual([line("Ada", 6), line("Bea", 2)]);
  });
});

describe("Clocks and years (B7)", () => {
  it("ships every figure with its source, each a draft until somebody confirms it, and the agency's own stands instead", () => {
    expect(Object.values(rules).every((one) => one.status === "draft" && one.source.length > 10)).toBe(true);
    expect(ruleBook(loadPrivacyRules("data"), [{ ...rules.access_days, value: 20, status: "local" }]).access_days).toMatchObject({ value: 20, status: "local" });
  });

  it("knows in what a figure asks less of the agency than the one that ships, whichever side that is", () => {
    const shipped = (key: string) => loadPrivacyRules("data").find((one) => one.key === key)!;
    expect(laxerIn(shipped("access_days"), { value: 31, extension: 30 })).toBe("value");
    expect(laxerIn(shipped("access_days"), { value: 20, extension: 31 })).toBe("extension");
    expect(laxerIn(shipped("access_days"), { value: 30, extension: 30 })).toBe("neither");
    expect(laxerIn(shipped("accounting_years"), { value: 5, extension: null })).toBe("value");
    expect(laxerIn(shipped("accounting_years"), { value: 8, extension: null })).toBe("neither");
    expect(laxerIn(shipped("majority_age"), { value: 16, extension: null })).toBe("value");
  });

  it("says where each shipped figure comes from in both languages, with the same citations; what an agency wrote stays as it is", () => {
    const cited = (text: string) => text.match(/\d+ CFR [\d.]+|DCMR|\b(6323|8022)\b/g);
    for (const rule of Object.values(rules)) {
      expect(sourceOf({ ...rule, setBy: null }, "en")).toBe(rule.source);
      expect(cited(sourceOf({ ...rule, setBy: null }, "es"))).toEqual(cited(rule.source));
      expect(sourceOf({ ...rule, source: "Our own counsel.", setBy: "Ada" }, "es")).toBe("Our own counsel.");
    }
  });

  it("counts the notices of a breach: people in 60 days, the media above 500, the authority with them from 500 on, else after the year", () => {
    const of = (affected: number | null, conclusion: "breach" | "low_probability" | null = "breach") => noticeDays({ discoveredOn: "2026-03-01", affected, conclusion }, rules);
    expect(of(1, null)).toEqual({ individuals: null, media: null, authority: null });
    expect(of(900, "low_probability")).toEqual({ individuals: null, media: null, authority: null });
    expect(of(null)).toEqual({ individuals: "2026-04-30", media: null, authority: "2027-03-01" });
    expect(of(499)).toEqual({ individuals: "2026-04-30", media: null, authority: "2027-03-01" });
    expect(of(500)).toEqual({ individuals: "2026-04-30", media: null, authority: "2026-04-30" });
    expect(of(501)).toEqual({ individuals: "2026-04-30", media: "2026-04-30", authority: "2026-04-30" });
  });

  it("keeps an incident open until every notice that is due has its day", () => {
    const notice = (dueOn: string | null, givenOn: string | null) => ({ kind: "individuals" as const, dueOn, givenOn });
    expect(breachState({ conclusion: null, notices: [] })).toBe("assessing");
    expect(breachState({ conclusion: "breach", notices: [notice("2026-01-01", "2026-01-01"), notice("2026-01-01", null)] })).toBe("notifying");
    expect(breachState({ conclusion: "breach", notices: [notice("2026-01-01", "2026-01-01"), notice(null, null)] })).toBe("closed");
    const factor = { factor: "nature" as const, mark: "low" as const, words: "x" };
    expect([isAssessed([factor, factor, factor, factor]), isAssessed([factor, factor, factor, { ...factor, words: " " }]), isAssessed([factor, factor, factor, { ...factor, mark: null }])]).toEqual([true, false, false]);
  });

  it("lets a record go the day after the later of ten years from closing and ten years from 18, of every child of it", () => {
    expect(purgeableFrom("2026-11-20", ["2022-05-02"], rules)).toBe("2050-05-03");
    expect(purgeableFrom("2026-11-20", ["1990-05-02"], rules)).toBe("2036-11-21");
    expect(purgeableFrom("2026-11-20", ["1990-05-02", "2024-02-29"], rules)).toBe("2052-03-01");
    expect(purgeableFrom("2026-11-20", ["1990-05-02", null], rules)).toBeNull();
    expect(purgeableFrom("2026-11-20", [], rules)).toBeNull();
  });

  it("puts what runs out first first, with its extension, and what no clock counts last", () => {
    const of = (requestId: string, dueOn: string | null, to?: string) => ({ requestId, receivedOn: "2026-01-01", dueOn, extension: to === undefined ? null : { to, reason: "", noticedOn: "2026-01-01" } });
    expect(byClock([of("none", null), of("late", "2026-03-01"), of("extended", "2026-02-01", "2026-04-01"), of("soon", "2026-02-15")]).map((one) => one.requestId)).toEqual(["soon", "late", "extended", "none"]);
  });
});

describe("What stands out in a trail (B7)", () => {
  const day = (on: string, families: number, more: Partial<StaffDay> = {}): StaffDay => ({ staffId: "s", on, families, atNight: 0, exports: 0, ...more });
  const week = ["2026-11-02", "2026-11-03", "2026-11-04", "2026-11-05", "2026-11-06"].map((on) => day(on, 4));

  it("points to many families against one's own usual, never where a usual is not known", () => {
    expect(findOddDays([...week, day("2026-11-19", 11)], "2026-11-20")).toEqual([{ kind: "many_families", on: "2026-11-19", staffId: "s", caseId: null, count: 11, usual: 4 }]);
    expect(findOddDays([...week, day("2026-11-19", 10)], "2026-11-20")).toEqual([]);
    expect(findOddDays([...week.slice(1), day("2026-11-19", 40)], "2026-11-20")).toEqual([]);
    expect(findOddDays([...week, { ...day("2026-11-19", 40), staffId: "other" }], "2026-11-20")).toEqual([]);
  });

  it("points to nights, to much taken out and to many failures, of the last two weeks only", () => {
    expect(findOddDays([day("2026-11-19", 1, { atNight: 2, exports: 5 }), day("2026-11-01", 1, { atNight: 2 })], "2026-11-20").map((one) => [one.kind, one.count])).toEqual([["night", 2], ["exports", 5]]);
    expect(findFailures([{ on: "2026-11-19", count: 4 }, { on: "2026-11-18", count: 5 }]).map((one) => one.on)).toEqual(["2026-11-18"]);
  });

  it("knows the same family name with or without accents, as a part of a double one, and never by a first name or a title", () => {
    expect(surnamesOf("Dr. Ana María López-Ruiz")).toEqual(["maria", "lopez", "ruiz"]);
    const read = (staffName: string, familyNames: string[]) => findSameName([{ staffId: "s", staffName, caseId: "c", on: "2026-11-19", familyNames, count: 1 }]).length;
    expect([read("Ana López", ["Lopez Vega"]), read("Ana López", ["Ana"]), read("Ana López", ["Loper"]), read("Li", ["Li"])]).toEqual([1, 0, 0, 0]);
  });
});

describe("Who looked (B7, D8)", () => {
  const kinds = listProcedures(contract as never);
  it("tells an adult of kinds of reading that the adult may do as well, and of nothing about a report, a protective matter or a trail", () => {
    const told = [...kindsOfChild(kinds), ...kindsOfOneself(kinds)];
    expect(told).toContain("cases.record");
    expect(told).toContain("release.accounting");
    for (const name of told) expect((kinds.find((one) => one.name === name)!.access.who as readonly string[]).includes("caregiver"), name).toBe(true);
    expect(told.filter((name) => /^(safety|custody|privacy|compliance|audits)\./.test(name))).toEqual([]);
    // A reading of one session, paper or letter would tell of that one.
    expect(kindsOfChild(kinds).filter((name) => /\{(?!caseId)/.test(kinds.find((one) => one.name === name)!.path))).toEqual([]);
  });
  it("tells somebody at work of readings of their own credentials and papers", () => {
    expect(kindsOfStaffFile(kinds).toSorted()).toEqual(["documents.listOfStaff", "documents.openOfStaff", "workforce.history"]);
    expect([isNamed(["clinician"]), isNamed(["administrator", "supervisor"]), isNamed(["administrator"]), isNamed([])]).toEqual([true, true, false, false]);
  });
});
