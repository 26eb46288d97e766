import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant, line, pageKey, prose } from "#kernel/shapes.ts";
import { timerStates } from "#features/compliance/contract.ts";
import { policyVersionSchema, questions } from "#features/policy/contract.ts";

const agencyMatter = { of: null, subject: "none", shows: "agency" } as const;
const readers = ["administrator", "supervisor", "privacy_officer", "auditor"] as const;
const policyId = line(80).min(1);

/** Whether a version stands as it was shipped, in an edition of the agency's own, or was added by the agency. */
export const origins = ["shipped", "changed", "own"] as const;
export const changeKinds = ["confirm", "change", "import", "withdraw"] as const;
export const changeStates = ["counting", "proposed", "accepted", "withdrawn"] as const;

export const versionSummary = z.strictObject({ policy: z.string(), version: z.string(), title: z.strictObject({ en: z.string(), es: z.string() }), from: civilDate.nullable(), to: civilDate.nullable(), origin: z.enum(origins), clauses: z.number().int(), drafts: z.number().int(), isInForce: z.boolean() });
export type VersionSummary = z.infer<typeof versionSummary>;

export const change = z.strictObject({
  changeId: z.uuid(),
  kind: z.enum(changeKinds),
  policy: z.string(),
  version: z.string(),
  /** The clause or the timer, by its id; null of the version as a whole. */
  clause: z.string().nullable(),
  status: z.enum(changeStates),
  reason: z.string(),
  registerWords: z.string(),
  registerSource: z.string(),
  registerOn: civilDate.nullable(),
  proposedByName: z.string().nullable(),
  proposedAt: instant,
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** How far the count in the background is: kept decisions to ask again, asked up to now, and what came out otherwise. */
  toCount: z.number().int(),
  counted: z.number().int(),
  keptOtherwise: z.number().int(),
  openOtherwise: z.number().int(),
  /** Dates of cases that a timer would judge otherwise; those that rest on a chart count where the chart is open to the reader. */
  datesOtherwise: z.number().int(),
});
export type Change = z.infer<typeof change>;

const difference = z.strictObject({ clause: z.string().nullable(), cite: z.string(), what: z.string(), before: z.string().nullable(), after: z.string().nullable() });
/** How a timer stands for a case: `draft` warns only, `none` is not there. */
export const timerStandings = [...timerStates, "draft", "none"] as const;
const outcome = z.enum(["yes", "no", "unknown", ...timerStandings]);
/** One decision that was kept, one session that is still open, or one date of a case, as it came out and as it would. */
export const effect = z.strictObject({
  place: z.enum(["kept", "open", "date"]),
  subjectId: z.uuid(),
  caseId: z.uuid(),
  sessionId: z.uuid().nullable(),
  childName: z.string(),
  question: z.enum([...questions, "timer"]),
  on: civilDate,
  verdictBefore: outcome,
  verdictAfter: outcome,
  unitsBefore: z.number().int().nullable(),
  unitsAfter: z.number().int().nullable(),
  clauses: z.array(z.string()),
});
export type ChangeEffect = z.infer<typeof effect>;

/** A parameter of a rule as it is sent: any JSON, since the schema of the policy judges it with the place. */
const parameters = z.record(z.string().max(80), z.json());
const registerContent = { registerWords: prose(8000), registerSource: line(500), registerOn: civilDate };
const changeContent = { parameters, severity: z.enum(["block", "warn", "info"]), reason: line(2000).min(10) };

export const rulebook = {
  list: procedure({ who: readers, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/policies", summary: "The policies as the agency has them, which of them it works by, and the changes to them, the newest first." })
    .output(z.strictObject({ today: civilDate, versions: z.array(versionSummary), inUse: z.strictObject({ session: z.string(), eligibility: z.array(z.string()), team: z.array(z.string()) }), changes: z.array(change) })),
  get: procedure({ who: readers, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/policies/{policy}/versions/{version}", summary: "One version with every clause, its parameters, and what was changed in it." })
    .input(z.strictObject({ policy: policyId, version: policyId }))
    .output(z.strictObject({ version: policyVersionSchema, origin: z.enum(origins), changes: z.array(change) })),
  use: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "PUT", path: "/policies/in-use", summary: "Sets by which policies the agency works: one decides about sessions, one or more about eligibility and about teams." })
    .input(z.strictObject({ session: policyId, eligibility: z.array(policyId).min(1).max(10), team: z.array(policyId).min(1).max(10) }))
    .output(z.strictObject({ session: z.string(), eligibility: z.array(z.string()), team: z.array(z.string()) })),
  confirm: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/policies/{policy}/versions/{version}/clauses/{clause}/confirmation", summary: "Proposes that a draft clause is confirmed, with the register's own wording, its date and source. Nothing takes effect before it is accepted." })
    .input(z.strictObject({ policy: policyId, version: policyId, clause: policyId, ...registerContent }))
    .output(z.strictObject({ changeId: z.uuid() })),
  changeClause: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/policies/{policy}/versions/{version}/clauses/{clause}/change", summary: "Proposes other parameters, or another severity, for a clause. It becomes the agency's own and says so." })
    .input(z.strictObject({ policy: policyId, version: policyId, clause: policyId, ...changeContent }))
    .output(z.strictObject({ changeId: z.uuid() })),
  confirmTimer: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/policies/{policy}/versions/{version}/timers/{timer}/confirmation", summary: "Proposes that a draft timer is confirmed, with the register's own wording, its date and source." })
    .input(z.strictObject({ policy: policyId, version: policyId, timer: policyId, ...registerContent }))
    .output(z.strictObject({ changeId: z.uuid() })),
  changeTimer: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/policies/{policy}/versions/{version}/timers/{timer}/change", summary: "Proposes other parameters, or another severity, for a timer, such as the event that starts it." })
    .input(z.strictObject({ policy: policyId, version: policyId, timer: policyId, ...changeContent }))
    .output(z.strictObject({ changeId: z.uuid() })),
  importVersion: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/policies/imports", summary: "Proposes a version of a policy from a file. A wrong file is refused with the line and what was expected." })
    .input(z.strictObject({ file: z.string().max(900_000), reason: line(2000).min(10) }))
    .output(z.strictObject({ changeId: z.uuid() })),
  restore: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/policies/{policy}/versions/{version}/restoration", summary: "Proposes that the agency's own edition of a version goes: what was shipped holds again, if anything was." })
    .input(z.strictObject({ policy: policyId, version: policyId, reason: line(2000).min(10) }))
    .output(z.strictObject({ changeId: z.uuid() })),
  getChange: procedure({ who: readers, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/policies/changes/{changeId}", summary: "A change: what differs, how far the count is, and what would be decided otherwise." })
    .input(z.strictObject({ changeId: z.uuid() }))
    .output(z.strictObject({ change, differences: z.array(difference) })),
  listEffects: procedure({ who: readers, of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/policies/changes/{changeId}/effects", summary: "What the change would have decided otherwise in the last twelve months, and in open work, a page at a time: services and verdicts, no facts." })
    .input(z.strictObject({ changeId: z.uuid(), after: pageKey }))
    .output(z.strictObject({ effects: z.array(effect), next: z.string().nullable() })),
  accept: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/policies/changes/{changeId}/acceptance", summary: "Puts a change in force, after its effects were counted and seen. Decisions that were kept stay as they are." })
    .input(z.strictObject({ changeId: z.uuid() }))
    .output(z.strictObject({ change })),
  withdraw: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "POST", path: "/policies/changes/{changeId}/withdrawal", summary: "Takes a proposed change back." })
    .input(z.strictObject({ changeId: z.uuid() }))
    .output(z.strictObject({ change })),
};
