import { execFileSync } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asActor, newId } from "#database/actor.ts";
import { attachEmbedded } from "#database/embedded.ts";
import { sealRow } from "#database/sealedRows.ts";
import { DESTROYED_TEXT, openForReading, placeIn } from "#database/sealing.ts";
import { insertCase } from "#features/cases/store.ts";
import { insertFile } from "#features/documents/store.ts";
import { insertAddress, insertPerson, listAddresses } from "#features/people/store.ts";
import { findReport, insertAddendum, insertReport } from "#features/safety/reports.store.ts";
import { emptyReport } from "#features/safety/report.rules.ts";
import { backupCommand } from "#main/cli/backup.ts";
import { keysCommand } from "#main/cli/keys.ts";
import { restoreCommand } from "#main/cli/restore.ts";
import { openServices, type OpenServices } from "#main/open.ts";
import { DamagedFile, makeFileKey, unwrapFileKey, wrapFileKey } from "#server/files.ts";
import { readSettings } from "#server/settings.ts";
import { makeAgency, makeStaff, type StaffActor, type TestAgency } from "../support/agency.ts";

// What a key that was destroyed had sealed is gone: out of everything that lies on the disk, the database's own journal
// included, and out of the backups that were made before, for whoever has all of it and every key that is left.

const projectRoot = path.resolve(import.meta.dirname, "../..");
const root = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-destroyed-"));
fs.chmodSync(root, 0o755); // as root, another account runs PostgreSQL
const environmentOf = (name: string) => ({ DYAD_DATA_DIR: path.join(root, name), DYAD_KEYS: path.join(root, `${name}-keys`), DYAD_DEMO: "0" });
const backup = path.join(root, "before.backup");
const made: { caseId: string; words: Record<"address" | "city" | "contact" | "note" | "report" | "addendum" | "file", string>; reportId: string; fileId: string; noteId: string }[] = [];
let opened: OpenServices;
let agency: TestAgency;
let author: StaffActor;

const run = (command: typeof backupCommand, argv: string[], name: string) => command({ argv: [...argv, "--json"], language: "en", dataDirectory: "", environment: environmentOf(name), readInput: async () => "" });
const start = (name: string) => {
  fs.mkdirSync(path.join(root, name), { recursive: true });
  return openServices({ projectRoot, settings: readSettings(environmentOf(name), projectRoot), manner: "own" });
};

/** A folder as it lies, with whose it is. */
const copy = (from: string, to: string) => execFileSync("cp", ["-a", path.join(root, from), path.join(root, to)]);

/** A case with one of everything that is sealed, each with words that are nowhere else. */
async function makeFull(): Promise<void> {
  const words = Object.fromEntries((["address", "city", "contact", "note", "report", "addendum", "file"] as const).map((one) => [one, `${one.toUpperCase()}-${randomBytes(9).toString("hex")}`])) as (typeof made)[number]["words"];
  const { database, clock, files, keys } = opened.services;
  const [fileId, fileKey, content] = [newId({ now: clock.now() }), makeFileKey(), Buffer.from(words.file)];
  const incoming = await files.take(fileId, fileKey, (async function* () { yield content; })()); // prettier-ignore
  await asActor(database, clock, agency.operator, async (tx) => {
    const childId = await insertPerson(tx, { kind: "child", givenName: "Robin", familyName: "Made-Up", birthDate: "2022-05-02", language: "en" });
    const caseId = await insertCase(tx, { childId, referralId: null, openedOn: "2026-01-05" });
    await insertAddress(tx, { personId: childId, caseId, isConfidential: true, lines: words.address, city: words.city, state: "DC", postalCode: "", validFrom: "2026-01-05" });
    const requestId = newId(tx);
    const asks = sealRow(tx.keys, "amendment_requests", { id: requestId, case_id: caseId, kind: "confidential", asked: words.contact }, () => "");
    await sql`insert into amendment_requests (agency_id, id, case_id, person_id, kind, received_on, asked, recorded_by, recorded_at) values (${agency.agencyId}, ${requestId}, ${caseId}, ${childId}, 'confidential', '2026-01-05', ${asks.asked}, ${author.staffId}, ${tx.now})`.execute(tx);
    const noteId = newId(tx);
    const note = sealRow(tx.keys, "blocks", { id: noteId, case_id: caseId, class: "psychotherapy_note", words: words.note }, () => "");
    await sql`insert into blocks (agency_id, id, case_id, section, class, owner_staff_id, words) values (${agency.agencyId}, ${noteId}, ${caseId}, 'own', 'psychotherapy_note', ${author.staffId}, ${note.words})`.execute(tx);
    const reportId = await insertReport(tx, { caseId, staffId: author.staffId, content: { ...emptyReport("Robin"), what: words.report } as never });
    await insertAddendum(tx, { reportId, caseId, staffId: author.staffId, words: words.addendum });
    await insertFile(tx, { fileId, mediaType: "application/pdf", bytes: content.length, sha256: createHash("sha256").update(content).digest(), wrappedKey: wrapFileKey(keys, { agencyId: agency.agencyId, fileId }, fileKey), cleaned: false });
    await incoming.keep();
    made.push({ caseId, words, reportId, fileId, noteId });
  });
}

/** What is still to be read of a case, by whoever has the ring that is left. */
async function readAll({ services }: OpenServices, one: (typeof made)[number]): Promise<Record<string, string>> {
  return asActor(services.database, services.clock, agency.operator, async (tx) => {
    const [address] = await listAddresses(tx, one.caseId);
    const { words } = (await sql<{ words: string }>`select words from blocks where id = ${one.noteId}`.execute(tx)).rows[0]!;
    const report = await findReport(tx, one.reportId).then((found) => JSON.stringify(found?.content), (error: Error) => error.name);
    const addendum = (await sql<{ id: string; words: string }>`select id, words from mandated_report_addenda where report_id = ${one.reportId}`.execute(tx)).rows[0]!;
    const asked = (await sql<{ id: string; asked: string }>`select id, asked from amendment_requests where case_id = ${one.caseId}`.execute(tx)).rows[0]!;
    const file = (await sql<{ bytes: number; wrapped: Buffer }>`select bytes, wrapped_key as wrapped from files where id = ${one.fileId}`.execute(tx)).rows[0]!;
    let content: string;
    try {
      const pieces: Buffer[] = [];
      for await (const piece of services.files.read(one.fileId, unwrapFileKey(services.keys, { agencyId: agency.agencyId, fileId: one.fileId }, file.wrapped), file.bytes)) pieces.push(piece);
      content = Buffer.concat(pieces).toString();
    } catch (error) {
      if (!(error instanceof DamagedFile)) throw error;
      content = error.what;
    }
    return { address: address!.lines, city: address!.city, contact: openForReading(tx.keys, placeIn("amendment_requests.asked", asked.id), asked.asked), note: openForReading(tx.keys, placeIn("blocks.words", one.noteId), words), report: report.includes(one.words.report) ? one.words.report : report, addendum: openForReading(tx.keys, placeIn("mandated_report_addenda.words", addendum.id), addendum.words), file: content };
  });
}
const gone = { address: DESTROYED_TEXT, city: DESTROYED_TEXT, contact: DESTROYED_TEXT, note: DESTROYED_TEXT, report: "DestroyedKey", addendum: DESTROYED_TEXT, file: "missing" };

/** Every file below a folder that holds one of the words, in clear. */
function findOnDisk(folder: string, words: readonly string[]): string[] {
  return fs.readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name)).filter((file) => {
    const bytes = fs.readFileSync(file);
    return words.some((word) => bytes.includes(word));
  });
}

beforeAll(async () => {
  opened = await start("live");
  const place = opened.services;
  agency = await makeAgency(place, { slug: "kept" });
  author = await makeStaff(place, agency);
  for (let count = 0; count < 2; count++) await makeFull();
  // What the disk holds, not what memory does.
  const owner = new pg.Client((await attachEmbedded(path.join(root, "live")))!.config);
  await owner.connect();
  await owner.query("checkpoint").finally(() => owner.end());
  const { exit, stderr } = await run(backupCommand, [backup], "live");
  if (exit !== 0) throw new Error(stderr);
}, 120_000);
afterAll(async () => {
  await opened?.close();
  fs.rmSync(root, { recursive: true, force: true });
});

it("nothing that is sealed ever lies in clear on the disk, in the journal or in a backup", async () => {
  for (const one of made) expect(await readAll(opened, one)).toEqual(one.words);
  // The search itself finds what is not sealed.
  expect(findOnDisk(path.join(root, "live"), ["Robin"]).length).toBeGreaterThan(0);
  expect(findOnDisk(root, made.flatMap((one) => Object.values(one.words)))).toEqual([]);
}, 60_000);

it("a destroyed key leaves nothing to read in the database and its files; the neighbour's stay", async () => {
  const [first, second] = made;
  const keysBefore = fs.readdirSync(path.join(root, "live-keys")).map((name) => fs.readFileSync(path.join(root, "live-keys", name), "utf8").trim());
  expect(await opened.services.keys.destroy([first!.caseId, first!.fileId])).toBe(2);
  expect([await readAll(opened, first!), await readAll(opened, second!)]).toEqual([gone, second!.words]);
  // The secret from which the ring once followed is nowhere on the disk any more.
  expect(findOnDisk(root, keysBefore)).toEqual([]);
}, 60_000);

it("a copy of the whole disk and a backup from before, with every key that is left, give nothing of it back", async () => {
  const [first, second] = made;
  await opened.close();
  copy("live", "stolen");
  copy("live-keys", "stolen-keys");
  const stolen = await start("stolen");
  try {
    expect([await readAll(stolen, first!), await readAll(stolen, second!)]).toEqual([gone, second!.words]);
  } finally {
    await stolen.close();
  }
  copy("live-keys", "again-keys");
  const restored = await run(restoreCommand, [backup], "again");
  expect(JSON.parse(restored.stdout)).toMatchObject({ agencies: [{ agency: "kept" }] });
  const again = await start("again");
  try {
    expect([await readAll(again, first!), await readAll(again, second!)]).toEqual([gone, second!.words]);
  } finally {
    await again.close();
  }
  expect(findOnDisk(root, Object.values(first!.words))).toEqual([]);
  opened = await start("live");
}, 120_000);

it("a new generation of keys seals everything anew; the former one retired, a backup of before opens no more, and what stands does", async () => {
  await opened.close();
  expect(JSON.parse((await run(keysCommand, ["renew"], "live")).stdout)).toMatchObject({ ok: true, generation: 2, generations: 2, destroyed: 2 });
  const between = await start("live");
  expect([await readAll(between, made[0]!), await readAll(between, made[1]!)]).toEqual([gone, made[1]!.words]);
  await between.close();
  expect(JSON.parse((await run(keysCommand, ["retire"], "live")).stdout)).toMatchObject({ ok: true, retired: 1, resealed: 0, generations: 1 });
  opened = await start("live");
  expect(await readAll(opened, made[1]!)).toEqual(made[1]!.words);
  fs.rmSync(path.join(root, "again-keys"), { recursive: true });
  copy("live-keys", "again-keys");
  expect(await run(restoreCommand, [backup], "late").catch((error: Error) => error.message)).toMatch(/DYAD_SECRET_KEY/);
  copy("live-keys", "late-keys");
  expect(await run(restoreCommand, [backup], "late")).toMatchObject({ exit: 1, stdout: expect.stringContaining("other_key") });
}, 120_000);
