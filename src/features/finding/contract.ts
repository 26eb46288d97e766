import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { staffRoles } from "#features/disclosure/contract.ts";

/** A session that was found. `kind` and `status` are codes that the screen says. */
export const foundSession = z.strictObject({
  sessionId: z.uuid(),
  caseId: z.uuid(),
  childName: z.string(),
  kind: z.string(),
  status: z.enum(["booked", "held", "cancelled", "no_show"]),
  startsAt: instant,
  timeZone: z.string(),
  clinicianId: z.uuid(),
  clinicianName: z.string(),
});
export type FoundSession = z.infer<typeof foundSession>;

/** Through whom a family was found, where it was not by its child: who, how they belong to the child, and until when they did. */
export const through = z.strictObject({ name: z.string(), kind: z.string(), organization: z.string(), validTo: civilDate.nullable() });

/** A family that was found. `match` is close where what was typed is not quite the name. */
export const foundFamily = z.strictObject({
  caseId: z.uuid(),
  childName: z.string(),
  childBirthDate: civilDate.nullable(),
  status: z.enum(["open", "closed"]),
  isOwn: z.boolean(),
  match: z.enum(["exact", "close"]),
  through: through.nullable(),
  next: foundSession.nullable(),
  last: foundSession.nullable(),
});
export type FoundFamily = z.infer<typeof foundFamily>;

/** Somebody who works here, or did until the day that is given. */
export const foundStaff = z.strictObject({ staffId: z.uuid(), name: z.string(), roles: z.array(z.enum(staffRoles)), leftOn: civilDate.nullable(), match: z.enum(["exact", "close"]) });
export type FoundStaff = z.infer<typeof foundStaff>;

export const found = z.strictObject({
  families: z.array(foundFamily),
  /** Whether more families fit than are given. */
  more: z.enum(["yes", "no"]),
  staff: z.array(foundStaff),
  sessions: z.array(foundSession),
});
export type Found = z.infer<typeof found>;

const looked = line(100).refine((text) => /[\p{L}\p{N}]/u.test(text), expected({ en: "Expected at least one letter or figure.", es: "Se espera al menos una letra o una cifra." }));

export const finding = {
  find: procedure({ who: staffRoles, of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/find", summary: "Families by the names and birth dates of those around the child, who works here, and sessions by their day: of what one may see, the best few." })
    .input(z.strictObject({ q: looked }))
    .output(found),
};
