import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";

/** Lists are of codes as they stand in a file: places of two digits, diagnoses with or without their point. */
const codes = (pattern: RegExp) => z.array(line(10).regex(pattern, expected({ en: "Expected codes as a claim bears them.", es: "Se esperan códigos como los lleva una reclamación." }))).min(1).max(100);
const whole = z.number().int().min(0).max(10_000);
/** What holds a claim before it is sent: learnt from a denial, as data. */
export const condition = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("place"), places: codes(/^[0-9]{2}$/) }),
  z.strictObject({ kind: z.literal("diagnosis"), codes: codes(/^[A-TV-Z][0-9][0-9A-Z]\.?[0-9A-Z]{0,4}$/) }),
  z.strictObject({ kind: z.literal("age_over"), months: whole }),
  z.strictObject({ kind: z.literal("units_over"), units: whole }),
  z.strictObject({ kind: z.literal("modifier_missing"), code: line(10).regex(/^[A-Z0-9]{3,10}$/), modifier: line(2).regex(/^[A-Z0-9]{2}$/, expected({ en: "Expected a modifier of two capital letters or digits.", es: "Se espera un modificador de dos mayúsculas o cifras." })) }),
  z.strictObject({ kind: z.literal("same_day") }),
  z.strictObject({ kind: z.literal("person_before"), staffId: z.uuid(), day: civilDate }),
  z.strictObject({ kind: z.literal("year_count_over"), count: whole }),
  z.strictObject({ kind: z.literal("asked_within"), days: whole }),
  z.strictObject({ kind: z.literal("always") }),
]);
export type Condition = z.infer<typeof condition>;
export type ConditionKind = Condition["kind"];

/** A check that a denial taught; `payerId` null: for every payer. `held` counts the claims that it has held since. */
export const claimCheck = z.strictObject({ checkId: z.uuid(), payerId: z.uuid().nullable(), payerName: z.string().nullable(), reasonCode: z.string(), condition, words: z.string(), learntFrom: z.uuid().nullable(), held: z.number().int(), madeByName: z.string().nullable(), madeAt: instant, endedAt: instant.nullable(), endedReason: z.string(), revision: wholeNumber(1) });
export type ClaimCheck = z.infer<typeof claimCheck>;

const reasonCode = line(5).regex(/^[A-Z0-9]{1,5}$/, expected({ en: "Expected the payer's reason code.", es: "Se espera el código de motivo de la aseguradora." }));
const says = line(500).min(3, expected({ en: "Expected what whoever meets it should know.", es: "Se espera lo que debe saber quien se tope con ella." }));
// A check may name a diagnosis, and so would tell of a child whom it holds: it is the biller's alone.
const biller = { who: ["biller"], of: null, subject: "none" } as const;
export const claimChecks = {
  list: procedure({ ...biller, shows: "agency", action: "read" })
    .route({ method: "GET", path: "/claim-checks", summary: "Checks that denials taught, those in force first, and how many claims each has held since." })
    .output(z.strictObject({ checks: z.array(claimCheck) })),
  propose: procedure({ ...biller, shows: "child_chart", action: "read" })
    .route({ method: "GET", path: "/claims/{claimId}/checks-to-learn", summary: "What could be learnt from a denied claim: for each of the payer's reasons a condition with the values of this claim, to be changed before it is kept." })
    .input(z.strictObject({ claimId: z.uuid() }))
    .output(z.strictObject({ caseId: z.uuid(), payerId: z.uuid().nullable(), proposed: z.array(z.strictObject({ reasonCode: z.string(), condition })) })),
  add: procedure({ ...biller, shows: "agency", action: "write" })
    .route({ method: "POST", path: "/claim-checks", summary: "Keeps a check; claims that are ready are looked at anew." })
    .input(z.strictObject({ payerId: z.uuid().nullable(), reasonCode, condition, words: says, learntFrom: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ checkId: z.uuid() })),
  end: procedure({ ...biller, shows: "agency", action: "write" })
    .route({ method: "POST", path: "/claim-checks/{checkId}/end", summary: "Ends a check, with the reason; what it held is looked at anew." })
    .input(z.strictObject({ checkId: z.uuid(), revision: wholeNumber(1), reason: says }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
