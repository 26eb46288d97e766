import { describe, expect, it } from "vitest";
import type { LearningLimit, Residence } from "./around.contract.ts";
import { countMoves, deriveResidences, isMinorOn, mayLearn, movesAsEvents, sightOf } from "./around.rules.ts";
import type { Authority, PersonOfCase } from "./contract.ts";

const person = (personId: string, more: Partial<PersonOfCase> = {}): PersonOfCase => ({ personId, givenName: personId, familyName: "", birthDate: null, language: "en", part: "caregiver", kind: "birth_parent", organization: "", livesWithChild: true, validFrom: "2026-01-10", validTo: null, hasOpenDyad: true, hasPausedDyad: false, ...more });
const home = (validFrom: string, validTo: string | null, more: Partial<Residence> = {}): Residence => ({ residenceId: validFrom, kind: "foster", withPersonId: null, withName: "", source: "", validFrom, validTo, ...more });

it.each([
  [null, null],
  ["2008-11-21", true],
  ["2008-11-20", false],
  ["2008-02-29", false],
])("born %s, a minor on 20 November 2026: %s", (birthDate, minor) => expect(isMinorOn(birthDate, "2026-11-20")).toBe(minor));

it("is a minor to the day before the eighteenth birthday, also of the 29th of February", () => {
  expect([isMinorOn("2008-02-29", "2026-02-27"), isMinorOn("2008-02-29", "2026-02-28")]).toEqual([true, false]);
});

describe("where the child lives (C5)", () => {
  it("is read from who lives with the child where nobody wrote it down, and asked of nobody", () => {
    expect(deriveResidences([], [person("child", { part: "child", livesWithChild: null }), person("rosa", { kind: "kin" })])).toEqual([expect.objectContaining({ residenceId: null, kind: "kin", withPersonId: "rosa", validFrom: "2026-01-10" })]);
    expect(deriveResidences([], [person("rosa", { livesWithChild: null })])).toEqual([]);
  });
  it("is what was written where it reaches the case; what was taken back covers no day", () => {
    const written = [home("2026-05-01", null), home("2026-03-01", "2026-04-30"), home("2026-06-01", "2026-05-31")];
    expect(deriveResidences(written, [person("rosa")]).map((one) => one.validFrom)).toEqual(["2026-03-01", "2026-05-01"]);
  });
  it("counts a move where another home was before, of the last year and since the start, none to come", () => {
    const homes = [home("2024-01-01", "2025-11-19"), home("2025-11-20", "2026-07-07"), home("2026-07-08", "2026-12-31"), home("2027-01-01", null)];
    expect(countMoves(homes, "2026-11-20", "2026-01-01")).toEqual({ lastYear: 2, sinceStart: 1 });
    expect(countMoves(homes, "2026-11-21", "2026-01-01")).toEqual({ lastYear: 1, sinceStart: 1 });
    expect(countMoves([home("2026-01-01", null)], "2026-11-20", "2025-01-01")).toEqual({ lastYear: 0, sinceStart: 0 });
  });
  it("says a move in both languages, as an event of the axis", () => {
    const homes = [home("2024-01-01", "2026-07-07"), home("2026-07-08", null, { kind: "kin", withName: "Rosa" })];
    expect([movesAsEvents(homes, "en")[0]?.label, movesAsEvents(homes, "es")[0]?.label]).toEqual(["Moves to Rosa, kin", "Pasa a vivir con Rosa, familia extensa"]);
  });
});

describe("what an adult sees of the case", () => {
  const authority: Authority = { authorityId: "a", holderId: "rosa", holderOrganization: null, kind: "kin", document: "an order", scopes: ["treatment", "records"], limits: "", validFrom: "2026-01-10", validTo: "2026-12-01" };
  const limit: LearningLimit = { limitId: "l", personId: "rosa", topics: ["record"], words: "", documentId: null, validFrom: "2026-11-01", validTo: null };
  const ask = (today: string, limits: LearningLimit[] = [], rosa: Partial<PersonOfCase> = {}) => Object.fromEntries(sightOf("rosa", { caseId: "c", people: [person("rosa", rosa), person("ben")], authorities: [authority], limits, today }).map((one) => [one.what, one.sees]));
  it("follows the table of disclosure: the record by authority, the own dyad, the own record, nothing of the others", () => {
    expect(ask("2026-11-20")).toEqual({ record: true, own_dyad: true, own_record: true, others_records: false });
    expect(ask("2026-12-02")).toMatchObject({ record: false });
  });
  it("closes the record by a limit from its day on, and a dyad that rests stays readable", () => {
    expect([ask("2026-10-31", [limit]).record, ask("2026-11-20", [limit]).record, mayLearn([limit], "ben", "record", "2026-11-20")]).toEqual([true, false, true]);
    expect(ask("2026-11-20", [], { hasOpenDyad: false, hasPausedDyad: true })).toMatchObject({ own_dyad_paused: true });
  });
});
