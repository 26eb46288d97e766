import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { languages } from "#kernel/language.ts";
import { civilDate, instant, line, prose, wholeNumber } from "#kernel/shapes.ts";
import { sessionKinds } from "#features/calendar/contract.ts";

/** Points by which a printer is off, 72 to the inch. */
const shift = z.coerce.number().int().min(-72).max(72);
export const looks = ["data", "overlay"] as const;

const source = line(500).min(5, expected({ en: "Expected where this is from.", es: "Se espera de dónde sale esto." }));
/** Words of an estimate in both languages. `confirmed` null: nobody has compared them with what the law asks, and the paper says so. */
export const formSettings = z.strictObject({
  right: z.number().int().min(-72).max(72),
  down: z.number().int().min(-72).max(72),
  estimate: z.strictObject({ en: prose(4000), es: prose(4000) }),
  confirmed: source.nullable(),
});
export type FormSettings = z.infer<typeof formSettings>;

const MOST_CENTS = 100_000_000;
/** What a session of a kind costs a family that pays itself. `code` null: none is named. */
export const newPrice = z.strictObject({
  kind: z.enum(sessionKinds),
  code: line(10).regex(/^[A-Z0-9]{3,10}$/, expected({ en: "Expected a code of 3 to 10 capital letters and digits.", es: "Se espera un código de 3 a 10 mayúsculas y cifras." })).nullable().default(null),
  cents: z.number().int().min(1).max(MOST_CENTS),
  fromDay: civilDate,
  toDay: civilDate.nullable().default(null),
  source,
});
export type NewPrice = z.infer<typeof newPrice>;
export const price = newPrice.extend({ priceId: z.uuid(), madeAt: instant });
export type Price = z.infer<typeof price>;

/** An itemized list for a family that pays itself, what it will cost, and what is open of a family's part. */
export const billKinds = ["superbill", "estimate", "statement"] as const;
export type BillKind = (typeof billKinds)[number];
/** Why a paper is not made: Medicaid covers the child, whether letters about it are safe is not known or they are not, nothing would stand on it, no price, nobody said who bills, a day without an end. */
export const billRefusals = ["medicaid", "letters", "way", "nothing", "no_price", "no_profile"] as const;
export type BillRefusal = (typeof billRefusals)[number];

const bill = z.strictObject({ billId: z.uuid(), kind: z.enum(billKinds), number: wholeNumber(1), language: z.enum(languages), totalCents: z.number().int(), madeAt: instant, madeByName: z.string().nullable() });
export type Bill = z.infer<typeof bill>;
/** A session that a family pays itself: signed, and on no claim. `cents` null: there is no price for it on that day. */
export const unbilledSession = z.strictObject({ sessionId: z.uuid(), day: civilDate, kind: z.enum(sessionKinds), clinicianName: z.string(), cents: z.number().int().nullable() });
export type UnbilledSession = z.infer<typeof unbilledSession>;

const office = ["biller", "administrator"] as const;
const ofAgency = { who: office, of: null, subject: "none", shows: "agency" } as const;
const ofFamily = { who: ["biller"], of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const made = z.strictObject({ billId: z.uuid(), number: wholeNumber(1) });
const span = { from: civilDate, to: civilDate };

export const billforms = {
  claim: procedure({ who: ["biller"], of: null, subject: "none", shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/claims/{claimId}/form", summary: "A claim as CMS-1500 on the form's grid: the data alone for printing on stock, or over plain boxes for a look. 422 where it was not written yet, or a box does not hold it." })
    .input(z.strictObject({ claimId: z.uuid(), right: shift.nullable().default(null), down: shift.nullable().default(null), look: z.enum(looks).default("data") }))
    .output(z.file()),
  settings: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/billform-settings", summary: "How papers are set and the words of an estimate, a draft until confirmed; prices for families that pay themselves." })
    .output(z.strictObject({ today: civilDate, settings: formSettings, prices: z.array(price) })),
  saveSettings: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/billform-settings", summary: "Keeps how papers are set as a version of its own." })
    .input(formSettings)
    .output(z.strictObject({ kept: z.literal(true) })),
  addPrice: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/self-pay-prices", summary: "Adds what a kind of session costs from a day on; the price before it ends the day before." })
    .input(newPrice)
    .output(z.strictObject({ priceId: z.uuid() })),
  endPrice: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/self-pay-prices/{priceId}/end", summary: "Takes a price out that was never right." })
    .input(z.strictObject({ priceId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
  ofCase: procedure({ ...ofFamily, shows: "service", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/bills", summary: "Papers about money that were made for a family, sessions that no claim holds, what is open of the family's part, and why a paper cannot be made. Never for a family member." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, bills: z.array(bill), sessions: z.array(unbilledSession), openCents: z.number().int(), adults: z.array(z.strictObject({ personId: z.uuid(), name: z.string() })), refused: z.record(z.enum(billKinds), z.array(z.enum(billRefusals))) })),
  makeSuperbill: procedure({ ...ofFamily, shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/superbills", summary: "Makes an itemized list of sessions that a family paid itself. Refused where Medicaid covers the child, or a session stands on a claim." })
    .input(z.strictObject({ caseId: z.uuid(), language: z.enum(languages), ...span }))
    .output(made),
  makeEstimate: procedure({ ...ofFamily, shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/estimates", summary: "Makes an estimate for a family that pays itself, of sessions by kind and number." })
    .input(z.strictObject({ caseId: z.uuid(), language: z.enum(languages), ...span, items: z.array(z.strictObject({ kind: z.enum(sessionKinds), count: z.number().int().min(1).max(300) })).min(1).max(sessionKinds.length) }))
    .output(made),
  makeStatement: procedure({ ...ofFamily, shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/statements", summary: "Makes a statement of what is open of a family's part, for one adult: days and amounts, no treatment, no child, no address. Refused where Medicaid covers the child, or letters are not known to be safe." })
    .input(z.strictObject({ caseId: z.uuid(), language: z.enum(languages), personId: z.uuid() }))
    .output(made),
  paper: procedure({ ...ofFamily, shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/bills/{billId}/paper", summary: "A paper about money as PDF, as it was made." })
    .input(z.strictObject({ caseId: z.uuid(), billId: z.uuid() }))
    .output(z.file()),
};
