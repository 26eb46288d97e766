import type PgBoss from "pg-boss";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { addMinutes, type Instant } from "#kernel/dates.ts";
import { listOpenSubjects } from "#server/jobs.ts";
import { appendAudit } from "#server/audit.ts";
import { LeavingError } from "#server/leaving.ts";
import { MailError, sendMail } from "#server/mail.ts";
import { sendText } from "#server/sms.ts";
import type { Services } from "#server/procedure.ts";
import type { JobPayload } from "#server/queue.ts";
import { type Channel, channels, type MessageFailure } from "./contract.ts";
import { findWayOf, settleWay, stateOf, whyNot, writeLetter } from "./judging.jobs.ts";
import { holdSession } from "./reminders.store.ts";
import type { Letter } from "./rules.ts";
import { stopNumber } from "./replies.store.ts";
import * as store from "./store.ts";

/** After so many tries a message has failed: the first, and the queue's retries. */
export const MOST_TRIES = 6;
/** While one worker sends, in minutes: longer than a mail server or an adapter is waited for. */
export const CLAIM_MINUTES = 2;

/** What became of a message; `later`: not before that moment, for its hours or since another worker has it; `held`: it waits for a mail server. */
export type SendOutcome = { state: "sent" | "failed" | "withdrawn" | "unclear" | "nothing_to_do" | "held" } | { state: "later"; at: Instant };

type Begun = { message: store.MessageRow; channel: Channel; to: string; letter: Letter };
type Status = "queued" | "sending" | "sent" | "failed" | "withdrawn" | "unclear";

const noteInTrail = (tx: Transaction, messageId: string, status: Status, failure: MessageFailure = "") =>
  appendAudit(tx, { action: "job", procedure: "messages.send", outcome: status, requestId: "send-message", subjectId: messageId, details: failure === "" ? {} : { failure } });

async function settle<S extends "sent" | "failed" | "withdrawn" | "unclear">(tx: Transaction, messageId: string, status: S, failure: MessageFailure = ""): Promise<{ state: S }> {
  await store.settleMessage(tx, messageId, { status, failure });
  await noteInTrail(tx, messageId, status, failure);
  return { state: status };
}

/**
 * Takes the message, judges link or session and way, and writes down that it is being sent; what it answers to send is sent
 * after this transaction has ended. It holds the adult first, so that after somebody took a yes back nothing is begun.
 */
async function begin(tx: Transaction, services: Services, messageId: string): Promise<Begun | SendOutcome> {
  const found = await store.findMessage(tx, messageId);
  if (found?.status !== "queued" && found?.status !== "sending") return { state: "nothing_to_do" };
  // Whatever is held is held in this order by all who hold more than one: adult, session, number, message.
  if (found.personId) await store.holdMessagesTo(tx, found.personId);
  const session = found.kind === "reminder" ? await holdSession(tx, found.linkId, found.personId!) : null;
  const likely = await findWayOf(tx, services, found);
  const held = likely.verdict === "send" && likely.channel === "text" ? likely.to : null;
  if (held !== null) await store.holdMessagesTo(tx, held);
  const message = await store.lockMessage(tx, messageId);
  if (message?.status !== "queued" && message?.status !== "sending") return { state: "nothing_to_do" };
  if (message.claimedUntil !== null && message.claimedUntil > tx.now) return { state: "later", at: message.claimedUntil };
  // Whoever was sending it ended in the midst. An adapter sends each id once, a mail server may send it twice.
  const wasBegun = message.status === "sending";
  if (wasBegun && message.channel !== "text") return settle(tx, messageId, "unclear", "perhaps_left");
  if (message.notBefore !== null && message.notBefore > tx.now) return { state: "later", at: message.notBefore };
  const refusal = await whyNot(tx, services, message, session);
  if (refusal !== null) return settle(tx, messageId, wasBegun ? "unclear" : refusal.status, refusal.failure);
  const way = settleWay(message, await findWayOf(tx, services, message));
  if ("refused" in way) return settle(tx, messageId, wasBegun ? "unclear" : "failed", way.refused);
  if ("later" in way) {
    await store.postponeMessage(tx, messageId, way.later);
    return { state: "later", at: way.later };
  }
  const { channel, to } = way.go;
  // Another number took the first one's place in this very moment: the next look holds it.
  if (channel === "text" && to !== held) return { state: "later", at: tx.now };
  // The id was posted to the adapter before: it goes on there, or nobody can tell.
  if (wasBegun && (channel !== "text" || message.attempts >= MOST_TRIES)) return settle(tx, messageId, "unclear", "perhaps_left");
  const state = stateOf(services, channel);
  if (state === "demo") return settle(tx, messageId, "sent");
  if (state === "not_set_up") return { state: "held" };
  const claimed = await store.claimMessage(tx, messageId, channel, addMinutes(tx.now, CLAIM_MINUTES));
  return { message: claimed!, channel, to, letter: await writeLetter(tx, services, message, way.go) };
}

/** What a try that did not succeed makes of a message. An uncertain one stays uncertain, until an adapter says that it has the id. */
function judgeTry({ channel, message }: Begun, { failure, left }: LeavingError): { status: "queued" | "sending" | "failed" | "unclear"; failure: MessageFailure } {
  const perhaps = left === "perhaps" || message.failure === "perhaps_left";
  const isLast = failure !== "not_reachable" || message.attempts >= MOST_TRIES;
  if (!perhaps) return { status: isLast ? "failed" : "queued", failure };
  return { status: channel === "text" && !isLast ? "sending" : "unclear", failure: "perhaps_left" };
}

/**
 * Sends one message of the outbox. That it is being sent is committed before the network is spoken to, which happens outside
 * any transaction; so a message leaves once, or the outbox says that nobody can tell. Where the other side cannot be reached
 * the call throws, so that the queue tries again, until the last try.
 */
export async function sendMessage(services: Services, payload: JobPayload): Promise<SendOutcome> {
  const { database, clock } = services;
  const agency = (await store.listAgencies(database)).find((one) => one.agencyId === payload.agencyId);
  if (!agency) return { state: "nothing_to_do" };
  const actor: Actor = { kind: "system", job: "send-message", ...agency };
  const begun = await asActor(database, clock, actor, (tx) => begin(tx, services, payload.id));
  if ("state" in begun) return begun;
  const error = await tryToSend(services, payload.id, begun);
  const outcome = await asActor(database, clock, actor, (tx) => conclude(tx, payload.id, begun, error));
  if (outcome instanceof LeavingError) throw outcome;
  return outcome;
}

async function conclude(tx: Transaction, messageId: string, begun: Begun, error: LeavingError | null): Promise<SendOutcome | LeavingError> {
  if (error === null) {
    if (await store.noteSent(tx, messageId)) await noteInTrail(tx, messageId, "sent");
    return { state: "sent" };
  }
  // What the provider knows of a number holds for every other message too.
  if (error.failure === "stopped") await stopNumber(tx, begun.to, "provider");
  const { status, failure } = judgeTry(begun, error);
  if (!(await store.noteNotTaken(tx, messageId, begun.message.attempts, { status, failure }))) return { state: "nothing_to_do" };
  await noteInTrail(tx, messageId, status, failure);
  return status === "queued" || status === "sending" ? error : { state: status };
}

async function tryToSend({ settings, baseUrl }: Services, id: string, { channel, to, letter }: Begun): Promise<LeavingError | null> {
  try {
    if (channel === "text") await sendText(settings.smsUrl!, { id, to, text: letter.text });
    else await sendMail(settings.smtpUrl!, baseUrl, { id, to, fromName: letter.fromName, subject: letter.subject, text: letter.text });
    return null;
  } catch (error) {
    return error instanceof LeavingError ? error : new MailError("not_reachable", "unknown", "perhaps");
  }
}

const QUEUE = "send-message";
const LETTERS_AT_ONCE = 10;

async function work(boss: PgBoss, services: Services, job: PgBoss.Job<JobPayload>): Promise<void> {
  try {
    const outcome = await sendMessage(services, job.data);
    if (outcome.state === "later") await boss.send(QUEUE, job.data, { startAfter: outcome.at });
  } catch (error) {
    const { name, message } = error as Error;
    // Only our own sentence is kept: a fault of the database may quote a row.
    await boss.fail(QUEUE, job.id, { reason: error instanceof LeavingError ? message : name });
  }
}

/**
 * Works the queue `send-message` off. What waited for a mail server, or was left by a worker or a queue that gave up, is put
 * in again at the start, unless it stands there already: a server that is started again and again would pile it up. A message
 * that is there twice is sent once all the same, since a worker takes its row first.
 */
export async function startMessageWorker(boss: PgBoss, services: Services): Promise<void> {
  // Several at a time, each with an outcome of its own: one bad address must not hold the others up.
  await boss.work<JobPayload>(QUEUE, { pollingIntervalSeconds: 2, batchSize: LETTERS_AT_ONCE }, async (jobs) => {
    await Promise.all(jobs.map((job) => work(boss, services, job)));
  });
  if (stateOf(services, "email") === "not_set_up") services.log.warn({ mail: "not_set_up" }, "no mail server is set (DYAD_SMTP_URL): messages wait in the outbox");
  const sending = channels.filter((channel) => stateOf(services, channel) !== "not_set_up");
  if (sending.length === 0) return;
  const open = await listOpenSubjects(services.database, QUEUE);
  for (const agency of await store.listAgencies(services.database)) {
    const waiting = await asActor(services.database, services.clock, { kind: "system", job: "send-message", ...agency }, (tx) => store.listWaiting(tx, sending));
    for (const { messageId, notBefore } of waiting) if (!open.has(messageId)) await boss.send(QUEUE, { agencyId: agency.agencyId, id: messageId }, notBefore === null ? {} : { startAfter: notBefore });
  }
}
