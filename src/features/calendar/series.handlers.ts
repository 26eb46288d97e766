import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Handlers } from "#server/procedure.ts";
import { type Asking, countsOf, keepSeen, relyOn, requireSafe } from "./booking.handlers.ts";
import * as booking from "./booking.store.ts";
import type { bookings } from "./changing.contract.ts";
import { insertChange, listStates } from "./changing.store.ts";
import type { Continuable } from "./changing.contract.ts";
import { faultWords } from "./faults.words.ts";
import { requireSession } from "./finding.handlers.ts";
import { addDays, dateInZone, timeInZone } from "#kernel/dates.ts";
import { requirePossible, sayProblems } from "./hours.rules.ts";
import { bookedOf, judgeDays, minutesOf, readComing, readWho, takeTurnOf } from "./planning.handlers.ts";
import { readSessionTimes } from "./rules.ts";
import { listDays, type SeriesDay } from "./series.rules.ts";

type InputOf<Name extends "foreseeSeries" | "bookSeries"> = Parameters<Extract<Handlers<typeof bookings>[Name], { open: false }>["run"]>[1];

const hoursOf = (days: readonly SeriesDay[]) => days.flatMap(({ hour }) => (hour === null ? [] : [hour]));

/** The days of a series that is being typed, each with what stands in its way; nothing is stored. What its first and last session would count for shows what ends meanwhile: a licence, the age. */
export async function foreseeSeries(tx: Transaction, input: InputOf<"foreseeSeries">, call: Asking) {
  const who = await readWho(tx, input);
  readSessionTimes(input.start, input.end, tx.actor.timeZone);
  const days = listDays(input, input, tx.actor.timeZone).filter(({ on }) => !input.leaveOut.includes(on));
  const problems = await judgeDays(tx, who, days, []);
  const hours = hoursOf(days);
  const [first, last] = [hours[0], hours.at(-1)];
  const count = async (hour: typeof first) => (hour === undefined ? null : (await countsOf(tx, who, hour, readComing(who, hour.on), call)).counts);
  return { caseId: input.caseId, days: days.map(({ on }) => ({ on, problems: sayProblems(problems.filter((one) => one.on === on), call.language) })), first: await count(first), last: await count(last) };
}

/** Books all days of a series, or none. */
export async function bookSeries(tx: Transaction, input: InputOf<"bookSeries">, call: Asking) {
  const { kind, whenNotCounting, riskReason, seenDays, everyWeeks, lastOn, leaveOut, start, end, beforeId, ...setting } = input;
  if (beforeId !== null && (await booking.findSeries(tx, beforeId))?.caseId !== input.caseId) throw fieldFault("beforeId", faultWords.noSeries);
  const who = await readWho(tx, setting);
  readSessionTimes(start, end, tx.actor.timeZone);
  const days = listDays({ start, end }, { everyWeeks, lastOn }, tx.actor.timeZone).filter(({ on }) => !leaveOut.includes(on));
  if (days.length === 0) throw fieldFault("leaveOut", faultWords.nothingLeft);
  const coming = readComing(who, days.at(-1)!.on);
  await takeTurnOf(tx, who);
  const problems = await judgeDays(tx, who, days, []);
  requirePossible(problems, seenDays, "series");
  await requireSafe(tx, { caseId: input.caseId, kind, riskReason }, who.stage);
  const hours = hoursOf(days);
  const seriesId = await booking.insertSeries(tx, { caseId: input.caseId, everyWeeks, firstOn: hours[0]!.on, lastOn, startClock: start.slice(11), minutes: minutesOf(hours[0]!), beforeId });
  const ids = await booking.insertSessions(tx, bookedOf(who, kind, seriesId), hours, coming);
  await keepSeen(tx, input.caseId, ids.map((sessionId, at) => ({ sessionId, on: hours[at]!.on })), problems);
  await relyOn(tx, call, who, ids, whenNotCounting);
  const states = await listStates(tx, ids);
  if (states.length !== ids.length) throw new Fault("internal", faultWords.noSession);
  const changeId = await insertChange(tx, { caseId: input.caseId, kind: "booked", sessions: states.map(({ sessionId, revision }) => ({ sessionId, before: null, revision })) });
  return { changeId, seriesId, booked: ids.length, session: await requireSession(tx, ids[0]!) };
}

/** Sessions of a series that are left when it is said that it nears its last day. */
const NEAR = 4;

/** The series of a session as it may be continued: at the hour of its last session, with what that one has. One that was changed by itself is not what the others are like. Null for a session by itself. */
export async function findContinuable(tx: Transaction, { sessionId }: { sessionId: string }): Promise<{ series: Continuable | null }> {
  const session = await requireSession(tx, sessionId);
  const series = session.seriesId === null ? null : await booking.findSeries(tx, session.seriesId);
  const all = session.seriesId === null ? [] : await booking.listSeries(tx, session.seriesId);
  const like = all.findLast((one) => !one.isApart) ?? all.at(-1);
  if (series === null || like === undefined) return { series: null };
  const coming = all.filter((one) => one.startsAt > tx.now).length;
  const state = (await listStates(tx, [like.sessionId]))[0]!.state;
  const zone = tx.actor.timeZone;
  // The days of a series are counted from its own weekday, also where its last session was moved by itself.
  const step = 7 * series.everyWeeks;
  let on = addDays(dateInZone(like.startsAt, zone), step * (all.length - all.indexOf(like)));
  while (on < tx.today) on = addDays(on, step);
  const further: Continuable = {
    seriesId: session.seriesId!,
    caseId: session.caseId,
    everyWeeks: series.everyWeeks,
    coming,
    nearsEnd: coming <= NEAR && !series.isFollowed,
    kind: state.kind,
    nextStart: `${on}T${timeInZone(like.startsAt, zone)}`,
    nextEnd: `${on}T${timeInZone(like.endsAt, zone)}`,
    setting: { place: state.place, beds: state.beds, modality: state.modality, clinicianId: state.clinicianId, secondClinicianId: state.secondClinicianId, roomId: state.roomId, videoLink: state.videoLink, travelMinutes: state.travelMinutes, personIds: state.people.filter(({ status }) => status !== "cancelled").map(({ personId }) => personId), longerSessionReason: null },
  };
  return { series: further };
}
