import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { findDataDirectory } from "#features/policy/policies.ts";
import { type PublishedFigure, publishedFigure } from "./contract.ts";

const loaded = new Map<string, PublishedFigure[]>();

/** Published figures with their sources, read once from `data/outcomes/published.json`. Throws where the file is not as it should be. */
export function loadPublished(dataDirectory: string = findDataDirectory()): PublishedFigure[] {
  const known = loaded.get(dataDirectory);
  if (known) return known;
  const { figures } = z.strictObject({ figures: z.array(publishedFigure) }).parse(JSON.parse(readFileSync(path.join(dataDirectory, "outcomes", "published.json"), "utf8")));
  loaded.set(dataDirectory, figures);
  return figures;
}
