import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting } from "../../../test/support/agency.ts";
import { newId, row } from "#database/actor.ts";
import { beginContent } from "./rules.ts";
import { insertApproval, insertStory, insertVersion, keepVersion, replacePages } from "./store.ts";

// A story that waits for the family's own yes: read by whoever is asked and by nobody else around the child, approved by oneself alone.

let server: TestServer;
let scene: Scene;
let others: Scene;
let ana: string;
let bo: string;
let stranger: string;
let clinician: string;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  [scene, others] = [await makeScene(server, "ours"), await makeScene(server, "others")];
  ana = await scene.cookieOf(await adultAccount(scene, scene.adultA));
  bo = await scene.cookieOf(await adultAccount(scene, scene.adultB));
  stranger = await others.cookieOf(await adultAccount(others, others.adultA));
  clinician = await scene.cookieOf(scene.clinician);
}, 120_000);
afterAll(() => server.close());

/** A kept version: of one adult's relationship, or told with several who took part. `toldBy` tells the first page. */
const keptStory = (one: { ownerId: string | null; tookPart: string[]; toldBy?: string; storyId?: string }) =>
  operatorDoes(scene, async (tx) => {
    const of = { caseId: scene.caseId, storyId: one.storyId ?? (await insertStory(tx, { caseId: scene.caseId, kind: "family", ownerId: one.ownerId })), ownerId: one.ownerId };
    const begun = beginContent("family", one.tookPart, () => newId(tx));
    const content = { ...begun, titleEn: "THE-TITLE", pages: begun.pages.map((page, at) => ({ ...page, en: "THE-WORDS.", toldBy: at === 0 ? (one.toldBy ?? null) : null })) };
    const { versionId, revision } = (await insertVersion(tx, of, content))!;
    await replacePages(tx, of, versionId, content.pages);
    await keepVersion(tx, versionId, revision);
    return { storyId: of.storyId, versionId };
  });
type Place = { storyId: string; versionId: string };
const read = async (cookie: string, caseId = scene.caseId) => {
  const { body } = await call(server, cookie, "GET", `/api/cases/${caseId}/own-stories`);
  return (body as Outputs["stories"]["ofFamily"]).stories;
};
const stateOf = async (cookie: string, { versionId }: Place) => (await read(cookie)).find((one) => one.versionId === versionId)?.state ?? null;
const does = (cookie: string, place: Place, what: "own-approval" | "wishes", body: object = {}) => call(server, cookie, "POST", `/api/cases/${scene.caseId}/stories/${place.storyId}/versions/${place.versionId}/${what}`, body);
const paper = async (cookie: string, place: Place) => (await call(server, cookie, "GET", `/api/cases/${scene.caseId}/stories/${place.storyId}/versions/${place.versionId}/own-paper?language=en`)).status;
const readyOn = (place: Place) => operatorDoes(scene, async (tx) => (await row<{ readyOn: string | null }>(tx, sql`select ready_on as "readyOn" from story_versions where id = ${place.versionId}`))!.readyOn);
/** What a page of the portal answers, as a form without script sends it. */
const portal = async (cookie: string, method: "GET" | "POST", url: string, fields?: Record<string, string>) => {
  const answer = await server.app.inject({ method, url, headers: { accept: "text/html", cookie, origin: "http://dyad.test", ...(fields === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" }) }, ...(fields === undefined ? {} : { payload: new URLSearchParams(fields).toString() }) });
  return { status: answer.statusCode, text: answer.body, to: answer.headers.location ?? null };
};

describe("a story that waits for a family's yes (B5, D6)", () => {
  it("is read and approved by the adult whose relationship it is, and by nobody else", async () => {
    const place = await keptStory({ ownerId: scene.adultA, tookPart: [scene.adultA] });
    expect([await stateOf(ana, place), await stateOf(bo, place)]).toEqual(["asks", null]);
    for (const cookie of [bo, stranger]) {
      expect((await does(cookie, place, "own-approval")).status).toBe(404);
      expect((await does(cookie, place, "wishes", { words: "Mine." })).status).toBe(404);
      expect(await paper(cookie, place)).toBe(404);
      expect((await portal(cookie, "GET", `/portal/story/${scene.caseId}/${place.versionId}`)).text).not.toContain("THE-");
    }
    expect(await readyOn(place)).toBeNull();
    expect(await paper(ana, place)).toBe(200);
    expect((await does(ana, place, "own-approval")).body).toEqual({ approvedOn: "2026-11-20" });
    expect((await does(ana, place, "own-approval")).body).toEqual({ approvedOn: "2026-11-20" });
    expect([await stateOf(ana, place), await readyOn(place), await stateOf(bo, place)]).toEqual(["ready", "2026-11-20", null]);
    const told = (await call(server, clinician, "GET", `/api/cases/${scene.caseId}/stories/${place.storyId}`)).body as Outputs["stories"]["get"];
    expect(told.versions[0]!.approvals).toMatchObject([{ adultId: scene.adultA, way: "portal" }]);
  });

  it("told with several is ready with the last yes, and neither adult learns of the other", async () => {
    // Bo holds no right to the record: what is of the child's chart is not his to read here, and he says yes in the room.
    const place = await keptStory({ ownerId: null, tookPart: [scene.adultA, scene.adultB], toldBy: scene.adultB });
    expect([await stateOf(ana, place), await stateOf(bo, place)]).toEqual(["asks", null]);
    expect((await does(bo, place, "own-approval")).status).toBe(404);
    await does(ana, place, "own-approval");
    expect([await stateOf(ana, place), await readyOn(place)]).toEqual(["answered", null]);
    const { text } = await call(server, ana, "GET", `/api/cases/${scene.caseId}/own-stories`);
    expect(text).not.toContain(scene.adultB);
    expect((await call(server, clinician, "POST", `/api/cases/${scene.caseId}/stories/${place.storyId}/versions/${place.versionId}/approvals`, { adultId: scene.adultB, approvedOn: "2026-11-20" })).body).toEqual({ readyOn: "2026-11-20" });
    expect(await stateOf(ana, place)).toBe("ready");
  });

  it("asks only who is asked: a right to the record opens a story of others when it is ready, not before", async () => {
    const place = await keptStory({ ownerId: null, tookPart: [scene.adultB] });
    expect(await stateOf(ana, place)).toBeNull();
    expect((await does(ana, place, "own-approval")).status).toBe(404);
    await call(server, clinician, "POST", `/api/cases/${scene.caseId}/stories/${place.storyId}/versions/${place.versionId}/approvals`, { adultId: scene.adultB, approvedOn: "2026-11-20" });
    expect(await stateOf(ana, place)).toBe("ready");
    expect((await does(ana, place, "own-approval")).status).toBe(422);
  });

  it("is never approved for another, also not by the application itself", async () => {
    const place = await keptStory({ ownerId: scene.adultB, tookPart: [scene.adultB] });
    expect((await does(ana, place, "own-approval", { adultId: scene.adultB })).status).toBe(400);
    const self = { kind: "caregiver" as const, agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone, personId: scene.adultA, accountId: scene.adultA, name: "" };
    const own = await keptStory({ ownerId: scene.adultA, tookPart: [scene.adultA] });
    for (const [of, ownerId, adultId] of [[place, scene.adultB, scene.adultB], [place, scene.adultB, scene.adultA], [own, scene.adultA, scene.adultB]] as const)
      await expect(acting(scene.place, self, (tx) => insertApproval(tx, { caseId: scene.caseId, storyId: of.storyId, ownerId }, { versionId: of.versionId, adultId, approvedOn: tx.today, way: "portal" }))).rejects.toThrow(/row-level security/);
    expect(await readyOn(place)).toBeNull();
  });

  it("gives way to a later version: the one before is not read and not approved any more", async () => {
    const before = await keptStory({ ownerId: scene.adultA, tookPart: [scene.adultA] });
    const later = await keptStory({ ownerId: scene.adultA, tookPart: [scene.adultA], storyId: before.storyId });
    expect([await stateOf(ana, before), await stateOf(ana, later)]).toEqual([null, "asks"]);
    expect((await does(ana, before, "own-approval")).status).toBe(404);
    // A draft after it changes nothing for the family.
    await call(server, clinician, "POST", `/api/cases/${scene.caseId}/stories/${later.storyId}/versions`, {});
    expect(await stateOf(ana, later)).toBe("asks");
  });

  it("takes what an adult would change once, shows it to who treats alone, who has it to do until it was talked about", async () => {
    const place = await keptStory({ ownerId: null, tookPart: [scene.adultA, scene.adultB] });
    for (const _time of [1, 2]) expect((await does(ana, place, "wishes", { words: "THE-WISH: the dog stays." })).status).toBe(200);
    for (const words of [" ", "x".repeat(2001)]) expect((await does(ana, place, "wishes", { words })).status).toBe(400);
    const own = (await read(ana)).find((one) => one.versionId === place.versionId)!;
    expect(own.wishes.map((one) => one.words)).toEqual(["THE-WISH: the dog stays."]);
    const owed = async () => ((await call(server, clinician, "GET", "/api/day")).body as Outputs["day"]["today"]).owed.filter((one) => one.kind === "story_wish").map((one) => [one.id, one.weight]);
    expect(await owed()).toEqual([[place.storyId, "today"]]);
    expect((await call(server, bo, "GET", `/api/cases/${scene.caseId}/own-stories`)).text).not.toContain("THE-WISH");
    const { wishes } = ((await call(server, clinician, "GET", `/api/cases/${scene.caseId}/stories/${place.storyId}`)).body as Outputs["stories"]["get"]).versions[0]!;
    const settle = () => call(server, clinician, "POST", `/api/cases/${scene.caseId}/story-wishes/${wishes[0]!.wishId}/settle`, {});
    expect([(await settle()).status, (await settle()).status]).toEqual([200, 404]);
    expect(await owed()).toEqual([]);
  });

  it("works in the portal without script: read page by page, a fault keeps what was typed, a yes is sent once", async () => {
    const place = await keptStory({ ownerId: scene.adultA, tookPart: [scene.adultA] });
    const at = `/portal/story/${scene.caseId}/${place.versionId}`;
    expect((await portal(ana, "GET", "/portal")).text).toContain(at);
    expect((await portal(ana, "GET", `${at}?page=1`)).text).toContain("THE-WORDS.");
    for (const page of ["0", "99", "-1", "x'y", "end", "all"]) expect((await portal(ana, "GET", `${at}?page=${page}`)).status).toBe(200);
    const again = await portal(ana, "POST", `${at}/change`, { words: "   " });
    expect([again.status, again.text.includes('href="#change"')]).toEqual([422, true]);
    const long = await portal(ana, "POST", `${at}/change`, { words: `${"y".repeat(2000)}<i>` });
    expect([long.status, long.text.includes(`${"y".repeat(2000)}&lt;i&gt;`)]).toEqual([422, true]);
    expect(await portal(ana, "POST", `${at}/change`, { words: "A dog." })).toMatchObject({ status: 303, to: "/portal/story?said=storyWished" });
    expect(await portal(ana, "POST", `${at}/yes`, {})).toMatchObject({ status: 303, to: "/portal/story?said=storyApproved" });
    expect(await portal(ana, "POST", `${at}/yes`, {})).toMatchObject({ status: 303, to: "/portal/story?said=storyApproved" });
    expect(await portal(ana, "POST", `${at}/change`, { words: "Late." })).toMatchObject({ status: 303, to: "/portal/story" });
    expect((await portal(bo, "POST", `${at}/yes`, {})).to).toBe("/portal/story");
    expect((await portal("", "GET", at)).text).not.toContain("portal-pages");
    for (const odd of ["x", scene.adultA]) expect((await portal(ana, "GET", `/portal/story/${odd}/${place.versionId}`)).text).not.toContain("THE-WORDS.");
  });

  it("is closed to an adult whose relationship ended", async () => {
    const place = await keptStory({ ownerId: scene.adultB, tookPart: [scene.adultB] });
    expect(await stateOf(bo, place)).toBe("asks");
    await operatorDoes(scene, (tx) => sql`update dyads set closed_on = '2026-11-19' where case_id = ${scene.caseId} and adult_id = ${scene.adultB}`.execute(tx));
    expect(await stateOf(bo, place)).toBeNull();
    expect((await does(bo, place, "own-approval")).status).toBe(404);
    await operatorDoes(scene, (tx) => sql`update dyads set closed_on = null where case_id = ${scene.caseId} and adult_id = ${scene.adultB}`.execute(tx));
  });
});
