import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, line, pageKey, prose } from "#kernel/shapes.ts";
import type { StaffRole } from "#features/disclosure/contract.ts";
import { timerEventKinds } from "#features/policy/timers.contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** The dates that somebody records, beside what sessions, consents and claims say by themselves. */
export const milestoneKinds = [
  "enrolled", "csa_enrolled", "intake_contact", "intake", "diagnostic_assessment", "plan_approved", "plan_reviewed", "plan_left_unsigned", "plan_signature_attempted",
  "significant_change", "telehealth_consented", "medical_necessity_evidenced", "planned_end", "discharged", "legal_hold", "legal_hold_released", "records_destroyed",
  "claim_submitted", "claim_received", "incident", "incident_reported",
] as const; // prettier-ignore
export type MilestoneKind = (typeof milestoneKinds)[number];
const milestoneKind = z.enum(milestoneKinds);

/** That an incident happened is of the child's chart; every other date is of the service. What is written about a date is of the chart always. */
export const chartKinds: readonly MilestoneKind[] = ["incident", "incident_reported"];

/** What further is asked of a date of a kind. */
export const detailsOf: Partial<Record<MilestoneKind, readonly ("way" | "organization" | "assessment" | "aboutOn")[]>> = {
  csa_enrolled: ["organization"],
  intake_contact: ["way"],
  telehealth_consented: ["way"],
  diagnostic_assessment: ["assessment"],
  claim_submitted: ["aboutOn"],
  claim_received: ["aboutOn"],
  incident_reported: ["aboutOn"],
};
/** How a consent was given; whether a contact reached somebody. */
export const waysOf: Partial<Record<MilestoneKind, readonly Way[]>> = { telehealth_consented: ["written", "verbal"], intake_contact: ["reached", "not_reached"] };
const ways = ["written", "verbal", "reached", "not_reached"] as const;
export type Way = (typeof ways)[number];
const way = z.enum(ways).nullable().default(null);

/** Which dates each role records. */
const office: readonly MilestoneKind[] = ["enrolled", "csa_enrolled", "intake_contact", "telehealth_consented", "claim_submitted", "claim_received"];
const clinical: readonly MilestoneKind[] = milestoneKinds.filter((kind) => !["legal_hold", "legal_hold_released", "records_destroyed"].includes(kind));
export const recordedBy: Partial<Record<StaffRole, readonly MilestoneKind[]>> = {
  clinician: clinical,
  trainee: clinical,
  supervisor: milestoneKinds,
  administrator: milestoneKinds.filter((kind) => !chartKinds.includes(kind)),
  front_desk: office,
};

const details = {
  happenedOn: civilDate,
  way,
  organization: line(200).default(""),
  staffId: z.uuid().nullable().default(null),
  isIndependent: z.boolean().nullable().default(null),
  minutes: z.number().int().min(1).max(1440).nullable().default(null),
  aboutOn: civilDate.nullable().default(null),
};
const reason = prose(2000).default("");

/** A date as it was recorded; `replacedBy` names the one that stands in its place. `why` is of the child's chart and null where that is closed. */
export const milestone = z.strictObject({
  milestoneId: z.uuid(),
  kind: milestoneKind,
  happenedOn: civilDate,
  way: z.enum(ways).nullable(),
  organization: z.string(),
  staffId: z.uuid().nullable(),
  staffName: z.string().nullable(),
  isIndependent: z.boolean().nullable(),
  minutes: z.number().int().nullable(),
  aboutOn: civilDate.nullable(),
  withdrawn: z.boolean(),
  replaces: z.uuid().nullable(),
  replacedBy: z.uuid().nullable(),
  recordedBy: z.string().nullable(),
  recordedAt: z.iso.datetime(),
  why: z.strictObject({ words: z.string(), disclosure: disclosureTag }).nullable(),
  disclosure: disclosureTag,
});
export type Milestone = z.infer<typeof milestone>;

export const timerStates = ["met", "due", "late", "broken", "unknown", "not_started"] as const;
export type TimerStateName = (typeof timerStates)[number];
export const standings = ["confirmed", "draft", "local"] as const;
const severity = z.enum(["block", "warn", "info"]);

/** Where a timer of a policy stands for one case, with the dates that it rests on and what mends it. */
export const timerView = z.strictObject({
  policy: z.string(),
  timer: z.string(),
  cite: z.string(),
  words: z.string(),
  status: z.enum(standings),
  severity,
  state: z.enum(timerStates),
  since: civilDate.nullable(),
  dueOn: civilDate.nullable(),
  doneOn: civilDate.nullable(),
  evidence: z.array(z.strictObject({ event: z.enum(timerEventKinds), on: civilDate })),
  /** What would mend it, and which date is recorded to do so. */
  fix: z.string().nullable(),
  record: milestoneKind.nullable(),
  disclosure: disclosureTag,
});
export type TimerView = z.infer<typeof timerView>;

export const roomRoles = ["administrator", "supervisor", "privacy_officer", "auditor"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const ofAgency = { of: null, subject: "none", shows: "service" } as const;

/** How a row of the room stands. `draft` is not confirmed against the register and only warns; `closed` rests on charts that are not open to the reader. */
export const rowStates = ["not_met", "late", "unknown", "due", "draft", "met", "not_applicable", "closed"] as const;
export type RowState = (typeof rowStates)[number];
export const subjects = ["case", "session", "team"] as const;
export type Subject = (typeof subjects)[number];
/** How one case, session or team came out under a row. */
export const results = ["not_met", "late", "unknown", "due", "overridden", "met", "not_applicable", "not_started"] as const;
export type Result = (typeof results)[number];

/** One clause or timer of a policy over all that it applies to. */
export const roomRow = z.strictObject({
  policy: z.string(),
  kind: z.enum(["clause", "timer"]),
  rule: z.string(),
  cite: z.string(),
  words: z.string(),
  status: z.enum(standings),
  severity,
  subject: z.enum(subjects),
  applies: z.number().int(),
  counts: z.partialRecord(z.enum(results), z.number().int()),
  state: z.enum(rowStates),
  dueOn: civilDate.nullable(),
  /** Those that the reader may not ask about. */
  closed: z.number().int(),
});
export type RoomRow = z.infer<typeof roomRow>;

export const room = z.strictObject({
  today: civilDate,
  /** Signed sessions are counted from this day on. */
  from: civilDate,
  policies: z.array(z.strictObject({ policy: z.string(), title: z.string(), cite: z.string(), source: z.string(), version: z.string().nullable(), validFrom: civilDate.nullable(), edition: z.string().nullable() })),
  rows: z.array(roomRow),
  notEncoded: z.array(z.strictObject({ policy: z.string(), cite: z.string(), why: z.string() })),
});
export type Room = z.infer<typeof room>;

/** One case, session or team behind a number of the room: facts of the service, never a text. */
export const behind = z.strictObject({
  key: z.string(),
  caseId: z.uuid().nullable(),
  sessionId: z.uuid().nullable(),
  who: z.string(),
  clinician: z.string().nullable(),
  on: civilDate.nullable(),
  units: z.number().int().nullable(),
  verdict: z.enum(["yes", "no", "unknown"]).nullable(),
  result: z.enum(results),
  dueOn: civilDate.nullable(),
});
export type Behind = z.infer<typeof behind>;

/** A child's last day by the policy's age. `endsBefore` says whether that day comes before the planned end: null where no end is planned. */
export const ageOut = z.strictObject({ caseId: z.uuid(), childName: z.string(), birthDate: civilDate.nullable(), turnsOn: civilDate.nullable(), years: z.number().int(), monthsLeft: z.number().int().nullable(), plannedEnd: civilDate.nullable(), endsBefore: z.boolean().nullable(), clinician: z.string().nullable() });
export type AgeOut = z.infer<typeof ageOut>;

/** A finding that somebody decided over. `why` is of the child's chart and null where that is closed. */
export const keptOverride = z.strictObject({
  overrideId: z.uuid(),
  caseId: z.uuid(),
  childName: z.string(),
  policy: z.string(),
  rule: z.string(),
  cite: z.string(),
  byName: z.string(),
  role: z.string(),
  at: z.iso.datetime(),
  until: civilDate.nullable(),
  endedAt: z.iso.datetime().nullable(),
  endedBy: z.string().nullable(),
  state: z.enum(["stands", "over", "ended"]),
  why: z.strictObject({ words: z.string(), ended: z.string().nullable(), disclosure: disclosureTag }).nullable(),
});

const choice = line(80).nullable().default(null);

export const compliance = {
  dates: procedure({ who: ["clinician", "trainee", "supervisor", "administrator", "front_desk", "privacy_officer", "auditor"], ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/dates", summary: "The dates that the rules ask for, as recorded, and where each timer stands." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ today: civilDate, timers: z.array(timerView), milestones: z.array(milestone), mayRecord: z.array(milestoneKind) })),
  record: procedure({ who: ["clinician", "trainee", "supervisor", "administrator", "front_desk"], ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/dates", summary: "Records a date. What is written about it is of the child's chart." })
    .input(z.strictObject({ caseId: z.uuid(), kind: milestoneKind, ...details, reason }))
    .output(z.strictObject({ milestoneId: z.uuid() })),
  supersede: procedure({ who: ["clinician", "trainee", "supervisor", "administrator", "front_desk"], ...ofCase, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/dates/{milestoneId}/supersede", summary: "Sets a date right, or takes it back: the former one stays readable." })
    .input(z.strictObject({ caseId: z.uuid(), milestoneId: z.uuid(), ...details, withdrawn: z.boolean().default(false), reason: prose(2000).min(5) }))
    .output(z.strictObject({ milestoneId: z.uuid() })),
  room: procedure({ who: roomRoles, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/compliance", summary: "Every clause and timer of the agency's policies, with what it applies to, the evidence and the state." })
    .input(z.strictObject({ policy: choice, state: z.enum(rowStates).nullable().default(null) }))
    .output(room),
  behind: procedure({ who: roomRoles, ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/compliance/behind", summary: "The cases, sessions or teams behind a number: facts of the service." })
    .input(z.strictObject({ policy: line(80).min(1), rule: line(80).min(1), subject: z.enum(subjects), result: z.enum(results).nullable().default(null), after: pageKey }))
    .output(z.strictObject({ behind: z.array(behind), total: z.number().int(), next: z.string().nullable() })),
  ages: procedure({ who: [...roomRoles, "clinician", "trainee"], ...ofAgency, action: "read" })
    .route({ method: "GET", path: "/compliance/ages", summary: "When each child reaches the age at which the service ends, the nearest first." })
    .input(z.strictObject({ after: pageKey }))
    .output(z.strictObject({ ages: z.array(ageOut), next: z.string().nullable() })),
  overrides: procedure({ who: roomRoles, ...ofAgency, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/compliance/overrides", summary: "Findings that a person decided over: who, when, until when, and why where the chart is open." })
    .input(z.strictObject({ after: pageKey }))
    .output(z.strictObject({ overrides: z.array(keptOverride), next: z.string().nullable() })),
};
