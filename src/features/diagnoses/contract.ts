import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, instant, line } from "#kernel/shapes.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { axesContract } from "./axes.contract.ts";
import { crosswalkContract } from "./crosswalk.contract.ts";

/** Whose codes a diagnosis is written in. Of DC:0-5 only numbers: its words are not ours to ship, the agency types its own. */
export const systems = ["ICD-10-CM", "DC:0-5"] as const;
export type System = (typeof systems)[number];

/** What somebody may say of a diagnosis. The first two begin one; the last takes it out, and stays readable. */
export const statuses = ["provisional", "confirmed", "ruled_out", "resolved", "entered_in_error"] as const;
export type Status = (typeof statuses)[number];

/** One code of the shipped list. `billable` is whether a claim may bear it in the federal year from October 2025, `billableNext` from October 2026 on. */
export const listedCode = z.strictObject({ code: z.string(), description: z.string(), billable: z.boolean(), billableNext: z.boolean() });
export type ListedCode = z.infer<typeof listedCode>;

/** Who found that a child was maltreated: an agency or a court, by name, on a day; with the paper where it is a document that one may see. */
export const finding = z.strictObject({
  kind: z.enum(["agency", "court"]),
  by: line(200).min(1, expected({ en: "Expected the name of the agency or court.", es: "Se espera el nombre del organismo o del tribunal." })),
  on: civilDate,
  documentId: z.uuid().nullable().default(null),
});
export type FindingOfMaltreatment = z.infer<typeof finding>;

/** One row of what was held of a diagnosis. `corrects`: the row before it was wrong. */
export const statusEntry = z.strictObject({ statusId: z.uuid(), status: z.enum(statuses), since: civilDate, reason: z.string(), corrects: z.boolean(), byName: z.string().nullable(), at: instant });
export type StatusEntry = z.infer<typeof statusEntry>;

/** A diagnosis with its whole history, the earliest first. Without history it was recorded before anybody was asked how sure it is. */
export const diagnosis = z.strictObject({
  diagnosisId: z.uuid(),
  system: z.string(),
  code: z.string(),
  /** The title of the code in English, or the agency's own label; empty where neither is known. */
  display: z.string(),
  foundOn: civilDate.nullable(),
  source: z.string(),
  finding: finding.nullable(),
  isPrimary: z.boolean(),
  history: z.array(statusEntry),
  disclosure: disclosureTag,
});
export type Diagnosis = z.infer<typeof diagnosis>;

const reason = line(500).default("");
const clinical = ["clinician", "trainee", "supervisor"] as const;
const readers = [...clinical, "auditor", "privacy_officer"] as const;
const ofChart = { of: { class: "child_chart", by: "caseId" }, subject: "caseId" } as const;

export const diagnoses = {
  codes: procedure({ who: readers, of: null, subject: "none", shows: "nothing_personal", action: "read" })
    .route({ method: "GET", path: "/codes/icd-10-cm", summary: "The ICD-10-CM codes that are shipped, with their English titles; searching is done where one types." })
    .output(z.strictObject({ codes: z.array(listedCode) })),
  list: procedure({ who: readers, ...ofChart, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/diagnoses", summary: "Every diagnosis of a case with what was held of it over time, the primary one told." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ diagnoses: z.array(diagnosis) })),
  add: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/diagnoses", summary: "Records a diagnosis: an ICD-10-CM code, or a code of DC:0-5 with the agency's own label. Confirmed maltreatment (T74) names who found it." })
    .input(z.strictObject({ caseId: z.uuid(), system: z.enum(systems).default("ICD-10-CM"), code: line(20).min(1, expected({ en: "Expected a code.", es: "Se espera un código." })), label: line(200).default(""), status: z.enum(["provisional", "confirmed"]).default("provisional"), foundOn: civilDate, source: line(500).default(""), isPrimary: z.boolean().default(false), finding: finding.nullable().default(null) }))
    .output(z.strictObject({ diagnosisId: z.uuid() })),
  setStatus: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/diagnoses/{diagnosisId}/status", summary: "Says what is held of a diagnosis from a day on, or that the last entry was wrong. `follows` is the entry that one saw last, null where there was none: the slower of two is refused." })
    .input(z.strictObject({ caseId: z.uuid(), diagnosisId: z.uuid(), follows: z.uuid().nullable(), how: z.enum(["change", "correction"]).default("change"), status: z.enum(statuses), since: civilDate, reason }))
    .output(z.strictObject({ statusId: z.uuid() })),
  setPrimary: procedure({ who: clinical, ...ofChart, shows: "child_chart", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/primary-diagnosis", summary: "Says which diagnosis is the primary one; with null none is. There is one at a time." })
    .input(z.strictObject({ caseId: z.uuid(), diagnosisId: z.uuid().nullable() }))
    .output(z.strictObject({ set: z.literal(true) })),
  ...axesContract,
  ...crosswalkContract,
};
