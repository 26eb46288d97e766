import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judgeCode, plainCode, readAddress } from "./codes.rules.ts";

describe("a code of one's own", () => {
  it.each([
    ["482915", null],
    ["4829151638", null],
    ["48291", "not_figures"],
    ["4829a5", "not_figures"],
    ["", "not_figures"],
    ["4829151638274", "not_figures"],
    ["000000", "too_easy"],
    ["123456", "too_easy"],
    ["987654", "too_easy"],
    ["135790", null],
  ] as const)("%s: %s", (code, fault) => expect(judgeCode(code)).toBe(fault));

  it("is the same with the gaps that people put between figures", () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 12 }), fc.constantFrom(" ", "-", ".", "  "), (figures, gap) => plainCode(figures.join(gap)) === figures.join("")));
  });
});

describe("an address as somebody types it", () => {
  it.each([
    ["  Ana@Example.org ", { way: "email", value: "ana@example.org" }],
    ["(202) 555-0142", { way: "text", value: "(202) 555-0142" }],
    ["+52 55 1234 5678", { way: "text", value: "+52 55 1234 5678" }],
    ["2025550142", { way: "text", value: "2025550142" }],
    ["202-555", null],
    ["ana", null],
    ["ana@example", null],
    ["a b@example.org", null],
    ["", null],
    [`${"a".repeat(250)}@example.org`, null],
  ] as const)("%s", (typed, read) => expect(readAddress(typed)).toEqual(read));

  it("never throws, whatever is typed", () => {
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (typed) => {
      const read = readAddress(typed);
      return read === null || read.value.length <= 254;
    }));
  });
});
