import { sql } from "kysely";
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row, rows } from "#database/actor.ts";
import { addAccount, insertSupervision } from "#features/account/store.ts";
import { insertBlock } from "#features/cases/store.ts";
import { newAuthorization, newRelease } from "../../../test/access/releases.ts";
import { makeScene, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// What leaves the record, from the authorization to the log, and who of the family learns of it (ideas 6 and 17).

let server: TestServer;
let scene: Scene;
let others: Scene;
let childId: string;
const people = new Map<string, { accountId: string }>();
beforeAll(async () => {
  server = await startServer({ demo: "1", now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "others");
  const supervisor: StaffActor = await makeStaff(scene.place, scene.agency, { roles: ["supervisor"] });
  for (const [name, actor] of [["clinician", scene.clinician], ["spare", scene.spare], ["supervisor", supervisor], ["privacy", await makeStaff(scene.place, scene.agency, { roles: ["privacy_officer"] })], ["frontdesk", await makeStaff(scene.place, scene.agency, { roles: ["front_desk"] })]] as const) people.set(name, actor);
  await operatorDoes(scene, async (tx) => {
    await insertSupervision(tx, supervisor.staffId, scene.clinician.staffId, "2026-01-01");
    childId = (await row<{ id: string }>(tx, sql`select child_id as id from cases where id = ${scene.caseId}`))!.id;
    for (const [name, personId] of [["A", scene.adultA], ["B", scene.adultB]] as const) {
      const accountId = randomUUID();
      await addAccount(tx, { accountId, email: `released-${name}@example.org`, passwordHash: "none", staffId: null, personId });
      people.set(name, { accountId });
    }
  });
  const sessionId = await newSession(scene, scene.clinician.staffId);
  await operatorDoes(scene, async (tx) => {
    await sql`update sessions set status = 'held', held_from = starts_at, held_to = ends_at where id = ${sessionId}`.execute(tx);
    for (const [personId, part] of [[scene.adultA, "caregiver"], [childId, "child"]]) await sql`insert into attendances (agency_id, session_id, person_id, case_id, part, status) values (${tx.actor.agencyId}, ${sessionId}, ${personId}, ${scene.caseId}, ${part}, 'present') on conflict (agency_id, session_id, person_id) do update set status = 'present'`.execute(tx);
  });
  for (const [ofClass, owner, words] of [["child_chart", null, "MARKER-CHART"], ["caregiver", scene.adultA, "MARKER-OF-A"], ["caregiver", scene.adultB, "MARKER-OF-B"], ["relationship", scene.adultA, "MARKER-DYAD-A"]] as const) {
    await operatorDoes(scene, (tx) => insertBlock(tx, { caseId: scene.caseId, section: "told", class: ofClass, ownerPersonId: owner, ownerStaffId: scene.clinician.staffId, counterpartStaffId: null, part2: false, words }));
  }
});
afterAll(() => server.close());

let moment = 0;
async function ask(who: string, method: string, address: string, body?: unknown) {
  server.fresh.clock.set(new Date(Date.parse("2026-11-20T15:00:00Z") + ++moment * 1000).toISOString());
  return call(server, await scene.cookieOf(people.get(who)!), method, `/api/cases/${scene.caseId}${address}`, body);
}
const get = async (releaseId: string, who = "clinician"): Promise<Outputs["release"]["get"]> => (await ask(who, "GET", `/releases/${releaseId}`)).body;
const state = async (releaseId: string) => (await get(releaseId)).release.state;
const fixAndSend = async (releaseId: string, revision = 1) => [(await ask("clinician", "POST", `/releases/${releaseId}/fix`, { revision })).status, (await ask("clinician", "POST", `/releases/${releaseId}/send`, { way: "fax" })).status];

describe("an authorization", () => {
  it("is signed under the text that was shown, about the right person, within 365 days, and ends at once", async () => {
    const body = { subjectId: scene.adultA, recipientKind: "professional", recipient: { name: "Dr. Made-Up" }, purpose: "Her own care", opens: ["caregiver"], periodFrom: null, periodTo: null, expiresOn: "2027-11-20", language: "es" };
    const prepare = async (more: object) => (await ask("clinician", "POST", "/authorizations", { ...body, ...more })).body;
    expect([(await prepare({ expiresOn: "2027-11-21" })).fields[0].path, (await prepare({ opens: ["child_chart"] })).fields[0].path, (await prepare({ subjectId: childId })).fields[0].path, (await prepare({ opens: ["psychotherapy_note", "caregiver"] })).fields[0].path, (await prepare({ subjectId: others.adultA })).fields[0].path]).toEqual(["expiresOn", "opens", "opens", "opens", "subjectId"]);
    const { authorizationId } = await prepare({});
    const { text } = (await ask("clinician", "GET", `/authorizations/${authorizationId}/text`)).body as Outputs["release"]["authorizations"]["text"];
    expect(text.elements.every((one) => one.there)).toBe(true);
    const sign = (more: object) => ask("clinician", "POST", `/authorizations/${authorizationId}/sign`, { authorityId: null, way: "here", signedOn: "2026-11-20", signedName: "Ana Made-Up", textHash: text.textHash, ...more });
    expect([(await sign({ textHash: "0".repeat(64) })).status, (await sign({ authorityId: scene.authorityId })).status, (await sign({ way: "paper" })).body.fields[0].path, (await sign({ signedOn: "2026-11-19" })).body.fields[0].path]).toEqual([409, 422, "documentId", "signedOn"]);
    expect((await sign({})).status).toBe(200);
    expect((await sign({})).status).toBe(422);
    const kept = (await ask("clinician", "GET", `/authorizations/${authorizationId}/text`)).body as Outputs["release"]["authorizations"]["text"];
    expect([kept.text.proof, kept.text.lines]).toEqual(["matches", text.lines]);
    expect((await ask("privacy", "GET", `/authorizations/${authorizationId}/text`)).status).toBe(404);
    await expect(operatorDoes(scene, (tx) => sql`update authorizations set purpose = 'x' where id = ${authorizationId}`.execute(tx))).rejects.toThrow(/never changed/);
  });
});

describe("a release", () => {
  it("shows what goes and what stays, is fixed as a document with its hash, sent, and stands in the log of that person alone", async () => {
    const signed = await newAuthorization(scene, "signed");
    const { releaseId } = await newRelease(scene, "record", signed);
    const preview = await get(releaseId);
    expect(preview.parts.some((one) => one.words.includes("MARKER-CHART"))).toBe(true);
    expect(JSON.stringify(preview.parts)).not.toMatch(/MARKER-OF|MARKER-DYAD/);
    expect(preview.stays.filter((one) => one.reason === "other_person").length).toBeGreaterThan(1);
    expect(await fixAndSend(releaseId)).toEqual([200, 200]);
    const { release } = await get(releaseId);
    const paper = await call(server, await scene.cookieOf(scene.clinician), "GET", `/api/cases/${scene.caseId}/documents/${release.documentId}/content`);
    expect([paper.status, paper.text.startsWith("%PDF-"), release.textHash?.length]).toEqual([200, true, 64]);
    const data = await call(server, await scene.cookieOf(scene.clinician), "GET", `/api/cases/${scene.caseId}/documents/${release.dataDocumentId}/content`);
    expect([data.status, data.body.paperHash, data.body.parts.map((one: { words: string }) => one.words).toSorted()]).toEqual([200, release.textHash, preview.parts.map((one) => one.words).toSorted()]);
    expect(data.text).not.toMatch(/MARKER-OF|MARKER-DYAD/);
    expect((await call(server, await scene.cookieOf(people.get("B")!), "GET", `/api/cases/${scene.caseId}/documents/${release.dataDocumentId}/content`)).status).toBe(404);
    const seen = async (who: string) => ((await ask(who, "GET", "/disclosures")).body as Outputs["release"]["log"]).disclosures.map((one) => one.basis);
    expect([await seen("clinician"), await seen("A"), await seen("B")]).toEqual([["authorization"], ["authorization"], []]);
    expect((await ask("A", "GET", `/people/${childId}/disclosures?language=es`)).text.startsWith("%PDF-")).toBe(true);
    expect((await ask("clinician", "POST", `/releases/${releaseId}/send`, { way: "fax" })).status).toBe(422);
    await expect(operatorDoes(scene, (tx) => sql`update releases set purpose = 'x' where id = ${releaseId}`.execute(tx))).rejects.toThrow(/never changed/);
    await expect(operatorDoes(scene, (tx) => sql`update disclosures set recipient = 'x'`.execute(tx))).rejects.toThrow(/permission denied/);
  });

  it("of an adult's own record leaves no trace for the other adult, nor a gap", async () => {
    const signed = await newAuthorization(scene, "signed", { subjectId: scene.adultA });
    const begun = await ask("clinician", "POST", "/releases", { form: "record", basis: "authorization", authorizationId: signed.authorizationId, opens: ["relationship", "caregiver"], periodFrom: null, periodTo: null, language: "en" });
    const preview = await get(begun.body.releaseId);
    expect(preview.parts.map((one) => /MARKER-[A-Z-]+/.exec(one.words)?.[0]).filter((one) => one !== undefined).toSorted()).toEqual(["MARKER-DYAD-A", "MARKER-OF-A"]);
    expect(await fixAndSend(begun.body.releaseId)).toEqual([200, 200]);
    expect((await ask("A", "GET", "/disclosures")).body.disclosures.length).toBe(2);
    expect((await ask("B", "GET", "/disclosures")).body).toEqual({ disclosures: [], next: null });
    expect((await ask("B", "GET", `/people/${scene.adultA}/disclosures?language=en`)).status).toBe(404);
    const counts = await operatorDoes(scene, (tx) => rows<{ class: string; owner: string | null }>(tx, sql`select d.class, d.owner_person_id as owner from documents d where d.kind = 'released' order by d.id`));
    // Each with the same as data beside it.
    const [ofChart, ofAdult] = [{ class: "child_chart", owner: null }, { class: "caregiver", owner: scene.adultA }];
    expect(counts).toEqual([ofChart, ofChart, ofAdult, ofAdult]);
  });

  it("stops where the authorization is revoked, or the authority ends, while it is built, and after it was fixed", async () => {
    const revoked = await newAuthorization(scene, "signed");
    const [drafted, fixed] = [await newRelease(scene, "record", revoked), await newRelease(scene, "record", revoked)];
    expect((await ask("clinician", "POST", `/releases/${fixed.releaseId}/fix`, { revision: 1 })).status).toBe(200);
    expect((await ask("clinician", "POST", `/authorizations/${revoked.authorizationId}/end`, { why: "revoked" })).status).toBe(200);
    expect(await get(drafted.releaseId)).toMatchObject({ basisReason: "ended", parts: [] });
    expect((await ask("clinician", "POST", `/releases/${drafted.releaseId}/fix`, { revision: 1 })).status).toBe(422);
    expect((await ask("clinician", "POST", `/releases/${fixed.releaseId}/send`, { way: "post" })).status).toBe(422);
    expect(await state(fixed.releaseId)).toBe("fixed");
    const lost = await newAuthorization(scene, "signed");
    const { releaseId } = await newRelease(scene, "record", lost);
    await operatorDoes(scene, (tx) => sql`update authorities set valid_to = '2026-11-19' where id = ${lost.authorityId}`.execute(tx));
    expect((await get(releaseId)).basisReason).toBe("authority_ended");
    expect((await ask("clinician", "POST", `/releases/${releaseId}/fix`, { revision: 1 })).status).toBe(422);
    // Sent and revoked at the same moment: one comes first, and what left stands in the log.
    const raced = await newAuthorization(scene, "signed");
    const racing = await newRelease(scene, "record", raced);
    expect((await ask("clinician", "POST", `/releases/${racing.releaseId}/fix`, { revision: 1 })).status).toBe(200);
    const [sent, ended] = await Promise.all([ask("clinician", "POST", `/releases/${racing.releaseId}/send`, { way: "fax" }), ask("supervisor", "POST", `/authorizations/${raced.authorizationId}/end`, { why: "revoked" })]);
    expect([ended.status, [200, 422].includes(sent.status)]).toEqual([200, true]);
    expect(await state(racing.releaseId)).toBe(sent.status === 200 ? "sent" : "fixed");
    const logged = await operatorDoes(scene, (tx) => row<{ count: number }>(tx, sql`select count(*) as count from disclosures where release_id = ${racing.releaseId}`));
    expect(logged!.count).toBe(sent.status === 200 ? 1 : 0);
  });
});

describe("an adult of the family whom an order or a decision keeps from the record", () => {
  it("gets nothing of it on whatever basis, and what a limited representative signed opens nothing", async () => {
    const toFamily = (personId: string | null) => ({ recipientKind: "caregiver" as const, recipient: { name: "Bo Made-Up", organization: "", address: "", fax: "", email: "", personId } });
    expect((await ask("clinician", "POST", "/authorizations", { subjectId: childId, ...toFamily(null), purpose: "x", opens: ["service"], periodFrom: null, periodTo: null, expiresOn: "2026-12-01", language: "en" })).body.fields[0].path).toBe("recipient.personId");
    const signed = await newAuthorization(scene, "signed", toFamily(scene.adultB));
    const { releaseId } = await newRelease(scene, "record", signed);
    const before = await get(releaseId);
    expect(before.parts.some((one) => one.words.includes("MARKER-CHART"))).toBe(true);
    // Not even that the other adult came.
    expect(before.parts.some((one) => one.disclosure.ownerPersonId === scene.adultA)).toBe(false);
    await operatorDoes(scene, (tx) => sql`insert into learning_limits (agency_id, id, case_id, person_id, topics, valid_from, recorded_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${scene.caseId}, ${scene.adultB}, '{record,session_times}', '2026-11-01', ${tx.now})`.execute(tx));
    const after = await get(releaseId);
    expect([after.parts, after.stays.some((one) => one.reason === "may_not_learn")]).toEqual([[], true]);
    expect((await ask("clinician", "POST", `/releases/${releaseId}/fix`, { revision: 1 })).status).toBe(422);
    await operatorDoes(scene, (tx) => sql`insert into representative_limits (agency_id, id, case_id, person_id, valid_from, recorded_at) values (${tx.actor.agencyId}, ${randomUUID()}, ${scene.caseId}, ${scene.adultA}, '2026-11-20', ${tx.now})`.execute(tx));
    expect((await get(releaseId)).basisReason).toBe("authority_ended");
    await operatorDoes(scene, (tx) => sql`update representative_limits set valid_to = '2026-11-19'`.execute(tx));
  });
});

describe("a letter (idea 17)", () => {
  it("says of the record what its basis opens; once the authorization ends, every sentence is flagged and it is refused", async () => {
    const signed = await newAuthorization(scene, "signed", { recipientKind: "court" });
    const { releaseId } = (await ask("clinician", "POST", "/releases", { form: "letter", letterKind: "court", basis: "authorization", authorizationId: signed.authorizationId, opens: ["service", "child_chart"], periodFrom: null, periodTo: null, language: "en" })).body;
    const begun = await get(releaseId);
    expect(begun.parts.length).toBeGreaterThan(1);
    expect(begun.parts.every((one) => one.disclosure.class === "service" && one.factIds.length > 0)).toBe(true);
    const save = (sentences: object[], revision = 1) => ask("clinician", "PUT", `/releases/${releaseId}/sentences`, { revision, sentences });
    expect([(await save([{ source: "diagnosis:none" }])).body.fields[0].path, (await save([{ source: "own", words: " " }])).body.fields[0].path, (await save([{ source: "own", words: "x", class: "caregiver" }])).body.fields[0].path]).toEqual(["sentences.0.source", "sentences.0.words", "sentences.0.ownerPersonId"]);
    const kept = begun.parts.map(({ source }) => ({ source }));
    expect((await save([...kept, { source: "own", words: "She told us of her own past.", class: "caregiver", ownerPersonId: scene.adultA }])).body.revision).toBe(2);
    expect((await save(kept)).status).toBe(409);
    const flagged = await get(releaseId);
    expect(flagged.parts.map((one) => one.reason)).toEqual([...kept.map(() => null), "other_person"]);
    const refused = await ask("clinician", "POST", `/releases/${releaseId}/fix`, { revision: 2 });
    expect([refused.status, refused.body.fields.map((one: { path: string }) => one.path)]).toEqual([422, [`sentences.${kept.length}`]]);
    expect((await save(kept, 2)).status).toBe(200);
    expect((await ask("clinician", "POST", `/authorizations/${signed.authorizationId}/end`, { why: "event" })).status).toBe(200);
    expect((await get(releaseId)).parts.map((one) => one.reason)).toEqual(kept.map(() => "ended"));
    expect((await ask("clinician", "POST", `/releases/${releaseId}/fix`, { revision: 3 })).status).toBe(422);
    expect((await ask("clinician", "POST", `/releases/${releaseId}/withdraw`, {})).status).toBe(200);
  });
});

describe("a request for records", () => {
  it("stands on the privacy officer's Today, opens the chart to her while she handles it, and lets leave what a judge named", async () => {
    const added = await ask("frontdesk", "POST", "/records-requests", { kind: "court_order", receivedOn: "2026-11-18", dueOn: "2026-11-24", asker: "A made-up court", caseNumber: "MU-7", asked: "Attendance" });
    const own = await ask("clinician", "POST", "/records-requests", { kind: "access", receivedOn: "2026-11-20", dueOn: null, asker: "", personId: scene.adultB, asked: "My own record" });
    expect([added.status, own.body.dueOn]).toEqual([200, "2026-12-20"]);
    const owed = ((await call(server, await scene.cookieOf(people.get("privacy")!), "GET", "/api/day")).body as Outputs["day"]["today"]).owed.filter((one) => one.kind === "records_request");
    expect(owed.map((one) => [one.who, one.weight])).toEqual([["A made-up court", "today"], ["Bo Made-Up", "later"]]);
    // The desk sees what it took in, and not what an adult asked of the own.
    expect(((await ask("frontdesk", "GET", "/records-requests")).body as Outputs["release"]["requests"]["list"]).requests.map((one) => one.kind)).toEqual(["court_order"]);
    expect([(await ask("privacy", "GET", "/releases")).status, (await ask("privacy", "POST", `/records-requests/${added.body.requestId}/handle`, {})).status, (await ask("privacy", "GET", "/releases")).status]).toEqual([404, 200, 200]);
    const begin = async () => (await ask("clinician", "POST", "/releases", { form: "letter", letterKind: "court", basis: "court_order", requestId: added.body.requestId, recipientKind: "court", recipient: { name: "A made-up court" }, purpose: "The order", opens: ["service", "child_chart"], periodFrom: null, periodTo: null, language: "es" })).body.releaseId as string;
    expect((await get(await begin())).basisReason).toBe("not_reviewed");
    expect((await ask("privacy", "POST", `/records-requests/${added.body.requestId}/review`, { judgeSigned: false, opens: ["service"] })).status).toBe(200);
    expect((await get(await begin())).basisReason).toBe("no_judge");
    expect((await ask("privacy", "POST", `/records-requests/${added.body.requestId}/review`, { judgeSigned: true, opens: ["service"] })).status).toBe(200);
    const releaseId = await begin();
    expect(await get(releaseId)).toMatchObject({ basisReason: null });
    expect((await get(releaseId)).offers.filter((one) => one.disclosure.class !== "service").every((one) => one.reason === "not_named")).toBe(true);
    expect((await ask("clinician", "POST", `/releases/${releaseId}/fix`, { revision: 1 })).status).toBe(200);
    // The privacy officer, who has the case open, sends it and answers; then the chart closes with the day.
    expect((await ask("privacy", "POST", `/releases/${releaseId}/send`, { way: "post" })).status).toBe(200);
    expect((await ask("privacy", "POST", `/records-requests/${added.body.requestId}/answer`, { answer: "released", words: "Attendance only." })).status).toBe(200);
    expect((await ask("privacy", "POST", `/records-requests/${added.body.requestId}/answer`, { answer: "objected" })).status).toBe(422);
    expect(await operatorDoes(scene, (tx) => row(tx, sql`select closed_on as on from privacy_reviews where case_id = ${scene.caseId}`))).toEqual({ on: "2026-11-20" });
  });
});

describe("another agency", () => {
  it("reaches none of it", async () => {
    const signed = await newAuthorization(others, "signed");
    const theirs = await newRelease(others, "record", signed);
    for (const address of [`/releases/${theirs.releaseId}`, `/authorizations/${signed.authorizationId}/text`]) expect((await ask("clinician", "GET", address)).status).toBe(404);
    const foreign = await ask("clinician", "POST", "/releases", { form: "record", basis: "authorization", authorizationId: signed.authorizationId, opens: ["service"], periodFrom: null, periodTo: null, language: "en" });
    expect([foreign.status, foreign.body.fields[0].path]).toEqual([400, "authorizationId"]);
    expect((await ask("spare", "GET", "/releases")).status).toBe(404);
  });
});
