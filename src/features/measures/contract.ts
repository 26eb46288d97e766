import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, instant } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { alertKinds, answersSchema } from "#features/instruments/contract.ts";

/** How a request stands: class service. `locked`: five birth years did not match; send a new one. */
export const requestStates = ["sent", "started", "submitted", "withdrawn", "expired", "locked"] as const;
export type RequestState = (typeof requestStates)[number];

/** Five wrong birth years close a link. */
export const MOST_BIRTH_YEAR_TRIES = 5;
/** How long a device may go on after the gate, in minutes. */
export const VISIT_MINUTES = 120;

const instrumentId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected({ en: "Expected an instrument's id, such as phq-9.", es: "Se espera el identificador de un instrumento, como phq-9." })).max(60);
const finding = z.strictObject({ rule: z.string(), clause: z.string(), result: z.enum(["met", "not_met", "unknown", "not_applicable", "overridden"]), severity: z.enum(["block", "warn", "info"]), status: z.enum(["confirmed", "draft", "local"]), message: z.string(), fix: z.string().nullable() });

/** One instrument asked of one adult. That it is due or done is class service. */
export const measureRequest = z.strictObject({
  requestId: z.uuid(),
  batteryId: z.uuid(),
  caseId: z.uuid(),
  respondentId: z.uuid(),
  respondentName: z.string(),
  /** Whom the answers are about: the adult who answers, or the child. */
  about: z.enum(["self", "child"]),
  instrument: z.string(),
  version: z.string(),
  language: z.enum(["en", "es"]),
  state: z.enum(requestStates),
  requestedAt: instant,
  expiresAt: instant,
  submittedAt: instant.nullable(),
});
export type MeasureRequest = z.infer<typeof measureRequest>;

/** A stored score: the adult's own where the adult answered about herself, the child's chart where about the child. */
export const measureScore = z.strictObject({
  requestId: z.uuid(),
  /** Null where the viewer sees the child's score but not whom was asked. */
  respondentId: z.uuid().nullable(),
  instrument: z.string(),
  version: z.string(),
  language: z.string(),
  answeredOn: civilDate,
  complete: z.boolean(),
  missing: z.array(z.string()),
  total: z.number().nullable(),
  subscales: z.record(z.string(), z.number().nullable()),
  band: z.string().nullable(),
  positive: z.record(z.string(), z.boolean().nullable()),
  alerts: z.array(z.strictObject({ item: z.string(), kind: z.enum(alertKinds) })),
  disclosure: disclosureTag,
});
export type MeasureScore = z.infer<typeof measureScore>;

/** Item answers: sent ones, and kept ones of which one raised an alert. The rest is nobody's but the adult's. */
export const measureAnswers = z.strictObject({ requestId: z.uuid(), answers: answersSchema, skipped: z.array(z.string()), savedAt: instant, submittedAt: instant.nullable(), disclosure: disclosureTag });
export type MeasureAnswers = z.infer<typeof measureAnswers>;

const whoSends = ["clinician", "trainee", "supervisor", "front_desk"] as const;
const whoReads = [...whoSends, "administrator", "privacy_officer", "auditor", "biller", "caregiver"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const ofBattery = { of: { class: "service", by: "batteryId" }, subject: "caseId", shows: "service", action: "write" } as const;

export const measuresContract = {
  sendBattery: procedure({ who: whoSends, ...ofCase, shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/batteries", summary: "Asks an adult to answer some instruments by one link, sent by a safe way or opened in the room." })
    .input(
      z.strictObject({
        caseId: z.uuid(),
        respondentId: z.uuid(),
        instruments: z.array(instrumentId).min(1, expected({ en: "Expected at least one instrument.", es: "Se espera al menos un instrumento." })).max(8, expected({ en: "Expected at most eight instruments.", es: "Se esperan como máximo ocho instrumentos." })).refine((ids) => new Set(ids).size === ids.length, expected({ en: "Expected each instrument once.", es: "Se espera cada instrumento una sola vez." })),
        language: z.enum(["en", "es"]),
        delivery: z.enum(["email", "none"]),
      }),
    )
    .output(z.strictObject({ batteryId: z.uuid(), expiresAt: instant, messageId: z.uuid().nullable(), requests: z.array(measureRequest), findings: z.array(finding) })),
  openLink: procedure({ who: whoSends, ...ofBattery })
    .route({ method: "POST", path: "/batteries/{batteryId}/link", summary: "The address of the questions, to open in the room with the adult." })
    .input(z.strictObject({ batteryId: z.uuid() }))
    .output(z.strictObject({ batteryId: z.uuid(), caseId: z.uuid(), address: z.string(), expiresAt: instant })),
  withdraw: procedure({ who: whoSends, ...ofBattery })
    .route({ method: "POST", path: "/batteries/{batteryId}/withdraw", summary: "Ends a link and its message; what was submitted stays." })
    .input(z.strictObject({ batteryId: z.uuid() }))
    .output(z.strictObject({ batteryId: z.uuid(), caseId: z.uuid(), withdrawn: z.literal(true) })),
  list: procedure({ who: whoReads, ...ofCase, shows: "tagged", action: "read" })
    .route({ method: "GET", path: "/cases/{caseId}/measures", summary: "What was asked and how it stands; scores and answers as the viewer may see them." })
    .input(z.strictObject({ caseId: z.uuid() }))
    .output(z.strictObject({ requests: z.array(measureRequest), scores: z.array(measureScore), answers: z.array(measureAnswers) })),
};
