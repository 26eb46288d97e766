import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { exchangeNumber, name, qualifiers } from "./contract.ts";

/** An address in a file of claims: two lines of a street, the town, the state's two letters, ZIP. */
const town = { city: line(30).min(2, expected({ en: "Expected a town.", es: "Se espera una localidad." })), state: line(2).regex(/^[A-Z]{2}$/, expected({ en: "Expected the two letters of a state, such as DC.", es: "Se esperan las dos letras de un estado, como DC." })) };
const street = line(55).min(1, expected({ en: "Expected a street.", es: "Se espera una calle." }));
const more = line(55).default("");
export const billingAddress = z.strictObject({ line1: street, line2: more, ...town, zip: line(9).regex(/^[0-9]{9}$/, expected({ en: "Expected a ZIP code of nine digits: payers refuse a shorter one here.", es: "Se espera un código postal de nueve cifras: aquí las aseguradoras rechazan uno más corto." })) });
export type BillingAddress = z.infer<typeof billingAddress>;

const npi = line(10).regex(/^[12][0-9]{9}$/, expected({ en: "Expected ten digits that begin with 1 or 2.", es: "Se esperan diez cifras que empiecen con 1 o 2." }));
const taxonomy = line(10).regex(/^[0-9A-Z]{10}$/, expected({ en: "Expected ten digits or capital letters.", es: "Se esperan diez cifras o mayúsculas." })).nullable().default(null);

/** Who bills, from a day on. `payTo` null: payments go to the same address. */
export const newProfile = z.strictObject({
  fromDay: civilDate,
  legalName: name(60),
  npi,
  taxonomy,
  taxNumber: line(9).regex(/^[0-9]{9}$/, expected({ en: "Expected nine digits.", es: "Se esperan nueve cifras." })),
  address: billingAddress,
  payTo: billingAddress.nullable().default(null),
  senderQualifier: z.enum(qualifiers),
  senderNumber: exchangeNumber,
  contactName: name(60),
  telephone: line(10).regex(/^[2-9][0-9]{9}$/, expected({ en: "Expected ten digits.", es: "Se esperan diez cifras." })),
  email: line(200).min(3).nullable().default(null),
});
export type NewProfile = z.infer<typeof newProfile>;
export const billingProfile = newProfile.extend({ profileId: z.uuid(), isDemo: z.boolean(), madeByName: z.string().nullable(), madeAt: instant });
export type BillingProfile = z.infer<typeof billingProfile>;

/** Under which number somebody treats, from a day on, and how payers write the name. */
export const newStaffNumber = z.strictObject({ staffId: z.uuid(), npi, taxonomy, givenName: name(35), familyName: name(60), fromDay: civilDate });
export type NewStaffNumber = z.infer<typeof newStaffNumber>;
export const staffNumber = newStaffNumber.extend({ numberId: z.uuid(), endedAt: instant.nullable() });
export type StaffNumber = z.infer<typeof staffNumber>;

const ofAgency = { who: ["biller", "administrator"], of: null, subject: "none", shows: "agency" } as const;
export const billingProfiles = {
  get: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/billing-profile", summary: "Who bills: every version of the agency's numbers and address, the newest first." })
    .output(z.strictObject({ today: civilDate, versions: z.array(billingProfile) })),
  keep: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/billing-profile", summary: "Adds a version of who bills from a day on. A provider number that fails its check digit and a box in place of a street are refused." })
    .input(newProfile)
    .output(z.strictObject({ profileId: z.uuid() })),
  people: procedure({ ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/staff-numbers", summary: "Who works here, with the numbers under which they treat." })
    .output(z.strictObject({ today: civilDate, staff: z.array(z.strictObject({ staffId: z.uuid(), name: z.string(), treats: z.boolean(), numbers: z.array(staffNumber) })) })),
  addNumber: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/staff/{staffId}/numbers", summary: "Says under which number somebody treats from a day on. One that fails its check digit, or is somebody else's, is refused." })
    .input(newStaffNumber)
    .output(z.strictObject({ numberId: z.uuid() })),
  endNumber: procedure({ ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/staff-numbers/{numberId}/end", summary: "Takes a number of somebody out of use: it was never right." })
    .input(z.strictObject({ numberId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
