import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, prose, wholeNumber } from "#kernel/shapes.ts";
import { email } from "#features/account/contract.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { auditForm } from "./form.contract.ts";

export const auditStatuses = ["open", "rated", "closed", "withdrawn"] as const;
export type AuditStatus = (typeof auditStatuses)[number];
export const findingKinds = ["shortfall", "strength"] as const;

/** Why an audit cannot be closed yet. */
export type Obstacle = "not_rated" | "no_plan" | "no_finding";

const reason = line(500).min(10, expected({ en: "Expected a reason of at least ten characters.", es: "Se espera un motivo de al menos diez caracteres." }));
const someWords = (most: number) => prose(most).refine((text) => text.trim() !== "", expected({ en: "Expected a few words.", es: "Se esperan unas palabras." }));
/** Points of the scale, or that the question does not apply; null takes a rating back. */
export const mark = z.union([wholeNumber(0), z.literal("not_applicable")]).nullable();
export type Mark = z.infer<typeof mark>;

/** How many points were given of those that apply. `percent` is rounded down to a tenth, null where nothing applies. */
export const score = z.strictObject({ rated: z.number().int(), asked: z.number().int(), notApplicable: z.number().int(), earned: z.number().int(), possible: z.number().int(), percent: z.number().nullable() });
export type Score = z.infer<typeof score>;

export const conclusion = z.strictObject({ basis: z.enum(["local", "official"]), acceptable: z.boolean(), rating: z.string(), reason: z.string(), issuer: z.string(), documentName: z.string(), ratedOn: civilDate, ratedBy: z.string() });
export type Conclusion = z.infer<typeof conclusion>;

const summary = {
  auditId: z.uuid(),
  title: z.string(),
  status: z.enum(auditStatuses),
  periodFrom: civilDate,
  periodTo: civilDate,
  dueOn: civilDate,
  auditor: z.string(),
  cite: z.string(),
  conclusion: conclusion.nullable(),
  nextDueOn: civilDate.nullable(),
};
/** An audit in the list. `until` is the last day on which the present auditor reads; null for those who run it. */
export const auditSummary = z.strictObject({ ...summary, cases: z.number().int(), actionsOpen: z.number().int(), until: civilDate.nullable() });
export type AuditSummary = z.infer<typeof auditSummary>;

/** A case of the sample. `code` stands for it wherever no name may. */
export const sampledCase = z.strictObject({ caseId: z.uuid(), code: z.string(), place: z.number().int(), childName: z.string(), clinician: z.string().nullable(), state: z.enum(["sampled", "replaced"]), reason: z.string(), replacedBy: z.string().nullable(), disclosure: disclosureTag });
export const rating = z.strictObject({ item: z.string(), caseId: z.uuid().nullable(), mark, sessionId: z.uuid().nullable(), comment: z.strictObject({ words: z.string(), disclosure: disclosureTag.nullable() }).nullable(), disclosure: disclosureTag.nullable() });
export type Rating = z.infer<typeof rating>;
export const finding = z.strictObject({ findingId: z.uuid(), kind: z.enum(findingKinds), item: z.string().nullable(), words: z.string() });
export const action = z.strictObject({ actionId: z.uuid(), findingId: z.uuid().nullable(), words: z.string(), staffId: z.uuid(), staffName: z.string(), dueOn: civilDate, doneWhen: z.string(), doneOn: civilDate.nullable(), evidence: z.string() });
export type PlanAction = z.infer<typeof action>;
export const access = z.strictObject({ accessId: z.uuid(), staffId: z.uuid(), name: z.string(), email: z.string(), validFrom: civilDate, validTo: civilDate, endedAt: instant.nullable(), reason: z.string() });
/** By when the next audit is due by one clause of the policy. */
export const dueBy = z.strictObject({ rule: z.string(), cite: z.string(), status: z.enum(["confirmed", "draft", "local"]), on: civilDate });
export type DueBy = z.infer<typeof dueBy>;

/** One signed session of a sampled case, as the service record has it: no word of what was said. */
export const serviceFact = z.strictObject({
  sessionId: z.uuid(),
  code: z.string(),
  on: civilDate,
  minutes: z.number().int().nullable(),
  kind: z.string(),
  place: z.string(),
  modality: z.string(),
  present: z.array(z.string()),
  signedOn: civilDate,
  cosignedOn: civilDate.nullable(),
  units: z.number().int().nullable(),
  billing: z.enum(["ready", "held"]),
  decision: z.strictObject({ policy: z.string(), version: z.string().nullable(), edition: z.string().nullable(), verdict: z.enum(["yes", "no", "unknown"]), findings: z.array(z.strictObject({ rule: z.string(), clause: z.string(), result: z.string(), severity: z.string(), status: z.string() })) }),
});
export type ServiceFact = z.infer<typeof serviceFact>;

export const audit = z.strictObject({
  ...summary,
  today: civilDate,
  agency: z.string(),
  policy: z.string(),
  /** `drawnAgain`: whether drawing again from what is kept gives the same; null for those who do not see the whole list. */
  sample: z.strictObject({ rule: z.string(), words: z.string(), seed: z.string(), wanted: z.number().int(), population: z.number().int(), drawnAgain: z.enum(["same", "differs"]).nullable() }),
  form: auditForm,
  threshold: z.number().int(),
  cases: z.array(sampledCase),
  ratings: z.array(rating),
  score,
  suggestion: z.enum(["acceptable", "not_acceptable"]).nullable(),
  findings: z.array(finding),
  actions: z.array(action),
  access: z.array(access),
  due: z.array(dueBy),
  pack: z.strictObject({ data: z.string(), whole: z.string() }).nullable(),
  withdrawnReason: z.string(),
  may: z.array(z.enum(["run", "rate", "pack"])),
});
export type Audit = z.infer<typeof audit>;

/** An action of a plan that somebody owes. */
export const ownAction = action.extend({ auditId: z.uuid(), auditTitle: z.string() });
export type OwnAction = z.infer<typeof ownAction>;

const readers = ["administrator", "privacy_officer", "auditor"] as const;
const runs = ["administrator"] as const;
const owners = ["administrator", "supervisor", "clinician", "trainee", "privacy_officer", "front_desk", "biller", "senior_leader"] as const;
const ofAudit = { of: null, subject: "none" } as const;
const done = z.strictObject({ done: z.literal(true) });
const auditId = z.uuid();

export const audits = {
  list: procedure({ who: readers, ...ofAudit, shows: "agency", action: "read" })
    .route({ method: "GET", path: "/audits", summary: "The annual audits: all of them for who runs the programme, an auditor's own while they are open." })
    .output(z.strictObject({ today: civilDate, audits: z.array(auditSummary), due: z.array(dueBy) })),
  ownActions: procedure({ who: owners, ...ofAudit, shows: "agency", action: "read" })
    .route({ method: "GET", path: "/audit-actions", summary: "What the corrective plans of audits ask of oneself." })
    .output(z.strictObject({ today: civilDate, actions: z.array(ownAction) })),
  population: procedure({ who: runs, ...ofAudit, shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/audits/population", summary: "How many cases have a signed session in a period: what a sample would be drawn from." })
    .input(z.strictObject({ from: civilDate, to: civilDate }))
    .output(z.strictObject({ population: z.number().int() })),
  open: procedure({ who: runs, ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audits", summary: "Opens an audit and draws its sample by the stated rule. Without a seed one is made by chance; it is kept." })
    .input(z.strictObject({ title: line(200).min(1), periodFrom: civilDate, periodTo: civilDate, dueOn: civilDate, auditor: line(200).min(1), wanted: z.number().int().min(1).max(100), seed: line(100).min(8, expected({ en: "Expected at least eight characters.", es: "Se esperan al menos ocho caracteres." })).nullable().default(null), threshold: z.number().int().min(1).max(100).nullable().default(null) }))
    .output(z.strictObject({ auditId })),
  get: procedure({ who: readers, ...ofAudit, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/audits/{auditId}", summary: "An audit: the sample with its rule, who looks until when, ratings, findings, plan." })
    .input(z.strictObject({ auditId }))
    .output(audit),
  sessions: procedure({ who: readers, of: { class: "service", by: "caseId" }, subject: "caseId", shows: "service", action: "read" })
    .route({ method: "GET", path: "/audits/{auditId}/cases/{caseId}/sessions", summary: "The signed sessions of a sampled case in the period: facts of the service and the decisions that were kept." })
    .input(z.strictObject({ auditId, caseId: z.uuid() }))
    .output(z.strictObject({ sessions: z.array(serviceFact) })),
  replace: procedure({ who: runs, of: { class: "service", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/cases/{caseId}/replace", summary: "Takes a case out of the sample, with a reason that is kept; the next one in the order of the draw takes its place." })
    .input(z.strictObject({ auditId, caseId: z.uuid(), reason }))
    .output(z.strictObject({ code: z.string() })),
  invite: procedure({ who: runs, ...ofAudit, shows: "agency", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/auditors", summary: "Opens the sampled cases to an auditor for a span of days. Who is new gets a link by which they set a password." })
    .input(z.strictObject({ auditId, name: line(200).min(1), email, language: z.enum(["en", "es"]), validFrom: civilDate, validTo: civilDate }))
    .output(z.strictObject({ accessId: z.uuid(), link: z.string().nullable() })),
  endAccess: procedure({ who: runs, ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/auditors/{accessId}/end", summary: "Ends an auditor's reading now, before its last day." })
    .input(z.strictObject({ auditId, accessId: z.uuid(), reason }))
    .output(done),
  rate: procedure({ who: ["auditor"], ...ofAudit, shows: "agency", action: "write" })
    .route({ method: "PUT", path: "/audits/{auditId}/ratings", summary: "Keeps a rating as it is being given; what is not said of it stays as it is. What does not apply leaves the count." })
    .input(z.strictObject({ auditId, item: line(60).min(1), caseId: z.uuid().nullable(), mark: mark.optional(), sessionId: z.uuid().nullable().optional(), comment: prose(4000).optional() }))
    .output(z.strictObject({ savedAt: instant, score, suggestion: z.enum(["acceptable", "not_acceptable"]).nullable() })),
  saveFinding: procedure({ who: ["administrator", "auditor"], ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/audits/{auditId}/findings/{findingId}", summary: "Keeps a finding. Its id is made by who writes it, so that a save repeated saves nothing twice." })
    .input(z.strictObject({ auditId, findingId: z.uuid(), kind: z.enum(findingKinds), item: line(60).nullable().default(null), words: someWords(2000) }))
    .output(done),
  removeFinding: procedure({ who: ["administrator", "auditor"], ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/findings/{findingId}/remove", summary: "Takes a finding back." })
    .input(z.strictObject({ auditId, findingId: z.uuid() }))
    .output(done),
  handIn: procedure({ who: ["auditor"], ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/hand-in", summary: "The auditor's rating by the local threshold, with a reason where it is another than the points suggest. From then on the ratings stay." })
    .input(z.strictObject({ auditId, acceptable: z.boolean(), reason: prose(2000).default("") }))
    .output(done),
  recordOfficial: procedure({ who: runs, ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/official", summary: "Records an official rating with its issuer and the name of its document." })
    .input(z.strictObject({ auditId, acceptable: z.boolean(), rating: line(200).min(1), issuer: line(200).min(1), documentName: line(200).min(1), ratedOn: civilDate }))
    .output(done),
  saveAction: procedure({ who: runs, ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/audits/{auditId}/actions/{actionId}", summary: "Keeps an action of the corrective plan: what, who, by when, and how one sees that it is done." })
    .input(z.strictObject({ auditId, actionId: z.uuid(), findingId: z.uuid().nullable().default(null), words: someWords(2000), staffId: z.uuid(), dueOn: civilDate, doneWhen: someWords(1000) }))
    .output(done),
  removeAction: procedure({ who: runs, ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/actions/{actionId}/remove", summary: "Takes an action out of the plan, before the audit is closed." })
    .input(z.strictObject({ auditId, actionId: z.uuid() }))
    .output(done),
  finishAction: procedure({ who: owners, ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audit-actions/{actionId}/done", summary: "Says that an action is done, with what shows it. By whom it is, or who runs the programme." })
    .input(z.strictObject({ actionId: z.uuid(), doneOn: civilDate, evidence: someWords(1000) }))
    .output(done),
  close: procedure({ who: runs, ...ofAudit, shows: "agency", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/close", summary: "Closes the audit: its rating becomes the agency's certificate, which decisions use from that day on, and the pack is fixed." })
    .input(z.strictObject({ auditId }))
    .output(z.strictObject({ certificateId: z.uuid(), nextDueOn: civilDate.nullable(), pack: z.string() })),
  withdraw: procedure({ who: runs, ...ofAudit, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/audits/{auditId}/withdraw", summary: "Gives an audit up, with a reason. It stays in the list." })
    .input(z.strictObject({ auditId, reason }))
    .output(done),
  pack: procedure({ who: readers, ...ofAudit, shows: "agency", action: "export" })
    .route({ method: "GET", path: "/audits/{auditId}/pack", summary: "The pack of the audit as a zip: a PDF in each language and the evidence, with codes for names. A closed audit's is the same to the byte." })
    .input(z.strictObject({ auditId }))
    .output(z.file()),
};
