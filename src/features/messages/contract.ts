import { z } from "zod";
import { procedure } from "#kernel/contract.ts";
import { instant } from "#kernel/shapes.ts";
import { expected } from "#kernel/expected.ts";

/** What a message is about. */
export const messageKinds = ["measure_link", "invitation", "attention"] as const;
export type MessageKind = (typeof messageKinds)[number];

/** Those that bring a link. `attention` says that something waits, and nothing else. */
export type LinkKind = Exclude<MessageKind, "attention">;

/** How long the link of a message works, in days from the moment it is made. */
export const linkDays: Record<LinkKind, number> = { measure_link: 14, invitation: 7 };

export const messageStatuses = ["queued", "sent", "failed", "withdrawn"] as const;
export type MessageStatus = (typeof messageStatuses)[number];

/** Why it was not sent, as a word for machines; `words.ts` has the sentences. Empty while nothing went wrong. */
export const messageFailures = ["", "no_safe_way", "address_refused", "not_reachable", "link_over"] as const;
export type MessageFailure = (typeof messageFailures)[number];

/** The key of the last row of the page before: its moment and its id; null at the start. */
const momentKey = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z\|[0-9a-f-]{36}$/, expected({ en: "Expected the key of the page before.", es: "Se espera la clave de la página anterior." })).nullable().default(null);

/** One row of the outbox: who, when and how, never the words. Class service. */
export const messageView = z.strictObject({
  messageId: z.uuid(),
  caseId: z.uuid().nullable(),
  personId: z.uuid().nullable(),
  personName: z.string(),
  channel: z.enum(["email"]),
  kind: z.enum(messageKinds),
  language: z.enum(["en", "es"]),
  status: z.enum(messageStatuses),
  attempts: z.number().int(),
  queuedAt: instant,
  sentAt: instant.nullable(),
  failure: z.enum(messageFailures),
});
export type MessageView = z.infer<typeof messageView>;

const readers = ["front_desk", "administrator", "clinician", "trainee", "supervisor"] as const;

export const messagesContract = {
  outbox: procedure({ who: readers, of: null, subject: "none", shows: "service", action: "read" })
    .route({ method: "GET", path: "/outbox", summary: "What was sent, waits or failed, the newest first, a page at a time." })
    .input(z.strictObject({ status: z.enum([...messageStatuses, "all"]).default("all"), after: momentKey }))
    .output(
      z.strictObject({
        messages: z.array(messageView),
        next: z.string().nullable(),
        /** `demo`: nothing leaves, and each message can be opened here. `not_set_up`: messages wait for a mail server. */
        mail: z.enum(["sends", "demo", "not_set_up"]),
      }),
    ),
  open: procedure({ who: readers, of: { class: "intake", by: "messageId" }, subject: "none", shows: "intake", action: "read" })
    .route({ method: "GET", path: "/outbox/{messageId}", summary: "In the demo only: the message as it would have arrived, so that a visitor can go on as the caregiver." })
    .input(z.strictObject({ messageId: z.uuid() }))
    .output(z.strictObject({ messageId: z.uuid(), caseId: z.uuid().nullable(), personId: z.uuid().nullable(), to: z.string().nullable(), fromName: z.string(), subject: z.string(), text: z.string(), address: z.string() })),
};
