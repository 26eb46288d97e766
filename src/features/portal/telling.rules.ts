import { addDays, type CivilDate } from "#kernel/dates.ts";
import { type Attribution, attributions, type Spread, spreads } from "#features/testimonials/contract.ts";

/** For how long words may be shown, as an adult picks it; the shortest stands first. */
export const spans = ["half", "year", "two"] as const;
export type Span = (typeof spans)[number];
const daysOf: Record<Span, number> = { half: 182, year: 365, two: 730 };

/** What an adult sent of own words for others; the safest answer stands for each that was not picked. */
export type Typed = { words: string; attribution: Attribution; languages: Spread; span: Span };
export function readTyped(field: (name: string) => string): Typed {
  const pick = <T extends string>(all: readonly T[], name: string): T => all.find((one) => one === field(name)) ?? all[0]!;
  return { words: field("words").replaceAll("\r\n", "\n"), attribution: pick(attributions, "attribution"), languages: pick(spreads, "languages"), span: pick(spans, "span") };
}

export const lastDayOf = (span: Span, today: CivilDate): CivilDate => addDays(today, daysOf[span]);
