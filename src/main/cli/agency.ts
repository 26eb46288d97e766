import type { Database } from "#database/actor.ts";
import { type AgencyRow, listAgencies } from "#features/account/store.ts";
import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { words } from "./words.ts";

/** Takes `--agency SLUG` out of the arguments. */
export function takeAgency(argv: readonly string[]): { slug: string | null; rest: string[] } {
  const at = argv.indexOf("--agency");
  return at < 0 ? { slug: null, rest: [...argv] } : { slug: argv[at + 1] ?? "", rest: [...argv.slice(0, at), ...argv.slice(at + 2)] };
}

/** The agency that a command works for: the named one, the only one, or in the demo `demo-dc`. Throws where that is not one. */
export async function chooseAgency(database: Database, slug: string | null, demo: string): Promise<AgencyRow> {
  const agencies = await listAgencies(database);
  const found = slug === null ? (agencies.length === 1 ? agencies[0] : demo !== "0" ? agencies.find((one) => one.slug === "demo-dc") : undefined) : agencies.find((one) => one.slug === slug || one.agency_id === slug);
  if (found) return found;
  throw fieldFault("--agency", inEachLanguage((language) => words[language].whichAgency(agencies.map((one) => one.slug).join(", "))));
}
