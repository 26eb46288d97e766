import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import type { Came } from "./cohorts.contract.ts";
import { cohortFaults } from "./faults.words.ts";
import { findClash, wasThere } from "./seats.rules.ts";
import * as store from "./store.ts";
import { holdCohort, requireCohort } from "./walking.handlers.ts";

type Which = { cohortId: string; meetingId: string };

async function requireMeeting(tx: Transaction, { cohortId, meetingId }: Which): Promise<store.MeetingRow> {
  const found = await store.findMeeting(tx, cohortId, meetingId);
  if (!found) throw new Fault("not_found", cohortFaults.none);
  return found;
}
const sits = (seat: store.SeatRow, onDay: string): boolean => seat.fromDay <= onDay && (seat.toDay === null || seat.toDay >= onDay);

export async function meetingOf(tx: Transaction, { cohortId, meetingId }: Which) {
  await requireCohort(tx, cohortId);
  const { cohortId: _cohort, ...found } = await requireMeeting(tx, { cohortId, meetingId });
  const came = new Map((await store.listMarks(tx, [cohortId])).filter((one) => one.meetingId === meetingId).map((one) => [one.seatId, one.came]));
  const seats = (await store.listSeats(tx, [cohortId])).filter((one) => came.has(one.seatId) || sits(one, found.onDay));
  return { meeting: { ...found, marked: came.size, came: [...came.values()].filter(wasThere).length, whose: null }, marks: seats.map((one) => ({ seatId: one.seatId, name: one.name, role: one.role, came: came.get(one.seatId) ?? null })) };
}

/** Takes down who came, all of it or nothing. Nobody is at two meetings at the same hour. */
export async function attend(tx: Transaction, { cohortId, meetingId, marks }: Which & { marks: { seatId: string; came: Came }[] }) {
  await holdCohort(tx, cohortId);
  const meeting = await requireMeeting(tx, { cohortId, meetingId });
  if (meeting.calledOffReason !== null) throw new Fault("refused", cohortFaults.calledOff);
  if (meeting.onDay > tx.today) throw new Fault("refused", cohortFaults.notYet);
  const [seats, meetings, known] = [await store.listSeats(tx, [cohortId]), await store.listMeetings(tx, [cohortId]), await store.listMarks(tx, [cohortId])];
  const isMarked = new Set(known.filter((one) => one.meetingId === meetingId).map((one) => one.seatId));
  for (const [place, { seatId, came }] of marks.entries()) {
    const seat = seats.find((one) => one.seatId === seatId);
    if (!seat || !(sits(seat, meeting.onDay) || isMarked.has(seatId))) throw fieldFault(`marks[${place}].seatId`, cohortFaults.none);
    if (!wasThere(came)) continue;
    const clash = findClash(meeting, meetings, new Set(known.filter((one) => one.seatId === seatId && wasThere(one.came)).map((one) => one.meetingId)));
    if (clash) throw fieldFault(`marks[${place}].came`, cohortFaults.clash(seat.name, `${clash.onDay} ${clash.startsAt} ${clash.title}`.trim()));
  }
  // Of one named twice the last word stands.
  await store.keepMarks(tx, cohortId, meetingId, [...new Map(marks.map((one) => [one.seatId, one])).values()]);
  return { kept: true } as const;
}

export async function callOffMeeting(tx: Transaction, { cohortId, meetingId, reason }: Which & { reason: string }) {
  await holdCohort(tx, cohortId);
  await requireMeeting(tx, { cohortId, meetingId });
  const came = (await store.listMarks(tx, [cohortId])).some((one) => one.meetingId === meetingId && wasThere(one.came));
  if (came) throw new Fault("refused", cohortFaults.cameAlready);
  await store.callOffMeeting(tx, meetingId, reason);
  return { kept: true } as const;
}
