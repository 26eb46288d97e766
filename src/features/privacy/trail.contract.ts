import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, pageKey } from "#kernel/shapes.ts";
import { powerKinds } from "#features/account/power.contract.ts";
import { disclosureTag, staffRoles } from "#features/disclosure/contract.ts";
import { service } from "./shapes.contract.ts";

export const auditActions = ["read", "write", "export", "sign_in", "sign_out", "refusal", "job"] as const;
export type AuditAction = (typeof auditActions)[number];

/** A row of the trail, with whom it was about; never content. `families` is how many stood in a list. */
export const trailEntry = z.strictObject({
  entryId: z.uuid(),
  at: z.string(),
  actorKind: z.string(),
  staffName: z.string().nullable(),
  roles: z.array(z.string()),
  action: z.enum(auditActions),
  procedure: z.string(),
  outcome: z.string(),
  caseId: z.uuid().nullable(),
  childName: z.string().nullable(),
  families: z.number().int(),
  disclosure: disclosureTag.nullable(),
});
export type TrailEntry = z.infer<typeof trailEntry>;

export const oddityKinds = ["glass", "surname", "night", "many_families", "exports", "failed_sign_ins", ...powerKinds] as const;
export type OddityKind = (typeof oddityKinds)[number];
/** Something in the trail that a rule points to, and that may be quite right. `usual` is that person's own middle figure. */
export const oddity = z.strictObject({ kind: z.enum(oddityKinds), on: civilDate, staffId: z.uuid().nullable(), staffName: z.string(), count: z.number().int(), usual: z.number().nullable(), caseId: z.uuid().nullable(), childName: z.string().nullable(), disclosure: disclosureTag.nullable() });
export type Oddity = z.infer<typeof oddity>;

/** Who read, day by day: a role, a name where that is told, what, and how often. */
export const reader = z.strictObject({ day: civilDate, about: z.enum(["child", "oneself"]), roles: z.array(z.enum(staffRoles)), name: z.string().nullable(), procedure: z.string(), times: z.number().int(), disclosure: disclosureTag });
export type Reader = z.infer<typeof reader>;

const civil = civilDate.nullable().default(null);

/** The audit trail, as it is read: by the privacy officer, and by each person about the own record. */
export const trailContract = {
  list: procedure({ who: ["privacy_officer"], of: null, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/privacy/trail", summary: "The audit trail, the newest first, a page at a time: of one person of staff, one family, one kind of act, some days." })
    .input(z.strictObject({ staffId: z.uuid().nullable().default(null), caseId: z.uuid().nullable().default(null), kind: z.enum(auditActions).nullable().default(null), from: civil, to: civil, after: pageKey }))
    .output(z.strictObject({ entries: z.array(trailEntry), next: z.string().nullable() })),
  oddities: procedure({ who: ["privacy_officer"], of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/privacy/oddities", summary: "What a rule points to in the trail of the last two weeks: it may be quite right, and asks for a look." })
    .output(z.strictObject({ from: civilDate, oddities: z.array(oddity) })),
  ofFamily: procedure({ who: ["caregiver"], of: service, subject: "caseId", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/readers", summary: "Who looked, for an adult of the family: at what of the child's record that adult may read, and at what is about that adult alone." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ readers: z.array(reader) })),
  ofOneself: procedure({ who: staffRoles, of: null, subject: "none", shows: "oneself", action: "read" })
    .route({ method: "GET", path: "/privacy/own-file", summary: "Who looked at one's own file as a member of staff." })
    .output(z.strictObject({ readers: z.array(reader.omit({ about: true, disclosure: true })) })),
};
