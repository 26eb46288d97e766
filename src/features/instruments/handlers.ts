import path from "node:path";
import type { Transaction } from "#database/actor.ts";
import type { InstrumentLibrary } from "./contract.ts";
import { buildLibrary } from "./library.rules.ts";
import { loadInstruments } from "./policies.ts";
import { findRevision, listEntries } from "./store.ts";

const libraries = new Map<string, InstrumentLibrary>();
const ofSites = new Map<string, { state: string; library: InstrumentLibrary }>();

/** The instruments that are shipped with this program, read once. */
export function instrumentsOf(services: { projectRoot: string }): InstrumentLibrary {
  const found = libraries.get(services.projectRoot) ?? loadInstruments(path.join(services.projectRoot, "data"));
  libraries.set(services.projectRoot, found);
  return found;
}

/**
 * What is installed for the agency that acts, on this day: what is shipped, and what it entered itself. Costs one short
 * statement; the rest is remembered for as long as nothing is entered.
 */
export async function libraryOf(tx: Transaction, services: { projectRoot: string }): Promise<InstrumentLibrary> {
  const revision = await findRevision(tx);
  const shipped = instrumentsOf(services);
  if (revision === "") return shipped;
  const place = `${services.projectRoot} ${tx.actor.agencyId}`;
  const state = `${revision} ${tx.today}`;
  const known = ofSites.get(place);
  if (known?.state === state) return known.library;
  const library = buildLibrary(shipped, await listEntries(tx), tx.today);
  ofSites.set(place, { state, library });
  return library;
}
