import type { CivilDate } from "#kernel/dates.ts";
import { isPicked } from "#features/instruments/installed.rules.ts";
import { aboutWhom } from "#features/measures/flow.rules.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";

/** The measures that may be a target on a day: those about the child that are not retired, and the one that was chosen already. An adult's own stay in that adult's record. */
export const sayMeasureNames = (installed: readonly Pick<InstalledInstrument, "instrument" | "name" | "respondent" | "domains" | "retiredFrom">[], on: CivilDate, chosen: string | null): { value: string; label: string }[] =>
  installed.filter((one) => aboutWhom(one) === "child" && (isPicked(one, on) || one.instrument === chosen)).map((one) => ({ value: one.instrument, label: one.name }));
