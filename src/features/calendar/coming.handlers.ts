import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Call, Handlers } from "#server/procedure.ts";
import { foreseeSessions } from "#features/eligibility/foreseeing.handlers.ts";
import { isChartOpen } from "#features/eligibility/store.ts";
import type { calendar } from "./contract.ts";
import { isMarkedSo, readComing, readHeld, requireBegunDay } from "./coming.rules.ts";
import { faultWords } from "./faults.words.ts";
import { chartOf, requireSession } from "./finding.handlers.ts";
import * as store from "./store.ts";

type Input = Parameters<Extract<Handlers<typeof calendar>["checkIn"], { open: false }>["run"]>[1];

/** Marks who came and when, in the rows that the note begins with; once there is a note it is marked there. The same said again is kept once. */
export async function checkIn(tx: Transaction, input: Input, call: Pick<Call, "services" | "language">) {
  const session = await requireSession(tx, input.sessionId);
  if (session.status === "cancelled" || session.status === "no_show") throw new Fault("refused", faultWords.didNotTakePlace);
  const said = { held: readHeld(session, input), coming: readComing(session, input.attendance) };
  requireBegunDay(session, tx.today, said);
  const author = await store.findNoteAuthor(tx, input.sessionId);
  if (author !== null) throw new Fault("refused", faultWords.inNote(author));
  if (await store.claimSession(tx, input.sessionId, input.revision)) {
    await store.updateHeld(tx, input.sessionId, said.held);
    await store.updateAttendance(tx, input.sessionId, said.coming);
  } else {
    const now = await requireSession(tx, input.sessionId);
    if (now.status !== "booked" || now.noteStatus !== "none" || !isMarkedSo(now, said)) throw new Fault("changed_meanwhile", faultWords.changed);
  }
  const hour = (await foreseeSessions(tx, call, new Map([[input.sessionId, "check_in"]]))).get(input.sessionId)!;
  const counts = (await isChartOpen(tx, session.caseId)) ? { decision: hour.decided.decision, disclosure: chartOf(session.caseId) } : null;
  return { session: await requireSession(tx, input.sessionId), counts };
}
