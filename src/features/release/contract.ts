import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, pageKey, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { fieldNames, letterKinds, templateKey } from "#features/letters/contract.ts";
import { authorizationsContract } from "./authorizations.contract.ts";
import { reasons } from "./reasons.contract.ts";
import { requestsContract } from "./requests.contract.ts";
import { bases, drafts, lawShape, loggedBases, loggedWays, ofCase, ofChart, period, recipient, recipientKinds, releasable, sentWays, textLanguage } from "./shapes.contract.ts";

/** What is to leave, as a row of a list. */
export const release = z.strictObject({
  releaseId: z.uuid(),
  form: z.enum(["record", "letter"]),
  letterKind: z.enum(letterKinds).nullable(),
  subjectId: z.uuid(),
  subjectName: z.string(),
  recipientKind: z.enum(recipientKinds),
  recipient,
  purpose: z.string(),
  basis: z.enum(bases),
  opens: z.array(z.enum(releasable)),
  ...period,
  language: textLanguage,
  revision: wholeNumber(0),
  state: z.enum(["draft", "fixed", "sent", "withdrawn"]),
  madeAt: instant,
  madeByName: z.string().nullable(),
  documentId: z.uuid().nullable(),
  /** The same as data; null for what was fixed before there was any. */
  dataDocumentId: z.uuid().nullable(),
  textHash: z.string().nullable(),
  sentOn: civilDate.nullable(),
  sentWay: z.enum(sentWays).nullable(),
  disclosure: disclosureTag,
});
export type Release = z.infer<typeof release>;

/** A part that goes, or a sentence of a letter with what is found of it. `source` of a sentence is its template, or `own`. */
export const part = z.strictObject({
  source: z.string(),
  on: civilDate.nullable(),
  title: z.string(),
  words: z.string(),
  factIds: z.array(z.uuid()),
  /** Why it may not leave; null where it may. For staff alone. */
  reason: z.enum(reasons).nullable(),
  disclosure: disclosureTag,
});
export type ShownPart = z.infer<typeof part>;
/** What stays here of a record, counted by class, owner and reason. For staff alone. */
const staying = z.strictObject({ reason: z.enum(reasons), count: z.number().int(), disclosure: disclosureTag });
/** A paragraph of the letter's template that stays away, since the record lacks what it names. For staff alone. */
const missing = z.strictObject({ text: z.string(), fields: z.array(z.enum(fieldNames)), disclosure: disclosureTag });
/** What a letter could say of the record, sentence by sentence. */
const offer = z.strictObject({ source: z.string(), words: z.string(), reason: z.enum(reasons).nullable(), suggested: z.boolean(), disclosure: disclosureTag });

/** One line of who got what. */
export const disclosed = z.strictObject({ disclosureId: z.uuid(), disclosedOn: civilDate, recipient: z.string(), description: z.string(), basis: z.enum(loggedBases), purpose: z.string(), way: z.enum(loggedWays), byName: z.string().nullable(), disclosure: disclosureTag });
export type Disclosed = z.infer<typeof disclosed>;

export const sentence = z.strictObject({
  /** A template by its name, or `own`. */
  source: line(60).min(1),
  /** Of one's own sentence: its words, class and owner; of a template they are the record's. */
  words: line(2000).default(""),
  class: z.enum(["service", "child_chart", "relationship", "caregiver"]).default("child_chart"),
  ownerPersonId: z.uuid().nullable().default(null),
});
export type Sentence = z.infer<typeof sentence>;

const ids = { caseId: z.uuid(), releaseId: z.uuid() };
const readers = [...drafts, "privacy_officer"] as const;

export const releaseContract = {
  authorizations: authorizationsContract,
  requests: requestsContract,
  list: procedure({ who: readers, ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/releases", summary: "Records and letters of a case that are prepared or have left, the newest first, a page at a time." })
    .input(z.strictObject({ caseId: z.uuid(), after: pageKey }))
    .output(z.strictObject({ today: civilDate, releases: z.array(release), next: z.string().nullable() })),
  begin: procedure({ who: drafts, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/releases", summary: "Begins a release of the record or a letter, of the child's record or of one adult's own. By an authorization, recipient, purpose and whose record it is are that one's." })
    .input(
      z.strictObject({
        caseId: z.uuid(),
        form: z.enum(["record", "letter"]),
        letterKind: z.enum(letterKinds).nullable().default(null),
        /** The template that a letter begins with; null is the one of its kind. */
        template: templateKey.nullable().default(null),
        basis: z.enum(bases),
        authorizationId: z.uuid().nullable().default(null),
        authorityId: z.uuid().nullable().default(null),
        requestId: z.uuid().nullable().default(null),
        subjectId: z.uuid().nullable().default(null),
        recipientKind: z.enum(recipientKinds).nullable().default(null),
        recipient: recipient.nullable().default(null),
        recipientPersonId: z.uuid().nullable().default(null),
        purpose: line(500).default(""),
        opens: z.array(z.enum(releasable)).min(1, expected({ en: "Choose what is to go.", es: "Elija qué se envía." })).max(releasable.length),
        ...period,
        language: textLanguage,
      }),
    )
    .output(z.strictObject({ releaseId: z.uuid() })),
  get: procedure({ who: readers, ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/releases/{releaseId}", summary: "What would leave as things stand now, what stays and why, and the notices that go with it." })
    .input(z.strictObject(ids))
    .output(
      z.strictObject({
        release,
        /** Why nothing may leave on this basis; null where it stands. */
        basisReason: z.enum(reasons).nullable(),
        basisSource: z.strictObject({ source: z.string(), status: z.enum(["confirmed", "draft", "local"]) }),
        parts: z.array(part),
        stays: z.array(staying),
        offers: z.array(offer),
        missing: z.array(missing),
        /** How the template is called, in the version that the letter began with; null on a record. */
        template: z.strictObject({ en: z.string(), es: z.string() }).nullable(),
        notices: z.array(lawShape.shape.notices.element),
        may: z.array(z.enum(["edit", "fix", "send", "withdraw"])),
      }),
    ),
  saveLetter: procedure({ who: drafts, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/cases/{caseId}/releases/{releaseId}/sentences", summary: "Saves the sentences of a letter as a whole; 409 where it was saved elsewhere meanwhile." })
    .input(z.strictObject({ ...ids, revision: wholeNumber(1), sentences: z.array(sentence).max(60) }))
    .output(z.strictObject({ revision: wholeNumber(0) })),
  fix: procedure({ who: ["clinician"], ...ofChart, shows: "nothing_personal", action: "export" })
    .route({ method: "POST", path: "/cases/{caseId}/releases/{releaseId}/fix", summary: "Makes the paper of what may leave now, and the same as data, and keeps both as documents, the paper with its hash. Refused where nothing may, or a sentence may not." })
    .input(z.strictObject({ ...ids, revision: wholeNumber(1) }))
    .output(z.strictObject({ documentId: z.uuid(), dataDocumentId: z.uuid() })),
  send: procedure({ who: ["clinician", "privacy_officer"], ...ofChart, shows: "nothing_personal", action: "export" })
    .route({ method: "POST", path: "/cases/{caseId}/releases/{releaseId}/send", summary: "Says that it went out today, which writes the log of disclosures. Judged anew: what was revoked or ended meanwhile stops it." })
    .input(z.strictObject({ ...ids, way: z.enum(sentWays) }))
    .output(z.strictObject({ sentOn: civilDate })),
  withdraw: procedure({ who: readers, ...ofChart, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/releases/{releaseId}/withdraw", summary: "Takes back what has not left yet." })
    .input(z.strictObject(ids))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
  log: procedure({ who: [...readers, "caregiver"], ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/disclosures", summary: "Who got what of this record, when and on which basis, the newest first; an adult reads what is hers, and of the child by authority for records." })
    .input(z.strictObject({ caseId: z.uuid(), after: pageKey }))
    .output(z.strictObject({ disclosures: z.array(disclosed), next: z.string().nullable() })),
  accounting: procedure({ who: [...readers, "caregiver"], ...ofCase, shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/cases/{caseId}/people/{personId}/disclosures", summary: "The accounting of disclosures of one person, as PDF, of what the reader may see (45 CFR 164.528)." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid(), language: textLanguage }))
    .output(z.file()),
};
