import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { linkToken } from "#server/keys.ts";
import { startServer, type TestServer } from "../../../test/access/server.ts";
import type { StaffActor } from "../../../test/support/agency.ts";
import { makeScene } from "../../../test/access/scene.ts";
import { api, applyWhole, at, beginApplication, type Collaborative, fill, look, makeCollaborative, newestToken, post } from "./applications.test-support.ts";

// C9: several read and score alone, blind where the cohort says so, and a person decides; never over the places.

const NOW = "2026-11-20T15:00:00Z";
let server: TestServer;
let ours: Collaborative;
let theirs: Collaborative;
beforeAll(async () => {
  server = await startServer({ now: NOW });
  ours = await makeCollaborative(server, "collaborative");
  theirs = await makeCollaborative(server, "another");
}, 90_000);
afterAll(() => server.close());
const owned = async (query: string, values: unknown[] = []) => (await server.fresh.asOwner((client) => client.query(query, values))).rows;
const ask = (who: StaffActor, method: "GET" | "POST" | "PUT", address: string, body?: unknown) => api(server, ours.scene, who, method, address, body);
const idOf = async (email: string): Promise<string> => (await owned("select application_id as id from dyad.application_names where email = $1", [email]))[0].id;
const get = async (who: StaffActor, id: string) => ask(who, "GET", `/applications/${id}`);
const revisionOf = async (id: string) => (await owned("select revision from dyad.applications where id = $1", [id]))[0].revision as number;
const scores = (value: number) => ({ scores: { "committed-team": value, authority: value, families: value, population: value, reflection: value, experience: value }, remark: "Made up." });
const read = async (id: string, who: StaffActor, value: number) => {
  await ask(ours.runs, "POST", `/applications/${id}/readers`, { staffId: who.staffId, isOutside: true });
  return ask(who, "POST", `/applications/${id}/scores`, scores(value));
};
const decide = async (id: string, decision: string, who = ours.runs) => ask(who, "POST", `/applications/${id}/decision`, { revision: await revisionOf(id), decision, reason: "Made-up reason." });
const teamOf = (cohortId: string, email: string, clinicians = 1) => applyWhole(server, cohortId, { kind: "team", email, clinicians });

describe("C9: an application is read", () => {
  it("by the faculty of its collaborative alone, never as a draft, and not by any other agency", async () => {
    const cohortId = await ours.cohort();
    const token = await beginApplication(server, cohortId, "team", "draft@pine.example");
    await fill(server, token, "agency", { organization: "Unsent Made-Up" });
    await teamOf(cohortId, "read@pine.example");
    const [draft, id] = [await idOf("draft@pine.example"), await idOf("read@pine.example")];
    expect((await get(ours.runs, draft)).status).toBe(404);
    expect((await get(ours.readers[0]!, id)).body).toMatchObject({ organization: "Pine Valley Services", status: "submitted", names: { email: "read@pine.example" } });
    expect((await get(ours.scene.clinician, id)).status).toBe(403);
    expect((await api(server, theirs.scene, theirs.runs, "GET", `/applications/${id}`)).status).toBe(404);
    const provider = await makeScene(server, "provider");
    expect((await api(server, provider, provider.clinician, "GET", "/applications")).status).toBe(403);
    expect((await ask(ours.runs, "GET", "/applications?status=all")).text).not.toContain("Unsent Made-Up");
  });

  it("blind where the cohort says so: no route, letter or page names anybody until all readers have scored", async () => {
    await teamOf(await ours.cohort({ isBlind: true }), "blind@pine.example");
    const id = await idOf("blind@pine.example");
    await ask(ours.runs, "POST", `/applications/${id}/readers`, { staffId: ours.readers[1]!.staffId, isOutside: true });
    await read(id, ours.readers[0]!, 3);
    // Changed afterwards, the cohort shows nobody's name.
    await owned("update dyad.cohorts set is_blind = false");
    for (const who of [ours.readers[0]!, ours.readers[1]!, ours.runs]) {
      const whole = await get(who, id);
      const letters: { letterId: string }[] = whole.body.letters;
      const paper = await ask(who, "GET", `/applications/${id}/letters/${letters[0]!.letterId}`);
      const said = [whole.text, (await ask(who, "GET", `/applications?status=all&cohortId=${whole.body.cohortId}`)).text, (await ask(who, "GET", "/application-plan")).text, paper.text].join(" ");
      for (const name of ["Pine Valley", "Asheville", "pine.example", "Casey", "Lee Leader"]) expect(said, `${who.name} ${name}`).not.toContain(name);
    }
    await ask(ours.readers[1]!, "POST", `/applications/${id}/scores`, scores(2));
    expect((await get(ours.readers[0]!, id)).body.names.organization).toBe("Pine Valley Services");
  });

  it("each alone: others' scores are seen after the own, and by who does not read once all are there", async () => {
    await teamOf(await ours.cohort(), "alone@pine.example");
    const id = await idOf("alone@pine.example");
    const [first, second] = ours.readers as [StaffActor, StaffActor];
    for (const one of [first, second]) await ask(ours.runs, "POST", `/applications/${id}/readers`, { staffId: one.staffId, isOutside: one === first });
    await ask(first, "POST", `/applications/${id}/scores`, scores(4));
    expect((await get(second, id)).body).toMatchObject({ scores: [], mean: null, scored: 1, own: "to_score" });
    expect((await get(ours.runs, id)).body).toMatchObject({ scores: [], mean: null, mayDecide: false });
    expect((await ask(second, "GET", "/applications?status=all")).body.applications.find((one: { applicationId: string }) => one.applicationId === id).mean).toBeNull();
    expect((await ask(second, "POST", `/applications/${id}/scores`, { scores: { authority: 9 } })).status).toBe(400);
    expect((await ask(second, "POST", `/applications/${id}/scores`, { ...scores(2), scores: { ...scores(2).scores, authority: 4 } })).status).toBe(200);
    expect((await ask(second, "POST", `/applications/${id}/scores`, scores(4))).status).toBe(409);
    expect((await ask(ours.readers[2]!, "POST", `/applications/${id}/scores`, scores(4))).status).toBe(422);
    expect((await get(ours.runs, id)).body).toMatchObject({ mayDecide: true, outsideReaders: 1, mean: 79.2, apart: ["committed-team", "families", "population", "reflection", "experience"] });
    await ask(ours.runs, "POST", `/applications/${id}/readers`, { staffId: ours.readers[2]!.staffId, isOutside: false });
    expect((await get(ours.runs, id)).body.readerList.find((one: { staffId: string }) => one.staffId === ours.readers[2]!.staffId)).toMatchObject({ cameLate: true, hasScored: false });
  });

  it("by nobody who stands too near: from then on it is not there, and what was given counts no more", async () => {
    await teamOf(await ours.cohort(), "near@pine.example");
    const id = await idOf("near@pine.example");
    const [first, second] = ours.readers as [StaffActor, StaffActor];
    await read(id, second, 2);
    await read(id, first, 4);
    expect((await ask(first, "POST", `/applications/${id}/conflict`, { words: "My former agency." })).status).toBe(200);
    expect((await get(first, id)).status).toBe(404);
    expect((await ask(first, "GET", "/applications?status=all")).text).not.toContain(id);
    expect((await ask(first, "POST", `/applications/${id}/scores`, scores(4))).status).toBe(404);
    expect((await decide(id, "accepted", first)).status).toBe(404);
    const seen = (await get(ours.runs, id)).body;
    expect([seen.scores.length, seen.mean, seen.mayDecide]).toEqual([1, 50, true]);
    expect((await ask(ours.runs, "POST", `/applications/${id}/readers`, { staffId: first.staffId, isOutside: false })).status).toBe(400);
  });

  it("is given back before anybody scored it, with a new link, and changed by who applies alone", async () => {
    const token = await teamOf(await ours.cohort(), "again@pine.example");
    const id = await idOf("again@pine.example");
    server.fresh.clock.set("2026-11-20T15:10:00Z");
    expect((await ask(ours.runs, "POST", `/applications/${id}/reopen`, { revision: await revisionOf(id), reason: "Please say more." })).status).toBe(200);
    server.fresh.clock.set(NOW);
    expect((await get(ours.runs, id)).body.status).toBe("reopened");
    const next = (await newestToken(server, "again@pine.example"))!;
    expect(next).not.toBe(token);
    expect((await fill(server, next, "agency", { organization: "Pine Valley Services", setting: "hospital", town: "Boone", languages: ["en"], medicaid: "yes", why: "More words." })).statusCode).toBe(303);
    await post(server, at(next, "submit"), {});
    expect((await get(ours.runs, id)).body).toMatchObject({ status: "submitted", content: { why: "More words." } });
    await read(id, ours.readers[0]!, 3);
    expect((await ask(ours.runs, "POST", `/applications/${id}/reopen`, { revision: await revisionOf(id), reason: "Again." })).status).toBe(422);
  });
});

describe("C9: a decision", () => {
  it("waits for the scores, gives each person a place with an invitation of its own, and frees them when it is withdrawn", async () => {
    const cohortId = await ours.cohort({ places: 3 });
    const token = await teamOf(cohortId, "place@pine.example", 2);
    const id = await idOf("place@pine.example");
    expect((await decide(id, "accepted")).status).toBe(422);
    await read(id, ours.readers[0]!, 3);
    const made = await decide(id, "accepted");
    expect([made.status, made.body]).toEqual([200, { seats: 4 }]);
    const seats = await owned("select name, role, credential, organization, length(invitation_hash) as hash, invited_until from dyad.cohort_seats where cohort_id = $1 order by name", [cohortId]);
    expect(seats.map((one: { name: string; role: string; credential: string; hash: number }) => [one.name, one.role, one.credential, one.hash])).toEqual([["Casey Clinician a", "clinician", "social_work", 32], ["Casey Clinician b", "clinician", "social_work", 32], ["Lee Leader", "senior_leader", "", 32], ["Sam Supervisor", "supervisor", "social_work", 32]]);
    const letters = (await get(ours.runs, id)).body.letters as { kind: string; letterId: string }[];
    expect(letters.map((one) => one.kind).toSorted()).toEqual(["accepted", "link", "place", "place", "place", "place", "receipt"]);
    const paper = await ask(ours.runs, "GET", `/applications/${id}/letters/${letters.find((one) => one.kind === "accepted")!.letterId}`);
    expect([paper.status, paper.text.startsWith("%PDF")]).toEqual([200, true]);
    expect((await look(server, at(token))).body).toContain("Accepted.");
    expect((await look(server, at(token))).body).not.toContain("Made up.");
    // The code of the letter is taken by somebody who works at another agency here, once.
    const [seat] = await owned("select id from dyad.cohort_seats where cohort_id = $1 and role = 'clinician' limit 1", [cohortId]);
    const provider = await makeScene(server, "takes");
    const take = () => api(server, provider, provider.clinician, "POST", "/training/mine/places", { code: linkToken(server.services.signingKey, seat.id), agrees: true });
    expect([(await take()).body, (await take()).status]).toEqual([{ seatId: seat.id }, 400]);
    await post(server, at(token, "withdraw"), { sure: "yes" });
    expect((await owned("select count(*)::integer as count from dyad.cohort_bindings where seat_id = $1 and valid_to is null", [seat.id]))[0].count).toBe(0);
    expect((await ask(ours.runs, "GET", "/application-plan")).body.cohorts.find((one: { cohortId: string }) => one.cohortId === cohortId)).toMatchObject({ places: 3, taken: 0 });
    expect((await owned("select count(*)::integer as count from dyad.cohort_seats where cohort_id = $1 and invitation_hash is not null", [cohortId]))[0].count).toBe(0);
    expect((await decide(id, "accepted")).status).toBe(422);
  });

  it("is never over the places, of two in the same second one; who waits is taken when a place is free", async () => {
    const cohortId = await ours.cohort({ places: 2 });
    const [one, two] = ["one@pine.example", "two@pine.example"] as const;
    for (const email of [one, two]) await teamOf(cohortId, email);
    const ids = [await idOf(one), await idOf(two)];
    for (const id of ids) await read(id, ours.readers[0]!, 3);
    const both = await Promise.all([decide(ids[0]!, "accepted"), decide(ids[1]!, "accepted", ours.readers[1]!)]);
    expect(both.map((each) => each.status).toSorted()).toEqual([200, 422]);
    const [lucky, waits] = both[0]!.status === 200 ? ids : ids.toReversed();
    expect((await decide(waits!, "waiting")).status).toBe(200);
    expect((await decide(waits!, "accepted")).text).toContain("0 free places, and this application needs 2");
    expect((await decide(lucky!, "withdrawn")).status).toBe(200);
    expect((await decide(waits!, "accepted")).status).toBe(200);
    expect((await owned("select count(*)::integer as count from dyad.cohort_seats where cohort_id = $1 and to_day is null and role <> 'senior_leader'", [cohortId]))[0].count).toBe(2);
  });
});

describe("C11: singles", () => {
  it("are proposed to each other with reasons, a person confirms, and whoever is placed is proposed to nobody else", async () => {
    const cohortId = await ours.cohort();
    for (const [email, name, fields] of [["a@oak.example", "Ada", {}], ["b@oak.example", "Bea", { languages: "es" }], ["c@oak.example", "Cleo", { languages: "es", setting: "school" }], ["d@oak.example", "Dee", { setting: "school", languages: "en" }]] as const) await applyWhole(server, cohortId, { kind: "single", email, name, fields });
    const proposed = (await ask(ours.runs, "GET", `/cohorts/${cohortId}/peers`)).body.proposed as { peers: { applicationId: string; name: string }[]; fits: boolean }[];
    expect(proposed.map((one) => [one.fits, one.peers.map(({ name }) => name).toSorted()]).toSorted()).toEqual([[true, ["Ada", "Dee"]], [true, ["Bea", "Cleo"]]]);
    const applicationIds = proposed[0]!.peers.map((one) => one.applicationId);
    expect((await ask(ours.readers[0]!, "POST", `/cohorts/${cohortId}/peers`, { applicationIds })).status).toBe(200);
    expect((await ask(ours.runs, "POST", `/cohorts/${cohortId}/peers`, { applicationIds: [applicationIds[0], proposed[1]!.peers[0]!.applicationId] })).status).toBe(400);
    const after = (await ask(ours.runs, "GET", `/cohorts/${cohortId}/peers`)).body;
    expect([after.confirmed.length, after.proposed.length]).toEqual([1, 1]);
    expect((await ask(ours.runs, "POST", `/cohorts/${cohortId}/peers/${after.confirmed[0].groupId}/end`, {})).status).toBe(200);
    expect((await ask(ours.runs, "GET", `/cohorts/${cohortId}/peers`)).body.proposed.length).toBe(2);
  });
});
