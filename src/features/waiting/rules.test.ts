import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { bornWithin, clocksOf, monthsOld, nextTooOld } from "./clock.rules.ts";
import { criteria, letterStates, type Mark, waitingContent } from "./contract.ts";
import { shippedOrder } from "./default.rules.ts";
import { writeReply } from "./letters.rules.ts";
import { hasReferrer, inOrder, isAsked, letterStateOf, placeOf, type Waiter, whyOf } from "./rules.ts";

const TODAY = "2026-11-20";
const dc = { policy: "dc-mhrs", title: "DC", years: 7, leapDayBirthday: "mar1" as const };
const model = { policy: "cpp-model", title: "Model", years: 6, leapDayBirthday: "mar1" as const };
const clocks = (birthDate: string | null, childAge: string | null = null, toldOn = TODAY) => clocksOf(bornWithin(birthDate, childAge, toldOn), [dc, model], TODAY, 12);
const said = (found: ReturnType<typeof clocks>) => found.map((one) => `${one.policy} ${one.from ?? "…"} ${one.to ?? "…"} ${one.fits}`);

describe("until when the age fits (A4, B1)", () => {
  it.each<[string, string | null, string | null, string, string[]]>([
    ["a birth date, exactly", "2022-05-02", null, TODAY, ["cpp-model 2028-05-02 2028-05-02 yes", "dc-mhrs 2029-05-02 2029-05-02 yes"]],
    ["born on 29 February", "2020-02-29", null, TODAY, ["cpp-model 2026-03-01 2026-03-01 no", "dc-mhrs 2027-03-01 2027-03-01 no"]],
    ["a course that ends on the very day", "2021-11-20", null, TODAY, ["cpp-model 2027-11-20 2027-11-20 yes", "dc-mhrs 2028-11-20 2028-11-20 yes"]],
    ["a course that ends a day late", "2021-11-19", null, TODAY, ["cpp-model 2027-11-19 2027-11-19 no", "dc-mhrs 2028-11-19 2028-11-19 yes"]],
    ["an age that was told: a span", null, "5", "2026-08-20", ["cpp-model 2026-08-21 2027-08-20 no", "dc-mhrs 2027-08-21 2028-08-20 unclear"]],
    ["seven or older, as told", null, "7_or_older", TODAY, ["cpp-model … 2025-11-20 no", "dc-mhrs … 2026-11-20 no"]],
    ["not born yet", null, "not_born", TODAY, ["cpp-model 2032-11-20 … yes", "dc-mhrs 2033-11-20 … yes"]],
    ["nothing said", null, null, TODAY, ["cpp-model … … unknown", "dc-mhrs … … unknown"]],
  ])("%s", (_name, birthDate, childAge, toldOn, expected) => expect(said(clocks(birthDate, childAge, toldOn)).toSorted()).toEqual(expected.toSorted()));

  it("holds the true day within the span that a told age leaves", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2554 }), (old) => {
        const birthDate = addDays(TODAY, -old);
        const years = Math.floor((monthsOld({ from: birthDate, to: birthDate }, TODAY)!.from) / 12);
        if (years > 6) return;
        const [exact] = clocksOf(bornWithin(birthDate, null, TODAY), [dc], TODAY, 12);
        const [told] = clocksOf(bornWithin(null, String(years), TODAY), [dc], TODAY, 12);
        expect(told!.from! <= exact!.from! && exact!.from! <= told!.to!).toBe(true);
        expect([exact!.fits, "unclear"]).toContain(told!.fits);
      }),
    );
  });

  it("goes by the nearest policy that still holds", () => {
    expect(nextTooOld(clocks("2020-06-01"), TODAY)).toBe("2027-06-01");
    expect(nextTooOld(clocks("2019-06-01"), TODAY)).toBeNull();
  });
});

const waiter = (referralId: string, of: Partial<Waiter> & { marked?: readonly Mark[] } = {}): Waiter => ({ referralId, receivedOn: "2026-10-01", placed: null, clocks: clocks("2023-01-01"), marks: (of.marked ?? []).map((mark) => ({ mark, until: null })), ...of });
const order = (families: readonly Waiter[], sort: "rule" | "age" | "longest" = "rule") => inOrder(shippedOrder, families, TODAY, sort).map((one) => one.family.referralId);

describe("who waits before whom", () => {
  const families = [
    waiter("a", { marked: ["eviction"] }),
    waiter("b", { marked: ["removal", "eviction"] }),
    waiter("c", { clocks: clocks("2020-12-20") }),
    waiter("d", { receivedOn: "2026-01-10" }),
    waiter("e"),
    waiter("f", { receivedOn: "2026-09-01" }),
    waiter("g", { placed: "first" }),
    waiter("h", { placed: "last", marked: ["removal"] }),
    waiter("i", { marks: [{ mark: "later", until: "2026-12-24" }, { mark: "removal", until: null }] }),
    waiter("j", { marks: [{ mark: "later", until: TODAY }, { mark: "reunification", until: null }] }),
  ];
  it("stands in the first step that holds, then by age limit, then by wait; somebody's word stands above", () => {
    expect(order(families)).toEqual(["g", "b", "j", "a", "c", "d", "f", "e", "i", "h"]);
    expect(order(families, "longest")[0]).toBe("d");
    expect(order(families, "age")[0]).toBe("c");
  });
  it("says why", () => {
    const why = Object.fromEntries(families.map((one) => [one.referralId, whyOf(shippedOrder, one, TODAY)]));
    expect(why.b).toEqual({ by: "step", step: { kind: "mark", mark: "removal" }, also: [{ kind: "mark", mark: "eviction" }] });
    expect(why.c).toMatchObject({ by: "step", step: { kind: "age_out" } });
    expect(why.e).toEqual({ by: "none", step: null, also: [] });
    expect([why.g!.by, why.h!.by, why.i!.by]).toEqual(["placed", "placed", "later"]);
    expect(why.h!.also).toEqual([{ kind: "mark", mark: "removal" }]);
  });
  it("gives each a place of its own, the same whatever the order given, so that pages neither skip nor repeat", () => {
    const any = fc.record({ referralId: fc.uuid(), receivedOn: fc.integer({ min: 0, max: 400 }).map((back) => addDays(TODAY, -back)), placed: fc.constantFrom(null, null, "first" as const, "last" as const), clocks: fc.integer({ min: 0, max: 2500 }).map((old) => clocks(addDays(TODAY, -old))), marks: fc.subarray([...criteria]).map((marks) => marks.map((mark) => ({ mark, until: null }))) });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (one) => one.referralId, maxLength: 12 }), fc.nat(12), (given, size) => {
        const whole = inOrder(shippedOrder, given, TODAY, "rule");
        expect(inOrder(shippedOrder, given.toReversed(), TODAY, "rule").map((one) => one.place)).toEqual(whole.map((one) => one.place));
        expect(new Set(whole.map((one) => one.place)).size).toBe(given.length);
        const last = whole[size]?.place;
        if (last !== undefined) expect(whole.filter(({ place }) => place > last)).toEqual(whole.slice(size + 1));
      }),
    );
  });
  it("never puts a family further back because more is pressing", () => {
    fc.assert(
      fc.property(fc.subarray([...criteria]), fc.constantFrom(...criteria), (marked, further) => {
        const before = placeOf(shippedOrder, waiter("x", { marked }), TODAY, "rule");
        expect(placeOf(shippedOrder, waiter("x", { marked: [...new Set([...marked, further])] }), TODAY, "rule") <= before).toBe(true);
      }),
    );
  });
  it("ships as a draft that its own shape takes, and takes no step twice", () => {
    expect(waitingContent.parse(shippedOrder)).toEqual(shippedOrder);
    expect(waitingContent.safeParse({ ...shippedOrder, steps: [...shippedOrder.steps, { kind: "waited", days: 30 }] }).success).toBe(false);
  });
  it("is filtered by what a family waits for and its language", () => {
    const one = { marks: [{ mark: "consent" as const }], language: "es" };
    expect([isAsked(one, { mark: "consent", language: null }), isAsked(one, { mark: "none", language: null }), isAsked(one, { mark: "any", language: "en" }), isAsked({ marks: [{ mark: "removal" }], language: null }, { mark: "none", language: null })]).toEqual([true, false, false, true]);
  });
});

describe("a letter to who referred", () => {
  it("says the state and nothing of why, of the family, or of a place", () => {
    expect(["new", "in_contact", "opened", "declined", "closed"].map(letterStateOf)).toEqual([...letterStates]);
    for (const state of letterStates)
      for (const language of ["en", "es"] as const) {
        const text = writeReply({ practice: "Linden Street", phone: "2025550142", recipient: "Dr. Made Up", state, writtenOn: TODAY, receivedOn: "2026-10-01", code: "7Q4RK2" }, language).sentences.join(" ");
        expect(text).toContain("7Q4RK2");
        expect(text).not.toMatch(/therap|psych|child|trauma|terap|psic|niñ|place in|lugar/i);
      }
  });
  it("is only for what somebody else sent", () => {
    expect([{ source: "professional", relation: null }, { source: "public_request", relation: "professional" }, { source: "phone", relation: "parent" }].map(hasReferrer)).toEqual([true, true, false]);
  });
});
