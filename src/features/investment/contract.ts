import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { economicsContract } from "./economics.contract.ts";
import { cutOption, middle, shown } from "#features/outcomes/shapes.contract.ts";

/** What a figure counts: money of `dollarYear`, hours, sessions and so on; every period is twelve months. */
export const units = ["dollars", "dollars_a_unit", "dollars_an_hour", "count", "hours", "units", "years", "percent"] as const;
export type Unit = (typeof units)[number];

/** What the programme puts in: its unit, and the highest value that is no slip of the finger. */
export const inputs = {
  sessionsHeld: { unit: "count", most: 1_000_000 },
  sessionsMissed: { unit: "count", most: 1_000_000 },
  hoursPerSession: { unit: "hours", most: 8 },
  unitsPerSession: { unit: "units", most: 40 },
  ratePerUnit: { unit: "dollars_a_unit", most: 10_000 },
  denialRate: { unit: "percent", most: 100 },
  costPerHour: { unit: "dollars_an_hour", most: 2_000 },
  nonBillableHours: { unit: "hours", most: 10_000_000 },
  costPerSession: { unit: "dollars", most: 10_000 },
  supervisionCost: { unit: "dollars", most: 100_000_000 },
  clinicians: { unit: "count", most: 100_000 },
  trainingCost: { unit: "dollars", most: 1_000_000 },
  tenureYears: { unit: "years", most: 60 },
  attritionIn18Months: { unit: "percent", most: 99.9 },
  discountRate: { unit: "percent", most: 30 },
  families: { unit: "count", most: 1_000_000 },
  completers: { unit: "count", most: 1_000_000 },
  priceYear: { unit: "years", most: 2100 },
  swing: { unit: "percent", most: 90 },
} as const satisfies Record<string, { unit: Unit; most: number }>;
export type InputKey = keyof typeof inputs;
export const inputKeys = Object.keys(inputs) as InputKey[];

const number = (most: number) => z.number().min(0).max(most, expected({ en: `Expected at most ${most}.`, es: `Se espera como máximo ${most}.` }));
const year = z.int().min(1950, expected({ en: "Expected a year such as 2023.", es: "Se espera un año, como 2023." })).max(2100, expected({ en: "Expected a year such as 2023.", es: "Se espera un año, como 2023." }));

/** What was typed; null is not known. `priceIndex` says what a dollar of each year was worth, on any scale, from one source. */
export const returnInputs = z.strictObject({
  ...(Object.fromEntries(inputKeys.map((key) => [key, number(inputs[key].most).nullable()])) as Record<InputKey, z.ZodNullable<z.ZodNumber>>),
  priceYear: year.nullable(),
  priceIndex: z.array(z.strictObject({ year, index: z.number().positive().max(1_000_000) })).max(200).refine((rows) => new Set(rows.map((one) => one.year)).size === rows.length, expected({ en: "Expected each year once.", es: "Se espera cada año una sola vez." })),
  priceIndexSource: line(300),
});
export type ReturnInputs = z.infer<typeof returnInputs>;

const words = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });

/** A published figure. `context` is shown and never computed with: exposure is not substantiated maltreatment. */
export const publishedFigure = z.strictObject({
  id: z.string().min(1),
  use: z.enum(["context", "threshold", "transfer"]),
  label: words,
  value: z.number(),
  unit: z.enum(["dollars", "percent"]),
  dollarYear: year.nullable(),
  studyYear: year.nullable(),
  parts: z.array(z.strictObject({ label: words, value: z.number() })).optional(),
  perspective: words,
  source: z.string().min(1),
  certainty: z.enum(["read", "secondary", "to_confirm"]),
});
export type PublishedFigure = z.infer<typeof publishedFigure>;

/** Each answers one question from one published figure, or from none: two are never added (they overlap). */
export const resultIds = ["margin", "break_even_sessions", "transfer_all", "transfer_taxpayer", "threshold_fang", "threshold_peterson"] as const;
export type ResultId = (typeof resultIds)[number];

/** What a result was made of. `value` is null where an input is missing; then `missing` names each, and nothing else is said. */
export type Result = {
  id: ResultId;
  unit: "dollars" | "sessions_a_week" | "percent";
  value: number | null;
  missing: (InputKey | "priceIndex")[];
  /** The year whose dollars the value is in; null where it is no money. */
  dollarYear: number | null;
  /** The one published figure that it rests on; null where it rests on the programme's own alone. */
  published: PublishedFigure["id"] | null;
  inputs: { key: InputKey; value: number }[];
  /** Sums on the way, in dollars of `dollarYear`. */
  lines: { key: LineKey; value: number }[];
  /** Each input alone lower and higher by the chosen swing, the widest first; `low` and `high` are the ends of all. */
  swings: { key: InputKey; low: number; high: number }[];
  low: number | null;
  high: number | null;
  /** Why there is no number although nothing is missing. */
  note: "never_breaks_even" | "costs_nothing" | null;
};
/** Sums on the way to a result. */
export const lineKeys = ["revenue", "sessions_cost", "non_billable_cost", "missed_cost", "supervision_cost", "training_cost", "net_cost_per_family", "cost_of_one_case"] as const;
export type LineKey = (typeof lineKeys)[number];

/** Inputs of which the programme counts the same: families by its figures, clinicians by who works here. */
export const suggestedKeys = ["families", "completers", "clinicians"] as const satisfies readonly InputKey[];
const suggested = z.enum(suggestedKeys);
/** What the programme's own figures say of the inputs, of its newest whole year that can be told; `period` is null where none can be, and then they are of all who asked so far. */
export const ownFigures = z.strictObject({
  threshold: z.int(),
  period: cutOption.nullable(),
  inputs: z.array(z.strictObject({ key: suggested, count: shown, countedOn: civilDate.nullable() })),
  /** Of one course of who started: figures to hold the typed ones against. */
  sessions: middle.nullable(),
  weeks: middle.nullable(),
  shownRate: middle.nullable(),
  early: shown,
  ended: shown,
});
export type OwnFigures = z.infer<typeof ownFigures>;
/** An input that was the programme's own figure when it was kept: of which quarters, counted on which day. */
export const taken = z.strictObject({ key: suggested, countedOn: civilDate, period: z.array(z.string()) });
export type Taken = z.infer<typeof taken>;
/** A version that was kept. An input that is not among `taken` was typed. */
const kept = z.strictObject({ inputs: returnInputs, taken: z.array(taken), keptAt: instant, keptBy: z.string() });
export type KeptReturn = z.infer<typeof kept>;

/** The return on what a programme costs (C3): its own figures, and what is published. Nobody's record is in it. */
export const investmentContract = {
  ...economicsContract,
  get: procedure({ who: ["administrator", "senior_leader"], of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/return", summary: "Published figures, what the programme's own figures say, what was typed last, and earlier versions, the newest first." })
    .output(z.strictObject({ published: z.array(publishedFigure), own: ownFigures, versions: z.array(kept) })),
  keep: procedure({ who: ["administrator", "senior_leader"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "POST", path: "/return", summary: "Keeps the programme's figures as a version of their own." })
    .input(returnInputs)
    .output(z.strictObject({ kept: z.literal(true) })),
};
