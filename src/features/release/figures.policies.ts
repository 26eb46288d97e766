import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { type ShippedRule, shippedRule } from "./figures.contract.ts";

const loaded = new Map<string, readonly ShippedRule[]>();

/** The figures that ship, each with its source and how certain it is. Throws where the file does not have their shape. */
export function loadPrivacyRules(dataDirectory: string): readonly ShippedRule[] {
  const known = loaded.get(dataDirectory);
  if (known) return known;
  const found = z.array(shippedRule).parse(JSON.parse(readFileSync(path.join(dataDirectory, "privacy", "rules.json"), "utf8")));
  loaded.set(dataDirectory, found);
  return found;
}
