import fs from "node:fs";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { fillAnew } from "#main/filling.ts";
import { openServices } from "#main/open.ts";
import { readSettings } from "#server/settings.ts";
import { makeDataFolder } from "../browser/program.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A data folder with a handful of the demo's families, of a database that has ended. */
    filled: string;
  }
}

const projectRoot = path.resolve(import.meta.dirname, "../..");

/** Fills one data folder with a handful of the demo's families, as the program fills it with all; each journey begins on a copy. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = makeDataFolder();
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  try {
    const opened = await openServices({ projectRoot, settings: readSettings({ DYAD_DATA_DIR: folder, DYAD_DEMO: "1" }, projectRoot), manner: "own" });
    try {
      await opened.boss.start();
      await fillAnew(opened, { size: "handful" });
    } finally {
      await opened.boss.stop({ graceful: false });
      await opened.close();
    }
  } catch (error) {
    remove();
    throw error;
  }
  project.provide("filled", folder);
  return remove;
}
