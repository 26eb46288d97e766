import { newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { linkMinutes } from "#features/messages/contract.ts";
import { findWay } from "#features/messages/judging.jobs.ts";
import { findingOf, linkAddress } from "#features/messages/rules.ts";
import { insertMessage, withdrawMessages } from "#features/messages/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { faultWords } from "./faults.words.ts";
import { aboutWhom, classesOf, judgeSending, stateOf } from "./flow.rules.ts";
import { flowWords } from "./flow.words.ts";
import { type measuresContract, type MeasureRequest, MOST_BIRTH_YEAR_TRIES } from "./contract.ts";
import * as store from "./store.ts";

type Sending = Parameters<Extract<Handlers<typeof measuresContract>["sendBattery"], { open: false }>["run"]>[1];
type SendingCall = { language: Call["language"]; services: Pick<Call["services"], "projectRoot" | "signingKey" | "enqueue"> };
/** What one adult of a case is asked. */
export type SendOne = { caseId: string; outsideAgeReason?: string | null } & Sending["to"][number];

/** The adult who answers, who must be around this child on the day of the answers or today, and the child. `path` names the field that said who, null where the address did. */
export async function requireRespondent(tx: Transaction, caseId: string, respondentId: string, path: string | null, on = tx.today) {
  const people = await listPeople(tx, caseId);
  const isAround = (one: { validFrom: string; validTo: string | null }) => [on, tx.today].some((day) => one.validFrom <= day && (one.validTo === null || one.validTo >= day));
  const respondent = people.find((one) => one.personId === respondentId && isAround(one) && (one.part === "caregiver" || one.part === "other"));
  if (!respondent) throw path === null ? new Fault("not_found", faultWords.adultsOnly) : new Fault("malformed", faultWords.adultsOnly, { fields: [{ path, message: faultWords.expectAdult }] });
  return { respondent, child: people.find((one) => one.part === "child") ?? null };
}

const isRefused = (findings: readonly Finding[]) => findings.some((one) => one.severity === "block" && one.result === "not_met");

/** What stands against asking one adult, and what to be told beside it. */
async function judgeOne(tx: Transaction, input: SendOne, place: number, call: SendingCall): Promise<{ name: string; findings: Finding[] }> {
  const { respondent, child } = await requireRespondent(tx, input.caseId, input.respondentId, `to.${place}.respondentId`);
  const facts = { childBirthDate: child?.birthDate ?? null, on: tx.today, answeredBefore: await store.listSubmittedInstruments(tx, input.caseId, input.respondentId), outsideAgeReason: input.outsideAgeReason ?? null };
  const findings = judgeSending(await libraryOf(tx, call.services), input.instruments, facts, call.language, input.language);
  if (input.delivery === "email") findings.push(findingOf(await findWay(tx, { personId: input.respondentId, staffId: null, caseId: input.caseId }), tx.actor.timeZone, call.language));
  return { name: respondent.givenName, findings };
}

/** One link, one request each, and the message by a safe way; judged already. */
async function makeBattery(tx: Transaction, input: SendOne, childId: string, outside: ReadonlySet<string>, call: SendingCall) {
  const library = await libraryOf(tx, call.services);
  const [batteryId, linkId] = [newId(tx), newId(tx)];
  const expiresAt = addMinutes(tx.now, linkMinutes.measure_link);
  await store.makeLink(tx, hashToken(linkToken(call.services.signingKey, linkId)), linkId, batteryId, expiresAt);
  for (const [index, id] of input.instruments.entries()) {
    const definition = library.definitions.get(id)!;
    const about = aboutWhom(definition);
    const aboutId = about === "child" ? childId : input.respondentId;
    const requestId = await store.insertRequest(tx, { ...input, batteryId, linkId, place: index + 1, aboutId, about, instrument: id, version: definition.version, expiresAt, mode: "link", status: "sent", correctsId: null, addsToId: null, movedFromId: null });
    if (outside.has(id)) await store.insertWords(tx, { requestId: requestId!, caseId: input.caseId, class: classesOf[about].answers, ownerPersonId: input.respondentId }, "outside_age", input.outsideAgeReason!);
  }
  const messageId = input.delivery === "none" ? null : await insertMessage(tx, { caseId: input.caseId, personId: input.respondentId, staffId: null, kind: "measure_link", linkId, language: input.language });
  if (messageId !== null) await call.services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
  return { respondentId: input.respondentId, batteryId, expiresAt, messageId, requests: await view(tx, await store.listBattery(tx, batteryId), call) };
}

/** Sends instruments to adults: all of it is judged first, for each adult, and where one is refused nothing is sent. */
export async function sendBatteries(tx: Transaction, { caseId, to, outsideAgeReason }: Sending, call: SendingCall) {
  const found = await requireCase(tx, caseId);
  if (found.status === "closed") throw new Fault("refused", faultWords.caseClosed);
  const judged = [];
  for (const [place, one] of to.entries()) judged.push(await judgeOne(tx, { caseId, outsideAgeReason, ...one }, place, call));
  const findings = judged.flatMap(({ name, findings: each }) => (to.length === 1 ? each : each.map((one) => ({ ...one, message: `${name}: ${one.message}` }))));
  if (isRefused(findings)) throw new Fault("refused", flowWords.refused, { details: { findings } });
  if (findings.some((one) => one.result === "overridden") && !(await store.seesClass(tx, caseId, "relationship"))) throw new Fault("refused", faultWords.reasonByClinician);
  const batteries = [];
  for (const [place, one] of to.entries()) {
    const outside = new Set(judged[place]!.findings.filter((each) => each.result === "overridden").map((each) => each.clause));
    batteries.push(await makeBattery(tx, { caseId, outsideAgeReason, ...one }, found.childId, outside, call));
  }
  return { batteries, findings };
}

/** The same for one adult. */
export async function sendBattery(tx: Transaction, { caseId, outsideAgeReason = null, ...one }: SendOne, call: SendingCall) {
  const { batteries, findings } = await sendBatteries(tx, { caseId, to: [one], outsideAgeReason }, call);
  return { ...batteries[0]!, findings };
}

async function view(tx: Transaction, requests: store.RequestRow[], call: { services: Pick<Call["services"], "signingKey"> }): Promise<MeasureRequest[]> {
  const links = new Map<string, store.LinkRow | null>();
  for (const linkId of new Set(requests.map((one) => one.linkId))) {
    if (linkId !== null) links.set(linkId, await store.findLink(tx, hashToken(linkToken(call.services.signingKey, linkId)), tx.now));
  }
  return requests.map(({ linkId, aboutId, aboutName, status, interviewAskedAt, correctsId, correctedById, addsToId, ...one }) => ({
    ...one,
    aboutAdult: one.about === "relationship" ? { personId: aboutId, name: aboutName } : null,
    corrects: correctsId,
    correctedBy: correctedById,
    addsTo: addsToId,
    state: stateOf({ status, expiresAt: one.expiresAt, interviewAskedAt }, linkId === null ? null : (links.get(linkId) ?? null), tx.now),
  }));
}

async function requireBattery(tx: Transaction, batteryId: string): Promise<store.RequestRow[]> {
  const requests = await store.lockBattery(tx, batteryId);
  if (requests.length === 0) throw new Fault("not_found", faultWords.noBattery);
  return requests;
}

async function openLink(tx: Transaction, { batteryId }: { batteryId: string }, call: Call) {
  const { caseId, linkId, expiresAt } = (await requireBattery(tx, batteryId))[0]!;
  const token = linkId === null ? null : linkToken(call.services.signingKey, linkId);
  const link = token === null ? null : await store.findLink(tx, hashToken(token), tx.now);
  if (token === null || !link?.isOpen) throw new Fault("gone", faultWords.linkEnded);
  if (link.tries >= MOST_BIRTH_YEAR_TRIES) throw new Fault("gone", faultWords.linkLocked);
  return { batteryId, caseId, address: linkAddress("measure_link", call.services.baseUrl, token), expiresAt };
}

/** What waits is answered on this device, which changes hands: whoever is signed in on it signs out next, before the address is opened. */
async function handOver(tx: Transaction, input: { batteryId: string }, call: Call) {
  const { batteryId, caseId, address } = await openLink(tx, input, call);
  await store.markKiosk(tx, batteryId);
  return { batteryId, caseId, address };
}

/** Ends the link to a battery, what waits about it, and what of it could still be answered. */
export async function withdraw(tx: Transaction, { batteryId }: { batteryId: string }) {
  const requests = await requireBattery(tx, batteryId);
  const { caseId, linkId } = requests[0]!;
  if (requests.every((one) => one.status === "submitted")) throw new Fault("refused", faultWords.alreadySent);
  await store.withdrawRequests(tx, batteryId);
  if (linkId !== null) {
    await store.endLink(tx, linkId);
    await withdrawMessages(tx, linkId);
  }
  return { batteryId, caseId, withdrawn: true as const };
}

export const measuresHandlers: Handlers<typeof measuresContract> = {
  sendBattery: handle(sendBatteries),
  openLink: handle(openLink),
  handOver: handle(handOver),
  withdraw: handle(withdraw),
  list: handle(async (tx, { caseId }, call) => {
    await requireCase(tx, caseId);
    return { requests: await view(tx, await store.listRequests(tx, caseId), call), scores: await store.listScores(tx, caseId), answers: await store.listSeenAnswers(tx, caseId), words: await store.listWords(tx, caseId) };
  }),
};
