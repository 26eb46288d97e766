import { sql } from "kysely";
import { addBreach, assess, conclude } from "#features/privacy/breaches.handlers.ts";
import { factorNames } from "#features/privacy/breaches.contract.ts";
import { openGlass } from "#features/privacy/glass.handlers.ts";
import { add, answer } from "#features/privacy/requests.handlers.ts";
import { confirmPurge, proposePurge, putHold } from "#features/privacy/retention.handlers.ts";
import { acting, makeStaff, type StaffActor } from "../support/agency.ts";
import { newBystanderCase, operatorDoes, type Scene } from "./scene.ts";
import type { Caller, Sample } from "./sample.ts";

// What stands at the privacy officer's desk in each state, made by the product's own handlers.

const TODAY = "2026-11-20";
const REASON = "A made-up reason of the tests.";
const kept = new WeakMap<Scene, { officer: Promise<StaffActor>; director: Promise<StaffActor> }>();
/** One officer and one administrator of the scene's agency, who make what others are asked about. */
const deskOf = (scene: Scene) => {
  const found = kept.get(scene) ?? { officer: makeStaff(scene.place, scene.agency, { roles: ["privacy_officer"], from: "2026-01-05" }), director: makeStaff(scene.place, scene.agency, { roles: ["administrator"], from: "2026-01-05" }) };
  kept.set(scene, found);
  return found;
};
export const asOfficer = async <T>(scene: Scene, work: Parameters<typeof acting<T>>[2]) => acting(scene.place, await deskOf(scene).officer, work);
export const asDirector = async <T>(scene: Scene, work: Parameters<typeof acting<T>>[2]) => acting(scene.place, await deskOf(scene).director, work);
const callOf = (scene: Scene) => ({ services: scene.server.services });

/** An emergency access to a case of its own, by the caller where that is one of ours. */
export async function newGlass(scene: Scene, { staffId }: Caller, state: "open" | "over"): Promise<{ glassId: string; caseId: string }> {
  const caseId = await newBystanderCase(scene);
  const { director: made, officer } = deskOf(scene);
  // Nothing is opened while nobody could review it.
  const [director] = await Promise.all([made, officer]);
  const { glassId } = await acting(scene.place, staffId === null ? director : { ...director, staffId }, (tx) => openGlass(tx, { caseId, reason: REASON, minutes: 15 }, callOf(scene)));
  if (state === "over") await operatorDoesRaw(scene, `update dyad.break_glass set asked_until = ends_at, ends_at = opened_at, ended_by = staff_id where id = '${glassId}'`);
  return { glassId, caseId };
}
/** What no door of the product does: a moment that has passed. */
const operatorDoesRaw = (scene: Scene, statement: string) => scene.server.fresh.asOwner((client) => client.query(statement));

export async function newOwnRequest(scene: Scene, state: "waiting" | "denied" | "accepted", authorId?: string | null): Promise<{ requestId: string }> {
  const { requestId } = await asOfficer(scene, (tx) => add(tx, { caseId: scene.caseId, personId: scene.adultA, kind: "amendment", receivedOn: TODAY, asked: "Made up: he was four, not three." }, callOf(scene)));
  const ids = { caseId: scene.caseId, requestId, words: "Made up." };
  if (state === "denied") await asOfficer(scene, (tx) => answer(tx, { ...ids, answer: "denied", ground: "accurate", authorId: null }));
  if (state === "accepted") await asOfficer(scene, (tx) => answer(tx, { ...ids, answer: "accepted", ground: null, authorId: authorId ?? scene.clinician.staffId }));
  return { requestId };
}

export async function newBreach(scene: Scene, state: "entered" | "assessed" | "breach"): Promise<{ breachId: string }> {
  const { breachId } = await asOfficer(scene, (tx) => addBreach(tx, { happenedOn: null, discoveredOn: "2026-11-01", what: "A made-up letter went astray.", whom: "One made-up family", affected: 1 }));
  const factors = factorNames.map((factor) => ({ factor, mark: "low" as const, words: "Made up." }));
  if (state !== "entered") await asOfficer(scene, (tx) => assess(tx, { breachId, revision: 1, affected: 1, factors }));
  if (state === "breach") await asOfficer(scene, (tx) => conclude(tx, { breachId, revision: 2, conclusion: "breach", words: REASON }));
  return { breachId };
}

export const newHold = (scene: Scene) => asOfficer(scene, (tx) => putHold(tx, { caseId: scene.caseId, reason: REASON }));

/** Another case of the agency, closed so long ago that its time has come. */
export async function newOldCase(scene: Scene): Promise<{ caseId: string }> {
  const caseId = await newBystanderCase(scene);
  await operatorDoes(scene, async (tx) => {
    await sql`update persons set birth_date = '1990-05-02' where id = (select child_id from cases where id = ${caseId})`.execute(tx);
    await sql`update cases set opened_on = '1994-01-01', closed_on = '1995-01-01', status = 'closed' where id = ${caseId}`.execute(tx);
  });
  return { caseId };
}
export async function newPurge(scene: Scene, state: "proposed" | "done"): Promise<{ purgeId: string; caseId: string }> {
  const { caseId } = await newOldCase(scene);
  const { purgeId } = await asOfficer(scene, (tx) => proposePurge(tx, { caseId, reason: REASON }, callOf(scene)));
  if (state === "done") await asDirector(scene, (tx) => confirmPurge(tx, { purgeId }, callOf(scene)));
  return { purgeId, caseId };
}

const watchedByOfficer = { roles: ["administrator"], why: "while somebody answers for privacy, nobody else watches over an emergency access" } as const;

/** One for each procedure of the privacy officer's desk. */
export const privacySamples: Record<string, Sample> = {
  "privacy.glass.list": {},
  "privacy.glass.open": { given: async (scene, caller) => (await operatorDoesRaw(scene, `update dyad.break_glass set asked_until = ends_at, ends_at = opened_at, ended_by = staff_id where case_id = '${scene.caseId}' and ended_by is null and ${caller.staffId === null ? "true" : `staff_id = '${caller.staffId}'`}`), {}), body: () => ({ reason: REASON, minutes: 15 }) },
  "privacy.glass.end": { given: (scene, caller) => newGlass(scene, caller, "open") },
  "privacy.glass.readings": { findsNothing: watchedByOfficer, given: (scene) => newGlass(scene, { staffId: null }, "over") },
  "privacy.glass.review": { findsNothing: watchedByOfficer, given: (scene) => newGlass(scene, { staffId: null }, "over"), body: () => ({ acts: 0, verdict: "justified", words: "Made up." }) },
  "privacy.glass.acts": { findsNothing: watchedByOfficer, given: (scene) => newGlass(scene, { staffId: null }, "over"), query: "of=cases.record" },
  "privacy.trail.list": {},
  "privacy.trail.oddities": {},
  "privacy.trail.ofFamily": {},
  "privacy.trail.ofOneself": {},
  "privacy.requests.list": {},
  "privacy.requests.add": { body: (scene) => ({ personId: scene.adultA, kind: "amendment", receivedOn: TODAY, asked: "Made up." }) },
  "privacy.requests.extend": { given: (scene) => newOwnRequest(scene, "waiting"), body: () => ({ reason: REASON, noticedOn: TODAY }) },
  "privacy.requests.answer": { given: (scene) => newOwnRequest(scene, "waiting"), body: () => ({ answer: "denied", ground: "accurate", words: "Made up." }) },
  "privacy.requests.append": { given: (scene, { staffId }) => newOwnRequest(scene, "accepted", staffId) },
  "privacy.requests.state": { given: (scene) => newOwnRequest(scene, "denied"), body: () => ({ what: "statement", words: "Made up." }) },
  "privacy.requests.rules": {},
  "privacy.requests.setRule": { body: () => ({ key: "access_days", value: 30, extension: 30, status: "draft", source: "45 CFR 164.524(b)(2)", reason: REASON }) },
  "privacy.breaches.list": {},
  "privacy.breaches.add": { body: () => ({ discoveredOn: TODAY, what: "A made-up letter went astray.", whom: "One made-up family" }) },
  "privacy.breaches.name": { given: (scene) => newBreach(scene, "entered"), body: (scene) => ({ personId: scene.adultA, disclosedOn: TODAY, recipient: "A neighbour, made up", what: "A made-up letter." }) },
  "privacy.breaches.assess": { given: (scene) => newBreach(scene, "entered"), body: () => ({ revision: 1, affected: 1, factors: factorNames.map((factor) => ({ factor, mark: "low", words: "Made up." })) }) },
  "privacy.breaches.conclude": { given: (scene) => newBreach(scene, "assessed"), body: () => ({ revision: 2, conclusion: "low_probability", words: REASON }) },
  "privacy.breaches.notify": { given: (scene) => newBreach(scene, "breach"), body: () => ({ revision: 3, notice: "individuals", givenOn: TODAY }) },
  "privacy.retention.desk": {},
  "privacy.retention.hold": { given: newOldCase, body: () => ({ reason: REASON }) },
  "privacy.retention.lift": { given: newHold, body: () => ({ reason: REASON }) },
  "privacy.retention.propose": { given: newOldCase, body: () => ({ reason: REASON }) },
  "privacy.retention.withdraw": { given: (scene) => newPurge(scene, "proposed") },
  "privacy.retention.confirm": { given: (scene) => newPurge(scene, "proposed") },
  "privacy.retention.certificate": { given: (scene) => newPurge(scene, "done"), query: "language=en" },
};
