import { createHash } from "node:crypto";
import { addDays, type CivilDate } from "#kernel/dates.ts";

// The made-up programme of the tests of outcomes, each case told by its number.

export const CASES = 140;
/** The same id for the same kind and number. */
export const idOf = (kind: string, n: number) => createHash("md5").update(`${kind} ${n}`).digest("hex").replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, "$1-$2-8$3-8$4-$5");

/** What was made for the n-th case: told by its number, so that everything can be recomputed without asking the product. */
function storyOf(n: number) {
  const askedOn = addDays("2024-02-01", (n * 13) % 900);
  const sessions = n % 9 === 0 ? 0 : 3 + ((n * 7) % 30);
  const firstOn = addDays(askedOn, 20 + (n % 10));
  const lastOn = addDays(firstOn, 7 * (sessions - 1));
  const hasStageTwo = sessions > 8;
  const manner = n % 4 === 0 ? ("planned" as const) : n % 4 === 1 ? ("dropped" as const) : null;
  const endedOn: CivilDate | null = sessions > 0 && manner !== null ? addDays(lastOn, 1) : null;
  const [pre, post] = [10 + (n % 15), sessions > 0 && n % 3 !== 0 ? 4 + ((n * 5) % 20) : null];
  return { n, askedOn, sessions, firstOn, lastOn, hasStageTwo, manner: endedOn === null ? null : manner, endedOn, pre, post };
}
export const stories = Array.from({ length: CASES }, (_, n) => storyOf(n));
export const isOpen = (one: (typeof stories)[number]) => one.sessions > 0 && one.post !== null && one.endedOn === null;
/** One family answered in another language in the end. */
export const translated = stories.find((one) => isOpen(one) && one.pre - one.post! > 7)!;

export const hasStarted = (one: (typeof stories)[number]) => one.sessions > 0;
/** The median, by the two in the middle. */
export const middleOf = (numbers: number[]) => {
  const sorted = numbers.toSorted((one, other) => one - other);
  const place = (sorted.length - 1) / 2;
  return (sorted[Math.floor(place)]! + sorted[Math.ceil(place)]!) / 2;
};
