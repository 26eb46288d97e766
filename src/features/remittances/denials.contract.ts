import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { languages } from "#kernel/language.ts";
import { civilDate, instant, pageKey, prose, wholeNumber } from "#kernel/shapes.ts";
import { reason } from "./contract.ts";

const cents = z.number().int();
export const denialViews = ["denied", "appealed", "rejected"] as const;
export type DenialView = (typeof denialViews)[number];
/** A claim that a payer did not pay, or not whole: what is still open, and each reason with what it takes off. */
export const denial = z.strictObject({ claimId: z.uuid(), caseId: z.uuid(), childName: z.string(), number: z.string(), payerId: z.uuid(), payerName: z.string(), serviceDay: civilDate, state: z.string(), outcome: z.enum(["paid", "partly_paid", "denied"]).nullable(), chargeCents: cents, openCents: cents, patientCents: cents, decidedOn: civilDate.nullable(), reasons: z.array(z.strictObject({ group: z.string(), reason: z.string(), cents })), codes: z.array(z.string()), appeals: z.number().int(), hasNext: z.boolean() });
export type Denial = z.infer<typeof denial>;
/** What a reason costs that is still open. */
export const reasonCost = z.strictObject({ reason: z.string(), claims: z.number().int(), openCents: cents });
export const appealOutcomes = ["upheld", "overturned", "withdrawn"] as const;
export const appeal = z.strictObject({ appealId: z.uuid(), claimId: z.uuid(), caseId: z.uuid(), letter: z.string(), dueOn: civilDate.nullable(), sentOn: civilDate.nullable(), outcome: z.enum(appealOutcomes).nullable(), outcomeOn: civilDate.nullable(), notes: z.string(), madeByName: z.string().nullable(), madeAt: instant, revision: z.number().int() });
export type Appeal = z.infer<typeof appeal>;
export const keptAppeal = z.strictObject({ letter: prose(20_000).min(1), dueOn: civilDate.nullable(), sentOn: civilDate.nullable(), outcome: z.enum(appealOutcomes).nullable(), outcomeOn: civilDate.nullable(), notes: prose(2_000).default("") });
export type KeptAppeal = z.infer<typeof keptAppeal>;
/** What may be wrong with an appeal as somebody keeps it. */
export type AppealFault = "sent_in_future" | "outcome_in_future" | "outcome_unsent" | "outcome_before" | "outcome_day" | "letter_sent";

const office = { who: ["biller", "administrator"], of: null, subject: "none", shows: "service" } as const;
const amount = z.number().int().min(1).max(100_000_000);
export const denials = {
  list: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/denials", summary: "Claims that were refused or paid in part and are still open, those under appeal, or those that were turned away before anybody decided; the oldest decision first, a page at a time, and with the first page what each reason costs." })
    .input(z.strictObject({ show: z.enum(denialViews).default("denied"), after: pageKey }))
    .output(z.strictObject({ denials: z.array(denial), next: z.string().nullable(), reasons: z.array(reasonCost) })),
  get: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/denials/{claimId}", summary: "One such claim, with its appeals." })
    .input(z.strictObject({ claimId: z.uuid() }))
    .output(z.strictObject({ denial, appeals: z.array(appeal), suggestedLetter: z.record(z.enum(languages), z.string()) })),
  writeOff: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/denials/{claimId}/write-off", summary: "Gives up what a payer or a family still owes of a claim, with the reason. It can be taken back in the ledger." })
    .input(z.strictObject({ claimId: z.uuid(), of: z.enum(["receivable", "patient"]), cents: amount, reason }))
    .output(z.strictObject({ openCents: cents })),
  refund: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/denials/{claimId}/refund", summary: "Notes that what a payer paid too much for a claim was sent back." })
    .input(z.strictObject({ claimId: z.uuid(), cents: amount, reason }))
    .output(z.strictObject({ openCents: cents })),
  familyPaid: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/denials/{claimId}/family-payment", summary: "Notes what a family paid of the part that its plan leaves to it; never more than that, and never for Medicaid." })
    .input(z.strictObject({ claimId: z.uuid(), cents: amount, reason }))
    .output(z.strictObject({ patientCents: cents })),
  appeal: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/denials/{claimId}/appeals", summary: "Begins an appeal against what a payer decided." })
    .input(keptAppeal.extend({ claimId: z.uuid() }))
    .output(z.strictObject({ appealId: z.uuid() })),
  keepAppeal: procedure({ ...office, action: "write" })
    .route({ method: "PUT", path: "/appeals/{appealId}", summary: "Changes an appeal: its letter until it is sent, when it was sent, what came of it. The claim moves with it." })
    .input(keptAppeal.extend({ appealId: z.uuid(), revision: wholeNumber(1) }))
    .output(z.strictObject({ revision: z.number().int() })),
  appealPaper: procedure({ ...office, action: "export" })
    .route({ method: "GET", path: "/appeals/{appealId}/paper", summary: "The letter of an appeal, as a PDF with the agency's letterhead." })
    .input(z.strictObject({ appealId: z.uuid(), says: z.enum(languages).default("en") }))
    .output(z.file()),
};
