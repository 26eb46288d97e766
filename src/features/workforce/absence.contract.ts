import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant } from "#kernel/shapes.ts";
import { staffRole } from "#features/disclosure/contract.ts";

const runs = { who: ["administrator", "supervisor"], of: null, subject: "none", shows: "agency" } as const;

/** Somebody is away from a day to a day, and a colleague covers for the families that they treat. `endedOn`: the day from which it no longer held. */
export const absence = z.strictObject({ absenceId: z.uuid(), staffId: z.uuid(), name: z.string(), coveredById: z.uuid(), coveredByName: z.string(), validFrom: civilDate, validTo: civilDate, families: z.number().int(), recordedByName: z.string().nullable(), recordedAt: instant, endedOn: civilDate.nullable() });
export type Absence = z.infer<typeof absence>;

/** A role of somebody with its days. */
export const heldRole = z.strictObject({ heldRoleId: z.uuid(), staffId: z.uuid(), role: staffRole, validFrom: civilDate, validTo: civilDate.nullable() });
export type HeldRole = z.infer<typeof heldRole>;

/** Who is away, and who covers. */
export const absences = {
  list: procedure({ ...runs, action: "read" })
    .route({ method: "GET", path: "/absences", summary: "Who is away now or soon, and who covers; the last year of those that are over." })
    .output(z.strictObject({ today: civilDate, absences: z.array(absence) })),
  record: procedure({ ...runs, action: "write" })
    .route({ method: "POST", path: "/absences", summary: "Records that somebody is away, and lets a colleague who treats cover the families that they treat, on those days and no other." })
    .input(z.strictObject({ staffId: z.uuid(), coveredById: z.uuid(), validFrom: civilDate, validTo: civilDate }))
    .output(z.strictObject({ absenceId: z.uuid(), families: z.number().int() })),
  end: procedure({ ...runs, action: "write" })
    .route({ method: "POST", path: "/absences/{absenceId}/end", summary: "Ends an absence and its cover as of now, or takes back one that has not begun." })
    .input(z.strictObject({ absenceId: z.uuid() }))
    .output(z.strictObject({ ended: z.literal(true) })),
};

/** Roles and their days. */
export const heldRoles = {
  list: procedure({ ...runs, action: "read" })
    .route({ method: "GET", path: "/workforce/roles", summary: "Who has which role from when to when, of those who work here." })
    .output(z.strictObject({ roles: z.array(heldRole) })),
  give: procedure({ ...runs, who: ["administrator"], action: "write" })
    .route({ method: "POST", path: "/workforce/staff/{staffId}/roles", summary: "Gives somebody a role from a day on, today at the earliest." })
    .input(z.strictObject({ staffId: z.uuid(), role: staffRole, validFrom: civilDate, validTo: civilDate.nullable().default(null) }))
    .output(z.strictObject({ heldRoleId: z.uuid() })),
  end: procedure({ ...runs, who: ["administrator"], action: "write" })
    .route({ method: "POST", path: "/workforce/roles/{heldRoleId}/end", summary: "The last day of somebody's role, yesterday at the earliest: that ends it at once. Never that of the last administrator." })
    .input(z.strictObject({ heldRoleId: z.uuid(), validTo: civilDate, reason: z.string().trim().min(1).max(500) }))
    .output(z.strictObject({ ended: z.literal(true) })),
};
