import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, line, prose, wallTime, wholeNumber } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { changes, hourProblem, plan, seenDays } from "./booking.contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { cancellers, endingMark, hourCounts, sessionKinds, sessionView, whoBooks } from "./contract.ts";
import { setting } from "./booking.contract.ts";

/** Which sessions of a series a change is for: this one; this and all after it; all that are still to come. */
export const scopes = ["one", "following", "all"] as const;
export type Scope = (typeof scopes)[number];

/** How a session repeats: every so many weeks up to a day, without some days. */
const repeats = { everyWeeks: z.number().int().min(1).max(4), lastOn: civilDate, leaveOut: z.array(civilDate).max(120).default([]) };

/** What else a card says of a booked visit: where it stands to the goodbye, and whose language nobody there speaks. */
const cardMark = z.strictObject({ sessionId: z.uuid(), caseId: z.uuid(), ending: endingMark.nullable(), needs: z.strictObject({ name: z.string(), language: z.string() }).nullable(), disclosure: disclosureTag });
export type CardMark = z.infer<typeof cardMark>;

/** A series as it may be continued: how many of its sessions are still to come, and the last of them with all that a further one would have. */
const continuable = z.strictObject({ seriesId: z.uuid(), caseId: z.uuid(), everyWeeks: z.int(), coming: z.int(), nearsEnd: z.boolean(), kind: z.enum(sessionKinds), nextStart: wallTime, nextEnd: wallTime, setting: z.strictObject(setting) });
export type Continuable = z.infer<typeof continuable>;

/** One day of a series as it would be. */
const seriesDay = z.strictObject({ on: civilDate, problems: z.array(hourProblem) });

const ofCase = { who: whoBooks, of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const ofSession = { who: whoBooks, of: { class: "service", by: "sessionId" }, subject: "sessionId" } as const;

/** What was changed, how many sessions it was, and those that stay as they are: each with why. */
const changed = z.strictObject({ changeId: z.uuid(), session: sessionView, changed: z.number().int(), stayed: z.array(z.strictObject({ sessionId: z.uuid(), on: civilDate, why: z.enum(["left_out", "apart", "has_note"]) })) });

export const bookings = {
  foreseeSeries: procedure({ ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "POST", path: "/cases/{caseId}/series-foresight", summary: "The days of a series that is being typed, each with what stands in its way, and what the first and the last would count for; nothing is stored." })
    .input(z.strictObject({ ...plan, ...repeats }))
    .output(z.strictObject({ caseId: z.uuid(), days: z.array(seriesDay), first: hourCounts.nullable(), last: hourCounts.nullable() })),
  bookSeries: procedure({ ...ofCase, shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/series", summary: "Books a session that repeats: `start` and `end` are those of the first. All of its days are booked or none; refused, with the days, where one is not possible and not left out." })
    .input(z.strictObject({ ...plan, ...repeats, kind: z.enum(sessionKinds), whenNotCounting: z.enum(["ask", "book"]).default("book"), riskReason: prose(1000).optional(), seenDays, /** The series that this one goes on from. */ beforeId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ changeId: z.uuid(), seriesId: z.uuid(), booked: z.number().int(), session: sessionView })),
  change: procedure({ ...ofSession, shows: "service", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/change", summary: "Changes a booked session, or its series from it on: its hour, place, people or clinicians. Those that follow move by as many days and to the same hour; one that was changed by itself, or has a note, stays. Refused, with the days to which one would come, where it is not possible and not left out." })
    .input(z.strictObject({ sessionId: z.uuid(), revision: wholeNumber(0), scope: z.enum(scopes).default("one"), ...changes, kind: z.enum(sessionKinds).optional(), start: wallTime, end: wallTime, leaveOut: z.array(civilDate).max(120).default([]), riskReason: prose(1000).optional(), seenDays }))
    .output(changed),
  cancelSeries: procedure({ ...ofSession, shows: "service", action: "write" })
    .route({ method: "POST", path: "/sessions/{sessionId}/cancel-series", summary: "Cancels the sessions of a series from this one on, or all that are still to come." })
    .input(z.strictObject({ sessionId: z.uuid(), revision: wholeNumber(0), scope: z.enum(["following", "all"]), reason: line(500).min(1, expected({ en: "Expected a reason, in few words.", es: "Se espera un motivo, en pocas palabras." })), by: z.enum(cancellers).nullable().default(null) }))
    .output(changed),
  series: procedure({ ...ofSession, shows: "service", action: "read" })
    .route({ method: "GET", path: "/sessions/{sessionId}/series", summary: "The series of a session: how many are still to come, and what one that continues it would be like; null is a session by itself." })
    .input(z.strictObject({ sessionId: z.uuid() }))
    .output(z.strictObject({ series: continuable.nullable() })),
  marks: procedure({ who: whoBooks, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/sessions/marks", summary: "What the cards of some days say besides: how many visits are left until a planned goodbye, and where an interpreter is missing." })
    .input(z.strictObject({ from: civilDate, to: civilDate, clinicianId: z.uuid().nullable().default(null), teamId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ marks: z.array(cardMark) })),
  takeBack: procedure({ who: whoBooks, of: { class: "service", by: "changeId" }, subject: "caseId", shows: "service", action: "write" })
    .route({ method: "POST", path: "/booking-changes/{changeId}/take-back", summary: "Takes back what a booking, a change or a cancellation did, within a day and while nothing else happened to its sessions." })
    .input(z.strictObject({ changeId: z.uuid() }))
    .output(z.strictObject({ takenBack: z.number().int(), caseId: z.uuid(), /** The first day on which something is as it was before. */ on: civilDate })),
};
