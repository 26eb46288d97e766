import fs from "node:fs/promises";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { findSecret } from "#server/keys.ts";
import { readSettings, type Settings } from "#server/settings.ts";
import { findProjectRoot } from "../root.ts";
import { takeFile } from "./backup.ts";
import type { Invocation } from "./commands.ts";
import { words } from "./words.ts";

/** What a command was given that reads one file: the file, which can be read, and the place it works in. `began` is when, for how long it takes. */
export async function takeGiven({ argv, environment }: Invocation, usage: Parameters<typeof takeFile>[1]): Promise<{ file: string; began: number; projectRoot: string; settings: Settings }> {
  const file = takeFile(argv, usage);
  await fs.access(file).catch(() => {
    throw fieldFault("FILE", inEachLanguage((one) => words[one].cannotRead(file)));
  });
  const began = performance.now();
  const projectRoot = findProjectRoot();
  return { file, began, projectRoot, settings: readSettings(environment, projectRoot) };
}

/** The secret key that a copy opens with. Throws where there is none: without it nothing of a copy can be read. */
export function requireSecret(settings: Settings): NonNullable<ReturnType<typeof findSecret>> {
  const secret = findSecret(settings);
  if (secret === null) throw fieldFault("DYAD_SECRET_KEY", inEachLanguage((one) => words[one].noSecretKey(settings.keys)));
  return secret;
}
