import { randomUUID } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import { migrate } from "#database/migrate.ts";
import { type EmptyDatabase, emptyDatabase } from "../support/database.ts";
import { testInstallation } from "../support/postgres.ts";

// Diagnoses as they were recorded before 0025 kept what is held over time: nothing is lost, and nothing is claimed that nobody said.

const earlier = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-before-"));
const [agency, staff, child, caseId, active, ended, wrong] = Array.from({ length: 7 }, () => randomUUID());
let place: EmptyDatabase;
let client: pg.Client;

beforeAll(async () => {
  place = await emptyDatabase();
  ({ client } = place);
  for (const file of fs.readdirSync(testInstallation.migrationsDirectory).filter((one) => one < "0025")) fs.copyFileSync(path.join(testInstallation.migrationsDirectory, file), path.join(earlier, file));
  await migrate(client, { ...testInstallation, migrationsDirectory: earlier, steps: [] }, place.login);
  await client.query("insert into dyad.agencies (agency_id, slug, name, public_name, time_zone) values ($1, 'before', 'Before', 'Before', 'America/New_York')", [agency]);
  await client.query("insert into dyad.staff (agency_id, id, display_name, email, valid_from) values ($1, $2, 'Somebody', 'somebody@example.org', '2026-01-01')", [agency, staff]);
  await client.query("insert into dyad.persons (agency_id, id, kind, given_name) values ($1, $2, 'child', 'Robin')", [agency, child]);
  await client.query("insert into dyad.cases (agency_id, id, child_id, opened_on) values ($1, $2, $3, '2026-01-01')", [agency, caseId, child]);
  for (const [id, code, status, endedOn] of [[active, "T74.02XA", "active", null], [ended, "F93.0", "ended", "2026-05-31"], [wrong, "F43.0", "entered_in_error", "2026-04-01"]]) {
    await client.query("insert into dyad.diagnoses (agency_id, id, case_id, system, code, status, ended_on) values ($1, $2, $3, 'ICD-10-CM', $4, $5, $6)", [agency, id, caseId, code, status, endedOn]);
  }
  await client.query("insert into dyad.corrections (agency_id, id, case_id, class, subject, subject_id, was, became, reason, corrected_by, corrected_at) values ($1, $2, $3, 'child_chart', 'diagnosis', $4, 'F93.0', 'ended 2026-05-31', 'Seen anew.', $5, '2026-06-02T12:00:00Z')", [agency, randomUUID(), caseId, ended, staff]);
  await migrate(client, testInstallation, place.login);
});
afterAll(async () => {
  await place?.close();
  fs.rmSync(earlier, { recursive: true, force: true });
});

it("what ended no longer counts from the day after its last one, by whom and why; what was wrong never did; what stood has no status", async () => {
  const { rows } = await client.query("select diagnosis_id, status, since::text, reason, recorded_by, place from dyad.diagnosis_statuses order by since");
  expect(rows).toEqual([
    { diagnosis_id: wrong, status: "entered_in_error", since: "2026-04-01", reason: "", recorded_by: null, place: 1 },
    { diagnosis_id: ended, status: "resolved", since: "2026-06-01", reason: "Seen anew.", recorded_by: staff, place: 1 },
  ]);
  expect((await client.query("select code from dyad.diagnoses order by code")).rows.map((one) => one.code)).toEqual(["F43.0", "F93.0", "T74.02XA"]);
});
