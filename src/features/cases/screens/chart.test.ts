import { expect, test } from "vitest";
import { readAge, writeCode } from "./chart.ts";

test("A4: a diagnosis is written as its code has it, whatever was typed", () => {
  expect(writeCode("f43.10")).toBe("F43.10");
  expect(writeCode(" F4310 ")).toBe("F43.10");
  expect(writeCode("Z62.21")).toBe("Z62.21");
  expect(writeCode("F84")).toBe("F84");
});

test("A4: what is no ICD-10-CM code is refused", () => {
  for (const typed of ["", "PTSD", "U07.1", "F4.310", "F43.10000", "43.10"]) expect(writeCode(typed)).toBeNull();
});

test("an age is whole months; nothing typed is not known, and 30 months may be said as such", () => {
  expect(readAge("2", "6")).toBe(30);
  expect(readAge("", "30")).toBe(30);
  expect(readAge("0", "")).toBe(0);
  expect(readAge("", "")).toBeNull();
  expect(readAge("2", "14")).toBe("wrong");
  expect(readAge("18", "")).toBe("wrong");
  expect(readAge("two", "")).toBe("wrong");
});
