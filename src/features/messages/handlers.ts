import { noteCase } from "#server/audit.ts";
import type { Transaction } from "#database/actor.ts";
import type { Finding } from "#kernel/findings.ts";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import { mailState } from "#server/mail.ts";
import { textState } from "#server/sms.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { requirePart } from "#features/people/handlers.ts";
import { type messagesContract, sendableAgain, shippedReminders, withdrawable } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { findWayOf, settleWay, whyNot, writeLetter } from "./judging.jobs.ts";
import * as reminders from "./reminders.store.ts";
import { liftStopsOf } from "./replies.store.ts";
import { findingOf } from "./rules.ts";
import * as store from "./store.ts";
import { failureLabels, safeWayWords } from "./words.ts";

type Asking = { services: Pick<Call["services"], "signingKey" | "settings" | "demo">; language: Language };

/** A message that the actor sees; its row of the trail names its family. */
async function requireMessage(tx: Transaction, messageId: string): Promise<store.MessageRow> {
  const message = await store.findMessage(tx, messageId);
  if (!message) throw new Fault("not_found", faultWords.noMessage);
  if (message.caseId !== null) noteCase(tx, message.caseId);
  return message;
}

/** Shows a letter of the demo. Elsewhere a link belongs to the adult it was sent to, and to nobody who can read an outbox. */
async function open(tx: Transaction, { messageId }: { messageId: string }, call: Pick<Call, "services">) {
  if (call.services.demo === "0") throw new Fault("not_allowed", faultWords.demoOnly);
  const message = await requireMessage(tx, messageId);
  const way = await findWayOf(tx, call.services, message);
  const found = way.verdict === "refuse" ? null : way;
  const letter = await writeLetter(tx, call.services, message, found ?? { channel: message.channel, timeZone: tx.actor.timeZone });
  return { messageId, caseId: message.caseId, personId: message.personId, to: found?.to ?? null, ...letter };
}

/** What stands for and against sending a message now. */
async function judge(tx: Transaction, message: store.MessageRow, { services, language }: Asking): Promise<Finding[]> {
  const session = message.kind === "reminder" ? await reminders.findSession(tx, message.linkId, message.personId!) : null;
  const against = await whyNot(tx, services, message, session);
  const base = { rule: "safe-contact", clause: "safe contact", status: "local", result: "not_met", severity: "block", fix: null } as const;
  if (against !== null) return [{ ...base, message: against.failure !== "" && against.failure !== "link_over" ? failureLabels[against.failure][language] : safeWayWords.linkOver[language] }];
  const way = await findWayOf(tx, services, message);
  const settled = settleWay(message, way);
  if ("refused" in settled && settled.refused === "too_late") return [{ ...base, message: failureLabels.too_late[language] }];
  return [findingOf(way, tx.actor.timeZone, language)];
}

/** Sends again what failed or is unclear, once somebody has looked at the safe way and it stands. */
async function again(tx: Transaction, { messageId }: { messageId: string }, call: Call) {
  const message = await requireMessage(tx, messageId);
  if (!sendableAgain.includes(message.status)) throw new Fault("changed_meanwhile", faultWords.notAgain);
  const findings = await judge(tx, message, call);
  if (findings.some((one) => one.severity === "block" && one.result === "not_met")) throw new Fault("refused", faultWords.noWay, { details: { findings } });
  if (!(await store.queueAgain(tx, messageId, message.status))) throw new Fault("changed_meanwhile", faultWords.notAgain);
  await call.services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
  return { queued: true as const };
}

async function withdraw(tx: Transaction, { messageId }: { messageId: string }) {
  const message = await requireMessage(tx, messageId);
  if (!withdrawable.includes(message.status) || !(await store.withdrawByHand(tx, messageId))) throw new Fault("changed_meanwhile", faultWords.notWaiting);
  return { withdrawn: true as const };
}

async function allowTexts(tx: Transaction, { caseId, personId }: { caseId: string; personId: string }) {
  await requirePart(tx, caseId, personId);
  return { lifted: await liftStopsOf(tx, personId) };
}

const leaving = (services: Asking["services"]) => ({ mail: mailState(services), texts: textState(services) });

export const messagesHandlers: Handlers<typeof messagesContract> = {
  outbox: handle(async (tx, { after, ...wanted }, { services }) => ({ ...(await store.listMessages(tx, wanted, after)), count: after === null ? await store.countMessages(tx, wanted) : null, ...leaving(services) })),
  open: handle(open),
  way: handle(async (tx, { messageId }, call) => ({ messageId, findings: await judge(tx, await requireMessage(tx, messageId), call) })),
  withdraw: handle(withdraw),
  again: handle(again),
  allowTexts: handle(allowTexts),
  reminders: handle(async (tx, _input, { services }) => {
    const own = await reminders.findReminderSettings(tx);
    return { settings: own ?? shippedReminders, isShipped: own === null, ...leaving(services) };
  }),
  setReminders: handle(async (tx, settings) => {
    await reminders.insertReminderSettings(tx, { ...settings, hoursBefore: settings.hoursBefore.toSorted((a, b) => b - a) });
    return { set: true as const };
  }),
};
