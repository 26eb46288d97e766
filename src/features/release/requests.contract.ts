import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { expected } from "#kernel/expected.ts";
import { civilDate, line, pageKey, prose } from "#kernel/shapes.ts";
import { drafts, ofCase } from "./shapes.contract.ts";

export const requestKinds = ["subpoena", "court_order", "access"] as const;
export type RequestKind = (typeof requestKinds)[number];
export const requestAnswers = ["released", "objected", "not_available", "refused"] as const;
export const orderable = ["service", "child_chart", "relationship", "caregiver"] as const;

/** A request for records from a court, an attorney, or an adult for the own: when it came, until when it is answered, and how. */
export const recordsRequest = z.strictObject({
  requestId: z.uuid(),
  caseId: z.uuid(),
  kind: z.enum(requestKinds),
  receivedOn: civilDate,
  dueOn: civilDate,
  asker: z.string(),
  personId: z.uuid().nullable(),
  caseNumber: z.string(),
  asked: z.string(),
  documentId: z.uuid().nullable(),
  /** Whether the privacy officer has the record open for this request. */
  handling: z.boolean(),
  reviewedByName: z.string().nullable(),
  judgeSigned: z.boolean().nullable(),
  opens: z.array(z.enum(orderable)),
  opensPersonId: z.uuid().nullable(),
  answer: z.enum(requestAnswers).nullable(),
  answerWords: z.string(),
  answeredOn: civilDate.nullable(),
});
export type RecordsRequest = z.infer<typeof recordsRequest>;

const ids = { caseId: z.uuid(), requestId: z.uuid() };
const shown = { ...ofCase, shows: "service" } as const;
const desk = [...drafts, "administrator", "front_desk", "privacy_officer"] as const;

export const requestsContract = {
  list: procedure({ who: desk, ...shown, action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/records-requests", summary: "Subpoenas, orders and requests for access of a case, the newest first, a page at a time." })
    .input(z.strictObject({ caseId: z.uuid(), after: pageKey }))
    .output(z.strictObject({ today: civilDate, accessDays: z.number().int(), requests: z.array(recordsRequest), next: z.string().nullable() })),
  add: procedure({ who: desk, ...shown, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/records-requests", summary: "Takes in a request for records; what an adult asks of the own is due within the days that the agency counts with." })
    .input(z.strictObject({ caseId: z.uuid(), kind: z.enum(requestKinds), receivedOn: civilDate, dueOn: civilDate.nullable(), asker: line(200), personId: z.uuid().nullable().default(null), caseNumber: line(100).default(""), asked: prose(2000).refine((text) => text.trim() !== "", expected({ en: "Expected what is asked for.", es: "Se espera qué se pide." })), documentId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ requestId: z.uuid(), dueOn: civilDate })),
  handle: procedure({ who: ["privacy_officer"], ...shown, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/records-requests/{requestId}/handle", summary: "Opens the child's chart to the privacy officer until the request is answered." })
    .input(z.strictObject(ids))
    .output(z.strictObject({ handling: z.literal(true) })),
  review: procedure({ who: ["privacy_officer"], ...shown, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/records-requests/{requestId}/review", summary: "Says whether a judge has signed it, and what of whom it expressly opens." })
    .input(z.strictObject({ ...ids, judgeSigned: z.boolean(), opens: z.array(z.enum(orderable)).max(orderable.length), opensPersonId: z.uuid().nullable().default(null) }))
    .output(z.strictObject({ reviewed: z.literal(true) })),
  answer: procedure({ who: ["privacy_officer"], ...shown, action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/records-requests/{requestId}/answer", summary: "Answers the request, which closes its handling." })
    .input(z.strictObject({ ...ids, answer: z.enum(requestAnswers), words: prose(2000).default("") }))
    .output(z.strictObject({ answeredOn: civilDate })),
};
