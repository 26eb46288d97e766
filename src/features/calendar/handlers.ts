import type { Transaction } from "#database/actor.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { findCourseStart } from "#features/cases/store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { book, foresee } from "./booking.handlers.ts";
import { findVideoLink, listTravel } from "./booking.store.ts";
import { cancelOne } from "./changing.handlers.ts";
import { checkIn } from "./coming.handlers.ts";
import type { calendar } from "./contract.ts";
import { requireSession } from "./finding.handlers.ts";
import { plannedLength, requireSpan } from "./rules.ts";
import * as store from "./store.ts";
import { listVerdicts } from "./verdicts.handlers.ts";

async function propose(tx: Transaction, { caseId, on }: { caseId: string; on: string }) {
  const found = await requireCase(tx, caseId);
  const { month, planned, usualMost } = plannedLength(await findCourseStart(tx, caseId), on);
  return { monthOfTreatment: month, plannedMinutes: planned, usualMostMinutes: usualMost, timeZone: tx.actor.timeZone, stage: found.stage, travel: await listTravel(tx, caseId), videoLink: await findVideoLink(tx, caseId) };
}

async function list(tx: Transaction, input: store.Listed) {
  requireSpan(input.from, input.to);
  const found = await store.listSessions(tx, input);
  return { sessions: found.slice(0, store.MOST_LISTED), timeZone: tx.actor.timeZone, limited: found.length > store.MOST_LISTED };
}

export const calendarHandlers: Handlers<typeof calendar> = {
  list: handle(list),
  get: handle((tx, { sessionId }) => requireSession(tx, sessionId)),
  propose: handle(propose),
  foresee: handle(foresee),
  verdicts: handle(listVerdicts),
  book: handle(book),
  checkIn: handle(checkIn),
  cancel: handle(cancelOne),
};
