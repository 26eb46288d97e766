import { Readable } from "node:stream";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { newStory } from "../../../test/access/understanding.ts";
import { acting } from "../../../test/support/agency.ts";
import { madeUpPicture } from "#features/demo/pictures.rules.ts";
import { sweepFiles } from "#features/documents/jobs.ts";
import { receive } from "#features/documents/receiving.handlers.ts";

// A picture of the family's own on a page of its story: seen where the page is seen, by nobody else, and gone when no page shows it.

let server: TestServer;
let scene: Scene;
let others: Scene;
let cookies: Record<"clinician" | "ana" | "bo" | "stranger" | "theirs", string>;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  [scene, others] = [await makeScene(server, "ours"), await makeScene(server, "others")];
  cookies = {
    clinician: await scene.cookieOf(scene.clinician),
    ana: await scene.cookieOf(await adultAccount(scene, scene.adultA)),
    bo: await scene.cookieOf(await adultAccount(scene, scene.adultB)),
    stranger: await others.cookieOf(await adultAccount(others, others.adultA)),
    theirs: await others.cookieOf(others.clinician),
  };
}, 120_000);
afterAll(() => server.close());

type Who = keyof typeof cookies;
const OCTETS = { "content-type": "application/octet-stream" };
const send = async (bytes: Uint8Array, who: Who = "clinician") => (await call(server, cookies[who], "POST", "/api/files", Buffer.from(bytes), OCTETS)).body as { fileId: string; cleaned: boolean };
const at = (storyId: string) => `/api/cases/${scene.caseId}/stories/${storyId}`;
const add = (storyId: string, fileId: string, who: Who = "clinician") => call(server, cookies[who], "POST", `${at(storyId)}/pictures`, { fileId });
const see = (storyId: string, pictureId: string, who: Who) => call(server, cookies[who], "GET", `${at(storyId)}/pictures/${pictureId}${who === "clinician" || who === "theirs" ? "" : "/own"}`);
const draftOf = async (storyId: string) => ((await call(server, cookies.clinician, "GET", at(storyId))).body as Outputs["stories"]["get"]).versions[0]!;
/** Puts a picture onto the first page of a draft, or takes it off. */
async function show(storyId: string, more: { pictureId: string | null; altEn?: string }) {
  const { versionId, revision, content } = await draftOf(storyId);
  return call(server, cookies.clinician, "PUT", `${at(storyId)}/versions/${versionId}`, { revision, content: { ...content, pages: content.pages.map((page, place) => (place === 0 ? { ...page, altEn: "A house.", ...more } : page)) } });
}
const keep = async (storyId: string) => {
  const { versionId, revision } = await draftOf(storyId);
  return call(server, cookies.clinician, "POST", `${at(storyId)}/versions/${versionId}/keep`, { revision });
};
const says = (answer: { body: unknown }) => (answer.body as { fields?: { path: string }[] }).fields?.map((one) => one.path);
const sweep = () => sweepFiles(server.services, [scene.agency, others.agency]);
const isLeft = (pictureId: string) => operatorDoes(scene, async (tx) => (await sql`select id from files where id = ${pictureId}`.execute(tx)).rows.length === 1);

describe("a picture of the family's own in its story (D6)", () => {
  it("is kept without what stands beside it, and seen where its page is seen, by nobody else", async () => {
    const { storyId, versionId } = await newStory(scene, "draft");
    const { fileId, cleaned } = await send(madeUpPicture("THE-PICTURE", "TAKEN-AT-HOME"));
    expect(cleaned).toBe(true);
    for (let time = 0; time < 2; time++) expect((await add(storyId, fileId)).body).toEqual({ pictureId: fileId });
    expect(says(await show(storyId, { pictureId: fileId, altEn: " " }))).toBeUndefined();
    expect(says(await keep(storyId))).toEqual(["content.pages.0.altEn"]);
    await show(storyId, { pictureId: fileId });
    const opened = await see(storyId, fileId, "clinician");
    expect([opened.status, opened.text.includes("THE-PICTURE"), opened.text.includes("TAKEN-AT-HOME")]).toEqual([200, true, false]);
    const headers = (await server.app.inject({ method: "GET", url: `${at(storyId)}/pictures/${fileId}`, headers: { cookie: cookies.clinician } })).headers;
    expect(headers).toMatchObject({ "content-type": "image/png", "cache-control": "no-store", "x-content-type-options": "nosniff", "content-disposition": 'inline; filename="picture.png"' });
    // A draft is read by nobody of the family.
    for (const who of ["ana", "bo", "stranger", "theirs"] as const) expect([who, (await see(storyId, fileId, who)).status]).toEqual([who, 404]);
    expect((await keep(storyId)).status).toBe(200);
    for (const [who, status] of [["ana", 200], ["bo", 404], ["stranger", 404], ["theirs", 404]] as const) expect([who, (await see(storyId, fileId, who)).status]).toEqual([who, status]);
    // As a document, or by the address of another story or case, it is nowhere.
    const other = await newStory(scene, "kept");
    expect((await see(other.storyId, fileId, "ana")).status).toBe(404);
    expect((await call(server, cookies.ana, "GET", `/api/cases/${scene.caseId}/documents/${fileId}/content`)).status).toBe(404);
    expect((await call(server, cookies.stranger, "GET", `/api/cases/${others.caseId}/stories/${storyId}/pictures/${fileId}/own`)).status).toBe(404);
    const page = await server.app.inject({ method: "GET", url: `/portal/story/${scene.caseId}/${versionId}?page=1`, headers: { accept: "text/html", cookie: cookies.ana } });
    expect(page.body).toContain(`<img class="story-photo" src="${at(storyId)}/pictures/${fileId}/own" alt="A house."`);
    expect(page.headers["content-security-policy"]).toMatch(/img-src 'self'/);
    const paper = await call(server, cookies.ana, "GET", `${at(storyId)}/versions/${versionId}/own-paper?language=en`);
    expect([paper.status, paper.text.includes("/Subtype /Image") || paper.text.includes("/Subtype/Image")]).toEqual([200, true]);
  });

  it("is closed to an adult whose relationship ended", async () => {
    const { storyId } = await newStory(scene, "draft");
    const { fileId } = await send(madeUpPicture("THE-END"));
    await add(storyId, fileId);
    await show(storyId, { pictureId: fileId });
    await keep(storyId);
    expect((await see(storyId, fileId, "ana")).status).toBe(200);
    await operatorDoes(scene, (tx) => sql`update dyads set closed_on = '2026-11-19' where case_id = ${scene.caseId} and adult_id = ${scene.adultA}`.execute(tx));
    expect((await see(storyId, fileId, "ana")).status).toBe(404);
    await operatorDoes(scene, (tx) => sql`update dyads set closed_on = null where case_id = ${scene.caseId} and adult_id = ${scene.adultA}`.execute(tx));
  });

  it("is taken from nobody else, and of no other story, also not by the application itself", async () => {
    const [mine, other] = [await newStory(scene, "draft"), await newStory(scene, "draft")];
    const theirs = await send(madeUpPicture("THEIRS"), "theirs");
    expect(says(await add(mine.storyId, theirs.fileId))).toEqual(["fileId"]);
    expect((await add(mine.storyId, theirs.fileId, "theirs")).status).toBe(404);
    expect((await add(mine.storyId, theirs.fileId, "ana")).status).toBe(403);
    const { fileId } = await send(madeUpPicture("MINE"));
    await add(mine.storyId, fileId);
    expect(says(await add(other.storyId, fileId))).toEqual(["fileId"]);
    expect(says(await show(other.storyId, { pictureId: fileId }))).toEqual(["content.pages.0.pictureId"]);
    await expect(acting(scene.place, scene.clinician, (tx) => sql`insert into story_pages (agency_id, version_id, id, case_id, class, owner_person_id, place, part, scene, words_en, words_es, picture_id)
      values (${tx.actor.agencyId}, ${other.versionId}, gen_random_uuid(), ${scene.caseId}, 'relationship', ${scene.adultA}, 9, 'before', 'none', '', '', ${fileId})`.execute(tx))).rejects.toThrow(/row-level security/);
  });

  it.each([
    ["a picture that says it is very large", madeUpPicture("x".repeat(2401))],
    ["a picture whose points are not whole", Uint8Array.from(madeUpPicture("abcdef"), (one, place) => (place > 44 && place < 60 ? 0xff : one))],
  ])("takes no %s", async (_name, bytes) => {
    const { storyId } = await newStory(scene, "draft");
    expect(says(await add(storyId, (await send(bytes)).fileId))).toEqual(["fileId"]);
  });

  it("takes no paper, and nothing whose bytes are no picture", async () => {
    const { storyId } = await newStory(scene, "draft");
    const incoming = await receive({ services: server.services, actor: scene.clinician }, Readable.from([Buffer.from("%PDF-1.4\n%%EOF\n")]));
    const { fileId } = await acting(scene.place, scene.clinician, (tx) => incoming.run(tx));
    expect(says(await add(storyId, fileId))).toEqual(["fileId"]);
    expect((await call(server, cookies.clinician, "POST", "/api/files", Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), OCTETS)).status).toBe(415);
  });

  it("stays with a kept version when the next one leaves it out; what no page shows is swept after a day", async () => {
    const { storyId } = await newStory(scene, "draft");
    const [kept, dropped] = [(await send(madeUpPicture("KEPT"))).fileId, (await send(madeUpPicture("DROPPED"))).fileId];
    for (const one of [kept, dropped]) await add(storyId, one);
    await show(storyId, { pictureId: dropped });
    await show(storyId, { pictureId: kept });
    await keep(storyId);
    await call(server, cookies.clinician, "POST", `${at(storyId)}/versions`, {});
    expect((await draftOf(storyId)).content.pages[0]).toMatchObject({ pictureId: kept, altEn: "A house." });
    expect((await show(storyId, { pictureId: null })).status).toBe(200);
    await sweep();
    expect([await isLeft(kept), await isLeft(dropped)]).toEqual([true, true]);
    server.fresh.clock.set("2026-11-22T15:00:00.000Z");
    await sweep();
    expect([await isLeft(kept), await isLeft(dropped)]).toEqual([true, false]);
    server.fresh.clock.set("2026-11-20T15:00:00.000Z");
    expect((await see(storyId, kept, "ana")).status).toBe(200);
  });
});
