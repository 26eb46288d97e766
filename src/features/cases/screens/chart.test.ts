import { expect, test } from "vitest";
import { readAge } from "./chart.ts";

test("an age is whole months; nothing typed is not known, and 30 months may be said as such", () => {
  expect(readAge("2", "6")).toBe(30);
  expect(readAge("", "30")).toBe(30);
  expect(readAge("0", "")).toBe(0);
  expect(readAge("", "")).toBeNull();
  expect(readAge("2", "14")).toBe("wrong");
  expect(readAge("18", "")).toBe("wrong");
  expect(readAge("two", "")).toBe("wrong");
});
