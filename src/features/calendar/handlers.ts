import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { findCourseStart } from "#features/cases/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { book, foresee } from "./booking.handlers.ts";
import { checkIn } from "./coming.handlers.ts";
import type { calendar } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { requireSession } from "./finding.handlers.ts";
import { plannedLength, requireSpan } from "./rules.ts";
import * as store from "./store.ts";
import { listVerdicts } from "./verdicts.handlers.ts";

async function propose(tx: Transaction, { caseId, on }: { caseId: string; on: string }) {
  const found = await requireCase(tx, caseId);
  const { month, planned, usualMost } = plannedLength(await findCourseStart(tx, caseId), on);
  return { monthOfTreatment: month, plannedMinutes: planned, usualMostMinutes: usualMost, timeZone: tx.actor.timeZone, stage: found.stage };
}

async function list(tx: Transaction, input: { from: string; to: string; clinicianId: string | null; caseId: string | null }) {
  requireSpan(input.from, input.to);
  return { sessions: await store.listSessions(tx, input.from, input.to, input.clinicianId, input.caseId), timeZone: tx.actor.timeZone };
}

/** Ends a booking that did not take place, or will not. */
export async function cancel(tx: Transaction, { sessionId, status, reason, revision }: Parameters<Extract<Handlers<typeof calendar>["cancel"], { open: false }>["run"]>[1]) {
  await requireSession(tx, sessionId);
  if (!(await store.updateSessionStatus(tx, sessionId, status, reason, revision))) throw new Fault("changed_meanwhile", faultWords.changed);
  return requireSession(tx, sessionId);
}

export const calendarHandlers: Handlers<typeof calendar> = {
  list: handle(list),
  get: handle((tx, { sessionId }) => requireSession(tx, sessionId)),
  propose: handle(propose),
  foresee: handle(foresee),
  verdicts: handle(listVerdicts),
  book: handle(book),
  checkIn: handle(checkIn),
  cancel: handle(cancel),
};
