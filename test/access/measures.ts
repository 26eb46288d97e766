import { sql } from "kysely";
import { newId, row } from "#database/actor.ts";
import { nextDay } from "./sample.ts";
import { operatorDoes, type Scene } from "./scene.ts";

/** Every agency is back at the schedule that ships. */
export async function noSchedules(scene: Scene): Promise<{ after: number }> {
  await scene.server.fresh.asOwner((client) => client.query("delete from dyad.measure_schedules"));
  return { after: 0 };
}
export const newestTelling = (scene: Scene) => operatorDoes(scene, async (tx) => (await row<{ newest: number }>(tx, sql`select coalesce(max(place), 0) as newest from measure_tellings`))!.newest);

export type PutScore = { personId: string; instrument: string; total: number; answeredOn: string; language?: string; about?: "self" | "child" };
/** A score that stands, as an adult's answers left it. */
export async function putScore(scene: Scene, { personId, instrument, total, answeredOn, language = "en", about = "self" }: PutScore): Promise<string> {
  return operatorDoes(scene, async (tx) => {
    const id = newId(tx);
    const childId = (await row<{ id: string }>(tx, sql`select child_id as id from cases where id = ${scene.caseId}`))!.id;
    const aboutId = about === "self" ? personId : childId;
    const at = `${answeredOn}T17:00:00Z`;
    await sql`insert into measure_requests (agency_id, id, case_id, respondent_id, about_id, about, instrument, version, language, status, requested_at, submitted_at, expires_at, battery_id) values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, ${personId}, ${aboutId}, ${about}, ${instrument}, '1', ${language}, 'submitted', ${at}, ${at}, ${at}, ${newId(tx)})`.execute(tx);
    await sql`insert into measure_scores (agency_id, request_id, case_id, class, owner_person_id, about, instrument, version, language, answered_on, total, result)
      values (${tx.actor.agencyId}, ${id}, ${scene.caseId}, ${about === "self" ? "caregiver" : "child_chart"}, ${aboutId}, ${about}, ${instrument}, '1', ${language}, ${answeredOn}, ${total}, ${JSON.stringify({ instrument, version: "1", complete: true, missing: [], total, subscales: {}, band: null, positive: {}, alerts: [] })}::jsonb)`.execute(tx);
    return id;
  });
}

/** Two scores of adult A between which a series breaks: another language. */
export async function newBreak(scene: Scene): Promise<{ before: string; after: string }> {
  const of = { personId: scene.adultA, instrument: "phq-9", total: 10 };
  const before = await putScore(scene, { ...of, answeredOn: nextDay() });
  return { before, after: await putScore(scene, { ...of, answeredOn: nextDay(), language: "es" }) };
}
