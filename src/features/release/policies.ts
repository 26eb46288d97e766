import { readFileSync } from "node:fs";
import path from "node:path";
import { type Law, lawShape } from "./shapes.contract.ts";

const loaded = new Map<string, Law>();

/** What ships of the law of releases: bases, notices, elements of an authorization, each with its source. Throws where the file does not have its shape. */
export function loadLaw(dataDirectory: string): Law {
  const known = loaded.get(dataDirectory);
  if (known) return known;
  const found = lawShape.parse(JSON.parse(readFileSync(path.join(dataDirectory, "release", "law.json"), "utf8")));
  loaded.set(dataDirectory, found);
  return found;
}
