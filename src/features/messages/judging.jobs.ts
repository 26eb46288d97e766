import type { Transaction } from "#database/actor.ts";
import { addMinutes, dateInZone, type Instant } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { mailState } from "#server/mail.ts";
import type { Services } from "#server/procedure.ts";
import { textState } from "#server/sms.ts";
import type { LeavingState } from "#server/leaving.ts";
import { type Channel, isOfHour, isOfPortal, linkMinutes, type MessageFailure, type MessageKind, shippedReminders } from "./contract.ts";
import type { Quiet } from "./hours.rules.ts";
import { LEAST_NOTICE, renderHour, type SessionNow, whyNotRemind } from "./reminders.rules.ts";
import { findAnswer } from "./answers.store.ts";
import { findApplicationLetter } from "./applications.store.ts";
import { faultWords } from "./faults.words.ts";
import { findToRead } from "./reading.store.ts";
import { offerStands } from "./offers.store.ts";
import * as reminders from "./reminders.store.ts";
import { failureOf, judgeSafeWay, type Letter, linkAddress, renderAnswer, renderApplication, renderMessage, type SafeWay } from "./rules.ts";
import * as store from "./store.ts";

const DAY_MINUTES = 24 * 60;
type Leaving = Pick<Services, "settings" | "demo">;

/** How messages leave by a channel. */
export const stateOf = (services: Leaving, channel: Channel): LeavingState => (channel === "email" ? mailState(services) : textState(services));

/** By which channels a kind of message may go, the best first. The link to a measure goes by e-mail alone; behind those of the portal nothing opens without a code. */
export function channelsFor(services: Leaving, kind: MessageKind): Channel[] {
  const both = (["text", "email"] as const).filter((channel) => stateOf(services, channel) !== "not_set_up");
  if (isOfHour(kind)) return both;
  return (isOfPortal(kind) || kind === "to_read") && both.length > 0 ? both.toReversed() : ["email"];
}

/** The hours in which the agency sends no reminder and no text message. */
export async function quietOf(tx: Transaction): Promise<Quiet> {
  const { quietFrom, quietTo } = (await reminders.findReminderSettings(tx)) ?? shippedReminders;
  return { from: quietFrom, to: quietTo };
}

type Whom = Pick<store.MessageRow, "personId" | "staffId" | "caseId">;
/** Where a message may go at a moment, judged anew each time: what was safe when it was queued need not be so any more. A letter behind a link knows no quiet hours: a person sends it. */
export async function findWay(tx: Transaction, whom: Whom, how: { channels?: readonly Channel[]; quiet?: Quiet | null; at?: Instant } = {}): Promise<SafeWay> {
  const { channels = ["email"], quiet = null, at = tx.now } = how;
  if (whom.personId) {
    if (await store.hasRefusedMessages(tx, whom.personId, whom.caseId)) return { verdict: "refuse", why: "noConsent" };
    return judgeSafeWay(await store.listWaysOf(tx, whom.personId, whom.caseId), { now: at, timeZone: tx.actor.timeZone, channels, quiet });
  }
  const staff = whom.staffId ? await store.findStaffEmail(tx, whom.staffId) : null;
  return staff ? { verdict: "send", channel: "email", to: staff.value, timeZone: tx.actor.timeZone } : { verdict: "refuse", why: "noWay" };
}

/** Where this message may go now. */
export const findWayOf = async (tx: Transaction, services: Leaving, message: Whom & Pick<store.MessageRow, "kind" | "linkId">): Promise<SafeWay> =>
  message.kind === "question_answer" ? wayToReader(tx, message.linkId) : message.kind === "application_letter" ? wayTo(tx, (await findApplicationLetter(tx, message.linkId))?.email ?? null) : findWay(tx, message, { channels: channelsFor(services, message.kind), quiet: isOfHour(message.kind) || message.kind === "to_read" ? await quietOf(tx) : null });

/** Where the answer to a reader goes: the address that the reader left with the question and called safe. */
async function wayToReader(tx: Transaction, answerId: string): Promise<SafeWay> {
  return wayTo(tx, (await findAnswer(tx, answerId))?.email ?? null);
}
/** The way to an address that somebody left who is no adult of a family. */
function wayTo(tx: Transaction, to: string | null): SafeWay {
  return to === null || to === "" ? { verdict: "refuse", why: "noWay" } : { verdict: "send", channel: "email", to, timeZone: tx.actor.timeZone };
}

/** A message as it would leave now by a way. */
export async function writeLetter(tx: Transaction, services: Pick<Services, "signingKey" | "baseUrl">, message: store.MessageRow, way: { channel: Channel; timeZone: string }): Promise<Letter> {
  const publicName = await store.findPublicName(tx);
  if (isOfHour(message.kind)) return renderHour({ ...way, kind: message.kind, language: message.language, publicName, aboutAt: message.aboutAt! });
  if (message.kind === "question_answer") {
    const answer = await findAnswer(tx, message.linkId);
    if (!answer) throw new Fault("not_found", faultWords.noMessage);
    return renderAnswer({ language: message.language, publicName, on: tx.today, words: answer.words });
  }
  if (message.kind === "application_letter") return writeToApplicant(tx, services, message, publicName);
  const say = { kind: message.kind, language: message.language, publicName, on: tx.today };
  if (message.kind === "attention") return renderMessage({ ...say, channel: "email", until: tx.today, address: `${services.baseUrl}/app` });
  if (message.kind === "to_read") return renderMessage({ ...say, kind: message.kind, channel: way.channel, until: tx.today, address: `${services.baseUrl}/portal` });
  // The last whole day: nobody is promised the hours of the day on which the link ends.
  const until = dateInZone(addMinutes(message.queuedAt, Math.max(0, linkMinutes[message.kind] - DAY_MINUTES)), tx.actor.timeZone);
  return renderMessage({ ...say, channel: way.channel, until, address: linkAddress(message.kind, services.baseUrl, linkToken(services.signingKey, message.linkId)) });
}

async function writeToApplicant(tx: Transaction, { signingKey, baseUrl }: Pick<Services, "signingKey" | "baseUrl">, message: store.MessageRow, publicName: string): Promise<Letter> {
  const letter = await findApplicationLetter(tx, message.linkId);
  if (!letter) throw new Fault("not_found", faultWords.noMessage);
  const token = letter.linkId === null ? "" : linkToken(signingKey, letter.linkId);
  const address = token === "" ? "" : letter.kind === "place" ? token : `${baseUrl}/training/application/${token}?lang=${message.language}`;
  return renderApplication({ language: message.language, publicName, on: tx.today, paragraphs: letter.paragraphs, address });
}

/** Why a message must not leave now, whatever the way: its link is over, or its session is another. Null where nothing speaks against it. */
export async function whyNot(tx: Transaction, services: Pick<Services, "signingKey">, message: store.MessageRow, session: SessionNow): Promise<{ status: "failed" | "withdrawn"; failure: MessageFailure } | null> {
  if (message.kind === "attention") return null;
  if (message.kind === "hour_offer") return whyNotOffer(tx, message);
  if (message.kind === "to_read") return whyNotToRead(tx, message);
  if (message.kind === "question_answer") return (await findAnswer(tx, message.linkId)) ? null : { status: "withdrawn", failure: "question_gone" };
  if (message.kind === "application_letter") return (await findApplicationLetter(tx, message.linkId)) ? null : { status: "withdrawn", failure: "application_gone" };
  if (message.kind !== "reminder") return (await store.linkIsOpen(tx, hashToken(linkToken(services.signingKey, message.linkId)))) ? null : { status: "withdrawn", failure: "link_over" };
  const failure = whyNotRemind(session, message.aboutAt!, tx.now);
  if (failure !== null) return { status: failure === "too_late" ? "failed" : "withdrawn", failure };
  return (await reminders.mayLearnOfSessions(tx, message.personId!, message.caseId!)) ? null : { status: "withdrawn", failure: "may_not_learn" };
}

/** Why an offer of an hour must not leave now: it is over, the hour is somebody else's, or this adult may not learn of hours, or never said yes. */
async function whyNotOffer(tx: Transaction, message: store.MessageRow): Promise<{ status: "failed" | "withdrawn"; failure: MessageFailure } | null> {
  if (!(await offerStands(tx, message.linkId))) return { status: "withdrawn", failure: "offer_over" };
  if (!(await reminders.mayLearnOfSessions(tx, message.personId!, message.caseId!))) return { status: "withdrawn", failure: "may_not_learn" };
  return (await store.hasAgreedToMessages(tx, message.personId!, message.caseId!)) ? null : { status: "failed", failure: "no_consent" };
}

/** Why it must not be told that something is there to read: it was read, the adult comes in no more or never said yes. */
async function whyNotToRead(tx: Transaction, message: store.MessageRow): Promise<{ status: "failed" | "withdrawn"; failure: MessageFailure } | null> {
  if (!(await findToRead(tx, message.linkId))) return { status: "withdrawn", failure: "nothing_to_read" };
  return (await store.hasAgreedToMessages(tx, message.personId!, message.caseId!)) ? null : { status: "failed", failure: "no_consent" };
}

/** What a way says of a message that is to leave now: where to, when, or why not. What is about an hour and would come too late is not sent. */
export function settleWay(message: Pick<store.MessageRow, "aboutAt">, way: SafeWay): { go: Extract<SafeWay, { verdict: "send" }> } | { later: Instant } | { refused: MessageFailure } {
  if (way.verdict === "refuse") return { refused: failureOf[way.why] };
  if (way.verdict === "send") return { go: way };
  return message.aboutAt !== null && addMinutes(message.aboutAt, -LEAST_NOTICE) <= way.until ? { refused: "too_late" } : { later: way.until };
}
