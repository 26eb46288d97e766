import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#kernel/dates.ts";
import { certificateNumber, readNumber, showNumber } from "./number.rules.ts";
import { confirmBy, completedWords, evidenceText, isAway, mayConfirm, missingOf, reminderDue, stateOf } from "./rules.ts";

const TODAY = "2026-11-20";
const letters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const anyNumber = fc.uint8Array({ minLength: 64, maxLength: 64 }).map(certificateNumber).filter((one) => one !== null);

describe("the number of a certificate (C7)", () => {
  it("comes back as it was, however it is typed", () => {
    fc.assert(fc.property(anyNumber, fc.boolean(), (number, isSmall) => {
      const typed = `  ${showNumber(number).replaceAll("-", " ")} `;
      return readNumber(isSmall ? typed.toLowerCase() : typed) === number;
    }));
  });
  it("notices every single letter that is wrong and every two neighbours that changed places", () => {
    fc.assert(fc.property(anyNumber, fc.nat({ max: 12 }), fc.constantFrom(...letters), (number, place, letter) => letter === number[place] || readNumber(number.slice(0, place) + letter + number.slice(place + 1)) === null));
    fc.assert(fc.property(anyNumber, fc.nat({ max: 11 }), (number, place) => number[place] === number[place + 1] || readNumber(number.slice(0, place) + number[place + 1] + number[place] + number.slice(place + 2)) === null));
  });
  it("is none of anything else, and throws at nothing", () => {
    for (const text of ["", "-", "0O1IL", "7K3M-2QHX", "ñ".repeat(13), "2".repeat(14)]) expect(readNumber(text)).toBeNull();
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => {
      const read = readNumber(text);
      return read === null || read.length === 13;
    }));
  });
  it("is none where chance gave too little", () => expect(certificateNumber(new Uint8Array(64).fill(255))).toBeNull());
});

describe("a graduation", () => {
  const base = { confirmedAt: "2026-01-01T00:00:00Z", undoneAt: null, annulledOn: null, validTo: null };
  it.each([
    ["proposed", { ...base, confirmedAt: null }],
    ["valid", base],
    ["valid", { ...base, validTo: TODAY }],
    ["lapsed", { ...base, validTo: "2026-11-19" }],
    ["annulled", { ...base, annulledOn: "2026-11-01" }],
    ["annulled", { ...base, annulledOn: "2026-11-01", validTo: "2026-11-19" }],
    ["undone", { ...base, undoneAt: "2026-01-01T10:00:00Z" }],
    ["undone", { ...base, confirmedAt: null, undoneAt: "2026-01-01T10:00:00Z" }],
  ] as const)("stands as %s", (state, known) => expect(stateOf(known, TODAY)).toBe(state));

  it("misses what is neither met, waived nor optional; not known is missing", () => {
    const step = (met: boolean | null, isOptional = false, isWaived = false) => ({ met, isOptional, isWaived });
    expect([step(true), step(false), step(null), step(false, true), step(null, false, true)].map((one) => missingOf([one]).length)).toEqual([0, 1, 1, 0, 0]);
  });
  it("is confirmed by two, or by one where there is one", () => {
    expect([mayConfirm({ isYours: true, faculty: 1 }), mayConfirm({ isYours: true, faculty: 2 }), mayConfirm({ isYours: false, faculty: 2 }), mayConfirm({ isYours: false, faculty: 1 })]).toEqual([true, false, true, true]);
  });
  it("is hashed the same in whatever order its keys were kept, and otherwise for anything else", () => {
    expect(evidenceText({ b: [1, { d: null, c: "x" }], a: true })).toBe(evidenceText({ a: true, b: [1, { c: "x", d: null }] }));
    fc.assert(fc.property(fc.jsonValue(), fc.jsonValue(), (one, other) => (evidenceText(one) === evidenceText(other)) === (evidenceText(JSON.parse(JSON.stringify(one))) === evidenceText(JSON.parse(JSON.stringify(other))))));
    expect(evidenceText([1, 2])).not.toBe(evidenceText([2, 1]));
  });
  it("says what was completed and never that somebody is certified", () => {
    expect(completedWords({ track: "nc-ctp", completedOn: TODAY })).toEqual({ en: "completed NC CTP cohort, 2026", es: "completó el grupo de NC CTP, 2026" });
    for (const track of ["national-lc", "camp", "nc-ctp", "nc-roster", "dc-mhrs"] as const) expect(JSON.stringify(completedWords({ track, completedOn: TODAY }))).not.toMatch(/certifi/i);
  });
});

describe("a listing (nc10, nc12)", () => {
  it("is asked 30 and 7 days before its year is over and told the day after, each once", () => {
    const end = confirmBy(TODAY);
    const due = (days: number, reminded: number | null) => reminderDue({ confirmedOn: TODAY, remindedOn: reminded === null ? null : addDays(end, reminded) }, addDays(end, days));
    expect([due(-31, null), due(-30, null), due(-29, -30), due(-7, -30), due(0, -7), due(1, -7), due(400, 1)]).toEqual([false, true, false, true, false, true, false]);
  });
  it("marks who is away for three months, or without an end", () => {
    const away = (awayFrom: string | null, awayTo: string | null, on = TODAY) => isAway({ awayFrom, awayTo }, on);
    expect([away(null, null), away(TODAY, null), away("2026-11-21", null), away(TODAY, "2027-02-20"), away(TODAY, "2027-02-19"), away("2026-01-01", "2026-11-19")]).toEqual([false, true, false, true, false, false]);
  });
});
