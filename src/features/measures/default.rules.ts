import type { ScheduleContent, ScheduleLine } from "./schedule.contract.ts";

const line = (instrument: string, set: ScheduleLine["set"], points: ScheduleLine["points"], adults: ScheduleLine["adults"] = "lives_with_child"): ScheduleLine => ({ instrument, set, points, adults, fromStage: 1, languages: [] });
const through: ScheduleLine["points"] = ["baseline", "repeat", "discharge"];

/**
 * The schedule that ships (measures.md section 5): local policy, which each programme makes its own. The core is what the
 * child went through, the child's stress and behavior, the adult's stress and mood; the rest follows a month later.
 */
export const shippedSchedule: ScheduleContent = {
  windows: { coreDays: 30, restDays: 60, newInformantDays: 30, firstRepeatDay: 180, repeatEveryDays: 182, slackDays: 15, closingDays: 30, followUpMonths: 6, entryDays: 7 },
  bridge: "next_alone",
  breaks: { language: "break", mode: "same" },
  lines: [
    line("tesi-prr", "core", ["baseline"]),
    line("ycpc", "core", through),
    line("bpsc", "core", through),
    line("pcl-5", "core", through),
    line("phq-9", "core", through),
    line("lec-5", "rest", ["baseline"]),
    line("gad-7", "rest", through),
    line("observation-dyad", "rest", through, "every_dyad"),
    line("dc05-axis-ii", "rest", through, "every_dyad"),
  ],
};
