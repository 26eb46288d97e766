import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line } from "#kernel/shapes.ts";

/** One line of an agency's own table from a code of DC:0-5 to one of ICD-10-CM, for a payer, or for whoever pays where that is empty. A draft waits to be confirmed. */
export const crosswalkLine = z.strictObject({
  lineId: z.uuid(),
  dcCode: z.string(),
  icdCode: z.string(),
  /** The title of the ICD-10-CM code in English; empty where it is not in the shipped list. */
  icdTitle: z.string(),
  payer: z.string(),
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  status: z.enum(["draft", "confirmed"]),
  note: z.string(),
  byName: z.string().nullable(),
});
export type CrosswalkLine = z.infer<typeof crosswalkLine>;

const readers = ["clinician", "trainee", "supervisor", "administrator", "biller", "auditor", "privacy_officer"] as const;
const written = {
  dcCode: line(20).min(1, expected({ en: "Expected a code of DC:0-5.", es: "Se espera un código de DC:0-5." })),
  icdCode: line(10).min(1, expected({ en: "Expected an ICD-10-CM code.", es: "Se espera un código CIE-10-MC." })),
  payer: line(80).default(""),
  validFrom: civilDate,
  validTo: civilDate.nullable().default(null),
  status: z.enum(["draft", "confirmed"]).default("draft"),
  note: line(500).default(""),
};
/** A line as somebody writes it. */
export type NewLine = { dcCode: string; icdCode: string; payer: string; validFrom: string; validTo: string | null; status: "draft" | "confirmed"; note: string };

export const crosswalkContract = {
  crosswalk: procedure({ who: readers, of: null, subject: "none", shows: "agency", action: "read" })
    .route({ method: "GET", path: "/codes/crosswalk", summary: "The agency's table from codes of DC:0-5 to ICD-10-CM, by code." })
    .output(z.strictObject({ lines: z.array(crosswalkLine) })),
  addLine: procedure({ who: ["administrator"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "POST", path: "/codes/crosswalk", summary: "Adds a line to the table from DC:0-5 to ICD-10-CM." })
    .input(z.strictObject(written))
    .output(z.strictObject({ lineId: z.uuid() })),
  replaceLine: procedure({ who: ["administrator"], of: null, subject: "none", shows: "agency", action: "write" })
    .route({ method: "POST", path: "/codes/crosswalk/{lineId}", summary: "Puts another line in the place of one, or takes it out; what stood before is kept. Of two the slower is refused." })
    .input(z.strictObject({ lineId: z.uuid(), how: z.enum(["changed", "withdrawn"]), ...written }))
    .output(z.strictObject({ lineId: z.uuid() })),
};
