import { addMinutes, dateInZone, type Instant } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { noteCase } from "#server/audit.ts";
import { handle, type Handlers } from "#server/procedure.ts";
import { type Asking, changedSession, keepSeen, relyOn, requireHour, requireSafe } from "./booking.handlers.ts";
import * as booking from "./booking.store.ts";
import type { bookings, Scope } from "./changing.contract.ts";
import * as store from "./changing.store.ts";
import type { ChangedSession, SessionView } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { requireSession } from "./finding.handlers.ts";
import { requirePossible } from "./hours.rules.ts";
import { bookedOf, judgeDays, minutesOf, readComing, readWho, type Setting, takeTurnOf } from "./planning.handlers.ts";
import { readSessionTimes } from "./rules.ts";
import { type Hour, shiftDay, shiftOf } from "./series.rules.ts";
import { listMarks } from "./endings.handlers.ts";
import { bookSeries, findContinuable, foreseeSeries } from "./series.handlers.ts";
import { updateSessionStatus } from "./store.ts";

type InputOf<Name extends "change" | "cancelSeries" | "takeBack"> = Parameters<Extract<Handlers<typeof bookings>[Name], { open: false }>["run"]>[1];
type Stayed = { sessionId: string; on: string; why: "left_out" | "apart" | "has_note" };

/** How long a change can be taken back, in minutes. */
const TAKE_BACK_MINUTES = 24 * 60;

/** A session that may still be changed: booked, as the writer saw it, without a note. */
async function requireChangeable(tx: Transaction, sessionId: string, revision: number): Promise<SessionView> {
  const session = await requireSession(tx, sessionId);
  if (session.status !== "booked" || session.noteStatus !== "none") throw new Fault("refused", faultWords.notBooked);
  if (session.revision !== revision) throw new Fault("changed_meanwhile", faultWords.changed);
  return session;
}

/** The sessions of a series that a change is for, and those that it leaves: changed by themselves, or with a note. */
async function readScope(tx: Transaction, session: SessionView, scope: Scope): Promise<{ chosen: booking.OfSeries[]; stayed: Stayed[] }> {
  if (session.seriesId === null) throw fieldFault("scope", faultWords.noSeries);
  const from: Instant = scope === "following" ? session.startsAt : tx.now < session.startsAt ? tx.now : session.startsAt;
  const found = await booking.lockSeries(tx, session.seriesId, from);
  const stays = (one: booking.OfSeries) => one.hasNote || (one.isApart && one.sessionId !== session.sessionId);
  return { chosen: found.filter((one) => !stays(one)), stayed: found.filter(stays).map((one) => ({ sessionId: one.sessionId, on: dateInZone(one.startsAt, tx.actor.timeZone), why: one.hasNote ? "has_note" : "apart" })) };
}

/** Keeps what a change did, so that it can be taken back: how each session was, and what revision it has now. */
async function keepChange(tx: Transaction, caseId: string, kind: store.ChangeKind, before: readonly { sessionId: string; state: store.Before }[]): Promise<string> {
  const now = new Map((await store.listStates(tx, before.map(({ sessionId }) => sessionId))).map((one) => [one.sessionId, one.revision]));
  return store.insertChange(tx, { caseId, kind, sessions: before.map(({ sessionId, state }) => ({ sessionId, before: state, revision: now.get(sessionId)! })) });
}

/** What a change says, and of the rest what the session has. Why it is longer stays where nothing is said of it. */
function settingAfter(input: InputOf<"change">, caseId: string, was: store.Before): Setting {
  const keep = <T>(given: T | undefined, before: T): T => (given === undefined ? before : given);
  return {
    caseId,
    place: keep(input.place, was.place),
    beds: keep(input.beds, was.beds),
    modality: keep(input.modality, was.modality),
    clinicianId: keep(input.clinicianId, was.clinicianId),
    secondClinicianId: keep(input.secondClinicianId, was.secondClinicianId),
    roomId: keep(input.roomId, was.roomId),
    videoLink: keep(input.videoLink, was.videoLink),
    travelMinutes: keep(input.travelMinutes, was.travelMinutes),
    personIds: input.personIds ?? was.people.filter(({ status }) => status !== "cancelled").map(({ personId }) => personId),
    longerSessionReason: input.longerSessionReason ?? null,
  };
}

/** Changes one session by itself; of a series it then stands apart. */
async function changeOne(tx: Transaction, input: InputOf<"change">, session: SessionView, call: Asking) {
  const before = await store.listStates(tx, [session.sessionId]);
  if (before[0]?.revision !== input.revision) throw new Fault("changed_meanwhile", faultWords.changed);
  const kind = input.kind ?? session.kind;
  const who = await readWho(tx, settingAfter(input, session.caseId, before[0].state));
  const hour = readSessionTimes(input.start, input.end, tx.actor.timeZone);
  const coming = readComing(who, hour.on);
  await takeTurnOf(tx, who);
  const problems = await requireHour(tx, who, hour, [session.sessionId], input.seenDays, call);
  await requireSafe(tx, { caseId: session.caseId, kind, riskReason: input.riskReason }, who.stage);
  await booking.updateSessions(tx, { ...bookedOf(who, kind, session.seriesId), isApart: session.seriesId !== null }, [{ sessionId: session.sessionId, hour }], coming);
  await keepSeen(tx, session.caseId, [{ sessionId: session.sessionId, on: hour.on }], problems);
  await relyOn(tx, call, who, [session.sessionId], "book");
  return { changeId: await keepChange(tx, session.caseId, "changed", before), session: await requireSession(tx, session.sessionId), changed: 1, stayed: [] };
}

/** Changes a series from a session on: the sessions move by as many days and to the same hour, and belong to a series of their own from then on. */
async function changeSeries(tx: Transaction, input: InputOf<"change">, session: SessionView, call: Asking) {
  const zone = tx.actor.timeZone;
  const { chosen, stayed } = await readScope(tx, session, input.scope);
  readSessionTimes(input.start, input.end, zone);
  const shift = shiftOf(session, input, zone);
  const all = chosen.map((one) => ({ sessionId: one.sessionId, was: dateInZone(one.startsAt, zone), day: shiftDay(one, shift, zone) }));
  const moving = all.filter(({ day }) => !input.leaveOut.includes(day.on));
  if (moving.length === 0) throw fieldFault("leaveOut", faultWords.nothingLeft);
  const ids = moving.map(({ sessionId }) => sessionId);
  const before = await store.listStates(tx, ids);
  const kind = input.kind ?? session.kind;
  const who = await readWho(tx, settingAfter(input, session.caseId, before.find((one) => one.sessionId === session.sessionId)?.state ?? before[0]!.state));
  await takeTurnOf(tx, who);
  const problems = await judgeDays(tx, who, moving.map(({ day }) => day), ids);
  requirePossible(problems, input.seenDays, "series");
  await requireSafe(tx, { caseId: session.caseId, kind, riskReason: input.riskReason }, who.stage);
  const moved = moving.map(({ sessionId, day }) => ({ sessionId, hour: day.hour! }));
  const old = await booking.findSeries(tx, session.seriesId!);
  const [first, last] = [moved[0]!.hour, moved.at(-1)!.hour];
  const seriesId = await booking.insertSeries(tx, { caseId: session.caseId, everyWeeks: old?.everyWeeks ?? 1, firstOn: first.on, lastOn: last.on, startClock: shift.startClock, minutes: minutesOf(first), beforeId: session.seriesId });
  await booking.updateSessions(tx, { ...bookedOf(who, kind, seriesId), isApart: false }, moved, readComing(who, last.on));
  await keepSeen(tx, session.caseId, moved.map(({ sessionId, hour }) => ({ sessionId, on: hour.on })), problems);
  await relyOn(tx, call, who, ids, "book");
  const left = all.filter(({ day }) => input.leaveOut.includes(day.on)).map(({ sessionId, was }): Stayed => ({ sessionId, on: was, why: "left_out" }));
  return { changeId: await keepChange(tx, session.caseId, "changed", before), session: await requireSession(tx, ids.includes(session.sessionId) ? session.sessionId : ids[0]!), changed: ids.length, stayed: [...stayed, ...left] };
}

async function change(tx: Transaction, input: InputOf<"change">, call: Asking) {
  const session = await requireChangeable(tx, input.sessionId, input.revision);
  return input.scope === "one" ? changeOne(tx, input, session, call) : changeSeries(tx, input, session, call);
}

/** Cancels a series from a session on, and keeps how it was. */
async function cancelSeries(tx: Transaction, { sessionId, revision, scope, reason, by }: InputOf<"cancelSeries">) {
  const session = await requireChangeable(tx, sessionId, revision);
  const { chosen, stayed } = await readScope(tx, session, scope);
  const before = await store.listStates(tx, chosen.map((one) => one.sessionId));
  await store.cancelAll(tx, before.map((one) => one.sessionId), reason, by);
  return { changeId: await keepChange(tx, session.caseId, "cancelled", before), session: await requireSession(tx, sessionId), changed: before.length, stayed };
}

/** Ends one booking that did not take place, or will not, and keeps how it was. */
export async function cancelOne(tx: Transaction, { sessionId, status, reason, by, revision }: { sessionId: string; status: "cancelled" | "no_show"; reason: string; by: "family" | "staff" | "other" | null; revision: number }): Promise<ChangedSession> {
  const session = await requireSession(tx, sessionId);
  const before = await store.listStates(tx, [sessionId]);
  if (!(await updateSessionStatus(tx, { sessionId, status, reason, by: status === "cancelled" ? by : null, revision }))) throw new Fault("changed_meanwhile", faultWords.changed);
  return changedSession(tx, sessionId, await keepChange(tx, session.caseId, "cancelled", before));
}

const hourBefore = (before: store.Before, zone: string): Hour => ({ on: dateInZone(before.startsAt, zone), startsAt: before.startsAt, endsAt: before.endsAt });

/** Throws where an hour that a session goes back to was given to somebody else meanwhile. */
async function requireStillFree(tx: Transaction, sessions: readonly store.Changed[]): Promise<void> {
  const back = sessions.flatMap((one) => (one.before?.status === "booked" ? [{ ...one, before: one.before }] : []));
  await booking.takeTurn(tx, back.flatMap(({ before }) => [before.clinicianId, before.secondClinicianId, before.roomId].filter((one) => one !== null)));
  const besides = sessions.map((one) => one.sessionId);
  for (const { before } of back) {
    const taken = await booking.listTaken(tx, [before.clinicianId, ...(before.secondClinicianId === null ? [] : [before.secondClinicianId])], before.roomId, [hourBefore(before, tx.actor.timeZone)], besides);
    if (taken.length > 0) throw new Fault("refused", faultWords.noLongerFree);
  }
}

/** Takes back what a change did, all of it or nothing. */
async function takeBack(tx: Transaction, { changeId }: InputOf<"takeBack">) {
  const found = await store.findChange(tx, changeId);
  if (!found) throw new Fault("not_found", faultWords.noChange);
  noteCase(tx, found.caseId);
  if (found.isTakenBack) throw new Fault("refused", faultWords.takenBackBefore);
  if (addMinutes(found.madeAt, TAKE_BACK_MINUTES) < tx.now) throw new Fault("refused", faultWords.tooLate);
  if (found.kind === "booked") {
    if (!(await store.withdrawSessions(tx, found.sessions))) throw new Fault("changed_meanwhile", faultWords.movedOn);
  } else {
    await requireStillFree(tx, found.sessions);
    for (const one of found.sessions) if (one.before === null || !(await store.restoreSession(tx, one, one.before, found.caseId))) throw new Fault("changed_meanwhile", faultWords.movedOn);
  }
  await store.markTakenBack(tx, changeId);
  const [first] = await store.listStates(tx, found.sessions.map((one) => one.sessionId));
  return { takenBack: found.sessions.length, caseId: found.caseId, on: dateInZone(first?.state.startsAt ?? tx.now, tx.actor.timeZone) };
}

export const bookingsHandlers: Handlers<typeof bookings> = {
  foreseeSeries: handle(foreseeSeries),
  bookSeries: handle(bookSeries),
  change: handle(change),
  cancelSeries: handle(cancelSeries),
  series: handle(findContinuable),
  marks: handle(listMarks),
  takeBack: handle(takeBack),
};
