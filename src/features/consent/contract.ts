import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";

export const consentKinds = ["treatment", "telehealth", "video", "supervised_practice"] as const;
export type ConsentKind = (typeof consentKinds)[number];

export const consent = z.strictObject({
  consentId: z.uuid(),
  kind: z.enum(consentKinds),
  answer: z.enum(["yes", "no"]),
  signerId: z.uuid().nullable(),
  signerOrganization: z.string().nullable(),
  signedName: z.string(),
  signedAt: instant,
  validFrom: civilDate,
  validTo: civilDate.nullable(),
  withdrawnOn: civilDate.nullable(),
  /** The last day of the signer's authority for this kind, as it is recorded now; null where it has no end. */
  authorityUntil: civilDate.nullable(),
  /** Which wording was signed, so that a later change of words changes nothing signed. */
  wordsVersion: z.string(),
  language: z.string(),
});
export type Consent = z.infer<typeof consent>;

/** Who could sign a kind of consent today, by the authority recorded, or for an adult's own matters by herself. */
export const signer = z.strictObject({ authorityId: z.uuid().nullable(), personId: z.uuid().nullable(), organization: z.string().nullable(), name: z.string() });
export type Signer = z.infer<typeof signer>;

const whoWorks = ["clinician", "trainee", "supervisor", "administrator", "front_desk"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId", shows: "service" } as const;

export const consents = {
  list: procedure({ who: [...whoWorks, "privacy_officer", "auditor", "biller"], ...ofCase, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/consents", summary: "Consents of a case, who may sign each kind, and whether treatment may begin (gate G2)." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ consents: z.array(consent), signers: z.array(signer.extend({ kind: z.enum(consentKinds) })), treatmentHoldsUntil: civilDate.nullable(), treatmentHolds: z.boolean() })),
  sign: procedure({ who: whoWorks, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consents", summary: "Signed on screen by somebody who holds the authority." })
    .input(z.strictObject({ caseId: z.uuid(), kind: z.enum(consentKinds), answer: z.enum(["yes", "no"]), authorityId: z.uuid().nullable(), signerId: z.uuid().nullable(), signedName: line(200).min(1, expected({ en: "Expected the name of the person who signs.", es: "Se espera el nombre de la persona que firma." })), language: z.enum(["en", "es"]), validTo: civilDate.nullable() }))
    .output(z.strictObject({ consentId: z.uuid() })),
  withdraw: procedure({ who: whoWorks, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consents/{consentId}/withdraw", summary: "Withdraws a consent from today on." })
    .input(z.strictObject({ caseId: z.uuid(), consentId: z.uuid() }))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
};
