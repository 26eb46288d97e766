import { describe, expect, it } from "vitest";
import { blockClasses } from "./contract.ts";
import { noteSections } from "./sections.contract.ts";
import { ageBand, allowedClasses, defaultClass, templateFor } from "./rules.ts";

describe("sections of a note (B3)", () => {
  it("an author may tighten a class and never loosen it; reflection stays apart", () => {
    for (const section of noteSections) {
      expect(allowedClasses(section)).toContain(defaultClass[section]);
      for (const one of allowedClasses(section)) expect(blockClasses).toContain(one);
    }
    expect(allowedClasses("about_self")).toEqual(["caregiver"]);
    expect(allowedClasses("play")).toEqual(["relationship", "caregiver"]);
    expect(allowedClasses("plan")).toEqual(["child_chart", "relationship", "caregiver"]);
    expect(allowedClasses("reflection")).toEqual(["psychotherapy_note", "supervision"]);
  });
  it.each([["2026-01-01", "2026-12-31", "infant"], ["2026-01-01", "2027-01-01", "toddler"], ["2026-01-01", "2028-12-31", "toddler"], ["2026-01-01", "2029-01-01", "preschool"]])("born %s, on %s: %s", (born, on, band) => expect(ageBand(born, on)).toBe(band));
  it("with infants the caregiver's understanding comes before play", () => {
    expect(templateFor("infant")).not.toContain("play");
    expect(templateFor("infant").indexOf("about_self")).toBeLessThan(templateFor("toddler").indexOf("about_self"));
  });
});
