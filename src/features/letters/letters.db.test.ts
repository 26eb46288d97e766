import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row, rows } from "#database/actor.ts";
import { newAuthorization } from "../../../test/access/releases.ts";
import { makeScene, newReferral, newSession, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { wordsOf } from "../../../test/crawl/papers.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import type { TemplateContent } from "./contract.ts";
import { shippedTemplate } from "./shipped.rules.ts";

// Templates of letters and the letterhead as data (idea 17): versions that are only added, a letter keeps its own, and what leaves is judged as before.

let server: TestServer;
let scene: Scene;
let others: Scene;
let director: StaffActor;
let desk: StaffActor;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  others = await makeScene(server, "theirs");
  director = await makeStaff(server.fresh, scene.agency, { roles: ["administrator"] });
  desk = await makeStaff(server.fresh, scene.agency, { roles: ["front_desk"] });
  const sessionId = await newSession(scene, scene.clinician.staffId);
  await operatorDoes(scene, async (tx) => {
    const { id: childId } = (await row<{ id: string }>(tx, sql`select child_id as id from cases where id = ${scene.caseId}`))!;
    await sql`update sessions set status = 'held', held_from = starts_at, held_to = ends_at where id = ${sessionId}`.execute(tx);
    for (const [personId, part] of [[scene.adultA, "caregiver"], [childId, "child"]]) await sql`insert into attendances (agency_id, session_id, person_id, case_id, part, status) values (${tx.actor.agencyId}, ${sessionId}, ${personId}, ${scene.caseId}, ${part}, 'present') on conflict (agency_id, session_id, person_id) do update set status = 'present'`.execute(tx);
  });
}, 60_000);
afterAll(() => server.close());

const api = async (who: StaffActor, method: "GET" | "POST" | "PUT", address: string, body?: unknown) => call(server, await scene.cookieOf(who), method, `/api${address}`, body);
const file = async (who: StaffActor, method: "GET" | "POST", address: string, body?: object) => server.app.inject({ method, url: `/api${address}`, headers: { cookie: await scene.cookieOf(who), ...(body === undefined ? {} : { "content-type": "application/json" }) }, ...(body === undefined ? {} : { payload: body }) });
const said = (bytes: Buffer) => wordsOf(bytes).replaceAll(/\s+/g, " ");
const own: TemplateContent = { name: { en: "About mornings", es: "Por las mañanas" }, kind: "school", paragraphs: [{ en: "{child} has had {visits} since {visits_from}.", es: "{child}: {visits} desde el {visits_from}." }, { en: "Ended on {ended}.", es: "Terminó el {ended}." }, { en: "Please keep this to yourself.", es: "Guárdelo para usted, por favor." }] };
const save = (content: TemplateContent, more: object = {}, who = director) => api(who, "POST", "/letter-templates", { template: null, after: 0, content, ...more });
async function beginWith(template: string, more: object = {}, language = "en"): Promise<{ status: number; body: { releaseId: string; fields: { path: string }[] } }> {
  const signed = await newAuthorization(scene, "signed");
  return api(scene.clinician, "POST", `/cases/${scene.caseId}/releases`, { form: "letter", template, basis: "authorization", authorizationId: signed.authorizationId, opens: ["service", "child_chart"], periodFrom: null, periodTo: null, language, ...more });
}
const get = async (releaseId: string) => (await api(scene.clinician, "GET", `/cases/${scene.caseId}/releases/${releaseId}`)).body;
const paperOf = async (releaseId: string) => said((await file(scene.clinician, "GET", `/cases/${scene.caseId}/documents/${(await get(releaseId)).release.documentId}/content`)).rawPayload);

describe("a template", () => {
  it("is made by an administrator alone, checked field by field, and is another agency's never", async () => {
    expect((await save(own, {}, scene.clinician)).status).toBe(403);
    const bad = await save({ ...own, paragraphs: [{ en: "{diagnosis}", es: "x {" }] });
    expect([bad.status, bad.body.fields.map((one: { path: string }) => one.path)]).toEqual([400, ["content.paragraphs.0.en", "content.paragraphs.0.es"]]);
    const made = await save(own);
    expect([made.status, made.body.number]).toEqual([200, 1]);
    const listed = (await api(scene.clinician, "GET", "/letter-templates")).body;
    expect([listed.mayEdit, listed.templates.length, listed.templates.some((one: { template: string }) => one.template === made.body.template)]).toEqual([false, 7, true]);
    const theirs = await call(server, await others.cookieOf(others.clinician), "GET", "/api/letter-templates");
    expect(theirs.body.templates.length).toBe(6);
    expect((await call(server, await others.cookieOf(others.clinician), "GET", `/api/letter-templates/${made.body.template}/versions`)).status).toBe(404);
    expect((await api(desk, "GET", "/letter-templates")).status).toBe(403);
    expect((await api(director, "POST", "/letter-templates", { template: "00000000-0000-4000-8000-000000000000", after: 0, content: own })).status).toBe(404);
  });

  it("is changed by another version after the one that was seen; every one before stays, and none is changed or deleted", async () => {
    const { template } = (await save({ ...own, name: { en: "Second", es: "Segunda" } })).body;
    expect((await save({ ...own, name: { en: "Again", es: "Otra vez" } }, { template, after: 1, note: "Shorter." })).body).toEqual({ template, number: 2 });
    expect((await save(own, { template, after: 1 })).status).toBe(409);
    const versions = (await api(scene.clinician, "GET", `/letter-templates/${template}/versions`)).body.versions;
    expect(versions.map((one: { number: number; note: string; content: TemplateContent }) => [one.number, one.note, one.content.name.en])).toEqual([[2, "Shorter.", "Again"], [1, "", "Second"]]);
    for (const statement of [sql`update letter_templates set note = 'x'`, sql`delete from letter_templates`, sql`update letterheads set number = 9`]) await expect(operatorDoes(scene, (tx) => statement.execute(tx))).rejects.toThrow(/permission denied/);
    // Of what ships its kind stays: the log calls letters by it.
    expect((await save({ ...shippedTemplate("court"), kind: "school" }, { template: "court" })).status).toBe(400);
  });

  it("that is out of use begins no letter, and is put back", async () => {
    const { template } = (await save(own)).body;
    const state = (after: number, wanted: string) => api(director, "POST", `/letter-templates/${template}/state`, { after, state: wanted });
    expect((await state(1, "retired")).status).toBe(200);
    const refused = await beginWith(template);
    expect([refused.status, refused.body.fields[0]!.path]).toEqual([400, "template"]);
    expect((await state(2, "in_use")).status).toBe(200);
    expect((await beginWith(template)).status).toBe(200);
  });
});

describe("a letter that begins with a template (idea 17)", () => {
  it("says what the record fills, leaves out what it lacks and says so, keeps its version, and leaves as judged", async () => {
    const { template } = (await save(own)).body;
    const { releaseId } = (await beginWith(template)).body;
    const begun = await get(releaseId);
    expect(begun.template).toEqual(own.name);
    expect(begun.release.letterKind).toBe("school");
    expect(begun.parts.map((one: { source: string; reason: string | null }) => [one.source, one.reason])).toEqual([["paragraph:0", null], ["paragraph:2", null]]);
    expect(begun.parts[0].words).toMatch(/^\S+ has had \d+ visits? since \d+ \w+ 2026\.$/);
    expect(begun.parts[0].factIds.length).toBeGreaterThan(0);
    expect(begun.missing.map((one: { text: string; fields: string[] }) => [one.text, one.fields])).toEqual([["Ended on {ended}.", ["ended"]]]);
    expect((await save({ ...own, paragraphs: [{ en: "Other words.", es: "Otras palabras." }] }, { template, after: 1 })).status).toBe(200);
    expect((await get(releaseId)).parts.map((one: { words: string }) => one.words)).toEqual(begun.parts.map((one: { words: string }) => one.words));
    expect((await get((await beginWith(template)).body.releaseId)).parts.map((one: { words: string }) => one.words)).toEqual(["Other words."]);
    expect((await api(scene.clinician, "PUT", `/cases/${scene.caseId}/releases/${releaseId}/sentences`, { revision: 1, sentences: [{ source: "paragraph:2" }, { source: "paragraph:0" }] })).status).toBe(200);
    expect((await api(scene.clinician, "PUT", `/cases/${scene.caseId}/releases/${releaseId}/sentences`, { revision: 2, sentences: [{ source: "paragraph:1" }] })).body.fields[0].path).toBe("sentences.0.source");
    expect((await api(scene.clinician, "POST", `/cases/${scene.caseId}/releases/${releaseId}/fix`, { revision: 2 })).status).toBe(200);
    const paper = await paperOf(releaseId);
    expect(paper).toContain("Please keep this to yourself.");
    expect(paper).not.toMatch(/[{}]|Other words|Ended on/);
    expect((await api(scene.clinician, "POST", `/cases/${scene.caseId}/releases/${releaseId}/send`, { way: "post" })).status).toBe(200);
    expect(await operatorDoes(scene, (tx) => row(tx, sql`select letter_template = ${template} as same, letter_template_number as number from releases where id = ${releaseId}`))).toEqual({ same: true, number: 1 });
    await expect(operatorDoes(scene, (tx) => sql`update releases set letter_template_number = 2 where id = ${releaseId}`.execute(tx))).rejects.toThrow(/never changed/);
  });

  it("goes with the days that were asked for: a paragraph with a day outside stays away, the agency's own words go along", async () => {
    const { template } = (await save({ ...own, paragraphs: [{ en: "First on {first_visit}.", es: "{first_visit}" }, { en: "With our greetings.", es: "Un saludo." }] })).body;
    const { releaseId } = (await beginWith(template, { periodFrom: "2020-01-01", periodTo: "2020-01-31" })).body;
    const begun = await get(releaseId);
    expect(begun.parts.map((one: { words: string }) => one.words)).toEqual(["With our greetings."]);
    expect(begun.offers.find((one: { source: string }) => one.source === "paragraph:0")).toMatchObject({ reason: "outside_period", suggested: true });
  });

  it("of the kinds that ship begins with the sentences that it began with before", async () => {
    const { releaseId } = (await beginWith("court")).body;
    const begun = await get(releaseId);
    expect(begun.parts.map((one: { source: string }) => one.source.split(":")[0])).toEqual(expect.arrayContaining(["since", "sessions"]));
    expect(begun.parts[0].words).toMatch(/has come to us since/);
    // A letter from before there were templates of one's own is of what ships for its kind.
    await scene.server.fresh.asOwner((client) => client.query("alter table dyad.releases disable trigger keep_release; update dyad.releases set letter_template = null, letter_template_number = null; alter table dyad.releases enable trigger keep_release"));
    expect((await get(releaseId)).parts.map((one: { words: string }) => one.words)).toEqual(begun.parts.map((one: { words: string }) => one.words));
  });
});

describe("a preview", () => {
  it("is a PDF of made-up facts in either language, that says so, names nobody of the agency's families, and keeps nothing", async () => {
    const before = await operatorDoes(scene, (tx) => rows(tx, sql`select (select count(*) from documents) as documents, (select count(*) from files) as files, (select count(*) from letter_templates) as templates`));
    for (const [language, words] of [["en", /Robin has had 24 visits since 4 March 2026\..*Every fact in it is made up/], ["es", /Robin: 24 visitas desde el 4 de marzo de 2026\..*Todos los datos son inventados/]] as const) {
      const answer = await file(director, "POST", "/letter-templates/preview", { content: own, language });
      expect([answer.statusCode, answer.headers["content-type"]]).toEqual([200, "application/pdf"]);
      expect(said(answer.rawPayload)).toMatch(words);
      expect(answer.rawPayload.toString("latin1")).not.toContain("MARKER");
    }
    expect((await file(scene.clinician, "POST", "/letter-templates/preview", { content: own, language: "en" })).statusCode).toBe(403);
    expect((await file(director, "POST", "/letter-templates/preview", { content: { ...own, paragraphs: [{ en: "{child", es: "x" }] }, language: "en" })).statusCode).toBe(400);
    expect(await operatorDoes(scene, (tx) => rows(tx, sql`select (select count(*) from documents) as documents, (select count(*) from files) as files, (select count(*) from letter_templates) as templates`))).toEqual(before);
  });
});

describe("the letterhead", () => {
  it("is above the letters from now on; one that was kept, and a paper that was fixed, keep what they had", async () => {
    const head = (name: string) => ({ name: { en: name, es: `${name} ES` }, below: { en: "", es: "" }, address: ["1 Made-Up Street"], phone: "202-555-0100", website: "made-up.example.org", email: "" });
    const shipped = (await api(scene.clinician, "GET", "/letterhead")).body;
    expect([shipped.current.number, shipped.mayEdit]).toEqual([0, false]);
    const referralId = await operatorDoes(scene, newReferral);
    await scene.server.fresh.asOwner((client) => client.query("update dyad.referrals set source = 'professional' where id = $1", [referralId]));
    const reply = async () => (await api(desk, "POST", `/waiting/referrals/${referralId}/letters`, { language: "es", recipient: "Dr. Made Up", allowedBy: "the mother", allowedOn: "2026-11-19" })).body.letterId as string;
    const replyPaper = async (letterId: string) => (await file(desk, "GET", `/waiting/referrals/${referralId}/letters/${letterId}`)).rawPayload;
    const first = await reply();
    const before = await replyPaper(first);
    const { releaseId } = (await beginWith("court")).body;
    expect((await api(scene.clinician, "POST", `/cases/${scene.caseId}/releases/${releaseId}/fix`, { revision: 1 })).status).toBe(200);
    const fixed = await paperOf(releaseId);
    expect((await api(scene.clinician, "POST", "/letterhead", { after: 0, content: head("Elder Grove") })).status).toBe(403);
    expect((await api(director, "POST", "/letterhead", { after: 0, content: head("Elder Grove") })).body.number).toBe(1);
    expect((await api(director, "POST", "/letterhead", { after: 0, content: head("Another") })).status).toBe(409);
    // What was made is the same to the byte; what is made now has the new one, in its language.
    expect((await replyPaper(first)).equals(before)).toBe(true);
    expect(await paperOf(releaseId)).toBe(fixed);
    expect(fixed).not.toContain("Elder Grove");
    const second = await reply();
    expect(said(await replyPaper(second))).toMatch(/Elder Grove ES.*1 Made-Up Street.*made-up\.example\.org.*Dr\. Made Up/);
    expect((await api(director, "POST", "/letterhead", { after: 1, content: head("Oak Corner") })).body.number).toBe(2);
    expect(said(await replyPaper(second))).toContain("Elder Grove ES");
    const later = (await beginWith("court", {}, "es")).body.releaseId;
    expect((await api(scene.clinician, "POST", `/cases/${scene.caseId}/releases/${later}/fix`, { revision: 1 })).status).toBe(200);
    expect(await paperOf(later)).toMatch(/Oak Corner ES.*Atentamente/);
    expect((await api(director, "GET", "/letterhead")).body.before.map((one: { number: number }) => one.number)).toEqual([1, 0]);
  });
});
