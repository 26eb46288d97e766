import { randomUUID } from "node:crypto";
import { makeScene, type Scene } from "../../../test/access/scene.ts";
import { call, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { hashToken, linkToken } from "#server/keys.ts";

export type Collaborative = { scene: Scene; runs: StaffActor; readers: StaffActor[]; cohort(more?: { places?: number; isBlind?: boolean }): Promise<string> };

/** A collaborative with somebody who runs it, three of the faculty, and cohorts that take applications on the day of the test. */
export async function makeCollaborative(server: TestServer, slug: string): Promise<Collaborative> {
  const scene = await makeScene(server, slug);
  await server.fresh.asOwner((client) => client.query("update dyad.agencies set kind = 'collaborative', public_name = 'The Collaborative' where agency_id = $1", [scene.agency.agencyId]));
  const faculty = () => makeStaff(server.fresh, scene.agency, { roles: ["faculty"] });
  const cohort = async ({ places = 12, isBlind = false } = {}) => {
    const id = randomUUID();
    await server.fresh.asOwner((client) => client.query("insert into dyad.cohorts (agency_id, id, name, track, track_version, requirements, starts_on, ends_on, places, applies_from, applies_to, is_blind, made_at) values ($1, $2, $3, 'nc-ctp', '2019', '{}', '2027-02-01', '2028-07-31', $4, '2026-11-01', '2026-12-20', $5, '2026-11-01')", [scene.agency.agencyId, id, `Cohort ${id.slice(0, 8)}`, places, isBlind]));
    return id;
  };
  return { scene, runs: await makeStaff(server.fresh, scene.agency, { roles: ["administrator"] }), readers: [await faculty(), await faculty(), await faculty()], cohort };
}

export type Fields = Record<string, string | string[]>;
const form = (fields: Fields) => {
  const sent = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) sent.append(name, one);
  return sent.toString();
};
export const post = (server: TestServer, url: string, fields: Fields) => server.app.inject({ method: "POST", url, headers: { "content-type": "application/x-www-form-urlencoded" }, payload: form(fields) });
export const look = (server: TestServer, url: string) => server.app.inject({ method: "GET", url });
const hidden = (page: string, name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)![1]!;

/** Begins an application on the public page; answers the token of its link, as the letter brings it. */
export async function beginApplication(server: TestServer, cohortId: string, kind: "team" | "single", email: string): Promise<string> {
  const sent = await post(server, "/training", { cohort: cohortId, kind, email, stamp: hidden((await look(server, "/training")).body, "stamp") });
  if (sent.statusCode !== 200) throw new Error(sent.body);
  return (await newestToken(server, email))!;
}
export async function newestToken(server: TestServer, email: string): Promise<string | null> {
  const { rows } = await server.fresh.asOwner((client) => client.query("select l.id, l.token_hash from dyad.application_links l join dyad.application_names n using (agency_id, application_id) where n.email = $1 order by l.made_at desc, l.id desc limit 1", [email]));
  if (rows.length === 0) return null;
  const token = linkToken(server.services.signingKey, rows[0].id);
  if (!hashToken(token).equals(rows[0].token_hash)) throw new Error("the link is not kept as the hash of its token");
  return token;
}
export const at = (token: string, step = "") => `/training/application/${token}${step === "" ? "" : `/${step}`}`;
/** Fills in a step as a person does: with what the page was drawn with. */
export async function fill(server: TestServer, token: string, step: string, fields: Fields) {
  return post(server, at(token, step), { seen: hidden((await look(server, at(token, step))).body, "seen"), ...fields });
}
export const agencyFields = { organization: "Pine Valley Services", setting: "community", town: "Asheville", languages: ["en", "es"], medicaid: "yes", why: "Many young children come to us.", support: "Time each week." };
export const personFields = (name: string) => ({ name, email: `${name.toLowerCase().replaceAll(" ", ".")}@pine.example`, credential: "social_work", licence: "full", degree: "MSW", yearsHere: "2", yearsInAll: "5", medicaid: "yes", responsibility: "yes", authority: "yes", ownPart: "Leader calls." });
const ready = { "answer.engages": "yes", "answer.trauma-informed": "partly" };

/** Adds somebody to a team; answers the id within the application. */
export async function addPerson(server: TestServer, token: string, role: string, name: string): Promise<string> {
  const added = await post(server, at(token, "people"), { add: role });
  const id = /person\/(p\d+)/.exec(String(added.headers.location))![1]!;
  await fill(server, token, `person/${id}`, personFields(name));
  if (role === "clinician") await fill(server, token, `ready/${id}`, ready);
  return id;
}
/** A whole application of a team with so many clinicians, or of one clinician, handed in. */
export async function applyWhole(server: TestServer, cohortId: string, who: { kind: "team"; email: string; clinicians: number } | { kind: "single"; email: string; name: string; fields?: Fields }): Promise<string> {
  const token = await beginApplication(server, cohortId, who.kind, who.email);
  if (who.kind === "single") {
    await fill(server, token, "agency", { ...agencyFields, distance: "video", ...who.fields });
    await fill(server, token, "person/self", { ...personFields(who.name), email: who.email });
    await fill(server, token, "ready/self", ready);
  } else {
    await fill(server, token, "agency", agencyFields);
    await addPerson(server, token, "senior_leader", "Lee Leader");
    await addPerson(server, token, "supervisor", "Sam Supervisor");
    for (let each = 1; each <= who.clinicians; each++) await addPerson(server, token, "clinician", `Casey Clinician ${"abcdefg"[each - 1]}`);
    await fill(server, token, "ready/agency", ready);
  }
  await post(server, at(token, "submit"), {});
  return token;
}
export const api = async (server: TestServer, scene: Scene, who: StaffActor, method: "GET" | "POST" | "PUT", address: string, body?: unknown) => call(server, await scene.cookieOf(who), method, `/api${address}`, body);
