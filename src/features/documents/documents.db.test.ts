import fs from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { rows } from "#database/actor.ts";
import { insertPart2Consent } from "#features/people/store.ts";
import { insertCredential } from "#features/workforce/store.ts";
import { call, startServer, type TestServer } from "../../../test/access/server.ts";
import { adultAccount, countRows, makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { makeStaff, type StaffActor } from "../../../test/support/agency.ts";
import { madeUpJpeg, madeUpPdf, madeUpPng } from "../../../test/support/paper.ts";
import { MOST_FILE_BYTES } from "./contract.ts";
import { findDamaged, findLeftOver, LEFT_OVER, sweepFiles } from "./jobs.ts";
import { receive } from "./receiving.handlers.ts";

let server: TestServer;
let scene: Scene;
let others: Scene;
let port: number;
let cookies: Record<"clinician" | "supervisor" | "frontDesk" | "director" | "biller" | "adultA" | "adultB" | "spare" | "theirs", string>;
let supervisor: StaffActor;
const OCTETS = { "content-type": "application/octet-stream" };

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

type Who = keyof typeof cookies;
const send = (who: Who, bytes: Buffer) => call(server, cookies[who], "POST", "/api/files", bytes, OCTETS);
async function received(who: Who, bytes: Buffer): Promise<string> {
  const answer = await send(who, bytes);
  expect(answer.status, answer.text).toBe(200);
  return answer.body.fileId;
}
const ofChart = { kind: "letter", title: "A letter, MARKER", class: "child_chart", ownerPersonId: null };
const add = (who: Who, body: Record<string, unknown>) => call(server, cookies[who], "POST", `/api/cases/${scene.caseId}/documents`, body);
async function added(who: Who, bytes: Buffer, body: Record<string, unknown> = ofChart): Promise<string> {
  const answer = await add(who, { ...body, fileId: await received(who, bytes) });
  expect(answer.status, answer.text).toBe(200);
  return answer.body.documentId;
}
const open = (who: Who, documentId: string) => call(server, cookies[who], "GET", `/api/cases/${scene.caseId}/documents/${documentId}/content`);
const list = async (who: Who) => (await call(server, cookies[who], "GET", `/api/cases/${scene.caseId}/documents`)).body.documents as { documentId: string; title: string; removed: { why: string } | null; supersedes: string | null; supersededBy: string | null }[];
const whoOpens = async (documentId: string) => {
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
const filesOnDisk = () => fs.readdirSync(path.join(server.services.dataDirectory, "files"), { recursive: true, encoding: "utf8" }).filter((name) => /[0-9a-f-]{36}$/.test(name));
const placeOf = (fileId: string) => path.join(server.services.dataDirectory, "files", fileId.slice(-2), fileId);

describe("A file that is sent", () => {
  it("comes back as it was, to be kept and never shown, under a name that says nothing (law 5)", async () => {
    const bytes = madeUpPdf("MARKER-IN-IT");
    const documentId = await added("clinician", bytes, { ...ofChart, datedOn: "2026-03-04" });
    const answer = await server.app.inject({ method: "GET", url: `/api/cases/${scene.caseId}/documents/${documentId}/content`, headers: { cookie: cookies.clinician } });
    expect(answer.rawPayload.equals(bytes)).toBe(true);
    expect(answer.headers).toMatchObject({ "content-type": "application/pdf", "content-length": String(bytes.length), "content-disposition": 'attachment; filename="document-2026-03-04.pdf"', "x-content-type-options": "nosniff", "cache-control": "no-store" });
    expect(fs.readFileSync(placeOf(documentId)).includes("MARKER")).toBe(false);
    const trail = await operatorDoes(scene, (tx) => rows<{ action: string; case_id: string }>(tx, sql`select action, case_id from audit_entries where procedure = 'documents.open' and subject_id = ${documentId} and outcome = 'done'`));
    expect(trail).toEqual([{ action: "read", case_id: scene.caseId }]);
  });

  it("is told by its bytes: a page, a drawing that runs, a phone's own photo, an empty and a broken one are refused in the reader's language", async () => {
    const before = [await countRows(scene), filesOnDisk()];
    const html = Buffer.from("<!doctype html><script>alert(1)</script>");
    for (const [bytes, status, code, english, spanish] of [
      [html, 415, "wrong_type", /not a PDF/, /no es un PDF/],
      [Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), 415, "wrong_type", /not a PDF/, /no es un PDF/],
      [Buffer.from("\0\0\0\x18ftypheic and so on"), 415, "wrong_type", /HEIC/, /HEIC/],
      [Buffer.alloc(0), 400, "malformed", /empty/, /vacío/],
      [madeUpJpeg("cut").subarray(0, 60), 400, "malformed", /not whole/, /no está completa/],
      [Buffer.concat([madeUpPdf("too much"), Buffer.alloc(MOST_FILE_BYTES)]), 413, "too_large", /25 MB/, /25 MB/],
    ] as const) {
      const answer = await send("clinician", bytes);
      expect([answer.status, answer.body.code]).toEqual([status, code]);
      expect(answer.body.message).toMatch(english);
      expect((await call(server, cookies.clinician, "POST", "/api/files", bytes, { ...OCTETS, "x-dyad-language": "es" })).body.message).toMatch(spanish);
    }
    expect([await countRows(scene), filesOnDisk()]).toEqual(before);
    expect((await call(server, cookies.clinician, "POST", `/api/cases/${scene.caseId}/documents`, html, OCTETS)).status).toBe(415);
  });

  it("may be of the full 25 MB, and loses what a photo says beside its picture", async () => {
    const large = madeUpPng(MOST_FILE_BYTES - 200);
    const documentId = await added("clinician", large);
    const answer = await server.app.inject({ method: "GET", url: `/api/cases/${scene.caseId}/documents/${documentId}/content`, headers: { cookie: cookies.clinician } });
    expect(answer.rawPayload.equals(large)).toBe(true);
    const photo = await send("clinician", madeUpJpeg("PLACE-MARKER"));
    expect(photo.body).toMatchObject({ mediaType: "image/jpeg", cleaned: true });
    const kept = await add("clinician", { ...ofChart, fileId: photo.body.fileId });
    expect((await open("clinician", kept.body.documentId)).text).not.toContain("PLACE-MARKER");
  }, 120_000);

  it("that breaks off on its way leaves no row and no file", async () => {
    const before = [await countRows(scene), filesOnDisk()];
    await new Promise<void>((resolve) => {
      const request = http.request({ port, host: "127.0.0.1", method: "POST", path: "/api/files", headers: { ...OCTETS, cookie: cookies.clinician, "content-length": "1000000" } });
      request.on("error", () => resolve());
      request.on("close", () => resolve());
      request.write(madeUpPng(400_000), () => setTimeout(() => request.destroy(), 150));
    });
    await expect.poll(async () => [await countRows(scene), filesOnDisk()], { timeout: 20_000 }).toEqual(before);
  });

  it("that falls silent on its way is answered after a minute, and one that is refused is not waited for longer", async () => {
    await received("clinician", madeUpPdf("one that came whole"));
    const before = [await countRows(scene), filesOnDisk()];
    async function* silentAfter(bytes: Buffer): AsyncGenerator<Uint8Array> {
      yield bytes;
      await new Promise(() => {});
    }
    const really = globalThis.setTimeout;
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    try {
      for (const [bytes, code] of [[madeUpPdf("silent"), "malformed"], [Buffer.from("<html>and then nothing"), "wrong_type"]] as const) {
        let answered: string | undefined;
        void receive({ services: server.services, actor: scene.clinician }, silentAfter(bytes)).then(() => (answered = "taken"), (error: { code: string }) => (answered = error.code));
        for (let seconds = 0; seconds < 200 && answered === undefined; seconds += 2) {
          await vi.advanceTimersByTimeAsync(2000);
          await new Promise((resolve) => really(resolve, 10));
        }
        expect(answered).toBe(code);
      }
    } finally {
      vi.useRealTimers();
    }
    expect([await countRows(scene), filesOnDisk()]).toEqual(before);
    // Whatever the address and whoever it is: the server itself ends a request that never comes whole, and not one that is slow.
    expect(server.app.server.requestTimeout).toBeGreaterThan(900_000);
  });

  it("is there once, however often it is sent: by the same hand, and with the same bytes in the same place", async () => {
    const bytes = madeUpPdf("twice");
    const fileId = await received("clinician", bytes);
    const first = await add("clinician", { ...ofChart, fileId });
    expect(first.body).toEqual({ documentId: fileId, wasThere: false });
    expect((await add("clinician", { ...ofChart, fileId })).body).toEqual({ documentId: fileId, wasThere: true });
    expect((await add("clinician", { ...ofChart, title: "Chosen again", fileId: await received("clinician", bytes) })).body).toEqual({ documentId: fileId, wasThere: true });
    // In another place it is not there, and that is said.
    const [elsewhere] = await operatorDoes(scene, async (tx) => rows<{ id: string }>(tx, sql`insert into cases (agency_id, id, child_id, opened_on) select agency_id, gen_random_uuid(), child_id, opened_on from cases where id = ${scene.caseId} returning id`));
    await operatorDoes(scene, (tx) => sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${elsewhere!.id}, ${scene.clinician.staffId}, 'assigned', ${tx.today})`.execute(tx));
    expect((await call(server, cookies.clinician, "POST", `/api/cases/${elsewhere!.id}/documents`, { ...ofChart, fileId })).status).toBe(409);
    // Whoever may not read it learns nothing of it, and hers is there once, too.
    const hers = await received("frontDesk", bytes);
    expect((await add("frontDesk", { ...ofChart, fileId: hers })).body).toEqual({ documentId: hers, wasThere: false });
    expect((await add("frontDesk", { ...ofChart, fileId: hers })).body).toEqual({ documentId: hers, wasThere: true });
  });

  it("is not said to be there where it is sent again for other eyes, or was taken out", async () => {
    const fileId = await received("clinician", madeUpPdf("first too open"));
    expect((await add("clinician", { ...ofChart, class: "service", fileId })).body.wasThere).toBe(false);
    for (const body of [ofChart, { ...ofChart, class: "caregiver", ownerPersonId: scene.adultA }, { ...ofChart, class: "caregiver", ownerPersonId: scene.adultA, part2: true }]) {
      const again = await add("clinician", { ...body, fileId });
      expect([again.status, again.body.code], again.text).toEqual([409, "changed_meanwhile"]);
    }
    const hers = await received("frontDesk", madeUpPdf("of the desk, first too open"));
    expect((await add("frontDesk", { ...ofChart, class: "service", fileId: hers })).status).toBe(200);
    expect((await add("frontDesk", { ...ofChart, fileId: hers })).status).toBe(409);
    expect((await call(server, cookies.clinician, "POST", `/api/cases/${scene.caseId}/documents/${fileId}/remove`, { reason: "Too open" })).status).toBe(200);
    expect((await add("clinician", { ...ofChart, class: "service", fileId })).status).toBe(409);
  });

  it("is nobody else's: a file that another sent becomes nothing", async () => {
    const fileId = await received("frontDesk", madeUpPdf("of the desk"));
    expect((await add("clinician", { ...ofChart, fileId })).status).toBe(400);
    expect((await call(server, cookies.theirs, "POST", `/api/cases/${others.caseId}/documents`, { ...ofChart, fileId })).status).toBe(400);
  });
});

describe("Who sees a document (clinical.md section 10)", () => {
  const own = (owner: "adultA" | "adultB", more: Record<string, unknown> = {}) => ({ ...ofChart, class: "caregiver", ownerPersonId: scene[owner], ...more });
  const treats: Who[] = ["clinician", "supervisor"];
  const expects: [string, (() => Record<string, unknown>), Who[]][] = [
    ["the child's chart", () => ofChart, [...treats, "adultA"]],
    ["adult A's own", () => own("adultA"), [...treats, "adultA"]],
    ["adult B's own", () => own("adultB"), [...treats, "adultB"]],
    ["of the relationship with A", () => own("adultA", { class: "relationship" }), [...treats, "adultA"]],
    ["where B lives", () => own("adultB", { class: "address" }), [...treats, "adultB"]],
    ["what the request said", () => ({ ...ofChart, class: "intake" }), [...treats, "adultA", "director", "frontDesk"]],
    ["the service", () => ({ ...ofChart, class: "service" }), [...treats, "biller", "director", "frontDesk"]],
    ["the author's alone", () => ({ ...ofChart, class: "psychotherapy_note" }), ["clinician"]],
    ["of supervision", () => ({ ...ofChart, class: "supervision", counterpartStaffId: supervisor.staffId }), treats],
    ["of a report", () => ({ ...ofChart, class: "report", counterpartStaffId: supervisor.staffId }), treats],
  ];
  it.each(expects)("%s", async (what, body, who) => {
    expect(await whoOpens(await added("clinician", madeUpPdf(what), body()))).toEqual([...who].sort());
  });

  it("what carries the label Part 2 opens to that adult, and by consent", async () => {
    const documentId = await added("clinician", madeUpPdf("part 2"), own("adultA", { part2: true }));
    expect(await whoOpens(documentId)).toEqual(["adultA"]);
    await operatorDoes(scene, (tx) => insertPart2Consent(tx, { caseId: scene.caseId, adultId: scene.adultA, staffId: scene.clinician.staffId }));
    expect(await whoOpens(documentId)).toEqual(["adultA", "clinician"]);
  });

  it("the desk puts there what it cannot read again, and cannot choose what is for those who treat", async () => {
    expect(await whoOpens(await added("frontDesk", madeUpPdf("scanned at the desk"), own("adultB")))).toEqual(["adultB", "clinician", "supervisor"]);
    expect((await add("frontDesk", { ...ofChart, class: "psychotherapy_note", fileId: await received("frontDesk", madeUpPdf("no")) })).status).toBe(400);
    expect((await add("supervisor", { ...ofChart, class: "report", fileId: await received("supervisor", madeUpPdf("no")) })).status).toBe(400);
    expect((await add("clinician", { ...ofChart, class: "caregiver", ownerPersonId: null, fileId: await received("clinician", madeUpPdf("whose")) })).body.fields[0].path).toBe("ownerPersonId");
    expect((await add("clinician", { ...ofChart, class: "caregiver", ownerPersonId: others.adultA, fileId: await received("clinician", madeUpPdf("theirs")) })).body.fields[0].path).toBe("ownerPersonId");
    expect((await add("biller", { ...ofChart, fileId: await received("clinician", madeUpPdf("no")) })).status).toBe(403);
  });

  it("an id that is guessed, of another case, or taken out answers the same", async () => {
    const documentId = await added("clinician", madeUpPdf("taken out"));
    const guessed = await open("clinician", "019a0000-0000-7000-8000-000000000000");
    const elsewhere = await call(server, cookies.theirs, "GET", `/api/cases/${others.caseId}/documents/${documentId}/content`);
    const without = (text: string) => text.replace(/"requestId":"[^"]*"/, "");
    expect([guessed.status, elsewhere.status]).toEqual([404, 404]);
    const removed = await call(server, cookies.clinician, "POST", `/api/cases/${scene.caseId}/documents/${documentId}/remove`, { reason: "Of another family" });
    expect(removed.status, removed.text).toBe(200);
    expect(without((await open("clinician", documentId)).text)).toBe(without(guessed.text));
    expect(without(elsewhere.text)).toBe(without(guessed.text));
    const entry = (await list("clinician")).find((one) => one.documentId === documentId)!;
    expect(entry).toMatchObject({ title: "", removed: { why: "Of another family" } });
    expect((await list("adultA")).some((one) => one.documentId === documentId)).toBe(false);
    expect((await call(server, cookies.clinician, "POST", `/api/cases/${scene.caseId}/documents/${documentId}/remove`, { reason: "Again" })).status).toBe(404);
    // Kept, for as long as records are.
    expect(fs.existsSync(placeOf(documentId))).toBe(true);
  });

  it("is replaced by another with a reason, and what stood before stays readable", async () => {
    const former = await added("clinician", madeUpPdf("a bad scan"));
    const fileId = await received("clinician", madeUpPdf("a good scan"));
    expect((await add("clinician", { ...ofChart, fileId, supersedes: former })).body.fields[0].path).toBe("reason");
    const answer = await add("clinician", { ...ofChart, fileId, supersedes: former, reason: "Scanned again, the last page was missing" });
    expect(answer.status, answer.text).toBe(200);
    expect((await list("clinician")).find((one) => one.documentId === former)!.supersededBy).toBe(fileId);
    expect((await open("clinician", former)).status).toBe(200);
    expect((await add("clinician", { ...ofChart, fileId: await received("clinician", madeUpPdf("a third")), supersedes: former, reason: "Once more" })).status).toBe(409);
  });

  it("does not name what it replaced to who does not see that", async () => {
    const former = await added("clinician", madeUpPdf("closed before"));
    const now = await added("clinician", madeUpPdf("open now"), { ...ofChart, class: "service", supersedes: former, reason: "Was kept too close" });
    const seenBy = async (who: Who) => (await list(who)).find((one) => one.documentId === now);
    expect(await seenBy("clinician")).toMatchObject({ supersedes: former });
    expect(await seenBy("biller")).toMatchObject({ supersedes: null });
    expect(JSON.stringify(await list("biller"))).not.toContain(former);
  });

  it("cannot be changed or removed for good by the application, not even by its own hand", async () => {
    const documentId = await added("clinician", madeUpPdf("stays"));
    for (const statement of [sql`update documents set title = 'another' where id = ${documentId}`, sql`update documents set class = 'service' where id = ${documentId}`, sql`delete from documents where id = ${documentId}`, sql`delete from files where id = ${documentId}`, sql`update files set bytes = 1 where id = ${documentId}`]) {
      await expect(operatorDoes(scene, (tx) => statement.execute(tx))).rejects.toThrow(/replaced by another|permission denied|violates foreign key/);
    }
  });
});

describe("A document of somebody who works here", () => {
  const ofStaff = (who: Who, staffId: string, body: Record<string, unknown>) => call(server, cookies[who], "POST", `/api/staff/${staffId}/documents`, body);

  it("stands beside its credential, also once that was set right; that person sees it, a colleague does not", async () => {
    const { staffId } = scene.clinician;
    const licence = { kind: "licence" as const, name: "LICSW", field: "", issuer: "", number: "1", isIndependent: true, validFrom: "2026-01-01", validTo: null };
    const credentialId = await operatorDoes(scene, (tx) => insertCredential(tx, staffId, licence));
    const body = { kind: "licence", title: "Licence", credentialId };
    const put = await ofStaff("director", staffId, { ...body, fileId: await received("director", madeUpPdf("licence")) });
    expect(put.status, put.text).toBe(200);
    const { documentId } = put.body;
    const right = await call(server, cookies.director, "POST", `/api/workforce/credentials/${credentialId}/correct`, { ...licence, number: "2", reason: "A slip." });
    const found = (await call(server, cookies.director, "GET", `/api/staff/${staffId}/documents`)).body.documents;
    expect(found).toMatchObject([{ documentId, credentialId: right.body.credentialId, removed: null }]);
    expect((await call(server, cookies.clinician, "GET", `/api/documents/mine/${documentId}/content`)).status).toBe(200);
    expect((await call(server, cookies.clinician, "GET", "/api/documents/mine")).body.documents).toHaveLength(1);
    expect((await call(server, cookies.spare, "GET", `/api/documents/mine/${documentId}/content`)).status).toBe(404);
    expect((await call(server, cookies.spare, "GET", "/api/documents/mine")).body.documents).toEqual([]);
    expect((await call(server, cookies.supervisor, "GET", `/api/staff/${staffId}/documents/${documentId}/content`)).status).toBe(200);
    expect((await call(server, cookies.clinician, "GET", `/api/staff/${staffId}/documents/${documentId}/content`)).status).toBe(403);
    expect((await call(server, cookies.theirs, "GET", `/api/staff/${staffId}/documents/${documentId}/content`)).status).toBe(404);
    expect((await open("clinician", documentId)).status).toBe(404);
  });

  it("of a background check is for who runs the programme and for that person", async () => {
    const { staffId } = scene.clinician;
    const { documentId } = (await ofStaff("director", staffId, { kind: "background_check", title: "Check", fileId: await received("director", madeUpPdf("check")) })).body;
    const statusOf = async (who: Who) => (await call(server, cookies[who], "GET", `/api/staff/${staffId}/documents/${documentId}/content`)).status;
    expect([await statusOf("director"), await statusOf("supervisor")]).toEqual([200, 404]);
    expect((await call(server, cookies.supervisor, "GET", `/api/staff/${staffId}/documents`)).text).not.toContain(documentId);
    expect((await call(server, cookies.clinician, "GET", `/api/documents/mine/${documentId}/content`)).status).toBe(200);
  });
});

describe("What lies on the disk", () => {
  const agencies = () => [scene, others].map(({ agency }) => ({ agencyId: agency.agencyId, timeZone: agency.timeZone }));
  const now = new Date("2026-11-20T15:00:00Z");
  const later = (minutes: number) => ({ ...server.services, clock: { now: () => new Date(now.getTime() + minutes * 60_000).toISOString() } });

  it("is refused whole where one bit was changed, said in words, and found by verify; so is one that is gone", async () => {
    const documentId = await added("clinician", madeUpPng(200_000));
    const before = fs.readFileSync(placeOf(documentId));
    const changed = Buffer.from(before);
    changed[changed.length - 40]! ^= 4;
    fs.writeFileSync(placeOf(documentId), changed);
    const answer = await open("clinician", documentId);
    expect([answer.status, answer.body?.code]).toEqual([500, "internal"]);
    expect(answer.body.message).toMatch(/not as it was put here/);
    expect(await findDamaged(server.services, agencies()[0]!)).toEqual([{ fileId: documentId, what: "damaged" }]);
    fs.rmSync(placeOf(documentId));
    expect((await open("clinician", documentId)).status).toBe(500);
    expect(await findDamaged(server.services, agencies()[0]!)).toEqual([{ fileId: documentId, what: "missing" }]);
    fs.writeFileSync(placeOf(documentId), before);
    expect((await open("clinician", documentId)).status).toBe(200);
    expect(await findDamaged(server.services, agencies()[0]!)).toEqual([]);
  });

  it("and changes while it is sent ends the answer short of the length that it said", async () => {
    const documentId = await added("clinician", madeUpPng(900_000));
    const { prove } = server.services.files;
    const changed = fs.readFileSync(placeOf(documentId));
    const before = Buffer.from(changed);
    changed[changed.length - 40]! ^= 4;
    server.services.files.prove = async (...asked) => {
      await prove(...asked);
      fs.writeFileSync(placeOf(documentId), changed);
    };
    const met = await new Promise<{ said: number; got: number; end: string }>((resolve) => {
      http.get({ port, host: "127.0.0.1", path: `/api/cases/${scene.caseId}/documents/${documentId}/content`, headers: { cookie: cookies.clinician } }, (answer) => {
        let got = 0;
        answer.on("data", (piece: Buffer) => (got += piece.length));
        for (const end of ["end", "error"] as const) answer.on(end, () => resolve({ said: Number(answer.headers["content-length"]), got, end }));
      });
    });
    server.services.files.prove = prove;
    fs.writeFileSync(placeOf(documentId), before);
    expect(met.end).toBe("error");
    expect(met.got).toBeLessThan(met.said);
  });

  it("and belongs to no row is found after a while and swept; a file that no document named goes after a day, one that one names stays", async () => {
    const stray = "019a0000-0000-7000-8000-0000000000aa";
    fs.mkdirSync(path.dirname(placeOf(stray)), { recursive: true });
    fs.writeFileSync(placeOf(stray), "left over");
    const kept = await added("clinician", madeUpPdf("named"));
    const unnamed = await received("clinician", madeUpPdf("never named"));
    // The disk has a clock of its own: it is put to that of the test.
    for (const fileId of [stray, kept, unnamed]) fs.utimesSync(placeOf(fileId), now, now);
    expect(await findLeftOver(later(LEFT_OVER - 1), agencies())).toEqual([]);
    expect(await findLeftOver(later(LEFT_OVER + 1), agencies())).toEqual([stray]);
    await sweepFiles(later(LEFT_OVER + 1), agencies());
    expect([stray, kept, unnamed].map((one) => fs.existsSync(placeOf(one)))).toEqual([false, true, true]);
    await sweepFiles(later(25 * 60), agencies());
    expect([kept, unnamed].map((one) => fs.existsSync(placeOf(one)))).toEqual([true, false]);
    expect((await add("clinician", { ...ofChart, fileId: unnamed })).status).toBe(400);
  });
});

describe("Ten thousand documents in one case", () => {
  it("come a page at a time, each once, the newest first", async () => {
    await operatorDoes(scene, async (tx) => {
      await sql`insert into files (agency_id, id, media_type, bytes, sha256, wrapped_key, cleaned, received_at) select ${tx.actor.agencyId}, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'application/pdf', 1, decode(repeat('00', 32), 'hex'), decode(repeat('00', 60), 'hex'), false, ${tx.now} from generate_series(1, 10000) n`.execute(tx);
      await sql`insert into documents (agency_id, id, case_id, class, owner_staff_id, kind, title, language, added_at) select ${tx.actor.agencyId}, ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, ${scene.caseId}, 'child_chart', ${scene.clinician.staffId}, 'letter', 'Letter ' || n, 'en', ${tx.now} from generate_series(1, 10000) n`.execute(tx);
    });
    // As the database does by itself after so many rows: kept plans are made anew.
    await server.fresh.asOwner((client) => client.query("analyze dyad.documents, dyad.files"));
    const seen: string[] = [];
    const took: number[] = [];
    for (let after = ""; ; ) {
      const began = performance.now();
      const { body } = await call(server, cookies.clinician, "GET", `/api/cases/${scene.caseId}/documents${after}`);
      took.push(performance.now() - began);
      seen.push(...body.documents.map((one: { documentId: string }) => one.documentId));
      if (body.next === null) break;
      after = `?after=${body.next}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThanOrEqual(10_000);
    expect(seen).toEqual([...seen].sort().reverse());
    // A page is tens of milliseconds; a machine that does ten things at once is given more.
    expect(took.sort((a, b) => a - b)[Math.floor(took.length / 2)]).toBeLessThan(1_500);
  }, 120_000);
});
