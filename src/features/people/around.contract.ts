import { z } from "zod";
import type { CivilDate } from "#kernel/dates.ts";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line, prose } from "#kernel/shapes.ts";

/** The kinds of a place where a child lives (C5). */
export const residenceKinds = ["birth_home", "kin", "foster", "adoptive", "residential", "other"] as const;
/** Who works with the family elsewhere, beside those whom the agency employs. */
export const professionalKinds = ["cps_worker", "guardian_ad_litem", "attorney", "childcare", "school", "referrer", "physician", "interpreter", "professional", "other"] as const;
/** What an order of protection asks for. */
export const orderTerms = ["no_contact", "stay_away", "no_messages", "supervised_visits", "no_visits", "child_not_handed_over"] as const;
/** How an adult who lives apart sees the child; `none` is that they do not. */
export const supervisions = ["none", "unsupervised", "supervised", "therapeutic"] as const;
/** What somebody may not learn. `record` closes the child's record to a holder of authority. */
export const limitTopics = ["record", "addresses", "contacts", "session_times", "childcare", "other_adults"] as const;

const span = { validFrom: civilDate, validTo: civilDate.nullable() };

/** Where the child lived from a day on. `residenceId` is null where nobody wrote it down and it is read from who lives with the child. */
export const residence = z.strictObject({ residenceId: z.uuid().nullable(), kind: z.enum(residenceKinds), withPersonId: z.uuid().nullable(), withName: z.string(), source: z.string(), ...span });
export type Residence = z.infer<typeof residence>;
export const protectiveOrder = z.strictObject({ orderId: z.uuid(), protects: z.array(z.uuid()), againstId: z.uuid().nullable(), againstName: z.string(), terms: z.array(z.enum(orderTerms)), words: z.string(), documentId: z.uuid().nullable(), ...span });
export type ProtectiveOrder = z.infer<typeof protectiveOrder>;
export const visitTerms = z.strictObject({ visitTermsId: z.uuid(), personId: z.uuid(), supervision: z.enum(supervisions), words: z.string(), ...span });
export type VisitTerms = z.infer<typeof visitTerms>;
export const learningLimit = z.strictObject({ limitId: z.uuid(), personId: z.uuid(), topics: z.array(z.enum(limitTopics)), words: z.string(), documentId: z.uuid().nullable(), ...span });
export type LearningLimit = z.infer<typeof learningLimit>;

/** How often the child moved: in the last twelve months, and since the case was opened (C5). */
export const moveFigures = z.strictObject({ lastYear: z.number().int(), sinceStart: z.number().int() });

/** What an adult around the child sees, by the table of disclosure; `own_dyad_paused` still reads what was. */
export const sights = ["record", "own_dyad", "own_dyad_paused", "own_record", "others_records"] as const;
export type Sight = { what: (typeof sights)[number]; sees: boolean; until: CivilDate | null };

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId", shows: "child_chart" } as const;
const who = z.string().trim().max(200);

/** What is around the child beside persons and authority: where the child lives, orders, visits, and what somebody may not learn. Staff only. */
export const around = {
  around: procedure({ who: [...clinical, "privacy_officer", "auditor"], ...ofChart, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/around", summary: "Where the child lived by date, orders of protection, visits, and what somebody may not learn." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ residences: z.array(residence), orders: z.array(protectiveOrder), visits: z.array(visitTerms), limits: z.array(learningLimit), moves: moveFigures })),
  addResidence: procedure({ who: clinical, ...ofChart, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/residences", summary: "Records where the child lived before, with the source; a move that happens now is a change of placement." })
    .input(z.strictObject({ caseId: z.uuid(), kind: residence.shape.kind, withPersonId: z.uuid().nullable(), withName: who.default(""), source: line(500).default(""), validFrom: civilDate, validTo: civilDate }))
    .output(z.strictObject({ residenceId: z.uuid() })),
  addOrder: procedure({ who: clinical, ...ofChart, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/protective-orders", summary: "Records an order of protection: whom it protects, against whom, what it asks, from which document." })
    .input(z.strictObject({ caseId: z.uuid(), protects: z.array(z.uuid()).min(1, expected({ en: "Name whom it protects.", es: "Indique a quién protege." })).max(20), againstId: z.uuid().nullable(), againstName: who.default(""), terms: z.array(z.enum(orderTerms)).min(1, expected({ en: "Pick at least one.", es: "Elija al menos una." })), words: prose(2000).default(""), documentId: z.uuid().nullable().default(null), ...span }))
    .output(z.strictObject({ orderId: z.uuid() })),
  addVisitTerms: procedure({ who: clinical, ...ofChart, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/visit-terms", summary: "Records how an adult who lives apart sees the child; what held before ends the day before." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), supervision: visitTerms.shape.supervision, words: line(500).default(""), validFrom: civilDate }))
    .output(z.strictObject({ visitTermsId: z.uuid() })),
  addLimit: procedure({ who: clinical, ...ofChart, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/limits", summary: "Records what somebody may not learn, and from which document; it decides at once." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), topics: z.array(z.enum(limitTopics)).min(1, expected({ en: "Pick at least one.", es: "Elija al menos una." })), words: prose(2000).default(""), documentId: z.uuid().nullable().default(null), ...span }))
    .output(z.strictObject({ limitId: z.uuid() })),
  endAround: procedure({ who: clinical, ...ofChart, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/around/{what}/{recordId}/end", summary: "Ends an order, visits or a limit on a day; it stays readable." })
    .input(z.strictObject({ caseId: z.uuid(), what: z.enum(["order", "visits", "limit"]), recordId: z.uuid(), validTo: civilDate }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
