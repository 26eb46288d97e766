import { execFileSync } from "node:child_process";
import fs from "node:fs";
import { strToU8, unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listAgencies } from "#features/account/store.ts";
import { fillDemo } from "#features/demo/handlers.ts";
import { exportCommand } from "#main/cli/export.ts";
import { importCommand } from "#main/cli/import.ts";
import { sealAgency } from "#server/audit.ts";
import { zipOf } from "#server/zip.ts";
import { fileEndings } from "#kernel/mediaTypes.ts";
import { writeWorkbook } from "#wire/sheets/workbook.ts";
import { call, signedIn, startServer, type TestServer } from "../access/server.ts";
import { TEST_SECRET } from "../support/keys.ts";
import { makeElsewhere } from "../support/elsewhere.ts";

// The way out: whatever a programme wrote leaves in open formats, and an empty server takes all of it in: what that one
// exports is the same to the byte.

const SECRET = "another made-up secret of more than 32 letters";
const { dataOf, fileOf, emptyDatabase, asOwnerOf, environmentOf, run, clear } = makeElsewhere(SECRET);
let server: TestServer;
let source: Record<string, string>;
const first = fileOf("first.zip");
let made: Awaited<ReturnType<typeof run>>;

/** A list as CSV and one as a spreadsheet, brought in at the front desk. */
async function bringLists(): Promise<void> {
  const [desk] = await server.fresh.asOwner(async (client) => (await client.query<{ accountId: string; agencyId: string }>(`select a.account_id as "accountId", m.agency_id as "agencyId" from dyad.accounts a join dyad.memberships m using (account_id) where a.email = 'frontdesk@demo.dyad'`)).rows);
  const cookie = await signedIn(server, desk!);
  const table = [["Child given name", "Child family name", "Child birth date", "Source"], ["Ines", "Made-Up", "2022-05-02", "professional"]];
  const sheet = writeWorkbook([{ name: "Families", rows: table }]).map(({ path, xml }) => ({ path, bytes: strToU8(xml) }));
  for (const bytes of [Buffer.from(table.map((cells) => cells.join(",")).join("\n")), Buffer.from(zipOf(sheet))]) {
    const sent = await call(server, cookie, "POST", "/api/lists", bytes, { "content-type": "application/octet-stream" });
    expect(sent.status, sent.text).toBe(200);
  }
}

beforeAll(async () => {
  server = await startServer({ demo: "markers" });
  await fillDemo(server.services, { size: "handful" });
  await bringLists();
  for (const one of await listAgencies(server.services.database)) await sealAgency(server.services.database, server.services.clock, { agencyId: one.agency_id, timeZone: one.time_zone }, server.services.dataDirectory);
  source = environmentOf(server.fresh.ownerConfig.database!, server.services.dataDirectory, { DYAD_SECRET_KEY: TEST_SECRET });
  await server.fresh.asOwner(async (client) => {
    // A second factor stays where it is; what counts by itself has counted.
    await client.query("update dyad.accounts set second_factor_secret = 'JBSWY3DPEHPK3PXP' where email = 'clinician@demo.dyad'");
    await client.query("insert into dyad.instrument_entries (agency_id, id, kind, instrument, version, body, entered_at) select agency_id, gen_random_uuid(), 'retired', 'phq-9', '1', '{\"b\": 1,\n \"a\": 2}', now() from dyad.agencies where slug = 'demo-dc'");
  });
  made = await run(exportCommand, ["--agency", "demo-dc", "--out", first], source);
}, 120_000);
afterAll(async () => {
  await server?.close();
  await clear();
});

const partsOf = (file: string) => unzipSync(fs.readFileSync(file));
const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);
const linesOf = (parts: Record<string, Uint8Array>, table: string) => textOf(parts[`tables/${table}.jsonl`]!).trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);

describe("an export", () => {
  it("holds everything of the agency in formats that anybody reads, and nothing of another one", async () => {
    expect(made).toMatchObject({ exit: 0, stderr: "", answer: { ok: true, agency: "demo-dc", missing: [] } });
    const parts = partsOf(first);
    const { rows } = await server.fresh.asOwner((client) => client.query<{ count: string }>("select count(*) from dyad.blocks where agency_id = (select agency_id from dyad.agencies where slug = 'demo-dc')"));
    expect(linesOf(parts, "blocks").length).toBe(Number(rows[0]!.count));
    const all = Object.values(parts).map(textOf).join("\n");
    for (const marker of ["MARKER-CHILD-CHART", "MARKER-CAREGIVER-A", "MARKER-PSYCHOTHERAPY-NOTE", "MARKER-REPORT", "MARKER-ADDRESS-B"]) expect([marker, all.includes(marker)]).toEqual([marker, true]);
    expect(Object.keys(parts).filter((name) => name.startsWith("files/")).length).toBe(made.answer.files);
    const others = await server.fresh.asOwner(async (client) => (await client.query<{ agency_id: string }>("select agency_id from dyad.agencies where slug <> 'demo-dc'")).rows);
    // Where two agencies are bound by a cohort, the row of this one says with whom: it is all that stands here of the other.
    const bound = /"[a-z]+_agency_id":"[0-9a-f-]{36}"/g;
    const unbound = all.replaceAll(bound, "");
    for (const { agency_id: other } of others) expect(unbound.slice(Math.max(0, unbound.indexOf(other) - 200)).slice(0, 260), other).not.toContain(other);
    const keys = await server.fresh.asOwner(async (client) => (await client.query<{ key: string }>("select encode(wrapped_key, 'hex') as key from dyad.files union all select encode(token_hash, 'hex') from dyad.links union all select encode(token_hash, 'hex') from dyad.sign_ins")).rows);
    for (const { key } of keys) expect(all.includes(key)).toBe(false);
    expect(all.includes("JBSWY3DPEHPK3PXP")).toBe(false);
    const page = textOf(parts["index.html"]!);
    for (const table of Object.keys(parts).filter((name) => name.startsWith("tables/"))) expect(page).toContain(`href="${table}"`);
    expect(page).toContain("The outbox. A row says whom");
    // Other tools read it too.
    if (fs.existsSync("/usr/bin/unzip")) expect(execFileSync("/usr/bin/unzip", ["-tq", first], { encoding: "utf8" })).toMatch(/No errors/);
    expect(fs.statSync(first).mode & 0o077).toBe(0);
  });

  it("names each file by what it is, so that it opens with what reads such files", async () => {
    const parts = partsOf(first);
    const named = linesOf(parts, "files").map((one) => ({ mediaType: one.media_type as keyof typeof fileEndings, path: `files/${String(one.id)}` }));
    const kinds = [...new Set(named.map((one) => one.mediaType))];
    expect(kinds).toEqual(expect.arrayContaining(["application/pdf", "application/json", "text/csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"]));
    for (const { mediaType, path } of named) expect(parts, path).toHaveProperty([`${path}.${fileEndings[mediaType]}`]);
    const beginning = { pdf: "%PDF-", csv: "Child given name,", xlsx: "PK", json: "{" };
    for (const [ending, begins] of Object.entries(beginning)) for (const [name, bytes] of Object.entries(parts)) if (name.startsWith("files/") && name.endsWith(`.${ending}`)) expect(textOf(bytes.subarray(0, begins.length)), name).toBe(begins);
    const { rows } = await server.fresh.asOwner((client) => client.query<{ allowed: string }>("select pg_get_constraintdef(oid) as allowed from pg_constraint where conname = 'files_media_type_check'"));
    expect([...rows[0]!.allowed.matchAll(/'([^']+)'::text/g)].map(([, one]) => one).toSorted(), "what the table takes has an ending").toEqual(Object.keys(fileEndings).toSorted());
  });

  it("is in the trail, and never takes the place of a file", async () => {
    const { rows } = await server.fresh.asOwner((client) => client.query("select details from dyad.audit_entries where procedure = 'cli.export'"));
    expect(rows).toEqual([{ details: { rows: made.answer.rows, files: made.answer.files, missing: 0, command: "export" } }]);
    await expect(run(exportCommand, ["--agency", "demo-dc", "--out", first], source)).rejects.toMatchObject({ code: "malformed" });
    await expect(run(exportCommand, ["--agency", "nobody", "--out", fileOf("none.zip")], source)).rejects.toMatchObject({ code: "malformed" });
  });

  it("is taken into an empty server, whose own export is the same to the byte", async () => {
    const database = await emptyDatabase();
    const environment = environmentOf(database, dataOf("target"));
    expect(await run(importCommand, [first], environment)).toMatchObject({ exit: 0, stderr: "", answer: { ok: true, agency: "demo-dc", rows: made.answer.rows, files: made.answer.files } });
    const second = fileOf("second.zip");
    expect(await run(exportCommand, ["--agency", "demo-dc", "--out", second], environment)).toMatchObject({ exit: 0, answer: { rows: made.answer.rows } });
    expect(fs.readFileSync(second).equals(fs.readFileSync(first))).toBe(true);
    await asOwnerOf(database, async (client) => {
      await client.query("set search_path = dyad");
      const { rows } = await client.query("select nextval(pg_get_serial_sequence('instrument_entries', 'place')) > max(place) as further, max(body::text) as body, (select count(*)::int from accounts where second_factor_secret is not null) as factors from instrument_entries");
      expect(rows).toEqual([{ further: true, body: '{"b": 1,  "a": 2}', factors: 0 }]);
    });
    await expect(run(importCommand, [first], environment)).rejects.toMatchObject({ code: "refused", message: expect.stringContaining("in use") });
  });

  it("is not taken in where a part was changed, left out, added or cut off; and the place stays empty", async () => {
    const database = await emptyDatabase();
    const data = dataOf("damaged");
    const attempt = async (bytes: Uint8Array) => {
      fs.writeFileSync(fileOf("other.zip"), bytes);
      return run(importCommand, [fileOf("other.zip")], environmentOf(database, data));
    };
    const again = (change: (parts: Record<string, Uint8Array>) => void) => {
      const parts = partsOf(first);
      change(parts);
      return zipOf(Object.entries(parts).map(([name, bytes]) => ({ path: name, bytes })));
    };
    const whole = fs.readFileSync(first);
    const changed = Buffer.from(whole);
    changed[Math.floor(whole.length / 3)]! ^= 1;
    for (const bytes of [
      changed,
      again((parts) => void (parts["tables/blocks.jsonl"] = new TextEncoder().encode(textOf(parts["tables/blocks.jsonl"]!).replace("MARKER-REPORT", "MARKER-NOTHING").replace("MARKER-CHILD", "MARKER-NOBODY")))),
      again((parts) => void delete parts["tables/consents.jsonl"]),
      again((parts) => void (parts["tables/more.jsonl"] = new Uint8Array())),
    ]) expect(await attempt(bytes)).toEqual({ exit: 1, answer: { ok: false, why: "damaged" }, stderr: expect.stringContaining("damaged") }); // prettier-ignore
    for (const bytes of [whole.subarray(0, whole.length - 30), Buffer.from("PK nothing"), zipOf([{ path: "a", bytes: new Uint8Array(1) }])]) expect(await attempt(bytes)).toMatchObject({ exit: 1, answer: { why: "no_archive" } });
    expect(await asOwnerOf(database, async (client) => (await client.query("select count(*)::int as count from pg_tables where schemaname = 'dyad'")).rows[0])).toEqual({ count: 0 });
    expect(fs.readdirSync(data)).toEqual([]);
  });
});
