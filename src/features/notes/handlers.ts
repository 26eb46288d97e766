import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { SessionView } from "#features/calendar/contract.ts";
import { requireSession } from "#features/calendar/finding.handlers.ts";
import { keepCheckIn, readComing, readHeld } from "#features/calendar/coming.rules.ts";
import { faultWords as calendarFaults } from "#features/calendar/faults.words.ts";
import * as calendar from "#features/calendar/store.ts";
import { decideSession, keepDecision } from "#features/eligibility/deciding.handlers.ts";
import { listPeople } from "#features/people/store.ts";
import { findSupervisor } from "#features/workforce/store.ts";
import type { DraftBlock, notes } from "./contract.ts";
import type { Language } from "#kernel/language.ts";
import { keepNamed } from "./naming.handlers.ts";
import { findForeignChip, sectionsNamed } from "./naming.rules.ts";
import { listNamed, view } from "./reading.handlers.ts";
import { allowedClasses, needsAdult, needsCosignature } from "./rules.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./store.ts";

type SaveInput = Parameters<Extract<Handlers<typeof notes>["save"], { open: false }>["run"]>[1];

function writer(tx: Transaction): { staffId: string; roles: readonly string[] } {
  if (tx.actor.kind !== "staff") throw new Fault("not_allowed", faultWords.staffOnly);
  return tx.actor;
}

/**
 * Judges the blocks of a draft: the class of each section, the adult to whom each belongs, the chart of a brother or
 * sister, and that nothing of one adult's is named in a passage of another. Throws with the place; answers with the cases of
 * the brothers and sisters.
 */
async function checkBlocks(tx: Transaction, session: SessionView, blocks: readonly DraftBlock[], language: Language): Promise<ReadonlyMap<string, string>> {
  const siblings = new Map((await store.listSiblingCases(tx, session)).map((one) => [one.personId, one.caseId]));
  const named = await listNamed(tx, session, language, sectionsNamed(blocks));
  const adults = new Set((await listPeople(tx, session.caseId)).filter((one) => one.part === "caregiver").map((one) => one.personId));
  const ids = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    const wrong = (key: string, message: Words) => fieldFault(`blocks.${index}.${key}`, message);
    if (ids.has(block.blockId)) throw wrong("blockId", faultWords.blockOnce);
    ids.add(block.blockId);
    if (!allowedClasses(block.section).includes(block.class)) throw wrong("class", faultWords.classOfSection(allowedClasses(block.section)));
    if (needsAdult(block.class) !== (block.ownerPersonId !== null)) throw wrong("ownerPersonId", needsAdult(block.class) ? faultWords.expectOwner : faultWords.expectNobody);
    if (block.ownerPersonId !== null && !adults.has(block.ownerPersonId)) throw wrong("ownerPersonId", faultWords.expectAdult);
    if ((block.section === "siblings") !== (block.siblingId !== undefined)) throw wrong("siblingId", block.siblingId === undefined ? faultWords.expectSibling : faultWords.expectNobody);
    if (block.siblingId !== undefined && !siblings.has(block.siblingId)) throw wrong("siblingId", faultWords.noSiblingChart);
    const foreign = findForeignChip(block, named);
    if (foreign !== null) throw wrong(`chips.${foreign}`, faultWords.foreignChip);
  }
  return siblings;
}

/** Saves a draft as a whole, or nothing of it. */
export async function saveNote(tx: Transaction, input: SaveInput, call: Pick<Call, "services" | "language">) {
  const { staffId } = writer(tx);
  const session = await requireSession(tx, input.sessionId);
  if (session.status === "cancelled" || session.status === "no_show") throw new Fault("refused", calendarFaults.didNotTakePlace);
  const siblingCases = await checkBlocks(tx, session, input.blocks, call.language);
  const said = { held: readHeld(session, input), coming: readComing(session, input.attendance) };
  const found = await store.findNote(tx, input.sessionId);
  if (found && found.authorId !== staffId) throw new Fault("refused", faultWords.writtenBy(found.authorName));
  let revision = 1;
  if (!found) {
    if (input.revision !== 0 || !(await store.insertNote(tx, input.sessionId, session.caseId, staffId))) throw new Fault("changed_meanwhile", faultWords.changed);
  } else {
    const bumped = await store.bumpNote(tx, input.sessionId, input.revision);
    if (!bumped) throw new Fault("changed_meanwhile", found.status === "draft" || found.status === "returned" ? faultWords.changed : faultWords.signed, { details: { revision: found.revision } });
    revision = bumped.revision;
  }
  const { held, coming } = found ? said : keepCheckIn(session, said);
  await calendar.updateHeld(tx, input.sessionId, held);
  const longerReason = input.longerSessionReason?.trim() || null;
  if (longerReason !== (found?.longerSessionReason ?? null) || !found) await store.keepLongerReason(tx, session, longerReason);
  await calendar.updateAttendance(tx, input.sessionId, coming);
  const supervisorId = input.blocks.some((block) => block.class === "supervision") ? await findSupervisor(tx, staffId) : null;
  await store.replaceBlocks(tx, { sessionId: input.sessionId, caseId: session.caseId, siblingCases, authorId: staffId, supervisorId }, input.blocks);
  const { decision } = await decideSession(tx, call, input.sessionId, { moment: "note", signed: false, cosigned: null });
  return { revision, savedAt: tx.now, decision };
}

/** Signs and locks: the session counts as held, the decision is kept with its facts, the service stands ready or held. */
export async function signNote(tx: Transaction, { sessionId, revision }: { sessionId: string; revision: number }, call: Pick<Call, "services" | "language">) {
  const { staffId, roles } = writer(tx);
  const session = await requireSession(tx, sessionId);
  const found = await store.findNote(tx, sessionId);
  if (!found) throw new Fault("refused", faultWords.nothingToSign);
  if (found.authorId !== staffId) throw new Fault("refused", faultWords.signedBy(found.authorName));
  if (session.startsAt > tx.now && (session.heldFrom === null || session.heldFrom > tx.now)) throw new Fault("refused", faultWords.notBegun);
  const status = needsCosignature(roles) ? "awaiting_cosignature" : "signed";
  await store.holdSession(tx, sessionId);
  const decided = await decideSession(tx, call, sessionId, { moment: "signature", signed: true, cosigned: status === "signed" ? null : false });
  const signed = await store.signNote(tx, sessionId, revision, staffId, status);
  if (!signed) throw new Fault("changed_meanwhile", faultWords.changed);
  await keepNamed(tx, session, call.language);
  const decisionId = await keepDecision(tx, call, { caseId: session.caseId, sessionId, class: "service", moment: "signature" }, decided);
  const { decision } = decided;
  await store.upsertService(tx, { sessionId, caseId: session.caseId, decisionId, serviceDate: decision.on, units: decision.units, status: status === "signed" && decision.verdict === "yes" ? "ready" : "held" });
  await call.services.enqueue(tx, "capture-service", { agencyId: tx.actor.agencyId, id: sessionId });
  return { status, signedAt: signed.signedAt, decision } as const;
}

export async function cosignNote(tx: Transaction, { sessionId, revision }: { sessionId: string; revision: number }, call: Pick<Call, "services" | "language">) {
  const { staffId } = writer(tx);
  const session = await requireSession(tx, sessionId);
  const found = await store.findNote(tx, sessionId);
  if (found?.status !== "awaiting_cosignature") throw new Fault("refused", faultWords.noCosignature);
  if (found.authorId === staffId) throw new Fault("refused", faultWords.ownNote);
  if (!(await store.cosignNote(tx, sessionId, revision, staffId))) throw new Fault("changed_meanwhile", faultWords.changed);
  const decided = await decideSession(tx, call, sessionId, { moment: "claim", signed: true, cosigned: true });
  const decisionId = await keepDecision(tx, call, { caseId: session.caseId, sessionId, class: "service", moment: "claim" }, decided);
  const { decision } = decided;
  await store.upsertService(tx, { sessionId, caseId: session.caseId, decisionId, serviceDate: decision.on, units: decision.units, status: decision.verdict === "yes" ? "ready" : "held" });
  await call.services.enqueue(tx, "capture-service", { agencyId: tx.actor.agencyId, id: sessionId });
  return { status: "signed" as const, decision };
}

async function giveBack(tx: Transaction, { sessionId, revision, reason }: { sessionId: string; revision: number; reason: string }) {
  const { staffId } = writer(tx);
  await requireSession(tx, sessionId);
  const found = await store.findNote(tx, sessionId);
  if (found?.status !== "awaiting_cosignature") throw new Fault("refused", faultWords.noCosignature);
  if (!(await store.returnNote(tx, sessionId, revision, reason, staffId))) throw new Fault("changed_meanwhile", faultWords.changed);
  return { status: "returned" as const };
}

async function amend(tx: Transaction, { sessionId, amendsBlockId, words }: { sessionId: string; amendsBlockId: string; words: string }) {
  const { staffId } = writer(tx);
  await requireSession(tx, sessionId);
  const found = await store.findNote(tx, sessionId);
  if (found?.status !== "signed" && found?.status !== "awaiting_cosignature") throw new Fault("refused", faultWords.notSignedYet);
  const original = (await store.listNoteBlocks(tx, sessionId)).find((block) => block.blockId === amendsBlockId);
  if (!original) throw new Fault("not_found", faultWords.noPassage);
  if (found.authorId !== staffId && (original.disclosure.class === "psychotherapy_note" || original.disclosure.class === "supervision")) throw new Fault("refused", faultWords.authorOnly);
  return { blockId: await store.insertAddendum(tx, sessionId, original, staffId, words) };
}

export const notesHandlers: Handlers<typeof notes> = { get: handle(view), save: handle(saveNote), sign: handle(signNote), cosign: handle(cosignNote), giveBack: handle(giveBack), amend: handle(amend) };
