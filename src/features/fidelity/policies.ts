import { readFileSync } from "node:fs";
import path from "node:path";
import { findDataDirectory } from "#features/policy/policies.ts";
import { type FormPack, formPack } from "./packs.contract.ts";
import { type LocalRules, localRules } from "./shapes.contract.ts";

const read = (dataDirectory: string, file: string): unknown => JSON.parse(readFileSync(path.join(dataDirectory, "fidelity", file), "utf8"));
const loaded = new Map<string, { rules: LocalRules; example: FormPack }>();

/** Times and thresholds as they are shipped, and the example of a form pack, read once from `data/fidelity`. Throws where a file is not as it should be. */
export function loadFidelity(dataDirectory: string = findDataDirectory()): { rules: LocalRules; example: FormPack } {
  const known = loaded.get(dataDirectory);
  if (known) return known;
  const file = read(dataDirectory, "local.json") as { rules?: unknown };
  const made = { rules: localRules.parse(file.rules), example: formPack.parse(read(dataDirectory, "example-pack.json")) };
  loaded.set(dataDirectory, made);
  return made;
}
