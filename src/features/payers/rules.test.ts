import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { attendeeKinds, places } from "#features/policy/contract.ts";
import type { FeeLine, PlaceCode } from "./lines.contract.ts";
import type { BillingProfile } from "./profile.contract.ts";
import { type BilledSession, centsTyped, dollarsOf, feeFor, isBox, judgeLine, lineBefore, placeCodeFor, profileOn } from "./rules.ts";

const line = (more: Partial<FeeLine> = {}): FeeLine => ({ lineId: "a", place: 1, kinds: [], withParts: [], withoutParts: [], places: [], isSupervised: null, code: "DEMO1", modifiers: [], chargedBy: "unit", chargeCents: 1_000, allowedCents: null, fromDay: "2026-01-01", toDay: null, source: "made up", isDemo: true, madeByName: null, endedAt: null, ...more });
const session: BilledSession = { kind: "dyadic", parts: ["child", "caregiver"], place: "home", isSupervised: false };
const ended = { endedAt: "2026-02-01T00:00:00.000Z" };

describe("Which code a session is billed with (A12, A13)", () => {
  test.each([
    ["a line that asks for nothing", [line()], "a"],
    ["the day before it begins", [line({ fromDay: "2026-11-21" })], null],
    ["its first day", [line({ fromDay: "2026-11-20" })], "a"],
    ["its last day", [line({ toDay: "2026-11-20" })], "a"],
    ["the day after its last", [line({ toDay: "2026-11-19" })], null],
    ["one that was taken out", [line(ended)], null],
    ["another kind", [line({ kinds: ["family", "intake"] })], null],
    ["its kind among others", [line({ kinds: ["family", "dyadic"] })], "a"],
    ["the child is asked to be there and was", [line({ withParts: ["child"] })], "a"],
    ["an interpreter is asked to be there and was not", [line({ withParts: ["child", "interpreter"] })], null],
    ["the child must not be there and was", [line({ withoutParts: ["child"] })], null],
    ["another place", [line({ places: ["service_site"] })], null],
    ["supervised clinicians only", [line({ isSupervised: true })], null],
    ["clinicians who are not supervised only", [line({ isSupervised: false })], "a"],
    ["the lower order counts, however it is listed", [line({ lineId: "b", place: 2 }), line()], "a"],
    ["the lower order that fits counts", [line({ kinds: ["team"] }), line({ lineId: "b", place: 2 })], "b"],
  ])("%s", (_what, lines, expected) => {
    expect(feeFor(lines, session, "2026-11-20").line?.lineId ?? null).toBe(expected);
  });

  test("why there is none is said, and no code is made up", () => {
    expect([feeFor([], session, "2026-11-20"), feeFor([line(ended)], session, "2026-11-20"), feeFor([line({ toDay: "2026-11-19" })], session, "2026-11-20"), feeFor([line({ kinds: ["team"] })], session, "2026-11-20")].map((one) => one.why?.en)).toEqual([
      "No procedure code configured for CPP on this date: this payer has no codes.",
      "No procedure code configured for CPP on this date: this payer has no codes.",
      "No procedure code configured for CPP on this date.",
      "No procedure code configured for CPP on this date fits this kind of session, who took part and where.",
    ]);
  });

  test("property: the found line stands on the day, fits, and none that fits comes before it; ended lines never count", () => {
    const some = <T>(among: readonly T[], most: number) => fc.uniqueArray(fc.constantFrom(...among), { maxLength: most });
    const anyDay = fc.integer({ min: 0, max: 30 }).map((days) => addDays("2026-11-01", days));
    const anyLine = fc.record({ lineId: fc.uuid(), place: fc.integer({ min: 1, max: 6 }), kinds: some(sessionKinds, 6), withParts: some(attendeeKinds, 1), withoutParts: some(attendeeKinds, 1), places: some(places, 4), isSupervised: fc.constantFrom(null, null, true, false), fromDay: anyDay, toDay: fc.option(anyDay), endedAt: fc.constantFrom(null, null, ended.endedAt) }).map(line);
    const anySession = fc.record({ kind: fc.constantFrom(...sessionKinds), parts: some(attendeeKinds, 3), place: fc.constantFrom(...places), isSupervised: fc.boolean() });
    fc.assert(fc.property(fc.array(anyLine, { maxLength: 8 }), anySession, anyDay, (lines, one, on) => {
      const found = feeFor(lines, one, on);
      const alone = lines.filter((each) => feeFor([each], one, on).line !== null);
      expect(found.line === null).toBe(alone.length === 0);
      expect((found.why === null) === (found.line !== null)).toBe(true);
      if (found.line === null) return;
      expect(found.line.place).toBe(Math.min(...alone.map((each) => each.place)));
      expect(found.line).toMatchObject({ endedAt: null });
      expect(found.line.fromDay <= on && (found.line.toDay === null || on <= found.line.toDay)).toBe(true);
      expect(feeFor(lines.toReversed(), one, on).line).toEqual(found.line);
    }));
  });
});

describe("Lines beside each other", () => {
  test("two on one day must differ in their order; before and after each other they need not", () => {
    expect(judgeLine(line(), [line()])?.path).toBe("place");
    expect(judgeLine(line({ place: 2 }), [line()])).toBeNull();
    expect(judgeLine(line({ fromDay: "2026-03-01" }), [line({ toDay: "2026-02-28" })])).toBeNull();
    expect(judgeLine(line({ fromDay: "2026-02-28" }), [line({ toDay: "2026-02-28" })])?.path).toBe("place");
    expect(judgeLine(line(), [line(ended)])).toBeNull();
  });
  test("days in disorder, a part that is and is not there, and more paid than charged are refused", () => {
    expect([judgeLine(line({ toDay: "2025-12-31" }), []), judgeLine(line({ withParts: ["child"], withoutParts: ["child"] }), []), judgeLine(line({ allowedCents: 1_001 }), [])].map((one) => one?.path)).toEqual(["toDay", "withoutParts", "allowedCents"]);
  });
  test("what stands before another ends the day before it, or is taken out, and its days never grow", () => {
    expect(lineBefore(line(), "2026-03-01")?.toDay).toBe("2026-02-28");
    expect(lineBefore(line({ toDay: "2026-02-01" }), "2026-03-01")?.toDay).toBe("2026-02-01");
    expect(lineBefore(line(), "2026-01-01")).toBeNull();
  });
});

test("the number of a place: the payer's own before the one for all, and none where none stands", () => {
  const code = (placeCodeId: string, payerId: string | null, more: Partial<PlaceCode> = {}): PlaceCode => ({ placeCodeId, payerId, place: "home", code: "12", source: "made up", madeAt: ended.endedAt, endedAt: null, ...more });
  const all = [code("for all", null), code("own", "p"), code("other", "q")];
  expect([placeCodeFor(all, "p", "home"), placeCodeFor(all, "r", "home"), placeCodeFor(all, "p", "school"), placeCodeFor([code("own", "p", ended), code("for all", null)], "p", "home")].map((one) => one?.placeCodeId)).toEqual(["own", "for all", undefined, "for all"]);
});
test("who bills on a day: the last version that has begun, of two from one day the later written", () => {
  const version = (profileId: string, fromDay: string, madeAt: string) => ({ profileId, fromDay, madeAt }) as BillingProfile;
  const versions = [version("a", "2026-01-01", "2026-01-01T00:00:00Z"), version("b", "2026-06-01", "2026-05-01T00:00:00Z"), version("c", "2026-06-01", "2026-05-02T00:00:00Z")];
  expect(["2025-12-31", "2026-01-01", "2026-05-31", "2026-06-01"].map((on) => profileOn(versions, on)?.profileId)).toEqual([undefined, "a", "a", "c"]);
});
test("a box is no street", () => {
  expect(["PO Box 12", "P.O. box 3", "p o box 3", "Post Office Box 9", "Apartado postal 4", "12 Boxwood Street", "4 Poe Boxer Lane"].map((line1) => isBox({ line1, line2: "" }))).toEqual([true, true, true, true, true, false, false]);
});
test("amounts as they are typed, and as they are read", () => {
  expect(["45", "45.5", "45.50", "$1,045.50", " 7 ", "0.05", "", "1.234", "-3", "4,5", "abc"].map(centsTyped)).toEqual([4500, 4550, 4550, 104550, 700, 5, null, null, null, null, null]);
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_000_000 }), (cents) => {
    expect(centsTyped(dollarsOf(cents))).toBe(cents);
  }));
});
