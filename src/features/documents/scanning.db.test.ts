import { sql } from "kysely";
import { deflateSync } from "node:zlib";
import { afterAll, beforeAll, expect, it } from "vitest";
import { row } from "#database/actor.ts";
import { call } from "../../../test/access/server.ts";
import { countRows, operatorDoes } from "../../../test/access/scene.ts";
import { madeUpPdf } from "../../../test/support/paper.ts";
import { type Clamd, startClamd, testVirus } from "../../../test/support/clamd.ts";
import { added, cookies, filesOnDisk, OCTETS, open, scene, send, server, setUpDocuments } from "./documents.test-support.ts";

// A file that does harm (bad input): an office file, a PDF that runs something, one in which the scanner finds something.

setUpDocuments();
let clamd: Clamd;
beforeAll(async () => {
  clamd = await startClamd();
  // The folder comes about with the first file.
  await send("clinician", madeUpPdf("the first"));
});
afterAll(() => clamd.close());
const state = async () => [await countRows(scene), filesOnDisk()];
/** Everything but the trail, which grows where something was found. */
const withoutTrail = async () => {
  const [counts, files] = (await state()) as [Record<string, number>, string[]];
  return [Object.entries(counts).filter(([table]) => !table.startsWith("audit_")), files];
};

it("is refused where its bytes are an office program's or an archive's, whatever its name, with what helps, and nothing stays", async () => {
  const before = await state();
  for (const bytes of [Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Buffer.from("Macros VBA")]), Buffer.from("PK\u0003\u0004\u0014\u0000 word/vbaProject.bin and more")]) {
    const answer = await send("clinician", bytes);
    expect([answer.status, answer.body.code]).toEqual([415, "wrong_type"]);
    expect(answer.body.message).toMatch(/office program.*whatever its name says.*Save it as PDF/s);
    expect((await call(server, cookies.clinician, "POST", "/api/files", bytes, { ...OCTETS, "x-dyad-language": "es" })).body.message).toMatch(/ofimática.*Guárdelo como PDF/s);
  }
  expect(await state()).toEqual(before);
});

it("is refused where a real PDF carries what runs, open or packed; one that is locked is taken, and that is said", async () => {
  const before = await state();
  const packed = deflateSync(Buffer.from("1 0 << /S /JavaScript /JS (app.alert(1)) >>"));
  const stream = (bytes: Buffer) => Buffer.concat([Buffer.from("%PDF-1.7\n7 0 obj << /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode >>\nstream\n"), bytes, Buffer.from("\nendstream endobj\n%%EOF")]);
  for (const [bytes, what] of [[Buffer.from("%PDF-1.7\n1 0 obj << /S /Launch /F (x) >> endobj\n%%EOF"), /starts another program/], [stream(packed), /JavaScript/]] as const) {
    const answer = await send("clinician", bytes);
    expect([answer.status, answer.body.code]).toEqual([415, "wrong_type"]);
    expect(answer.body.message).toMatch(what);
    expect(answer.body.message).toMatch(/Save as PDF/);
  }
  expect(await state()).toEqual(before);
  expect((await send("clinician", stream(Buffer.from("nothing that unpacks, as behind a password")))).body).toMatchObject({ mediaType: "application/pdf", looked: "in part" });
  expect((await send("clinician", madeUpPdf("pages"))).body).toMatchObject({ looked: "whole" });
});

it("passes the scanner where one is set: a clean one is kept, one in which something is found is not, and that stands in the trail", async () => {
  server.services.settings.scan = clamd.url;
  try {
    const clean = madeUpPdf("clean");
    await added("clinician", clean);
    expect(clamd.heard.at(-1)!.equals(clean)).toBe(true);
    const before = await withoutTrail();
    const answer = await send("clinician", Buffer.concat([madeUpPdf("bad"), testVirus]));
    expect([answer.status, answer.body.code]).toEqual([422, "refused"]);
    expect(answer.body.message).toMatch(/scanner found something/);
    expect(await withoutTrail()).toEqual(before);
    const noted = await operatorDoes(scene, (tx) => row(tx, sql`select action, outcome, actor_id, details from audit_entries where procedure = 'documents.receive' and outcome = 'infected' order by at desc limit 1`));
    expect(noted).toEqual({ action: "refusal", outcome: "infected", actor_id: scene.clinician.staffId, details: { found: "Eicar-Test-Signature" } });
    const list = await call(server, cookies.director, "POST", "/api/lists", Buffer.concat([Buffer.from("Child's first name\n"), testVirus]), OCTETS);
    expect([list.status, list.body.code], list.text).toEqual([422, "refused"]);
  } finally {
    server.services.settings.scan = null;
  }
});

it("is refused where the scanner closes in the middle, answers nonsense or is gone: nothing is lost, and nothing is kept unchecked", async () => {
  const before = await state();
  try {
    for (const manner of ["drops", "nonsense", "too large"] as const) {
      clamd.manner = manner;
      server.services.settings.scan = clamd.url;
      const answer = await send("clinician", madeUpPdf(manner));
      expect([answer.status, answer.body.code]).toEqual([503, "not_ready"]);
      expect(answer.body.message).toMatch(/could not be checked.*Nothing was lost/s);
    }
    server.services.settings.scan = "tcp://127.0.0.1:1";
    expect((await send("clinician", madeUpPdf("gone"))).status).toBe(503);
    expect(await state()).toEqual(before);
  } finally {
    clamd.manner = "looks";
    server.services.settings.scan = null;
  }
});

it("is looked at in a tab of its own with headers as strict as when it is kept, and asked and audited alike", async () => {
  const documentId = await added("clinician", madeUpPdf("to look at"));
  const ask = (way: string, cookie = cookies.clinician) => server.app.inject({ method: "GET", url: `/api/cases/${scene.caseId}/documents/${documentId}/content${way}`, headers: { cookie } });
  const [kept, viewed] = [await ask(""), await ask("?way=view")];
  expect(viewed.headers["content-disposition"]).toMatch(/^inline; filename="document-[\d-]+\.pdf"$/);
  expect(kept.headers["content-disposition"]).toMatch(/^attachment; /);
  for (const header of ["content-type", "content-length", "x-content-type-options", "cache-control", "content-security-policy", "x-frame-options", "referrer-policy"]) expect([header, viewed.headers[header]]).toEqual([header, kept.headers[header]]);
  expect(viewed.headers).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store", "content-type": "application/pdf" });
  expect(viewed.headers["content-security-policy"]).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect((await ask("?way=view", cookies.adultB)).statusCode).toBe(404);
  expect((await ask("?way=elsewhere")).statusCode).toBe(400);
  const trail = await operatorDoes(scene, (tx) => row<{ count: number }>(tx, sql`select count(*) as count from audit_entries where procedure = 'documents.open' and subject_id = ${documentId} and outcome = 'done'`));
  expect(trail!.count).toBe(2);
  expect((await open("clinician", documentId)).status).toBe(200);
});
