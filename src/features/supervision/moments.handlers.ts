import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { requireSession } from "#features/calendar/finding.handlers.ts";
import { staffOf } from "#features/course/reading.handlers.ts";
import type { momentsContract } from "./agenda.contract.ts";
import { faultWords } from "./faults.words.ts";
import * as store from "./moments.store.ts";

async function ofSession(tx: Transaction, { sessionId }: { sessionId: string }) {
  const session = await requireSession(tx, sessionId);
  const { staffId, roles } = staffOf(tx);
  const isOwn = session.clinicianId === staffId && roles.some((role) => role === "clinician" || role === "trainee");
  const supervisors = isOwn ? await store.listSupervisorsOf(tx, staffId) : [];
  return { moments: await store.listOfSession(tx, sessionId), supervisors, mayMark: isOwn && supervisors.length > 0 };
}

/** Marks a moment of the actor's own session as hard, for one of those who supervise the actor today. */
export async function markMoment(tx: Transaction, { sessionId, supervisorId, words }: { sessionId: string; supervisorId: string; words: string }): Promise<{ momentId: string }> {
  const session = await requireSession(tx, sessionId);
  const { staffId } = staffOf(tx);
  if (session.clinicianId !== staffId) throw new Fault("refused", faultWords.notYours);
  if (!(await store.listSupervisorsOf(tx, staffId)).some((one) => one.staffId === supervisorId)) throw fieldFault("supervisorId", faultWords.notYourSupervisor);
  return { momentId: await store.insertMoment(tx, { caseId: session.caseId, sessionId, supervisorId, words }) };
}

async function takeBack(tx: Transaction, { momentId }: { momentId: string }) {
  const taken = await store.takeBack(tx, momentId);
  if (taken === null) throw new Fault("not_found", faultWords.noMoment);
  noteCase(tx, taken.caseId);
  return { takenBack: true as const };
}

async function own(tx: Transaction) {
  const moments = await store.listOwn(tx);
  for (const caseId of new Set(moments.map((one) => one.caseId))) noteCase(tx, caseId);
  return { moments };
}

export const momentsHandlers: Handlers<typeof momentsContract> = { ofSession: handle(ofSession), own: handle(own), mark: handle(markMoment), takeBack: handle(takeBack) };
