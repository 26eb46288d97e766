import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, expect, it } from "vitest";
import { limitFiles, mayLimit } from "../disk/limits.ts";
import { newId } from "#database/actor.ts";
import { appendAudit, sealAgency, verifyAgency } from "#server/audit.ts";
import { acting, makeAgency, makeStaff, type TestAgency } from "../support/agency.ts";
import { freshDatabase, type FreshDatabase } from "../support/database.ts";

let place: FreshDatabase;
let agency: TestAgency;
let folder: string;

beforeAll(async () => {
  place = await freshDatabase();
  agency = await makeAgency(place);
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-seals-"));
});
afterAll(async () => {
  await place.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const note = { action: "read", procedure: "cases.get", outcome: "done", requestId: "of a test" } as const;
const seal = (look: "everywhere" | "lately") => sealAgency(place.database, place.clock, agency, folder, look);

it("a sealer that looks lately links what was just written, and leaves the rows of an import to the one that looks everywhere", async () => {
  const somebody = await makeStaff(place, agency);
  await seal("everywhere");
  await acting(place, somebody, (tx) => appendAudit(tx, note));
  await acting(place, agency.system, (tx) =>
    sql`insert into audit_entries (agency_id, id, at, actor_kind, roles, action, procedure, outcome, request_id) values (${agency.agencyId}, ${newId(tx)}, now() - interval '1 year', 'system', '{}', 'read', 'import', 'done', 'of a test')`.execute(tx),
  );
  expect(await seal("lately")).toBe(1);
  expect(await seal("lately")).toBe(0);
  expect(await seal("everywhere")).toBe(1);
  expect(await verifyAgency(place.database, place.clock, agency, folder)).toMatchObject({ unsealed: 0 });
});

it("looking lately costs no look at the whole trail", async () => {
  await place.asOwner(async (client) => {
    await client.query("insert into dyad.audit_entries (agency_id, id, at, actor_kind, roles, action, procedure, outcome, request_id) select $1, gen_random_uuid(), now() - (n + 10) * interval '1 minute', 'system', '{}', 'read', 'import', 'done', 'of a test' from generate_series(1, 20000) n", [agency.agencyId]);
    await client.query("analyze dyad.audit_entries");
    const { rows } = await client.query("explain (format json) select id from dyad.audit_entries where agency_id = $1 and at > now() - make_interval(secs => 300)", [agency.agencyId]);
    expect(JSON.stringify(rows[0]["QUERY PLAN"])).toContain("audit_entries_by_time");
  });
});

it("finds the newest seal at the end of a file of any length, behind a line that a crash cut off", async () => {
  const file = path.join(folder, "seals", `${agency.agencyId}.log`);
  const newest = fs.readFileSync(file, "utf8");
  fs.writeFileSync(file, `${`${JSON.stringify({ position: 0, sealedAt: "2020-01-01T00:00:00.000Z", hash: "0".repeat(64) })}\n`.repeat(1_000)}${newest}{"position": 99`);
  const before = fs.statSync(file).size;
  await seal("lately");
  expect(fs.statSync(file).size, "the head is there already, so nothing is written").toBe(before);
});

it.skipIf(!mayLimit())("on a full disk keeps no half line of the seal file, and seals on once there is room", async () => {
  const file = path.join(folder, "seals", `${agency.agencyId}.log`);
  // A long file, so that its limit stops nothing else that this process writes.
  fs.appendFileSync(file, `\n${`${"-".repeat(1_000)}\n`.repeat(4_000)}`);
  await acting(place, agency.system, (tx) => appendAudit(tx, note));
  await seal("lately");
  const { size } = fs.statSync(file);
  await acting(place, agency.system, (tx) => appendAudit(tx, note));
  limitFiles([process.pid], size + 50);
  try {
    await expect(seal("lately")).rejects.toMatchObject({ code: "EFBIG" });
    expect(fs.statSync(file).size).toBe(size);
  } finally {
    limitFiles([process.pid], "unlimited");
  }
  await seal("lately");
  const newest = JSON.parse(fs.readFileSync(file, "utf8").trimEnd().split("\n").at(-1)!) as { position: number; hash: string };
  const head = await place.asOwner(async (client) => (await client.query("select position::int, hash from dyad.audit_chain where agency_id = $1 order by position desc limit 1", [agency.agencyId])).rows[0]);
  expect(newest).toMatchObject(head);
});
