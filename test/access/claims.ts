import { sql } from "kysely";
import { newId } from "#database/actor.ts";
import type { CivilDate } from "#kernel/dates.ts";
import { captureAll } from "#features/claims/capture.handlers.ts";
import { insertCheck } from "#features/coverage/store.ts";
import { addCoverage } from "#features/coverage/handlers.ts";
import type { NewCoverage } from "#features/coverage/contract.ts";
import { signNote } from "#features/notes/handlers.ts";
import { addLine, addPayer, setPlace } from "#features/payers/handlers.ts";
import type { NewPayer } from "#features/payers/contract.ts";
import type { NewFeeLine } from "#features/payers/lines.contract.ts";
import { addNumber, keepProfile } from "#features/payers/profile.handlers.ts";
import { insertCertificate, insertCredential, insertTeam, insertTeamMember } from "#features/workforce/store.ts";
import { acting, makeStaff, type StaffActor } from "../support/agency.ts";
import { madeUpCoverage, madeUpLine, madeUpNpi, madeUpPayer, madeUpProfile } from "./payers.ts";
import { operatorDoes, type Scene } from "./scene.ts";

// Sessions that count and all that a claim of them asks for: payer, code, place, numbers, insurance. All of it made up.

const START = "2026-01-01" as CivilDate;
let npis = 500;
const credentials = { name: "", field: "", issuer: "", number: "", isIndependent: null, validTo: null };

/** The agency bills: who treats may treat, the child is diagnosed, and everything that a file asks for stands. */
export async function makeBilling(scene: Scene): Promise<{ biller: StaffActor }> {
  const biller = await makeStaff(scene.place, scene.agency, { roles: ["biller"] });
  const chief = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  await operatorDoes(scene, async (tx) => {
    const teamId = await insertTeam(tx, "Team of the claims", "2024-01-01");
    for (const one of [scene.clinician, scene.trainee, chief]) {
      await insertCredential(tx, one.staffId, { ...credentials, kind: "licence", name: "LICSW", isIndependent: true, validFrom: "2019-06-01" });
      await insertCredential(tx, one.staffId, { ...credentials, kind: "degree", name: "masters", field: "social work", validFrom: "2017-05-20" });
      await insertCredential(tx, one.staffId, { ...credentials, kind: "cpp_training", validFrom: "2023-11-10" });
      await insertTeamMember(tx, teamId, one.staffId, one === chief ? "supervisor" : "clinician", "2024-01-01");
      await addNumber(tx, { staffId: one.staffId, npi: madeUpNpi(++npis), taxonomy: null, givenName: "Made", familyName: `Up-${npis}`, fromDay: START });
    }
    await insertCertificate(tx, { kind: "cpp_certification", validFrom: "2025-01-01", validTo: "2030-01-01", isAcceptable: null, source: "" });
    await insertCertificate(tx, { kind: "fidelity_audit", validFrom: "2026-02-10", validTo: null, isAcceptable: true, source: "" });
    await keepProfile(tx, { ...madeUpProfile(), fromDay: START });
    for (const place of ["home", "service_site"] as const) await setPlace(tx, { payerId: null, place, code: place === "home" ? "12" : "53", source: "Made up." });
    await sql`insert into diagnoses (agency_id, id, case_id, system, code, recorded_at) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'ICD-10-CM', 'F43.10', ${tx.now})`.execute(tx);
    await sql`insert into traumatic_events (agency_id, id, case_id, kind) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'exposure_to_domestic_violence')`.execute(tx);
    await sql`insert into problems (agency_id, id, case_id, kind, follows_events) values (${tx.actor.agencyId}, ${newId(tx)}, ${scene.caseId}, 'post_traumatic_stress', true)`.execute(tx);
    await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${scene.caseId}, ${scene.trainee.staffId}, 'assigned', ${START}) on conflict do nothing`.execute(tx);
    await sql`update case_people set valid_from = ${START} where case_id = ${scene.caseId}`.execute(tx);
    await sql`update dyads set opened_on = ${START} where case_id = ${scene.caseId}`.execute(tx);
  });
  return { biller };
}
/** A payer with one code for all sessions. */
export const payerWithCode = (scene: Scene, more: Partial<NewPayer> = {}, line: Partial<NewFeeLine> = {}) =>
  operatorDoes(scene, async (tx) => {
    const { payerId } = await addPayer(tx, { ...madeUpPayer(), ...more });
    await addLine(tx, { payerId, ...madeUpLine({ fromDay: START, ...line }) });
    return payerId;
  });
/** The child is insured there, and the payer said so for the months of the test. */
export const insure = (scene: Scene, payerId: string, more: Partial<NewCoverage> = {}, months: readonly string[] = ["2026-09-01", "2026-10-01", "2026-11-02"]) =>
  operatorDoes(scene, async (tx) => {
    const { coverageId } = await addCoverage(tx, { caseId: scene.caseId, ...madeUpCoverage(payerId, more) });
    for (const forDay of months) await insertCheck(tx, { caseId: scene.caseId, coverageId, forDay, way: "told", told: { answer: "active", details: { words: "", rejects: [], others: [], days: [] } } });
    return coverageId;
  });
/** A session that adult A and the child came to, with its note signed by whoever held it. */
export async function signedSession(scene: Scene, day: string, { hour = 15, minutes = 60, by = scene.clinician, parts = ["child", "caregiver"] }: { hour?: number; minutes?: number; by?: StaffActor; parts?: readonly ("child" | "caregiver")[] } = {}): Promise<string> {
  const sessionId = await operatorDoes(scene, async (tx) => {
    const id = newId(tx);
    const begins = `${day}T${String(hour).padStart(2, "0")}:00:00Z`;
    await sql`insert into sessions (agency_id, id, case_id, kind, place, modality, stage, clinician_id, starts_at, ends_at, held_from, held_to, time_zone)
      select ${tx.actor.agencyId}, ${id}, ${scene.caseId}, 'dyadic', 'home', 'in_person', 2, ${by.staffId}, t.b, t.b + make_interval(mins => ${minutes}), t.b, t.b + make_interval(mins => ${minutes}), ${tx.actor.timeZone} from (select ${begins}::timestamptz as b) t`.execute(tx);
    const people = { child: sql`(select child_id from cases where id = ${scene.caseId})`, caregiver: sql`${scene.adultA}::uuid` };
    for (const part of parts) await sql`insert into attendances (agency_id, session_id, person_id, case_id, part, status) values (${tx.actor.agencyId}, ${id}, ${people[part]}, ${scene.caseId}, ${part}, 'present')`.execute(tx);
    await sql`insert into notes (agency_id, session_id, case_id, author_id, status) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, ${by.staffId}, 'draft')`.execute(tx);
    return id;
  });
  await acting(scene.place, by, (tx) => signNote(tx, { sessionId, revision: 1 }, { services: scene.server.services, language: "en" }));
  return sessionId;
}
export const captureNow = (scene: Scene) => captureAll(scene.server.services, scene.agency);
