import type { FoundInFile } from "./contract.ts";

type Encoding = NonNullable<FoundInFile["encoding"]>;

/** The text of a file, and by which letters it was written: what is no UTF-8 comes from an older Windows program. Null where it is no text. */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } | null {
  const read = (name: string, from: Uint8Array) => new TextDecoder(name, { fatal: true }).decode(from);
  const attempt = (name: string): string | null => {
    try {
      return read(name, bytes);
    } catch {
      return null;
    }
  };
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : null;
  if (wide !== null) {
    const text = attempt(wide);
    return text === null || text.includes("\u0000") ? null : { text, encoding: "utf-16" };
  }
  if (bytes.includes(0)) return null;
  const text = attempt("utf-8");
  if (text !== null) return { text, encoding: "utf-8" };
  const older = attempt("windows-1252");
  return older === null ? null : { text: older, encoding: "windows-1252" };
}

const separators = [",", ";", "\t"] as const;

/** What stands between the cells: whatever the line of headings has most of, outside quotes. */
export function findSeparator(text: string): (typeof separators)[number] {
  const counts = new Map<string, number>();
  let quoted = false;
  for (const sign of text) {
    if (sign === '"') quoted = !quoted;
    else if (!quoted && (sign === "\n" || sign === "\r")) break;
    else if (!quoted) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  }
  return [...separators].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0))[0]!;
}

/** A cell as it is judged: without what cannot be seen, spaces as one; a text that our own files guard against being a formula is itself again. */
export const plainCell = (written: string): string => {
  const text = written.normalize("NFC").replaceAll(/\p{Surrogate}/gu, "").replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}\u200b\ufeff]+/gu, " ").trim();
  return /^'['\s]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(text) ? text.slice(1).trim() : text;
};
