import { aboutWhom } from "#features/measures/flow.rules.ts";
import type { InstalledInstrument } from "#features/instruments/site.contract.ts";

/** The measures that may be a target: those about the child. An adult's own stay in that adult's record. */
export const sayMeasureNames = (installed: readonly Pick<InstalledInstrument, "instrument" | "name" | "respondent" | "domains">[]): { value: string; label: string }[] => installed.filter((one) => aboutWhom(one) === "child").map((one) => ({ value: one.instrument, label: one.name }));
