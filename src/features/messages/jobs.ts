import type PgBoss from "pg-boss";
import { type Actor, asActor, type Transaction } from "#database/actor.ts";
import { addMinutes, dateInZone, type Instant } from "#kernel/dates.ts";
import { listOpenSubjects } from "#server/jobs.ts";
import { appendAudit } from "#server/audit.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { MailError, mailState, sendMail } from "#server/mail.ts";
import type { Services } from "#server/procedure.ts";
import type { JobPayload } from "#server/queue.ts";
import { linkDays, type MessageFailure } from "./contract.ts";
import { judgeSafeEmail, type Letter, linkAddress, renderMessage, type SafeWay } from "./rules.ts";
import * as store from "./store.ts";

/** After so many tries a message has failed: the first, and the queue's retries. */
export const MOST_TRIES = 6;
/** While one worker sends, in minutes: longer than a mail server is waited for. */
const CLAIM_MINUTES = 2;
const DAY_MINUTES = 24 * 60;

/** The letter of a message as it would leave now, and whether its link still works. */
export async function writeLetter(tx: Transaction, services: Pick<Services, "signingKey" | "baseUrl">, message: store.MessageRow): Promise<{ letter: Letter; linkIsOpen: boolean }> {
  const say = { kind: message.kind, language: message.language, publicName: await store.findPublicName(tx), on: tx.today };
  if (message.kind === "attention") return { letter: renderMessage({ ...say, until: tx.today, address: `${services.baseUrl}/app` }), linkIsOpen: true };
  const token = linkToken(services.signingKey, message.linkId);
  const address = linkAddress(message.kind, services.baseUrl, token);
  // The last whole day: nobody is promised the hours of the day on which the link ends.
  const until = dateInZone(addMinutes(message.queuedAt, (linkDays[message.kind] - 1) * DAY_MINUTES), tx.actor.timeZone);
  const letter = renderMessage({ ...say, until, address });
  return { letter, linkIsOpen: await store.linkIsOpen(tx, hashToken(token)) };
}

/** Where a message may go now, judged anew each time: what was safe when it was queued need not be so any more. */
export async function findWay(tx: Transaction, message: Pick<store.MessageRow, "personId" | "staffId" | "caseId">): Promise<SafeWay> {
  if (message.personId && (await store.hasRefusedMessages(tx, message.personId, message.caseId))) return { verdict: "refuse", why: "noConsent" };
  if (message.personId) return judgeSafeEmail(await store.listWaysOf(tx, message.personId, message.caseId), tx.now, tx.actor.timeZone);
  const staff = message.staffId ? await store.findStaffEmail(tx, message.staffId) : null;
  return staff ? { verdict: "send", to: staff.value } : { verdict: "refuse", why: "noWay" };
}

/** What became of a message; `later`: not before that moment, for its hours or since another worker has it; `held`: it waits for a mail server. */
export type SendOutcome = { state: "sent" | "failed" | "withdrawn" | "nothing_to_do" | "held" } | { state: "later"; at: Instant };

type Prepared = { to: string; letter: Letter } | SendOutcome;

async function settle(tx: Transaction, messageId: string, status: "queued" | "sent" | "failed" | "withdrawn", failure: MessageFailure = ""): Promise<void> {
  await store.settleMessage(tx, messageId, { status, failure });
  await appendAudit(tx, { action: "job", procedure: "messages.send", outcome: status, requestId: "send-message", subjectId: messageId, details: failure === "" ? {} : { failure } });
}

/** Takes the message, and judges link and way. What it answers to send is sent after this transaction has ended. */
async function prepare(tx: Transaction, services: Services, messageId: string): Promise<Prepared> {
  const found = await store.findMessage(tx, messageId);
  if (found?.status !== "queued") return { state: "nothing_to_do" };
  const message = await store.claimMessage(tx, messageId, addMinutes(tx.now, CLAIM_MINUTES));
  if (!message) return { state: "later", at: addMinutes(tx.now, CLAIM_MINUTES) };
  const { letter, linkIsOpen } = await writeLetter(tx, services, message);
  if (!linkIsOpen) {
    await settle(tx, messageId, "withdrawn", "link_over");
    return { state: "withdrawn" };
  }
  const way = await findWay(tx, message);
  if (way.verdict === "refuse") {
    await settle(tx, messageId, "failed", "no_safe_way");
    return { state: "failed" };
  }
  if (way.verdict === "wait") {
    await store.releaseMessage(tx, messageId);
    return { state: "later", at: way.until };
  }
  const mail = mailState(services);
  if (mail === "sends") return { to: way.to, letter };
  if (mail === "demo") {
    await settle(tx, messageId, "sent");
    return { state: "sent" };
  }
  await store.releaseMessage(tx, messageId);
  return { state: "held" };
}

/**
 * Sends one message of the outbox. The mail server is spoken to outside any transaction; where it cannot be reached the
 * call throws, so that the queue tries again, until the last try marks the message as failed. A crash between sending
 * and noting it may send a letter twice, never lose it.
 */
export async function sendMessage(services: Services, payload: JobPayload): Promise<SendOutcome> {
  const { database, clock, settings } = services;
  const agency = (await store.listAgencies(database)).find((one) => one.agencyId === payload.agencyId);
  if (!agency) return { state: "nothing_to_do" };
  const actor: Actor = { kind: "system", job: "send-message", ...agency };
  const prepared = await asActor(database, clock, actor, (tx) => prepare(tx, services, payload.id));
  if ("state" in prepared) return prepared;
  const failure = await tryToSend(settings.smtpUrl!, services.baseUrl, prepared);
  return asActor(database, clock, actor, async (tx) => {
    if (failure === null) {
      await settle(tx, payload.id, "sent");
      return { state: "sent" } as const;
    }
    const attempts = (await store.findMessage(tx, payload.id))?.attempts ?? MOST_TRIES;
    const isOver = failure.failure === "address_refused" || attempts >= MOST_TRIES;
    await settle(tx, payload.id, isOver ? "failed" : "queued", failure.failure);
    return isOver ? ({ state: "failed" } as const) : failure;
  }).then((outcome) => {
    if (outcome instanceof MailError) throw outcome;
    return outcome;
  });
}

async function tryToSend(smtpUrl: string, baseUrl: string, { to, letter }: { to: string; letter: Letter }): Promise<MailError | null> {
  try {
    await sendMail(smtpUrl, baseUrl, { to, ...letter });
    return null;
  } catch (error) {
    return error instanceof MailError ? error : new MailError("not_reachable", "unknown");
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
    await boss.fail(QUEUE, job.id, { reason: error instanceof MailError ? message : name });
  }
}

/**
 * Works the queue `send-message` off. What waited for a mail server, or was left by a queue that gave up, is put in again
 * at the start, unless it stands there already: a server that is started again and again would pile it up. A message that is
 * there twice is sent once all the same, since a worker takes its row first.
 */
export async function startMessageWorker(boss: PgBoss, services: Services): Promise<void> {
  // Several at a time, each with an outcome of its own: one bad address must not hold the others up.
  await boss.work<JobPayload>(QUEUE, { pollingIntervalSeconds: 2, batchSize: LETTERS_AT_ONCE }, async (jobs) => {
    await Promise.all(jobs.map((job) => work(boss, services, job)));
  });
  if (mailState(services) === "not_set_up") {
    services.log.warn({ mail: "not_set_up" }, "no mail server is set (DYAD_SMTP_URL): messages wait in the outbox");
    return;
  }
  const open = await listOpenSubjects(services.database, QUEUE);
  for (const agency of await store.listAgencies(services.database)) {
    const waiting = await asActor(services.database, services.clock, { kind: "system", job: "send-message", ...agency }, store.listWaiting);
    for (const { messageId } of waiting) if (!open.has(messageId)) await boss.send(QUEUE, { agencyId: agency.agencyId, id: messageId });
  }
}
