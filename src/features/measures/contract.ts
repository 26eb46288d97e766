import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { civilDate, findingShape, instant, prose } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";
import { disclosureTag } from "#features/disclosure/contract.ts";
import { alertKinds, answersSchema } from "#features/instruments/contract.ts";

/** How a request stands: class service. `locked`: five birth years did not match; send a new one. */
export const requestStates = ["sent", "started", "interview_asked", "submitted", "withdrawn", "void", "expired", "locked"] as const;
export type RequestState = (typeof requestStates)[number];

/** How an answer came: by a link, on the device that was handed over, read aloud by staff, entered from paper, typed from a licensed form, coded by a clinician. */
export const modes = ["link", "kiosk", "interview", "paper", "typed", "coded"] as const;
export type Mode = (typeof modes)[number];
/** Whom answers are about: the adult who answers, the child, or the child with one adult. */
export const abouts = ["self", "child", "relationship"] as const;
export type About = (typeof abouts)[number];

/** Five wrong birth years close a link. */
export const MOST_BIRTH_YEAR_TRIES = 5;
/** How long a device may go on after the gate, in minutes. */
export const VISIT_MINUTES = 120;

export const instrumentId = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, expected({ en: "Expected an instrument's id, such as phq-9.", es: "Se espera el identificador de un instrumento, como phq-9." })).max(60);
/** One instrument asked of one adult, or coded by a clinician. That it is due or done is class service. */
export const measureRequest = z.strictObject({
  requestId: z.uuid(),
  batteryId: z.uuid(),
  caseId: z.uuid(),
  /** Null where a clinician coded what was seen; the name is then the clinician's. */
  respondentId: z.uuid().nullable(),
  respondentName: z.string(),
  about: z.enum(abouts),
  /** The adult with whom the child was seen; null where it is not about a relationship. */
  aboutAdult: z.strictObject({ personId: z.uuid(), name: z.string() }).nullable(),
  mode: z.enum(modes),
  /** Who read aloud, entered or coded; null where the adult answered by a link. */
  enteredByName: z.string().nullable(),
  /** The request that this one sets right; the one by which it was set right; the history to which it adds an event. */
  corrects: z.uuid().nullable(),
  correctedBy: z.uuid().nullable(),
  addsTo: z.uuid().nullable(),
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
  mode: z.enum(modes),
  about: z.enum(abouts),
  /** The request by which it was set right: then it counts in no series. */
  correctedBy: z.uuid().nullable(),
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

/** Words beside the answers of a request, of the class of the answers. */
export const measureWords = z.strictObject({ requestId: z.uuid(), kind: z.enum(["narrative", "outside_age", "correction", "void", "new_event"]), words: z.string(), happenedOn: civilDate.nullable(), byName: z.string().nullable(), writtenAt: instant, disclosure: disclosureTag });
export type MeasureWords = z.infer<typeof measureWords>;

export const whoSends = ["clinician", "trainee", "supervisor", "front_desk"] as const;
const whoReads = [...whoSends, "administrator", "privacy_officer", "auditor", "biller", "caregiver"] as const;
const ofCase = { of: { class: "service", by: "caseId" }, subject: "caseId" } as const;
const ofBattery = { of: { class: "service", by: "batteryId" }, subject: "caseId", shows: "service", action: "write" } as const;

const askedOf = {
  someone: { en: "Expected at least one adult.", es: "Se espera al menos una persona adulta." },
  atMostSix: { en: "Expected at most six adults.", es: "Se esperan como máximo seis personas adultas." },
  eachOnce: { en: "Expected each adult once.", es: "Se espera a cada persona adulta una sola vez." },
} as const;
const instrumentIds = z.array(instrumentId).min(1, expected({ en: "Expected at least one instrument.", es: "Se espera al menos un instrumento." })).max(8, expected({ en: "Expected at most eight instruments.", es: "Se esperan como máximo ocho instrumentos." })).refine((ids) => new Set(ids).size === ids.length, expected({ en: "Expected each instrument once.", es: "Se espera cada instrumento una sola vez." }));
/** What one adult is asked, in which language and by which way: `none` is opened in the room. */
export const recipient = z.strictObject({ respondentId: z.uuid(), instruments: instrumentIds, language: z.enum(["en", "es"]), delivery: z.enum(["email", "none"]) });
/** Why a measure is used outside the child's age window; null where it is not. Kept with the answers. */
export const outsideAgeReason = prose(1000).pipe(z.string().trim().min(3, expected({ en: "Expected a reason.", es: "Se espera un motivo." }))).nullable().default(null);
const sentBattery = z.strictObject({ respondentId: z.uuid(), batteryId: z.uuid(), expiresAt: instant, messageId: z.uuid().nullable(), requests: z.array(measureRequest) });

export const measuresContract = {
  sendBattery: procedure({ who: whoSends, ...ofCase, shows: "service", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/batteries", summary: "Asks adults to answer instruments, each by one link in the own language, sent by a safe way or opened in the room." })
    .input(z.strictObject({ caseId: z.uuid(), to: z.array(recipient).min(1, expected(askedOf.someone)).max(6, expected(askedOf.atMostSix)).refine((all) => new Set(all.map((one) => one.respondentId)).size === all.length, expected(askedOf.eachOnce)), outsideAgeReason }))
    .output(z.strictObject({ batteries: z.array(sentBattery), findings: z.array(findingShape) })),
  handOver: procedure({ who: whoSends, ...ofBattery })
    .route({ method: "POST", path: "/batteries/{batteryId}/hand-over", summary: "Says that the questions are answered on this device, and answers their address; whoever hands it over signs out before it is opened." })
    .input(z.strictObject({ batteryId: z.uuid() }))
    .output(z.strictObject({ batteryId: z.uuid(), caseId: z.uuid(), address: z.string() })),
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
    .output(z.strictObject({ requests: z.array(measureRequest), scores: z.array(measureScore), answers: z.array(measureAnswers), words: z.array(measureWords) })),
};
