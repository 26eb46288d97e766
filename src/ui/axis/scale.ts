import { addMonths, daysBetween, type CivilDate } from "#kernel/dates.ts";
import type { AxisPoint } from "./series.ts";

/** Turns dates into pixels from the left; a date outside the axis gives a place outside it. */
export type TimeScale = { width: number; x: (date: CivilDate) => number; shows: (date: CivilDate) => boolean };

/** A common axis from one day to another, `width` pixels wide. An axis of no days shows everything at its left. */
export function createTimeScale(from: CivilDate, to: CivilDate, width: number): TimeScale {
  const days = daysBetween(from, to);
  return {
    width,
    x: (date) => (days <= 0 ? 0 : Math.round((daysBetween(from, date) / days) * width * 10) / 10),
    shows: (date) => date >= from && date <= to,
  };
}

/** The first day of every month that begins on the axis. */
export function monthStarts(from: CivilDate, to: CivilDate): CivilDate[] {
  const starts: CivilDate[] = [];
  let start = from.endsWith("-01") ? from : addMonths(`${from.slice(0, 8)}01`, 1);
  while (start <= to) {
    starts.push(start);
    start = addMonths(start, 1);
  }
  return starts;
}

/** Pixels from the top for a value between `min` (bottom) and `max` (top). A lane of one value draws it in the middle. */
export function valueToY(value: number, min: number, max: number, top: number, bottom: number): number {
  if (max <= min) return (top + bottom) / 2;
  return Math.round((bottom - ((value - min) / (max - min)) * (bottom - top)) * 10) / 10;
}

/** Mean width of a letter at 13 pixels; a little wide, so that text is cut early rather than late. */
const letter = 6.6;

/** How wide a text will be, in pixels, at 13 pixels' size. */
export function textWidth(text: string): number {
  return text.length * letter;
}

/** The text, or as much of it as fits, with an ellipsis; empty where not even two letters fit. */
export function fitText(text: string, width: number): string {
  if (textWidth(text) <= width) return text;
  const letters = Math.floor(width / letter) - 1;
  return letters < 2 ? "" : `${text.slice(0, letters).trimEnd()}…`;
}

/** At most `lines` lines of whole words; the last one is cut where it must be. */
export function wrapText(text: string, width: number, lines: number): string[] {
  const wrapped: string[] = [];
  let line = "";
  for (const word of text.split(" ")) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && textWidth(longer) > width && wrapped.length < lines - 1) {
      wrapped.push(line);
      line = word;
    } else line = longer;
  }
  wrapped.push(fitText(line, Math.max(width, textWidth(line) <= width ? width : 60)));
  return wrapped;
}

/** The row of each label, so that none runs into another: the first row that is free at its left. */
export function stackLabels(labels: readonly { x: number; width: number }[]): number[] {
  const ends: number[] = [];
  return labels.map(({ x, width }) => {
    const free = ends.findIndex((end) => end <= x);
    const row = free === -1 ? ends.length : free;
    ends[row] = x + width;
    return row;
  });
}

/** Straight lines from value to value. */
export function linePath(points: readonly AxisPoint[], x: (date: CivilDate) => number, y: (value: number) => number): string {
  return points.map((point, index) => `${index === 0 ? "M" : "L"}${x(point.date)} ${y(point.value)}`).join("");
}

/** Steps: a level holds until the next one is given, and the last until `until`. Never a slope between two levels. */
export function stepPath(points: readonly AxisPoint[], until: number, x: (date: CivilDate) => number, y: (value: number) => number): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const steps = rest.map((point) => `H${x(point.date)}V${y(point.value)}`).join("");
  const last = points.at(-1) ?? first;
  return `M${x(first.date)} ${y(first.value)}${steps}H${Math.max(until, x(last.date))}`;
}
