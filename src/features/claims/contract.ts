import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { countOfRows, MOST_COUNTED, oneById, sorting } from "#kernel/listing.ts";
import { civilDate, instant, line, pageKey, wholeNumber } from "#kernel/shapes.ts";
import { claimFinding } from "./findings.contract.ts";

/** Which claims a list is of: what is held, what may be written, what stands in a file, what waits for the payer, what somebody must act on, what is over, what was sent and is no longer right. */
export const claimTabs = ["held", "ready", "written", "waiting", "open", "closed", "correct", "all"] as const;
export type ClaimTab = (typeof claimTabs)[number];
const states = ["draft", "scrubbed", "batched", "sent", "acknowledged", "accepted", "pended", "rejected", "paid", "partly_paid", "denied", "posted", "closed", "replaced", "voided", "appealed", "written_off", "dropped"] as const;
export const shownState = z.enum(states);
const kinds = z.enum(["original", "replacement", "void", "secondary"]);
const parts = z.enum(["payer", "member", "child", "diagnoses", "sessions", "code", "units", "charge", "place", "people"]);
export const correction = z.strictObject({ suggests: z.enum(["replacement", "void"]), differences: z.array(z.strictObject({ part: parts, was: z.string(), is: z.string() })) });

/** A claim as lists show it. `daysLeft` is until the payer must have it, for one that was not sent. Class service: nothing of the chart. */
export const claimRow = z.strictObject({ claimId: z.uuid(), number: z.string(), caseId: z.uuid(), childName: z.string(), payerId: z.uuid().nullable(), payerName: z.string().nullable(), serviceDay: civilDate, kind: kinds, state: shownState, outcome: z.enum(["paid", "partly_paid", "denied"]).nullable(), chargeCents: z.number().int(), sessions: z.number().int(), findings: z.array(claimFinding), daysOld: z.number().int(), daysLeft: z.number().int().nullable() });
export type ClaimRow = z.infer<typeof claimRow>;

/** How the list is asked: by its days, along an index, whichever way. */
export const claimsAsked = { ...sorting(["day"], "up"), tab: z.enum(claimTabs).default("ready"), payer: oneById };
export type ClaimsAsked = z.output<z.ZodObject<typeof claimsAsked>>;

const claimLine = z.strictObject({ place: z.number().int(), sessionId: z.uuid(), clinicianName: z.string(), code: z.string().nullable(), modifiers: z.array(z.string()), units: z.number().int().nullable(), chargeCents: z.number().int(), verdict: z.enum(["yes", "no", "unknown"]) });
const step = z.strictObject({ from: shownState.nullable(), to: shownState, at: instant, byName: z.string().nullable(), words: z.string(), codes: z.array(z.string()), control: z.number().int().nullable(), followedBy: z.uuid().nullable() });
const related = z.strictObject({ claimId: z.uuid(), kind: kinds, state: shownState, payerName: z.string().nullable() });
/** What may be done with a claim now. */
export const claimVerbs = ["late", "drop", "resume", "replace", "void", "secondary", "learn"] as const;
export const claimView = z.strictObject({
  claim: claimRow.omit({ sessions: true }).extend({ revision: wholeNumber(1), madeAt: instant, checkedAt: instant.nullable(), lateReason: z.string(), deadline: civilDate.nullable(), payerClaimNumber: z.string().nullable(), receivedOn: civilDate.nullable(), correction: correction.nullable(), batchId: z.uuid().nullable(), control: z.number().int().nullable() }),
  lines: z.array(claimLine),
  steps: z.array(step),
  /** What the claim's accounts come to, and what the payer `paid`, in cents. */
  money: z.array(z.strictObject({ account: z.string(), cents: z.number().int() })),
  follows: related.nullable(),
  followedBy: z.array(related),
  /** What the checks say that hold it; empty for who may not read them. */
  learnt: z.array(z.strictObject({ checkId: z.uuid(), words: z.string() })),
  may: z.array(z.enum(claimVerbs)),
});
export type ClaimView = z.infer<typeof claimView>;

const office = { who: ["biller", "administrator"], of: null, subject: "none", shows: "service" } as const;
const reason = line(500).min(3, expected({ en: "Expected a reason.", es: "Se espera un motivo." }));
const seen = { claimId: z.uuid(), revision: wholeNumber(1) };
const made = z.strictObject({ caseId: z.uuid(), claimId: z.uuid(), state: shownState });

export const claims = {
  list: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/claims", summary: "Claims of a state by their days, a page at a time; how many there are of each is counted up to 10,000, and with the first page what is ready for each payer." })
    .input(z.strictObject({ ...claimsAsked, after: pageKey }))
    .output(z.strictObject({ claims: z.array(claimRow), next: z.string().nullable(), count: countOfRows, counts: z.record(z.enum(claimTabs), z.number().int().max(MOST_COUNTED + 1)), late: z.strictObject({ over30: z.number().int(), over60: z.number().int(), over90: z.number().int() }), ready: z.array(z.strictObject({ payerId: z.uuid(), name: z.string(), usage: z.enum(["P", "T"]), claims: z.number().int(), chargeCents: z.number().int() })) })),
  get: procedure({ ...office, action: "read" })
    .route({ method: "GET", path: "/claims/{claimId}", summary: "One claim: its lines, what holds it, every step with what showed it, and what it comes to. Without what is of the chart." })
    .input(z.strictObject({ claimId: z.uuid() }))
    .output(claimView),
  content: procedure({ ...office, who: ["biller"], shows: "child_chart", action: "read" })
    .route({ method: "GET", path: "/claims/{claimId}/content", summary: "What of a claim is of the chart and of the card of insurance: its diagnoses and numbers, as they were written or would be today. For who bills alone." })
    .input(z.strictObject({ claimId: z.uuid() }))
    .output(z.strictObject({ caseId: z.uuid(), isWritten: z.boolean(), diagnoses: z.array(z.string()), memberNumber: z.string().nullable(), relation: z.enum(["self", "child", "other"]).nullable(), places: z.array(z.string()), people: z.array(z.string()) })),
  sayLate: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/claims/{claimId}/late", summary: "Says why a claim is sent although the limit for filing has passed." })
    .input(z.strictObject({ ...seen, reason }))
    .output(made),
  drop: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/claims/{claimId}/drop", summary: "Takes a claim out that was not sent, with the reason: its sessions are not asked for until somebody takes it up again." })
    .input(z.strictObject({ ...seen, reason }))
    .output(made),
  resume: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/claims/{claimId}/resume", summary: "Makes a new claim in the place of one that somebody took out." })
    .input(z.strictObject(seen))
    .output(made),
  replace: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/claims/{claimId}/replacement", summary: "Makes the claim that replaces one that was sent and accepted, as it would be asked today." })
    .input(z.strictObject(seen))
    .output(made),
  takeBack: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/claims/{claimId}/void", summary: "Makes the claim that takes back one that was sent and accepted." })
    .input(z.strictObject(seen))
    .output(made),
  goOn: procedure({ ...office, action: "write" })
    .route({ method: "POST", path: "/claims/{claimId}/secondary", summary: "Makes the claim to the next payer, with what the first one decided." })
    .input(z.strictObject(seen))
    .output(made),
};

export const batch = z.strictObject({ batchId: z.uuid(), payerName: z.string(), usage: z.enum(["P", "T"]), control: z.number().int(), claims: z.number().int(), chargeCents: z.number().int(), madeAt: instant, madeByName: z.string().nullable(), sentAt: instant.nullable(), sentByWay: z.enum(["hand", "folder", "command"]).nullable(), waiting: z.number().int(), rewrittenAs: z.uuid().nullable(), wasTurnedAway: z.boolean() });
export type Batch = z.infer<typeof batch>;
const written = z.strictObject({ batchId: z.uuid(), payerId: z.uuid(), control: z.number().int(), claims: z.number().int(), chargeCents: z.number().int() });
const ofBatch = z.strictObject({ batchId: z.uuid() });
export const claimBatches = {
  list: procedure({ ...office, shows: "agency", action: "read" })
    .route({ method: "GET", path: "/claim-batches", summary: "The files of claims that were written, the last hundred, the newest first." })
    .output(z.strictObject({ batches: z.array(batch) })),
  write: procedure({ ...office, who: ["biller"], action: "write" })
    .route({ method: "POST", path: "/claim-batches", summary: "Writes claims that are ready into files, one for each payer: all of a payer, or those that are named. What is written once is never written again by this; with none ready the list is empty." })
    .input(z.strictObject({ payerId: z.uuid().nullable(), claimIds: z.array(z.uuid()).min(1).max(500).nullable().default(null) }))
    .output(z.strictObject({ batches: z.array(written) })),
  file: procedure({ ...office, who: ["biller"], shows: "child_chart", action: "export" })
    .route({ method: "GET", path: "/claim-batches/{batchId}/file", summary: "The file (X12 837P) again, proved by its sum to be the same." })
    .input(ofBatch)
    .output(z.file()),
  sent: procedure({ ...office, who: ["biller"], action: "write" })
    .route({ method: "POST", path: "/claim-batches/{batchId}/sent", summary: "Notes that the file was handed to the payer: from now on its claims ask for their money." })
    .input(ofBatch)
    .output(z.strictObject({ claims: z.number().int() })),
  askStatus: procedure({ ...office, who: ["biller"], action: "export" })
    .route({ method: "POST", path: "/claim-batches/{batchId}/status", summary: "Writes the question (X12 276) what became of the claims of a file that nobody has decided. Its number is never used again." })
    .input(ofBatch)
    .output(z.file()),
  rewrite: procedure({ ...office, who: ["biller"], action: "write" })
    .route({ method: "POST", path: "/claim-batches/{batchId}/next", summary: "Writes the claims of a file again that the payer turned away whole, under a new number." })
    .input(ofBatch)
    .output(written),
};
