import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Transaction } from "#database/actor.ts";
import { addDays } from "#kernel/dates.ts";
import { hashToken, makeToken } from "#server/keys.ts";
import { loadTrack } from "#features/training/policies.ts";
import { insertCohort, insertMaterial, insertMeeting, insertRecord, insertSeat, insertWaiver, inviteSeat } from "#features/training/store.ts";
import { operatorDoes, type Scene } from "./scene.ts";
import { type Caller, type Sample, TODAY } from "./sample.ts";

// Cohorts of training: one of the agency, a place in it, a call, what was taken down.

const STARTS = "2026-03-02";

async function newCohort(tx: Transaction): Promise<string> {
  return (await insertCohort(tx, { name: `Made up ${randomUUID()}`, track: loadTrack("nc-ctp", TODAY), startsOn: STARTS, endsOn: "2027-09-02", places: 20, appliesFrom: null, appliesTo: null, isBlind: false }))!;
}
export async function newSeat(tx: Transaction): Promise<{ cohortId: string; seatId: string }> {
  const cohortId = await newCohort(tx);
  return { cohortId, seatId: await insertSeat(tx, { cohortId, name: "Made-Up Trainee", organization: "", credential: "", role: "clinician", fromDay: STARTS, continues: null }) };
}
const withSeat = (scene: Scene) => operatorDoes(scene, newSeat);
const withCall = (onDay = TODAY) => (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const { cohortId, seatId } = await newSeat(tx);
    return { cohortId, seatId, meetingId: await insertMeeting(tx, { cohortId, kind: "group_call", onDay, startsAt: "12:00", minutes: 60, title: "", makesUp: null }) };
  });
const withRecord = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const { cohortId, seatId } = await newSeat(tx);
    return { cohortId, seatId, recordId: await insertRecord(tx, cohortId, { seatId, kind: "component", code: "manual", isSo: true, onDay: TODAY, meetingId: null, note: "" }) };
  });
const withWaiver = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const { cohortId, seatId } = await newSeat(tx);
    return { cohortId, waiverId: await insertWaiver(tx, { cohortId, seatId, requirement: "nc2", threshold: null, reason: "Made up." }) };
  });
const withMaterial = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const { cohortId } = await newSeat(tx);
    return { cohortId, materialId: await insertMaterial(tx, { cohortId, meetingId: null, title: "Made up", address: "https://example.org/made-up", note: "" }) };
  });
/** A place with an invitation; its code goes with the request. */
const withCode = (scene: Scene) =>
  operatorDoes(scene, async (tx) => {
    const { seatId } = await newSeat(tx);
    const code = makeToken();
    await inviteSeat(tx, seatId, hashToken(code), `${addDays(TODAY, 30)}T00:00:00Z`);
    return { code };
  });
/** A place that the caller holds. */
const ownPlace = (scene: Scene, { staffId }: Caller) =>
  operatorDoes(scene, async (tx) => {
    const { seatId } = await newSeat(tx);
    await sql`insert into cohort_bindings (agency_id, id, seat_id, member_agency_id, member_staff_id, agreed_words, valid_from, bound_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${seatId}, ${tx.actor.agencyId}, ${staffId ?? scene.spare.staffId}, 'Made up.', ${TODAY}, ${tx.now})`.execute(tx);
    return { seatId };
  });
/** Nothing was gathered of the caller, so that it may be gathered now. */
const nothingGathered = async (scene: Scene) => {
  await scene.server.fresh.asOwner((client) => client.query("delete from dyad.training_evidence"));
  return {};
};
/** No case is chosen by anybody. */
const nothingChosen = async (scene: Scene) => {
  await scene.server.fresh.asOwner((client) => client.query("delete from dyad.training_cases"));
  return {};
};
const reason = "Made up, with a reason.";

export const trainingSamples: Record<string, Sample> = {
  "cohorts.tracks": {},
  "cohorts.list": {},
  "cohorts.make": { body: () => ({ name: `Made up ${randomUUID()}`, track: "nc-ctp", trackVersion: "2019", startsOn: STARTS, places: 10 }) },
  "cohorts.get": { given: withSeat },
  "cohorts.change": { given: withSeat, body: () => ({ name: `Made up ${randomUUID()}`, places: 12, appliesFrom: null, appliesTo: null }) },
  "cohorts.callOff": { given: withSeat, body: () => ({ reason }) },
  "cohorts.addMeetings": { given: withSeat, body: () => ({ kind: "group_call", onDay: TODAY, startsAt: "12:00", minutes: 60 }) },
  "cohorts.meeting": { given: withCall() },
  "cohorts.attend": { given: withCall(), body: (_scene, { seatId }) => ({ marks: [{ seatId, came: "yes" }] }) },
  "cohorts.callOffMeeting": { given: withCall(addDays(TODAY, 7)), body: () => ({ reason }) },
  "cohorts.addSeat": { given: withSeat, body: () => ({ name: "Made-Up Other", role: "clinician", fromDay: STARTS }) },
  "cohorts.invite": { given: withSeat, body: () => ({}) },
  "cohorts.endSeat": { given: withSeat, body: () => ({ toDay: TODAY, leftAs: "workload" }) },
  "cohorts.seat": { given: withSeat },
  "cohorts.addRecord": { given: withSeat, body: () => ({ kind: "component", code: "manual", onDay: TODAY }) },
  "cohorts.takeBackRecord": { given: withRecord, body: () => ({}) },
  "cohorts.waive": { given: withSeat, body: (_scene, { seatId }) => ({ seatId, requirement: "nc2", reason }) },
  "cohorts.addMaterial": { given: withSeat, body: () => ({ title: "Made up", address: "https://example.org/made-up" }) },
  "cohorts.takeBackMaterial": { given: withMaterial, body: () => ({}) },
  "cohorts.takeBackWaiver": { given: withWaiver, body: () => ({}) },
  "implementation.figures": {},
  "training.mine": {},
  "training.take": { given: withCode, body: (_scene, { code }) => ({ code, agrees: true }) },
  "training.leave": { given: ownPlace, body: () => ({}) },
  "training.gather": { given: nothingGathered, body: () => ({}) },
  "training.cases": {},
  "training.choose": { given: nothingChosen, body: () => ({ challenge: "low" }) },
};
