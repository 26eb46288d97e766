import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { findDataDirectory } from "#features/policy/policies.ts";
import { type LocalRules, localRules, type SupervisionCheck, supervisionCheck } from "./settings.contract.ts";

const shipped = z.looseObject({ rules: localRules, checks: z.array(supervisionCheck) });
const loaded = new Map<string, { rules: LocalRules; checks: SupervisionCheck[] }>();

/** Times, thresholds and the checks of each source as they are shipped, read once from `data/supervision`. Throws where the file is not as it should be. */
export function loadSupervision(dataDirectory: string = findDataDirectory()): { rules: LocalRules; checks: SupervisionCheck[] } {
  const known = loaded.get(dataDirectory);
  if (known) return known;
  const { rules, checks } = shipped.parse(JSON.parse(readFileSync(path.join(dataDirectory, "supervision", "local.json"), "utf8")));
  loaded.set(dataDirectory, { rules, checks });
  return { rules, checks };
}
