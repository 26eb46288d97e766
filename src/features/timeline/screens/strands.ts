import type { Language } from "#kernel/language.ts";
import { strands } from "#features/notes/strands.words.ts";
import type { AxisStrand } from "#ui/axis/series.ts";
import { axisStrands, type StrandWork } from "../contract.ts";

/** Every strand as a row of the axis, the passages of all classes that the reader sees together; no rows where there is nothing to see. */
export function drawStrands(worked: readonly StrandWork[], language: Language): AxisStrand[] {
  if (worked.length === 0) return [];
  return axisStrands.map((strand) => {
    const byDay = new Map<string, number>();
    for (const [on, passages] of worked.filter((one) => one.strand === strand).flatMap((one) => Object.entries(one.days))) byDay.set(on, (byDay.get(on) ?? 0) + passages);
    return { label: strands[strand][language], marks: [...byDay].map(([date, passages]) => ({ date, passages })).toSorted((a, b) => a.date.localeCompare(b.date)) };
  });
}
