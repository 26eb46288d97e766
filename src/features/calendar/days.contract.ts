import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line } from "#kernel/shapes.ts";
import { disclosureTag, staffRoles } from "#features/disclosure/contract.ts";
import { whoBooks } from "./contract.ts";

export const room = z.strictObject({ roomId: z.uuid(), name: z.string(), validFrom: civilDate, validTo: civilDate.nullable() });
export type Room = z.infer<typeof room>;
export const closedDay = z.strictObject({ closedDayId: z.uuid(), from: civilDate, to: civilDate, label: z.string() });
export type ClosedDay = z.infer<typeof closedDay>;

/** Why a day is flagged for a family. */
export const flagKinds = ["placement_move", "court", "visit", "reunification", "death", "separation", "anniversary", "other", "goodbye"] as const;
export type FlagKind = (typeof flagKinds)[number];
/** A flagged day. `beganOn` is the day of the event itself; where it lies before, the day is an anniversary of it. */
export const flag = z.strictObject({ caseId: z.uuid(), childName: z.string(), flagId: z.uuid(), kind: z.enum(flagKinds), label: z.string(), beganOn: civilDate, on: civilDate, disclosure: disclosureTag });
export type Flag = z.infer<typeof flag>;

const name = line(100).min(1, expected({ en: "Expected a name.", es: "Se espera un nombre." }));
const keeps = ["administrator", "front_desk"] as const;
const ofAgency = { of: null, subject: "none", shows: "service" } as const;

export const calendarDays = {
  get: procedure({ who: staffRoles, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/calendar", summary: "The rooms, the teams, the closed days from a year ago on, and the federal holidays that are not among them." })
    .output(z.strictObject({ teams: z.array(z.strictObject({ teamId: z.uuid(), name: z.string() })), rooms: z.array(room), closedDays: z.array(closedDay), holidays: z.array(z.strictObject({ on: civilDate, name: z.string(), source: z.string() })) })),
  addRoom: procedure({ who: keeps, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/calendar/rooms", summary: "Adds a room in which sessions take place." })
    .input(z.strictObject({ name }))
    .output(z.strictObject({ roomId: z.uuid() })),
  endRoom: procedure({ who: keeps, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/calendar/rooms/{roomId}/end", summary: "No session is booked into a room any more. What is booked there stays, and is counted." })
    .input(z.strictObject({ roomId: z.uuid() }))
    .output(z.strictObject({ booked: z.number().int() })),
  close: procedure({ who: keeps, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/calendar/closed-days", summary: "Says that the agency is closed on some days. What is booked on them stays, and is counted." })
    .input(z.strictObject({ from: civilDate, to: civilDate, label: name }))
    .output(z.strictObject({ closedDayId: z.uuid(), booked: z.number().int() })),
  reopen: procedure({ who: keeps, ...ofAgency, action: "write" })
    .route({ method: "POST", path: "/calendar/closed-days/{closedDayId}/take-back", summary: "The agency is not closed on these days after all." })
    .input(z.strictObject({ closedDayId: z.uuid() }))
    .output(z.strictObject({ reopened: z.literal(true) })),
  flags: procedure({ who: whoBooks, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/calendar/flags", summary: "Flagged days of the families of one clinician, or of one family, within at most six weeks: courts, moves, anniversaries, visits, the goodbye." })
    .input(z.strictObject({ from: civilDate, to: civilDate, clinicianId: z.uuid().nullable().default(null), caseId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ flags: z.array(flag) })),
};
