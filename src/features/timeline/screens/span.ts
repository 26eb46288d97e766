import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { TimelineView } from "../contract.ts";

/** Days that a sign on the axis reaches to its left, at most. */
const SIGN_DAYS = 5;

/** From the first of the month in which the course begins to the end of the month after the last thing ahead, three months from today at least. */
export function spanOf(view: Pick<TimelineView, "from" | "today" | "lifeEvents" | "sessions" | "stages">): { from: CivilDate; to: CivilDate } {
  const ends = [addMonths(view.today, 3), ...view.lifeEvents.map((one) => one.happensOn), ...view.sessions.map((one) => one.on)].sort();
  const last = ends.at(-1)!;
  // A sign of the first days would stand half outside.
  return { from: `${addDays(view.from, -SIGN_DAYS).slice(0, 8)}01`, to: addDays(`${addMonths(last, 1).slice(0, 8)}01`, -1) };
}
