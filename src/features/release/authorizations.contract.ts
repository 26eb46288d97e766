import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line } from "#kernel/shapes.ts";
import { copyWays, evidence, signedLine } from "#features/consent/contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { drafts, lawShape, ofChart, period, recipient, recipientKinds, releasable, textLanguage } from "./shapes.contract.ts";

export const authorizationStates = ["unsigned", "in_force", "ended", "expired", "authority_ended"] as const;
export type AuthorizationState = (typeof authorizationStates)[number];

/** An authorization to disclose: what it opens, to whom, why and until when, and by whom it is signed. */
export const authorization = z.strictObject({
  authorizationId: z.uuid(),
  subjectId: z.uuid(),
  subjectName: z.string(),
  recipientKind: z.enum(recipientKinds),
  recipient,
  purpose: z.string(),
  opens: z.array(z.enum(releasable)),
  opensPart2: z.boolean(),
  ...period,
  expiresOn: civilDate,
  expiresWhen: z.string(),
  language: textLanguage,
  state: z.enum(authorizationStates),
  signedName: z.string().nullable(),
  signerOrganization: z.string().nullable(),
  signedOn: civilDate.nullable(),
  way: z.enum(["here", "paper"]).nullable(),
  witness: z.string(),
  textHash: z.string().nullable(),
  copyWay: z.enum(copyWays).nullable(),
  copyOn: civilDate.nullable(),
  endedOn: civilDate.nullable(),
  endedWhy: z.enum(["revoked", "event", "mistake"]).nullable(),
  disclosure: disclosureTag,
});
export type Authorization = z.infer<typeof authorization>;

const ids = { caseId: z.uuid(), authorizationId: z.uuid() };
const readers = [...drafts, "privacy_officer"] as const;
/** Who could sign about whom today: holders of authority for release about the child, each adult about herself. */
const signer = z.strictObject({ subjectId: z.uuid(), authorityId: z.uuid().nullable(), personId: z.uuid().nullable(), organization: z.string().nullable(), name: z.string() });
const subject = z.strictObject({ subjectId: z.uuid(), name: z.string(), part: z.enum(["child", "adult"]) });

export const authorizationsContract = {
  list: procedure({ who: readers, ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/authorizations", summary: "The authorizations of a case that the viewer may see, the newest first; of whom one can be prepared, and who may sign it today." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, latest: civilDate, authorizations: z.array(authorization), subjects: z.array(subject), signers: z.array(signer) })),
  prepare: procedure({ who: drafts, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/authorizations", summary: "Prepares an authorization, so that its text can be read and signed." })
    .input(z.strictObject({ caseId: z.uuid(), subjectId: z.uuid(), recipientKind: z.enum(recipientKinds), recipient, purpose: line(500).min(1, expected({ en: "Expected what it is for.", es: "Se espera para qué es." })), opens: z.array(z.enum(releasable)).min(1).max(releasable.length), opensPart2: z.boolean().default(false), ...period, expiresOn: civilDate, expiresWhen: line(300).default(""), language: textLanguage }))
    .output(z.strictObject({ authorizationId: z.uuid() })),
  text: procedure({ who: readers, ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/authorizations/{authorizationId}/text", summary: "The exact text that is signed, or was; with the elements that the law asks for and whether the text has each." })
    .input(z.strictObject(ids))
    .output(z.strictObject({ text: z.strictObject({ lines: z.array(signedLine), textHash: z.string(), proof: z.enum(["to_sign", "matches", "differs"]), elements: z.array(lawShape.shape.authorization.shape.elements.element.extend({ there: z.boolean() })), disclosure: disclosureTag }) })),
  sign: procedure({ who: drafts, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/authorizations/{authorizationId}/sign", summary: "Keeps the signature under the hash of the text that was shown." })
    .input(z.strictObject({ ...ids, authorityId: z.uuid().nullable(), way: z.enum(["here", "paper"]), signedOn: civilDate, ...evidence }))
    .output(z.strictObject({ signed: z.literal(true) })),
  giveCopy: procedure({ who: drafts, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/authorizations/{authorizationId}/copy", summary: "Notes how a copy was given to whoever signed (D.C. Code § 7-1202.02(c))." })
    .input(z.strictObject({ ...ids, way: z.enum(copyWays) }))
    .output(z.strictObject({ given: z.literal(true) })),
  end: procedure({ who: readers, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/authorizations/{authorizationId}/end", summary: "Ends an authorization from this moment: revoked, its event has come, or prepared by mistake. Nothing more leaves on it." })
    .input(z.strictObject({ ...ids, why: z.enum(["revoked", "event", "mistake"]) }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
