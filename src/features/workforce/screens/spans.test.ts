import { expect, test } from "vitest";
import { standOf } from "./spans.ts";

test("A9: a licence counts through its last day, says when it ends soon, and has ended the day after", () => {
  const licence = { validFrom: "2024-01-01", validTo: "2026-12-03" };
  expect(standOf(licence, "2026-10-03", "2026-12-02")).toBe("open");
  expect(standOf(licence, "2026-10-04", "2026-12-03")).toBe("ends_soon");
  expect(standOf(licence, "2026-12-03", "2027-02-01")).toBe("ends_soon");
  expect(standOf(licence, "2026-12-04", "2027-02-02")).toBe("ended");
  expect(standOf({ validFrom: "2026-12-05", validTo: null }, "2026-12-04", "2027-02-02")).toBe("ahead");
  expect(standOf({ validFrom: "2024-01-01", validTo: null }, "2026-12-04", "2027-02-02")).toBe("open");
});
