import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rows } from "#database/actor.ts";
import { makeScene, type Scene } from "../../../test/access/scene.ts";
import { type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { api, applyWhole, at, beginApplication, type Collaborative, look, makeCollaborative, post } from "./applications.test-support.ts";
import { forgetIn } from "./jobs.ts";

// C1, C2: what the system measures itself stands beside what an applicant says, where its own leadership agreed, and not otherwise.

const NOW = "2026-11-20T15:00:00Z";
let server: TestServer;
let ours: Collaborative;
let agency: Scene;
let stranger: Scene;
let director: StaffActor;
let leader: StaffActor;
let cohortId: string;
type Look = Outputs["readiness"]["look"]["offer"];

beforeAll(async () => {
  server = await startServer({ now: NOW });
  ours = await makeCollaborative(server, "collaborative");
  [agency, stranger] = [await makeScene(server, "pine"), await makeScene(server, "stranger")];
  director = await makeStaff(agency.place, agency.agency, { roles: ["administrator"] });
  leader = await makeStaff(agency.place, agency.agency, { roles: ["senior_leader"] });
  cohortId = await ours.cohort();
  // Forty requests, thirty of them for children under six; of thirty courses twelve have a first value and three dropped out.
  for (let each = 0; each < 40; each++) {
    const course = randomUUID();
    await owned("insert into dyad.outcome_courses (agency_id, id, course, asked_on, first_session_on, ended_on, position, age_band, fidelity, sessions, missed, came, moves, reunified, counted_at) values ($1, $2, 1, '2026-03-02', $3, $4, $5, $6, 'none', $7, 0, 0, 0, false, now())", [agency.agency.agencyId, course, each < 30 ? "2026-03-10" : null, each < 3 ? "2026-04-10" : null, each < 3 ? "early_one" : each < 30 ? "stage_two" : "deciding", each < 29 ? "4" : "6", each < 3 ? 3 : each < 30 ? 8 : 0]);
    if (each < 12) await owned("insert into dyad.outcome_pairs (agency_id, course_id, series, case_id, class, version, state, pre, at_discharge, change) values ($1, $2, 'made-up', $3, 'child_chart', '1', 'baseline_only', 3, false, 'not_computed')", [agency.agency.agencyId, course, agency.caseId]);
  }
}, 120_000);
afterAll(() => server.close());
const owned = async (query: string, values: unknown[] = []) => (await server.fresh.asOwner((client) => client.query(query, values))).rows;
const ask = (who: StaffActor, method: "GET" | "POST", address: string, body?: unknown, scene = agency) => api(server, scene, who, method, address, body);
const idOf = async (email: string): Promise<string> => (await owned("select application_id as id from dyad.application_names where email = $1", [email]))[0].id;
const teamOf = (email: string) => applyWhole(server, cohortId, { kind: "team", email, clinicians: 1 });
const codeOn = async (token: string): Promise<string> => /<strong>([0-9A-Z ]{15})<\/strong>/.exec((await post(server, at(token, "code"), {})).body)![1]!;
const lookAt = async (code: string, who = director, scene = agency): Promise<Look> => ((await ask(who, "POST", "/readiness-offers/look", { code }, scene)).body as Outputs["readiness"]["look"]).offer;
const agree = async (code: string, hash: string, who = director) => ((await ask(who, "POST", "/readiness-offers", { code, hash, agrees: true })).body as Outputs["readiness"]["agree"]).outcome;
const readers = async (id: string, who = ours.runs) => ((await api(server, ours.scene, who, "GET", `/applications/${id}`)).body as Outputs["applications"]["get"]).measured;
/** An application whose figures were shown. */
async function offered(email: string): Promise<{ token: string; id: string; code: string }> {
  const token = await teamOf(email);
  const code = await codeOn(token);
  expect(await agree(code, (await lookAt(code))!.hash)).toBe("sent");
  return { token, id: await idOf(email), code };
}
const offerOf = async (id: string): Promise<string> => (await owned("select id from dyad.readiness_offers where application_id = $1 and taken_back_at is null", [id]))[0].id;

describe("the private page of an application", () => {
  it("says what may be offered, and gives a code once; nothing of it is kept but a hash", async () => {
    const token = await beginApplication(server, cohortId, "team", "page@pine.example");
    for (const [language, sentence] of [["en", "Nothing is sent without a yes."], ["es", "No se envía nada sin un sí."]] as const) expect((await look(server, `${at(token)}?lang=${language}`)).body).toContain(sentence);
    const code = await codeOn(token);
    expect((await look(server, at(token))).body).not.toContain(code);
    expect(JSON.stringify([await owned("select * from dyad.application_codes"), server.logged])).not.toContain(code.replaceAll(" ", ""));
    const next = await codeOn(token);
    expect([await lookAt(code), (await lookAt(next))?.cohort]).toEqual([null, expect.stringContaining("Cohort")]);
    expect((await look(server, at(token, "code"))).statusCode).toBe(303);
  });

  it("offers none to somebody alone", async () => {
    const token = await beginApplication(server, cohortId, "single", "alone@pine.example");
    expect((await look(server, at(token))).body).not.toContain("Figures from your own system");
    expect((await post(server, at(token, "code"), {})).statusCode).toBe(303);
    expect(await owned("select 1 from dyad.application_codes c join dyad.application_names n using (agency_id, application_id) where n.email = 'alone@pine.example'")).toEqual([]);
  });
});

describe("C1, C2: figures of the applying agency", () => {
  it("are shown as they would be sent, masked, and sent by a yes to exactly these", async () => {
    const token = await teamOf("whole@pine.example");
    const id = await idOf("whole@pine.example");
    const code = await codeOn(token);
    const offer = (await lookAt(code.toLowerCase().replaceAll(" ", "-"), leader))!;
    expect(offer).toMatchObject({ collaborative: "The Collaborative", until: "2026-12-03" });
    expect(offer.figures.map(({ id: name, state, of, count, value }) => [name, state, of, count, value])).toEqual([
      ["young", "told", 40, 29, 73],
      ["assessed", "told", 30, 12, 40],
      ["dropped", "few", 30, null, null],
      ["missed", "too_few", null, null, null],
      ["supervision", "too_few", null, null, null],
      ["notes", "too_few", null, null, null],
    ]);
    expect(offer.figures[0]).toMatchObject({ from: "2025-11-01", to: "2026-10-31" });
    expect(await readers(id)).toBeNull();
    expect(await agree(code, "0".repeat(64))).toBe("changed");
    expect((await ask(director, "POST", "/readiness-offers", { code, hash: offer.hash, agrees: false })).status).toBe(400);
    expect(await readers(id)).toBeNull();
    expect(await agree(code, offer.hash)).toBe("sent");
    expect(await readers(id)).toMatchObject({ figures: offer.figures, agreedAt: "2026-11-20T15:00:00.000Z", by: "pine" });
    expect((await look(server, at(token))).body).toContain("your agency agreed to show its figures");
    // Used once; and where figures stand no further code is made.
    expect([await lookAt(code), await agree(code, offer.hash)]).toEqual([null, "nothing"]);
    expect((await post(server, at(token, "code"), {})).statusCode).toBe(303);
  });

  it("leave a row in the trail of both agencies, and none that names who agreed at the other", async () => {
    const { id } = await offered("trail@pine.example");
    await ask(leader, "POST", `/readiness-offers/${await offerOf(id)}/take-back`);
    const there = await owned("select procedure, actor_kind, actor_id from dyad.audit_entries where agency_id = $1 and subject_id = $2 and procedure like 'applications.%measured' order by at", [ours.scene.agency.agencyId, id]);
    expect(there).toEqual([{ procedure: "applications.measured", actor_kind: "system", actor_id: null }, { procedure: "applications.unmeasured", actor_kind: "system", actor_id: null }]);
    const here = await owned("select distinct procedure, actor_id from dyad.audit_entries where agency_id = $1 and procedure in ('readiness.agree', 'readiness.takeBack') and outcome = 'done'", [agency.agency.agencyId]);
    expect(here).toEqual(expect.arrayContaining([{ procedure: "readiness.agree", actor_id: director.staffId }, { procedure: "readiness.takeBack", actor_id: leader.staffId }]));
  });

  it("are taken back until the application is decided, and are then gone from the readers' page and the table", async () => {
    const { id, token } = await offered("back@pine.example");
    const offer = await offerOf(id);
    expect((await ask(leader, "POST", `/readiness-offers/${offer}/take-back`)).body).toEqual({ state: "taken_back" });
    expect(await readers(id)).toBeNull();
    expect(await owned("select o.figures, n.measured_by from dyad.application_offers o join dyad.application_names n using (agency_id, application_id) where o.id = $1", [offer])).toEqual([{ figures: null, measured_by: "" }]);
    const again = await codeOn(token);
    expect(await agree(again, (await lookAt(again))!.hash)).toBe("sent");
    await owned("update dyad.applications set status = 'accepted' where id = $1", [id]);
    expect((await ask(leader, "POST", `/readiness-offers/${await offerOf(id)}/take-back`)).status).toBe(422);
    expect(await readers(id)).not.toBeNull();
    expect(((await ask(leader, "GET", "/readiness-offers")).body as Outputs["readiness"]["offers"]).offers.filter((one) => one.state === "decided")).toHaveLength(1);
  });

  it("are read blind like the rest: whose they are is told with the names", async () => {
    cohortId = await ours.cohort({ isBlind: true });
    const { id } = await offered("blind@pine.example");
    expect(await readers(id)).toMatchObject({ by: null });
    expect(JSON.stringify(await acting(server.fresh, ours.runs, (tx) => rows(tx, sql`select * from application_offers where application_id = ${id}`)))).not.toMatch(new RegExp(`pine|${agency.agency.agencyId}`));
    await api(server, ours.scene, ours.readers[0]!, "POST", `/applications/${id}/conflict`, {});
    expect((await api(server, ours.scene, ours.readers[0]!, "GET", `/applications/${id}`)).status).toBe(404);
    expect(await acting(server.fresh, ours.readers[0]!, (tx) => rows(tx, sql`select * from application_offers where application_id = ${id}`))).toEqual([]);
    cohortId = await ours.cohort();
  });
});

describe("attackers", () => {
  it("may not: whoever answers for nothing, and whoever works at the collaborative itself", async () => {
    const code = await codeOn(await teamOf("role@pine.example"));
    for (const who of [agency.clinician, agency.trainee]) for (const [method, address, body] of [["GET", "/readiness-offers", undefined], ["POST", "/readiness-offers/look", { code }]] as const) expect((await ask(who, method, address, body)).status).toBe(403);
    expect(await lookAt(code, ours.runs, ours.scene)).toBeNull();
    expect(await acting(server.fresh, agency.clinician, (tx) => rows(tx, sql`select * from readiness_offers`))).toEqual([]);
    // The functions refuse as well, whatever calls them.
    for (const who of [agency.clinician, agency.agency.system]) expect(await acting(server.fresh, who, (tx) => rows(tx, sql`select offer_place(c.code_hash, ${NOW}::timestamptz) as place from (select '\\x00'::bytea as code_hash) c`))).toEqual([{ place: null }]);
  });

  it("guess in vain: after ten wrong codes a day not even the right one is looked at, and every answer is alike", async () => {
    const guesser = await makeStaff(stranger.place, stranger.agency, { roles: ["administrator"] });
    const code = await codeOn(await teamOf("guess@pine.example"));
    const answers = [];
    for (let each = 0; each < 12; each++) answers.push((await ask(guesser, "POST", "/readiness-offers/look", { code: `GUESSED2345${each % 10}` }, stranger)).text);
    answers.push((await ask(guesser, "POST", "/readiness-offers/look", { code }, stranger)).text);
    expect(new Set(answers)).toEqual(new Set(['{"offer":null}']));
    expect(await owned("select count(*)::integer as count from dyad.readiness_tries where staff_id = $1", [guesser.staffId])).toEqual([{ count: 10 }]);
    const other = await makeStaff(stranger.place, stranger.agency, { roles: ["administrator"] });
    expect(await lookAt(code, other, stranger)).not.toBeNull();
  });

  it("come late: a code that is over, or whose application is decided or withdrawn, opens nothing and sends nothing", async () => {
    const [decided, withdrawn, late] = [await teamOf("decided@pine.example"), await teamOf("withdrawn@pine.example"), await teamOf("late@pine.example")];
    const codes = [await codeOn(decided), await codeOn(withdrawn), await codeOn(late)];
    const { hash } = (await lookAt(codes[0]!))!;
    await owned("update dyad.applications set status = 'declined' where id = $1", [await idOf("decided@pine.example")]);
    await post(server, at(withdrawn, "withdraw"), { sure: "yes" });
    server.fresh.clock.set("2026-12-05T15:00:00Z");
    for (const code of codes) expect([await lookAt(code, leader), await agree(code, hash, leader)]).toEqual([null, "nothing"]);
    await forgetIn(server.services, { agencyId: ours.scene.agency.agencyId, timeZone: "America/New_York" });
    expect(await owned("select 1 from dyad.application_codes where ends_at < '2026-12-05'")).toEqual([]);
    server.fresh.clock.set(NOW);
    expect((await look(server, at(decided))).body).not.toContain("Make a code");
  });

  it("cannot have two sent by one code at once, and no stranger takes back what others sent", async () => {
    const code = await codeOn(await teamOf("twice@pine.example"));
    const { hash } = (await lookAt(code))!;
    expect((await Promise.all([agree(code, hash), agree(code, hash, leader)])).toSorted()).toEqual(["nothing", "sent"]);
    const other = await makeStaff(stranger.place, stranger.agency, { roles: ["administrator"] });
    const offer = await offerOf(await idOf("twice@pine.example"));
    expect((await ask(other, "POST", `/readiness-offers/${offer}/take-back`, undefined, stranger)).status).toBe(404);
    expect((await ask(other, "GET", "/readiness-offers", undefined, stranger)).body).toEqual({ offers: [] });
    expect(await readers(await idOf("twice@pine.example"))).not.toBeNull();
  });
});
