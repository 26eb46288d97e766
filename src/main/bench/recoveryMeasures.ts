import fs from "node:fs";
import path from "node:path";
import { listAgencies } from "#features/account/store.ts";
import { sealAgency } from "#server/audit.ts";
import { readSettings } from "#server/settings.ts";
import type { CommandAnswer } from "../cli/answers.ts";
import { backupCommand } from "../cli/backup.ts";
import type { Invocation } from "../cli/commands.ts";
import { recoverCommand } from "../cli/recover.ts";
import { restoreCommand } from "../cli/restore.ts";
import { copyWhereDue, handOn } from "../journaling.ts";
import { openServices, programVersion } from "../open.ts";
import { figureOf, type Measured } from "./figures.ts";
import type { BenchPlace } from "./place.ts";
import { makeDataFolder } from "./process.ts";

/**
 * How long the way back takes after a disk is lost: a copy of the cluster and a round of the journal, as the server makes them
 * by itself, and `recover` from both; a backup, and `restore` from it. Both end with the whole proved, as for an operator. Each
 * is done once, in this process; one that does not succeed is an error.
 */
export async function measureRecovery(place: BenchPlace): Promise<Measured[]> {
  await place.stopServer();
  const folder = makeDataFolder();
  const environmentOf = (data: string) => ({ DYAD_DATA_DIR: data, DYAD_KEYS: place.dataDirectory, DYAD_BACKUPS: path.join(folder, "backups") });
  const found: Measured[] = [];
  const measure = async (name: string, work: () => Promise<string | null>) => {
    const began = performance.now();
    const wrong = await work();
    const took = performance.now() - began;
    found.push({ figure: figureOf({ name, scale: place.programme.people, concurrency: 1, durations: [took], seconds: took / 1000, peakMemoryMB: null }), errors: new Map(wrong === null ? [] : [[wrong, 1]]), beside: null });
  };
  const command = (run: (asked: Invocation) => Promise<CommandAnswer>, argv: string[], data: string) => async () => {
    const { exit, stderr } = await run({ argv: [...argv, "--json"], language: "en", dataDirectory: data, environment: environmentOf(data), readInput: async () => "" });
    return exit === 0 ? null : stderr;
  };
  try {
    const release = programVersion(place.projectRoot);
    const live = await openServices({ projectRoot: place.projectRoot, settings: readSettings(environmentOf(place.dataDirectory), place.projectRoot), manner: "own" });
    try {
      const { database, clock, dataDirectory } = live.services;
      // The head of the trail beside the database, as a server that runs has written it.
      for (const { agency_id: agencyId, time_zone: timeZone } of await listAgencies(database)) await sealAgency(database, clock, { agencyId, timeZone }, dataDirectory, "lately");
      await measure("copy of the cluster", () => copyWhereDue(live, release).then(() => null));
      await measure("round of the journal", () => handOn(live, release).then(() => null));
    } finally {
      await live.close();
    }
    await measure("recover", command(recoverCommand, [path.join(folder, "backups")], path.join(folder, "recovered")));
    fs.rmSync(path.join(folder, "recovered"), { recursive: true, force: true });
    const file = path.join(folder, "whole.backup");
    await measure("backup", command(backupCommand, [file], place.dataDirectory));
    await measure("restore", command(restoreCommand, [file], path.join(folder, "restored")));
    return found;
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
