import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { works } from "./grants.contract.ts";
import { daysCounted, hoursOf, invoiceOf, isOver, linesOf, openMonths, paymentOf, takingBackOf, totalOf } from "./grants.rules.ts";

const grant = { fromDay: "2026-03-10", toDay: "2026-05-20" };

describe("Grants", () => {
  it.each([["2026-02", null], ["2026-03", { from: "2026-03-10", to: "2026-03-31" }], ["2026-04", { from: "2026-04-01", to: "2026-04-30" }], ["2026-05", { from: "2026-05-01", to: "2026-05-20" }], ["2026-06", null]])("count of %s the days on which they run", (month, days) => expect(daysCounted(grant, month)).toEqual(days));
  it.each([["2026-03-31", []], ["2026-04-01", ["2026-03"]], ["2026-07-01", ["2026-05", "2026-03"]]])("on %s an invoice may be made of %j: April has one, and one of May was taken back", (today, months) =>
    expect(openMonths(grant, [{ month: "2026-04", voidedAt: null }, { month: "2026-05", voidedAt: "2026-06-02T00:00:00Z" }], today)).toEqual(months));
  it("a month is over on the first day of the next", () => expect([isOver("2026-10", "2026-10-31"), isOver("2026-10", "2026-11-01")]).toEqual([false, true]));
  it("hours are added first and rounded once, and a kind without a rate does not count", () => {
    const counted = [{ work: "team" as const, minutes: 50 }, { work: "team" as const, minutes: 25 }, { work: "phone" as const, minutes: 10 }, { work: "no_show" as const, minutes: 60 }];
    expect(linesOf(counted, [{ work: "team", cents: 9999 }, { work: "phone", cents: 6000 }])).toEqual([{ work: "team", times: 2, minutes: 75, rateCents: 9999, cents: 12_499 }, { work: "phone", times: 1, minutes: 10, rateCents: 6000, cents: 1000 }]);
    expect([hoursOf(75), hoursOf(10), hoursOf(60)]).toEqual(["1.25", "0.17", "1"]);
  });
  it("whatever is counted, the sum is that of its lines, in whole cents, and what is booked comes to nothing", () => {
    const counted = fc.array(fc.record({ work: fc.constantFrom(...works), minutes: fc.integer({ min: 1, max: 480 }) }), { maxLength: 60 });
    const rates = fc.uniqueArray(fc.record({ work: fc.constantFrom(...works), cents: fc.integer({ min: 1, max: 50_000 }) }), { selector: (one) => one.work });
    fc.assert(
      fc.property(counted, rates, fc.integer({ min: 1, max: 1_000_000 }), (all, some, cost) => {
        const lines = linesOf(all, some);
        expect(lines.every((one) => Number.isSafeInteger(one.cents))).toBe(true);
        expect(lines.reduce((sum, one) => sum + one.times, 0)).toBe(all.filter((one) => some.some((rate) => rate.work === one.work)).length);
        const total = totalOf(lines, [{ words: "x", cents: cost }]);
        for (const { lines: booked } of [invoiceOf(total), paymentOf(total), takingBackOf(total)]) expect(booked.reduce((sum, one) => sum + one.cents, 0)).toBe(0);
        expect([...invoiceOf(total).lines, ...paymentOf(total).lines].filter((one) => one.account === "grant").reduce((sum, one) => sum + one.cents, 0)).toBe(0);
      }),
    );
  });
});
