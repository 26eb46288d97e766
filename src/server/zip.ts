import { zipSync } from "fflate";

/** A file to be put into an archive; `path` with forward slashes. */
export type ArchivedFile = { path: string; bytes: Uint8Array };

/** A ZIP archive, nothing compressed: the same bytes for the same files, whatever order they come in. Throws where two have one name. */
export function zipOf(files: readonly ArchivedFile[]): Uint8Array {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  if (new Set(sorted.map((one) => one.path)).size !== sorted.length) throw new Error("Two files of an archive have the same name.");
  // The format's own beginning, so that no clock comes in. The format knows no time zone: it is noon on the wall, wherever that is.
  const mtime = new Date(1980, 0, 1, 12);
  return zipSync(Object.fromEntries(sorted.map(({ path, bytes }) => [path, bytes])), { level: 0, mtime });
}
