import fs from "node:fs";
import type { TestProject } from "vitest/node";
import { makeDataFolder, runProgram } from "../browser/program.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A data folder with the demo programme, of a server that has ended. */
    filled: string;
  }
}

/** Fills one data folder with the demo programme, through the server itself; each journey begins on a copy. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = makeDataFolder();
  const remove = () => fs.rmSync(folder, { recursive: true, force: true });
  try {
    await (await runProgram("1", folder, "keep")).stop();
  } catch (error) {
    remove();
    throw error;
  }
  project.provide("filled", folder);
  return remove;
}
