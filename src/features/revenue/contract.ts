import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { languages } from "#kernel/language.ts";
import { fileFormats } from "#kernel/listing.ts";
import { civilDate, pageKey } from "#kernel/shapes.ts";

// What was charged, collected and is open, in whole cents. How each figure is counted stands beside it (`definitions.words.ts`).

export const ageBuckets = ["0_30", "31_60", "61_90", "91_120", "over"] as const;
export type AgeBucket = (typeof ageBuckets)[number];

const cents = z.number().int();
const moved = { chargedCents: cents, collectedCents: cents, contractualCents: cents, writtenOffCents: cents };
export const monthLine = z.strictObject({ month: z.string(), ...moved });
export type MonthLine = z.infer<typeof monthLine>;
export const payerLine = z.strictObject({ payerId: z.uuid(), payerName: z.string(), claims: z.number().int(), ...moved, openCents: cents });
export type PayerLine = z.infer<typeof payerLine>;
export const ageLine = z.strictObject({ bucket: z.enum(ageBuckets), claims: z.number().int(), cents });
export type AgeLine = z.infer<typeof ageLine>;
/** `checks`: what holds the next claim with such a fault, in the agency's words; null for whoever may not read them, since they may name a diagnosis. */
export const denialLine = z.strictObject({ reason: z.string(), claims: z.number().int(), cents, checks: z.array(z.string()).nullable() });
export type DenialLine = z.infer<typeof denialLine>;
/** Of claims sent for the first time: how many have an answer, how many were paid by the first one, how many wait. */
export const firstPass = z.strictObject({ sent: z.number().int(), answered: z.number().int(), paid: z.number().int() });
export type FirstPass = z.infer<typeof firstPass>;

export const tables = ["ageing", "payers", "months", "denials"] as const;
export type TableName = (typeof tables)[number];
/** What a list of claims stands behind. */
export const behinds = [...ageBuckets, "open", "credit", "family", "not_first", "denied"] as const;
export type Behind = (typeof behinds)[number];

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, expected({ en: "Expected a month such as 2026-03.", es: "Se espera un mes, como 2026-03." }));
/** Whole months, both counted; null is the last twelve. */
const span = { from: month.nullable().default(null), to: month.nullable().default(null), payerId: z.uuid().nullable().default(null) };

const office = ["biller", "administrator"] as const;
const ofAgency = { of: null, subject: "none" } as const;

export const moneyReport = z.strictObject({
  today: civilDate,
  from: month,
  to: month,
  payers: z.array(z.strictObject({ payerId: z.uuid(), name: z.string() })),
  openCents: cents,
  creditCents: cents,
  familyCents: cents,
  /** Days of charges that are open; null where nothing was charged. */
  daysOpen: z.number().nullable(),
  firstPass,
  ageing: z.array(ageLine),
  byPayer: z.array(payerLine),
  byMonth: z.array(monthLine),
  denials: z.array(denialLine),
});
export type MoneyReport = z.infer<typeof moneyReport>;

const claimRow = z.strictObject({ claimId: z.uuid(), caseId: z.uuid(), number: z.string(), childName: z.string(), payerName: z.string(), serviceDay: civilDate, state: z.string(), chargeCents: cents, openCents: cents });
export type ClaimRow = z.infer<typeof claimRow>;

/** The same without anything that is of a family: what is of too few families is left out. */
const sharedLine = z.strictObject({ key: z.string(), name: z.string(), chargedCents: cents, collectedCents: cents, openCents: cents });
export const sharedReport = z.strictObject({ asOf: civilDate, threshold: z.number().int(), openCents: cents.nullable(), daysOpen: z.number().nullable(), firstPassPercent: z.number().int().nullable(), ageing: z.array(z.strictObject({ bucket: z.enum(ageBuckets), cents })), byPayer: z.array(sharedLine), byQuarter: z.array(sharedLine.omit({ openCents: true })) });
export type SharedReport = z.infer<typeof sharedReport>;

export const money = {
  report: procedure({ who: office, ...ofAgency, shows: "service", action: "read" })
    .route({ method: "GET", path: "/money", summary: "What was charged, collected, taken off and is open, by payer, month and age; denials by reason with what each cost; the share paid by the first answer." })
    .input(z.strictObject(span))
    .output(moneyReport),
  claims: procedure({ who: office, ...ofAgency, shows: "service", action: "read" })
    .route({ method: "GET", path: "/money/claims", summary: "The claims behind a figure, a page at a time." })
    .input(z.strictObject({ ...span, behind: z.enum(behinds), reason: z.string().regex(/^[A-Z0-9]{1,5}$/).nullable().default(null), after: pageKey }))
    .output(z.strictObject({ claims: z.array(claimRow), next: z.string().nullable() })),
  file: procedure({ who: office, ...ofAgency, shows: "agency", action: "export" })
    .route({ method: "GET", path: "/money/file", summary: "One table of the report as a file; sums only, no family." })
    .input(z.strictObject({ ...span, table: z.enum(tables), format: z.enum(fileFormats), says: z.enum(languages) }))
    .output(z.file()),
  shared: procedure({ who: ["senior_leader", "administrator"], ...ofAgency, shows: "agency", action: "read" })
    .route({ method: "GET", path: "/money/shared", summary: "The same as of the end of last month, without names: the last four whole quarters, and only figures of enough families." })
    .output(sharedReport),
};
