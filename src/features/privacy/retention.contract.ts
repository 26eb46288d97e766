import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, pageKey } from "#kernel/shapes.ts";
import { privacyRule } from "#features/release/figures.contract.ts";
import { textLanguage } from "#features/release/shapes.contract.ts";
import { ofFamily, reasonText, service } from "./shapes.contract.ts";

/** A hold on a record: while it stands, nothing of it is purged. */
export const hold = z.strictObject({ holdId: z.uuid(), ...ofFamily, reason: z.string(), heldByName: z.string(), heldAt: instant, liftedByName: z.string().nullable(), liftedAt: instant.nullable(), liftReason: z.string() });
export type Hold = z.infer<typeof hold>;
/** A closed record. `mayFrom` is the first day on which the rule lets it be purged, null while a birth date is missing. */
export const closedRecord = z.strictObject({ ...ofFamily, closedOn: civilDate, mayFrom: civilDate.nullable(), state: z.enum(["keeps", "held", "may", "proposed"]) });
export type ClosedRecord = z.infer<typeof closedRecord>;
export const proposal = z.strictObject({ purgeId: z.uuid(), ...ofFamily, closedOn: civilDate, mayFrom: civilDate, reason: z.string(), proposedByName: z.string(), proposedAt: instant, isOwn: z.boolean(), /** The figures by which it was proposed, and those of today where they differ. */ rule: z.array(privacyRule), ruleToday: z.array(privacyRule) });
export type Proposal = z.infer<typeof proposal>;
/** What is left of a purged record: how much of what, by whom, by which rule. No name and no number of a family. */
export const certificate = z.strictObject({ purgeId: z.uuid(), cases: z.number().int(), people: z.number().int(), rows: z.number().int(), files: z.number().int(), keys: z.number().int(), /** When the keys were destroyed; null while they still are to be. */ keysGoneAt: instant.nullable(), closedOn: civilDate, mayFrom: civilDate, proposedByName: z.string(), confirmedByName: z.string(), confirmedAt: instant, sha256: z.string() });
export type Certificate = z.infer<typeof certificate>;

const two = ["privacy_officer", "administrator"] as const;
const write = { subject: "caseId", shows: "nothing_personal", action: "write" } as const;
const byPurge = { class: "service", by: "purgeId" } as const;

/** The end of a record: the rule's day, holds, a purge by two people, and its certificate. */
export const retentionContract = {
  desk: procedure({ who: two, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/privacy/retention", summary: "Closed records and from when on the rule lets them be purged, what is due first, a page at a time; holds, proposals that wait, and certificates of what is gone." })
    .input(z.strictObject({ after: pageKey }))
    .output(z.strictObject({ today: civilDate, records: z.array(closedRecord), holds: z.array(hold), proposals: z.array(proposal), certificates: z.array(certificate), next: z.string().nullable() })),
  hold: procedure({ who: ["privacy_officer"], of: service, ...write, takesJoined: "yes" })
    .route({ method: "POST", path: "/cases/{caseId}/holds", summary: "Puts a legal hold on a record, with the reason: nothing of it is purged while it stands." })
    .input(z.strictObject({ caseId: z.uuid(), reason: reasonText }))
    .output(z.strictObject({ holdId: z.uuid() })),
  lift: procedure({ who: ["privacy_officer"], of: { class: "service", by: "holdId" }, ...write })
    .route({ method: "POST", path: "/privacy/holds/{holdId}/lift", summary: "Lifts a hold, with the reason." })
    .input(z.strictObject({ holdId: z.uuid(), reason: reasonText }))
    .output(z.strictObject({ lifted: z.literal(true), caseId: z.uuid() })),
  propose: procedure({ who: ["privacy_officer"], of: service, ...write })
    .route({ method: "POST", path: "/cases/{caseId}/purge", summary: "Proposes to purge a closed record whose time has come and on which no hold stands; somebody else confirms it." })
    .input(z.strictObject({ caseId: z.uuid(), reason: reasonText }))
    .output(z.strictObject({ purgeId: z.uuid() })),
  withdraw: procedure({ who: two, of: byPurge, ...write, subject: "none" })
    .route({ method: "POST", path: "/privacy/purges/{purgeId}/withdraw", summary: "Takes a proposal back, by either of the two." })
    .input(z.strictObject({ purgeId: z.uuid() }))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
  confirm: procedure({ who: ["administrator"], of: byPurge, ...write, subject: "none" })
    .route({ method: "POST", path: "/privacy/purges/{purgeId}/confirm", summary: "Purges the record for good: every row, every file and every key of it, in one piece. A certificate is left." })
    .input(z.strictObject({ purgeId: z.uuid() }))
    .output(z.strictObject({ purged: z.literal(true), rows: z.number().int() })),
  certificate: procedure({ who: two, of: byPurge, subject: "none", shows: "agency", action: "export" })
    .route({ method: "GET", path: "/privacy/purges/{purgeId}/certificate", summary: "The certificate of a purge, as PDF." })
    .input(z.strictObject({ purgeId: z.uuid(), language: textLanguage }))
    .output(z.file()),
};
