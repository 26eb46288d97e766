import fs from "node:fs";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect } from "vitest";
import { adultAccount, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";

/** The server, a case of an agency and one of another, and who asks; there once `setUpDocuments` ran. */
export let server: TestServer;
export let scene: Scene;
export let others: Scene;
export let port: number;
export let cookies: Record<"clinician" | "supervisor" | "frontDesk" | "director" | "biller" | "adultA" | "adultB" | "spare" | "theirs", string>;
export let supervisor: StaffActor;
export const OCTETS = { "content-type": "application/octet-stream" };

/** Puts them there for the tests of a file. */
export function setUpDocuments(): void {
  beforeAll(async () => {
    server = await startServer();
    await server.app.listen({ port: 0, host: "127.0.0.1" });
    port = (server.app.server.address() as AddressInfo).port;
    scene = await makeScene(server, "ours");
    others = await makeScene(server, "theirs");
    const staff = (role: "supervisor" | "front_desk" | "administrator" | "biller", of = scene) => makeStaff(server.fresh, of.agency, { roles: [role] });
    supervisor = await staff("supervisor");
    await operatorDoes(scene, async (tx) => {
      for (const staffId of [scene.clinician.staffId]) await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${scene.caseId}, ${staffId}, 'assigned', ${tx.today}) on conflict do nothing`.execute(tx);
      await sql`insert into supervisions (agency_id, supervisor_id, clinician_id, valid_from) values (${tx.actor.agencyId}, ${supervisor.staffId}, ${scene.clinician.staffId}, ${tx.today})`.execute(tx);
    });
    cookies = {
      clinician: await scene.cookieOf(scene.clinician),
      supervisor: await scene.cookieOf(supervisor),
      frontDesk: await scene.cookieOf(await staff("front_desk")),
      director: await scene.cookieOf(await staff("administrator")),
      biller: await scene.cookieOf(await staff("biller")),
      spare: await scene.cookieOf(scene.spare),
      adultA: await scene.cookieOf(await adultAccount(scene, scene.adultA)),
      adultB: await scene.cookieOf(await adultAccount(scene, scene.adultB)),
      theirs: await others.cookieOf(await staff("administrator", others)),
    };
  }, 60_000);
  afterAll(() => server.close());
}

export type Who = keyof typeof cookies;
export const send = (who: Who, bytes: Buffer) => call(server, cookies[who], "POST", "/api/files", bytes, OCTETS);
export async function received(who: Who, bytes: Buffer): Promise<string> {
  const answer = await send(who, bytes);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.fileId;
}
export const ofChart = { kind: "letter", title: "A letter, MARKER", class: "child_chart", ownerPersonId: null };
export const add = (who: Who, body: Record<string, unknown>) => call(server, cookies[who], "POST", `/api/cases/${scene.caseId}/documents`, body);
export async function added(who: Who, bytes: Buffer, body: Record<string, unknown> = ofChart): Promise<string> {
  const answer = await add(who, { ...body, fileId: await received(who, bytes) });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.documentId;
}
export const open = (who: Who, documentId: string) => call(server, cookies[who], "GET", `/api/cases/${scene.caseId}/documents/${documentId}/content`);
export const list = async (who: Who) => (await call(server, cookies[who], "GET", `/api/cases/${scene.caseId}/documents`)).body.documents as { documentId: string; title: string; removed: { why: string } | null; supersedes: string | null; supersededBy: string | null }[];
export const whoOpens = async (documentId: string) => {
  const found: Who[] = [];
  for (const who of Object.keys(cookies) as Who[]) {
    const [opened, listed] = [await open(who, documentId), await call(server, cookies[who], "GET", `/api/cases/${scene.caseId}/documents`)];
    expect([200, 404], `${who}: ${opened.text}`).toContain(opened.status);
    expect(listed.text.includes(documentId), `${who}: the list and the file agree`).toBe(opened.status === 200);
    if (opened.status === 200) found.push(who);
    else expect(opened.body.code).toBe("not_found");
  }
  return found.sort();
};
export const filesOnDisk = () => fs.readdirSync(path.join(server.services.dataDirectory, "files"), { recursive: true, encoding: "utf8" }).filter((name) => /[0-9a-f-]{36}$/.test(name));
export const placeOf = (fileId: string) => path.join(server.services.dataDirectory, "files", fileId.slice(-2), fileId);
