/** A file to be put into an archive; `path` with forward slashes. */
export type ArchivedFile = { path: string; bytes: Uint8Array };

/** The check sum of the ZIP format (CRC-32, IEEE). */
export function crc32(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff]! ^ (sum >>> 8)) >>> 0;
  return (sum ^ 0xffffffff) >>> 0;
}
const table = Array.from({ length: 256 }, (_one, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum >>> 0;
});

const VERSION = 20;
/** Names are UTF-8. */
const FLAGS = 0x0800;
/** 1 January 1980, midnight: the format's own beginning, so that no clock comes into an archive. */
const [TIME, DATE] = [0, 0x21];

/** A ZIP archive (APPNOTE 6.3, nothing compressed): the same bytes for the same files, whatever order they come in. Throws where two have one name. */
export function zipOf(files: readonly ArchivedFile[]): Uint8Array {
  const sorted = files.toSorted((one, other) => (one.path < other.path ? -1 : 1));
  if (new Set(sorted.map((one) => one.path)).size !== sorted.length) throw new Error("Two files of an archive have the same name.");
  const pieces: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const { path, bytes } of sorted) {
    const name = new TextEncoder().encode(path);
    const common = [[2, VERSION], [2, FLAGS], [2, 0], [2, TIME], [2, DATE], [4, crc32(bytes)], [4, bytes.length], [4, bytes.length], [2, name.length], [2, 0]] as const;
    const local = record([[4, 0x04034b50], ...common], name);
    directory.push(record([[4, 0x02014b50], [2, VERSION], ...common, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]], name));
    pieces.push(local, bytes);
    offset += local.length + bytes.length;
  }
  const size = directory.reduce((sum, one) => sum + one.length, 0);
  const end = record([[4, 0x06054b50], [2, 0], [2, 0], [2, sorted.length], [2, sorted.length], [4, size], [4, offset], [2, 0]], new Uint8Array());
  return joined([...pieces, ...directory, end]);
}

/** Numbers of 2 or 4 bytes, the lowest first, and a name after them. */
function record(fields: readonly (readonly [2 | 4, number])[], name: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0) + name.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  bytes.set(name, at);
  return bytes;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of pieces) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}
