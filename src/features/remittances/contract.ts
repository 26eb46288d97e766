import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { languages } from "#kernel/language.ts";
import { civilDate, instant, line, pageKey } from "#kernel/shapes.ts";

/** The most bytes that a file from a payer may have: a payment of 10,000 claims has about 6 MB. */
export const MOST_FILE_BYTES = 33_554_432;

export const fileKinds = ["TA1", "999", "277CA", "277", "835", "271", "unknown"] as const;
export type FileKind = (typeof fileKinds)[number];
/** How a file came: by hand, from the folder of a clearing house's client, or by the command line. */
export const fileWays = ["hand", "folder", "command"] as const;
export type FileWay = (typeof fileWays)[number];

const said = z.record(z.enum(languages), z.string());
/** Why a file was refused: the segment, its element, what is wrong and what was expected. */
export const fileFault = z.strictObject({ segment: z.number().int(), id: z.string(), element: z.string().nullable(), message: said, expected: said });
export type FileFault = z.infer<typeof fileFault>;

/** What was done with a file: claims that were posted, acknowledged or turned away, and what belongs to nothing known. */
export const fileSummary = z.strictObject({ posted: z.number().int(), alreadyPosted: z.number().int(), unmatched: z.number().int(), postedCents: z.number().int(), paidCents: z.number().int(), acknowledged: z.number().int(), accepted: z.number().int(), rejected: z.number().int(), pended: z.number().int(), checks: z.number().int(), strays: z.number().int() });
export type FileSummary = z.infer<typeof fileSummary>;

export const reason = z.string().trim().min(3).max(500);
const cents = z.number().int();
export const receivedFile = z.strictObject({ fileId: z.uuid(), kinds: z.array(z.enum(fileKinds)), way: z.enum(fileWays), bytes: z.number().int(), state: z.enum(["taken", "refused"]), faults: z.array(fileFault), summary: fileSummary, byName: z.string().nullable(), receivedAt: instant });
export type ReceivedFile = z.infer<typeof receivedFile>;
/** A payment: who paid, how much, when, and how much of it is shared out. */
export const remittance = z.strictObject({ remittanceId: z.uuid(), fileId: z.uuid().nullable(), payerId: z.uuid().nullable(), payerName: z.string(), traceNumber: z.string(), method: z.string(), paidCents: cents, paidOn: civilDate, way: z.enum(["file", "paper"]), claims: z.number().int(), unmatched: z.number().int(), byName: z.string().nullable(), postedAt: instant });
export type Remittance = z.infer<typeof remittance>;
const adjusted = z.strictObject({ group: z.string(), reason: z.string(), cents });
const decidedLine = z.strictObject({ place: z.number().int().nullable(), number: z.string().nullable(), code: z.string(), modifiers: z.array(z.string()), chargeCents: cents, paidCents: cents, units: z.string().nullable(), day: civilDate.nullable(), allowedCents: cents.nullable(), adjustments: z.array(adjusted), remarks: z.array(z.string()) });
/** What a payer decided of one claim. `patient` is whom the payer names, where no claim of ours is known. */
export const decided = z.strictObject({ decisionId: z.uuid(), remittanceId: z.uuid(), payerName: z.string(), traceNumber: z.string(), paidOn: civilDate, claimNumber: z.string(), payerClaimNumber: z.string(), status: z.string(), chargeCents: cents, paidCents: cents, patientCents: cents, claimId: z.uuid().nullable(), caseId: z.uuid().nullable(), childName: z.string().nullable(), matchedBy: z.enum(["number", "payer_number", "hand"]).nullable(), isReversal: z.boolean(), unplaced: z.number().int(), patient: z.strictObject({ family: z.string(), given: z.string(), memberId: z.string() }).nullable(), lines: z.array(decidedLine), adjustments: z.array(adjusted), remarks: z.array(z.string()), settledAt: instant.nullable(), settledByName: z.string().nullable(), settledWords: z.string() });
export type Decided = z.infer<typeof decided>;
/** A claim that money may be for: the same number or nearly, or the same charge. */
export const candidate = z.strictObject({ claimId: z.uuid(), caseId: z.uuid(), number: z.string(), childName: z.string(), payerName: z.string(), serviceDay: civilDate, chargeCents: cents, openCents: cents, isOfPayer: z.boolean() });
export type MatchCandidate = z.infer<typeof candidate>;
export const stray = z.strictObject({ strayId: z.uuid(), fileId: z.uuid(), kind: z.enum(["TA1", "999", "277CA", "277", "271"]), names: z.string(), receivedAt: instant });
export type Stray = z.infer<typeof stray>;

/** A payment as somebody types it from paper. Each claim by its number; what is not paid is named by its reason. */
export const paperAmount = z.number().int().min(0).max(100_000_000);
export const paperClaim = z.strictObject({ claimNumber: z.string().trim().min(1).max(38), paidCents: paperAmount, adjustments: z.array(z.strictObject({ group: z.enum(["CO", "PR", "OA", "PI"]), reason: z.string().trim().toUpperCase().regex(/^[A-Z0-9]{1,5}$/), cents: z.number().int().min(1).max(100_000_000) })).max(20) });
export const paperPayment = z.strictObject({ payerId: z.uuid(), traceNumber: line(50).min(1), paidOn: civilDate, method: z.enum(["CHK", "ACH"]).default("CHK"), paidCents: paperAmount, claims: z.array(paperClaim).min(1).max(50) });
export type PaperPayment = z.infer<typeof paperPayment>;

const office = { who: ["biller", "administrator"], of: null, subject: "none", shows: "service" } as const;
const pages = { after: pageKey };
export const remittances = {
  takeFile: procedure({ ...office, takes: "bytes", action: "write" })
    .route({ method: "POST", path: "/payer-files", summary: "Takes a file from a payer in (X12 835, 999, TA1, 277CA, 277, 271), whole or not at all. One that is refused is kept, with the segment, the element and what was expected. The same bytes again change nothing." })
    .input(z.strictObject({ bytes: z.custom<AsyncIterable<Uint8Array>>((value) => typeof value === "object" && value !== null && Symbol.asyncIterator in value) }))
    .output(z.strictObject({ fileId: z.uuid(), state: z.enum(["taken", "refused"]), isNew: z.boolean(), kinds: z.array(z.enum(fileKinds)), faults: z.array(fileFault), summary: fileSummary })),
  files: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/payer-files", summary: "Files that payers sent, the newest first, a page at a time: what they were, what was done, and why one was refused." })
    .input(z.strictObject({ state: z.enum(["taken", "refused"]).nullable().default(null), ...pages }))
    .output(z.strictObject({ files: z.array(receivedFile), next: z.string().nullable() })),
  list: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/remittances", summary: "Payments of payers, the newest first, a page at a time; how much waits to be looked at." })
    .input(z.strictObject(pages))
    .output(z.strictObject({ remittances: z.array(remittance), next: z.string().nullable(), unmatched: z.number().int(), unmatchedCents: cents, strays: z.number().int(), refused: z.number().int() })),
  get: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/remittances/{remittanceId}", summary: "One payment with what was decided of each claim, a page at a time, and what belongs to no claim." })
    .input(z.strictObject({ remittanceId: z.uuid(), after: z.coerce.number().int().min(0).max(1_000_000).default(0) }))
    .output(z.strictObject({ remittance, providers: z.array(z.strictObject({ reason: z.string(), reference: z.string().nullable(), cents })), decisions: z.array(decided), next: z.number().int().nullable() })),
  typePaper: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/payers/{payerId}/payments", summary: "A payment that came on paper, typed by hand: the same rules hold as for a file, and it balances or is refused." })
    .input(paperPayment)
    .output(z.strictObject({ remittanceId: z.uuid() })),
  unmatched: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/unmatched-payments", summary: "What payers decided that belongs to no claim of ours, or to lines that cannot be told apart, the oldest first." })
    .input(z.strictObject({ what: z.enum(["claims", "lines"]).default("claims"), ...pages }))
    .output(z.strictObject({ decisions: z.array(decided), next: z.string().nullable() })),
  candidates: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/unmatched-payments/{decisionId}/candidates", summary: "Claims that the money may be for: by a number that is nearly the same, or by the charge. A number may be searched for." })
    .input(z.strictObject({ decisionId: z.uuid(), number: z.string().trim().max(20).default("") }))
    .output(z.strictObject({ candidates: z.array(candidate) })),
  match: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/unmatched-payments/{decisionId}/match", summary: "Somebody says for which claim the money is: it is booked there, and the claim moves on." })
    .input(z.strictObject({ decisionId: z.uuid(), claimId: z.uuid(), reason }))
    .output(z.strictObject({ claimId: z.uuid() })),
  settle: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/unmatched-payments/{decisionId}/settle", summary: "What waits is settled otherwise, with the reason: the money was sent back, or nothing is to be done." })
    .input(z.strictObject({ decisionId: z.uuid(), how: z.enum(["sent_back", "noted"]), reason }))
    .output(z.strictObject({ decisionId: z.uuid() })),
  strays: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/payer-strays", summary: "Answers that belong to nothing that was sent from here, the oldest first." })
    .input(z.strictObject(pages))
    .output(z.strictObject({ strays: z.array(stray), next: z.string().nullable() })),
  settleStray: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/payer-strays/{strayId}/settle", summary: "Says what an answer was that belonged to nothing; it leaves the list." })
    .input(z.strictObject({ strayId: z.uuid(), reason }))
    .output(z.strictObject({ strayId: z.uuid() })),
};
