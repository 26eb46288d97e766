import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, wholeNumber } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";

export const consentKinds = ["treatment", "telehealth", "video", "supervised_practice", "messages", "privacy_notice"] as const;
export type ConsentKind = (typeof consentKinds)[number];
/** Kinds that each adult answers alone for herself, and where the no of one says nothing of another. */
export const ownKinds = ["messages", "privacy_notice"] as const satisfies readonly ConsentKind[];

/** What a recording may be watched for: the family agrees to each by name. */
export const videoPurposes = ["supervision", "consultation", "training_review", "fidelity_rating"] as const;
export type VideoPurpose = (typeof videoPurposes)[number];
/** Of a consent to video: what it is for; of every other kind nothing. */
export const purposesOf = z.array(z.enum(videoPurposes)).max(videoPurposes.length).default([]);

/** How staff take it: on this screen, on paper with its document, or spoken and read back, which only telehealth allows (29 DCMR § 910.5). */
export const takenWays = ["here", "paper", "spoken"] as const;
export type TakenWay = (typeof takenWays)[number];
/** How it was signed: as staff took it, or by the adult alone in the portal. */
export const consentWays = [...takenWays, "portal"] as const;
export const copyWays = ["paper", "sent", "not_wanted"] as const;
export type CopyWay = (typeof copyWays)[number];
/** With what somebody was signed in who signed in the portal. */
export const signInWays = ["password", "passkey", "invitation", "link"] as const;

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
  /** Of a consent to video: what recordings may be watched for. One from before purposes were named has none, and opens nothing. */
  purposes: z.array(z.enum(videoPurposes)),
  withdrawnOn: civilDate.nullable(),
  /** Taken back by the adult alone, in the portal. */
  takenBack: z.boolean(),
  /** True where the team has yet to see that an adult said no or took it back in the portal. */
  toSee: z.boolean(),
  /** Of what was signed in the portal: with what the adult was signed in, and whether that was two factors. */
  signedIn: z.strictObject({ way: z.enum(signInWays), twoFactors: z.boolean() }).nullable(),
  /** The last day of the signer's authority for this kind, as it is recorded now; null where it has no end. */
  authorityUntil: civilDate.nullable(),
  /** Whether the authority counts only with a second holder's signature. */
  needsSecond: z.boolean(),
  /** Which wording was signed, so that a later change of words changes nothing signed. */
  wordsVersion: z.string(),
  language: z.string(),
  way: z.enum(consentWays),
  documentId: z.uuid().nullable(),
  /** SHA-256 of the lines that were shown; null where it was signed before they were kept. */
  textHash: z.string().nullable(),
  witness: z.string(),
  /** What was tried where the notice of privacy practices was not signed for. */
  effort: z.string(),
  /** `portal`: it lies among the adult's own papers since it was signed there. */
  copyWay: z.enum([...copyWays, "portal"]).nullable(),
  copyOn: civilDate.nullable(),
});
export type Consent = z.infer<typeof consent>;

/** Who could sign a kind of consent today, by the authority recorded, or for an adult's own matters by herself. */
export const signer = z.strictObject({ authorityId: z.uuid().nullable(), personId: z.uuid().nullable(), organization: z.string().nullable(), name: z.string() });
export type Signer = z.infer<typeof signer>;

const wording = z.strictObject({ title: z.string().min(1), paragraphs: z.array(z.string().min(1)).min(1) });
/** The wordings of consents as they ship: each version of each kind, in both languages, with how certain it is. */
export const consentTextsShape = z.strictObject({
  source: z.string(),
  texts: z.array(z.strictObject({ kind: z.enum(consentKinds), version: z.string(), from: civilDate, status: z.enum(["confirmed", "draft", "local"]), en: wording, es: wording })),
});
export type ConsentTexts = z.infer<typeof consentTextsShape>["texts"];
/** From which age somebody signs for herself, and how certain that is. Bands rise by age. */
export const ownSignatureShape = z.strictObject({
  jurisdiction: z.string(),
  bands: z.array(z.strictObject({ fromYears: wholeNumber(0), signs: z.enum(["representative", "jointly", "alone"]), status: z.enum(["confirmed", "draft"]), source: z.string() })).min(1),
});
export type OwnSignature = z.infer<typeof ownSignatureShape>;

export const signedLine = z.strictObject({ kind: z.enum(["title", "heading", "text"]), words: z.string() });
/** What stands beside a signature of any kind. */
export const evidence = {
  documentId: z.uuid().nullable().default(null),
  signedName: line(200).min(1, expected({ en: "Expected the name of the person who signs.", es: "Se espera el nombre de la persona que firma." })),
  witness: line(200).default(""),
  textHash: z.string().regex(/^[0-9a-f]{64}$/, expected({ en: "Expected the hash of the text that was shown.", es: "Se espera la huella del texto que se mostró." })),
};

const whoWorks = ["clinician", "trainee", "supervisor", "administrator", "front_desk"] as const;
const readers = [...whoWorks, "privacy_officer", "auditor", "biller"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId", shows: "service" } as const;
const one = { caseId: z.uuid(), consentId: z.uuid() };
const language = z.enum(["en", "es"]);

export const consents = {
  list: procedure({ who: readers, ...ofCase, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/consents", summary: "Consents of a case, who may sign each kind, and whether treatment may begin (gate G2)." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ consents: z.array(consent), signers: z.array(signer.extend({ kind: z.enum(consentKinds) })), treatmentHoldsUntil: civilDate.nullable(), treatmentHolds: z.boolean() })),
  text: procedure({ who: whoWorks, ...ofCase, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/consent-text", summary: "The exact text of a kind of consent as it is signed today, with its hash." })
    .input(z.strictObject({ caseId: z.uuid(), kind: z.enum(consentKinds), language, validTo: civilDate.nullable().default(null), purposes: purposesOf }))
    .output(z.strictObject({ lines: z.array(signedLine), textHash: z.string(), status: z.enum(["confirmed", "draft", "local"]) })),
  sign: procedure({ who: whoWorks, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consents", summary: "Signed by somebody who holds the authority, or by an adult for herself, under the hash of the text that was shown." })
    .input(z.strictObject({ caseId: z.uuid(), kind: z.enum(consentKinds), answer: z.enum(["yes", "no"]), authorityId: z.uuid().nullable(), signerId: z.uuid().nullable(), language, validTo: civilDate.nullable(), purposes: purposesOf, way: z.enum(takenWays).default("here"), effort: line(500).default(""), ...evidence }))
    .output(z.strictObject({ consentId: z.uuid() })),
  read: procedure({ who: readers, ...ofCase, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/consents/{consentId}", summary: "The very text that was signed, and whether it still has the hash that was kept with the signature." })
    .input(z.strictObject(one))
    .output(z.strictObject({ consent, lines: z.array(signedLine), proof: z.enum(["matches", "differs", "not_kept"]) })),
  paper: procedure({ who: readers, ...ofCase, action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/consents/{consentId}/paper", summary: "A copy of what was signed, as PDF, with its evidence." })
    .input(z.strictObject(one))
    .output(z.file()),
  giveCopy: procedure({ who: whoWorks, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consents/{consentId}/copy", summary: "Notes how a copy was given today, once." })
    .input(z.strictObject({ ...one, way: z.enum(copyWays) }))
    .output(z.strictObject({ given: z.literal(true) })),
  withdraw: procedure({ who: whoWorks, ...ofCase, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/consents/{consentId}/withdraw", summary: "Withdraws a consent from this moment on." })
    .input(z.strictObject(one))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
};
