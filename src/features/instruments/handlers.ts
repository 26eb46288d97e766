import path from "node:path";
import type { InstrumentLibrary } from "./contract.ts";
import { loadInstruments } from "./policies.ts";

const libraries = new Map<string, InstrumentLibrary>();

/** The installed instruments of this program, read once. */
export function instrumentsOf(services: { projectRoot: string }): InstrumentLibrary {
  const found = libraries.get(services.projectRoot) ?? loadInstruments(path.join(services.projectRoot, "data"));
  libraries.set(services.projectRoot, found);
  return found;
}
