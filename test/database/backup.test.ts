import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listMigrations, listSteps, migrate } from "#database/migrate.ts";
import { newId } from "#database/actor.ts";
import { listTables } from "#database/copying.ts";
import { backupCommand } from "#main/cli/backup.ts";
import { restoreCommand } from "#main/cli/restore.ts";
import { writeBackup } from "#server/backup.ts";
import { appendAudit, sealAgency } from "#server/audit.ts";
import { writeEntries, readEntries, type Entry } from "#server/entries.ts";
import { makeFileKey, openFolder, wrapFileKey } from "#server/files.ts";
import { acting, makeAgency, makeStaff, type TestAgency } from "../support/agency.ts";
import { LOGIN } from "../support/connection.ts";
import { freshDatabase, type FreshDatabase } from "../support/database.ts";
import { makeElsewhere } from "../support/elsewhere.ts";
import { testKeys, TEST_SECRET } from "../support/keys.ts";
import { testInstallation } from "../support/postgres.ts";

// What a backup holds is put back to the last bit, and what is no good changes nothing.

const SECRET = TEST_SECRET;
const { dataOf, fileOf, emptyDatabase, asOwnerOf, environmentOf, run, clear } = makeElsewhere(SECRET);
const backup = fileOf("first.backup");
let place: FreshDatabase;
let agency: TestAgency;
let first: Awaited<ReturnType<typeof run>>;

/** Every row of every table as text, in an order of its own. Who is signed in, and what the restore noted itself, is left out. */
const contentOf = (database: string) =>
  asOwnerOf(database, async (client) => {
    const found: Record<string, string[]> = {};
    for (const { schema, name } of await listTables(client)) {
      if (name === "sign_ins") continue;
      const { rows } = await client.query<{ row: string }>(`select to_jsonb(t)::text as row from ${schema}.${name} t ${name === "audit_entries" ? "where procedure not in ('cli.restore', 'cli.backup')" : ""} order by 1`);
      found[`${schema}.${name}`] = rows.map((one) => one.row);
    }
    return found;
  });

async function addFile(data: string, content: Buffer): Promise<string> {
  const fileId = newId({ now: place.clock.now() });
  const key = makeFileKey();
  const incoming = await openFolder(path.join(data, "files")).take(fileId, key, (async function* () { yield content; })()); // prettier-ignore
  await incoming.keep();
  await acting(place, agency.operator, (tx) =>
    sql`insert into files (agency_id, id, media_type, bytes, sha256, wrapped_key, cleaned, received_at) values (${agency.agencyId}, ${fileId}, 'image/png', ${content.length}, ${createHash("sha256").update(content).digest()}, ${wrapFileKey(testKeys(), { agencyId: agency.agencyId, fileId }, key)}, false, ${tx.now})`.execute(tx));
  return fileId;
}

beforeAll(async () => {
  place = await freshDatabase();
  agency = await makeAgency(place, { slug: "demo-dc" });
  const staff = [await makeStaff(place, agency, { name: "Zoë \\N \t\n Ñandú" }), await makeStaff(place, agency, { roles: ["supervisor"] })];
  await addFile(dataOf("source"), randomBytes(200_000));
  await addFile(dataOf("source"), Buffer.from("a small one"));
  for (let count = 0; count < 40; count++) await acting(place, staff[count % 2]!, (tx) => appendAudit(tx, { action: "read", procedure: "cases.read", outcome: "done", requestId: `request-${count}`, details: { count } }));
  await sealAgency(place.database, place.clock, agency, dataOf("source"));
  first = await run(backupCommand, [backup], environmentOf(databaseName(), dataOf("source")));
}, 120_000);
afterAll(async () => {
  await place?.close();
  await clear();
});
const databaseName = () => place.ownerConfig.database!;

describe("a backup", () => {
  it("is restored into an empty place: every row, file and seal, and the chain holds", async () => {
    expect(first).toMatchObject({ exit: 0, stderr: "", answer: { ok: true, files: 2, missing: [], agencies: ["demo-dc"] } });
    const database = await emptyDatabase();
    const data = dataOf("restored");
    const restored = await run(restoreCommand, [backup], environmentOf(database, data));
    expect(restored).toMatchObject({ exit: 0, stderr: "", answer: { ok: true, files: 2, agencies: [{ agency: "demo-dc", sealed: 40, brokenAt: null }] } });
    expect(await contentOf(database)).toEqual(await contentOf(databaseName()));
    const files = (of: string) => fs.readdirSync(path.join(of, "files"), { recursive: true, encoding: "utf8" }).filter((name) => name.length > 10).sort();
    expect(files(data)).toEqual(files(dataOf("source")));
    // It is a place in use now: another restore changes nothing.
    await expect(run(restoreCommand, [backup], environmentOf(database, data))).rejects.toMatchObject({ code: "refused", message: expect.stringContaining("in use") });
  });

  it("holds nothing of the record in clear, and not the secret key", () => {
    const bytes = fs.readFileSync(backup).toString("latin1");
    expect(fs.statSync(backup).mode & 0o077).toBe(0);
    for (const word of ["demo-dc", "@example.org", SECRET, "cases.read"]) expect(bytes.includes(word)).toBe(false);
  });

  it("is not restored where a bit of it was changed, where it was cut off, or with another key; and the place stays empty", async () => {
    const database = await emptyDatabase();
    const data = dataOf("damaged");
    const whole = fs.readFileSync(backup);
    const attempt = async (bytes: Buffer, environment = environmentOf(database, data)) => {
      fs.writeFileSync(fileOf("other.backup"), bytes);
      return run(restoreCommand, [fileOf("other.backup")], environment);
    };
    const lineEnd = whole.indexOf(10);
    for (const at of [lineEnd + 3, lineEnd + 40, Math.floor(whole.length / 2), whole.length - 1]) {
      const changed = Buffer.from(whole);
      changed[at]! ^= 4;
      expect([at, await attempt(changed)]).toEqual([at, { exit: 1, answer: { ok: false, why: "damaged" }, stderr: expect.stringContaining("damaged") }]);
    }
    expect(await attempt(whole.subarray(0, whole.length - 1))).toMatchObject({ exit: 1, answer: { why: "damaged" } });
    expect(await attempt(whole.subarray(0, lineEnd + 1))).toMatchObject({ exit: 1, answer: { why: "damaged" } });
    expect(await attempt(whole, environmentOf(database, data, { DYAD_SECRET_KEY: `${SECRET}!` }))).toMatchObject({ exit: 1, answer: { why: "other_key" } });
    expect(await attempt(Buffer.from("nothing of ours"))).toMatchObject({ exit: 1, answer: { why: "no_backup" } });
    expect(await asOwnerOf(database, async (client) => (await client.query("select count(*)::int as count from pg_tables where schemaname = 'dyad'")).rows[0])).toEqual({ count: 0 });
    expect(fs.readdirSync(data)).toEqual([]);
  });

  it("never takes the place of a file, and is read only by an account that sees everything", async () => {
    await expect(run(backupCommand, [backup], environmentOf(databaseName(), dataOf("source")))).rejects.toMatchObject({ code: "malformed" });
    const { DATABASE_OWNER_URL: _left, ...environment } = environmentOf(databaseName(), dataOf("source"));
    await expect(run(backupCommand, [fileOf("none.backup")], environment as Record<string, string>)).rejects.toMatchObject({ code: "refused" });
    expect(fs.existsSync(fileOf("none.backup"))).toBe(false);
  });

  it("says which files it could not take, and still holds the rest", async () => {
    const data = dataOf("source");
    const shelf = fs.readdirSync(path.join(data, "files"), { recursive: true, encoding: "utf8" }).find((name) => name.length > 10)!;
    fs.renameSync(path.join(data, "files", shelf), fileOf("away"));
    const file = fileOf("partly.backup");
    expect(await run(backupCommand, [file], environmentOf(databaseName(), data))).toMatchObject({ exit: 1, answer: { ok: false, files: 1, missing: [path.basename(shelf)] } });
    fs.renameSync(fileOf("away"), path.join(data, "files", shelf));
  });

  it("of an earlier release is brought up to date; one of a later release is refused before anything is made", async () => {
    const database = await emptyDatabase();
    const earlier = listMigrations(testInstallation.migrationsDirectory).slice(0, -6).map((one) => one.name);
    await asOwnerOf(database, (client) => migrate(client, { ...testInstallation, only: earlier }, { user: LOGIN, password: null }));
    await asOwnerOf(database, (client) => client.query("set search_path = dyad; select add_agency(gen_random_uuid(), 'earlier', 'Earlier', 'Earlier', 'provider', 'America/New_York', false, '{}'); insert into dyad.migrations (name, checksum) values ('9999_of_tomorrow.sql', 'x')"));
    const file = fileOf("earlier.backup");
    const data = dataOf("earlier");
    // Read by the very functions of the command: the command itself would bring the database up to date first.
    const write = (name: string) => asOwnerOf(database, (client) => writeBackup(name, { owner: client, files: openFolder(path.join(data, "files")), dataDirectory: data, release: "0.0.1", now: "2026-11-20T15:00:00Z" }, testKeys()));
    await write(file);
    await expect(run(restoreCommand, [file], environmentOf(await emptyDatabase(), data))).rejects.toMatchObject({ code: "refused", message: expect.stringContaining("9999_of_tomorrow.sql") });
    await asOwnerOf(database, (client) => client.query("delete from dyad.migrations where name like '9999%'"));
    const upToDate = fileOf("earlier-2.backup");
    await write(upToDate);
    const into = await emptyDatabase();
    expect(await run(restoreCommand, [upToDate], environmentOf(into, dataOf("later")))).toMatchObject({ exit: 0, answer: { release: "0.0.1", agencies: [{ agency: "earlier" }] } });
    const { rows } = await asOwnerOf(into, (client) => client.query("select count(*)::int as count from dyad.migrations"));
    expect(rows[0].count).toBe(listSteps(testInstallation).length);
  });
});

it("entries are read as they were written, however the bytes are cut, and what is cut off is noticed", async () => {
  const given = Array.from({ length: 20 }, (_, at) => ({ head: { kind: "table", at }, content: randomBytes(at * at * 7) }));
  const bytes: Buffer[] = [];
  for await (const piece of writeEntries((async function* () { for (const { head, content } of given) yield { head, bytes: [content] as unknown as Entry["bytes"] }; })())) bytes.push(piece); // prettier-ignore
  const whole = Buffer.concat(bytes);
  const read = async (from: Buffer, step: number) => {
    const found: { head: unknown; content: Buffer }[] = [];
    for await (const { head, bytes: content } of readEntries((async function* () { for (let at = 0; at < from.length; at += step) yield from.subarray(at, at + step); })())) { // prettier-ignore
      const pieces: Uint8Array[] = [];
      for await (const piece of content) pieces.push(piece);
      found.push({ head, content: Buffer.concat(pieces) });
    }
    return found;
  };
  for (const step of [1, 7, 64, 100_000]) expect(await read(whole, step)).toEqual(given);
  for (const end of [1, 5, 200, whole.length - 1]) await expect(read(whole.subarray(0, end), 64)).rejects.toThrow("ends within");
});
