import { addDays, type CivilDate, weekday } from "#kernel/dates.ts";
import { chance } from "./chance.rules.ts";

/** When a family comes: an ISO weekday, Saturday at the latest, and a full hour. */
export type Slot = { weekday: number; hour: number };
/** One hour of a made-up course: what became of it, the stage, and who was to come. `late` is by how many minutes it began late. */
export type PlannedHour = Slot & { on: CivilDate; fate: "held" | "cancelled" | "no_show"; stage: 1 | 2 | 3; who: "adult" | "together"; late: number; /** The section of which nothing is written. */ without?: "content" };

const DAYS = [1, 2, 3, 4, 5] as const;
const HOURS = [9, 10, 11, 13, 14, 15, 16, 17] as const;
/** A clinician's hours in the order in which families get them: spread over the week; a few on Saturday mornings. */
export const slots: readonly Slot[] = [...HOURS.flatMap((_hour, row) => DAYS.map((day, column) => ({ weekday: day, hour: HOURS[(row * 3 + column * 2) % HOURS.length]! }))), { weekday: 6, hour: 10 }, { weekday: 6, hour: 11 }];

const holidays = ["01-01", "07-04", "12-24", "12-25", "12-26", "12-31"];
const nextOn = (from: CivilDate, day: number) => addDays(from, (day - weekday(from) + 7) % 7);

/** What the last hours before today became, and of what nothing was written in as many of the last held ones. */
export type Lately = { fates: readonly PlannedHour["fate"][]; withoutContent: number };
/** The same hours, the last of them before today with what became of them lately. */
export function turned(hours: readonly PlannedHour[], today: CivilDate, { fates, withoutContent }: Lately): PlannedHour[] {
  const past = hours.filter((one) => one.on < today);
  const told = hours.map((one, place): PlannedHour => ({ ...one, fate: (place < past.length ? fates[place - past.length + fates.length] : undefined) ?? one.fate }));
  const silent = new Set(told.filter((one) => one.fate === "held" && one.on < today).slice(-withoutContent).map((one) => one.on));
  return withoutContent === 0 ? told : told.map((one): PlannedHour => (silent.has(one.on) ? { ...one, without: "content" } : one));
}

/** A course: its first and last possible day, the highest stage that it reached, and whether it goes on. */
export type CourseSpan = { from: CivilDate; to: CivilDate; stage: 1 | 2 | 3; ends: "goes_on" | "planned" | "dropped"; pausesAfterWeek: number | null };

/** The hours of a course, one a week: most held, some cancelled or not come to, some weeks without one, and four in a pause. */
export function plannedHours(place: number, slot: Slot, { from, to, stage, ends, pausesAfterWeek }: CourseSpan): PlannedHour[] {
  const hours: PlannedHour[] = [];
  const first = nextOn(from, slot.weekday);
  let held = 0;
  for (let week = 0, on = first; on <= to; week++, on = addDays(first, 7 * week)) {
    const isPaused = pausesAfterWeek !== null && week > pausesAfterWeek && week <= pausesAfterWeek + 4;
    const isLast = addDays(on, 7) > to;
    const lot = chance(place, week, 1);
    const isSure = week < 2 || (isLast && ends !== "dropped");
    if (isPaused || holidays.includes(on.slice(5)) || (!isSure && lot > 0.97)) continue;
    const fate = ends === "dropped" && addDays(on, 14) > to ? "no_show" : isSure || lot < 0.82 ? "held" : lot < 0.92 ? "cancelled" : "no_show";
    const reached = held < 5 ? 1 : stage === 3 && addDays(on, 42) > to ? 3 : Math.min(2, stage);
    hours.push({ ...slot, on, fate, stage: reached as 1 | 2 | 3, who: reached === 1 && held % 5 !== 4 ? "adult" : "together", late: Math.floor(chance(place, week, 2) * 9) });
    if (fate === "held") held++;
  }
  return hours;
}
