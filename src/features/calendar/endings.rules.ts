import { type CivilDate, daysBetween } from "#kernel/dates.ts";
import type { EndingMark } from "./contract.ts";

/**
 * Where a visit stands to the planned goodbye. `booked` are the days of the visits that are booked from this one on, itself the first. Weeks
 * between the last of them and the goodbye for which nothing is booked yet are reckoned with one visit each, as the countdown of the course is.
 */
export function endingOf(booked: readonly CivilDate[], goodbyeOn: CivilDate): { place: EndingMark["place"]; left: number } {
  const own = booked[0];
  if (own === undefined || own > goodbyeOn) return { place: "beyond", left: 0 };
  const within = booked.filter((on) => on <= goodbyeOn).toSorted();
  const left = within.length + Math.floor(daysBetween(within.at(-1)!, goodbyeOn) / 7);
  return { place: left === 1 ? "last" : "before", left };
}

/** Visits from which on it is counted down: about the two months in which an ending is spoken of (clinical.md section 3.3). Before, a number says nothing. */
export const COUNTED_DOWN = 9;

/** What of it a viewer learns: the number where the chart is open and the end is near, else at most that it is the last visit. */
export function endingFor({ place, left }: { place: EndingMark["place"]; left: number }, isChartOpen: "open" | "closed"): EndingMark | null {
  if (isChartOpen === "open") return left > COUNTED_DOWN ? null : { place, left: place === "beyond" ? null : left };
  return place === "last" ? { place, left: null } : null;
}
