import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect } from "vitest";
import { textToSign } from "#features/consent/handlers.ts";
import type { VideoPurpose } from "#features/consent/contract.ts";
import { insertConsent } from "#features/consent/store.ts";
import { insertAuthority } from "#features/people/store.ts";
import { putSession } from "../../../test/access/content.ts";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { type Answer, call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

// A family whose adult agreed to video, a session of theirs that was held, and everybody who might try to watch.

export let server: TestServer;
export let scene: Scene;
export let others: Scene;
export let origin: string;
export let consentId: string;
export let authorityId: string;
export let sessionId: string;
export let staff: Record<"supervisor" | "colleague" | "faculty" | "elsewhere", StaffActor>;
export let cookies: Record<"clinician" | "supervisor" | "colleague" | "spare" | "faculty" | "elsewhere" | "otherFaculty" | "director" | "privacy" | "adultA" | "theirs" | "trainee", string>;
export type Who = keyof typeof cookies;
export const END = "2026-12-31";

/** Adult A says yes or no to video on the day of the tests. */
export const answerVideo = (of: Scene, right: string, { answer = "yes", purposes = ["supervision", "consultation", "training_review"], validTo = END, signerId = of.adultA }: { answer?: "yes" | "no"; purposes?: VideoPurpose[]; validTo?: string | null; signerId?: string } = {}) =>
  operatorDoes(of, async (tx) => {
    const { lines, textHash, version } = textToSign(tx, of.server, { kind: "video", language: "en", validTo, purposes });
    return insertConsent(tx, { caseId: of.caseId, kind: "video", answer, authorityId: right, signerId, signerOrganization: null, signedName: "Ana Made-Up", validFrom: tx.today, validTo, purposes, wordsVersion: version, language: "en", way: "here", documentId: null, witness: "", effort: "", lines, textHash });
  });
/** A session that was held, to which the child and adult A came. */
export const newHeld = (of: Scene, hour = 9) =>
  operatorDoes(of, async (tx) => {
    const id = await putSession(tx, of.caseId, of.clinician.staffId, hour);
    await sql`insert into attendances (agency_id, session_id, person_id, case_id, part, status) values (${tx.actor.agencyId}, ${id}, ${of.adultA}, ${of.caseId}, 'caregiver', 'present')`.execute(tx);
    await sql`update sessions set status = 'held' where id = ${id}`.execute(tx);
    return id;
  });
/** The right to say yes to video for the child. */
export const videoRight = (of: Scene, holderId = of.adultA) => operatorDoes(of, (tx) => insertAuthority(tx, of.caseId, { holderId, holderOrganization: null, kind: "parent", document: "an order of the tests", scopes: ["video"], limits: "", validFrom: tx.today, validTo: null } as never));

export function setUpRecordings(environment: Record<string, string> = {}): void {
  beforeAll(async () => {
    server = await startServer({ environment });
    await server.app.listen({ port: 0, host: "127.0.0.1" });
    origin = `http://127.0.0.1:${(server.app.server.address() as AddressInfo).port}`;
    scene = await makeScene(server, "ours");
    others = await makeScene(server, "theirs");
    const one = (roles: Parameters<typeof makeStaff>[2], of = scene) => makeStaff(server.fresh, of.agency, roles);
    staff = { supervisor: await one({ roles: ["supervisor"] }), colleague: await one({ roles: ["clinician"], name: "Colleague" }), faculty: await one({ roles: ["faculty"] }), elsewhere: await one({ roles: ["faculty"], name: "Faculty Elsewhere" }, others) };
    await operatorDoes(scene, async (tx) => {
      await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${scene.caseId}, ${scene.clinician.staffId}, 'assigned', ${tx.today}) on conflict do nothing`.execute(tx);
      await sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) values (${tx.actor.agencyId}, ${staff.supervisor.staffId}, ${scene.clinician.staffId}, ${tx.today})`.execute(tx);
    });
    authorityId = await videoRight(scene);
    consentId = await answerVideo(scene, authorityId);
    sessionId = await newHeld(scene);
    cookies = {
      clinician: await scene.cookieOf(scene.clinician), supervisor: await scene.cookieOf(staff.supervisor), colleague: await scene.cookieOf(staff.colleague), spare: await scene.cookieOf(scene.spare), trainee: await scene.cookieOf(scene.trainee),
      faculty: await scene.cookieOf(staff.faculty), elsewhere: await others.cookieOf(staff.elsewhere), otherFaculty: await others.cookieOf(await one({ roles: ["faculty"] }, others)), director: await scene.cookieOf(await one({ roles: ["administrator"] })),
      privacy: await scene.cookieOf(await one({ roles: ["privacy_officer"] })), adultA: await scene.cookieOf(await adultAccount(scene, scene.adultA)), theirs: await others.cookieOf(await one({ roles: ["administrator", "supervisor", "clinician"] }, others)),
    };
  }, 60_000);
  afterAll(() => server.close());
}

/** Bytes that begin as a WebM does; the rest is at random. */
export function madeUpVideo(bytes: number): Buffer {
  const made = randomBytes(bytes);
  Buffer.from([0x1a, 0x45, 0xdf, 0xa3, 0x9f, 0x42, 0x86, 0x81, 0x01, 0x42, 0xf7, 0x81, 0x01, 0x42, 0xf2, 0x81, 0x04, 0x42, 0xf3, 0x81, 0x08, 0x42, 0x82, 0x84, 0x77, 0x65, 0x62, 0x6d]).copy(made);
  return made;
}
export const digest = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
export const ask = (who: Who, method: string, address: string, body?: unknown): Promise<Answer> => call(server, cookies[who], method, `/api/recordings${address}`, body);
export const beginning = (bytes: number, more: Record<string, unknown> = {}) => ({ sessionId, name: "visit.webm", bytes: String(bytes), fingerprint: "0".repeat(64), purposes: ["supervision", "consultation", "training_review"], ...more });
export async function begun(bytes: number, more: Record<string, unknown> = {}): Promise<string> {
  const answer = await ask("clinician", "POST", "", beginning(bytes, more));
  expect(answer.status, answer.text).toBe(200);
  return answer.body.recordingId;
}
export type Patched = { status: number; offset: number; text: string };
export async function patch(who: Who, recordingId: string, offset: number, bytes: Uint8Array): Promise<Patched> {
  const answer = await fetch(`${origin}/api/recordings/${recordingId}/upload`, { method: "PATCH", headers: { cookie: cookies[who], "content-type": "application/offset+octet-stream", "upload-offset": String(offset) }, body: new Uint8Array(bytes) });
  return { status: answer.status, offset: Number(answer.headers.get("upload-offset") ?? "-1"), text: await answer.text() };
}
export async function offsetOf(recordingId: string): Promise<number> {
  const answer = await fetch(`${origin}/api/recordings/${recordingId}/upload`, { method: "HEAD", headers: { cookie: cookies.clinician } });
  return Number(answer.headers.get("upload-offset") ?? "-1");
}
/** Sent in, whole and proved. */
export async function sent(bytes: Buffer, more: Record<string, unknown> = {}): Promise<string> {
  const recordingId = await begun(bytes.length, more);
  expect(await patch("clinician", recordingId, 0, bytes)).toMatchObject({ status: 204, offset: bytes.length });
  const answer = await ask("clinician", "POST", `/${recordingId}/finish`, { sha256: digest(bytes) });
  expect(answer.status, answer.text).toBe(200);
  return recordingId;
}
export async function range(who: Who, recordingId: string, header: string | null, more: Record<string, string> = {}): Promise<{ status: number; bytes: Buffer; headers: Headers }> {
  const answer = await fetch(`${origin}/api/recordings/${recordingId}/video`, { headers: { cookie: cookies[who], ...(header === null ? {} : { range: header }), ...more } });
  return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()), headers: answer.headers };
}
export const keyFile = (recordingId: string) => path.join(server.services.dataDirectory, "recording-keys", recordingId);
export const sealedFile = (recordingId: string) => path.join(server.services.dataDirectory, "recordings", recordingId);
export const lies = (recordingId: string) => [keyFile(recordingId), sealedFile(recordingId)].map((file) => fs.existsSync(file));
