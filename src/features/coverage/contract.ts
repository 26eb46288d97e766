import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";
import { coverageFiles } from "./files.contract.ts";

/** What the child is to whoever holds the insurance. */
export const relations = ["self", "child", "other"] as const;
export type Relation = (typeof relations)[number];
/** Whether letters of the payer to whoever holds the insurance are safe for the family: nobody asked, they are, they go elsewhere (45 CFR 164.522(b)), they are not. */
export const letterStates = ["not_asked", "safe", "redirected", "not_safe"] as const;
export type LetterState = (typeof letterStates)[number];
/** What a payer answered. */
export const checkAnswers = ["active", "inactive", "not_found", "unclear"] as const;
export type CheckAnswer = (typeof checkAnswers)[number];
export const sexes = ["F", "M", "U"] as const;

const given = line(35).min(1, expected({ en: "Expected a given name.", es: "Se espera un nombre." }));
const family = line(60).min(1, expected({ en: "Expected a family name.", es: "Se espera un apellido." }));
/** The address that the payer has: it is told for the card, and never taken from where the family lives. */
const address = z.strictObject({
  line1: line(55).min(1, expected({ en: "Expected a street.", es: "Se espera una calle." })),
  line2: line(55).default(""),
  city: line(30).min(2, expected({ en: "Expected a town.", es: "Se espera una localidad." })),
  state: line(2).regex(/^[A-Z]{2}$/, expected({ en: "Expected the two letters of a state, such as DC.", es: "Se esperan las dos letras de un estado, como DC." })),
  zip: line(9).regex(/^[0-9]{5}([0-9]{4})?$/, expected({ en: "Expected a ZIP code of five or nine digits.", es: "Se espera un código postal de cinco o nueve cifras." })),
});
const fields = {
  payerId: z.uuid(),
  /** Who is billed first: 1 to 3. */
  place: z.number().int().min(1).max(3),
  relation: z.enum(relations),
  memberNumber: line(80).regex(/^[A-Za-z0-9]([A-Za-z0-9 .-]*[A-Za-z0-9])$/, expected({ en: "Expected the number on the card.", es: "Se espera el número de la tarjeta." })),
  groupNumber: line(50).min(1).nullable().default(null),
  planName: line(60).min(1).nullable().default(null),
  /** The child's name as the payer has it; null: as it stands in the record. */
  childName: z.strictObject({ givenName: given, familyName: family }).nullable().default(null),
  sex: z.enum(sexes),
  address,
  /** Whoever holds the insurance; null where it is the child. */
  insured: z.strictObject({ givenName: given, familyName: family, birthDate: civilDate.nullable().default(null), sex: z.enum(sexes).nullable().default(null) }).nullable().default(null),
  letters: z.enum(letterStates),
  fromDay: civilDate,
  toDay: civilDate.nullable().default(null),
  /** Since when the payer says so, where that was later than the first day. */
  determinedOn: civilDate.nullable().default(null),
};
export const newCoverage = z.strictObject(fields);
export type NewCoverage = z.infer<typeof newCoverage>;

/** What else a payer answered. */
export const checkDetails = z.strictObject({
  words: z.string().default(""),
  /** Codes with which a question was turned away, as they came. */
  rejects: z.array(z.string()).default([]),
  others: z.array(z.strictObject({ name: z.string(), number: z.string() })).default([]),
  days: z.array(z.strictObject({ kind: z.string(), from: civilDate, to: civilDate.nullable() })).default([]),
});
export type CheckDetails = z.infer<typeof checkDetails>;
/** One question to a payer; `answer` null: none came yet. */
export const check = z.strictObject({ checkId: z.uuid(), lineId: z.uuid(), forDay: civilDate, way: z.enum(["file", "told"]), askedAt: instant, answeredAt: instant.nullable(), answer: z.enum(checkAnswers).nullable(), byName: z.string().nullable(), details: checkDetails });
export type Check = z.infer<typeof check>;

/** One version of a coverage; `endedAt` set: another took its place, or it was never right. */
export const coverageRow = z.strictObject({ coverageId: z.uuid(), lineId: z.uuid(), caseId: z.uuid(), payerName: z.string(), isMedicaid: z.boolean(), isDemo: z.boolean(), ...fields, recordedByName: z.string().nullable(), recordedAt: instant, endedAt: instant.nullable(), endedReason: z.string(), endedByName: z.string().nullable(), revision: wholeNumber(1) });
export type Coverage = z.infer<typeof coverageRow>;

const writers = ["biller", "administrator", "front_desk"] as const;
const ofService = { of: { class: "service", by: "caseId" }, subject: "caseId", shows: "service" } as const;
const kept = z.strictObject({ coverageId: z.uuid(), revision: wholeNumber(1) });

export const coverage = {
  get: procedure({ who: [...writers, "clinician", "trainee", "supervisor", "privacy_officer"], ...ofService, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/coverage", summary: "How the child is insured: what stands and what stood before, what payers answered, and which checks are due this month. Never for a family member." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, coverages: z.array(coverageRow), checks: z.array(check), due: z.array(z.uuid()), may: z.array(z.enum(["write"])) })),
  add: procedure({ who: writers, ...ofService, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/coverage", summary: "Records how the child is insured. Two of the same order on one day are refused." })
    .input(newCoverage.extend({ caseId: z.uuid() }))
    .output(kept),
  change: procedure({ who: writers, ...ofService, action: "write" })
    .route({ method: "PUT", path: "/cases/{caseId}/coverage/{coverageId}", summary: "Puts a new version in the place of one, with the reason; days that are past may be changed too. 409 where it was changed meanwhile." })
    .input(newCoverage.extend({ caseId: z.uuid(), coverageId: z.uuid(), reason: line(500).min(1, expected({ en: "Expected a reason.", es: "Se espera un motivo." })) }))
    .output(kept),
  end: procedure({ who: writers, ...ofService, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/coverage/{coverageId}/end", summary: "Says on which day a coverage held last; without a day it never held." })
    .input(z.strictObject({ caseId: z.uuid(), coverageId: z.uuid(), toDay: civilDate.nullable(), reason: line(500).min(1, expected({ en: "Expected a reason.", es: "Se espera un motivo." })) }))
    .output(z.strictObject({ ended: z.literal(true) })),
  noteCheck: procedure({ who: writers, ...ofService, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/coverage/{coverageId}/checks", summary: "Notes what the payer said by telephone or on its page about a day." })
    .input(z.strictObject({ caseId: z.uuid(), coverageId: z.uuid(), forDay: civilDate, answer: z.enum(checkAnswers), words: line(500).default("") }))
    .output(z.strictObject({ checkId: z.uuid() })),
  ...coverageFiles,
};
