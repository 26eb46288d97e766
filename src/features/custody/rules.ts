import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import { MOST_DAYS, type Opening } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

type Wrong = { path: string; message: Words };

/** What is wrong with the days of an opening: it begins today at the earliest and stands for thirty days at most. Null is nothing. */
export function judgeSpan(today: CivilDate, validFrom: CivilDate, validTo: CivilDate): Wrong | null {
  if (validFrom < today) return { path: "validFrom", message: faultWords.past };
  if (validTo < validFrom) return { path: "validTo", message: faultWords.disorder };
  return validTo > addDays(validFrom, MOST_DAYS - 1) ? { path: "validTo", message: faultWords.tooLong } : null;
}

/** How an opening stands on a day; one that was closed is over whatever its days say. */
export function stateOf(one: Pick<Opening, "validFrom" | "validTo" | "closedAt">, today: CivilDate): "open" | "later" | "over" | "closed" {
  if (one.closedAt !== null) return "closed";
  return one.validTo < today ? "over" : one.validFrom > today ? "later" : "open";
}

/** Whether two spans of days have a day in common. */
export const overlap = (one: { validFrom: CivilDate; validTo: CivilDate }, other: { validFrom: CivilDate; validTo: CivilDate }) => one.validFrom <= other.validTo && other.validFrom <= one.validTo;
