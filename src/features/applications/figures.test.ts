import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readCode, showCode } from "./codes.rules.ts";
import { emptyDraft } from "./form.rules.ts";
import { countSupervision, itemOf, saidOf, spanOf, tellOfStaff, tellShare } from "./figures.rules.ts";
import { figureIds, LEAST_BASE, LEAST_PEOPLE, LEAST_TOLD } from "./offers.contract.ts";
import { loadForm } from "./policies.ts";

const span = { from: "2025-11-01", to: "2026-10-31" };

describe("C1, C2: figures that an agency may show", () => {
  it.each([
    ["2026-11-20", "2025-11-01", "2026-10-31"],
    ["2026-11-01", "2025-11-01", "2026-10-31"],
    ["2026-01-31", "2025-01-01", "2025-12-31"],
    ["2028-03-01", "2027-03-01", "2028-02-29"],
  ])("on %s look back over whole months from %s to %s", (today, from, to) => expect(spanOf(today)).toEqual({ from, to }));

  it.each([
    [{ count: 15, of: 19 }, "too_few", null, null],
    [{ count: 10, of: 20 }, "few", 20, null],
    [{ count: 0, of: 40 }, "few", 40, null],
    [{ count: 30, of: 40 }, "many", 40, null],
    [{ count: 40, of: 40 }, "many", 40, null],
    [{ count: 11, of: 22 }, "told", 22, 11],
    [{ count: 29, of: 40 }, "told", 40, 29],
  ] as const)("hide %o as %s", (share, state, of, count) => expect(tellShare("young", span, share)).toMatchObject({ state, of, count }));

  it("never let a small group be worked out, neither those who do nor those who do not", () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (count, more) => {
        const told = tellShare("missed", span, { count, of: count + more });
        if (count + more < LEAST_BASE) expect(told).toMatchObject({ of: null, count: null, value: null });
        else if (count < LEAST_TOLD || more < LEAST_TOLD) expect(told).toMatchObject({ count: null, value: null });
        else expect(told).toMatchObject({ of: count + more, count });
        // What is hidden is hidden alike: the page of one hidden count is that of every other.
        if (count >= 1 && count < LEAST_TOLD && more > LEAST_BASE) expect(told).toEqual(tellShare("missed", span, { count: count - 1, of: count + more }));
      }),
    );
  });

  it("tell nothing of those who work there where they are few", () => {
    expect(tellOfStaff("notes", span, { people: LEAST_PEOPLE - 1, of: 500, count: null, value: 2 })).toMatchObject({ state: "too_few", of: null, value: null });
    expect(tellOfStaff("notes", span, { people: LEAST_PEOPLE, of: LEAST_BASE - 1, count: null, value: 2 }).state).toBe("too_few");
    expect(tellOfStaff("notes", span, { people: LEAST_PEOPLE, of: 50, count: null, value: 2.04 })).toMatchObject({ state: "told", of: 50, value: 2 });
  });

  it("count supervision in the months in which somebody treated, and not what she gave", () => {
    const months = [{ staffId: "a", month: "2026-09" }, { staffId: "a", month: "2026-10" }, { staffId: "b", month: "2026-10" }];
    const held = (on: string, leaderId: string, attended: string[]) => ({ meetingId: on, kind: "individual" as const, on, minutes: 60, clinicalMinutes: 30, leaderId, attended });
    expect(countSupervision(months, [held("2026-09-02", "s", ["a", "b"]), held("2026-10-02", "s", ["a", "b"]), held("2026-10-09", "a", ["b"]), held("2026-08-02", "s", ["a"])])).toEqual({ people: 2, of: 3, count: 4, value: 4 / 3 });
    expect(countSupervision([], [])).toMatchObject({ of: 0, value: null });
  });

  it("stand beside an item of the self-assessment each", () => {
    for (const id of figureIds) expect(loadForm().readiness.some((one) => one.id === itemOf[id].item && one.of === itemOf[id].of), id).toBe(true);
    const { content } = emptyDraft("single", "x@example.org");
    const answersOf = (readiness: typeof content.readiness, id: (typeof figureIds)[number]) => saidOf({ ...content, readiness }, id, loadForm()).map((one) => one.answers);
    expect(answersOf({}, "dropped")).toEqual([[]]);
    expect(answersOf({ self: { engages: { answer: "partly", words: "" } } }, "dropped")).toEqual([[{ answer: "partly", count: 1 }]]);
    expect(answersOf({ agency: { "young-referrals": { answer: "yes", words: "" } } }, "young")).toEqual([[{ answer: "yes", count: 1 }]]);
  });
});

describe("the code", () => {
  it("is read as people type it", () => {
    expect(showCode("7Q4RK29CDXY3")).toBe("7Q4 RK2 9CD XY3");
    expect(readCode(" 7q4-rk2 9cdxy3 ")).toBe("7Q4RK29CDXY3");
    for (const wrong of ["", "7Q4RK2", "7Q4RK29CDXY33", "%%%"]) expect(readCode(wrong)).toBeNull();
  });
});
