import { randomInt } from "node:crypto";
import { newId, type Transaction } from "#database/actor.ts";
import { addMinutes } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import { noteCase, noteDetails } from "#server/audit.ts";
import { hashToken, linkToken } from "#server/keys.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { hashPassword } from "#server/sign-in.ts";
import { makeLink } from "#features/account/store.ts";
import { channelsFor, findWay } from "#features/messages/judging.jobs.ts";
import { requireCase } from "#features/people/handlers.ts";
import { insertMessage, linkIsOpen } from "#features/messages/store.ts";
import { listBattery } from "#features/measures/store.ts";
import { BEGIN_DAYS, CODE_FIGURES, COPIES_A_DAY, type CopyFormat, type portal, type PortalAccess } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { reachHandlers } from "./reach.handlers.ts";
import { beginKey } from "./keys.handlers.ts";
import * as store from "./store.ts";

const DAY_MINUTES = 24 * 60;

const stateOf = (one: store.AccessRow): PortalAccess["state"] => {
  if (one.accessId === null) return "none";
  if (one.endedAt !== null) return "ended";
  return one.begunAt === null ? "invited" : "open";
};

async function requireAdult(tx: Transaction, caseId: string, personId: string): Promise<store.AccessRow> {
  const found = (await store.listAccesses(tx, caseId)).find((one) => one.personId === personId);
  if (!found) throw new Fault("not_found", faultWords.noAdult);
  return found;
}

/** Whoever gives or ends a way in works here: the contract lets nobody else call. */
const staffOf = ({ actor }: Transaction): string => (actor.kind === "staff" ? actor.staffId : "");

async function give(tx: Transaction, { caseId, personId }: { caseId: string; personId: string }, { services }: Call) {
  await requireAdult(tx, caseId, personId);
  const openingCode = String(randomInt(10 ** CODE_FIGURES)).padStart(CODE_FIGURES, "0");
  await store.giveAccount(tx, personId, await hashPassword(openingCode));
  await store.insertAccess(tx, { caseId, personId, staffId: staffOf(tx) });
  const linkId = newId(tx);
  const token = linkToken(services.signingKey, linkId);
  const expiresAt = addMinutes(tx.now, BEGIN_DAYS * DAY_MINUTES);
  await makeLink(tx, hashToken(token), { linkId, agencyId: tx.actor.agencyId, purpose: "portal_begin", subjectId: personId, expiresAt });
  const way = await findWay(tx, { personId, caseId, staffId: null }, { channels: channelsFor(services, "invitation") });
  if (way.verdict === "refuse") return { openingCode, delivery: "by_hand" as const, address: `${services.baseUrl}/portal/begin/${token}`, expiresAt };
  const messageId = await insertMessage(tx, { caseId, personId, staffId: null, kind: "invitation", linkId, language: await store.languageOfPerson(tx, personId) });
  await services.enqueue(tx, "send-message", { agencyId: tx.actor.agencyId, id: messageId });
  return { openingCode, delivery: "message" as const, address: null, expiresAt };
}

async function end(tx: Transaction, { caseId, personId }: { caseId: string; personId: string }) {
  await requireAdult(tx, caseId, personId);
  if (!(await store.closeAccess(tx, personId, staffOf(tx)))) throw new Fault("not_found", faultWords.notOpen);
  await store.endAccount(tx, personId);
  return { ended: true as const };
}

/** Where the adult's own questions are answered. Whether these are theirs is told by no other answer than that there are none. */
async function openQuestions(tx: Transaction, { batteryId }: { batteryId: string }, { services }: Call) {
  const own = tx.actor.kind === "caregiver" ? tx.actor.personId : null;
  const request = (await listBattery(tx, batteryId)).find((one) => one.respondentId === own);
  const token = request?.linkId ? linkToken(services.signingKey, request.linkId) : null;
  if (!request || token === null || !(await linkIsOpen(tx, hashToken(token)))) throw new Fault("not_found", faultWords.noQuestions);
  noteCase(tx, request.caseId);
  return { batteryId, caseId: request.caseId, address: `/m/${token}` };
}

async function listAdults(tx: Transaction, { caseId }: { caseId: string }): Promise<{ adults: PortalAccess[] }> {
  await requireCase(tx, caseId);
  return { adults: (await store.listAccesses(tx, caseId)).map((one) => ({ personId: one.personId, name: one.name, state: stateOf(one), givenAt: one.givenAt, givenBy: one.givenBy, begunAt: one.begunAt })) };
}

/** Counts a copy that is about to be made. Whoever asks twice at once waits for the own first one, so that none slips by the count. */
async function copy(tx: Transaction, { caseId, format }: { caseId: string; format: CopyFormat }) {
  await requireCase(tx, caseId);
  const before = await store.takeCopyTurn(tx);
  if (before >= COPIES_A_DAY) throw new Fault("too_many", faultWords.manyCopies(COPIES_A_DAY));
  noteDetails(tx, { format });
  return { left: COPIES_A_DAY - before - 1 };
}

export const portalHandlers: Handlers<typeof portal> = {
  reach: reachHandlers,
  accesses: handle(listAdults),
  give: handle(give),
  end: handle(end),
  openQuestions: handle(openQuestions),
  copy: handle(copy),
  beginKey,
};
