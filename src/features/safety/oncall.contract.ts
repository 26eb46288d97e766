import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected, saying } from "#kernel/expected.ts";
import { civilDate, findingShape, instant, line, wallTime } from "#kernel/shapes.ts";

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, expected({ en: "Expected a time such as 08:30.", es: "Se espera una hora, como 08:30." }));
/** A span of one weekday in which the agency works; weekday 1 is Monday. Clocks are those of the agency's zone. */
export const workSpan = z.strictObject({ weekday: z.number().int().min(1).max(7), from: clockTime, to: clockTime }).superRefine((one, context) => {
  if (one.from >= one.to) context.addIssue({ code: "custom", path: ["to"], ...saying({ en: "Expected an end after the beginning.", es: "Se espera un fin posterior al comienzo." }) });
});
export type WorkSpan = z.infer<typeof workSpan>;
/** When the agency works, and what follows: minutes until the next person is told, and hours for a written report after the oral one (null: not set). */
export const safetySettings = z.strictObject({ hours: z.array(workSpan).max(21), holidays: z.array(z.strictObject({ on: civilDate, name: line(120) })).max(60), escalateAfterMinutes: z.number().int().min(1).max(240), writtenReportHours: z.number().int().min(1).max(720).nullable() });
export type SafetySettings = z.infer<typeof safetySettings>;

/** One turn of somebody on call, from a moment to a moment. */
export const turn = z.strictObject({ turnId: z.uuid(), staffId: z.uuid(), name: z.string(), startsAt: instant, endsAt: instant, phone: z.string() });
export type Turn = z.infer<typeof turn>;

export const alertPlaces = ["on_call", "supervisor", "administrator"] as const;
export type AlertPlace = (typeof alertPlaces)[number];
/** Something that waits for the one who is signed in. It names no family and says nothing of its kind; `clinicians` are those to call. */
export const alert = z.strictObject({ alertId: z.uuid(), standsAs: z.enum(alertPlaces), toldAt: instant, clinicians: z.array(z.string()), acknowledgedAt: instant.nullable(), acknowledgedByName: z.string().nullable(), opens: z.enum(["here", "elsewhere"]) });
export type Alert = z.infer<typeof alert>;

const team = ["clinician", "trainee", "supervisor", "administrator"] as const;
const agencyMatter = { of: null, subject: "none", shows: "agency" } as const;

/** Who is called outside the agency's hours. */
export const onCallContract = {
  get: procedure({ who: team, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/on-call", summary: "The agency's hours, who is on call when, and the gaps of the next two weeks." })
    .output(z.strictObject({ settings: safetySettings.nullable(), turns: z.array(turn), now: turn.nullable(), isOpen: z.boolean(), findings: z.array(findingShape), staff: z.array(z.strictObject({ staffId: z.uuid(), name: z.string() })) })),
  set: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "PUT", path: "/on-call/settings", summary: "Sets the agency's hours, its days off, and how long an alert waits for its first reader." })
    .input(safetySettings)
    .output(z.strictObject({ set: z.literal(true) })),
  addTurn: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/on-call/staff/{staffId}/turns", summary: "Puts a clinician on call from a moment to a moment; two at once are refused." })
    .input(z.strictObject({ staffId: z.uuid(), startsAt: wallTime, endsAt: wallTime, phone: line(60).min(3, expected({ en: "Expected a telephone number.", es: "Se espera un número de teléfono." })) }))
    .output(z.strictObject({ turnId: z.uuid() })),
  withdrawTurn: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/on-call/turns/{turnId}/withdraw", summary: "Takes a turn off the roster; that it was there stays in the record." })
    .input(z.strictObject({ turnId: z.uuid() }))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
};
/** What waits for somebody who was told. */
export const alertsContract = {
  list: procedure({ who: team, of: null, subject: "none", shows: "oneself", action: "read" })
    .route({ method: "GET", path: "/alerts", summary: "What waits for the one who is signed in, since they were told of it." })
    .output(z.strictObject({ alerts: z.array(alert) })),
  acknowledge: procedure({ who: team, of: null, subject: "none", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/alerts/{alertId}/acknowledge", summary: "Takes an alert on, so that nobody further is told. The review stays open until it is written." })
    .input(z.strictObject({ alertId: z.uuid() }))
    .output(z.strictObject({ acknowledgedAt: instant })),
};
