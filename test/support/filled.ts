import fs from "node:fs";
import path from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { attachEmbedded } from "#database/embedded.ts";
import { fillAnew } from "#main/filling.ts";
import { openServices } from "#main/open.ts";
import { readSettings } from "#server/settings.ts";
import { makeDataFolder, noteFilled } from "../browser/program.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A data folder with a handful of the demo's families, of a database that has ended. */
    filled: string;
  }
}

const projectRoot = path.resolve(import.meta.dirname, "../..");

/**
 * Fills one data folder with a handful of the demo's families, as the program fills it with all; each journey begins on a
 * copy. Journeys that fill their own do not wait for it.
 */
export default function setup(project: TestProject): () => Promise<void> {
  const place = makeDataFolder();
  const folder = path.join(place, "data");
  project.provide("filled", folder);
  const filling = fill(folder).then(
    () => noteFilled(folder),
    (error: Error) => noteFilled(folder, error.stack ?? error.message),
  );
  return async () => {
    await filling;
    fs.rmSync(place, { recursive: true, force: true });
  };
}

async function fill(folder: string): Promise<void> {
  const opened = await openServices({ projectRoot, settings: readSettings({ DYAD_DATA_DIR: folder, DYAD_DEMO: "1" }, projectRoot), manner: "own" });
  try {
    await opened.boss.start();
    await fillAnew(opened, { size: "handful" });
    await forgetTheDisk(folder);
  } finally {
    await opened.boss.stop({ graceful: false });
    await opened.close();
  }
}

/** No journey cuts the power: the copies do not wait for the disk. That what was acknowledged is there after a kill is shown by `kills.test.ts`, on a folder of its own. */
async function forgetTheDisk(folder: string): Promise<void> {
  const owner = new pg.Client({ ...(await attachEmbedded(folder))!.config, database: "postgres" });
  await owner.connect();
  for (const setting of ["fsync", "full_page_writes"]) await owner.query(`alter system set ${setting} = off`);
  await owner.end();
}
