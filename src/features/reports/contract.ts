import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { languages } from "#kernel/language.ts";
import { civilDate, instant, prose } from "#kernel/shapes.ts";
import { cutOption, shown } from "#features/outcomes/shapes.contract.ts";

/** For whom a report is written: a story with figures for a funder, the tables of one span of time, one page for a board. */
export const reportKinds = ["funder", "quarter", "board"] as const;
export type ReportKind = (typeof reportKinds)[number];
/** Who makes a report, and who else reads what was made; one with figures of cost is read by its makers alone. */
export const makers = ["administrator", "senior_leader"] as const;
export const readers = [...makers, "supervisor", "privacy_officer"] as const;

/** Where the agency's own words stand in a report. A board page and a quarter have one place, at the top. */
export const slots = ["opening", "served", "changed", "closing"] as const;
export type Slot = (typeof slots)[number];
export const slotsOf = { funder: slots, quarter: ["opening"], board: ["opening"] } as const satisfies Record<ReportKind, readonly Slot[]>;
/** So that a page for a board stays one page. */
export const MOST_WORDS = { funder: 4000, quarter: 2000, board: 420 } as const satisfies Record<ReportKind, number>;
export const ownWords = z.strictObject(Object.fromEntries(slots.map((slot) => [slot, prose(MOST_WORDS.funder)])) as Record<Slot, ReturnType<typeof prose>>);
export type OwnWords = z.infer<typeof ownWords>;

/** One count of people in a report, by the name under which the programme's figures are counted (`position:started`), and the part of the programme that it is about. Null is everybody. */
export const reportCell = z.strictObject({ figure: z.string(), cut: z.string().nullable(), count: shown });
export type ReportCell = z.infer<typeof reportCell>;

/** What stands in a report, in order: a sentence of figures, the agency's own words, a table. `bars` are shares of the longest, null where a count is hidden. */
export const reportBlock = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("sentence"), text: z.string() }),
  z.strictObject({ kind: z.literal("own"), text: z.string() }),
  z.strictObject({ kind: z.literal("table"), name: z.string(), note: z.string(), head: z.array(z.string()), rows: z.array(z.array(z.string())), bars: z.array(z.number().nullable()).nullable() }),
]);
export type ReportBlock = z.infer<typeof reportBlock>;
export const reportSection = z.strictObject({ id: z.string(), heading: z.string(), blocks: z.array(reportBlock) });
export type ReportSection = z.infer<typeof reportSection>;

/** A report as page, PDF and sheet hold it: nothing is added by any of them. */
export const reportContent = z.strictObject({
  format: z.literal("dyad-report-1"),
  kind: z.enum(reportKinds),
  language: z.enum(languages),
  title: z.string(),
  agency: z.string(),
  /** Says that the programme is made up, where it is; empty else. */
  demo: z.string(),
  /** What the report is about, and the day of its figures, in words. */
  facts: z.array(z.tuple([z.string(), z.string()])),
  /** The newest day of its figures; null where nothing is told. */
  countedOn: civilDate.nullable(),
  threshold: z.number().int(),
  sections: z.array(reportSection),
  cells: z.array(reportCell),
});
export type ReportContent = z.infer<typeof reportContent>;

const about = { kind: z.enum(reportKinds), language: z.enum(languages), cut: z.string().max(400).nullable().default(null), /** With the programme's own figures of cost (C3). */ withReturn: z.enum(["yes", "no"]).default("no") };
const hash = z.string().regex(/^[0-9a-f]{64}$/, expected({ en: "Expected the hash of what was shown.", es: "Se espera el resumen de lo que se mostró." }));
const keptWords = z.strictObject({ words: ownWords, keptAt: instant, keptBy: z.string() });
export type KeptWords = z.infer<typeof keptWords>;

const ofAgency = { of: null, subject: "none", shows: "agency" } as const;

/** Reports of a programme: looked at as they will leave, made from exactly that, kept. No row of a case is read for them. */
export const reportsContract = {
  look: procedure({ who: makers, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/reports/look", summary: "Exactly what a report would hold, with the hash by which it can then be made; and the spans of time that can be told." })
    .input(z.strictObject(about))
    .output(z.strictObject({ hash: z.string(), content: reportContent.nullable(), periods: z.array(cutOption), words: z.array(keptWords) })),
  keepWords: procedure({ who: makers, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/reports/words", summary: "Keeps the agency's own paragraphs of a report as a version of their own." })
    .input(z.strictObject({ kind: about.kind, language: about.language, words: ownWords }))
    .output(z.strictObject({ kept: z.literal(true) })),
  make: procedure({ who: makers, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/reports", summary: "Makes a report as it was shown under this hash, and keeps it." })
    .input(z.strictObject({ ...about, hash }))
    .output(z.strictObject({ reportId: z.uuid() })),
  list: procedure({ who: readers, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/reports", summary: "The reports that were made, the newest first." })
    .output(z.strictObject({ reports: z.array(z.strictObject({ reportId: z.uuid(), kind: z.enum(reportKinds), language: z.enum(languages), title: z.string(), about: z.string(), withReturn: z.boolean(), countedOn: civilDate.nullable(), hash: z.string(), madeAt: instant, madeBy: z.string() })) })),
  file: procedure({ who: readers, ...ofAgency, action: "export" })
    .route({ method: "GET", path: "/reports/{reportId}/file", summary: "A report that was made, as PDF or as spreadsheet: the same bytes each time." })
    .input(z.strictObject({ reportId: z.uuid(), format: z.enum(["pdf", "xlsx"]) }))
    .output(z.file()),
};
