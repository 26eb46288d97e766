import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row, rows } from "#database/actor.ts";
import { batchReady, textOfBatch } from "#features/claims/batches.handlers.ts";
import { captureNow, insure, makeBilling, payerWithCode, signedSession } from "../../../test/access/claims.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { acting, makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { lookIntoFolder } from "./looking.handlers.ts";
import { answer999 } from "./mock.x12.ts";

// The folder of a clearing house's client and the made-up clearing house, on the real database.

const root = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-clearing-"));
let server: TestServer;
let scene: Scene;
let other: Scene;
let biller: StaffActor;
let cookie: string;
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T22:00:00Z", demo: "1", environment: { DYAD_CLEARING_FOLDER: root } });
  scene = await makeScene(server, "ours");
  other = await makeScene(server, "theirs");
  ({ biller } = await makeBilling(scene));
  cookie = await signedIn(server, biller);
  await insure(scene, await payerWithCode(scene, { isMedicaid: true, filingCode: "MC" }), { memberNumber: "70000777" });
});
afterAll(async () => {
  await server.close();
  fs.rmSync(root, { recursive: true, force: true });
});

const at = (...parts: string[]) => path.join(root, scene.agency.slug, ...parts);
const look = () => lookIntoFolder(server.services, scene.agency);
const lookTwice = async () => (await look(), look());
const status = async () => (await call(server, cookie, "GET", "/api/clearing")).body;
const post = (batchId: string, what: string, as = cookie) => call(server, as, "POST", `/api/clearing/files/${batchId}/${what}`, {});
let day = 1;
/** A file of one claim. */
async function written(): Promise<string> {
  await signedSession(scene, `2026-11-${String((day += 1)).padStart(2, "0")}`);
  await captureNow(scene);
  return (await acting(scene.place, biller, (tx) => batchReady(tx, { services: server.services, language: "en" })))[0]!.batchId;
}
const textOf = async (batchId: string) => (await acting(scene.place, biller, (tx) => textOfBatch(tx, batchId))).parts.join("");
const states = async (batchId: string) => (await operatorDoes(scene, (tx) => rows<{ state: string }>(tx, sql`select state from claims where batch_id = ${batchId}`))).map((one) => one.state);
const jobsNamed = async (procedure: string) => (await operatorDoes(scene, (tx) => row<{ count: number }>(tx, sql`select count(*)::integer as count from audit_entries where procedure = ${procedure}`)))!.count;

describe("a file of claims is handed to the clearing house (A14)", () => {
  it("is marked as sent and lies in the folder, for its owner alone, under a name that says nothing of a family", async () => {
    const batchId = await written();
    expect((await status()).files[0]).toMatchObject({ batchId, sentAt: null, asked: "no", answers: null });
    expect((await post(batchId, "hand-on")).body).toEqual({ claims: 1 });
    expect(await states(batchId)).toEqual(["sent"]);
    const [name, ...more] = fs.readdirSync(at("out"));
    expect([name, more]).toEqual([expect.stringMatching(/^837P-\d{9}\.x12$/), []]);
    expect(fs.readFileSync(at("out", name!), "latin1")).toBe(await textOf(batchId));
    expect(fs.statSync(at("out", name!)).mode & 0o777).toBe(0o600);
    expect((await status()).files[0]).toMatchObject({ batchId, asked: "laid" });
    expect((await post(batchId, "hand-on")).status).toBe(409);
    expect(fs.readdirSync(path.join(root)).includes(other.agency.slug)).toBe(false);
  });
  it("is laid there by the next look where it could not be at once, and never twice", async () => {
    const batchId = await written();
    fs.renameSync(at(), `${at()}-gone`);
    fs.writeFileSync(at(), "no folder");
    expect((await post(batchId, "hand-on")).status).toBe(200);
    expect((await status()).files[0]).toMatchObject({ batchId, asked: "waits" });
    await expect(look()).rejects.toThrow("no folder");
    expect((await status()).look).toMatchObject({ isReached: false });
    fs.rmSync(at());
    fs.renameSync(`${at()}-gone`, at());
    expect(await look()).toMatchObject({ handed: 1, failed: 0 });
    expect(await look()).toMatchObject({ handed: 0 });
    expect((await status()).files[0]).toMatchObject({ batchId, asked: "laid" });
    expect(fs.readdirSync(at("out"))).toHaveLength(2);
    expect(await jobsNamed("clearing.handOut")).toBe(2);
  });
  it("is met again where a crash came between the folder and its note: the same bytes are known", async () => {
    await operatorDoes(scene, (tx) => sql`update clearing_handed set handed_at = null`.execute(tx));
    expect(await look()).toMatchObject({ handed: 2, failed: 0 });
    expect(fs.readdirSync(at("out"))).toHaveLength(2);
  });
  it("is handed by the biller alone, and by nobody of another agency", async () => {
    const batchId = await written();
    const director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"] });
    expect((await post(batchId, "hand-on", await signedIn(server, director))).status).toBe(403);
    const theirs = await makeStaff(other.place, other.agency, { roles: ["biller"] });
    expect((await post(batchId, "hand-on", await signedIn(server, theirs))).status).toBe(404);
    expect((await call(server, await signedIn(server, theirs), "GET", "/api/clearing")).body.files).toEqual([]);
    expect(await states(batchId)).toEqual(["batched"]);
  });
});

describe("what comes into the folder is taken in (A13)", () => {
  it("once it is whole: moved after it is committed, and the same bytes again change nothing", async () => {
    const batchId = (await status()).files.find((one: { sentAt: string | null }) => one.sentAt !== null).batchId;
    const answer = answer999(await textOf(batchId), { day: "20261120", time: "1700" });
    fs.writeFileSync(at("in", "ANSWER FOR SAMPLE FAMILY.999"), answer);
    expect(await look()).toMatchObject({ taken: 0, unfinished: 1 });
    expect(await look()).toMatchObject({ taken: 1, unfinished: 0 });
    expect(await states(batchId)).toEqual(["acknowledged"]);
    expect([fs.readdirSync(at("in")), fs.readdirSync(at("done")).length]).toEqual([[], 1]);
    fs.writeFileSync(at("in", "again.999"), answer);
    expect(await lookTwice()).toMatchObject({ taken: 0, known: 1 });
    expect(await jobsNamed("clearing.takeIn")).toBe(2);
  });
  it("what cannot be read goes to the refused, with its faults kept; what is no file is not even opened, and its name is not kept", async () => {
    fs.writeFileSync(at("in", "noise.835"), "this is no file of a payer");
    fs.symlinkSync("/etc/hostname", at("in", "ROSA SAMPLECHILD.835"));
    const looked = await lookTwice();
    expect(looked).toMatchObject({ refused: 1, failed: 0 });
    expect([fs.readdirSync(at("in")), fs.readdirSync(at("refused")).length]).toEqual([[], 2]);
    const { refused } = await status();
    expect(refused).toEqual([{ mark: expect.stringMatching(/^20261120-[0-9a-f]{8}$/), why: "link", refusedAt: expect.any(String) }]);
    expect(server.logged.join("\n")).not.toMatch(/SAMPLECHILD|SAMPLE FAMILY/);
  });
  it("the administrator's check says that something was refused (A3)", async () => {
    const director = await makeStaff(scene.place, scene.agency, { roles: ["administrator"] });
    const { checks } = (await call(server, await signedIn(server, director), "GET", "/api/check")).body;
    expect(checks.find((one: { key: string }) => one.key === "clearing")).toMatchObject({ state: "unsafe", means: expect.stringContaining(": 2.") });
  });
});

describe("the made-up clearing house answers in the demo (A13, A14)", () => {
  it("step by step, from the file to the ledger; then nothing is open", async () => {
    const batchId = await written();
    expect((await post(batchId, "mock-answer")).status).toBe(422);
    await post(batchId, "hand-on");
    const stages: string[] = [];
    for (const expected of ["acknowledged", "accepted", "closed"]) {
      stages.push((await post(batchId, "mock-answer")).body.stage);
      expect(await states(batchId)).toEqual([expected]);
    }
    expect(stages).toEqual(["999", "277CA", "835"]);
    expect((await post(batchId, "mock-answer")).status).toBe(422);
    expect(await operatorDoes(scene, (tx) => row(tx, sql`select sum(cents)::integer as cents from ledger_lines where account = 'cash'`))).toEqual({ cents: 3680 });
  });
  it("nowhere else: without the demo there is none", async () => {
    const { demo } = server.services;
    server.services.demo = "0";
    const batchId = (await status()).files[0].batchId;
    expect((await status()).mock).toBe("off");
    expect((await post(batchId, "mock-answer")).status).toBe(404);
    server.services.demo = demo;
  });
});
