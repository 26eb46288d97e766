import { describe, expect, it, test } from "vitest";
import { childrenOf, isBillableOn, judgeCode, judgeNewCode, MOST_FOUND, searchCodes, writeCode } from "./codes.rules.ts";
import { loadCodes } from "./policies.ts";

const codes = loadCodes();
const TODAY = "2026-11-20";
const found = (query: string, on = TODAY) => searchCodes(codes, query, on).map((one) => one.code);

test("A4: a diagnosis is written as its code has it, whatever was typed", () => {
  expect(writeCode("f43.10")).toBe("F43.10");
  expect(writeCode(" F4310 ")).toBe("F43.10");
  expect(writeCode("Z62.21")).toBe("Z62.21");
  expect(writeCode("F84")).toBe("F84");
});

test("A4: what is no ICD-10-CM code is refused", () => {
  for (const typed of ["", "PTSD", "U07.1", "F4.310", "F43.10000", "43.10"]) expect(writeCode(typed)).toBeNull();
});

describe("the shipped codes", () => {
  it("are there whole, as their page counts them", () => {
    expect(codes).toHaveLength(1639);
    expect(codes.filter((one) => one.billable)).toHaveLength(1264);
    expect(codes.filter((one) => one.billableNext)).toHaveLength(1266);
  });

  it("are all written as a code is written, each once", () => {
    expect(codes.filter((one) => writeCode(one.code) !== one.code)).toEqual([]);
    expect(new Set(codes.map((one) => one.code)).size).toBe(codes.length);
  });

  it("change with the federal year: Z68.1 becomes a heading, F64.A comes", () => {
    const of = (code: string) => codes.find((one) => one.code === code)!;
    expect([isBillableOn(of("Z68.1"), "2026-09-30"), isBillableOn(of("Z68.1"), "2026-10-01")]).toEqual([true, false]);
    expect(judgeCode(codes, "F64.A", "2026-09-30").kind).toBe("not_in_force");
    expect(judgeCode(codes, "F64.A", "2026-10-01").kind).toBe("exact");
  });
});

describe("what is found", () => {
  it("by the beginning of a code, with and without its dot, in any case", () => {
    expect(found("f43.1")).toEqual(["F43.1", "F43.10", "F43.11", "F43.12"]);
    expect(found("F431")).toEqual(found("f43.1"));
    expect(found("F43.10")).toEqual(["F43.10"]);
  });

  it("by words in any order, by their beginnings, whatever the accents", () => {
    expect(found("post-traumatic unspecified")[0]).toBe("F43.10");
    expect(found("unspec traum post stress")).toContain("F43.10");
    expect(found("ADJUSTMENT disórder anx")).toContain("F43.22");
    expect(found("neglect child confirmed initial")[0]).toBe("T74.02XA");
  });

  it("what can be recorded stands before the heading of the same likeness", () => {
    const list = found("post-traumatic stress disorder");
    expect(list.indexOf("F43.10")).toBeLessThan(list.indexOf("F43.1"));
  });

  it("no more than twenty, and nothing for nothing", () => {
    expect(found("disorder")).toHaveLength(MOST_FOUND);
    for (const typed of ["", "  ", "...", "zzz", "estrés postraumático", "("]) expect(found(typed)).toEqual([]);
  });
});

describe("what the list says of a code", () => {
  it("a heading offers the codes directly below it, and no more", () => {
    const verdict = judgeCode(codes, "F43", TODAY);
    expect(verdict.kind === "heading" && verdict.children.map((one) => one.code)).toEqual(["F43.0", "F43.1", "F43.2", "F43.8", "F43.9"]);
    expect(childrenOf(codes, "F43.10")).toEqual([]);
  });

  it("every heading in force leads to something exact, in both years", () => {
    for (const on of ["2026-01-01", TODAY]) {
      for (const one of codes) {
        const verdict = judgeCode(codes, one.code, on);
        if (isBillableOn(one, on)) expect(verdict.kind).toBe("exact");
        else if (verdict.kind === "heading") expect(verdict.children.length).toBeGreaterThan(0);
        else expect([one.code, childrenOf(codes, one.code).filter((below) => isBillableOn(below, on))]).toEqual([one.code, []]);
      }
    }
  });

  it("a code of another chapter is outside of the list", () => {
    expect(judgeCode(codes, "G47.00", TODAY).kind).toBe("outside");
  });
});

test("A4: a new diagnosis is kept with the list's title, or the agency's own label, and refused by its field", () => {
  const judge = (code: string, more: Partial<Parameters<typeof judgeNewCode>[1]> = {}) => judgeNewCode(codes, { system: "ICD-10-CM", code, label: "", foundOn: TODAY, ...more });
  expect(judge("f4310")).toEqual({ code: "F43.10", display: "Post-traumatic stress disorder, unspecified" });
  expect(judge("G47.00")).toEqual({ code: "G47.00", display: "" });
  for (const one of [judge("PTSD"), judge("F43.1"), judge("F64.A", { foundOn: "2026-09-30" })]) expect(one).toMatchObject({ path: "code" });
  expect(judge("10", { system: "DC:0-5" })).toMatchObject({ path: "label" });
  expect(judge("10", { system: "DC:0-5", label: "Ours" })).toEqual({ code: "10", display: "Ours" });
});
