import type { CivilDate } from "#kernel/dates.ts";

/** How a span of days stands on a day: begun and open, ends within sixty days, ended, or still to come. */
export function standOf(span: { validFrom: CivilDate; validTo: CivilDate | null }, today: CivilDate, soonDay: CivilDate): "open" | "ends_soon" | "ended" | "ahead" {
  if (span.validTo !== null && span.validTo < today) return "ended";
  if (span.validFrom > today) return "ahead";
  return span.validTo !== null && span.validTo <= soonDay ? "ends_soon" : "open";
}
