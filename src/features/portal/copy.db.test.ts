import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { wordsOf } from "../../../test/crawl/papers.ts";
import { rows } from "#database/actor.ts";
import { copyAddress } from "./addresses.rules.ts";
import { COPIES_A_DAY } from "./contract.ts";

// An adult takes what is open to read as a file. The other caregiver, another agency, a guessed id, an ended access and an adult
// who stands nowhere any more get nothing of it; and nobody gets it without end.

let server: TestServer;
let scene: Scene;
let other: Scene;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00.000Z" });
  scene = await makeScene(server, "ours");
  other = await makeScene(server, "others");
}, 120_000);
afterAll(() => server.close());

const cookieOf = async (of: Scene, personId: string) => of.cookieOf(await adultAccount(of, personId));
const take = (cookie: string, fields: Record<string, string>) =>
  server.app.inject({ method: "POST", url: copyAddress, headers: { accept: "text/html", "content-type": "application/x-www-form-urlencoded", origin: "http://dyad.test", cookie }, payload: new URLSearchParams(fields).toString() });
const counted = (cookie: string, caseId: string) => call(server, cookie, "POST", `/api/cases/${caseId}/own-copies`, { format: "pdf" });
type Data = { about: string; sections: { part: string; rows: { on: string | null; title: string; words: string[] }[] }[] };
const dataOf = (body: string): Data => JSON.parse(body);
/** The trail's rows of copies that were made. */
const trail = (of: Scene) => operatorDoes(of, (tx) => rows<{ caseId: string; actor: string; action: string; format: string }>(tx, sql`select case_id as "caseId", actor_id as actor, action, details ->> 'format' as format from audit_entries where procedure = 'portal.copy' and outcome = 'done' order by at`));
const wipe = () => server.fresh.asOwner((client) => client.query("update dyad.audit_entries set at = at - interval '2 days' where procedure = 'portal.copy'"));

describe("a copy of what is open to read", () => {
  it("D3, D4: holds the notes that the record shows to that adult, on paper and as data, and nothing of the other adult's own", async () => {
    const staff = await scene.cookieOf(scene.clinician);
    for (const [ownerPersonId, words] of [[scene.adultA, "Told by Ana alone."], [scene.adultB, "Told by Bo alone."]] as const) expect((await call(server, staff, "POST", `/api/cases/${scene.caseId}/record`, { section: "phone call", class: "caregiver", ownerPersonId, counterpartStaffId: null, words })).status).toBe(200);
    for (const [personId, own, others] of [[scene.adultA, "Told by Ana alone.", "Told by Bo alone."], [scene.adultB, "Told by Bo alone.", "Told by Ana alone."]] as const) {
      const cookie = await cookieOf(scene, personId);
      const { blocks } = (await call(server, cookie, "GET", `/api/cases/${scene.caseId}/record`)).body as { blocks: { words: string }[] };
      const data = await take(cookie, { caseId: scene.caseId, format: "json" });
      expect([data.statusCode, data.headers["cache-control"], data.headers["content-disposition"]]).toEqual([200, "no-store", 'attachment; filename="copy-2026-11-20.json"']);
      const notes = dataOf(data.body).sections.find((one) => one.part === "notes")!.rows;
      expect(notes).toHaveLength(blocks.length);
      expect(notes.map((one, at) => one.words.includes(blocks[at]!.words))).toEqual(notes.map(() => true));
      const paper = await take(cookie, { caseId: scene.caseId, format: "pdf" });
      expect([paper.statusCode, paper.headers["content-type"], paper.headers["content-disposition"]]).toEqual([200, "application/pdf", 'attachment; filename="copy-2026-11-20.pdf"']);
      for (const text of [data.body, wordsOf(paper.rawPayload)]) {
        expect(text).toContain(own);
        expect(text).not.toContain(others);
      }
      // Neither an id of ours nor the name of a child in the name of the file.
      expect(data.body).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-/);
    }
    expect((await trail(scene)).map(({ actor, ...one }) => ({ ...one, own: [scene.adultA, scene.adultB].includes(actor) }))).toEqual(["json", "pdf", "json", "pdf"].map((format) => ({ caseId: scene.caseId, action: "export", format, own: true })));
    await wipe();
  });

  it("D4: gives nothing to another agency, for a guessed id, to staff, or to nobody", async () => {
    const stranger = await cookieOf(other, other.adultA);
    const adult = await cookieOf(scene, scene.adultA);
    for (const [cookie, caseId] of [[stranger, scene.caseId], [adult, other.caseId], [adult, "00000000-0000-4000-8000-000000000000"], [adult, "no id"], [adult, ""]] as const) {
      const answer = await take(cookie, { caseId, format: "json" });
      expect([answer.statusCode, String(answer.headers["content-type"]).slice(0, 9)]).toEqual([422, "text/html"]);
      expect(answer.body).not.toContain("Robin</");
    }
    for (const [cookie, caseId] of [[stranger, scene.caseId], [adult, other.caseId]] as const) expect((await counted(cookie, caseId)).status).toBe(404);
    const staff = await scene.cookieOf(scene.clinician);
    expect((await counted(staff, scene.caseId)).status).toBe(403);
    for (const cookie of [staff, ""]) {
      const answer = await take(cookie, { caseId: scene.caseId, format: "json" });
      expect([answer.statusCode, answer.headers["content-disposition"]]).toEqual([200, undefined]);
      expect(answer.body).toContain("/portal/link");
    }
    expect((await trail(scene)).length + (await trail(other)).length).toBe(4);
  });

  it("D4: is taken a few times a day by one adult, also where many are asked for at once, and the other's are not counted", async () => {
    const [first, second] = [await cookieOf(scene, scene.adultA), await cookieOf(scene, scene.adultB)];
    const many = await Promise.all(Array.from({ length: COPIES_A_DAY + 4 }, () => counted(first, scene.caseId)));
    expect(many.map((one) => one.status).sort()).toEqual([...Array<number>(COPIES_A_DAY).fill(200), 429, 429, 429, 429]);
    expect(many.flatMap((one) => (one.status === 200 ? [one.body.left] : [])).sort()).toEqual([0, 1, 2, 3, 4]);
    const again = await take(first, { caseId: scene.caseId, format: "pdf" });
    expect(again.statusCode).toBe(422);
    expect(again.body).toContain("five times in a day");
    expect((await take(second, { caseId: scene.caseId, format: "json" })).statusCode).toBe(200);
    await wipe();
    expect((await take(first, { caseId: scene.caseId, format: "json" })).statusCode).toBe(200);
    await wipe();
  });

  it("D3, D4: holds less from the day on which a right ends, and is closed to an adult who stands nowhere any more or was signed out", async () => {
    const [mother, father] = [await cookieOf(scene, scene.adultA), await cookieOf(scene, scene.adultB)];
    const notes = async () => dataOf((await take(mother, { caseId: scene.caseId, format: "json" })).body).sections.find((one) => one.part === "notes")?.rows.length ?? 0;
    const shown = async () => (await call(server, mother, "GET", `/api/cases/${scene.caseId}/record`)).body.blocks.length;
    const before = await notes();
    await operatorDoes(scene, (tx) => sql`update authorities set valid_to = '2026-11-19' where id = ${scene.authorityId}`.execute(tx));
    const after = await notes();
    expect([after, after < before]).toEqual([await shown(), true]);
    expect((await take(father, { caseId: scene.caseId, format: "json" })).body).toContain("Told by Bo alone.");
    await operatorDoes(scene, (tx) => sql`update case_people set valid_to = '2026-11-19' where case_id = ${scene.caseId} and person_id = ${scene.adultB}`.execute(tx));
    await server.fresh.asOwner((client) => client.query("update dyad.sign_ins set ended_at = now() where account_id in (select account_id from dyad.memberships where person_id = $1)", [scene.adultA]));
    for (const cookie of [father, mother]) {
      const closed = await take(cookie, { caseId: scene.caseId, format: "json" });
      expect([closed.headers["content-disposition"], closed.body.includes("/portal/link"), closed.body.includes("Told by")]).toEqual([undefined, true, false]);
      expect((await counted(cookie, scene.caseId)).status).toBe(401);
    }
  });
});
