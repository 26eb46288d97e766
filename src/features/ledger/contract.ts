import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { languages } from "#kernel/language.ts";
import { civilDate, instant, pageKey } from "#kernel/shapes.ts";

export const ledgerAccounts = ["receivable", "patient", "revenue", "contractual", "write_off", "cash", "clearing", "unapplied", "recoupment", "forwarded", "interest", "refund", "provider_other", "grant"] as const;
/**
 * `receivable` is what payers owe, `patient` what families owe (never for Medicaid), `contractual` what a contract takes off,
 * `clearing` one payment while it is shared out, `unapplied` money that belongs to no claim yet, `recoupment` what a payer
 * took back against other claims, `forwarded` a balance that a payer carries on.
 */
export type LedgerAccount = (typeof ledgerAccounts)[number];
export const entryKinds = ["charge", "uncharge", "payment", "remittance", "paper", "write_off", "refund", "apply", "transfer", "grant", "reversal"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** The first day of a month. */
export const month = civilDate.refine((day) => day.endsWith("-01"));
const cents = z.number().int();

/** What an account held before a month, what moved in it, and what it holds after. Debits are above zero. */
export const accountMonth = z.strictObject({ account: z.enum(ledgerAccounts), beforeCents: cents, debitCents: cents, creditCents: cents, afterCents: cents });
export type AccountMonth = z.infer<typeof accountMonth>;
export const closedMonth = z.strictObject({ month, closedAt: instant, closedByName: z.string().nullable() });
export type ClosedMonth = z.infer<typeof closedMonth>;
export const entryLine = z.strictObject({ account: z.enum(ledgerAccounts), cents, claimId: z.uuid().nullable(), claimNumber: z.string().nullable(), caseId: z.uuid().nullable() });
/** An entry as it is read; `mayReverse` where somebody may take it back by hand. */
export const bookedEntry = z.strictObject({ entryId: z.uuid(), day: civilDate, kind: z.enum(entryKinds), reason: z.string(), byName: z.string().nullable(), bookedAt: instant, remittanceId: z.uuid().nullable(), reverses: z.uuid().nullable(), isReversed: z.boolean(), mayReverse: z.boolean(), lines: z.array(entryLine) });
export type BookedEntry = z.infer<typeof bookedEntry>;

/** Why something is done: it stands in the ledger for good. */
export const reason = z.string().trim().min(3).max(500);

const office = { who: ["biller", "administrator"], of: null, subject: "none", shows: "service" } as const;
export const entriesAsked = { month: month.nullable().default(null), account: z.enum(ledgerAccounts).nullable().default(null), claimId: z.uuid().nullable().default(null) };
export const ledger = {
  get: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/ledger", summary: "What every account holds in a month, from what it held before; which months are closed, and which may be closed next." })
    .input(z.strictObject({ month: month.nullable().default(null) }))
    .output(z.strictObject({ today: civilDate, month, months: z.array(month), closed: z.array(closedMonth), closable: month.nullable(), accounts: z.array(accountMonth) })),
  entries: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/ledger/entries", summary: "Entries with their lines, the newest first, a page at a time; of a month, an account or a claim where one is named." })
    .input(z.strictObject({ ...entriesAsked, after: pageKey }))
    .output(z.strictObject({ entries: z.array(bookedEntry), next: z.string().nullable() })),
  file: procedure({ ...office, action: "export" })
    .route({ method: "GET", path: "/ledger-file", summary: "What every account holds in a month, as a file." })
    .input(z.strictObject({ month, says: z.enum(languages) }))
    .output(z.file()),
  close: procedure({ ...office, who: ["administrator"], action: "write" })
    .route({ method: "POST", path: "/ledger/months", summary: "Closes a month that is past, in order: its figures are kept, and nothing is booked in it any more." })
    .input(z.strictObject({ month }))
    .output(z.strictObject({ month })),
  reverse: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/ledger/entries/{entryId}/reverse", summary: "Takes an entry that somebody booked by hand back, by one that says the opposite. Both stay." })
    .input(z.strictObject({ entryId: z.uuid(), reason }))
    .output(z.strictObject({ entryId: z.uuid() })),
};
