import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { sql } from "kysely";
import { describe, expect, it, vi } from "vitest";
import { rows } from "#database/actor.ts";
import { countRows, operatorDoes } from "../../../test/access/scene.ts";
import { call } from "../../../test/access/server.ts";
import { madeUpJpeg, madeUpPdf, madeUpPng } from "../../../test/support/paper.ts";
import { MOST_FILE_BYTES } from "./contract.ts";
import { add, added, cookies, filesOnDisk, OCTETS, ofChart, open, others, placeOf, port, received, scene, send, server, setUpDocuments } from "./documents.test-support.ts";
import { findDamaged, findLeftOver, LEFT_OVER, sweepFiles } from "./jobs.ts";
import { receive } from "./receiving.handlers.ts";

setUpDocuments();

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
