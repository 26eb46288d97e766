import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { verifyCommand } from "#main/cli/verify.ts";
import { appendAudit, sealAgency } from "#server/audit.ts";
import { acting, makeAgency, makeStaff, type TestAgency } from "../support/agency.ts";
import { freshDatabase, type FreshDatabase } from "../support/database.ts";

let place: FreshDatabase;
let agency: TestAgency;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-verify-"));

beforeAll(async () => {
  place = await freshDatabase();
  agency = await makeAgency(place, { slug: "demo-dc" });
  const somebody = await makeStaff(place, agency);
  for (let count = 0; count < 5; count++) await acting(place, somebody, (tx) => appendAudit(tx, { action: "read", procedure: "cases.read", outcome: "done", requestId: `request-${count}` }));
});
afterAll(async () => {
  await place.close();
  fs.rmSync(folder, { recursive: true });
});

async function verify(...argv: string[]) {
  const { host, user, password, database } = place.loginConfig as { host: string; user: string; password: string; database: string };
  const environment = { DATABASE_URL: `postgres://${user}:${encodeURIComponent(password)}@/${database}?host=${encodeURIComponent(host)}`, DYAD_DATA_DIR: folder };
  const { exit, stdout, stderr } = await verifyCommand({ argv: ["--json", ...argv], language: "en", dataDirectory: "", environment, readInput: async () => "" });
  return { exit, answer: JSON.parse(stdout), stderr };
}
const seal = () => sealAgency(place.database, place.clock, agency, folder);
const behind = (statement: string) => place.asOwner((client) => client.query(`set session_replication_role = replica; ${statement}`));

it("verify counts what is sealed and what is not yet", async () => {
  expect(await verify()).toEqual({ exit: 0, answer: { ok: true, agencies: [{ agency: "demo-dc", sealed: 0, unsealed: 5, brokenAt: null }] }, stderr: "" });
  expect(await seal()).toBe(5);
  expect(await verify()).toMatchObject({ exit: 0, answer: { ok: true, agencies: [{ agency: "demo-dc", sealed: 5, unsealed: 0, brokenAt: null }] } });
});

it("verify ends with exit 1 and the place where a row was changed behind the walls", async () => {
  await behind("update dyad.audit_entries set outcome = 'nothing' where id = (select entry_id from dyad.audit_chain where position = 3)");
  const found = await verify();
  expect(found).toMatchObject({ exit: 1, answer: { ok: false, agencies: [{ agency: "demo-dc", brokenAt: 3 }] } });
  expect(found.stderr).toMatch(/demo-dc.*position 3/);
  await behind("update dyad.audit_entries set outcome = 'done' where outcome = 'nothing'");
  expect((await verify()).exit).toBe(0);
});

it("verify finds the end of the chain cut off, from the seal file", async () => {
  await behind("create table dyad.kept as select * from dyad.audit_chain where position = 5; delete from dyad.audit_chain where position = 5");
  expect(await verify()).toMatchObject({ exit: 1, answer: { ok: false, agencies: [{ brokenAt: 5 }] } });
  await behind("insert into dyad.audit_chain select * from dyad.kept; drop table dyad.kept");
  expect((await verify()).exit).toBe(0);
});

it("verify finds a row whose parent is gone", async () => {
  await behind("update dyad.staff_roles set staff_id = gen_random_uuid()");
  const found = await verify();
  expect([found.exit, found.answer.ok]).toEqual([1, false]);
  expect(found.stderr).toMatch(/staff_roles → staff: 1/);
});
