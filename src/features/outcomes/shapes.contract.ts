import { z } from "zod";
import { civilDate } from "#kernel/shapes.ts";
import { certainties, definitionSchema, domainCodes } from "#features/instruments/contract.ts";
import { standardGoals } from "#features/plan/contract.ts";

/** The threshold that holds where an agency sets none, and the lowest that it may set (measures.md section 8). */
export const DEFAULT_THRESHOLD = 11;
export const LOWEST_THRESHOLD = 5;

/** Why a course ended early, in kinds (clinical.md section 3.3). */
export const reasonKinds = ["moved", "practical", "adult_circumstances", "family_choice", "service", "not_said"] as const;
export type ReasonKind = (typeof reasonKinds)[number];

/**
 * A count of people. `under`: fewer than the threshold, printed as "<11". `beside`: not shown, since a smaller one could
 * be worked out from it, or since there is nothing yet. `people` is null in both.
 */
export const shown = z.strictObject({ people: z.number().int().nullable(), mark: z.enum(["shown", "under", "beside"]) });
export type Shown = z.infer<typeof shown>;
/** The middle of a number over the people of a set that is shown: median and the middle half, no extremes. */
export const middle = z.strictObject({ people: z.number().int(), median: z.number(), low: z.number(), high: z.number() });
export type Middle = z.infer<typeof middle>;

/** What one cuts by, one at a time: `values` are those that are told together. */
export const cutNames = ["period", "team", "age", "language", "place", "payer", "fidelity"] as const;
export const cutOption = z.strictObject({ cut: z.enum(cutNames), /** Names the option in an address. */ key: z.string(), values: z.array(z.string()), /** The names of teams, in the order of `values`; else the values. */ names: z.array(z.string()) });
export type CutOption = z.infer<typeof cutOption>;

/** One count with what it is a part of; `countedOn` is the day of its edition, null where nothing could be told yet. */
export const figure = z.strictObject({ id: z.string(), count: shown, among: shown.nullable(), countedOn: civilDate.nullable() });
export type Figure = z.infer<typeof figure>;
export const dose = z.strictObject({ id: z.enum(["planned", "early", "coming", "started"]), count: shown, sessions: middle.nullable(), weeks: middle.nullable(), shownRate: middle.nullable(), caregiverRate: middle.nullable() });
export const stepTime = z.strictObject({ id: z.enum(["eligible", "started", "stage_two", "ended"]), count: shown, days: middle.nullable() });

/** What counts as change of a series, in points of its score: the programme's own index (more than them), published points of reliable change, or points that are only called meaningful. */
export const changeValue = z.strictObject({ kind: z.enum(["index", "reliable", "meaningful"]), points: z.number(), population: z.string(), source: z.string(), certainty: z.enum(certainties) });
export type ChangeValue = z.infer<typeof changeValue>;
/** One series of one instrument: who has a value at the end, and how it came out. */
export const measured = z.strictObject({
  series: z.string(),
  name: z.string(),
  scale: z.string(),
  direction: definitionSchema.shape.direction,
  /** The cuts, the lowest first. */
  cuts: z.array(z.number()),
  change: changeValue.nullable(),
  started: shown,
  withBaseline: shown,
  pairs: shown,
  broken: shown,
  pre: middle.nullable(),
  post: middle.nullable(),
  gain: middle.nullable(),
  better: shown.nullable(),
  same: shown.nullable(),
  worse: shown.nullable(),
  aboveBefore: shown.nullable(),
  aboveThenBelow: shown.nullable(),
  aboveAfter: shown.nullable(),
  countedOn: civilDate.nullable(),
});
export type Measured = z.infer<typeof measured>;

export const goalFigures = z.strictObject({ goal: z.enum(standardGoals), started: shown, withObjective: shown, reached: shown, open: shown, left: shown, domains: z.array(z.enum(domainCodes)) });
export const equityRow = z.strictObject({ option: cutOption, asked: shown, started: shown, stageTwo: shown, ended: shown, planned: shown });
export type EquityRow = z.infer<typeof equityRow>;

/** Everything that is told of a programme under one cut, already suppressed: the same for page, file and report. */
export const programmeFigures = z.strictObject({
  threshold: z.number().int(),
  /** When the record was counted last, and the newest day of which something is told. */
  lookedOn: civilDate.nullable(),
  countedOn: civilDate.nullable(),
  cut: cutOption.nullable(),
  options: z.array(cutOption),
  funnel: z.array(figure),
  dose: z.array(dose),
  times: z.array(stepTime),
  endings: z.array(figure),
  reasons: z.array(figure),
  domains: z.array(z.strictObject({ domain: z.enum(domainCodes), measures: z.array(measured) })),
  moves: z.strictObject({ started: shown, none: shown, moved: shown, reunified: shown, countedOn: civilDate.nullable() }),
  goals: z.array(goalFigures),
  equity: z.array(z.strictObject({ cut: z.enum(cutNames), rows: z.array(equityRow) })),
});
export type ProgrammeFigures = z.infer<typeof programmeFigures>;
