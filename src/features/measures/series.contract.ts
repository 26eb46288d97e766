import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, prose, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { certainties, definitionSchema, domainCodes } from "#features/instruments/contract.ts";

/** What makes two answers of one measure two series (measures.md section 4). `moved`: the child lived elsewhere in between. */
export const breakKinds = ["informant", "moved", "version", "recall", "language", "mode", "prorated"] as const;
export type BreakKind = (typeof breakKinds)[number];

/** Why no change is given: never one of an event history, a count or an ordinal level; one value only; nothing published and nothing entered; not all answered. */
export const noChangeWhy = ["never", "one_value", "no_figures"] as const;

/** One answered form in a series. `value` is null where it was not complete. */
export const seriesPoint = z.strictObject({
  requestId: z.uuid(),
  answeredOn: civilDate,
  value: z.number().nullable(),
  informantId: z.uuid().nullable(),
  /** Null where the reader sees the score and not whom was asked. */
  informantName: z.string().nullable(),
  language: z.string(),
  version: z.string(),
  disclosure: disclosureTag,
});
export type SeriesPoint = z.infer<typeof seriesPoint>;

/** Somebody counted a change across a break: who, when and why stands on every output of that figure. */
export const breakOverride = z.strictObject({ reason: z.string(), byName: z.string(), decidedOn: civilDate });

export const seriesBreak = z.strictObject({ before: z.uuid(), after: z.uuid(), on: civilDate, kinds: z.array(z.enum(breakKinds)).min(1), informantName: z.string().nullable(), override: breakOverride.nullable(), disclosure: disclosureTag });
export type SeriesBreak = z.infer<typeof seriesBreak>;

const figure = { population: z.string(), source: z.string(), certainty: z.enum(certainties) };
/** A published or entered number of points. */
export const changePoints = z.strictObject({ points: z.number(), ...figure });
/** The figures of a comparable population. */
export const changeInputs = z.strictObject({ sd: z.number(), reliability: z.number(), ...figure });

/** The change from the first to the last value of the stretch that goes on, with everything that it rests on. */
export const seriesChange = z.strictObject({
  from: z.uuid(),
  to: z.uuid(),
  pre: z.number(),
  post: z.number(),
  fromOn: civilDate,
  toOn: civilDate,
  /** Null where neither an index nor a published value is known. */
  verdict: z.enum(["improved", "no_reliable_change", "deteriorated"]).nullable(),
  /** The reliable change index with its inputs, where the figures were entered. */
  index: z.strictObject({ ...changeInputs.shape, rci: z.number(), standardError: z.number(), sDiff: z.number() }).nullable(),
  /** The published points of reliable change, where there is no index. */
  reliable: changePoints.nullable(),
  /** Points that are called meaningful, and whether the change, for better or worse, is as large. Never called reliable. */
  meaningful: z.strictObject({ ...changePoints.shape, isReached: z.boolean() }).nullable(),
  /** The cuts of the total, and whether all of them were crossed. */
  crossed: z.enum(["towards_health", "towards_illness", "none"]).nullable(),
  /** Reliably better and past the cut (Jacobson & Truax 1991); null where either is not known. */
  isRecovered: z.boolean().nullable(),
  why: z.enum(noChangeWhy).nullable(),
  overrides: z.array(breakOverride),
  disclosure: disclosureTag,
});
export type SeriesChange = z.infer<typeof seriesChange>;

/** One measure over time, told of one person or one relationship. */
export const measureSeries = z.strictObject({
  key: z.string(),
  instrument: z.string(),
  name: z.string(),
  /** `total`, or the scale. */
  score: z.string(),
  domains: z.array(z.enum(domainCodes)),
  about: z.enum(["self", "child", "relationship"]),
  /** The adult whose own it is, or with whom the relationship is; null where it is about the child. */
  adultId: z.uuid().nullable(),
  adultName: z.string().nullable(),
  direction: definitionSchema.shape.direction,
  range: z.strictObject({ minimum: z.number(), maximum: z.number() }).nullable(),
  cuts: z.array(z.number()),
  /** Values that have no equal steps between them: drawn as steps, with neither mean nor change. */
  isOrdinal: z.boolean(),
  points: z.array(seriesPoint),
  breaks: z.array(seriesBreak),
  change: seriesChange.nullable(),
});
export type MeasureSeries = z.infer<typeof measureSeries>;

/** What an adult is told, as a line of plain words; `key` is the series that it rests on. */
export const plainLine = z.strictObject({ key: z.string(), domain: z.enum(["C", "R", "G"]), words: z.string() });
export type PlainLine = z.infer<typeof plainLine>;

const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const clinical = ["clinician", "trainee", "supervisor"] as const;
const language = z.enum(["en", "es"]);

/** Measures over time, what counts as change in them, and how they are told to the family. */
export const measureSeriesContract = {
  list: procedure({ who: [...clinical, "administrator", "privacy_officer", "auditor"], ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/measures/series", summary: "The measures of a family over time, with breaks and change, as the reader may see them." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, series: z.array(measureSeries), mayOverride: z.boolean(), mayTell: z.boolean() })),
  override: procedure({ who: ["clinician", "supervisor"], of: { class: "child_chart", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/measures/overrides", summary: "Counts change across a break, with the reason that every output then shows; null takes it back." })
    .input(z.strictObject({ caseId: z.uuid(), before: z.uuid(), after: z.uuid(), reason: prose(2000).refine((text) => text.trim().length >= 10, expected({ en: "Expected the reason in a sentence.", es: "Se espera el motivo en una frase." })).nullable() }))
    .output(z.strictObject({ decided: z.literal(true) })),
  told: procedure({ who: clinical, of: { class: "caregiver", by: "caseId" }, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/measures/told/{personId}", summary: "What one adult may be told of the measures in plain words, and what the clinician chose to tell." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), language: language.default("en") }))
    .output(z.strictObject({ lines: z.array(plainLine.extend({ isChosen: z.boolean(), disclosure: disclosureTag })), sentence: z.strictObject({ words: z.string(), disclosure: disclosureTag }).nullable(), place: z.int() })),
  tell: procedure({ who: clinical, of: { class: "caregiver", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/cases/{caseId}/measures/told/{personId}", summary: "Keeps what one adult is told of the measures: the lines that were chosen, and a sentence of one's own." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), language, chosen: z.array(z.string().max(200)).max(60), sentence: prose(2000), place: wholeNumber(0) }))
    .output(z.strictObject({ place: z.int() })),
  plainPaper: procedure({ who: clinical, of: { class: "caregiver", by: "caseId" }, subject: "caseId", shows: "caregiver", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/measures/told/{personId}/paper", summary: "What one adult is told, on paper, as PDF." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), language: language.default("en") }))
    .output(z.file()),
  paper: procedure({ who: clinical, of: { class: "caregiver", by: "caseId" }, subject: "caseId", shows: "caregiver", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/measures/paper", summary: "All measures with values, change, definitions and sources, for the record, as PDF." })
    .input(z.strictObject({ caseId: z.uuid(), language: language.default("en") }))
    .output(z.file()),
};
