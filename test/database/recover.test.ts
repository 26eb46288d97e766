import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { asActor, newId } from "#database/actor.ts";
import { insertFile } from "#features/documents/store.ts";
import { insertPerson, listAddresses, insertAddress } from "#features/people/store.ts";
import { insertCase } from "#features/cases/store.ts";
import { recoverCommand } from "#main/cli/recover.ts";
import { copyWhereDue, handOn } from "#main/journaling.ts";
import { openServices, type OpenServices } from "#main/open.ts";
import { appendAudit, sealAgency } from "#server/audit.ts";
import { makeFileKey, wrapFileKey } from "#server/files.ts";
import { placesIn } from "#server/journal.ts";
import { readSettings } from "#server/settings.ts";
import { rows } from "#database/actor.ts";
import { sql } from "kysely";
import { makeAgency, type TestAgency } from "../support/agency.ts";
import { TEST_SECRET } from "../support/keys.ts";

// A disk is lost: all but the folder of backups and the secret key. What stood at the last round of the journal is there
// again, and so is any moment before.

const projectRoot = path.resolve(import.meta.dirname, "../..");
const root = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-recover-"));
fs.chmodSync(root, 0o755); // as root, another account runs PostgreSQL
const backups = path.join(root, "backups");
const environmentOf = (name: string): Record<string, string> => ({ DYAD_DATA_DIR: path.join(root, name), DYAD_SECRET_KEY: TEST_SECRET, DYAD_DEMO: "0" });
const start = (name: string, more: Record<string, string> = {}) => {
  fs.mkdirSync(path.join(root, name), { recursive: true });
  return openServices({ projectRoot, settings: readSettings({ ...environmentOf(name), ...more }, projectRoot), manner: "own" });
};
const recover = async (name: string, ...more: string[]) => {
  const { exit, stdout, stderr } = await recoverCommand({ argv: [backups, ...more, "--json"], language: "en", dataDirectory: "", environment: environmentOf(name), readInput: async () => "" });
  return { exit, answer: stdout === "" ? null : JSON.parse(stdout), stderr };
};

let live: OpenServices;
let agency: TestAgency;
let between: string;

/** Somebody new, with an address and a row of the trail: what a round has to keep. */
const add = (name: string) =>
  asActor(live.services.database, live.services.clock, agency.operator, async (tx) => {
    const personId = await insertPerson(tx, { kind: "child", givenName: name, familyName: "Made-Up", birthDate: "2022-05-02", language: "en" });
    const caseId = await insertCase(tx, { childId: personId, referralId: null, openedOn: "2026-01-05" });
    await insertAddress(tx, { personId, caseId, isConfidential: true, lines: `1 ${name} Lane`, city: "", state: "", postalCode: "", validFrom: "2026-01-05" });
    await appendAudit(tx, { action: "write", procedure: "test.add", outcome: "done", requestId: name, caseId });
  });
const seal = () => sealAgency(live.services.database, live.services.clock, agency, live.services.dataDirectory);
async function addFile(content: Buffer): Promise<void> {
  const { files, keys, database, clock } = live.services;
  const [fileId, key] = [newId({ now: clock.now() }), makeFileKey()];
  await (await files.take(fileId, key, (async function* () { yield content; })())).keep(); // prettier-ignore
  await asActor(database, clock, agency.operator, (tx) => insertFile(tx, { fileId, mediaType: "application/pdf", bytes: content.length, sha256: createHash("sha256").update(content).digest(), wrappedKey: wrapFileKey(keys, { agencyId: agency.agencyId, fileId }, key), cleaned: false }));
}
const namesIn = (opened: OpenServices) => asActor(opened.services.database, opened.services.clock, agency.operator, async (tx) => (await rows<{ name: string }>(tx, sql`select given_name as name from persons order by id`)).map((one) => one.name));

beforeAll(async () => {
  live = await start("live", { DYAD_BACKUPS: backups });
  agency = await makeAgency(live.services, { slug: "kept" });
  await add("First");
  await addFile(Buffer.from("What a file holds."));
  await seal();
  // The copy of the cluster takes its time; the journal is handed on meanwhile.
  await Promise.all([copyWhereDue(live, "0.1.0"), handOn(live, "0.1.0")]);
  await add("Second");
  await handOn(live, "0.1.0");
  between = new Date().toISOString();
  await new Promise((resolve) => setTimeout(resolve, 50));
  await add("Third");
  await seal();
  await handOn(live, "0.1.0");
  await add("After the last round");
  // The disk is lost: nothing is stopped in order.
  execFileSync("cp", ["-a", backups, `${backups}-kept`]);
  await live.close();
  fs.rmSync(path.join(root, "live"), { recursive: true });
}, 120_000);
afterAll(() => fs.rmSync(root, { recursive: true, force: true }));

it("is there again as of the last round, with its files, and the chain of the trail holds", async () => {
  const { exit, answer } = await recover("again");
  expect([exit, answer]).toMatchObject([0, { ok: true, until: null, parts: expect.any(Number) }]);
  const again = await start("again");
  try {
    expect(await namesIn(again)).toEqual(["First", "Second", "Third"]);
    const [{ id }] = (await asActor(again.services.database, again.services.clock, agency.operator, (tx) => rows<{ id: string }>(tx, sql`select id from cases order by id`))) as [{ id: string }];
    expect((await asActor(again.services.database, again.services.clock, agency.operator, (tx) => listAddresses(tx, id)))[0]!.lines).toBe("1 First Lane");
  } finally {
    await again.close();
  }
}, 120_000);

it("is there as of any moment before", async () => {
  const found = await recover("before", "--until", between);
  expect(found, JSON.stringify(found)).toMatchObject({ exit: 0, answer: { ok: true, until: between } });
  const before = await start("before");
  try {
    expect(await namesIn(before)).toEqual(["First", "Second"]);
  } finally {
    await before.close();
  }
}, 120_000);

it("says so where there is no such moment, and leaves the place empty", async () => {
  expect(await recover("never", "--until", "2099-01-01T00:00:00Z")).toMatchObject({ exit: 1, answer: { ok: false, why: "not_reached" } });
  expect(fs.existsSync(path.join(root, "never", "pg18"))).toBe(false);
  await expect(recover("never", "--until", "2020-01-01T00:00:00Z")).rejects.toMatchObject({ code: "malformed" });
  await expect(recover("again")).rejects.toMatchObject({ code: "malformed", message: expect.stringContaining("already") });
}, 60_000);

it("nothing readable lies in the folder; a part or a copy that was changed is found, and nothing is made of it", async () => {
  const files = fs.readdirSync(backups, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => path.join(one.parentPath, one.name));
  expect(files.length).toBeGreaterThan(4);
  for (const file of files) for (const word of ["Made-Up", "Lane", "What a file holds", "kept"]) expect(fs.readFileSync(file).includes(word), `${word} in ${path.basename(file)}`).toBe(false);
  const spoil = (place: string) => {
    const file = path.join(place, fs.readdirSync(place).sort().at(-1)!);
    const bytes = fs.readFileSync(file);
    bytes[bytes.length >> 1]! ^= 1;
    fs.writeFileSync(file, bytes);
  };
  spoil(placesIn(backups).base);
  expect(await recover("spoilt")).toMatchObject({ exit: 1, answer: { ok: false, why: "damaged" } });
  expect(fs.existsSync(path.join(root, "spoilt", "pg18"))).toBe(false);
}, 60_000);
