import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import { insertClosed, insertRoom } from "#features/calendar/days.store.ts";
import { insertChange, listStates } from "#features/calendar/changing.store.ts";
import { insertFeed } from "#features/calendar/feed.store.ts";
import { insertSeries } from "#features/calendar/booking.store.ts";
import { insertOffer } from "#features/calendar/offers.store.ts";
import { addDays } from "#kernel/dates.ts";
import { newSession, operatorDoes, type Scene } from "./scene.ts";
import { nextDay, type Sample, TODAY } from "./sample.ts";

const setting = (scene: Scene) => ({ place: "home", modality: "in_person", clinicianId: scene.clinician.staffId, personIds: [scene.adultA] });
const hour = (day: string | number | undefined) => ({ start: `${day}T10:00`, end: `${day}T11:00` });

/** A booked session, that belongs to a series of its own. */
async function newInSeries(scene: Scene): Promise<{ sessionId: string }> {
  const sessionId = await newSession(scene, scene.clinician.staffId);
  await operatorDoes(scene, async (tx) => {
    const seriesId = await insertSeries(tx, { caseId: scene.caseId, everyWeeks: 1, firstOn: TODAY, lastOn: addDays(TODAY, 70), startClock: "09:00", minutes: 60, beforeId: null });
    await sql`update sessions set series_id = ${seriesId} where id = ${sessionId}`.execute(tx);
  });
  return { sessionId };
}

/** A visit at home of the night, from which no word came. */
async function newLateVisit(scene: Scene): Promise<{ sessionId: string }> {
  const sessionId = await newSession(scene, scene.clinician.staffId);
  await operatorDoes(scene, (tx) => sql`update sessions set starts_at = starts_at - interval '10 hours', ends_at = ends_at - interval '10 hours' where id = ${sessionId}`.execute(tx));
  return { sessionId };
}

/** A visit of the coming days that adult A is expected at. */
async function newVisit(scene: Scene): Promise<{ sessionId: string }> {
  const sessionId = await newSession(scene, scene.clinician.staffId);
  await operatorDoes(scene, (tx) => sql`update sessions set starts_at = starts_at + interval '5 days', ends_at = ends_at + interval '5 days' where id = ${sessionId}`.execute(tx));
  return { sessionId };
}

/** What adult A wishes of one. */
async function newWish(scene: Scene): Promise<{ wishId: string }> {
  const { sessionId } = await newVisit(scene);
  return operatorDoes(scene, async (tx) => {
    const wishId = newId(tx);
    await sql`insert into visit_wishes (agency_id, id, case_id, session_id, person_id, wish, starts_at, made_at) select agency_id, ${wishId}, case_id, id, ${scene.adultA}, 'another_time', starts_at, ${tx.now} from sessions where id = ${sessionId}`.execute(tx);
    return { wishId };
  });
}

/** A booking that can be taken back. */
async function newChange(scene: Scene): Promise<{ changeId: string }> {
  const sessionId = await newSession(scene, scene.clinician.staffId);
  return operatorDoes(scene, async (tx) => {
    const sessions = (await listStates(tx, [sessionId])).map(({ revision }) => ({ sessionId, before: null, revision }));
    return { changeId: await insertChange(tx, { caseId: scene.caseId, kind: "booked", sessions }) };
  });
}

/** An hour that nobody else has, offered to adult A. */
const newOffer = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const day = nextDay();
    return { offerId: await insertOffer(tx, { caseId: scene.caseId, personId: scene.adultA, clinicianId: scene.clinician.staffId, startsAt: `${day}T20:00:00.000Z`, endsAt: `${day}T21:00:00.000Z`, standsUntil: `${day}T12:00:00.000Z`, way: "spoken" }) };
  });

/** One for each procedure of bookings and of special days. */
export const calendarSamples: Record<string, Sample> = {
  "bookings.foreseeSeries": { body: (scene) => ({ ...setting(scene), ...hour(TODAY), everyWeeks: 1, lastOn: addDays(TODAY, 14) }) },
  "bookings.bookSeries": { given: async () => ({ day: nextDay() }), body: (scene, { day = TODAY }) => ({ ...setting(scene), start: `${day}T12:00`, end: `${day}T12:10`, kind: "dyadic", everyWeeks: 4, lastOn: addDays(String(day), 28), seenDays: [day], leaveOut: [addDays(String(day), 28)] }) },
  "bookings.change": { given: async (scene) => ({ sessionId: await newSession(scene, scene.clinician.staffId), day: nextDay() }), body: (_scene, { day }) => ({ revision: 1, start: `${day}T14:00`, end: `${day}T15:00` }) },
  "bookings.cancelSeries": { given: newInSeries, body: () => ({ revision: 1, scope: "all", reason: "The family moves away." }) },
  "bookings.takeBack": { given: newChange },
  "bookings.series": { given: newInSeries },
  "bookings.marks": { query: `from=${TODAY}&to=${addDays(TODAY, 7)}` },
  "visitWishes.own": {},
  "visitWishes.list": { query: `from=${TODAY}&to=${addDays(TODAY, 7)}` },
  "visitWishes.say": { given: newVisit, body: () => ({ wish: "another_time", hours: ["mon_morning"], words: "Made up." }), ofAdult: "A" },
  "visitWishes.takeBack": { given: newWish, body: () => ({}), ofAdult: "A" },
  "visitWishes.leave": { given: newWish, body: () => ({ words: "Made up." }) },
  "hourOffers.candidates": { query: `start=${TODAY}T18:00&end=${TODAY}T19:00` },
  "hourOffers.waiting": {},
  "hourOffers.list": { query: `from=${TODAY}&to=${addDays(TODAY, 7)}` },
  "hourOffers.make": { given: async () => ({ day: nextDay() }), body: (scene, { day }) => ({ personId: scene.adultA, clinicianId: scene.clinician.staffId, start: `${day}T16:00`, end: `${day}T17:00`, standsUntil: `${day}T12:00`, way: "spoken" }) },
  "hourOffers.answer": { given: newOffer, body: () => ({ answer: "yes" }) },
  "calendarFeeds.list": {},
  "calendarFeeds.make": {},
  "calendarFeeds.end": { given: (scene, { staffId }) => operatorDoes(scene, async (tx) => ({ feedId: await insertFeed(tx, staffId ?? scene.spare.staffId, randomBytes(32)) })) },
  "attendance.get": {},
  "visiting.list": {},
  "visiting.say": { given: async (scene, { staffId }) => ({ sessionId: await newSession(scene, staffId ?? scene.clinician.staffId) }), body: () => ({ word: "in" }) },
  "visiting.settle": { given: newLateVisit, body: () => ({ note: "Reached by phone." }) },
  "visiting.setRule": { body: () => ({ isOn: false, graceMinutes: 30 }) },
  "calendarDays.get": {},
  "calendarDays.addRoom": { body: () => ({ name: "Willow room" }) },
  "calendarDays.endRoom": { given: (scene) => operatorDoes(scene, async (tx) => ({ roomId: await insertRoom(tx, `Room ${newId(tx).slice(-6)}`) })) },
  "calendarDays.close": { body: () => ({ from: addDays(TODAY, 400), to: addDays(TODAY, 401), label: "Staff days" }) },
  "calendarDays.reopen": { given: (scene) => operatorDoes(scene, async (tx) => ({ closedDayId: await insertClosed(tx, { from: addDays(TODAY, 500), to: addDays(TODAY, 500), label: "Staff day" }) })) },
  "calendarDays.flags": { query: `from=${TODAY}&to=${addDays(TODAY, 7)}` },
};
