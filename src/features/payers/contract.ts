import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";
import { feeLine, newFeeLine, newPlaceCode, placeCode } from "./lines.contract.ts";

/** SBR09, the kinds of payer that a claim names. */
export const filingCodes = ["MC", "CI", "BL", "HM", "12", "14", "CH", "ZZ"] as const;
/** ISA05 and ISA07: what kind of number a sender or receiver is known by. */
export const qualifiers = ["ZZ", "30", "01", "14", "20", "27", "28", "29", "33"] as const;

/** A number or code as a file bears it: letters, digits and inner signs that no file uses for itself. */
const identifier = (most: number) => line(most).regex(/^[A-Za-z0-9]([A-Za-z0-9 .-]*[A-Za-z0-9])$/, expected({ en: "Expected a number of at least two letters and digits.", es: "Se espera un número de al menos dos letras y cifras." }));
export const exchangeNumber = line(15).regex(/^[A-Za-z0-9]{2,15}$/, expected({ en: "Expected 2 to 15 letters and digits, without spaces.", es: "Se esperan de 2 a 15 letras y cifras, sin espacios." }));
export const name = (most: number) => line(most).min(1, expected({ en: "Expected a name.", es: "Se espera un nombre." }));
const days = z.number().int().min(1).max(1095);
export const source = line(500).min(5, expected({ en: "Expected where this is from.", es: "Se espera de dónde sale esto." }));

/** What a payer asks for. Null where nobody has said yet. */
const fields = {
  name: name(60),
  payerNumber: identifier(80),
  taxNumber: line(10).regex(/^[0-9A-Z]{9,10}$/, expected({ en: "Expected 9 or 10 digits or capital letters.", es: "Se esperan 9 o 10 cifras o mayúsculas." })).nullable().default(null),
  isMedicaid: z.boolean(),
  filingCode: z.enum(filingCodes),
  receiverName: name(60),
  receiverQualifier: z.enum(qualifiers),
  receiverNumber: exchangeNumber,
  providerNumber: line(50).min(1).nullable().default(null),
  usage: z.enum(["T", "P"]).default("T"),
  filingDays: days,
  againDays: days.nullable().default(null),
  sumsSameDay: z.boolean().nullable().default(null),
  asksRendering: z.boolean().default(true),
  asksSupervising: z.boolean().default(false),
  needsAuthorization: z.boolean().default(false),
};
export const newPayer = z.strictObject(fields);
export type NewPayer = z.infer<typeof newPayer>;
/** A payer. `confirmed` null: nobody has compared it with the payer's own guide, so it is a draft. */
export const payer = z.strictObject({
  payerId: z.uuid(),
  ...fields,
  confirmed: z.strictObject({ by: z.string(), on: civilDate, source: z.string() }).nullable(),
  isDemo: z.boolean(),
  revision: wholeNumber(1),
  endedAt: instant.nullable(),
});
export type Payer = z.infer<typeof payer>;
/** A payer as a card of insurance names it. */
export const payerChoice = z.strictObject({ payerId: z.uuid(), name: z.string(), isMedicaid: z.boolean(), isDemo: z.boolean() });

const office = ["biller", "administrator"] as const;
const ofAgency = { who: office, of: null, subject: "none", shows: "agency" } as const;
const changed = z.strictObject({ payerId: z.uuid(), revision: wholeNumber(1) });

export const payers = {
  list: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/payers", summary: "The payers in use, and those that ended, by name; how many codes stand today for each." })
    .output(z.strictObject({ payers: z.array(payer.extend({ codes: z.number().int() })) })),
  choices: procedure({ ...ofAgency, who: [...office, "front_desk"], action: "read" })
    .route({ method: "GET", path: "/payer-choices", summary: "The payers in use by name, for a card of insurance." })
    .output(z.strictObject({ payers: z.array(payerChoice) })),
  get: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/payers/{payerId}", summary: "One payer: what it asks for, its codes and charges with those that ended, and the numbers of places, its own and those for all payers." })
    .input(z.strictObject({ payerId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, payer, lines: z.array(feeLine), places: z.array(placeCode) })),
  add: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/payers", summary: "Adds a payer, as a draft. 422 where one in use has the same number." })
    .input(newPayer)
    .output(changed),
  change: procedure({ ...ofAgency, action: "write" })
    .route({ method: "PUT", path: "/payers/{payerId}", summary: "Changes what a payer asks for; it is a draft again until it is confirmed. 409 where it was changed meanwhile." })
    .input(newPayer.extend({ payerId: z.uuid(), revision: wholeNumber(1) }))
    .output(changed),
  confirm: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/payers/{payerId}/confirmation", summary: "Notes that what stands was compared with the payer's own guide, and which one." })
    .input(z.strictObject({ payerId: z.uuid(), revision: wholeNumber(1), source }))
    .output(changed),
  end: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/payers/{payerId}/end", summary: "Takes a payer out of use; what was recorded with it stays." })
    .input(z.strictObject({ payerId: z.uuid(), revision: wholeNumber(1) }))
    .output(changed),
  addLine: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/payers/{payerId}/lines", summary: "Adds a code with its charge from a day on. Refused where a line of the same order stands on one of its days." })
    .input(newFeeLine.extend({ payerId: z.uuid() }))
    .output(z.strictObject({ lineId: z.uuid() })),
  replaceLine: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/payers/{payerId}/lines/{lineId}/next", summary: "Puts another line in the place of one: the one ends the day before the other begins. One that began no earlier is taken out." })
    .input(newFeeLine.extend({ payerId: z.uuid(), lineId: z.uuid() }))
    .output(z.strictObject({ lineId: z.uuid() })),
  endLine: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/payers/{payerId}/lines/{lineId}/end", summary: "Says on which day a code counted last; without a day it was never right and is taken out." })
    .input(z.strictObject({ payerId: z.uuid(), lineId: z.uuid(), toDay: civilDate.nullable() }))
    .output(z.strictObject({ ended: z.literal(true) })),
  setPlace: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/place-codes", summary: "Says by which number a place of service goes, for one payer or for all; what stood before is kept as ended." })
    .input(newPlaceCode)
    .output(z.strictObject({ placeCodeId: z.uuid() })),
  endPlace: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/place-codes/{placeCodeId}/end", summary: "Takes the number of a place out of use." })
    .input(z.strictObject({ placeCodeId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
