import { createHash } from "node:crypto";
import { zipSync, strToU8 } from "fflate";
import fc from "fast-check";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { row, rows } from "#database/actor.ts";
import { insertAuthority } from "#features/people/store.ts";
import { makeScene, operatorDoes, type Scene } from "../../../test/access/scene.ts";
import { call, type Outputs, signedIn, startServer, type TestServer } from "../../../test/access/server.ts";
import { makeStaff } from "../../../test/support/agency.ts";
import { longAgainAndAgain, sheet } from "./lists.test-support.ts";
import { forgetOld, workLists, workOn } from "./working.handlers.ts";

// Lists of families (D8): what stands in a file, who is there already, each row whole or not at all, once however often
// the file comes, taken back while nothing was written to it, and closed to everybody but those who take in.

let server: TestServer;
let scene: Scene;
let [director, desk] = ["", ""];
beforeAll(async () => {
  server = await startServer({ now: "2026-11-20T15:00:00Z" });
  scene = await makeScene(server, "ours");
  const staff = async (role: "administrator" | "front_desk") => signedIn(server, await makeStaff(scene.place, scene.agency, { roles: [role] }));
  [director, desk] = [await staff("administrator"), await staff("front_desk")];
}, 120_000);
afterAll(() => server.close());

type List = Outputs["lists"]["get"];
const OCTETS = { "content-type": "application/octet-stream" };
const send = (bytes: Buffer | string, who = desk) => call(server, who, "POST", "/api/lists", Buffer.from(bytes), OCTETS);
const bring = async (bytes: Buffer | string): Promise<List> => {
  const { status, body } = await send(bytes);
  expect(body.message ?? "", JSON.stringify(body)).toBe("");
  expect(status).toBe(200);
  return body;
};
const get = async (list: List): Promise<List> => (await call(server, desk, "GET", `/api/lists/${list.listId}`)).body;
const rowsOf = async (list: List, show = "all"): Promise<Outputs["lists"]["rows"]["rows"]> => (await call(server, desk, "GET", `/api/lists/${list.listId}/rows?show=${show}`)).body.rows;
const post = (list: List, verb: string, body: object = {}, who = director) => call(server, who, "POST", `/api/lists/${list.listId}/${verb}`, { revision: list.revision, ...body });
const asCases = async (list: List): Promise<List> => (await post(list, "reading", { reading: { ...list.reading, makes: "cases" } })).body;
const choose = (list: List, number: number, body: object) => call(server, desk, "POST", `/api/lists/${list.listId}/rows/${number}/choice`, body);
const run = async (list: List): Promise<List> => {
  expect((await post(await get(list), "run")).status).toBe(200);
  await workLists(server.services);
  return get(list);
};
const undo = async (list: List): Promise<List> => {
  expect((await post(await get(list), "undo")).status).toBe(200);
  await workLists(server.services);
  return get(list);
};

const HEAD = "Child given name,Child family name,Child birth date,Source,Adult given name,Adult family name,Adult relation,Authority,Authority document,Authority for,Safe way to reach,Phone,Safe hours,Number,Number given by";
/** Rows of a file; each with a child of its own. */
const file = (...lines: string[]) => [HEAD, ...lines].join("\n");
let made = 0;
/** A name that is like no other. */
const word = () => createHash("sha256").update(String(++made)).digest("hex").slice(0, 12).replaceAll(/\d/g, (digit) => "ghijklmnop"[Number(digit)]!);
const child = (name = word(), birth = "2022-05-02", more = "") => `${name},Listed${name},${birth},professional,${more}`;

/** How much there is of everything that a list could make. */
const counted = () =>
  operatorDoes(scene, async (tx) =>
    row<Record<string, number>>(tx, sql`select (select count(*) from referrals) as referrals, (select count(*) from cases) as cases, (select count(*) from persons) as persons, (select count(*) from case_people) as parts, (select count(*) from dyads) as dyads,
      (select count(*) from authorities) as authorities, (select count(*) from contact_ways) as ways, (select count(*) from referral_identifiers) as numbers, (select count(*) from case_merges) as merges`),
  );

describe("a file of families", () => {
  it("is read by its headings, and says row by row what would be made and what was expected, in both languages", async () => {
    const before = await counted();
    const list = await bring(file(`Nadia,Example,2022-05-02,professional,Rosa,Example,mother,,,,call,(202) 555-0142,any,,`, `Omar,Example,03/04/2021,professional,,,,,,,,202 555 0143,,,`, `,NoName,2021-01-01,post,,,,,,,,,,,`));
    expect(list.counts).toMatchObject({ ready: 1, refused: 2, alike: 0, made: 0 });
    expect(list.reading).toMatchObject({ dates: "iso", makes: "referrals" });
    const [first, second, third] = await rowsOf(list);
    expect(first).toMatchObject({ number: 2, verdict: "ready", content: { child: { givenName: "Nadia", birthDate: "2022-05-02" }, contact: { way: "call", phone: "2025550142", voicemail: "hang_up" }, adults: [{ kind: "birth_parent", authority: null }] } });
    expect(second!.faults.map((one) => one.field)).toEqual(["child_birth_date", "contact_way"]);
    expect(second!.faults[0]!.expected.es).toMatch(/año, mes y día/);
    expect(third!.faults.map((one) => one.field)).toEqual(["child_given_name", "source"]);
    expect(await counted()).toEqual(before);
    const us = (await post(list, "reading", { reading: { ...list.reading, dates: "us" } })).body as List;
    expect((await rowsOf(us))[1]!.faults.map((one) => one.field)).toEqual(["contact_way"]);
  });

  it("is taken with any of the three separators, in UTF-8 with and without its sign, UTF-16 and Windows-1252", async () => {
    const text = (name: string) => [`Nombre del niño;Apellidos;Fecha de nacimiento;Procedencia`, `José${name};Muñoz;2022-05-02;professional`].join("\r\n");
    const ways: [string, Buffer, object][] = [
      ["UTF-8", Buffer.from(text("a")), { encoding: "utf-8", separator: ";" }],
      ["with its sign", Buffer.from(`\ufeff${text("b").replaceAll(";", ",")}`), { encoding: "utf-8", separator: "," }],
      ["Windows-1252", Buffer.from(text("c").replaceAll(";", "\t"), "latin1"), { encoding: "windows-1252", separator: "\t" }],
      ["UTF-16", Buffer.from(`\ufeff${text("d")}`, "utf16le"), { encoding: "utf-16", separator: ";" }],
      ["told its separator", Buffer.from(`sep=;\r\n${text("e")}`), { separator: ";" }],
    ];
    for (const [how, bytes, found] of ways) {
      const list = await bring(bytes);
      expect(list.found, how).toMatchObject(found);
      expect((await rowsOf(list))[0]!.content?.child, how).toMatchObject({ givenName: expect.stringMatching(/^José/), familyName: "Muñoz" });
    }
  });

  it("may be a spreadsheet, whose formulas are never worked out and whose archive cannot grow", async () => {
    const table = [["Child given name", "Child family name", "Child birth date", "Source"], ["Ines", "Sheet", "2022-05-02", "professional"], ["=1+1", "Sheet", "2022-05-03", "professional"]];
    const list = await bring(sheet(table));
    expect(list.found).toMatchObject({ format: "xlsx", separator: null });
    expect((await rowsOf(list)).map((one) => one.content?.child.givenName)).toEqual(["Ines", "=1+1"]);
    const formula = await bring(sheet(table, (xml) => xml.replace(/<c r="A2"[^>]*>.*?<\/c>/, '<c r="A2" t="str"><f>WEBSERVICE("http://example.org")</f><v>Saved</v></c>')));
    expect((await rowsOf(formula))[0]!.content?.child.givenName).toBe("Saved");
    for (const [what, bytes, status] of [
      ["a bomb", Buffer.from(zipSync({ "xl/workbook.xml": strToU8("<a/>"), "xl/worksheets/sheet1.xml": new Uint8Array(68_000_000) }, { level: 1 })), 413],
      ["a cell far away", sheet(table, (xml) => xml.replace('r="A2"', 'r="XFD1048576"')), 413],
      ["a column beyond the last", sheet(table, (xml) => xml.replace('r="B2"', 'r="BI2"')), 413],
      ["a place in other letters", sheet(table, (xml) => xml.replace('r="A2"', 'r="XF&#68;2"')), 400],
      ["one long text named again and again", longAgainAndAgain(table), 413],
      ["entities", sheet(table, (xml) => xml.replace("<worksheet", '<!DOCTYPE a [<!ENTITY b "c">]><worksheet')), 400],
      ["another archive", Buffer.from(zipSync({ "hello.txt": strToU8("hello") })), 415],
      ["half of one", sheet(table).subarray(0, 500), 400],
      ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 1]), 415],
      ["nothing", Buffer.from(""), 400],
      ["headings only", Buffer.from(HEAD), 400],
      ["broken quotes", Buffer.from('a,b\n"x,y\nz'), 400],
    ] as const) expect((await send(bytes)).status, what).toBe(status);
  });

  it("is for those who take in: front desk and administrator read, only an administrator has it made, and nobody of another agency", async () => {
    const list = await bring(file(child()));
    const clinician = await signedIn(server, scene.clinician);
    for (const [method, address] of [["GET", `/api/lists/${list.listId}`], ["GET", `/api/lists/${list.listId}/rows`], ["GET", "/api/lists"], ["GET", `/api/lists/${list.listId}/left`]] as const) expect((await call(server, clinician, method, address)).status).toBe(403);
    expect((await send(file(child()), clinician)).status).toBe(403);
    expect((await post(list, "run", {}, desk)).status).toBe(403);
    const others = await makeScene(server, `others-${word()}`);
    const theirs = await signedIn(server, await makeStaff(others.place, others.agency, { roles: ["administrator"] }));
    expect((await call(server, theirs, "GET", `/api/lists/${list.listId}`)).status).toBe(404);
    expect((await post(list, "run", {}, theirs)).status).toBe(404);
  });
});

describe("what a list makes", () => {
  it("is made whole or not at all, and once: the same file again makes nothing", async () => {
    const text = file(child(), child(word(), "2022-05-02", "Rosa,Adult,mother,parent,Birth certificate,treatment|records,call,2025550142,any,N-1,Old system"), "Bad,Row,,professional,,,,,,,,,,,");
    const before = (await counted())!;
    const done = await run(await asCases(await bring(text)));
    expect(done).toMatchObject({ state: "done", counts: { made: 2, left: 1, waiting: 0 } });
    const after = (await counted())!;
    expect(after).toMatchObject({ cases: before.cases! + 2, referrals: before.referrals! + 2, persons: before.persons! + 3, dyads: before.dyads! + 1, authorities: before.authorities! + 1, ways: before.ways! + 1, numbers: before.numbers! + 1 });
    const again = await asCases(await bring(text));
    expect(again.counts).toMatchObject({ there: 2, refused: 1, ready: 0 });
    expect((await run(again)).counts).toMatchObject({ made: 0, left: 3 });
    expect(await counted()).toEqual(after);
    expect((await rowsOf(done, "made"))[0]).toMatchObject({ outcome: "made", madeCaseId: expect.any(String) });
  });

  it("as referrals waits for an answer without a promise, and tells nobody that one was given", async () => {
    const name = word();
    const done = await run(await bring(file(child(name))));
    const [found] = await rowsOf(done);
    const referral = (await call(server, desk, "GET", `/api/referrals/${found!.madeReferralId}`)).body;
    expect(referral).toMatchObject({ status: "new", source: "professional", code: null, promisedBy: null, childGivenName: name, contact: null });
  });

  it("asks of who may be there already, joins on a choice, and everything is taken back", async () => {
    const name = word();
    const first = await run(await asCases(await bring(file(child(name, "2021-06-07")))));
    const existing = (await rowsOf(first))[0]!.madeCaseId!;
    const before = await counted();
    const second = await asCases(await bring(file(child(name, "2021-06-07", "Rosa,Other,grandmother,,,,,,,,"), child(name, "2021-06-07", "Ana,Third,aunt,,,,,,,,"))));
    const [row2, row3] = await rowsOf(second);
    expect(row2).toMatchObject({ verdict: "alike", alike: [{ kind: "case", id: existing, likeness: "same", name: expect.stringContaining(name) }] });
    expect(row3!.alike.map((one) => one.kind)).toEqual(["case", "row"]);
    expect((await choose(second, 2, { choice: "same", sameAs: { kind: "case", id: scene.caseId } })).status).toBe(400);
    expect((await choose(second, 2, { choice: "same", sameAs: { kind: "case", id: existing } })).status).toBe(200);
    const done = await run(second);
    // The third row may be the second's child, and nobody chose.
    expect((await rowsOf(done)).map((one) => [one.outcome, one.why])).toEqual([["made", null], ["left_out", "no_choice"]]);
    expect((await counted())!.merges).toBe(before!.merges! + 1);
    const undone = await undo(done);
    expect(undone).toMatchObject({ state: "undone", counts: { takenBack: 1, kept: 0 } });
    expect(await counted()).toEqual(before);
    expect((await undo(first)).counts).toMatchObject({ takenBack: 1 });
  });

  it("never opens a record to an adult who comes with a row: such a row is refused, and nothing of it stays", async () => {
    const name = word();
    const existing = (await rowsOf(await run(await asCases(await bring(file(child(name, "2021-08-08")))))))[0]!.madeCaseId!;
    const before = await counted();
    const list = await asCases(await bring(file(child(name, "2021-08-08", "Rosa,Reader,mother,parent,Birth certificate,records,,,,,"))));
    await choose(list, 2, { choice: "same", sameAs: { kind: "case", id: existing } });
    expect((await rowsOf(await run(list)))[0]).toMatchObject({ outcome: "refused", why: "opens_record" });
    expect(await counted()).toEqual(before);
  });

  it("opens a case from the referral that waits where that is the same child, and gives it back", async () => {
    const name = word();
    const waiting = (await rowsOf(await run(await bring(file(child(name))))))[0]!.madeReferralId!;
    const list = await asCases(await bring(file(child(name, "2022-05-02", "Rosa,Adult,mother,,,,,,,,"))));
    await choose(list, 2, { choice: "same", sameAs: { kind: "referral", id: waiting } });
    const done = await run(list);
    expect((await call(server, desk, "GET", `/api/referrals/${waiting}`)).body).toMatchObject({ status: "opened", caseId: (await rowsOf(done))[0]!.madeCaseId });
    expect((await undo(done)).counts.takenBack).toBe(1);
    expect((await call(server, desk, "GET", `/api/referrals/${waiting}`)).body).toMatchObject({ status: "new", caseId: null, answeredAt: null });
  });

  it("stays where somebody wrote to it since: the row that was changed, and the one that something was added to", async () => {
    const done = await run(await asCases(await bring(file(child(), child(), child()))));
    const [one, two] = (await rowsOf(done)).map((each) => each.madeCaseId!);
    await operatorDoes(scene, async (tx) => {
      await sql`update persons set family_name = 'Changed' where id = (select child_id from cases where id = ${one})`.execute(tx);
      await sql`insert into assignments (agency_id, case_id, staff_id, kind, valid_from) values (${tx.actor.agencyId}, ${two}, ${scene.clinician.staffId}, 'assigned', ${tx.today})`.execute(tx);
    });
    const undone = await undo(done);
    expect((await rowsOf(undone)).map((each) => [each.outcome, each.why])).toEqual([["kept", "changed"], ["kept", "written"], ["taken_back", null]]);
    expect((await call(server, director, "GET", `/api/cases/${two}`)).status).toBe(200);
  });

  it("goes on where it was cut off, and two workers make nothing twice", async () => {
    const list = await bring(file(...Array.from({ length: 30 }, () => child())));
    const before = (await counted())!;
    await post(await get(list), "run");
    const agency = { agencyId: scene.agency.agencyId, timeZone: scene.agency.timeZone };
    const work = { listId: list.listId, state: "running", makes: "referrals" } as const;
    await workOn(server.services, agency, work, 7);
    // A worker that is killed leaves a transaction that never was.
    await expect(operatorDoes(scene, async (tx) => { await sql`update brought_rows set outcome = 'left_out' where list_id = ${list.listId} and outcome = 'waiting'`.execute(tx); throw new Error("killed"); })).rejects.toThrow("killed");
    expect((await get(list)).counts).toMatchObject({ made: 7, waiting: 23 });
    await Promise.all([workLists(server.services), workLists(server.services)]);
    await workLists(server.services);
    expect(await get(list)).toMatchObject({ state: "done", counts: { made: 30, waiting: 0 } });
    expect((await counted())!.referrals).toBe(before.referrals! + 30);
  });
});

describe("what is left of a list", () => {
  it("is a file of the rows to mend, in which nothing is a formula, and which can be brought again", async () => {
    const done = await run(await bring(`Child given name,Child family name,Child birth date,Source,In their words\n"=HYPERLINK(""x"")",@Family,,professional,+1 -2\n`));
    const left = await call(server, desk, "GET", `/api/lists/${done.listId}/left?language=es`);
    const { text } = left;
    expect(text.split("\r\n")[1]).toMatch(/^"'=HYPERLINK\(""x""\)",'@Family,,professional,'\+1 -2,.*Se espera/);
    const mended = await bring(text.replace("'@Family,,", "'@Family,2022-02-02,"));
    expect((await rowsOf(mended))[0]).toMatchObject({ verdict: "ready", content: { child: { givenName: '=HYPERLINK("x")', familyName: "@Family" }, words: "+1 -2" } });
  });

  it("is removed with its file by hand or after thirty days, with the file's key, and can still be taken back", async () => {
    const before = await counted();
    const done = await run(await bring(file(child(), child())));
    const old = await bring(file(child()));
    expect((await post(await get(done), "forget", {}, desk)).status).toBe(200);
    server.fresh.clock.set("2026-12-21T15:00:00Z");
    await forgetOld(server.services);
    server.fresh.clock.set("2026-11-20T15:00:00Z");
    for (const list of [done, old]) {
      expect((await get(list)).forgottenAt).not.toBeNull();
      const kept = await operatorDoes(scene, (tx) => rows<{ cells: unknown; content: unknown }>(tx, sql`select cells, content from brought_rows where list_id = ${list.listId}`));
      expect(kept.every((one) => one.cells === null && one.content === null)).toBe(true);
      expect((await call(server, desk, "GET", `/api/lists/${list.listId}/left`)).status).toBe(410);
    }
    expect(await operatorDoes(scene, (tx) => rows(tx, sql`select l.id from brought_lists l join files f on f.id = l.file_id where l.id = any (${[done.listId, old.listId]}::uuid[])`))).toEqual([]);
    await undo(await get(done));
    expect(await counted()).toEqual(before);
  });

  it("reads its own template without a question", async () => {
    for (const language of ["en", "es"]) {
      const template = await call(server, desk, "GET", `/api/lists/template?language=${language}`);
      const list = await asCases(await bring(template.text));
      expect(list.reading.columns, language).not.toContain(null);
      expect((await rowsOf(list)).map((one) => one.faults.map((fault) => fault.field))).toEqual([[], ["child_birth_date"]]);
    }
  });

  it("of any file at all is never a fault of ours, and never half a row", async () => {
    const cell = fc.oneof(fc.string({ maxLength: 30, unit: "binary" }), fc.constantFrom("2022-05-02", "13/45/2020", "=cmd|' /C calc'!A0", '"', ";", "\t", "professional", "call", "2025550142", "any", "parent", "x".repeat(5000), "null", "\u0000", "\ud800"));
    const table = fc.array(fc.array(cell, { maxLength: 15 }), { maxLength: 6 });
    const bytes = fc.oneof(fc.uint8Array({ maxLength: 400 }).map((one) => Buffer.from(one)), table.map((lines) => Buffer.from([HEAD, ...lines.map((line) => line.map((one) => (/[",\n]/.test(one) ? `"${one.replaceAll('"', '""')}"` : one)).join(","))].join("\n"))), fc.uint8Array({ maxLength: 300 }).map((one) => Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from(one)])));
    await fc.assert(
      fc.asyncProperty(bytes, fc.constantFrom("referrals", "cases"), async (one, makes) => {
        const { status, body } = await send(one);
        expect([200, 400, 413, 415]).toContain(status);
        if (status !== 200) return;
        const list = (await post(body, "reading", { reading: { ...body.reading, makes } })).body as List;
        const before = (await counted())!;
        const done = await run(list);
        const after = (await counted())!;
        expect(done.counts.waiting).toBe(0);
        expect(after.referrals! - before.referrals!).toBe(done.counts.made);
        expect(after.cases! - before.cases!).toBe(makes === "cases" ? done.counts.made : 0);
        if (done.counts.made > 0) await undo(done);
        expect(await counted()).toEqual(before);
      }),
      { numRuns: process.env.TEST_LONG === "1" ? 300 : 25 },
    );
  });
});

it("an adult who holds the right to a record keeps it alone: the digest of what was made sees a right that was added", async () => {
  const done = await run(await asCases(await bring(file(child(word(), "2022-05-02", "Rosa,Adult,mother,,,,,,,,")))));
  const caseId = (await rowsOf(done))[0]!.madeCaseId!;
  await operatorDoes(scene, async (tx) => {
    const adult = (await row<{ id: string }>(tx, sql`select person_id as id from case_people where case_id = ${caseId} and part = 'caregiver'`))!;
    await insertAuthority(tx, caseId, { holderId: adult.id, holderOrganization: null, kind: "parent", document: "Order", scopes: ["records"], limits: "", validFrom: tx.today, validTo: null });
  });
  expect((await rowsOf(await undo(done)))[0]).toMatchObject({ outcome: "kept", why: "changed" });
});
