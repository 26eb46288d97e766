import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, prose, wholeNumber } from "#kernel/shapes.ts";
import { videoPurposes } from "#features/consent/contract.ts";

export const endings = ["consent", "date", "person", "unfinished"] as const;
export type Ending = (typeof endings)[number];
/** The six strands of fidelity (clinical.md section 7). */
export const recordingStrands = ["reflective_practice", "emotional_process", "dyadic_relational", "trauma_framework", "procedural", "content"] as const;
/** As whom somebody watches. */
export const watchers = ["uploader", "supervisor", "reviewer"] as const;
export type Watcher = (typeof watchers)[number];

const purpose = z.enum(videoPurposes);
/** Milliseconds from the beginning; a day at most. */
const place = wholeNumber(0).max(86_400_000);
/** A count of bytes as digits: more than fits a whole number of the other inputs. */
const byteCount = z.string().regex(/^[1-9]\d{0,14}$/, expected({ en: "Expected how many bytes it has, as digits.", es: "Se espera cuántos bytes tiene, en cifras." }));
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** One as it stands in a list. Who has no part in the case learns its code and the number of the session, and nothing else of whose it is. */
export const recordingRow = z.strictObject({
  recordingId: z.uuid(),
  as: z.enum(watchers),
  /** Null to a reviewer. */
  caseId: z.uuid().nullable(),
  sessionId: z.uuid().nullable(),
  childName: z.string().nullable(),
  sessionAt: instant.nullable(),
  caseCode: z.string(),
  sessionNumber: z.int(),
  state: z.enum(["uploading", "ready", "ended"]),
  /** What the file was called, for who sent it. */
  name: z.string().nullable(),
  /** Of one that waits for the rest of it: by what the same file is known. */
  fingerprint: z.string().nullable(),
  bytes: z.int(),
  received: z.int(),
  purposes: z.array(purpose),
  /** The last day on which it can be watched: by oneself, or before it is destroyed. */
  until: civilDate,
  endedWhy: z.enum(endings).nullable(),
  endedAt: instant.nullable(),
  /** Of a reviewer: whether it was watched. */
  watched: z.boolean(),
});
export type RecordingRow = z.infer<typeof recordingRow>;

export const reviewer = z.strictObject({ reviewerId: z.uuid(), name: z.string(), elsewhere: z.boolean(), purpose, until: civilDate, watchedAt: instant.nullable(), endedAt: instant.nullable() });
export type Reviewer = z.infer<typeof reviewer>;
export const comment = z.strictObject({ commentId: z.uuid(), authorName: z.string(), own: z.boolean(), purpose: purpose.nullable(), atMs: z.int(), toMs: z.int().nullable(), strand: z.enum(recordingStrands).nullable(), words: z.string(), repliesTo: z.uuid().nullable(), writtenAt: instant });
export type Comment = z.infer<typeof comment>;

/** Why a session cannot be recorded for anything today. */
export const whyNot = ["no_consent", "refused", "waits_second", "no_purpose", "others_appear"] as const;
export type WhyNot = (typeof whyNot)[number];
export const offeredSession = z.strictObject({ sessionId: z.uuid(), caseId: z.uuid(), childName: z.string(), startsAt: instant, purposes: z.array(purpose), until: civilDate.nullable(), whyNot: z.enum(whyNot).nullable() });
export type OfferedSession = z.infer<typeof offeredSession>;

const whoSends = ["clinician", "trainee"] as const;
const whoWatches = ["clinician", "trainee", "supervisor", "faculty"] as const;
const own = { of: null, subject: "none", shows: "recording" } as const;
const one = z.strictObject({ recordingId: z.uuid() });

export const recordings = {
  list: procedure({ who: whoWatches, ...own, action: "read" })
    .route({ method: "GET", path: "/recordings", summary: "Recordings of sessions that one sent in, supervises, or is asked to watch." })
    .output(z.strictObject({ recordings: z.array(recordingRow), mostBytes: z.int() })),
  sessions: procedure({ who: whoSends, ...own, shows: "service", action: "read" })
    .route({ method: "GET", path: "/recordings/sessions", summary: "Sessions of one's own families that were held lately, and what each may be recorded for by the consents of today." })
    .output(z.strictObject({ sessions: z.array(offeredSession) })),
  begin: procedure({ who: whoSends, ...own, of: { class: "service", by: "sessionId" }, action: "write" })
    .route({ method: "POST", path: "/recordings", summary: "Begins to send a recording in: its size, and SHA-256 of its first and last megabyte. Its bytes go to /recordings/{recordingId}/upload." })
    .input(z.strictObject({ sessionId: z.uuid(), name: line(200).default(""), bytes: byteCount, fingerprint: sha256, purposes: z.array(purpose).min(1).max(videoPurposes.length), keepUntil: civilDate.nullable().default(null) }))
    .output(z.strictObject({ recordingId: z.uuid(), received: z.int(), keepUntil: civilDate })),
  finish: procedure({ who: whoSends, ...own, of: { class: "service", by: "recordingId" }, action: "write" })
    .route({ method: "POST", path: "/recordings/{recordingId}/finish", summary: "Reads what came to its end and proves it; with a SHA-256, that it is what was sent." })
    .input(one.extend({ sha256: sha256.nullable().default(null) }))
    .output(z.strictObject({ sha256 })),
  get: procedure({ who: whoWatches, ...own, action: "read" })
    .route({ method: "GET", path: "/recordings/{recordingId}", summary: "One recording, what was said about its moments, and, for who sent it in or supervises, who may watch it. 410 once it has ended." })
    .input(one)
    .output(z.strictObject({ recording: recordingRow, mediaType: z.string(), sha256, mayWatchFor: z.array(purpose), reviewers: z.array(reviewer), comments: z.array(comment) })),
  destroy: procedure({ who: ["clinician", "trainee", "supervisor"], ...own, action: "write" })
    .route({ method: "POST", path: "/recordings/{recordingId}/destroy", summary: "Destroys a recording at once, for good." })
    .input(one)
    .output(z.strictObject({ destroyed: z.literal(true) })),
  name: procedure({ who: whoSends, ...own, of: { class: "service", by: "recordingId" }, action: "write" })
    .route({ method: "POST", path: "/recordings/{recordingId}/reviewers", summary: "Names somebody who may watch for one purpose until a day: a colleague, or by a code a member of the faculty of another agency." })
    .input(one.extend({ staffId: z.uuid().nullable().default(null), code: z.string().regex(/^[a-z0-9]{16}$/).nullable().default(null), purpose, until: civilDate }))
    .output(z.strictObject({ reviewerId: z.uuid(), name: z.string() })),
  endNaming: procedure({ who: ["clinician", "trainee", "supervisor"], ...own, action: "write" })
    .route({ method: "POST", path: "/recordings/{recordingId}/reviewers/{reviewerId}/end", summary: "Lets somebody watch no longer, from this moment on." })
    .input(one.extend({ reviewerId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
  comment: procedure({ who: whoWatches, ...own, action: "write" })
    .route({ method: "POST", path: "/recordings/{recordingId}/comments", summary: "Says something about a moment or a span of a recording, or answers what was said." })
    .input(one.extend({ atMs: place, toMs: place.nullable().default(null), strand: z.enum(recordingStrands).nullable().default(null), words: prose(4000).refine((text) => text.trim() !== "", expected({ en: "Expected some words.", es: "Se espera algún texto." })), repliesTo: z.uuid().nullable().default(null), purpose: purpose.nullable().default(null) }))
    .output(z.strictObject({ commentId: z.uuid() })),
  ownCode: procedure({ who: ["faculty"], ...own, shows: "oneself", action: "write" })
    .route({ method: "POST", path: "/recordings/own-code", summary: "The code by which a member of a faculty is named by a clinician of another agency; a new one where that is asked." })
    .input(z.strictObject({ anew: z.enum(["yes", "no"]).default("no") }))
    .output(z.strictObject({ code: z.string() })),
};
