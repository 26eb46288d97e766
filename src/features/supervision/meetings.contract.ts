import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, pageKey, prose, wallTime, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { meetingKind, supervisionCheck } from "./settings.contract.ts";

export const meetingStates = ["planned", "held", "cancelled"] as const;
export const participant = z.strictObject({ staffId: z.uuid(), name: z.string(), /** Null until it was held. */ attended: z.boolean().nullable() });
/** A meeting without a word of what was said in it. `minutes` are planned, and once it was held those that it took. */
export const meeting = z.strictObject({
  meetingId: z.uuid(),
  kind: meetingKind,
  leaderId: z.uuid(),
  leaderName: z.string(),
  consultant: z.string(),
  startsAt: instant,
  minutes: z.int(),
  clinicalMinutes: z.int().nullable(),
  status: z.enum(meetingStates),
  revision: z.int(),
  people: z.array(participant),
});
export type Meeting = z.infer<typeof meeting>;

const notes = z.strictObject({ words: z.string(), revision: z.int(), savedAt: instant.nullable(), writtenByName: z.string().nullable(), /** The other of the two; null where they are one's own. */ withName: z.string().nullable(), disclosure: disclosureTag });
export type MeetingNotes = z.infer<typeof notes>;

const clinical = ["clinician", "trainee", "supervisor"] as const;
const ofStaff = { of: null, subject: "none" } as const;
const span = z.number().int().min(5, expected({ en: "Expected at least 5 minutes.", es: "Se esperan al menos 5 minutos." })).max(480, expected({ en: "Expected at most 480 minutes.", es: "Se esperan como máximo 480 minutos." }));
const held = z.strictObject({ minutes: span, clinicalMinutes: z.number().int().min(0).max(480), attended: z.array(z.uuid()).max(60) });

export const meetingsContract = {
  list: procedure({ who: clinical, ...ofStaff, shows: "agency", action: "read" })
    .route({ method: "GET", path: "/supervision/meetings", summary: "Meetings that one leads or takes part in: those to come, and those that were, a page at a time." })
    .input(z.strictObject({ after: pageKey }))
    .output(z.strictObject({ today: civilDate, timeZone: z.string(), coming: z.array(meeting), past: z.array(meeting), next: z.string().nullable(), supervised: z.array(z.strictObject({ staffId: z.uuid(), name: z.string() })), colleagues: z.array(z.strictObject({ staffId: z.uuid(), name: z.string() })), mayLead: z.boolean() })),
  get: procedure({ who: clinical, ...ofStaff, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/supervision/meetings/{meetingId}", summary: "One meeting that one leads or takes part in, with what the two write between them, or the leader for herself." })
    .input(z.strictObject({ meetingId: z.uuid() }))
    .output(z.strictObject({ meeting, notes: notes.nullable(), mayWrite: z.boolean(), mayLead: z.boolean() })),
  plan: procedure({ who: clinical, ...ofStaff, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/supervision/meetings", summary: "Plans a meeting, or writes down one that was held. Two held meetings of one person never overlap." })
    .input(z.strictObject({ kind: meetingKind, startsAt: wallTime, minutes: span, people: z.array(z.uuid()).max(60), consultant: line(200).default(""), held: held.nullable().default(null) }))
    .output(z.strictObject({ meetingId: z.uuid() })),
  hold: procedure({ who: clinical, ...ofStaff, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/supervision/meetings/{meetingId}/hold", summary: "Says that a planned meeting was held: how long, how much of it about families, and who was there." })
    .input(held.extend({ meetingId: z.uuid(), revision: wholeNumber(1) }))
    .output(z.strictObject({ status: z.literal("held") })),
  cancel: procedure({ who: clinical, ...ofStaff, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/supervision/meetings/{meetingId}/cancel", summary: "Calls a planned meeting off." })
    .input(z.strictObject({ meetingId: z.uuid(), revision: wholeNumber(1) }))
    .output(z.strictObject({ status: z.literal("cancelled") })),
  write: procedure({ who: clinical, ...ofStaff, shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/supervision/meetings/{meetingId}/notes", summary: "Writes what is between the two of a meeting; 409 where the other wrote meanwhile." })
    .input(z.strictObject({ meetingId: z.uuid(), revision: wholeNumber(0), words: prose(20_000) }))
    .output(z.strictObject({ revision: z.int(), savedAt: instant })),
};

/** Hours of one person in one kind of meeting: received, or given as its leader. */
export const ledgerLine = z.strictObject({ staffId: z.uuid(), kind: meetingKind, side: z.enum(["received", "given"]), meetings: z.int(), minutes: z.int(), clinicalMinutes: z.int() });
export type LedgerLine = z.infer<typeof ledgerLine>;
/** How a person stands by one check in a month. */
export const judgedCheck = supervisionCheck.extend({ found: z.int(), periods: z.int(), periodsMet: z.int(), result: z.enum(["met", "not_met", "going_on", "not_defined"]) });
export type JudgedCheck = z.infer<typeof judgedCheck>;
export const personHours = z.strictObject({ staffId: z.uuid(), name: z.string(), lines: z.array(ledgerLine), checks: z.array(judgedCheck), /** Whether a trainee has the two years of experience (B9); null where nothing is asked. */ experience: z.strictObject({ result: z.enum(["met", "not_met", "unknown"]), message: z.string() }).nullable() });
export type PersonHours = z.infer<typeof personHours>;

const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, expected({ en: "Expected a month such as 2026-11.", es: "Se espera un mes, como 2026-11." }));
export const hoursContract = {
  get: procedure({ who: [...clinical, "administrator"], ...ofStaff, shows: "agency", action: "read" })
    .route({ method: "GET", path: "/supervision/hours", summary: "The hours of a month by person and kind, and what each source asks: one's own, of those supervised today, and of all for who runs the programme." })
    .input(z.strictObject({ month: month.nullable().default(null) }))
    .output(z.strictObject({ today: civilDate, month, people: z.array(personHours) })),
  file: procedure({ who: ["administrator"], ...ofStaff, shows: "agency", action: "export" })
    .route({ method: "GET", path: "/supervision/hours/file", summary: "The ledger of some months as CSV: people, kinds and minutes, and no word of any meeting." })
    .input(z.strictObject({ from: month, to: month, language: z.enum(["en", "es"]) }))
    .output(z.file()),
};
