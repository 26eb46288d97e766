import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { asActor, openDatabase } from "#database/actor.ts";
import { migrate } from "#database/migrate.ts";
import { listAgencies } from "#features/account/store.ts";
import { countOrphanRows } from "#main/cli/orphan-rows.ts";
import { verifyAgency } from "#server/audit.ts";
import { listDumps, loadDump, readDump } from "../releases/dump.ts";
import { fixedClock } from "../support/clock.ts";
import { type EmptyDatabase, emptyDatabase } from "../support/database.ts";
import { placeIn, SEALED } from "#database/sealing.ts";
import { testKeys } from "../support/keys.ts";
import { testInstallation } from "../support/postgres.ts";

// A database of every release that was ever given to anybody, brought up to date by the migrations of today.

describe.each(listDumps().map((file) => [path.basename(file, ".jsonl.gz"), file] as const))("a database of release %s", (_release, file) => {
  const dump = readDump(file);
  const earlier = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-release-"));
  let place: EmptyDatabase;
  let client: pg.Client;
  let applied: string[];

  beforeAll(async () => {
    place = await emptyDatabase();
    ({ client } = place);
    // First the tables of that release and its rows, then what came since.
    const then = path.join(earlier, "migrations");
    fs.mkdirSync(then);
    for (const one of dump.migrations) fs.copyFileSync(path.join(testInstallation.migrationsDirectory, one.name), path.join(then, one.name));
    await migrate(client, { ...testInstallation, migrationsDirectory: then, steps: [] }, place.login);
    await loadDump(client, dump);
    ({ applied } = await migrate(client, testInstallation, place.login));
  });
  afterAll(async () => {
    await place?.close();
    fs.rmSync(earlier, { recursive: true, force: true });
  });

  it("was made by migrations that nobody changed since", async () => {
    const { rows } = await client.query("select name, checksum from dyad.migrations order by name");
    expect(rows.slice(0, dump.migrations.length)).toEqual(dump.migrations);
    expect(applied).toEqual(rows.slice(dump.migrations.length).map((one) => one.name));
  });

  it("keeps every row of every table", async () => {
    expect(dump.tables.size).toBeGreaterThan(30);
    expect(dump.tables.get("blocks")!.length).toBeGreaterThan(50);
    for (const [table, rows] of dump.tables) {
      const counted = await client.query(`select count(*)::int as count from dyad.${client.escapeIdentifier(table)}`);
      expect([table, counted.rows[0].count]).toEqual([table, rows.length]);
    }
  });

  it("has a chain that holds against its seals, and no row without its parent", async () => {
    for (const { name: seal, text } of dump.files) {
      fs.mkdirSync(path.dirname(path.join(earlier, seal)), { recursive: true });
      fs.writeFileSync(path.join(earlier, seal), text);
    }
    const database = openDatabase({ ...place.loginConfig, max: 2 }, testKeys());
    const clock = fixedClock();
    try {
      for (const { agency_id: agencyId, slug, time_zone: timeZone } of await listAgencies(database)) {
        expect(await verifyAgency(database, clock, { agencyId, slug, timeZone }, earlier)).toMatchObject({ agency: slug, unsealed: 0, brokenAt: null });
        expect(await asActor(database, clock, { kind: "operator", command: "verify", agencyId, timeZone }, countOrphanRows)).toEqual([]);
      }
    } finally {
      await database.destroy();
    }
  });

  it("has every marker of its demo, sealed where it is to be", async () => {
    const words = dump.tables.get("blocks")!.map((one) => String(one.words));
    for (const marker of ["MARKER-CHILD-CHART", "MARKER-RELATIONSHIP", "MARKER-PSYCHOTHERAPY-NOTE", "MARKER-PART2"]) expect(words.some((text) => text.includes(marker))).toBe(true);
    const { rows } = await client.query<{ id: string; words: string }>("select id, words from dyad.blocks");
    const sealed = rows.filter((one) => one.words.startsWith(SEALED));
    expect(sealed).toHaveLength(dump.tables.get("blocks")!.filter((one) => one.class === "psychotherapy_note" && one.words !== "").length);
    const found = [...rows.filter((one) => !sealed.includes(one)).map((one) => one.words), ...sealed.map((one) => testKeys().open(placeIn("blocks.words", one.id), one.words))];
    expect(found.toSorted()).toEqual(words.toSorted());
  });

  it("has its addresses sealed", async () => {
    const lines = (dump.tables.get("addresses") ?? []).map((one) => String(one.lines));
    const { rows } = await client.query<{ id: string; lines: string }>("select id, lines from dyad.addresses");
    expect(lines.length).toBeGreaterThan(0);
    expect(rows.map((one) => testKeys().open(placeIn("addresses.lines", one.id), one.lines)).toSorted()).toEqual(lines.toSorted());
  });
});

it("at least one release is kept", () => {
  expect(listDumps().length).toBeGreaterThan(0);
});
