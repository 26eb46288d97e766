import type { CivilDate } from "#kernel/dates.ts";
import { Fault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import type { Lent, Path, Visit, Waiver } from "./cohorts.contract.ts";
import { cohortFaults } from "./faults.words.ts";
import { type Known, walk } from "./path.rules.ts";
import { visitsWithin } from "./seats.rules.ts";
import * as store from "./store.ts";

export type Loaded = { cohorts: store.CohortRecord[]; meetings: store.MeetingRow[]; marks: store.Mark[]; seats: store.SeatRow[]; records: store.RecordRow[]; waivers: store.WaiverRow[]; lent: Map<string, store.LentRow> };

/** Everything of some cohorts, and of those that their people came from. */
export async function loadCohorts(tx: Transaction, asked: readonly store.CohortRecord[]): Promise<Loaded> {
  const askedIds = asked.map((one) => one.cohortId);
  const seats = await store.listSeats(tx, askedIds);
  const others = seats.some((one) => one.continues !== null) ? (await store.listCohorts(tx)).filter((one) => !askedIds.includes(one.cohortId)) : [];
  const cohorts = [...asked, ...others];
  const ids = cohorts.map((one) => one.cohortId);
  const all = others.length === 0 ? seats : await store.listSeats(tx, ids);
  const lent = await store.listLent(tx, all.map((one) => one.seatId));
  return { cohorts, meetings: await store.listMeetings(tx, ids), marks: await store.listMarks(tx, ids), seats: all, records: await store.listRecords(tx, ids), waivers: await store.listWaivers(tx, ids), lent: new Map(lent.map((one) => [one.seatId, one])) };
}

/** A place and those that it continues, the own first. What was done there is taken along; what is asked is asked by the own cohort. */
function chainOf(loaded: Loaded, seat: store.SeatRow): store.SeatRow[] {
  const before = loaded.seats.find((one) => one.seatId === seat.continues);
  return before ? [seat, ...chainOf(loaded, before)] : [seat];
}

/** Days and calls of a place: of the own cohort all, of those before what somebody came to. */
export function visitsOf(loaded: Loaded, seat: store.SeatRow): Visit[] {
  return chainOf(loaded, seat).flatMap((one) => {
    const came = new Map(loaded.marks.filter((mark) => mark.seatId === one.seatId).map((mark) => [mark.meetingId, mark.came]));
    const visits = loaded.meetings.filter((each) => each.cohortId === one.cohortId).map(({ cohortId: _cohort, ledBy: _led, ...each }): Visit => ({ ...each, came: came.get(each.meetingId) ?? null }));
    return one === seat ? visitsWithin(visits, one) : visits.filter((each) => each.came !== null);
  });
}

export const recordsOf = (loaded: Loaded, seat: store.SeatRow) => chainOf(loaded, seat).flatMap((one) => loaded.records.filter((each) => each.seatId === one.seatId)).map(({ seatId: _seat, ...one }) => one);
export const waiversOf = (loaded: Loaded, seat: store.SeatRow): Waiver[] => loaded.waivers.filter((one) => one.cohortId === seat.cohortId && (one.seatId === null || one.seatId === seat.seatId)).map(({ cohortId: _cohort, ...one }) => one);
/** What is lent of a place; where the own has nothing yet, what was lent of the one before. */
export const lentOf = (loaded: Loaded, seat: store.SeatRow): store.LentRow | undefined => chainOf(loaded, seat).flatMap((one) => loaded.lent.get(one.seatId) ?? [])[0];

/** How a place stands on a day; of who has left, on the last day. */
export function pathOf(cohort: Pick<store.CohortRecord, "track" | "trackVersion" | "startsOn" | "endsOn" | "requirements">, known: Known & { gatheredAt: string | null }, today: CivilDate, language: Language): Path {
  const { gatheredAt, ...rest } = known;
  return { track: cohort.track, version: cohort.trackVersion, on: today, startsOn: cohort.startsOn, endsOn: cohort.endsOn, gatheredAt, ...walk(cohort.requirements, rest, today, language) };
}

export function walkSeat(loaded: Loaded, seat: store.SeatRow, today: CivilDate, language: Language): { path: Path; lent: Lent | null } {
  const cohort = loaded.cohorts.find((one) => one.cohortId === seat.cohortId)!;
  const lent = lentOf(loaded, seat);
  const known = { startsOn: cohort.startsOn, endsOn: cohort.endsOn, role: seat.role, visits: visitsOf(loaded, seat), records: recordsOf(loaded, seat), waivers: waiversOf(loaded, seat), lent: lent?.content ?? null, gatheredAt: lent?.gatheredAt ?? null };
  return { path: pathOf(cohort, known, seat.toDay !== null && seat.toDay < today ? seat.toDay : today, language), lent: known.lent };
}

export async function requireCohort(tx: Transaction, cohortId: string): Promise<store.CohortRecord> {
  const found = await store.findCohort(tx, cohortId);
  if (!found) throw new Fault("not_found", cohortFaults.none);
  return found;
}
/** A cohort that goes on, held, so that two who change it wait for each other. */
export async function holdCohort(tx: Transaction, cohortId: string): Promise<store.CohortRecord> {
  const found = await store.holdCohort(tx, cohortId);
  if (!found) throw new Fault("not_found", cohortFaults.none);
  if (found.calledOffReason !== null) throw new Fault("refused", cohortFaults.calledOff);
  return found;
}
export async function requireSeat(tx: Transaction, cohortId: string, seatId: string): Promise<store.SeatRow> {
  const found = (await store.listSeats(tx, [cohortId])).find((one) => one.seatId === seatId);
  if (!found) throw new Fault("not_found", cohortFaults.none);
  return found;
}
