import { expect, test } from "vitest";
import { placeIn, standOf } from "./spans.ts";

test("A9: a licence counts through its last day, says when it ends soon, and has ended the day after", () => {
  const licence = { validFrom: "2024-01-01", validTo: "2026-12-03" };
  expect(standOf(licence, "2026-10-03", "2026-12-02")).toBe("open");
  expect(standOf(licence, "2026-10-04", "2026-12-03")).toBe("ends_soon");
  expect(standOf(licence, "2026-12-03", "2027-02-01")).toBe("ends_soon");
  expect(standOf(licence, "2026-12-04", "2027-02-02")).toBe("ended");
  expect(standOf({ validFrom: "2026-12-05", validTo: null }, "2026-12-04", "2027-02-02")).toBe("ahead");
  expect(standOf({ validFrom: "2024-01-01", validTo: null }, "2026-12-04", "2027-02-02")).toBe("open");
});

test("C9: a belonging lies in the picture of a year where it lies in time, cut at both ends", () => {
  const year = { from: "2026-01-01", to: "2026-12-31" };
  expect(placeIn({ validFrom: "2020-01-01", validTo: null }, year)).toEqual({ start: 0, size: 100 });
  expect(placeIn({ validFrom: "2026-01-01", validTo: "2026-01-01" }, year)).toEqual({ start: 0, size: 100 / 365 });
  expect(placeIn({ validFrom: "2026-12-31", validTo: null }, year)).toEqual({ start: (364 / 365) * 100, size: 100 / 365 });
  expect(placeIn({ validFrom: "2020-01-01", validTo: "2025-12-31" }, year)).toBeNull();
  expect(placeIn({ validFrom: "2027-01-01", validTo: null }, year)).toBeNull();
});
