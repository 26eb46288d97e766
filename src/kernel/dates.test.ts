import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, addMonths, ageInMonths, ageInYearsAndMonths, dateInZone, daysBetween, instantFromWall, isCivilDate, isTimeZone, minutesBetween, momentFromWall, timeInZone } from "./dates.ts";
import { Fault } from "./faults.ts";

const civilDate = fc.tuple(fc.integer({ min: 1990, max: 2060 }), fc.integer({ min: 0, max: 365 })).map(([year, day]) => addDays(`${year}-01-01`, day));

describe("civil dates", () => {
  it.each(["2026-02-29", "2026-13-01", "2026-4-1", "2026-04-31", "", "20260401", "2026-04-01T00:00"])("refuses %j", (text) => expect(isCivilDate(text)).toBe(false));
  it.each(["2024-02-29", "2026-12-31"])("takes %s", (text) => expect(isCivilDate(text)).toBe(true));
});

describe("ages (A4, B3)", () => {
  it.each([
    ["2020-03-01", "2027-02-28", 83],
    ["2020-03-01", "2027-03-01", 84],
    ["2020-02-29", "2021-02-28", 11],
    ["2020-02-29", "2021-03-01", 12],
    ["2020-02-29", "2024-02-29", 48],
    ["2025-01-31", "2025-02-28", 0],
    ["2025-01-31", "2025-03-01", 1],
    ["2025-01-31", "2025-01-30", -1],
  ])("born %s, on %s: %i months", (born, on, months) => expect(ageInMonths(born, on)).toBe(months));

  it("grows by one month from one birthday to the next, whatever the day", () => {
    fc.assert(fc.property(civilDate, fc.integer({ min: 0, max: 90 }), (born, months) => {
      const day = addMonths(born, months);
      // The day is clamped at the month's end; then the month is complete a day later.
      const complete = day.slice(8) === born.slice(8) ? day : addDays(day, 1);
      expect(ageInMonths(born, complete)).toBe(months);
      expect(ageInMonths(born, addDays(complete, -1))).toBe(months - 1);
    }));
  });

  it("is written in years and months", () => expect(ageInYearsAndMonths("2022-09-21", "2026-11-21")).toEqual({ years: 4, months: 2 }));
});

describe("clocks", () => {
  it("reads the date of service in the session's own zone (case 37)", () => expect(dateInZone("2026-11-21T01:30:00Z", "America/New_York")).toBe("2026-11-20"));
  it("takes the first of a wall time that comes twice (case 38)", () => expect(instantFromWall("2026-11-01T01:30", "America/New_York")).toBe("2026-11-01T05:30:00.000Z"));
  it("refuses a wall time that never comes, naming the place", () => {
    expect(() => instantFromWall("2026-03-08T02:30", "America/New_York", "end")).toThrow(Fault);
    try {
      instantFromWall("2026-03-08T02:30", "America/New_York", "end");
    } catch (error) {
      expect((error as Fault).fields[0]!.path).toBe("end");
    }
  });
  it.each(["2026-02-30T10:00", "2026-02-03 10:00", "10:00", "2026-02-03T24:00"])("refuses %j as a wall time", (text) => expect(() => instantFromWall(text, "America/New_York")).toThrow(Fault));
  it("counts time that really passed across the clock change", () => {
    expect(minutesBetween(instantFromWall("2026-03-08T01:30", "America/New_York"), instantFromWall("2026-03-08T03:30", "America/New_York"))).toBe(60);
    expect(minutesBetween(instantFromWall("2026-11-01T00:30", "America/New_York"), instantFromWall("2026-11-01T02:30", "America/New_York"))).toBe(180);
  });
  it("knows zones by name only", () => {
    expect(isTimeZone("America/New_York")).toBe(true);
    expect(isTimeZone("Mars/Olympus")).toBe(false);
    expect(isTimeZone("-05:00")).toBe(false);
  });
  it("comes back from the wall to the same moment outside the hour that comes twice", () => {
    fc.assert(fc.property(civilDate, fc.integer({ min: 3 * 60, max: 23 * 60 + 59 }), (date, minute) => {
      const wall = `${date}T${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
      const at = instantFromWall(wall, "America/New_York");
      expect(`${dateInZone(at, "America/New_York")}T${timeInZone(at, "America/New_York")}`).toBe(wall);
    }));
  });
  it("counts days both ways", () => fc.assert(fc.property(civilDate, fc.integer({ min: -4000, max: 4000 }), (date, days) => daysBetween(date, addDays(date, days)) === days)));
});

describe("the quick way from a wall time to a moment", () => {
  const zones = ["America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kolkata", "America/Phoenix", "America/Santiago", "Africa/Casablanca", "Pacific/Apia", "UTC"];

  it("is the same as the exact one, on every hour of every day of two years in zones that change at midnight, by half an hour, or never", () => {
    let skipped = 0;
    for (const zone of zones) {
      for (let day = 0; day < 730; day += zone === "America/New_York" ? 1 : 3) {
        const date = addDays("2025-01-01", day);
        for (const time of ["00:00", "01:30", "02:30", "12:07", "23:59:59"]) {
          let exact: string | null = null;
          try {
            exact = instantFromWall(`${date}T${time}`, zone);
          } catch {
            skipped++;
          }
          if (exact === null) expect(() => momentFromWall(`${date}T${time}`, zone)).toThrow(Fault);
          else if (momentFromWall(`${date}T${time}`, zone) !== Date.parse(exact)) expect.fail(`${date}T${time} ${zone}`);
        }
      }
    }
    expect(skipped).toBeGreaterThan(0);
  });

  it("names the place of a time that never comes", () => {
    expect(() => momentFromWall("2026-03-08T02:30", "America/New_York", "session.end")).toThrow(expect.objectContaining({ fields: [expect.objectContaining({ path: "session.end" })] }));
    expect(() => momentFromWall("2026-03-08T10:00", "America/Washington")).toThrow(Fault);
  });
});

it("dates exist by the calendar alone: lengths of months, leap years of centuries, nothing else that looks like one", () => {
  for (const date of ["2024-02-29", "2000-02-29", "2026-01-31", "2026-12-31", "0001-01-01", "9999-12-31"]) expect(isCivilDate(date), date).toBe(true);
  for (const date of ["2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10", "2026-13-01", "2026-01-00", "2026-1-01", "2026-01-01T00:00", "", "20260101", "2026-06-31"]) expect(isCivilDate(date), date).toBe(false);
});
