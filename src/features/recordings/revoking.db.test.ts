import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { row, rows } from "#database/actor.ts";
import { textToSign } from "#features/consent/handlers.ts";
import { insertAsk } from "#features/consent/signing.store.ts";
import { backupCommand } from "#main/cli/backup.ts";
import { restoreCommand } from "#main/cli/restore.ts";
import { openKeyRing } from "#server/keyRing.ts";
import { openRecordings } from "#server/recordingFolder.ts";
import { operatorDoes } from "../../../test/access/scene.ts";
import { call } from "../../../test/access/server.ts";
import { makeElsewhere } from "../../../test/support/elsewhere.ts";
import { TEST_SECRET, testKeys } from "../../../test/support/keys.ts";
import { sweepRecordings } from "./jobs.ts";
import { answerVideo, ask, authorityId, begun, cookies, digest, END, keyFile, lies, madeUpVideo, origin, patch, range, scene, sealedFile, sent, server, setUpRecordings, staff } from "./recordings.test-support.ts";

setUpRecordings();
const elsewhere = makeElsewhere(TEST_SECRET);
afterAll(() => elsewhere.clear());

const withdraw = (consentId: string) => call(server, cookies.clinician, "POST", `/api/cases/${scene.caseId}/consents/${consentId}/withdraw`, {});
const stateOf = (recordingId: string) => operatorDoes(scene, (tx) => row<{ why: string | null; gone: boolean; name: string; sealed: string }>(tx, sql`select ended_why as why, key_gone_at is not null as gone, name, encode(sealed_sha256, 'hex') as sealed from recordings where id = ${recordingId}`));
const proofs = (recordingId: string) => operatorDoes(scene, (tx) => rows<{ details: Record<string, string> }>(tx, sql`select details from audit_entries where procedure = 'recordings.destroyed' and subject_id = ${recordingId}`));
const copyOf = (from: string, name: string) => (fs.cpSync(from, elsewhere.fileOf(name), { recursive: true }), elsewhere.fileOf(name));
/** All that lies in the folder of data, as somebody would copy the disk; opened with the same secret key. */
const tryCopy = (name: string, recordingId: string, bytes: number, keys = testKeys()) => {
  const folder = openRecordings({ folder: path.join(elsewhere.fileOf(name), "recordings"), keyFolder: path.join(elsewhere.fileOf(name), "recording-keys"), keys });
  return folder.prove({ agencyId: scene.agency.agencyId, recordingId, bytes }).then(() => "opens", (error: Error) => error.message);
};

describe("C6: a consent that is taken back", () => {
  it("ends the recording in the same act: every link answers 410, key and bytes are gone, in the ring too, and the proof stays", async () => {
    const bytes = madeUpVideo(900_000);
    const recordingId = await sent(bytes);
    await ask("clinician", "POST", `/${recordingId}/reviewers`, { staffId: staff.colleague.staffId, purpose: "consultation", until: "2026-12-05" });
    await ask("colleague", "POST", `/${recordingId}/comments`, { atMs: 1, words: "MARKER-SAID" });
    const sealed = digest(fs.readFileSync(sealedFile(recordingId)));
    const wrapped = fs.readFileSync(keyFile(recordingId));
    const { consentId } = (await call(server, cookies.clinician, "GET", `/api/cases/${scene.caseId}/consents`)).body.consents.find((one: { kind: string }) => one.kind === "video");
    expect((await withdraw(consentId)).status).toBe(200);
    // Answered: then it is done.
    expect(lies(recordingId)).toEqual([false, false]);
    expect(() => testKeys().unwrap(recordingId, `recording/${scene.agency.agencyId}/${recordingId}`, wrapped)).toThrow("destroyed");
    for (const who of ["clinician", "supervisor", "colleague"] as const) {
      expect((await range(who, recordingId, "bytes=0-99")).status, who).toBe(410);
      expect((await ask(who, "GET", `/${recordingId}`)).status, who).toBe(410);
    }
    expect(await stateOf(recordingId)).toEqual({ why: "consent", gone: true, name: "", sealed });
    expect(await proofs(recordingId)).toMatchObject([{ details: { why: "consent", sealedSha256: sealed } }]);
    expect((await ask("clinician", "GET", "")).body.recordings.find((one: { recordingId: string }) => one.recordingId === recordingId)).toMatchObject({ state: "ended", endedWhy: "consent" });
    expect((await ask("clinician", "POST", "", { sessionId: "00000000-0000-4000-8000-000000000000", name: "", bytes: "1", fingerprint: "0".repeat(64), purposes: ["supervision"] })).status).toBe(404);
  });

  it("by the adult alone in the portal, or by a later no, does the same; an upload that is on its way ends too", async () => {
    server.fresh.clock.set("2026-11-20T15:00:10Z");
    const consentId = await answerVideo(scene, authorityId);
    const [recordingId, coming] = [await sent(madeUpVideo(200_000)), await begun(400_000)];
    await patch("clinician", coming, 0, madeUpVideo(131_072));
    const taken = await call(server, cookies.adultA, "POST", `/api/cases/${scene.caseId}/own-consents/${consentId}/take-back`, {});
    expect(taken.status, taken.text).toBe(200);
    expect([lies(recordingId), lies(coming)]).toEqual([[false, false], [false, false]]);
    expect((await patch("clinician", coming, 131_072, madeUpVideo(100))).status).toBe(410);

    server.fresh.clock.set("2026-11-20T15:00:20Z");
    await answerVideo(scene, authorityId);
    const second = await sent(madeUpVideo(200_000));
    server.fresh.clock.set("2026-11-20T15:00:30Z");
    const askId = (await operatorDoes(scene, (tx) => insertAsk(tx, { caseId: scene.caseId, personId: scene.adultA, kind: "video", language: "en", validTo: END, purposes: ["supervision"] })))!;
    const { textHash } = textToSign({ today: "2026-11-20" }, server, { kind: "video", language: "en", validTo: END, purposes: ["supervision"] });
    const shown = await call(server, cookies.adultA, "GET", `/api/cases/${scene.caseId}/consent-asks/${askId}/text`);
    expect(shown.text).toContain("The videos may be watched for: supervision.");
    const said = await call(server, cookies.adultA, "POST", `/api/cases/${scene.caseId}/consent-asks/${askId}/sign`, { language: "en", answer: "no", signedName: "Ana", textHash });
    expect(said.status, said.text).toBe(200);
    expect(lies(second)).toEqual([false, false]);
    expect((await range("clinician", second, "bytes=0-9")).status).toBe(410);
  });

  it("cuts off whoever is playing it in that moment", async () => {
    server.fresh.clock.set("2026-11-20T15:01:00Z");
    const consentId = await answerVideo(scene, authorityId);
    const bytes = madeUpVideo(30_000_000);
    const recordingId = await sent(bytes);
    const { hostname, port } = new URL(origin);
    const { received, ended } = await new Promise<{ received: number; ended: string }>((resolve) => {
      let received = 0;
      http.get({ hostname, port, path: `/api/recordings/${recordingId}/video`, agent: false, headers: { cookie: cookies.clinician } }, (answer) => {
        answer.once("data", (first: Buffer) => {
          received += first.length;
          answer.pause();
          void withdraw(consentId).then(() => {
            answer.on("data", (more: Buffer) => (received += more.length));
            answer.resume();
          });
        });
        answer.on("end", () => resolve({ received, ended: "whole" }));
        answer.on("error", () => resolve({ received, ended: "cut off" }));
      });
    });
    expect(ended).toBe("cut off");
    expect(received).toBeLessThan(bytes.length);
    expect((await range("clinician", recordingId, "bytes=20000000-")).status).toBe(410);
  });

  it("leaves nothing to play in a backup, made before or after, nor in a copy of the disk made after; one from before opens only with the folder of keys of then", async () => {
    server.fresh.clock.set("2026-11-20T15:02:00Z");
    const consentId = await answerVideo(scene, authorityId);
    const bytes = madeUpVideo(1_000_000);
    const recordingId = await sent(bytes);
    const data = server.services.dataDirectory;
    const environment = elsewhere.environmentOf(server.fresh.ownerConfig.database!, data);
    const back = async (name: string) => expect(await elsewhere.run(backupCommand, [elsewhere.fileOf(name)], environment)).toMatchObject({ exit: 0 });
    await back("before.backup");
    const before = copyOf(data, "disk-before");
    expect((await withdraw(consentId)).status).toBe(200);
    await back("after.backup");
    copyOf(data, "disk-after");
    for (const name of ["before", "after"]) {
      const [database, place] = [await elsewhere.emptyDatabase(), elsewhere.dataOf(`restored-${name}`)];
      expect(await elsewhere.run(restoreCommand, [elsewhere.fileOf(`${name}.backup`)], elsewhere.environmentOf(database, place))).toMatchObject({ exit: 0 });
      expect(fs.readdirSync(place, { recursive: true, encoding: "utf8" }).filter((one) => one.includes(recordingId))).toEqual([]);
      expect(await tryCopy(`restored-${name}`, recordingId, bytes.length)).toBe("the recording is gone");
    }
    expect(await tryCopy("disk-after", recordingId, bytes.length)).toBe("the recording is gone");
    // Whoever copied both disks before, and goes on using the ring of today, opens nothing either: its key is out of the ring.
    expect(await tryCopy("disk-before", recordingId, bytes.length)).toBe("the recording is gone");
    // What remains: a copy of both folders from before, with the ring as it was. Dyad cannot reach it; the operating pages say so.
    const ringOfThen = openKeyRing(elsewhere.dataOf("ring-of-then"), { kind: "given", key: TEST_SECRET, before: null });
    expect(await tryCopy("disk-before", recordingId, bytes.length, ringOfThen)).toBe("opens");
    // Without its key the sealed file is of no use, and the key lies in the folder of keys alone.
    fs.rmSync(path.join(before, "recording-keys"), { recursive: true });
    expect(await tryCopy("disk-before", recordingId, bytes.length, ringOfThen)).toBe("the recording is gone");
  }, 60_000);
});

it("what is over by its day, never came whole for a week, or is nobody's is destroyed by the job, each with its proof", async () => {
  server.fresh.clock.set("2026-11-20T15:03:00Z");
  await answerVideo(scene, authorityId);
  const [short, long, unfinished] = [await sent(madeUpVideo(100_000), { keepUntil: "2026-11-21" }), await sent(madeUpVideo(100_000)), await begun(100_000)];
  await sweepRecordings(server.services);
  expect([lies(short), lies(long), lies(unfinished)].flat()).not.toContain(false);
  const nobodys = "0193a000-0000-7000-8000-000000000001";
  fs.copyFileSync(keyFile(long), keyFile(nobodys));
  fs.utimesSync(keyFile(nobodys), new Date(0), new Date(0));
  server.fresh.clock.set("2026-11-28T15:00:00Z");
  await sweepRecordings(server.services);
  expect([lies(short), lies(long), lies(unfinished), fs.existsSync(keyFile(nobodys))]).toEqual([[false, false], [true, true], [false, false], false]);
  expect([(await stateOf(short))!.why, (await stateOf(unfinished))!.why]).toEqual(["date", "unfinished"]);
  expect((await proofs(short))[0]!.details).toMatchObject({ why: "date", sealedSha256: (await stateOf(short))!.sealed });
  // A process that ended between the commit and the keys: the next look finds it.
  await operatorDoes(scene, (tx) => sql`update consents set withdrawn_on = ${tx.today} where kind = 'video' and withdrawn_on is null and answer = 'yes'`.execute(tx));
  expect(lies(long)).toEqual([true, true]);
  await sweepRecordings(server.services);
  expect(lies(long)).toEqual([false, false]);
  server.fresh.clock.set("2026-11-20T15:04:00Z");
});
