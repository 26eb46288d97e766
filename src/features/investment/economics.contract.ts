import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { instant, line, wholeNumber } from "#kernel/shapes.ts";
import { shown } from "#features/outcomes/shapes.contract.ts";

/** What a programme costs in a year, by kind. */
export const costKinds = ["staff", "training", "supervision", "travel", "materials", "other"] as const;
export type CostKind = (typeof costKinds)[number];
const year = z.coerce.number().int().min(2000).max(2100);
export const newCost = z.strictObject({
  year: wholeNumber(2000).max(2100),
  kind: z.enum(costKinds),
  cents: z.number().int().min(1).max(2_000_000_000),
  source: line(300).min(3, expected({ en: "Expected where this figure is from.", es: "Se espera de dónde sale esta cifra." })),
});
export type NewCost = z.infer<typeof newCost>;
export const cost = newCost.extend({ costId: z.uuid(), madeAt: instant, madeByName: z.string().nullable() });
export type Cost = z.infer<typeof cost>;

/**
 * A year of the programme: what was typed and what the ledger says, in whole cents. Null is not known, or not told of so few
 * families; `missing` names kinds of cost that nobody typed, which no sum holds.
 */
export const economics = z.strictObject({
  year: z.number().int(),
  currentYear: z.number().int(),
  /** Set while the year runs: its figures are of a part of it. */
  isRunning: z.boolean(),
  costs: z.array(cost),
  missing: z.array(z.enum(costKinds)),
  costCents: z.number().int().nullable(),
  families: shown,
  collectedCents: z.number().int().nullable(),
  grantCents: z.number().int(),
  costPerFamilyCents: z.number().int().nullable(),
  collectedPerFamilyCents: z.number().int().nullable(),
});
export type Economics = z.infer<typeof economics>;

const ofAgency = { who: ["administrator", "senior_leader"], of: null, subject: "none", shows: "agency" } as const;
export const economicsContract = {
  economics: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/return/economics", summary: "One year of the programme: costs as typed, families seen, money that came, and each for one family." })
    .input(z.strictObject({ year: year.nullable().default(null) }))
    .output(economics),
  addCost: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/return/costs", summary: "Adds what the programme cost in a year, with where the figure is from." })
    .input(newCost)
    .output(z.strictObject({ costId: z.uuid() })),
  takeOutCost: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/return/costs/{costId}/end", summary: "Takes a cost out that was wrong." })
    .input(z.strictObject({ costId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
