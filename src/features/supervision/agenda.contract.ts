import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** What a line of the agenda is about, in the order in which it stands there: safety first. */
export const lineKinds = ["alert", "moment", "rupture", "absence", "moved", "strand", "notes", "signing", "packet", "credential", "ending"] as const;
export type LineKind = (typeof lineKinds)[number];

/** One thing to talk about, with what it rests on. What the facts mean is said by its kind (`words.ts`). */
export const agendaLine = z.strictObject({
  /** Names the line as long as it is about the same thing. */
  key: z.string(),
  /** What it rests on, as codes and ids: a line that was done comes back once this changes. */
  reason: z.string(),
  staffId: z.uuid(),
  kind: z.enum(lineKinds),
  caseId: z.uuid().nullable(),
  sessionId: z.uuid().nullable(),
  /** The id of what it is about, such as a review, a moment or a meeting. */
  aboutId: z.uuid().nullable(),
  /** The child, the adult, or nobody. */
  who: z.string(),
  count: z.int().nullable(),
  of: z.int().nullable(),
  /** In hundredths where it is a change of a score. */
  value: z.number().nullable(),
  on: civilDate.nullable(),
  until: civilDate.nullable(),
  /** Codes of our own, such as strands or a verdict. */
  codes: z.array(z.string()),
  /** Names that stand beside it, such as an instrument or a credential. */
  names: z.array(z.string()),
  /** What the clinician wrote, of a hard moment. */
  words: z.string().nullable(),
  state: z.enum(["open", "done", "put_off"]),
  putOffUntil: civilDate.nullable(),
  disclosure: disclosureTag.nullable(),
});
export type AgendaLine = z.infer<typeof agendaLine>;

export const supervisee = z.strictObject({
  staffId: z.uuid(),
  name: z.string(),
  isTrainee: z.boolean(),
  /** The letters of the licence; empty where none is recorded. */
  credential: z.string(),
  nextMeeting: z.strictObject({ meetingId: z.uuid(), startsAt: instant, minutes: z.int() }).nullable(),
  load: z.strictObject({ tenths: z.int(), families: z.int() }),
  limit: z.strictObject({ tenths: z.int().nullable(), families: z.int().nullable() }),
  /** What was read to make the lines. */
  read: z.strictObject({ families: z.int(), sessions: z.int() }),
  lines: z.array(agendaLine),
});
export type Supervisee = z.infer<typeof supervisee>;

const own = { of: null, subject: "none" } as const;
export const agendaContract = {
  get: procedure({ who: ["supervisor"], ...own, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/supervision/agenda", summary: "Everybody whom one supervises today, with what asks to be talked about: read from the record as one may read it, safety first." })
    .output(z.strictObject({ today: civilDate, gatheredAt: instant, people: z.array(supervisee) })),
  mark: procedure({ who: ["supervisor"], ...own, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/supervision/agenda/marks", summary: "Says that a line is done, put off to a day, or open again; one's own list alone. What protects somebody is not marked but done where it is done." })
    .input(z.strictObject({ key: line(300).min(1), reason: line(600), caseId: z.uuid().nullable().default(null), state: z.enum(["open", "done", "put_off"]), until: civilDate.nullable().default(null) }))
    .output(z.strictObject({ marked: z.literal(true) })),
};

/** What is between somebody and who supervises her: her supervisors, what comes, what she brings. */
export const moment = z.strictObject({ momentId: z.uuid(), caseId: z.uuid(), sessionId: z.uuid(), on: civilDate, authorId: z.uuid(), authorName: z.string(), supervisorId: z.uuid(), supervisorName: z.string(), words: z.string(), markedAt: instant, disclosure: disclosureTag });
export type Moment = z.infer<typeof moment>;
const ofSession = { of: { class: "service", by: "sessionId" }, subject: "sessionId" } as const;
export const momentsContract = {
  ofSession: procedure({ who: ["clinician", "trainee", "supervisor"], ...ofSession, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/sessions/{sessionId}/hard-moments", summary: "What was marked as hard in a session, for who marked it and the one to whom it was told; and to whom one may tell it today." })
    .input(z.strictObject({ sessionId: z.uuid() }))
    .output(z.strictObject({ moments: z.array(moment), supervisors: z.array(z.strictObject({ staffId: z.uuid(), name: z.string() })), mayMark: z.boolean() })),
  own: procedure({ who: ["clinician", "trainee", "supervisor"], ...own, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/supervision/hard-moments", summary: "What one marked oneself, the newest first: what one brings." })
    .output(z.strictObject({ moments: z.array(moment) })),
  mark: procedure({ who: ["clinician", "trainee"], ...ofSession, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/hard-moments", summary: "Marks a moment of one's own session as hard, for one of those who supervise one today. Nobody else ever reads it." })
    .input(z.strictObject({ sessionId: z.uuid(), supervisorId: z.uuid(), words: line(1000).min(1) }))
    .output(z.strictObject({ momentId: z.uuid() })),
  takeBack: procedure({ who: ["clinician", "trainee"], of: null, subject: "none", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/hard-moments/{momentId}/take-back", summary: "Takes one's own mark back; it then stands nowhere." })
    .input(z.strictObject({ momentId: z.uuid() }))
    .output(z.strictObject({ takenBack: z.literal(true) })),
};
