import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { answersTo, isOpenOffer, mayStandUntil, offerState, orderFamilies, useReasonsOf, weekOf } from "./offers.rules.ts";
import { endingFor, endingOf } from "./endings.rules.ts";
import { findUnspoken, sayLanguage } from "./language.rules.ts";

const NOW = "2026-11-20T15:00:00.000Z";
const offer = (more: Partial<Parameters<typeof offerState>[0]> = {}) => ({ answer: null, answeredAt: null, standsUntil: "2026-11-21T15:00:00.000Z", isBooked: false, isTaken: false, ...more });

describe("how an offer of an hour stands", () => {
  it.each([
    ["stands", {}],
    ["expired", { standsUntil: NOW }],
    ["yes", { answer: "yes" as const, answeredAt: NOW }],
    ["late_yes", { answer: "yes" as const, answeredAt: NOW, standsUntil: "2026-11-20T14:00:00.000Z" }],
    ["no", { answer: "no" as const, answeredAt: NOW }],
    ["no", { answer: "no" as const, answeredAt: NOW, isTaken: true }],
    ["withdrawn", { answer: "withdrawn" as const, answeredAt: NOW }],
    ["given", { isTaken: true }],
    ["given", { answer: "yes" as const, answeredAt: NOW, isTaken: true }],
    ["booked", { answer: "yes" as const, answeredAt: NOW, isTaken: true, isBooked: true }],
    ["booked", { isTaken: true, isBooked: true }],
  ] as const)("%s: %o", (state, more) => expect(offerState(offer(more), NOW)).toBe(state));

  it("asks nothing of anybody once it is over, and a yes can still be taken back", () => {
    expect((["stands", "yes", "late_yes"] as const).every(isOpenOffer)).toBe(true);
    expect((["no", "withdrawn", "expired", "given", "booked"] as const).some(isOpenOffer)).toBe(false);
    expect(answersTo("yes")).toEqual(["no", "withdrawn"]);
    expect(answersTo("expired")).toContain("yes");
    for (const state of ["given", "booked", "no", "withdrawn"] as const) expect(answersTo(state)).toEqual([]);
  });

  it("may stand until half an hour before, and never in the past", () => {
    expect(mayStandUntil("2026-11-20T16:30:00.000Z", "2026-11-20T17:00:00.000Z", NOW)).toBe(true);
    expect(mayStandUntil("2026-11-20T16:31:00.000Z", "2026-11-20T17:00:00.000Z", NOW)).toBe(false);
    expect(mayStandUntil(NOW, "2026-11-20T17:00:00.000Z", NOW)).toBe(false);
  });
});

describe("who could use an hour", () => {
  const family = (caseId: string, more: object) => ({ caseId, childName: caseId, inWeek: 1, lastOutcome: "held" as "held" | "missed" | "cancelled" | null, lastMetOn: "2026-11-13" as string | null, ...more });

  it("is who has no session that week, then whose last visit did not happen, and among them who was not met for longest", () => {
    const ordered = orderFamilies([
      family("seen", {}),
      family("missed", { lastOutcome: "missed" }),
      family("none", { inWeek: 0 }),
      family("none, missed", { inWeek: 0, lastOutcome: "missed" }),
      family("none, long", { inWeek: 0, lastMetOn: "2026-09-01" }),
      family("none, new", { inWeek: 0, lastOutcome: null, lastMetOn: null }),
      family("cancelled", { lastOutcome: "cancelled", lastMetOn: "2026-10-01" }),
    ]);
    expect(ordered.map(({ caseId }) => caseId)).toEqual(["none, missed", "none, new", "none, long", "none", "cancelled", "missed"]);
    expect(useReasonsOf(family("x", { inWeek: 0, lastOutcome: null, lastMetOn: null }))).toEqual(["none_this_week", "never_met"]);
  });

  test("the week of a day begins on a Monday and holds the day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), (days) => {
        const on = new Date(Date.UTC(2024, 0, 1) + days * 86_400_000).toISOString().slice(0, 10);
        const { from, until } = weekOf(on);
        return from <= on && on < until && new Date(`${from}T00:00:00Z`).getUTCDay() === 1 && Date.parse(until) - Date.parse(from) === 7 * 86_400_000;
      }),
    );
  });
});

describe("the countdown to a planned goodbye", () => {
  it("counts the visits that are booked, this one among them, and a visit for each week for which nothing is booked yet", () => {
    expect(endingOf(["2026-12-01", "2026-12-08", "2026-12-15"], "2026-12-15")).toEqual({ place: "before", left: 3 });
    expect(endingOf(["2026-12-15"], "2026-12-15")).toEqual({ place: "last", left: 1 });
    expect(endingOf(["2026-12-15", "2026-12-22"], "2026-12-18")).toEqual({ place: "last", left: 1 });
    expect(endingOf(["2026-12-01"], "2026-12-15")).toEqual({ place: "before", left: 3 });
    expect(endingOf(["2026-12-22"], "2026-12-18")).toEqual({ place: "beyond", left: 0 });
  });
  it("tells those to whom the chart is closed at most that it is the last visit", () => {
    expect(endingFor({ place: "before", left: 3 }, "closed")).toBeNull();
    expect(endingFor({ place: "beyond", left: 0 }, "closed")).toBeNull();
    expect(endingFor({ place: "last", left: 1 }, "closed")).toEqual({ place: "last", left: null });
    expect(endingFor({ place: "before", left: 10 }, "open")).toBeNull();
    expect(endingFor({ place: "before", left: 3 }, "open")).toEqual({ place: "before", left: 3 });
  });
  test("one visit is the last, whatever is booked", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 12 }), fc.integer({ min: 0, max: 60 }), (steps, goodbye) => {
        const day = (more: number) => new Date(Date.UTC(2026, 10, 20) + more * 86_400_000).toISOString().slice(0, 10);
        const booked = [...new Set(steps)].sort((a, b) => a - b).map(day);
        const places = booked.map((_on, at) => endingOf(booked.slice(at), day(goodbye)));
        const before = places.filter(({ place }) => place !== "beyond");
        return places.filter(({ place }) => place === "last").length <= 1 && before.every(({ left }, at) => at === 0 || left < before[at - 1]!.left) && before.every(({ left }) => left >= 1);
      }),
    );
  });
});

describe("an interpreter", () => {
  const rosa = { name: "Rosa", language: "es-MX" };
  it("is missing where an adult speaks what none of the clinicians works in", () => {
    expect(findUnspoken([rosa], [["en"]])).toEqual(rosa);
    expect(findUnspoken([rosa], [["en"], ["es"]])).toBeNull();
    expect(findUnspoken([{ name: "Ana", language: "en" }, rosa], [["en", "am"]])).toEqual(rosa);
  });
  it("is not asked for where nobody said in which languages somebody works", () => {
    expect(findUnspoken([rosa], [null])).toBeNull();
    expect(findUnspoken([rosa], [["en"], null])).toBeNull();
  });
  it("is named by the language's own name, or as it was typed", () => {
    expect(sayLanguage("es-MX")).toEqual({ en: "Spanish", es: "español" });
    expect(sayLanguage("Mam")).toEqual({ en: "Mam", es: "Mam" });
  });
});
