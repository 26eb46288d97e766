import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, pageKey } from "#kernel/shapes.ts";
import { disclosureClass, disclosureTag, staffRoles } from "#features/disclosure/contract.ts";

/** What is taken: what a person can look at anywhere, and nothing that a browser would run. */
export const mediaTypes = ["application/pdf", "image/jpeg", "image/png"] as const;
export type MediaType = (typeof mediaTypes)[number];
/** What a document can be: what is taken in, and data that the server writes itself. */
export const keptMediaTypes = [...mediaTypes, "application/json"] as const;
export type KeptMediaType = (typeof keptMediaTypes)[number];

/** What of a PDF runs or opens by itself; a PDF that carries any of it is not kept. */
export const pdfCargoes = ["script", "launch", "files", "media", "form", "macros"] as const;
export type PdfCargo = (typeof pdfCargoes)[number];

/** Bytes of the largest file: a court order of a hundred scanned pages has about ten million, and a slow line (1 Mbit/s up) brings this much in less than four minutes. */
export const MOST_FILE_BYTES = 26_214_400;

/** What a document of a case is. */
export const caseDocumentKinds = ["court_order", "custody_paper", "guardianship", "birth_certificate", "consent_paper", "letter", "report_received", "identity", "released", "other"] as const;
export type CaseDocumentKind = (typeof caseDocumentKinds)[number];
/** What a document of somebody who works here is. */
export const staffDocumentKinds = ["licence", "degree", "training", "certificate", "background_check", "other"] as const;
export type StaffDocumentKind = (typeof staffDocumentKinds)[number];

/** The classes that a document may be of; what protects the child from an adult is kept where it is judged, and is no paper. */
export const documentClass = disclosureClass.exclude(["protective"]);
export type DocumentClass = z.infer<typeof documentClass>;

const title = line(200).min(1, expected({ en: "Expected a title: what it is and its date.", es: "Se espera un título: qué es y su fecha." }));
const why = line(500);
const neededWhy = why.min(1, expected({ en: "Expected the reason in a few words.", es: "Se espera el motivo en pocas palabras." }));

const removal = z.strictObject({ at: instant, byName: z.string().nullable(), why: z.string() });
const shared = {
  documentId: z.uuid(),
  /** In somebody's own words; empty once it was taken out of sight. */
  title: z.string(),
  mediaType: z.enum(keptMediaTypes),
  bytes: z.number().int(),
  /** The day that the paper bears, null where it bears none. */
  datedOn: civilDate.nullable(),
  language: z.string(),
  addedAt: instant,
  addedByName: z.string().nullable(),
  /** The document whose place it takes, and why. */
  supersedes: z.uuid().nullable(),
  reason: z.string(),
  /** The document that took its place. */
  supersededBy: z.uuid().nullable(),
  removed: removal.nullable(),
};

/** A document of a case, as a list shows it. */
export const caseDocument = z.strictObject({ ...shared, kind: z.enum(caseDocumentKinds), authorityId: z.uuid().nullable(), ownerName: z.string().nullable(), disclosure: disclosureTag });
export type CaseDocument = z.infer<typeof caseDocument>;
/** A document of somebody who works here. `credentialId` is the entry that stands today, also where an earlier one of it was set right. */
export const staffDocument = z.strictObject({ ...shared, kind: z.enum(staffDocumentKinds), credentialId: z.uuid().nullable() });
export type StaffDocument = z.infer<typeof staffDocument>;

/** What is said of every new document; `fileId` is the file that was received before. */
const newDocument = { fileId: z.uuid(), title, datedOn: civilDate.nullable().default(null), language: z.string().max(35).default("en"), supersedes: z.uuid().nullable().default(null), reason: why.default("") };
const added = z.strictObject({ documentId: z.uuid(), /** True where the same file was in the same place before: nothing was added. */ wasThere: z.boolean() });
/** `keep`: to be kept on the device. `view`: to be looked at in a tab of its own; data are kept all the same. */
const way = z.enum(["keep", "view"]).default("keep");
/** A file as it leaves. */
export const fileAnswer = z.object({ headers: z.record(z.string(), z.string()), body: z.custom<ReadableStream<Uint8Array>>((value) => value instanceof ReadableStream) });

const records = ["clinician", "trainee", "supervisor", "administrator", "front_desk"] as const;
const runs = ["administrator", "supervisor"] as const;
const readers = ["clinician", "trainee", "supervisor", "administrator", "privacy_officer", "front_desk", "biller", "auditor", "caregiver"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
/** One document is asked by its own class and owner; most are of the child's chart. */
const ofDocument = { of: { class: "child_chart", by: "documentId" }, subject: "caseId" } as const;
const ofStaff = { of: null, subject: "none", shows: "agency" } as const;

export const documents = {
  receive: procedure({ who: records, of: null, subject: "none", shows: "oneself", action: "write", takes: "bytes" })
    .route({ method: "POST", path: "/files", summary: "Takes in a file as it is (PDF, JPEG or PNG, to 25 MB), before it is said what it is. Passes the scanner where one is set. Known to nobody else until a document names it; swept after a day." })
    .input(z.strictObject({ bytes: z.custom<AsyncIterable<Uint8Array>>((value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value) }))
    .output(
      z.strictObject({
        fileId: z.uuid(),
        mediaType: z.enum(mediaTypes),
        bytes: z.number().int(),
        /** Whether place, camera or comments were taken out of a photo. */
        cleaned: z.boolean(),
        /** `in part`: something in a PDF is locked or packed, so that nobody looked for programs there. */
        looked: z.enum(["whole", "in part"]),
      }),
    ),
  list: procedure({ who: readers, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/documents", summary: "The documents of a case that the viewer may see, the newest first, a page at a time; of one authority where it is named." })
    .input(z.strictObject({ caseId: z.uuid(), authorityId: z.uuid().nullable().default(null), after: pageKey }))
    .output(z.strictObject({ documents: z.array(caseDocument), next: z.string().nullable() })),
  add: procedure({ who: records, ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/documents", summary: "Puts a received file into a case: what it is, whose, and who may see it. Sent twice it is there once." })
    .input(z.strictObject({ caseId: z.uuid(), ...newDocument, kind: z.enum(caseDocumentKinds), class: documentClass, ownerPersonId: z.uuid().nullable(), counterpartStaffId: z.uuid().nullable().default(null), part2: z.boolean().default(false), authorityId: z.uuid().nullable().default(null) }))
    .output(added),
  open: procedure({ who: readers, ...ofDocument, shows: "child_chart", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/documents/{documentId}/content", summary: "The file of a document, for who may see its class.", outputStructure: "detailed" })
    .input(z.strictObject({ caseId: z.uuid(), documentId: z.uuid(), way }))
    .output(fileAnswer),
  remove: procedure({ who: records, ...ofDocument, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/documents/{documentId}/remove", summary: "Takes a document out of sight that should not be there: its title and content are closed, and who did it, when and why stays." })
    .input(z.strictObject({ caseId: z.uuid(), documentId: z.uuid(), reason: neededWhy }))
    .output(z.strictObject({ removed: z.literal(true) })),
  listOfStaff: procedure({ who: runs, ...ofStaff, action: "read" })
    .route({ method: "GET", path: "/staff/{staffId}/documents", summary: "The documents of somebody who works here, by credential; background checks for an administrator only." })
    .input(z.strictObject({ staffId: z.uuid() }))
    .output(z.strictObject({ documents: z.array(staffDocument) })),
  addOfStaff: procedure({ who: ["administrator"], ...ofStaff, action: "write" })
    .route({ method: "POST", path: "/staff/{staffId}/documents", summary: "Puts a received file into somebody's record, beside a credential where one is named." })
    .input(z.strictObject({ staffId: z.uuid(), ...newDocument, kind: z.enum(staffDocumentKinds), credentialId: z.uuid().nullable().default(null) }))
    .output(added),
  openOfStaff: procedure({ who: runs, ...ofStaff, action: "read" })
    .route({ method: "GET", path: "/staff/{staffId}/documents/{documentId}/content", summary: "The file of a document of somebody who works here.", outputStructure: "detailed" })
    .input(z.strictObject({ staffId: z.uuid(), documentId: z.uuid(), way }))
    .output(fileAnswer),
  removeOfStaff: procedure({ who: ["administrator"], ...ofStaff, action: "write" })
    .route({ method: "POST", path: "/staff/{staffId}/documents/{documentId}/remove", summary: "Takes a document out of somebody's record; who did it, when and why stays." })
    .input(z.strictObject({ staffId: z.uuid(), documentId: z.uuid(), reason: neededWhy }))
    .output(z.strictObject({ removed: z.literal(true) })),
  mine: procedure({ who: staffRoles, of: null, subject: "none", shows: "oneself", action: "read" })
    .route({ method: "GET", path: "/documents/mine", summary: "The documents of one's own record." })
    .output(z.strictObject({ documents: z.array(staffDocument) })),
  openMine: procedure({ who: staffRoles, of: null, subject: "none", shows: "oneself", action: "read" })
    .route({ method: "GET", path: "/documents/mine/{documentId}/content", summary: "The file of a document of one's own record.", outputStructure: "detailed" })
    .input(z.strictObject({ documentId: z.uuid(), way }))
    .output(fileAnswer),
};
