import { expect, test } from "vitest";
import type { ConsultationRequest } from "./contract.ts";
import { ageAgainstPromise, nextSafeTimes, promiseFor, promisedBy } from "./promise.rules.ts";

const zone = "America/New_York";
const settings = { promiseWorkDays: 2, holidays: [] as string[] };

test.each([
  ["Monday morning", "2026-11-16T15:00:00.000Z", "2026-11-18T22:00:00.000Z"],
  ["Friday before closing", "2026-11-20T21:30:00.000Z", "2026-11-24T22:00:00.000Z"],
  ["Saturday", "2026-11-21T15:00:00.000Z", "2026-11-24T22:00:00.000Z"],
  ["Sunday late, Monday in UTC", "2026-11-23T04:30:00.000Z", "2026-11-24T22:00:00.000Z"],
  ["over the night the clocks go forward", "2026-03-06T15:00:00.000Z", "2026-03-10T21:00:00.000Z"],
])("D3: an answer is promised within two work days: %s", (_when, receivedAt, by) => {
  expect(promisedBy(receivedAt, settings, zone)).toBe(by);
});

test("D3: a holiday is no work day", () => {
  expect(promisedBy("2026-11-24T15:00:00.000Z", { promiseWorkDays: 2, holidays: ["2026-11-26"] }, zone)).toBe("2026-11-27T22:00:00.000Z");
  expect(promisedBy("2026-11-24T15:00:00.000Z", { promiseWorkDays: 1, holidays: ["2026-11-25", "2026-11-26", "2026-11-27"] }, zone)).toBe("2026-11-30T22:00:00.000Z");
});

test("D3: a promise of no day, or of half a day, is refused", () => {
  for (const promiseWorkDays of [0, -1, 1.5]) expect(() => promisedBy("2026-11-24T15:00:00.000Z", { promiseWorkDays, holidays: [] }, zone)).toThrow(/work day/);
});

test("D3: safe times are only the picked ones, from the next on, never on a holiday", () => {
  const times = nextSafeTimes(["mon_morning", "wed_later"], "2026-11-23T14:00:00.000Z", ["2026-11-25"], zone, 3);
  expect(times.map((time) => `${time.date} ${time.part}`)).toEqual(["2026-11-30 morning", "2026-12-02 later", "2026-12-07 morning"]);
  expect(times[0]).toMatchObject({ start: "2026-11-30T14:00:00.000Z", end: "2026-11-30T17:00:00.000Z" });
  expect(nextSafeTimes(["mon_morning"], "2026-11-23T13:59:00.000Z", [], zone, 1)[0]?.date).toBe("2026-11-23");
  expect(nextSafeTimes([], "2026-11-23T13:59:00.000Z", [], zone, 1)).toEqual([]);
});

test("D3: a promise never breaks the hours a family picked: it moves to the end of the first safe time", () => {
  const request = (safeHours: ("fri_morning" | "mon_later")[]): ConsultationRequest => ({
    callMe: "Ana", relation: "parent", childAge: "4", reasons: [], ownWords: null, language: "en", otherLanguage: null,
    contact: { way: "call", phone: "2025550137", voicemail: "hang_up", safeHours },
  });
  const saturday = "2026-11-21T15:00:00.000Z";
  expect(promiseFor(request(["fri_morning"]), saturday, settings, zone).by).toBe("2026-11-27T17:00:00.000Z");
  expect(promiseFor(request(["mon_later"]), saturday, settings, zone)).toMatchObject({ by: "2026-11-24T22:00:00.000Z", firstSafeTime: { date: "2026-11-23" } });
  const byMail = { ...request([]), contact: { way: "email", email: "ana@example.org" } } as const;
  expect(promiseFor(byMail, saturday, settings, zone)).toEqual({ by: "2026-11-24T22:00:00.000Z", firstSafeTime: null });
});

test("D3: the age of a request against its promise", () => {
  const request = { receivedAt: "2026-11-21T15:00:00.000Z", promisedBy: "2026-11-24T22:00:00.000Z", answeredAt: null as string | null };
  expect(ageAgainstPromise(request, "2026-11-22T15:00:00.000Z", zone)).toEqual({ state: "waiting", minutesOld: 1440, minutesLeft: 3300 });
  expect(ageAgainstPromise(request, "2026-11-24T22:00:00.000Z", zone).state).toBe("due_today");
  expect(ageAgainstPromise(request, "2026-11-24T22:00:01.000Z", zone).state).toBe("late");
  expect(ageAgainstPromise({ ...request, answeredAt: "2026-11-24T21:59:00.000Z" }, "2026-12-24T00:00:00.000Z", zone)).toMatchObject({ state: "kept", minutesLeft: 1 });
  expect(ageAgainstPromise({ ...request, answeredAt: "2026-11-24T22:01:00.000Z" }, "2026-12-24T00:00:00.000Z", zone).state).toBe("broken");
});
