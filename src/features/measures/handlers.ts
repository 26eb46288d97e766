import { newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Finding } from "#kernel/findings.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { linkDays } from "#features/messages/contract.ts";
import { findWay } from "#features/messages/jobs.ts";
import { findingOf, linkAddress } from "#features/messages/rules.ts";
import { insertMessage, withdrawMessages } from "#features/messages/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { faultWords } from "./faults.words.ts";
import { aboutWhom, judgeSending, stateOf } from "./flow.rules.ts";
import { flowWords } from "./flow.words.ts";
import { type measuresContract, type MeasureRequest, MOST_BIRTH_YEAR_TRIES } from "./contract.ts";
import * as store from "./store.ts";

type SendInput = Parameters<Extract<Handlers<typeof measuresContract>["sendBattery"], { open: false }>["run"]>[1];
type SendingCall = { language: Call["language"]; services: Pick<Call["services"], "projectRoot" | "secretKey" | "enqueue"> };

/** The adult who is to answer, who must be around this child today. */
async function requireRespondent(tx: Transaction, caseId: string, respondentId: string) {
  const people = await listPeople(tx, caseId);
  const isAround = (one: { validFrom: string; validTo: string | null }) => one.validFrom <= tx.today && (one.validTo === null || one.validTo >= tx.today);
  const respondent = people.find((one) => one.personId === respondentId && isAround(one) && (one.part === "caregiver" || one.part === "other"));
  if (!respondent) throw new Fault("malformed", faultWords.adultsOnly, { fields: [{ path: "respondentId", message: faultWords.expectAdult }] });
  return people.find((one) => one.part === "child") ?? null;
}

/** Sends instruments to an adult: judged first, then one link, one request each, and the message by a safe way. */
export async function sendBattery(tx: Transaction, input: SendInput, call: SendingCall) {
  const found = await requireCase(tx, input.caseId);
  if (found.status === "closed") throw new Fault("refused", faultWords.caseClosed);
  const library = await libraryOf(tx, call.services);
  const child = await requireRespondent(tx, input.caseId, input.respondentId);
  const facts = { childBirthDate: child?.birthDate ?? null, on: tx.today, answeredBefore: await store.listSubmittedInstruments(tx, input.caseId, input.respondentId) };
  const findings: Finding[] = judgeSending(library, input.instruments, facts, call.language, input.language);
  if (input.delivery === "email") findings.push(findingOf(await findWay(tx, { personId: input.respondentId, staffId: null, caseId: input.caseId }), tx.actor.timeZone, call.language));
  if (findings.some((one) => one.severity === "block" && one.result === "not_met")) throw new Fault("refused", flowWords.refused, { details: { findings } });
  const [batteryId, linkId] = [newId(tx), newId(tx)];
  const expiresAt = addMinutes(tx.now, linkDays.measure_link * 24 * 60);
  await store.makeLink(tx, hashToken(linkToken(call.services.secretKey, linkId)), linkId, batteryId, expiresAt);
  for (const [index, id] of input.instruments.entries()) {
    const definition = library.definitions.get(id)!;
    const aboutId = aboutWhom(definition) === "child" ? found.childId : input.respondentId;
    await store.insertRequest(tx, { ...input, batteryId, linkId, place: index + 1, aboutId, instrument: id, version: definition.version, expiresAt });
  }
  const messageId = input.delivery === "none" ? null : await insertMessage(tx, { caseId: input.caseId, personId: input.respondentId, staffId: null, kind: "measure_link", linkId, language: input.language });
  if (messageId !== null) await call.services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
  return { batteryId, expiresAt, messageId, requests: await view(tx, await store.listBattery(tx, batteryId), call), findings };
}

async function view(tx: Transaction, requests: store.RequestRow[], call: { services: Pick<Call["services"], "secretKey"> }): Promise<MeasureRequest[]> {
  const links = new Map<string, store.LinkRow | null>();
  for (const linkId of new Set(requests.map((one) => one.linkId))) {
    if (linkId !== null) links.set(linkId, await store.findLink(tx, hashToken(linkToken(call.services.secretKey, linkId)), tx.now));
  }
  return requests.map(({ linkId, aboutId, status, ...one }) => ({ ...one, about: aboutId === one.respondentId ? "self" : "child", state: stateOf({ status, expiresAt: one.expiresAt }, linkId === null ? null : (links.get(linkId) ?? null), tx.now) }));
}

async function requireBattery(tx: Transaction, batteryId: string): Promise<store.RequestRow[]> {
  const requests = await store.lockBattery(tx, batteryId);
  if (requests.length === 0) throw new Fault("not_found", faultWords.noBattery);
  return requests;
}

async function openLink(tx: Transaction, { batteryId }: { batteryId: string }, call: Call) {
  const { caseId, linkId, expiresAt } = (await requireBattery(tx, batteryId))[0]!;
  const token = linkId === null ? null : linkToken(call.services.secretKey, linkId);
  const link = token === null ? null : await store.findLink(tx, hashToken(token), tx.now);
  if (token === null || !link?.isOpen) throw new Fault("gone", faultWords.linkEnded);
  if (link.tries >= MOST_BIRTH_YEAR_TRIES) throw new Fault("gone", faultWords.linkLocked);
  return { batteryId, caseId, address: linkAddress("measure_link", call.services.baseUrl, token), expiresAt };
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
  sendBattery: handle(sendBattery),
  openLink: handle(openLink),
  withdraw: handle(withdraw),
  list: handle(async (tx, { caseId }, call) => {
    await requireCase(tx, caseId);
    return { requests: await view(tx, await store.listRequests(tx, caseId), call), scores: await store.listScores(tx, caseId), answers: await store.listSeenAnswers(tx, caseId) };
  }),
};
