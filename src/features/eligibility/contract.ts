import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, findingShape, line } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** A finding, for the wire: the same shape as the kernel's. */
export const finding = findingShape;
/** A decision, for the wire. */
export const decision = z.strictObject({ policy: z.string(), version: z.string().nullable(), question: z.string(), on: civilDate, verdict: z.enum(["yes", "no", "unknown"]), units: z.number().int().nullable(), findings: z.array(finding) });

export const override = z.strictObject({ overrideId: z.uuid(), policy: z.string(), rule: z.string(), /** The words of the clause, with its place. */ about: z.string(), role: z.string(), reason: z.string(), byName: z.string(), at: z.iso.datetime(), until: civilDate.nullable(), disclosure: disclosureTag });

const overrideReason = line(2000).min(10, expected({ en: "Expected a reason of at least ten characters.", es: "Se espera un motivo de al menos diez caracteres." }));
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;

/** What the agency's policies say of a child so far, before there is a case, and what to ask next. */
export const soFar = z.strictObject({
  answers: z.array(z.strictObject({ title: z.string(), decision })),
  /** What would tell more, each once, in the policies' order. */
  askNext: z.array(z.string()),
});

export const eligibility = {
  soFar: procedure({ who: ["front_desk", "administrator", "clinician", "trainee", "supervisor"], of: null, subject: "none", shows: "intake", action: "read" })
    .route({ method: "POST", path: "/eligibility/so-far", summary: "Eligibility by each policy of the agency from what a referral says, or what is typed before a case is opened: what nobody said is not known. Nothing is stored." })
    .input(
      z.strictObject({
        referralId: z.uuid().nullable().default(null),
        /** What is typed stands before what the referral says; null where nothing is typed. */
        birthDate: civilDate.nullable().default(null),
        livesWithCaregiver: z.enum(["yes", "no", "not_known"]).default("not_known"),
      }),
    )
    .output(soFar),
  decide: procedure({ who: ["clinician", "trainee", "supervisor", "auditor", "privacy_officer"], ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/eligibility", summary: "Eligibility by each policy of the agency, with every finding, clause and fix." })
    .input(z.strictObject({ caseId: z.uuid(), on: civilDate.nullable().default(null) }))
    .output(z.strictObject({ answers: z.array(z.strictObject({ title: z.string(), decision, disclosure: disclosureTag })), overrides: z.array(override), mayOverride: z.array(z.strictObject({ policy: z.string(), rule: z.string() })) })),
  override: procedure({ who: ["supervisor", "administrator"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/overrides", summary: "Counts a finding as met, with a reason that is kept for ever. Never age, participation or a signature." })
    .input(z.strictObject({ caseId: z.uuid(), policy: line(80).min(1), rule: line(80).min(1), reason: overrideReason, until: civilDate.nullable().default(null) }))
    .output(z.strictObject({ overrideId: z.uuid() })),
  endOverride: procedure({ who: ["supervisor", "administrator"], of: { class: "service", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/overrides/{overrideId}/end", summary: "Ends an exception with a reason: from then on the finding counts as it is. What was decided before stays as it was decided." })
    .input(z.strictObject({ caseId: z.uuid(), overrideId: z.uuid(), reason: overrideReason }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
