import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of the project, from any module of it, bundled or not. */
export function findProjectRoot(moduleUrl: string = import.meta.url): string {
  let folder = path.dirname(fileURLToPath(moduleUrl));
  while (!fs.existsSync(path.join(folder, "package.json"))) {
    const above = path.dirname(folder);
    if (above === folder) throw new Error("Dyad does not find its own folder: package.json is missing above it.");
    folder = above;
  }
  return folder;
}
