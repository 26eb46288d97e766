import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { languages } from "#kernel/language.ts";
import { fileFormats } from "#kernel/listing.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";

/** Work that no payer pays, by kind: sessions that were held, visits to which nobody came, meetings of supervision. */
export const works = ["coordination", "team", "collateral", "phone", "no_show", "supervision"] as const;
export type Work = (typeof works)[number];

/** Twenty million dollars. */
const MOST_CENTS = 2_000_000_000;
const cents = z.number().int().min(1).max(MOST_CENTS);
const name = (most: number) => line(most).min(1, expected({ en: "Expected a name.", es: "Se espera un nombre." }));
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, expected({ en: "Expected a month such as 2026-03.", es: "Se espera un mes, como 2026-03." }));
/** Cents an hour of one kind of work. */
const rate = z.strictObject({ work: z.enum(works), cents: z.number().int().min(1).max(10_000_000) });
export const newGrant = z.strictObject({
  name: name(120),
  funder: name(120),
  reference: line(60).default(""),
  fromDay: civilDate,
  toDay: civilDate,
  cents,
  rates: z.array(rate).min(1, expected({ en: "Expected at least one rate.", es: "Se espera al menos una tarifa." })).max(works.length).refine((all) => new Set(all.map((one) => one.work)).size === all.length, expected({ en: "Expected each kind of work once.", es: "Se espera cada tipo de trabajo una sola vez." })),
});
export type NewGrant = z.infer<typeof newGrant>;
export const grant = newGrant.extend({ grantId: z.uuid(), revision: wholeNumber(1), invoicedCents: z.number().int(), paidCents: z.number().int(), endedAt: instant.nullable() });
export type Grant = z.infer<typeof grant>;

/** Hours of one kind of work in a month, and what they come to; `minutes` is what was counted. */
export const workLine = z.strictObject({ work: z.enum(works), times: z.number().int(), minutes: z.number().int(), rateCents: z.number().int(), cents: z.number().int() });
export type WorkLine = z.infer<typeof workLine>;
/** A cost beside the hours, in the agency's words: never the name of somebody. */
export const costLine = z.strictObject({ words: name(120), cents });
export type CostLine = z.infer<typeof costLine>;

export const invoice = z.strictObject({ invoiceId: z.uuid(), month, number: wholeNumber(1), language: z.enum(languages), cents: z.number().int(), madeAt: instant, madeByName: z.string().nullable(), paidOn: civilDate.nullable(), voidedAt: instant.nullable(), voidedReason: z.string(), /** Sessions on it that stand on a claim since: money is asked for twice until one of the two is taken back. */ alsoBilled: z.number().int() });
export type Invoice = z.infer<typeof invoice>;
/** Time that no payer pays, of the last twelve months: all of it, and what stands on an invoice. */
export const timeLine = z.strictObject({ work: z.enum(works), times: z.number().int(), minutes: z.number().int(), invoicedMinutes: z.number().int() });
export type TimeLine = z.infer<typeof timeLine>;

const ofAgency = { who: ["biller", "administrator"], of: null, subject: "none", shows: "agency" } as const;
const ofGrant = z.strictObject({ grantId: z.uuid() });
const ofInvoice = { grantId: z.uuid(), invoiceId: z.uuid() };
const changed = z.strictObject({ grantId: z.uuid(), revision: wholeNumber(1) });

/** Who pays for time that no payer does. Hours alone are told: no family and nobody who works here. */
export const grants = {
  list: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/grants", summary: "Grants with what was invoiced and paid of them, and the time of the last twelve months that no payer pays." })
    .output(z.strictObject({ today: civilDate, grants: z.array(grant), time: z.array(timeLine) })),
  get: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/grants/{grantId}", summary: "One grant with its invoices, and what the next one would hold." })
    .input(ofGrant.extend({ month: month.nullable().default(null) }))
    .output(z.strictObject({ today: civilDate, grant, invoices: z.array(invoice), next: z.strictObject({ month, lines: z.array(workLine), cents: z.number().int() }).nullable() })),
  add: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/grants", summary: "Adds a grant: from whom, for which days, how much, and which work it pays at which rate." })
    .input(newGrant)
    .output(changed),
  change: procedure({ ...ofAgency, action: "write" })
    .route({ method: "PUT", path: "/grants/{grantId}", summary: "Changes a grant; invoices that were made stay as they are. 409 where it was changed meanwhile." })
    .input(newGrant.extend({ grantId: z.uuid(), revision: wholeNumber(1) }))
    .output(changed),
  end: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/grants/{grantId}/end", summary: "Takes a grant out of use; its invoices stay." })
    .input(ofGrant.extend({ revision: wholeNumber(1) }))
    .output(changed),
  makeInvoice: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/grants/{grantId}/invoices", summary: "Makes the invoice of a month that is over: counted hours by kind, never of a session on a claim or on another invoice. It is booked, numbered and stays as it is." })
    .input(ofGrant.extend({ month, language: z.enum(languages), costs: z.array(costLine).max(10).default([]) }))
    .output(z.strictObject({ invoiceId: z.uuid(), number: wholeNumber(1), cents: z.number().int() })),
  pay: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/grants/{grantId}/invoices/{invoiceId}/payment", summary: "Notes on which day the funder paid an invoice." })
    .input(z.strictObject({ ...ofInvoice, on: civilDate }))
    .output(z.strictObject({ paid: z.literal(true) })),
  takeBack: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/grants/{grantId}/invoices/{invoiceId}/taking-back", summary: "Takes an invoice back that was not paid; its hours may be counted again, its number is not given again." })
    .input(z.strictObject({ ...ofInvoice, reason: line(500).min(1, expected({ en: "Expected a reason.", es: "Se espera un motivo." })) }))
    .output(z.strictObject({ takenBack: z.literal(true) })),
  paper: procedure({ ...ofAgency, action: "export" })
    .route({ method: "GET", path: "/grants/{grantId}/invoices/{invoiceId}/paper", summary: "An invoice as PDF or as a file, as it was made." })
    .input(z.strictObject({ ...ofInvoice, format: z.enum(["pdf", ...fileFormats]).default("pdf") }))
    .output(z.file()),
};
