import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Fault } from "#kernel/faults.ts";
import { issueFields } from "#kernel/issues.ts";
import { findDataDirectory } from "#features/policy/policies.ts";
import { type Track, track as trackShape, type TrackId, trackIds } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

const isTrack = (id: string): id is TrackId => (trackIds as readonly string[]).includes(id);

/** Every version of every track that ships, the newest of each first. A file that cannot be read is a `malformed` fault naming file and place. */
export const loadTracks = (dataDirectory: string = findDataDirectory()): Track[] => trackIds.flatMap((id) => versionsOf(id, dataDirectory));

/** The version of a track that was in force on a day: the newest that had begun; one without a beginning stands before all others. */
export function loadTrack(id: string, on: string, dataDirectory: string = findDataDirectory()): Track {
  if (!isTrack(id)) throw new Fault("malformed", faultWords.noTrack(id, trackIds), { fields: [{ path: "--track", message: faultWords.noTrack(id, trackIds) }] });
  const found = versionsOf(id, dataDirectory).find((one) => one.from === null || one.from <= on);
  if (!found) throw new Fault("malformed", faultWords.noVersion(id, on));
  return found;
}

function versionsOf(id: TrackId, dataDirectory: string): Track[] {
  const folder = join(dataDirectory, "training", id);
  const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
  return files.map((name) => readTrack(join(folder, name), `training/${id}/${name}`, { id, version: name.slice(0, -".json".length) })).sort((one, other) => (other.from ?? "").localeCompare(one.from ?? ""));
}

function readTrack(file: string, place: string, named: { id: TrackId; version: string }): Track {
  const parsed = trackShape.safeParse(JSON.parse(readFileSync(file, "utf8")));
  if (!parsed.success) throw new Fault("malformed", faultWords.wrongFile(place), { fields: parsed.error.issues.flatMap((issue) => issueFields(issue, place)) });
  if (parsed.data.id !== named.id || parsed.data.version !== named.version) throw new Fault("malformed", faultWords.nameOfFile(place));
  return parsed.data;
}
