import { describe, expect, it } from "vitest";
import { readAsked } from "./asked.rules.ts";

/** A Friday. */
const TODAY = "2026-11-20";
const one = (on: string) => ({ from: on, to: on });

describe("what is typed into the one search", () => {
  it.each([
    ["river maple", "en", ["river", "maple"], null],
    ["Núñez-Olmo, María", "en", ["nunez", "olmo", "maria"], null],
    ["maple thu", "en", ["maple", "thu"], { spans: [one("2026-11-26"), one("2026-11-19")], born: null, beside: ["maple"] }],
    ["fri", "en", ["fri"], { spans: [one("2026-11-20"), one("2026-11-13")], born: null, beside: [] }],
    ["jueves maple", "en", ["jueves", "maple"], { spans: [one("2026-11-26"), one("2026-11-19")], born: null, beside: ["maple"] }],
    ["jue", "en", ["jue"], null],
    ["mié", "es", ["mie"], { spans: [one("2026-11-25"), one("2026-11-18")], born: null, beside: [] }],
    ["12 nov", "en", ["12", "nov"], { spans: [one("2026-11-12"), one("2025-11-12")], born: null, beside: [] }],
    ["maple 2 jan", "en", ["maple", "2", "jan"], { spans: [one("2027-01-02"), one("2026-01-02")], born: null, beside: ["maple"] }],
    ["5/2/2021", "en", ["5", "2", "2021"], { spans: [one("2021-05-02")], born: "2021-05-02", beside: [] }],
    ["5/2/2021", "es", ["5", "2", "2021"], { spans: [one("2021-02-05")], born: "2021-02-05", beside: [] }],
    ["2021-05-02 river", "es", ["2021", "05", "02", "river"], { spans: [one("2021-05-02")], born: "2021-05-02", beside: ["river"] }],
    ["2027-05-02", "en", ["2027", "05", "02"], { spans: [one("2027-05-02")], born: null, beside: [] }],
    ["maple nov 2026", "en", ["maple", "nov", "2026"], { spans: [{ from: "2026-11-01", to: "2026-11-30" }], born: null, beside: ["maple"] }],
    ["maple mañana", "es", ["maple", "manana"], { spans: [one("2026-11-21")], born: null, beside: ["maple"] }],
    ["30/2/2026", "es", ["30", "2", "2026"], null],
    ["!?", "en", [], null],
  ] as const)("%s in %s", (text, language, names, day) => expect(readAsked(text, language, TODAY)).toEqual({ names, day }));

  it("is looked at as far as a name goes", () => expect(readAsked("a b c d e f g h i j", "en", TODAY).names).toHaveLength(8));
});
