import { sql } from "kysely";
import { rows } from "#database/actor.ts";
import { insertCredential } from "#features/workforce/store.ts";
import { operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type TestServer } from "../../../test/access/server.ts";
import type { StaffActor } from "../../../test/support/agency.ts";

// A collaborative with a cohort whose people may graduate, and an agency where they work.

export const TODAY = "2026-11-20";
export const STARTS = "2025-05-12";
const requirements = ["nc1", "nc2", "nc3", "nc4", "nc5", "nc6"];

export const asker = (server: TestServer) => (cookie: string | null, method: string, address: string, body?: object) => call(server, cookie, method, `/api${address}`, body);
export const pageOf = async (server: TestServer, method: "GET" | "POST", url: string, form?: Record<string, string>) =>
  server.app.inject({ method, url, headers: { accept: "text/html", ...(form === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }) }, ...(form === undefined ? {} : { payload: new URLSearchParams(form).toString() }) });

/** A cohort of the collaborative that began long ago. */
export const newCohort = (scene: Scene, name = "Made-up cohort") =>
  operatorDoes(scene, async (tx) => {
    const { loadTrack } = await import("#features/training/policies.ts");
    const { insertCohort } = await import("#features/training/store.ts");
    return (await insertCohort(tx, { name, track: loadTrack("nc-ctp", STARTS), startsOn: STARTS, endsOn: "2026-11-12", places: 40, appliesFrom: null, appliesTo: null, isBlind: false }))!;
  });
/** A place in it, all of whose requirements but the last `lacking` are waived. */
export async function newSeat(scene: Scene, cohortId: string, { name = "Ada Elder", lacking = 0 }: { name?: string; lacking?: number } = {}): Promise<string> {
  return operatorDoes(scene, async (tx) => {
    const { insertSeat, insertWaiver } = await import("#features/training/store.ts");
    const seatId = await insertSeat(tx, { cohortId, name, organization: "", credential: "LICSW", role: "clinician", fromDay: STARTS, continues: null });
    for (const requirement of requirements.slice(0, requirements.length - lacking)) await insertWaiver(tx, { cohortId, seatId, requirement, threshold: null, reason: "Made up: for the tests." });
    return seatId;
  });
}
/** Somebody of another agency sits on the place from the beginning. */
export const bind = (scene: Scene, seatId: string, member: StaffActor) =>
  operatorDoes(scene, (tx) => rows(tx, sql`insert into cohort_bindings (agency_id, id, seat_id, member_agency_id, member_staff_id, agreed_words, valid_from, bound_at) values (${tx.actor.agencyId}, gen_random_uuid(), ${seatId}, ${member.agencyId}, ${member.staffId}, 'Made up.', ${STARTS}, ${tx.now})`));
export const licensed = (scene: Scene, staff: StaffActor, validTo: string | null = null) =>
  operatorDoes(scene, async (tx) => {
    const base = { name: "", field: "", issuer: "", number: "", isIndependent: null, validTo: null };
    await insertCredential(tx, staff.staffId, { ...base, kind: "degree", name: "masters", field: "social work", validFrom: "2017-05-20" });
    return insertCredential(tx, staff.staffId, { ...base, kind: "licence", name: "LICSW", isIndependent: true, validFrom: "2019-06-01", validTo });
  });
