import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fault } from "#kernel/faults.ts";
import type { Policy, PolicyVersion } from "./contract.ts";
import { readPolicyVersion } from "./reading.rules.ts";

/** The name of a version's file where it has no beginning. */
const withoutBeginning = "always";

/** The project's `data` folder, found upwards from this module, so that sources and a bundle in `dist/` find the same. */
export function findDataDirectory(from: string = dirname(fileURLToPath(import.meta.url))): string {
  const here = join(from, "data");
  if (existsSync(join(here, "policies"))) return here;
  const above = dirname(from);
  if (above === from) throw new Fault("not_ready", "The folder data/policies was not found above the program; it belongs beside it.");
  return findDataDirectory(above);
}

/** All policies that are installed, by id. A file that cannot be read is a `malformed` fault naming file and place. */
export function loadPolicies(dataDirectory: string = findDataDirectory()): Policy[] {
  return listPolicies(dataDirectory).map((id) => loadPolicy(id, dataDirectory));
}

/** One policy with its versions, earliest first. A policy that is not installed is a `malformed` fault naming those that are. */
export function loadPolicy(id: string, dataDirectory: string = findDataDirectory()): Policy {
  const installed = listPolicies(dataDirectory);
  if (!installed.includes(id)) throw fault("policy", `There is no policy "${id}" here; expected ${installed.join(", ")}.`);
  const folder = join(dataDirectory, "policies", id);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "cases.json");
  const versions = files.map((name) => readVersion(join(folder, name), `policies/${id}/${name}`, id, name.slice(0, -".json".length)));
  if (versions.length === 0) throw fault(`policies/${id}`, "Expected a file for each version, named after the day it begins.");
  versions.sort((one, other) => (one.effective.from ?? "").localeCompare(other.effective.from ?? ""));
  versions.forEach((version, index) => refuseOverlap(version, versions[index + 1]));
  return { id, versions };
}

function listPolicies(dataDirectory: string): string[] {
  const folder = join(dataDirectory, "policies");
  if (!existsSync(folder)) throw fault("policies", `There is no folder ${folder}; expected one folder for each policy in it.`);
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readVersion(file: string, place: string, id: string, name: string): PolicyVersion {
  const version = readPolicyVersion(parse(readFileSync(file, "utf8"), place), place);
  if (version.id !== id) throw fault(`${place}: id`, `Expected "${id}", the name of the folder.`);
  const expected = version.effective.from ?? withoutBeginning;
  if (name !== expected) throw fault(`${place}: effective.from`, `This version belongs in the file ${expected}.json, since a file is named after the day its version begins.`);
  return version;
}

function parse(content: string, place: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw fault(place, `This is not JSON: ${cause instanceof Error ? cause.message : "it cannot be read"}.`);
  }
}

function refuseOverlap(version: PolicyVersion, next: PolicyVersion | undefined): void {
  if (!next) return;
  const ends = version.effective.to;
  if (ends === null || ends >= (next.effective.from ?? "")) throw fault(`policies/${version.id}: version ${version.version}: effective.to`, `Expected a day before ${next.effective.from}, on which version ${next.version} begins.`);
}

function fault(path: string, message: string): Fault {
  return new Fault("malformed", `${path}: ${message}`, { fields: [{ path, message }] });
}
