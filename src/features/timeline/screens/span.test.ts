import { expect, test } from "vitest";
import { spanOf } from "./span.ts";

const view = { from: "2026-03-21", today: "2026-11-21", stages: [], sessions: [], lifeEvents: [] };

test("the axis begins with the month of the course and leaves three months ahead", () => {
  expect(spanOf(view)).toEqual({ from: "2026-03-01", to: "2027-02-28" });
});

test("the axis reaches to the end of the month of the last thing ahead", () => {
  const sessions = [{ on: "2027-03-31", mark: "planned" as const }];
  expect(spanOf({ ...view, sessions }).to).toBe("2027-03-31");
});
