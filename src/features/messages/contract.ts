import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { countOfRows, oneOf, sorting } from "#kernel/listing.ts";
import { findingShape, instant, pageKey } from "#kernel/shapes.ts";
import { expected, saying } from "#kernel/expected.ts";

/** What a message is about. */
export const messageKinds = ["measure_link", "invitation", "attention", "reminder", "hour_offer", "portal_link", "question_answer", "to_read", "application_letter"] as const;
export type MessageKind = (typeof messageKinds)[number];
/** Those that are about an hour, and say nothing else: they leave outside the quiet hours, as a text message where there is a number for one. */
export const hourKinds = ["reminder", "hour_offer"] as const;
export type HourKind = (typeof hourKinds)[number];
export const isOfHour = (kind: MessageKind): kind is HourKind => hourKinds.some((one) => one === kind);

/** Those that let an adult into the portal, together with a code. */
export const portalKinds = ["invitation", "portal_link"] as const;
export type PortalKind = (typeof portalKinds)[number];
export const isOfPortal = (kind: MessageKind): kind is PortalKind => portalKinds.some((one) => one === kind);

/** Those that bring a link. `attention` and `to_read` say that something waits, and nothing else; an answer to a reader and a letter to an applicant bring their own words. */
export type LinkKind = Exclude<MessageKind, "attention" | "to_read" | "question_answer" | "application_letter" | HourKind>;

/** How long the link of a message works, in minutes from the moment it is made. */
const DAY_MINUTES = 24 * 60;
export const linkMinutes: Record<LinkKind, number> = { measure_link: 14 * DAY_MINUTES, invitation: 7 * DAY_MINUTES, portal_link: 30 };

export const channels = ["email", "text"] as const;
export type Channel = (typeof channels)[number];

/**
 * How a message stands. `sending` is written down before the network is spoken to; `unclear` may or may not have left, and
 * is sent again by a person alone; `delivered` and `not_delivered` are what the provider told.
 */
export const messageStatuses = ["queued", "sending", "sent", "delivered", "not_delivered", "unclear", "failed", "withdrawn"] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** Those that a person may withdraw, and those that a person may send again after a look at the safe way. */
export const withdrawable: readonly MessageStatus[] = ["queued"];
export const sendableAgain: readonly MessageStatus[] = ["failed", "unclear", "not_delivered"];

/** Why it was not sent, as a word for machines; `words.ts` has the sentences. Empty while nothing went wrong. */
export const messageFailures = ["", "no_safe_way", "no_consent", "no_hours", "stopped", "address_refused", "number_refused", "not_reachable", "perhaps_left", "link_over", "session_changed", "offer_over", "question_gone", "application_gone", "nothing_to_read", "may_not_learn", "too_late", "another_nearer", "by_hand"] as const;
export type MessageFailure = (typeof messageFailures)[number];

/** One row of the outbox: who, when and how, never the words. Class service. */
export const messageView = z.strictObject({
  messageId: z.uuid(),
  caseId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  personName: z.string(),
  channel: z.enum(channels),
  kind: z.enum(messageKinds),
  language: z.enum(["en", "es"]),
  status: z.enum(messageStatuses),
  attempts: z.number().int(),
  queuedAt: instant,
  /** From when on it may leave; null where it may at once. */
  notBefore: instant.nullable(),
  sentAt: instant.nullable(),
  /** When the provider told what became of it; null where it did not. */
  toldAt: instant.nullable(),
  /** When an answer came to that number. Its words are kept nowhere. */
  repliedAt: instant.nullable(),
  /** The beginning of the session that a reminder is about, or of the hour that is offered; null of other messages. */
  aboutAt: instant.nullable(),
  failure: z.enum(messageFailures),
});
export type MessageView = z.infer<typeof messageView>;

/** How letters, and how text messages leave: `demo`: nothing leaves, and each can be opened here. `not_set_up`: letters wait, and nothing is sent as text. */
const leaving = z.enum(["sends", "demo", "not_set_up"]);

const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, expected({ en: "Expected a time such as 20:00.", es: "Se espera una hora, como 20:00." }));
/** How an agency reminds adults of sessions: how many hours before, none for not at all, and in which hours nothing leaves, by the adult's own clocks. */
export const reminderSettings = z
  .strictObject({ hoursBefore: z.array(z.number().int().min(1).max(336)).max(3).refine((hours) => new Set(hours).size === hours.length, expected({ en: "Expected each once.", es: "Se espera cada valor una sola vez." })), quietFrom: clockTime, quietTo: clockTime })
  .superRefine((one, context) => {
    if (one.quietFrom === one.quietTo) context.addIssue({ code: "custom", path: ["quietTo"], ...saying({ en: "Expected another time than the beginning.", es: "Se espera otra hora que la del comienzo." }) });
  });
export type ReminderSettings = z.infer<typeof reminderSettings>;
/** What holds until an agency sets its own. */
export const shippedReminders: ReminderSettings = { hoursBefore: [24], quietFrom: "20:00", quietTo: "08:00" };

/** How the outbox is narrowed, in its address as in what is asked. */
export const outboxAsked = { ...sorting(["queued", "about"], "down"), status: z.enum([...messageStatuses, "all"]).default("all"), channel: z.enum([...channels, "all"]).default("all"), kind: oneOf(messageKinds) };
export type OutboxAsked = z.output<z.ZodObject<typeof outboxAsked>>;

const readers = ["front_desk", "administrator", "clinician", "trainee", "supervisor"] as const;
const ofMessage = { of: { class: "service", by: "messageId" }, subject: "caseId", shows: "service" } as const;
const agencyMatter = { of: null, subject: "none", shows: "agency" } as const;

export const messagesContract = {
  outbox: procedure({ who: readers, of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/outbox", summary: "What was sent, waits, failed or is unclear, the newest first unless asked otherwise, a page at a time; of all that one sees, or of one family; with the first page how many match, counted up to 10,000." })
    .input(z.strictObject({ ...outboxAsked, caseId: z.uuid().nullable().default(null), after: pageKey }))
    .output(z.strictObject({ messages: z.array(messageView), next: z.string().nullable(), count: countOfRows, mail: leaving, texts: leaving })),
  open: procedure({ who: readers, of: { class: "intake", by: "messageId" }, subject: "none", shows: "intake", action: "read" })
    .route({ method: "GET", path: "/outbox/{messageId}", summary: "In the demo only: the message as it would have arrived, so that a visitor can go on as the caregiver." })
    .input(z.strictObject({ messageId: z.uuid() }))
    .output(z.strictObject({ messageId: z.uuid(), caseId: z.uuid().nullable(), personId: z.uuid().nullable(), to: z.string().nullable(), fromName: z.string(), subject: z.string(), text: z.string(), address: z.string() })),
  way: procedure({ ...ofMessage, who: readers, action: "read" })
    .route({ method: "GET", path: "/outbox/{messageId}/way", summary: "What stands for and against sending a message now: the safe way, the consent, the link or the session that it is about." })
    .input(z.strictObject({ messageId: z.uuid() }))
    .output(z.strictObject({ messageId: z.uuid(), findings: z.array(findingShape) })),
  withdraw: procedure({ ...ofMessage, who: readers, action: "write" })
    .route({ method: "POST", path: "/outbox/{messageId}/withdraw", summary: "Takes back a message that waits." })
    .input(z.strictObject({ messageId: z.uuid() }))
    .output(z.strictObject({ withdrawn: z.literal(true) })),
  again: procedure({ ...ofMessage, who: readers, action: "write" })
    .route({ method: "POST", path: "/outbox/{messageId}/again", summary: "Sends again what failed or is unclear; refused with its findings where no safe way stands." })
    .input(z.strictObject({ messageId: z.uuid() }))
    .output(z.strictObject({ queued: z.literal(true) })),
  allowTexts: procedure({ who: readers, of: { class: "intake", by: "caseId" }, subject: "caseId", shows: "nothing_personal", action: "write" })
    .route({ method: "POST", path: "/cases/{caseId}/people/{personId}/allow-texts", summary: "Writes down that an adult who had stopped text messages was asked again and wants them." })
    .input(z.strictObject({ caseId: z.uuid(), personId: z.uuid() }))
    .output(z.strictObject({ lifted: z.number().int() })),
  reminders: procedure({ who: readers, ...agencyMatter, action: "read" })
    .route({ method: "GET", path: "/reminders", summary: "How the agency reminds adults of their sessions, and how messages leave." })
    .output(z.strictObject({ settings: reminderSettings, isShipped: z.boolean(), mail: leaving, texts: leaving })),
  setReminders: procedure({ who: ["administrator"], ...agencyMatter, action: "write" })
    .route({ method: "PUT", path: "/reminders", summary: "Sets how many hours before a session adults are reminded, and in which hours nothing is sent." })
    .input(reminderSettings)
    .output(z.strictObject({ set: z.literal(true) })),
};
