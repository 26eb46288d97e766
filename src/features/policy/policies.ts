import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Fault } from "#kernel/faults.ts";
import type { Words } from "#kernel/language.ts";
import type { Policy, PolicyVersion } from "./contract.ts";
import { readPolicyVersion } from "./reading.rules.ts";
import { faultWords } from "./faults.words.ts";

/** The name of a version's file where it has no beginning. */
const withoutBeginning = "always";
/** With what the id of an example begins, so that every list of policies tells it by the name alone. */
const ofExamples = "example-";

/** The project's `data` folder, found upwards from this module, so that sources and a bundle in `dist/` find the same. */
export function findDataDirectory(from: string = dirname(fileURLToPath(import.meta.url))): string {
  const here = join(from, "data");
  if (existsSync(join(here, "policies"))) return here;
  const above = dirname(from);
  if (above === from) throw new Fault("not_ready", faultWords.noData);
  return findDataDirectory(above);
}

/** All policies that are installed, by id. A file that cannot be read is a `malformed` fault naming file and place. */
export function loadPolicies(dataDirectory: string = findDataDirectory()): Policy[] {
  return listPolicies(dataDirectory).map((id) => loadPolicy(id, dataDirectory));
}

/** One policy with its versions, earliest first. A policy that is not installed is a `malformed` fault naming those that are. */
export function loadPolicy(id: string, dataDirectory: string = findDataDirectory()): Policy {
  const installed = listPolicies(dataDirectory);
  if (!installed.includes(id)) throw fault("policy", faultWords.noPolicy(id, installed));
  const folder = join(dataDirectory, "policies", id);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json") && name !== "cases.json");
  const versions = files.map((name) => readVersion(join(folder, name), `policies/${id}/${name}`, id, name.slice(0, -".json".length)));
  if (versions.length === 0) throw fault(`policies/${id}`, faultWords.noVersions);
  versions.sort((one, other) => (one.effective.from ?? "").localeCompare(other.effective.from ?? ""));
  versions.forEach((version, index) => refuseOverlap(version, versions[index + 1]));
  return { id, versions };
}

function listPolicies(dataDirectory: string): string[] {
  const folder = join(dataDirectory, "policies");
  if (!existsSync(folder)) throw fault("policies", faultWords.noFolder(folder));
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

function readVersion(file: string, place: string, id: string, name: string): PolicyVersion {
  const version = readPolicyVersion(parse(readFileSync(file, "utf8"), place), place);
  if (version.id !== id) throw fault(`${place}: id`, faultWords.nameOfFolder(id));
  if ((version.example ?? false) !== id.startsWith(ofExamples)) throw fault(`${place}: example`, faultWords.nameOfExample(ofExamples));
  const expected = version.effective.from ?? withoutBeginning;
  if (name !== expected) throw fault(`${place}: effective.from`, faultWords.belongsInFile(expected));
  return version;
}

function parse(content: string, place: string): unknown {
  try {
    return JSON.parse(content);
  } catch (cause) {
    throw fault(place, faultWords.notJson(cause instanceof Error ? cause.message : ""));
  }
}

function refuseOverlap(version: PolicyVersion, next: PolicyVersion | undefined): void {
  if (!next) return;
  const ends = version.effective.to;
  if (ends === null || ends >= (next.effective.from ?? "")) throw fault(`policies/${version.id}: version ${version.version}: effective.to`, faultWords.endsBefore(next.effective.from ?? "", next.version));
}

function fault(path: string, message: Words): Fault {
  return new Fault("malformed", faultWords.at(path, message), { fields: [{ path, message }] });
}
