import { expect, test } from "vitest";
import { hoursFrom, outcomeOf, type WishAndVisit } from "./wishes.rules.ts";
import { sayHours } from "./wishes.words.ts";

const one: WishAndVisit = { saidOf: "2026-11-24T15:00:00.000Z", startsAt: "2026-11-24T15:00:00.000Z", status: "booked", answeredAt: null, takenBackAt: null };
const now = "2026-11-20T15:00:00.000Z";

test.each([
  [{}, "open"],
  [{ startsAt: "2026-11-25T15:00:00.000Z" }, "moved"],
  [{ status: "cancelled" }, "cancelled"],
  [{ answeredAt: now, startsAt: "2026-11-25T15:00:00.000Z" }, "left"],
  [{ takenBackAt: now, status: "cancelled" }, "taken_back"],
  [{ saidOf: now, startsAt: now }, "over"],
  [{ status: "held" }, "over"],
] as const)("what became of a wish: %j is %s", (change, became) => {
  expect(outcomeOf({ ...one, ...change }, now)).toBe(became);
});

test("parts of the week come from days and parts that were ticked apart, and are said in few words", () => {
  expect(hoursFrom([], [])).toEqual([]);
  expect(hoursFrom(["mon", "tue", "sun"], ["morning"])).toEqual(["mon_morning", "tue_morning"]);
  expect(hoursFrom(["fri"], [])).toEqual(["fri_morning", "fri_midday", "fri_later"]);
  expect(hoursFrom([], ["later"])).toHaveLength(5);
  expect(sayHours(["mon_morning", "tue_morning", "fri_later"], "en")).toBe("Mon, Tue: 9 to 12; Fri: 3 to 6");
  expect(sayHours([], "es")).toBe("");
});
