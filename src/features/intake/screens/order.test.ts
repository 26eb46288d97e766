import { expect, test } from "vitest";
import { hoursByDay, lateFirst, readPhone } from "./order.ts";

const referral = (id: string, promise: "late" | "due_today" | "waiting" | "kept" | "broken" | null, promisedBy: string | null, receivedAt = "2026-11-01T10:00:00.000Z") => ({ id, promise, promisedBy, receivedAt });

test("D3: the request that is longest beyond its promise comes first, answered ones last", () => {
  const found = lateFirst([
    referral("kept", "kept", "2026-11-02T22:00:00.000Z", "2026-10-30T10:00:00.000Z"),
    referral("waiting", "waiting", "2026-11-12T22:00:00.000Z"),
    referral("late by a day", "late", "2026-11-09T22:00:00.000Z"),
    referral("no promise", null, null),
    referral("due today", "due_today", "2026-11-10T22:00:00.000Z"),
    referral("late by a week", "late", "2026-11-03T22:00:00.000Z"),
    referral("broken, newer", "broken", "2026-11-02T22:00:00.000Z", "2026-10-31T10:00:00.000Z"),
  ]);
  expect(found.map((one) => one.id)).toEqual(["late by a week", "late by a day", "due today", "waiting", "no promise", "broken, newer", "kept"]);
});

test("the list that was given stays as it was", () => {
  const given = [referral("b", "waiting", "2026-11-12T22:00:00.000Z"), referral("a", "late", "2026-11-03T22:00:00.000Z")];
  lateFirst(given);
  expect(given.map((one) => one.id)).toEqual(["b", "a"]);
});

test("D3: safe hours stand by day in the order of the week, and days without any are not named", () => {
  expect(hoursByDay(["fri_later", "mon_later", "mon_morning"])).toEqual([
    { day: "mon", parts: ["morning", "later"] },
    { day: "fri", parts: ["later"] },
  ]);
  expect(hoursByDay([])).toEqual([]);
});

test("a phone number is written as people read it, and what is none is left alone", () => {
  expect(readPhone("2025550134")).toBe("(202) 555-0134");
  expect(readPhone("+44 20 7946 0000")).toBe("+44 20 7946 0000");
});
