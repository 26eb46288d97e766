import { addDays, ageInMonths } from "#kernel/dates.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { InstrumentDefinition } from "./contract.ts";

/**
 * Whether an instrument fits a child on a day, by completed months; where the form says so, counted from the day the
 * child was due. `fits` is true where the instrument has no window. `offer` is the next instrument for a child who is
 * too old, null where there is none. Recording it anyway needs a reason.
 */
export function decideAgeWindow(definition: InstrumentDefinition, child: { birthDate: CivilDate; weeksBornEarly: number }, on: CivilDate): { fits: boolean; countedMonths: number; offer: string | null } {
  const months = ageInMonths(child.birthDate, on);
  const rule = definition.prematurity;
  const isAdjusted = rule !== null && child.weeksBornEarly >= rule.weeksEarlyAtLeast && months < rule.beforeMonths;
  const countedMonths = isAdjusted ? Math.max(0, ageInMonths(addDays(child.birthDate, child.weeksBornEarly * 7), on)) : months;
  const window = definition.ageMonths;
  if (window === null || (countedMonths >= window.from && countedMonths <= window.to)) return { fits: true, countedMonths, offer: null };
  return { fits: false, countedMonths, offer: countedMonths > window.to ? definition.successor : null };
}
