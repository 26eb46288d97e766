import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import type { Language } from "#kernel/language.ts";
import type { Transaction } from "#database/actor.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { addMinutes } from "#kernel/dates.ts";
import type { Cohort, CohortRow, cohorts, Leaving, Meeting, MeetingKind, RecordKind, Seat, TrainingRecord } from "./cohorts.contract.ts";
import { components, statedFacts, type Track, type TrackId, type TrainingRole } from "./contract.ts";
import { cohortFaults } from "./faults.words.ts";
import { attend, callOffMeeting, meetingOf } from "./meetings.handlers.ts";
import { shortNames } from "./path.words.ts";
import { loadTracks } from "./policies.ts";
import { countStates, countTaken, wasThere } from "./seats.rules.ts";
import * as store from "./store.ts";
import { holdCohort, loadCohorts, type Loaded, recordsOf, requireCohort, requireSeat, visitsOf, waiversOf, walkSeat } from "./walking.handlers.ts";

const INVITED_DAYS = 30;
/** Days after the end within which something may still be made up. */
const MADE_UP_WITHIN_DAYS = 184;
const kept = { kept: true } as const;
const shownCohort = ({ requirements: _requirements, ...one }: store.CohortRecord): Cohort => one;
const isAtRisk = (seat: Seat) => seat.toDay === null && (seat.counts.at_risk ?? 0) + (seat.counts.not_met ?? 0) > 0;

async function tracks(_tx: Transaction, _input: unknown, { language }: Call) {
  const shown = ({ fullCourse, requirements, ...one }: Track) => ({ ...one, fullCourse: fullCourse?.words[language] ?? null, requirements: requirements.map(({ rule: _rule, words, local, ...each }) => ({ ...each, words: words[language], local: local?.[language] ?? null })) });
  return { tracks: loadTracks().map(shown) };
}

/** A cohort in the list. How its people stand is worked out while it runs. */
function rowOf(loaded: Loaded, cohort: store.CohortRecord, today: CivilDate, language: Language): CohortRow {
  const own = loaded.seats.filter((one) => one.cohortId === cohort.cohortId);
  const isRunning = cohort.calledOffReason === null && cohort.startsOn <= today && today <= addDays(cohort.endsOn, MADE_UP_WITHIN_DAYS);
  const seats = isRunning ? own.map((one) => seatOf(loaded, one, today, language)) : [];
  const next = loaded.meetings.find((one) => one.cohortId === cohort.cohortId && one.onDay >= today && one.calledOffReason === null);
  return { ...shownCohort(cohort), taken: countTaken(own, today), left: own.filter((one) => one.leftAs !== null).length, atRisk: seats.filter(isAtRisk).length, nextMeetingOn: next?.onDay ?? null };
}

async function list(tx: Transaction, _input: unknown, { language }: Call) {
  const found = await store.listCohorts(tx);
  const loaded = await loadCohorts(tx, found);
  return { today: tx.today, cohorts: found.map((one) => rowOf(loaded, one, tx.today, language)) };
}

type Making = { name: string; track: TrackId; trackVersion: string; startsOn: CivilDate; months: number; places: number; appliesFrom: CivilDate | null; appliesTo: CivilDate | null; isBlind: boolean };
function requireWindow({ appliesFrom, appliesTo }: Pick<Making, "appliesFrom" | "appliesTo">): void {
  if (appliesTo !== null && (appliesFrom === null || appliesTo < appliesFrom)) throw fieldFault("appliesTo", cohortFaults.order);
}
export async function make(tx: Transaction, input: Making): Promise<{ cohortId: string }> {
  const track = loadTracks().find((one) => one.id === input.track && one.version === input.trackVersion);
  if (!track) throw fieldFault("trackVersion", cohortFaults.noVersion);
  requireWindow(input);
  const cohortId = await store.insertCohort(tx, { ...input, track, endsOn: addMonths(input.startsOn, input.months) });
  if (cohortId === null) throw fieldFault("name", cohortFaults.nameTaken);
  return { cohortId };
}

function seatOf(loaded: Loaded, seat: store.SeatRow, today: CivilDate, language: Language): Seat {
  const { path } = walkSeat(loaded, seat, today, language);
  const { cohortId: _cohort, continues: _continues, ...shown } = seat;
  return { ...shown, verdict: path.verdict, counts: countStates(path.steps), steps: Object.fromEntries(path.steps.map(({ id, state, have, need }) => [id, { state, have, need }])), gatheredAt: path.gatheredAt };
}

const meetingShown = (loaded: Pick<Loaded, "marks" | "seats">) => ({ cohortId: _cohort, ...one }: store.MeetingRow): Meeting => {
  const marks = loaded.marks.filter((mark) => mark.meetingId === one.meetingId);
  return { ...one, marked: marks.length, came: marks.filter((mark) => wasThere(mark.came)).length, whose: marks.length === 1 ? (loaded.seats.find((seat) => seat.seatId === marks[0]!.seatId)?.name ?? null) : null };
};

async function get(tx: Transaction, { cohortId }: { cohortId: string }, { language }: Call) {
  const cohort = await requireCohort(tx, cohortId);
  const loaded = await loadCohorts(tx, [cohort]);
  const isOwn = (one: { cohortId: string }) => one.cohortId === cohortId;
  return {
    today: tx.today,
    cohort: shownCohort(cohort),
    requirements: cohort.requirements.requirements.filter((one) => one.stage === cohort.requirements.covers).map((one) => ({ id: one.id, short: shortNames[one.rule.counts][language], words: one.words[language] })),
    meetings: loaded.meetings.filter(isOwn).map(meetingShown(loaded)),
    seats: loaded.seats.filter(isOwn).map((one) => seatOf(loaded, one, tx.today, language)),
    waivers: loaded.waivers.filter(isOwn).map(({ cohortId: _cohort, ...one }) => one),
    materials: await store.listMaterials(tx, cohortId),
  };
}

async function change(tx: Transaction, input: { cohortId: string; name: string; places: number; appliesFrom: CivilDate | null; appliesTo: CivilDate | null }) {
  await holdCohort(tx, input.cohortId);
  requireWindow(input);
  if (await store.isNameTaken(tx, input.cohortId, input.name)) throw fieldFault("name", cohortFaults.nameTaken);
  const taken = countTaken(await store.listSeats(tx, [input.cohortId]), tx.today);
  if (input.places < taken) throw fieldFault("places", cohortFaults.fewer(taken));
  await store.changeCohort(tx, input);
  return kept;
}

async function callOff(tx: Transaction, { cohortId, reason }: { cohortId: string; reason: string }) {
  await holdCohort(tx, cohortId);
  await store.callOffCohort(tx, cohortId, reason);
  return kept;
}

type Planning = { cohortId: string; kind: MeetingKind; onDay: CivilDate; startsAt: string; minutes: number; title: string; times: number; everyDays: number; makesUp: string | null; came: string[] };
export async function addMeetings(tx: Transaction, { times, everyDays, came, ...input }: Planning) {
  const cohort = await holdCohort(tx, input.cohortId);
  const days = Array.from({ length: times }, (_, place) => addDays(input.onDay, place * everyDays));
  const last = addDays(cohort.endsOn, MADE_UP_WITHIN_DAYS);
  if (days.some((day) => day < cohort.startsOn || day > last)) throw fieldFault("onDay", cohortFaults.outside(cohort.startsOn, last));
  if (input.makesUp !== null) {
    const missed = await store.findMeeting(tx, input.cohortId, input.makesUp);
    if (!missed || missed.kind !== input.kind || missed.makesUp !== null || missed.onDay > input.onDay) throw fieldFault("makesUp", cohortFaults.makeUpKind);
  }
  const meetingIds: string[] = [];
  for (const onDay of days) meetingIds.push(await store.insertMeeting(tx, { ...input, onDay }));
  if (came.length > 0) await attend(tx, { cohortId: input.cohortId, meetingId: meetingIds[0]!, marks: came.map((seatId) => ({ seatId, came: "yes" })) });
  return { meetingIds };
}

type Seating = { cohortId: string; name: string; organization: string; credential: string; role: TrainingRole; fromDay: CivilDate };
/** Gives a place, where one is left. */
export async function addSeat(tx: Transaction, input: Seating, continues: string | null = null): Promise<{ seatId: string }> {
  const cohort = await holdCohort(tx, input.cohortId);
  const seats = await store.listSeats(tx, [input.cohortId]);
  const takesOne = countTaken([{ role: input.role, toDay: null }], tx.today);
  if (countTaken(seats, tx.today) + takesOne > cohort.places) throw new Fault("refused", cohortFaults.full(cohort.places));
  return { seatId: await store.insertSeat(tx, { ...input, continues }) };
}

export async function invite(tx: Transaction, { cohortId, seatId }: { cohortId: string; seatId: string }) {
  const seat = await requireSeat(tx, cohortId, seatId);
  if (seat.leftAs !== null) throw new Fault("refused", cohortFaults.left);
  // Somebody else is to sit here, or the same from another agency: who sat here until now lends nothing more.
  await store.endBinding(tx, seatId, tx.today);
  const code = makeToken();
  const until = addMinutes(tx.now, INVITED_DAYS * 24 * 60);
  await store.inviteSeat(tx, seatId, hashToken(code), until);
  return { code, until };
}

export async function endSeat(tx: Transaction, { cohortId, seatId, toDay, leftAs, words, intoCohortId }: { cohortId: string; seatId: string; toDay: CivilDate; leftAs: Leaving; words: string; intoCohortId: string | null }) {
  const seat = await requireSeat(tx, cohortId, seatId);
  if (seat.leftAs !== null) throw new Fault("refused", cohortFaults.left);
  if (toDay < seat.fromDay) throw fieldFault("toDay", cohortFaults.beforeStart);
  if (toDay > tx.today) throw fieldFault("toDay", cohortFaults.future);
  if ((leftAs === "moved_cohort") !== (intoCohortId !== null) || intoCohortId === cohortId) throw fieldFault("intoCohortId", cohortFaults.needOther);
  await store.endSeat(tx, { seatId, toDay, leftAs, words });
  const next = intoCohortId === null ? null : (await addSeat(tx, { ...seat, cohortId: intoCohortId, fromDay: addDays(toDay, 1) }, seatId)).seatId;
  if (next !== null) await store.carryBinding(tx, seatId, next);
  await store.endBinding(tx, seatId, toDay);
  return { seatId: next };
}

async function seat(tx: Transaction, { cohortId, seatId }: { cohortId: string; seatId: string }, { language }: Call) {
  const cohort = await requireCohort(tx, cohortId);
  const loaded = await loadCohorts(tx, [cohort]);
  const found = loaded.seats.find((one) => one.seatId === seatId && one.cohortId === cohortId);
  if (!found) throw new Fault("not_found", cohortFaults.none);
  const { path, lent } = walkSeat(loaded, found, tx.today, language);
  return { cohort: shownCohort(cohort), seat: seatOf(loaded, found, tx.today, language), path, visits: visitsOf(loaded, found), records: recordsOf(loaded, found), waivers: waiversOf(loaded, found), cases: lent?.cases ?? [], others: lent?.others ?? [] };
}

type Recording = { cohortId: string; seatId: string; kind: RecordKind; code: string; isSo: boolean; onDay: CivilDate; meetingId: string | null; note: string };
export async function addRecord(tx: Transaction, input: Recording) {
  const found = await requireSeat(tx, input.cohortId, input.seatId);
  if (input.onDay > tx.today) throw fieldFault("onDay", cohortFaults.future);
  if (input.onDay < found.fromDay && found.continues === null) throw fieldFault("onDay", cohortFaults.beforeStart);
  if (input.kind === "component" && !(components as readonly string[]).includes(input.code)) throw fieldFault("code", cohortFaults.notAComponent);
  if (input.kind === "statement" && !(statedFacts as readonly string[]).includes(input.code)) throw fieldFault("code", cohortFaults.notAFact);
  if (input.meetingId !== null && !(await store.findMeeting(tx, input.cohortId, input.meetingId))) throw fieldFault("meetingId", cohortFaults.none);
  return { recordId: await store.insertRecord(tx, input.cohortId, input) };
}

async function takeBackRecord(tx: Transaction, { cohortId, seatId, recordId }: { cohortId: string; seatId: string; recordId: TrainingRecord["recordId"] }) {
  await requireSeat(tx, cohortId, seatId);
  if (!(await store.takeBackRecord(tx, seatId, recordId))) throw new Fault("not_found", cohortFaults.none);
  return kept;
}

export async function waive(tx: Transaction, input: { cohortId: string; seatId: string | null; requirement: string; threshold: number | null; reason: string }) {
  const cohort = await holdCohort(tx, input.cohortId);
  if (input.seatId !== null) await requireSeat(tx, input.cohortId, input.seatId);
  const asked = cohort.requirements.requirements.find((one) => one.id === input.requirement);
  if (!asked) throw fieldFault("requirement", cohortFaults.notInTrack);
  if (input.threshold !== null && asked.threshold !== null) throw fieldFault("threshold", cohortFaults.setAlready);
  return { waiverId: await store.insertWaiver(tx, input) };
}

async function takeBackWaiver(tx: Transaction, { cohortId, waiverId }: { cohortId: string; waiverId: string }) {
  await requireCohort(tx, cohortId);
  if (!(await store.takeBackWaiver(tx, cohortId, waiverId))) throw new Fault("not_found", cohortFaults.none);
  return kept;
}

export async function addMaterial(tx: Transaction, input: { cohortId: string; meetingId: string | null; title: string; address: string; note: string }) {
  await holdCohort(tx, input.cohortId);
  if (input.meetingId !== null && !(await store.findMeeting(tx, input.cohortId, input.meetingId))) throw fieldFault("meetingId", cohortFaults.none);
  return { materialId: await store.insertMaterial(tx, input) };
}

async function takeBackMaterial(tx: Transaction, { cohortId, materialId }: { cohortId: string; materialId: string }) {
  await requireCohort(tx, cohortId);
  if (!(await store.takeBackMaterial(tx, cohortId, materialId))) throw new Fault("not_found", cohortFaults.none);
  return kept;
}

export const cohortsHandlers: Handlers<typeof cohorts> = {
  tracks: handle(tracks),
  list: handle(list),
  make: handle(make),
  get: handle(get),
  change: handle(change),
  callOff: handle(callOff),
  addMeetings: handle(addMeetings),
  meeting: handle(meetingOf),
  attend: handle(attend),
  callOffMeeting: handle(callOffMeeting),
  addSeat: handle((tx, input) => addSeat(tx, input)),
  invite: handle(invite),
  endSeat: handle(endSeat),
  seat: handle(seat),
  addRecord: handle(addRecord),
  takeBackRecord: handle(takeBackRecord),
  addMaterial: handle(addMaterial),
  takeBackMaterial: handle(takeBackMaterial),
  waive: handle(waive),
  takeBackWaiver: handle(takeBackWaiver),
};
