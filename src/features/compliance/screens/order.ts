import type { RoomRow, TimerView } from "../contract.ts";

const pressing = ["late", "broken", "unknown", "due", "not_started", "met"];

/** Timers by what presses: late before not met, not known, due; drafts after what is in force; what is due first before the rest. */
export function sortTimers(timers: readonly TimerView[]): TimerView[] {
  const rank = (one: TimerView) => pressing.indexOf(one.state) + (one.status === "draft" && !isQuiet(one) ? pressing.length : 0);
  return timers.toSorted((one, other) => Number(isQuiet(one)) - Number(isQuiet(other)) || rank(one) - rank(other) || (one.dueOn ?? "9").localeCompare(other.dueOn ?? "9"));
}

/** What asks for nobody now: met, not begun, or a record that is simply kept. */
export const isQuiet = (one: Pick<TimerView, "state" | "timer" | "dueOn">): boolean => one.state === "met" || one.state === "not_started" || (one.state === "due" && one.timer === "retention");

/** How many rows stand in each state, in the order in which they press. */
export function countStates(rows: readonly Pick<RoomRow, "state">[]): { state: RoomRow["state"]; rows: number }[] {
  const order: RoomRow["state"][] = ["not_met", "late", "unknown", "due", "draft", "met", "not_applicable", "closed"];
  return order.map((state) => ({ state, rows: rows.filter((row) => row.state === state).length })).filter((one) => one.rows > 0);
}
