import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line, pageKey, prose, wallTime, wholeNumber } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";

/** How the reporter came to know: seen, heard from others, or said by the child or an adult, word for word. */
export const accountWays = ["seen", "heard", "said"] as const;
export const dangers = ["yes", "no", "not_known"] as const;
const account = z.strictObject({ how: z.enum(accountWays), on: civilDate.nullable(), words: prose(4000) });

/** A mandated report as it is written (clinical.md section 9). Wall times are those of the agency. Children stand by name: the record holds by itself when the case is long closed. */
export const reportContent = z.strictObject({
  children: prose(1000),
  allegations: prose(8000),
  accounts: z.array(account).max(20),
  allegedPerson: prose(1000),
  access: prose(2000),
  danger: z.enum(dangers).nullable(),
  dangerWords: prose(2000),
  knownAt: wallTime.nullable(),
  oralAt: wallTime.nullable(),
  oralAgency: line(200),
  oralStaff: line(200),
  oralReference: line(200),
  /** Until when the written report is due, where its time does not follow from the agency's settings. */
  writtenDueAt: wallTime.nullable(),
  /** Who was consulted; not a precondition of reporting. */
  supervisorId: z.uuid().nullable(),
  caregiverTold: z.enum(["yes", "no"]).nullable(),
  caregiverWords: prose(2000),
  outcome: prose(4000),
});
export type ReportContent = z.infer<typeof reportContent>;

const tagged = { disclosure: disclosureTag };
const shortReport = { reportId: z.uuid(), caseId: z.uuid(), childName: z.string().nullable(), byName: z.string(), begunAt: instant, oralAt: instant.nullable(), writtenDueAt: instant.nullable(), writtenDoneOn: civilDate.nullable(), closedAt: instant.nullable(), ...tagged };
export const reportRow = z.strictObject(shortReport);
export type ReportRow = z.infer<typeof reportRow>;
export const report = z.strictObject({
  ...shortReport,
  revision: wholeNumber(0),
  savedAt: instant,
  content: reportContent,
  supervisorName: z.string().nullable(),
  addenda: z.array(z.strictObject({ words: z.string(), byName: z.string(), addedAt: instant })),
  /** What the accounting of disclosures holds of it. */
  disclosures: z.array(z.strictObject({ disclosedAt: instant, recipient: z.string(), basis: z.string() })),
  may: z.enum(["write", "read"]),
  /** Hours after the oral report in which the written one is due, as the agency set them; null where it did not. */
  writtenReportHours: z.number().int().nullable(),
});
export type Report = z.infer<typeof report>;

const reporters = ["clinician", "trainee"] as const;
const readers = ["clinician", "trainee", "supervisor", "privacy_officer"] as const;
const ofReport = { of: { class: "report", by: "reportId" }, subject: "none" } as const;
const said = (most: number) => prose(most).refine((text) => text.trim() !== "", expected({ en: "Expected some words.", es: "Se esperan unas palabras." }));

/** Mandated reports: for the reporter, the supervisor who was consulted and the privacy officer, and for nobody else. */
export const reportsContract = {
  list: procedure({ who: readers, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/mandated-reports", summary: "Reports that one wrote, was consulted on, or watches over as privacy officer, the newest first." })
    .input(z.strictObject({ caseId: z.uuid().optional(), after: pageKey }))
    .output(z.strictObject({ reports: z.array(reportRow), next: z.string().nullable() })),
  get: procedure({ who: readers, ...ofReport, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/mandated-reports/{reportId}", summary: "One report, as it was written, with what was added." })
    .input(z.strictObject({ reportId: z.uuid() }))
    .output(report),
  begin: procedure({ who: reporters, of: { class: "service", by: "caseId" }, subject: "none", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/mandated-reports", summary: "Begins a report; it is saved as it is typed." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ reportId: z.uuid() })),
  save: procedure({ who: reporters, ...ofReport, shows: "nothing_personal", action: "write" })
    .route({ method: "PUT", path: "/mandated-reports/{reportId}", summary: "Saves a report that is not closed, as a whole; 409 where it was saved elsewhere meanwhile." })
    .input(reportContent.extend({ reportId: z.uuid(), revision: wholeNumber(1) }))
    .output(z.strictObject({ revision: wholeNumber(0), savedAt: instant })),
  close: procedure({ who: reporters, ...ofReport, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/mandated-reports/{reportId}/close", summary: "Closes a report that says all it must, and enters the disclosure in its accounting; nothing in it changes from then on." })
    .input(z.strictObject({ reportId: z.uuid(), revision: wholeNumber(1) }))
    .output(z.strictObject({ closed: z.literal(true) })),
  sendWritten: procedure({ who: reporters, ...ofReport, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/mandated-reports/{reportId}/written", summary: "Notes the day on which the written report was handed in." })
    .input(z.strictObject({ reportId: z.uuid(), on: civilDate }))
    .output(z.strictObject({ noted: z.literal(true) })),
  amend: procedure({ who: reporters, ...ofReport, shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/mandated-reports/{reportId}/addenda", summary: "Adds to a closed report, beside what stands." })
    .input(z.strictObject({ reportId: z.uuid(), words: said(10_000) }))
    .output(z.strictObject({ added: z.literal(true) })),
};

export const incidentKinds = ["injury", "threat", "elopement", "property", "medication", "other"] as const;
export const severities = ["no_harm", "minor", "serious"] as const;
export const incident = z.strictObject({
  incidentId: z.uuid(),
  caseId: z.uuid(),
  sessionId: z.uuid().nullable(),
  childName: z.string().nullable(),
  byName: z.string(),
  kind: z.enum(incidentKinds),
  severity: z.enum(severities),
  happenedAt: instant,
  what: z.string(),
  told: z.string(),
  followUp: z.string(),
  recordedAt: instant,
  reviewedAt: instant.nullable(),
  reviewedByName: z.string().nullable(),
  review: z.string(),
  may: z.enum(["review", "read"]),
  ...tagged,
});
export type Incident = z.infer<typeof incident>;

/** Incidents in or around a session: a record of the programme's own, in the compartment of reports. */
export const incidentsContract = {
  list: procedure({ who: readers, of: null, subject: "none", shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/incidents", summary: "Incidents that one wrote, reviews, or watches over as privacy officer, the newest first." })
    .input(z.strictObject({ caseId: z.uuid().optional(), after: pageKey }))
    .output(z.strictObject({ incidents: z.array(incident), next: z.string().nullable() })),
  add: procedure({ who: reporters, of: { class: "service", by: "caseId" }, subject: "none", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/incidents", summary: "Writes down an incident; the writer's supervisor is asked to review it." })
    .input(z.strictObject({ caseId: z.uuid(), sessionId: z.uuid().nullable(), kind: z.enum(incidentKinds), severity: z.enum(severities), happenedAt: wallTime, what: said(10_000), told: prose(2000), followUp: prose(4000) }))
    .output(z.strictObject({ incidentId: z.uuid() })),
  review: procedure({ who: ["supervisor", "privacy_officer"], of: { class: "report", by: "incidentId" }, subject: "none", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/incidents/{incidentId}/review", summary: "The review of an incident, once." })
    .input(z.strictObject({ incidentId: z.uuid(), review: said(4000) }))
    .output(z.strictObject({ reviewed: z.literal(true) })),
};
