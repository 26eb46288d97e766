import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId, row, rows } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { openCase } from "#features/cases/handlers.ts";
import { sendMessage } from "#features/messages/jobs.ts";
import { listPeople } from "#features/people/store.ts";
import type { Services } from "#server/procedure.ts";
import { adultAccount, makeScene, newReferral, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { type SmsAdapter, startSmsAdapter } from "../../../test/support/sms.ts";
import type { HourFamily, HourOffer } from "./offers.contract.ts";

// A free hour: who could use it, to whom it is offered and how that ends, and what nobody learns of it (A3, C4, D3).

const NOW = "2026-11-20T15:00:00.000Z"; // a Friday, 10:00 in New York
const NUMBER = "+12025550142";
let server: TestServer;
let adapter: SmsAdapter;
let services: Services;
let scene: Scene;
let others: Scene;
let clinician: string;
let desk: string;
let deskStaff: StaffActor;
let childId: string;
type Family = { caseId: string; childId: string; adultId: string };
let second: Family;

beforeAll(async () => {
  adapter = await startSmsAdapter();
  server = await startServer({ now: NOW, environment: { DYAD_SMS_URL: adapter.url } });
  services = server.services;
  scene = await makeScene(server, "offers");
  others = await makeScene(server, "theirs");
  deskStaff = await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] });
  await setClock(NOW);
  childId = (await operatorDoes(scene, (tx) => row<{ id: string }>(tx, sql`select child_id as id from cases where id = ${scene.caseId}`)))!.id;
  second = await newFamily("Quokka", "Numbat");
  await operatorDoes(scene, (tx) => sql`insert into contact_ways (agency_id, id, person_id, way, value, hours, valid_from) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.adultA}, 'text', '(202) 555-0142', '{}', ${tx.today})`.execute(tx));
});
afterAll(async () => {
  adapter?.close();
  await server?.close();
});

/** Goes to a moment; whoever was away for longer signs in again. */
async function setClock(at: string): Promise<void> {
  server.fresh.clock.set(at);
  [clinician, desk] = [await scene.cookieOf(scene.clinician), await scene.cookieOf(deskStaff)];
}
/** Another family of the same clinician. */
const newFamily = (child: string, adult: string): Promise<Family> =>
  operatorDoes(scene, async (tx) => {
    const caregiver = { givenName: adult, familyName: "Made-Up", birthDate: null, language: "es", kind: "birth_parent" as const, livesWithChild: true, madeRequest: true, authority: { kind: "parent" as const, document: "an order of the tests", scopes: ["treatment" as const], validFrom: tx.today, validTo: null }, contact: { way: "email" as const, value: `${adult.toLowerCase()}@example.org`, voicemail: "hang_up" as const, hours: [] } };
    const { caseId } = await openCase(tx, { referralId: await newReferral(tx), child: { givenName: child, familyName: "Made-Up", birthDate: "2022-05-02", language: "en" }, caregivers: [caregiver], clinicianId: scene.clinician.staffId });
    const people = await listPeople(tx, caseId);
    return { caseId, childId: people.find((one) => one.part === "child")!.personId, adultId: people.find((one) => one.part === "caregiver")!.personId };
  });
const agree = (personId: string, caseId: string, answer: "yes" | "no" = "yes") => {
  server.fresh.clock.set(new Date(Date.parse(server.fresh.clock.now()) + 1000).toISOString());
  return operatorDoes(scene, (tx) => sql`insert into consents (agency_id, id, case_id, kind, signer_id, signed_name, words_version, language, answer, signed_at, valid_from) values (${tx.actor.agencyId}, ${newId(tx)}, ${caseId}, 'messages', ${personId}, 'Made up', '1', 'en', ${answer}, ${tx.now}, ${tx.today})`.execute(tx));
};
let days = 10;
/** A weekday far from every other test's. */
const nextDay = () => addDays("2026-11-23", 7 * ++days);
const hourOf = (day: string) => ({ clinicianId: scene.clinician.staffId, start: `${day}T10:00`, end: `${day}T11:00` });
const freeHour = (cookie: string, day: string, more = "") => call(server, cookie, "GET", `/api/free-hours?clinicianId=${scene.clinician.staffId}&start=${day}T10:00&end=${day}T11:00${more}`);
const familiesOf = async (cookie: string, day: string): Promise<HourFamily[]> => (await freeHour(cookie, day)).body.families;
const offer = (cookie: string, day: string, more: object = {}, caseId = scene.caseId) => call(server, cookie, "POST", `/api/cases/${caseId}/hour-offers`, { ...hourOf(day), personId: scene.adultA, standsUntil: `${day}T08:00`, way: "spoken", ...more });
const offerSecond = (cookie: string, day: string, more: object = {}) => offer(cookie, day, { personId: second.adultId, ...more }, second.caseId);
const answer = (cookie: string, offerId: string, said: string) => call(server, cookie, "POST", `/api/hour-offers/${offerId}/answer`, { answer: said });
const book = (cookie: string, family: { caseId: string; people: string[] }, day: string, more: object = {}) => call(server, cookie, "POST", `/api/cases/${family.caseId}/sessions`, { ...hourOf(day), place: "service_site", modality: "in_person", personIds: family.people, kind: "caregiver_alone", ...more });
const ours = () => ({ caseId: scene.caseId, people: [scene.adultA] });
const theirs = () => ({ caseId: second.caseId, people: [second.adultId] });
const stateOf = async (day: string, offerId: string, cookie = clinician): Promise<string | undefined> => (await call(server, cookie, "GET", `/api/hour-offers?from=${day}&to=${day}`)).body.offers.find((one: HourOffer) => one.offerId === offerId)?.state;
const message = (offerId: string) => operatorDoes(scene, (tx) => row<{ id: string; status: string; failure: string; channel: string }>(tx, sql`select id, status, failure, channel from messages where subject_id = ${offerId}`));
const send = async (offerId: string) => sendMessage(services, { agencyId: scene.agency.agencyId, id: (await message(offerId))!.id });

describe("who could use a free hour", () => {
  it("is a family without a session that week and with nothing in its way, and is not the one that gave the hour back", async () => {
    const day = nextDay();
    expect((await familiesOf(clinician, day)).map(({ caseId }) => caseId).toSorted()).toEqual([scene.caseId, second.caseId].toSorted());
    const { sessionId } = (await book(clinician, ours(), day)).body;
    expect((await freeHour(clinician, day)).body).toMatchObject({ isTaken: true, families: [] });
    await call(server, clinician, "POST", `/api/sessions/${sessionId}/cancel`, { status: "cancelled", reason: "Ill", by: "family", revision: 1 });
    const after = (await freeHour(clinician, day)).body;
    expect([after.isTaken, after.families.map((one: HourFamily) => [one.caseId, one.reasons])]).toEqual([false, [[second.caseId, ["none_this_week", "never_met"]]]]);
    // Who has a session on another day of that week does not need this one.
    expect((await book(clinician, theirs(), addDays(day, 1))).status).toBe(200);
    expect(await familiesOf(clinician, day)).toEqual([]);
  });
  it("tells that something stands in a family's way and never what: a flagged day, a closed one", async () => {
    const day = nextDay();
    await call(server, clinician, "POST", `/api/cases/${second.caseId}/life-events`, { happensOn: day, kind: "court", label: "Hearing-Bilby" });
    for (const cookie of [clinician, desk]) {
      const found = await freeHour(cookie, day);
      expect([found.body.families.map((one: HourFamily) => one.caseId), found.body.inTheWay, /bilby|court/i.test(found.text)]).toEqual([[scene.caseId], 1, false]);
    }
    expect((await offerSecond(clinician, day)).status).toBe(422);
    const { closedDayId } = (await call(server, desk, "POST", "/api/calendar/closed-days", { from: day, to: day, label: "Closed" })).body;
    expect((await freeHour(clinician, day)).body).toMatchObject({ families: [], inTheWay: 2 });
    await call(server, desk, "POST", `/api/calendar/closed-days/${closedDayId}/take-back`);
  });
  it("is answered to a colleague for nobody's families but her own, and to nobody of another agency", async () => {
    const day = nextDay();
    expect(await familiesOf(await scene.cookieOf(scene.spare), day)).toEqual([]);
    expect(await familiesOf(await others.cookieOf(others.clinician), day)).toEqual([]);
    expect((await freeHour(await scene.cookieOf(await adultAccount(scene, scene.adultB)), day)).status).toBe(403);
  });
  it("names families of the waiting list that are offered to the clinician to who reads it, and to nobody else", async () => {
    const referralId = await operatorDoes(scene, async (tx) => {
      const id = await newReferral(tx);
      await sql`update referrals set child_given_name = 'Wombat', child_family_name = 'Waits' where id = ${id}`.execute(tx);
      return id;
    });
    await call(server, desk, "POST", `/api/waiting/referrals/${referralId}/offers`, { staffId: scene.clinician.staffId });
    const asked = `/api/free-hours/waiting?clinicianId=${scene.clinician.staffId}`;
    expect((await call(server, desk, "GET", asked)).body.families).toMatchObject([{ referralId, childName: "Wombat Waits", answer: null }]);
    const supervisor = await call(server, await scene.cookieOf(await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] })), "GET", asked);
    expect([supervisor.body.families.length, /wombat/i.test(supervisor.text)]).toEqual([1, false]);
    expect((await call(server, clinician, "GET", asked)).status).toBe(403);
    expect((await call(server, desk, "GET", `/api/free-hours/waiting?clinicianId=${scene.spare.staffId}`)).body.families).toEqual([]);
  });
});

describe("an offer", () => {
  it("stands for one family at a time, unless who books says otherwise", async () => {
    const day = nextDay();
    expect((await offer(clinician, day)).body).toMatchObject({ state: "stands", caseId: scene.caseId });
    const asks = await offerSecond(desk, day);
    expect([asks.status, asks.body.fields[0].path, /robin|ana|made-up/i.test(asks.text)]).toEqual([422, "whenOffered", false]);
    expect((await offerSecond(desk, day, { whenOffered: "offer" })).body).toMatchObject({ state: "stands" });
    expect((await offer(clinician, day, { whenOffered: "offer" })).status).toBe(422);
    expect((await freeHour(clinician, day)).body.isOffered).toBe(true);
  });
  it("ends when the hour is booked for somebody else, is booked when it is theirs, and a late yes books nothing", async () => {
    const day = nextDay();
    const { offerId } = (await offer(clinician, day)).body;
    expect((await answer(desk, offerId, "yes")).body).toMatchObject({ state: "yes" });
    const booked = (await book(clinician, theirs(), day)).body;
    expect([await stateOf(day, offerId), (await answer(clinician, offerId, "no")).status]).toEqual(["given", 409]);
    await call(server, clinician, "POST", `/api/booking-changes/${booked.changeId}/take-back`);
    expect(await stateOf(day, offerId)).toBe("yes");
    expect((await book(clinician, ours(), day)).status).toBe(200);
    expect(await stateOf(day, offerId)).toBe("booked");
    const late = nextDay();
    const other = (await offer(clinician, late, { standsUntil: "2026-11-20T10:30" })).body;
    await setClock("2026-11-20T15:31:00.000Z");
    expect(await stateOf(late, other.offerId)).toBe("expired");
    expect((await answer(clinician, other.offerId, "yes")).body).toMatchObject({ state: "late_yes" });
    expect((await call(server, clinician, "GET", `/api/sessions?from=${late}&to=${late}`)).body.sessions).toEqual([]);
  });
  it("is refused for the past, for too late, for a taken hour, and for somebody who is no adult of this family", async () => {
    const day = nextDay();
    expect((await offer(clinician, "2026-11-19")).body.fields[0].path).toBe("start");
    expect((await offer(clinician, day, { standsUntil: `${day}T09:45` })).body.fields[0].path).toBe("standsUntil");
    for (const personId of [second.adultId, childId, others.adultA, crypto.randomUUID()]) expect((await offer(clinician, day, { personId })).body.fields[0].path).toBe("personId");
    expect((await book(clinician, theirs(), day)).status).toBe(200);
    expect((await offer(clinician, day)).status).toBe(422);
  });
  it("is answered and seen by nobody who does not see the family", async () => {
    const day = nextDay();
    const { offerId } = (await offer(clinician, day)).body;
    for (const cookie of [await scene.cookieOf(scene.spare), await others.cookieOf(others.clinician)]) {
      expect((await answer(cookie, offerId, "yes")).status).toBe(404);
      expect(await stateOf(day, offerId, cookie)).toBeUndefined();
      expect((await offer(cookie, day)).status).toBe(404);
    }
    const family = await scene.cookieOf(await adultAccount(scene, scene.adultA));
    expect((await call(server, family, "GET", `/api/hour-offers?from=${day}&to=${day}`)).status).toBe(403);
    const named = await operatorDoes(scene, (tx) => rows<{ procedure: string }>(tx, sql`select distinct procedure from audit_entries where case_id = ${scene.caseId} and procedure like 'hourOffers.%' and outcome = 'done' order by 1`));
    expect(named.map(({ procedure }) => procedure)).toEqual(expect.arrayContaining(["hourOffers.answer", "hourOffers.make"]));
  });
});

describe("D3: an offer by message", () => {
  it("asks for a yes of the adult's own, and leaves as a text that names nobody and nothing", async () => {
    const day = nextDay();
    const asked = (await familiesOf(clinician, day)).find((one) => one.caseId === scene.caseId)!;
    expect(asked.adults.find((one) => one.personId === scene.adultA)?.canWrite).toBe("no_yes");
    expect((await offer(clinician, day, { way: "message" })).body.fields[0].path).toBe("way");
    await agree(scene.adultA, scene.caseId);
    expect((await familiesOf(clinician, day)).find((one) => one.caseId === scene.caseId)!.adults.find((one) => one.personId === scene.adultA)?.canWrite).toBe("yes");
    const { offerId } = (await offer(clinician, day, { way: "message" })).body;
    expect(await send(offerId)).toEqual({ state: "sent" });
    const text = adapter.sent.at(-1)!;
    expect(text.to).toBe(NUMBER);
    expect(text.text).toMatch(/^offers: An hour is free on .* at 10:00 AM\. If you would like it, please call us\. Reply STOP to end texts\.$/);
    expect(text.text).not.toMatch(/robin|ana|made-up|quokka|numbat|therap|cancel|child|famil/i);
    expect((await call(server, clinician, "GET", `/api/outbox?caseId=${scene.caseId}`)).body.messages[0]).toMatchObject({ kind: "hour_offer", status: "sent" });
  });
  it("does not leave once the hour is given, the offer is over, a yes is taken back, or the adult may not learn of hours", async () => {
    const left = async (change: (offerId: string, day: string) => Promise<unknown>) => {
      const day = nextDay();
      const { offerId } = (await offer(clinician, day, { way: "message" })).body;
      await change(offerId, day);
      const outcome = await send(offerId);
      return [outcome.state, (await message(offerId))!.failure];
    };
    adapter.sent.length = 0;
    expect(await left((_id, day) => book(clinician, theirs(), day))).toEqual(["withdrawn", "offer_over"]);
    expect(await left(() => agree(scene.adultA, scene.caseId, "no"))).toEqual(["failed", "no_consent"]);
    await agree(scene.adultA, scene.caseId);
    const day = nextDay();
    const { offerId } = (await offer(clinician, day, { way: "message" })).body;
    expect((await answer(clinician, offerId, "withdrawn")).body.state).toBe("withdrawn");
    expect([(await send(offerId)).state, (await message(offerId))!.status]).toEqual(["nothing_to_do", "withdrawn"]);
    const limit = () => operatorDoes(scene, (tx) => sql`insert into learning_limits (agency_id, id, case_id, person_id, topics, words, valid_from, recorded_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, ${scene.adultA}, '{session_times}', 'Made up', ${tx.today}, ${tx.now})`.execute(tx));
    expect(await left(limit)).toEqual(["withdrawn", "may_not_learn"]);
    expect(adapter.sent).toEqual([]);
    // From then on nobody is led to offer that adult an hour in any way, and the front desk does not learn why.
    for (const cookie of [clinician, desk]) {
      const day = nextDay();
      const asked = await freeHour(cookie, day);
      expect([asked.body.families.find((one: HourFamily) => one.caseId === scene.caseId).adults.map((one: { personId: string }) => one.personId), /limit|learn/i.test(asked.text)]).toEqual([[scene.adultB], false]);
      for (const way of ["message", "spoken"]) expect((await offer(cookie, day, { way })).body.fields[0].path).toBe("personId");
    }
  });
  it("waits for the end of the quiet hours, and is refused where that comes too late", async () => {
    await operatorDoes(scene, (tx) => sql`update learning_limits set valid_to = ${addDays(tx.today, -1)}, valid_from = ${addDays(tx.today, -2)}`.execute(tx));
    await setClock("2026-11-21T03:00:00.000Z"); // 22:00
    const day = nextDay();
    const { offerId } = (await offer(clinician, day, { way: "message" })).body;
    expect(await send(offerId)).toEqual({ state: "later", at: "2026-11-21T13:00:00.000Z" });
    expect((await offer(clinician, nextDay(), { way: "message", standsUntil: "2026-11-21T07:30" })).body.fields[0].path).toBe("way");
  });
});
