/** Something on the line of the day, in minutes since midnight. */
export type Span = { start: number; end: number };
/** Where it stands: columns are quarters of an hour counted from 1, `row` is the row of its words below the line. */
export type Placed = { column: number; length: number; words: number; row: number };
export type Line = { from: number; to: number; columns: number; placed: Placed[] };

const QUARTER = 15;
const DAY = 24 * 60;

/**
 * Lays out a day as quarters of an hour: from eight to six at least, and as long as its sessions need. The words of
 * each session hang from its start, a sixth of the line wide; words that would run into others move a row down.
 */
export function layLine(spans: readonly Span[]): Line {
  const from = Math.min(8 * 60, ...spans.map((one) => Math.floor(one.start / 60) * 60));
  const to = Math.min(DAY, Math.max(18 * 60, ...spans.map((one) => Math.ceil(Math.max(one.end, one.start + 90) / 60) * 60)));
  const columns = (to - from) / QUARTER;
  const words = Math.ceil(columns / 6);
  const ends: number[] = [];
  const placed = spans.map(({ start, end }): Placed => {
    const first = Math.floor((start - from) / QUARTER) + 1;
    const column = Math.max(1, Math.min(first, columns - words + 1));
    const free = ends.findIndex((taken) => taken <= column);
    const row = free === -1 ? ends.length : free;
    ends[row] = column + words;
    return { column, length: Math.max(1, Math.round((end - start) / QUARTER)), words, row };
  });
  return { from, to, columns, placed };
}

/** Minutes since midnight of a clock time `HH:MM`. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
