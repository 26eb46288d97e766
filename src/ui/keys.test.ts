import { describe, expect, test } from "vitest";
import { capsOf, findBinding, type KeyFacts, linesOf } from "./keys.ts";

const bindings = ["j", "/", "?", "n", "Control+Enter", "Control+."].map((key) => ({ key }));
const press = (key: string, facts: Partial<KeyFacts> = {}) => findBinding(bindings, { key, control: false, alt: false, shift: false, writing: false, letterKeys: "on", ...facts })?.key ?? null;

describe("keys (WCAG 2.1.4)", () => {
  test("a letter works outside fields", () => {
    expect(press("j")).toBe("j");
    expect(press("x")).toBeNull();
  });
  test("a letter is written, not obeyed, inside a field", () => {
    expect(press("j", { writing: true })).toBeNull();
    expect(press("/", { writing: true })).toBeNull();
  });
  test("letters can be switched off; Ctrl Enter still signs", () => {
    expect(press("j", { letterKeys: "off" })).toBeNull();
    expect(press("?", { letterKeys: "off", shift: true })).toBeNull();
    expect(press("Enter", { control: true, letterKeys: "off", writing: true })).toBe("Control+Enter");
    expect(press(".", { control: true, writing: true })).toBe("Control+.");
  });
  test("a sign that needs Shift on the keyboard works with it, a capital letter does not", () => {
    expect(press("?", { shift: true })).toBe("?");
    expect(press("N", { shift: true })).toBeNull();
  });
  test("the browser's own combinations are left alone", () => {
    expect(press("j", { control: true })).toBeNull();
    expect(press("Enter")).toBeNull();
    expect(press("j", { alt: true })).toBeNull();
  });
});

describe("the list of all keys", () => {
  test("names each thing once, with every key that does it", () => {
    expect(linesOf([{ key: "j", says: "Move" }, { key: "k", says: "Move" }, { key: "j", says: "Move" }, { key: "Control+Enter", says: "Sign" }])).toEqual([
      { says: "Move", ways: [["J"], ["K"]] },
      { says: "Sign", ways: [["Control", "Enter"]] },
    ]);
  });
  test("shows caps as they stand on the keyboard", () => expect(["/", "?", "Control+.", "ArrowLeft", "1"].map(capsOf)).toEqual([["/"], ["?"], ["Control", "."], ["ArrowLeft"], ["1"]]));
});
