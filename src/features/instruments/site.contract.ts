import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { staffRoles } from "#features/disclosure/contract.ts";
import { certainties, definitionSchema, domainCodes, figureSchema, instrumentClasses, normsSchema, recallPeriods, respondents, textPackSchema } from "./contract.ts";

/** What a row of the site about an instrument can be. Rows are only ever added. */
export const entryKinds = ["definition", "text", "norms", "compared", "fact", "figure", "figure_withdrawn", "retired", "restored"] as const;

/** Who allowed the wording to be used here, when, and for what: the permission line of a text that needs one. */
export const permissionSchema = z.strictObject({ by: line(200).min(1), on: civilDate, terms: line(500).min(1) });
const comparison = z.strictObject({ by: line(200).min(1), on: civilDate });
export type Permission = z.infer<typeof permissionSchema>;

/** The content of a row, by its kind. A comparison and a confirmation keep what was compared and read, so that another wording is not vouched for. */
export const entryBody = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("definition"), definition: definitionSchema }),
  z.strictObject({ kind: z.literal("text"), text: textPackSchema, permission: permissionSchema.nullable() }),
  z.strictObject({ kind: z.literal("norms"), norms: normsSchema }),
  z.strictObject({ kind: z.literal("compared"), ...comparison.shape, text: textPackSchema }),
  z.strictObject({ kind: z.literal("fact"), about: z.string(), source: z.string(), readOn: civilDate, before: z.string() }),
  z.strictObject({ kind: z.literal("figure"), score: z.string(), figure: figureSchema, population: z.string(), source: z.string(), certainty: z.enum(certainties) }),
  z.strictObject({ kind: z.literal("figure_withdrawn"), figureId: z.uuid() }),
  z.strictObject({ kind: z.literal("retired"), from: civilDate }),
  z.strictObject({ kind: z.literal("restored") }),
]);
export type EntryBody = z.infer<typeof entryBody>;
/** A row of the site, in the order in which they were entered. */
export type Entry = { entryId: string; instrument: string; version: string; language: string | null; body: EntryBody };

const changePoint = z.strictObject({ points: z.number(), population: z.string(), source: z.string(), certainty: z.enum(certainties), from: z.enum(["site", "shipped"]) });
/** What counts as change of the total: the inputs of a reliable change index, and points. Null is not known here, never a default. */
export const changeFigures = z.strictObject({
  inputs: z.strictObject({ sd: z.number(), reliability: z.number(), population: z.string(), source: z.string(), certainty: z.enum(certainties) }).nullable(),
  meaningful: changePoint.nullable(),
  reliable: changePoint.nullable(),
});
export type ChangeFigures = z.infer<typeof changeFigures>;

export const installedInstrument = z.strictObject({
  instrument: z.string(),
  version: z.string(),
  name: z.string(),
  class: z.enum(instrumentClasses),
  origin: z.enum(["shipped", "own"]),
  respondent: z.enum(respondents),
  domains: z.array(z.enum(domainCodes)),
  recall: z.enum(recallPeriods).nullable(),
  /** `once`: an event history, never scored again. */
  repeats: definitionSchema.shape.repeats,
  /** Languages in which its wording may be shown to families. */
  languages: z.array(z.string()),
  /** Languages in which there is wording that nobody compared with the owner's form yet. */
  languagesToCompare: z.array(z.string()),
  ageMonths: z.strictObject({ from: z.number().int(), to: z.number().int() }).nullable(),
  /** Offered where the child is too old for this one. */
  successor: z.string().nullable(),
  /** True where an adult can answer it by a link: wording that may be shown, answers to mark, not retired. */
  canBeSent: z.boolean(),
  /** From which day on it is not offered any more; null: it is. */
  retiredFrom: civilDate.nullable(),
  direction: definitionSchema.shape.direction,
  /** The bounds of the total, null where there is none. */
  total: z.strictObject({ minimum: z.number(), maximum: z.number() }).nullable(),
  /** Cuts of the total, from which a screen is positive, the lowest first: the programme's own where it set one. Empty where none is kept. */
  cuts: z.array(z.number()),
  /** The published change of the total that is more than its error, read in its source; null where none was. */
  reliableChange: z.strictObject({ points: z.number(), population: z.string(), source: z.string() }).nullable(),
  change: changeFigures,
  /** How many of its facts nobody has read in their source yet. */
  factsToConfirm: z.number().int(),
});
export type InstalledInstrument = z.infer<typeof installedInstrument>;

/** One wording of an instrument: not the words themselves, but under which permission they stand here and whether families may see them. */
const wording = z.strictObject({
  language: z.string(),
  origin: z.enum(["shipped", "own"]),
  title: z.string(),
  permission: z.string(),
  allowed: permissionSchema.nullable(),
  sources: z.array(z.string()),
  agreement: z.string(),
  /** `own_wording`: of class D, there is no owner's form. `shipped`: its public copies agreed; nobody here compared it yet. */
  standing: z.enum(["compared", "shipped", "own_wording", "not_compared"]),
  compared: comparison.nullable(),
});
export type Wording = z.infer<typeof wording>;

const shownFigure = z.strictObject({ figureId: z.uuid(), score: z.string(), figure: figureSchema, population: z.string(), source: z.string(), certainty: z.enum(certainties) });
/** What was entered about an instrument, by whom, when and why. `about` and `on` are what it says: a name, a figure, a fact, and its day. */
const historyRow = z.strictObject({ entryId: z.uuid(), kind: z.enum(entryKinds), version: z.string(), language: z.string().nullable(), about: z.string(), on: civilDate.nullable(), reason: z.string(), enteredByName: z.string().nullable(), enteredAt: instant });
export type HistoryRow = z.infer<typeof historyRow>;

const instrument = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(60);
const languageCode = z.string().regex(/^[a-z]{2,3}$/);
const reason = line(2000).min(10);
const file = z.string().max(900_000);
const agencyMatter = { of: null, subject: "none", shows: "nothing_personal" } as const;
const readers = ["administrator", "clinician", "supervisor", "trainee", "privacy_officer", "auditor"] as const;
const writers = ["administrator"] as const;
const entered = z.strictObject({ instrument: z.string() });

export const partKinds = ["definition", "text", "norms"] as const;
/** A part of a file that is to be imported. `same`: it is here already, word for word. */
export const importPart = z.strictObject({ kind: z.enum(partKinds), instrument: z.string(), name: z.string(), version: z.string(), language: z.string().nullable(), class: z.enum(instrumentClasses).nullable(), stands: z.enum(["new", "new_version", "takes_the_place", "same"]) });
export type ImportPart = z.infer<typeof importPart>;
const formItem = z.strictObject({ number: z.string(), text: z.string(), options: z.array(z.strictObject({ place: z.number().int(), text: z.string() })), marks: z.enum(["one", "many"]), isRequired: z.boolean() });
export type FormLine = z.infer<typeof formItem>;

export const instrumentsContract = {
  list: procedure({ who: staffRoles, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/instruments", summary: "What is installed: what is shipped and the site's own." })
    .output(z.strictObject({ instruments: z.array(installedInstrument) })),
  get: procedure({ who: readers, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/instruments/{instrument}", summary: "One instrument: how it is scored, each fact with its source, its wordings without their words, its figures, and what was entered about it." })
    .input(z.strictObject({ instrument }))
    .output(z.strictObject({ installed: installedInstrument, definition: definitionSchema, versions: z.array(z.string()), norms: normsSchema.nullable(), wordings: z.array(wording), retiredWordings: z.array(z.strictObject({ language: z.string(), from: civilDate })), figures: z.array(shownFigure), history: z.array(historyRow) })),
  preview: procedure({ who: writers, ...agencyMatter, action: "read" })
    .route({ method: "POST", path: "/instruments/previews", summary: "What a file would bring in, and all that is wrong with it by place. Nothing is stored." })
    .input(z.strictObject({ file }))
    .output(
      z.strictObject({
        parts: z.array(importPart),
        faults: z.array(z.strictObject({ line: z.number().int(), path: z.string(), message: z.string() })),
        /** What can be tried out: its definition and how its form reads. Null where there is nothing whole to try. */
        trial: z.strictObject({ definition: definitionSchema, language: z.string(), title: z.string(), instructions: z.string(), items: z.array(formItem) }).nullable(),
        needsPermission: z.boolean(),
        needsComparison: z.boolean(),
      }),
    ),
  accept: procedure({ who: writers, ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/instruments/imports", summary: "Takes in the whole file, or nothing of it. Wording that needs its owner's permission needs who gave it, when and for what." })
    .input(z.strictObject({ file, reason, permission: permissionSchema.nullable(), compared: comparison.nullable() }))
    .output(z.strictObject({ instruments: z.array(z.string()) })),
  compare: procedure({ who: writers, ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/instruments/{instrument}/texts/{language}/comparison", summary: "Records that somebody compared this wording with the owner's form, once." })
    .input(z.strictObject({ instrument, language: languageCode, ...comparison.shape }))
    .output(entered),
  confirmFact: procedure({ who: writers, ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/instruments/{instrument}/facts/confirmation", summary: "Records that a fact was read in its source." })
    .input(z.strictObject({ instrument, about: line(200).min(1), source: line(500).min(1), readOn: civilDate }))
    .output(entered),
  enterFigure: procedure({ who: writers, ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/instruments/{instrument}/figures", summary: "Enters a figure that the programme uses: the inputs of reliable change, the points of a change, or a local cut. It takes the place of the one before." })
    .input(z.strictObject({ instrument, score: line(60).min(1).default("total"), figure: figureSchema, population: line(300).min(1), source: line(500).min(1), certainty: z.enum(certainties), reason }))
    .output(z.strictObject({ instrument: z.string(), figureId: z.uuid() })),
  withdrawFigure: procedure({ who: writers, ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/instruments/{instrument}/figures/{figureId}/withdrawal", summary: "Takes a figure of the programme out of use; what was shipped holds again, if anything was." })
    .input(z.strictObject({ instrument, figureId: z.uuid(), reason }))
    .output(entered),
  retire: procedure({ who: writers, ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/instruments/{instrument}/retirement", summary: "From a day on an instrument is not offered, or one of its wordings not shown, any more. What was answered stays." })
    .input(z.strictObject({ instrument, language: languageCode.nullable(), from: civilDate, reason }))
    .output(entered),
  restore: procedure({ who: writers, ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/instruments/{instrument}/restoration", summary: "Takes a retirement back." })
    .input(z.strictObject({ instrument, language: languageCode.nullable(), reason }))
    .output(entered),
};
