import { describe, expect, it } from "vitest";
import { addDays, addMonths, type CivilDate, dateInZone, timeInZone } from "#kernel/dates.ts";
import { judgeTravel, keeps, missingMinutes, type Problem } from "./hours.rules.ts";
import { federalHolidays } from "./holidays.rules.ts";
import { listDays, shiftDay, shiftOf } from "./series.rules.ts";

const ZONE = "America/New_York";
const clocks = new Map<string, Intl.DateTimeFormat>();
const wallAt = (moment: number, zone: string) => {
  const format = clocks.get(zone) ?? new Intl.DateTimeFormat("en-CA", { timeZone: zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  clocks.set(zone, format);
  const part = Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day}T${part.hour}:${part.minute}`;
};
const HOUR = 3_600_000;
/** The plain way: asks what the clocks show at each moment that may be meant, a whole number of hours away. The earliest counts; null where none shows it. */
function momentPlainly(wall: string, zone: string): number | null {
  const about = Date.parse(`${wall}:00Z`);
  for (let moment = about - 15 * HOUR; moment <= about + 15 * HOUR; moment += HOUR) if (wallAt(moment, zone) === wall) return moment;
  return null;
}

describe("a session that repeats", () => {
  it("stands at its hour on the wall through both changes of the clocks: 10,000 sessions beside a plain day-by-day computation", { timeout: 120_000 }, () => {
    const zones = [ZONE, "America/Chicago", "America/Los_Angeles", "America/Phoenix", "America/Puerto_Rico", "Europe/Madrid"];
    const starts = ["2026-01-05", "2026-02-28", "2026-03-08", "2026-06-30", "2026-10-25", "2026-11-01"];
    const hours = [["09:00", "10:00"], ["01:30", "02:00"], ["02:15", "03:15"], ["16:45", "18:15"]] as const;
    let compared = 0;
    for (const zone of zones)
      for (const from of starts)
        for (const [startClock, endClock] of hours) {
          const lastOn = addMonths(from, 17);
          const days = listDays({ start: `${from}T${startClock}`, end: `${from}T${endClock}` }, { everyWeeks: 1, lastOn }, zone);
          const expected: { on: CivilDate; startsAt: string | null }[] = [];
          for (let day = from, count = 0; day <= lastOn; day = addDays(day, 1), count++) {
            if (count % 7 !== 0) continue;
            const [starts, ends] = [momentPlainly(`${day}T${startClock}`, zone), momentPlainly(`${day}T${endClock}`, zone)];
            const minutes = (Date.parse(`${day}T${endClock}Z`) - Date.parse(`${day}T${startClock}Z`)) / 60_000;
            const isWhole = starts !== null && ends !== null && (ends - starts) / 60_000 === minutes;
            expected.push({ on: day, startsAt: isWhole ? new Date(starts).toISOString() : null });
          }
          expect(days.map(({ on, hour }) => ({ on, startsAt: hour?.startsAt ?? null }))).toEqual(expected);
          compared += days.length;
        }
    expect(compared).toBeGreaterThan(10_000);
  });
  it("goes neither beyond a year and a half nor on for less than once more, and says which day is meant", () => {
    const first = { start: "2026-11-20T10:00", end: "2026-11-20T11:00" };
    expect(() => listDays(first, { everyWeeks: 1, lastOn: "2026-11-26" }, ZONE)).toThrow(/November 27, 2026|27 November 2026/);
    expect(() => listDays(first, { everyWeeks: 1, lastOn: "2028-06-01" }, ZONE)).toThrow(/2028/);
    expect(listDays(first, { everyWeeks: 2, lastOn: "2026-12-18" }, ZONE).map(({ on }) => on)).toEqual(["2026-11-20", "2026-12-04", "2026-12-18"]);
  });
  it("moves by days and to an hour on the wall, so that the clocks move nobody", () => {
    const before = { startsAt: "2027-03-10T14:00:00.000Z" };
    const shift = shiftOf({ startsAt: "2026-12-01T14:00:00.000Z" }, { start: "2026-12-03T15:30", end: "2026-12-03T16:30" }, ZONE);
    expect(shift).toEqual({ days: 2, startClock: "15:30", endClock: "16:30" });
    const after = shiftDay({ startsAt: "2027-03-16T13:00:00.000Z" }, shift, ZONE);
    expect([dateInZone(after.hour!.startsAt, ZONE), timeInZone(after.hour!.startsAt, ZONE)]).toEqual(["2027-03-18", "15:30"]);
    expect(dateInZone(shiftDay(before, shift, ZONE).hour!.startsAt, ZONE)).toBe("2027-03-12");
    expect(shiftDay({ startsAt: "2027-03-12T15:00:00.000Z" }, { days: 2, startClock: "02:30", endClock: "03:30" }, ZONE).hour).toBeNull();
  });
});

describe("the way to a session", () => {
  const hour = { on: "2026-11-20", startsAt: "2026-11-20T15:00:00.000Z", endsAt: "2026-11-20T16:00:00.000Z", isAway: true, travelMinutes: 30 };
  const before = (endsAt: string, isAway: boolean, minutes: number | null) => ({ isBefore: true, startsAt: "2026-11-20T13:00:00.000Z", endsAt, isAway, minutes });
  it("asks for the longer of two ways, and for nothing where nobody said how long it is", () => {
    expect(missingMinutes(hour, before("2026-11-20T14:40:00.000Z", false, null))).toBe(10);
    expect(missingMinutes(hour, before("2026-11-20T14:40:00.000Z", true, 45))).toBe(25);
    expect(missingMinutes({ ...hour, travelMinutes: null }, before("2026-11-20T15:00:00.000Z", true, null))).toBe(0);
    expect(missingMinutes({ ...hour, isAway: false }, before("2026-11-20T15:00:00.000Z", false, null))).toBe(0);
  });
  it("warns of the shorter side, with its clock", () => {
    const after = { isBefore: false, startsAt: "2026-11-20T16:05:00.000Z", endsAt: "2026-11-20T17:00:00.000Z", isAway: false, minutes: null };
    const found = judgeTravel(hour, [before("2026-11-20T14:40:00.000Z", false, null), after], ZONE);
    expect([found?.kind, found?.words.en]).toEqual(["travel", "25 min too few for the way: the next session starts at 11:05."]);
    expect(judgeTravel(hour, [before("2026-11-20T14:00:00.000Z", false, null)], ZONE)).toBeNull();
  });
});

describe("what stands in the way", () => {
  const problem = (kind: Problem["kind"]): Problem => ({ kind, on: "2026-11-20", words: { en: "", es: "" } });
  it("refuses a taken hour always, a flagged or closed day until it was seen, and never for a warning", () => {
    expect([keeps(problem("taken"), ["2026-11-20"]), keeps(problem("room_taken"), []), keeps(problem("shut"), ["2026-11-20"]), keeps(problem("clocks"), [])]).toEqual([true, true, true, true]);
    expect([keeps(problem("flagged"), []), keeps(problem("flagged"), ["2026-11-20"]), keeps(problem("closed"), ["2026-11-19"]), keeps(problem("away"), ["2026-11-20"])]).toEqual([true, false, true, false]);
    expect([keeps(problem("travel"), []), keeps(problem("elsewhere"), [])]).toEqual([false, false]);
  });
});

describe("federal holidays (5 U.S.C. § 6103)", () => {
  it("are on the days that the law names", () =>
    expect(federalHolidays(2026).map(({ on }) => on)).toEqual(["2026-01-01", "2026-01-19", "2026-02-16", "2026-05-25", "2026-06-19", "2026-07-04", "2026-09-07", "2026-10-12", "2026-11-11", "2026-11-26", "2026-12-25"]));
});
