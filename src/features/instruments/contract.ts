import { z } from "zod";
import type { CivilDate } from "#kernel/dates.ts";
import { expected } from "#kernel/expected.ts";

/**
 * How sure a fact is: `read` in the source, `secondary` in older or second-hand text, `to_confirm` draft data that is
 * shown with a "needs confirmation" flag until a person has read the source.
 */
export const certainties = ["read", "secondary", "to_confirm"] as const;
export type Certainty = (typeof certainties)[number];

/** A: text and scoring ship. B: scoring ships, text only from a local pack. C: licensed, typed totals. D: own wording, coded by the clinician. */
export const instrumentClasses = ["A", "B", "C", "D"] as const;

/** What is measured, about whom: C the child, R the relationship, G the caregiver, P partners, S placement (B11, B12, B13, C5, D9). */
export const domainCodes = ["C-pts", "C-dx", "C-beh", "C-reg", "C-cog", "R-rep", "R-att", "R-int", "G-pts", "G-gen", "G-emp", "G-pos", "P-part", "S-plc"] as const;
export type DomainCode = (typeof domainCodes)[number];

export const respondents = ["adult_self", "perinatal_adult", "parent", "caregiver", "caregiver_interview", "parent_or_teacher", "clinician"] as const;
export const recallPeriods = ["past_week", "past_2_weeks", "past_month", "past_week_or_so", "lifetime", "childhood", "now"] as const;
export const alertKinds = ["self_harm", "safety_review"] as const;
export type AlertKind = (typeof alertKinds)[number];
export const typedUnits = ["t_score", "raw", "percentile", "count"] as const;

const identifier = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected({ en: "Expected lower-case letters, digits and hyphens.", es: "Se esperan minúsculas, cifras y guiones." }));
const scoreName = z.string().regex(/^[A-Za-z0-9]+(_[a-z0-9]+)*$/, expected({ en: "Expected letters and digits joined by underscores.", es: "Se esperan letras y cifras unidas por guiones bajos." }));
const itemNumber = z.string().regex(/^([1-9]\d{0,2}|[a-z]+(_[a-z0-9]+)*)$/, expected({ en: "Expected an item number or a field's name.", es: "Se espera el número de un ítem o el nombre de un campo." }));
const itemRange = z.string().max(400).regex(/^([1-9]\d{0,2}(-[1-9]\d{0,2})?|[a-z]+(_[a-z0-9]+)*)(,([1-9]\d{0,2}(-[1-9]\d{0,2})?|[a-z]+(_[a-z0-9]+)*))*$/, expected({ en: "Expected items such as 1-9 or 2,6,9.", es: "Se esperan ítems como 1-9 o 2,6,9." }));
const civilDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, expected({ en: "Expected a date such as 2026-11-21.", es: "Se espera una fecha como 2026-11-21." }));
const wordsSchema = z.strictObject({ en: z.string().min(1), es: z.string().min(1) });

/** One scale of answers. `printed` are the values on the form, `scores` what each place counts, in printed order. */
const choiceAnswers = z.strictObject({
  kind: z.literal("choice"),
  printed: z.array(z.int()).min(2),
  scores: z.array(z.int().min(0)).min(2),
  /** `many`: several boxes may be ticked, the answer is a list of places and is never added up. */
  marks: z.enum(["one", "many"]),
  /** What placeholders call the answers where no text may ship. */
  placeholder: z.enum(["numbered", "no_yes"]),
});

/** A figure typed in from a licensed form. The bounds refuse slips of the finger; they are no norms. */
const typedAnswers = z.strictObject({ kind: z.literal("typed"), unit: z.enum(typedUnits), minimum: z.int(), maximum: z.int() });

const answerSet = z.discriminatedUnion("kind", [choiceAnswers, typedAnswers]);
export type AnswerSet = z.infer<typeof answerSet>;

const itemGroup = z.strictObject({
  items: itemRange,
  answers: z.string(),
  /** `no`: taken when given, and never missing (a function question, an event list beside a symptom total). */
  required: z.enum(["yes", "no"]),
});

/** Adds the item scores, or counts items: those that score `itemAtLeast`, or those with one of `places` marked. */
const scoreRule = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("sum"), items: itemRange, minimum: z.int(), maximum: z.int(), domain: z.enum(domainCodes).optional() }),
  z.strictObject({ rule: z.literal("count_scoring"), items: itemRange, itemAtLeast: z.int().min(1), domain: z.enum(domainCodes).optional() }),
  z.strictObject({ rule: z.literal("count_marked"), items: itemRange, places: z.array(z.int().min(0)).min(1), domain: z.enum(domainCodes).optional() }),
]);
export type ScoreRule = z.infer<typeof scoreRule>;

const condition = z.strictObject({
  items: itemRange,
  itemAtLeast: z.int().min(1),
  /** Items that count from another score than `itemAtLeast`. */
  exceptions: z.record(itemNumber, z.int().min(1)).optional(),
  atLeast: z.int().min(0),
  atMost: z.int().min(0).optional(),
});

/** A flag: a score at or over a cut, or every condition of an algorithm. "Positive" is a screen's result, never a diagnosis. */
const flagRule = z.discriminatedUnion("rule", [
  z.strictObject({ rule: z.literal("cut"), of: scoreName, atLeast: z.int() }),
  z.strictObject({ rule: z.literal("algorithm"), conditions: z.array(condition).min(1) }),
]);

const alertRule = z.strictObject({
  items: itemRange,
  kind: z.enum(alertKinds),
  /** The item's score, after reversal, from which the alert fires. */
  atLeast: z.int().min(1),
  /** `when_new`: silent for an item that fired in the earlier answers already. */
  fires: z.enum(["always", "when_new"]),
});

const fact = z.strictObject({
  /** Dotted path of what the fact is about in this definition, as in `positive.cut_16`. */
  about: z.string().min(1),
  source: z.string().min(1),
  certainty: z.enum(certainties),
});

/** An instrument as data: everything but the wording. A stored answer keeps the `version` that it was given with. */
export const definitionSchema = z.strictObject({
  id: identifier.max(60),
  version: z.string().max(20).regex(/^\d+(\.\d+)*$/, expected({ en: "Expected a version such as 1 or 1.1.", es: "Se espera una versión como 1 o 1.1." })),
  name: z.string().min(1),
  class: z.enum(instrumentClasses),
  rights: z.string().min(1),
  respondent: z.enum(respondents),
  domains: z.array(z.enum(domainCodes)),
  /** The child's age in completed months, both ends included; null for a measure of an adult or of any age. */
  ageMonths: z.strictObject({ from: z.int().min(0), to: z.int().min(0) }).nullable(),
  /** Weeks born early are taken off the age until this month; null where the form has no such rule. */
  prematurity: z.strictObject({ weeksEarlyAtLeast: z.int().min(1), beforeMonths: z.int().min(1) }).nullable(),
  /** Offered where the child is too old for this one. */
  successor: identifier.nullable(),
  recall: z.enum(recallPeriods).nullable(),
  /** `once`: an event history, taken once and added to, never re-scored. */
  repeats: z.enum(["series", "once"]),
  /** `none`: never a change score. */
  direction: z.enum(["lower_is_better", "higher_is_better", "none"]),
  answers: z.record(z.string(), answerSet),
  items: z.array(itemGroup).min(1),
  /** Items whose score is turned round within their own scale. */
  reversed: itemRange.nullable(),
  total: scoreRule.nullable(),
  subscales: z.record(scoreName, scoreRule),
  bands: z.strictObject({ of: scoreName, steps: z.array(z.strictObject({ from: z.int(), band: z.string().regex(/^[a-z]+( [a-z]+)*$/) })).min(1) }).nullable(),
  positive: z.record(scoreName, flagRule),
  alerts: z.array(alertRule),
  codes: z.strictObject({ system: z.literal("http://loinc.org"), panel: z.string(), total: z.string(), items: z.record(itemNumber, z.string()) }).nullable(),
  /** What whoever reads a score must be told beside it. */
  notice: wordsSchema.nullable(),
  facts: z.array(fact).min(1),
});
export type InstrumentDefinition = z.infer<typeof definitionSchema>;
export type FlagRule = z.infer<typeof flagRule>;
export type AlertRule = z.infer<typeof alertRule>;

const option = z.strictObject({ value: z.int(), text: z.string().min(1), code: z.string().optional() });
const textItem = z.strictObject({ number: itemNumber, text: z.string().min(1), options: z.array(option).min(2).optional() });

/** The wording of one instrument in one language, with the permission under which it is here. */
export const textPackSchema = z.strictObject({
  id: identifier,
  language: z.string().regex(/^[a-z]{2,3}$/, expected({ en: "Expected a language code such as en.", es: "Se espera el código de un idioma, como en." })),
  title: z.string().min(1),
  instructions: z.string(),
  options: z.array(option).min(2),
  items: z.array(textItem).min(1),
  functionItem: textItem.nullable(),
  permission: z.string().min(1),
  sources: z.array(z.string()).min(1),
  agreement: z.string().min(1),
  checkedOn: civilDate,
  /** False: not to be shown to families before a person has compared it with the owner's form. */
  confirmed: z.boolean(),
  /** Who compared it with the owner's form and when; null: nobody yet, due before a release. */
  comparedWithOwnersForm: z.strictObject({ by: z.string().min(1), on: civilDate }).nullable(),
  variant: z.string().optional(),
  optionsNominal: z.boolean().optional(),
  multipleAnswers: z.boolean().optional(),
});
export type TextPack = z.infer<typeof textPackSchema>;

/** Published change values of one instrument, in points of its total; never a default standard deviation. */
export const normsSchema = z.strictObject({
  id: identifier,
  changes: z.array(z.strictObject({ kind: z.enum(["meaningful", "reliable", "not_reliable", "end_state"]), points: z.strictObject({ from: z.number(), to: z.number() }), population: z.string().min(1), source: z.string().min(1), certainty: z.enum(certainties) })),
  /** Which point of several published values is shown, until a programme chooses its own. */
  display: z.strictObject({ meaningful: z.number().positive(), reliable: z.number().positive() }).optional(),
});
export type InstrumentNorms = z.infer<typeof normsSchema>;

/** A figure that a programme entered for a score of an instrument; a newer one takes its place, with who, when and why. */
export const figureSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("change_inputs"), sd: z.number().positive().max(1000), reliability: z.number().min(0).lt(1) }),
  z.strictObject({ kind: z.literal("meaningful"), points: z.number().positive().max(1000) }),
  z.strictObject({ kind: z.literal("reliable"), points: z.number().positive().max(1000) }),
  z.strictObject({ kind: z.literal("cut"), atLeast: z.int().min(0).max(1000) }),
]);
export type Figure = z.infer<typeof figureSchema>;
export type SiteFigure = { figureId: string; score: string; figure: Figure; population: string; source: string; certainty: Certainty };

/** An instrument in one version with its wording by language. */
export type Edition = { definition: InstrumentDefinition; texts: ReadonlyMap<string, TextPack> };

/** What is installed, by instrument id; texts by id and then by language, both in the version that new forms are given. */
export type InstrumentLibrary = {
  definitions: ReadonlyMap<string, InstrumentDefinition>;
  texts: ReadonlyMap<string, ReadonlyMap<string, TextPack>>;
  norms: ReadonlyMap<string, InstrumentNorms>;
  /** Earlier versions of a site's own instruments, under `id version`: an answer keeps the one that it was given with. */
  earlier: ReadonlyMap<string, Edition>;
  /** Instruments that are the site's own. */
  own: ReadonlySet<string>;
  /** From which day on an instrument is not offered any more. */
  retired: ReadonlyMap<string, CivilDate>;
  /** The figures that the site uses, under `id version`: another version has figures of its own. */
  figures: ReadonlyMap<string, readonly SiteFigure[]>;
};

/**
 * Answers by item: the place of the marked option as printed, counted from 0; a list of places where several boxes may
 * be ticked; the figure itself where a licensed total is typed. Null and an absent key both mean not answered.
 */
export const answersSchema = z.record(z.string(), z.union([z.number(), z.array(z.number()), z.null()]));
export type Answers = z.infer<typeof answersSchema>;

/** Body of `bin/dyad score`. */
export const scoreRequestSchema = z.strictObject({ answers: z.record(z.string(), z.unknown()) });

/** A scored form. Every key is always there; null is what could not be computed. */
export type ScoreResult = {
  instrument: string;
  version: string;
  complete: boolean;
  missing: string[];
  total: number | null;
  subscales: Record<string, number | null>;
  band: string | null;
  positive: Record<string, boolean | null>;
  alerts: { item: string; kind: AlertKind }[];
};

/** Two scores of one series and the figures of a comparable population: `sd` in points, `reliability` from 0 to under 1. */
export const changeRequestSchema = z.strictObject({
  pre: z.number(),
  post: z.number(),
  sd: z.number().positive(),
  reliability: z.number().min(0).lt(1),
  lowerIsBetter: z.boolean(),
});
export type ChangeRequest = z.infer<typeof changeRequestSchema>;

export const changeClasses = ["improved", "no_reliable_change", "deteriorated"] as const;
export type ChangeResult = { rci: number; standardError: number; sDiff: number; class: (typeof changeClasses)[number] };
