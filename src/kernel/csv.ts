/**
 * What a sheet would read as a formula: a text whose first seen sign is = + - @ or its full-width twin, or that begins
 * with a tab or a line break. Spaces, signs that are not seen and apostrophes may stand before it.
 */
const formula = /^(?:[\t\r\n]|['\s\p{Cc}\p{Cf}\p{Zs}]*[=+\-@\uff1d\uff0b\uff0d\uff20])/u;

/**
 * A text as a cell, kept a text: an apostrophe before it, and nothing is taken away or changed. A telephone number that
 * begins with + gets one too: a sheet would drop the plus and count with the rest. Numbers are written as numbers and
 * need none, negative ones included: what is a number is no formula.
 */
const kept = (text: string): string => (formula.test(text) ? `'${text}` : text);

function cell(value: string | number | null): string {
  if (value === null) return "";
  const text = typeof value === "number" ? String(value) : kept(value);
  return /[",\n\r]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV (RFC 4180); null is an empty cell. */
export const csv = (rows: readonly (readonly (string | number | null)[])[]): string => rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
/** The same for a file of its own: its first sign tells programs which letters it is written in. */
export const csvFile = (rows: readonly (readonly (string | number | null)[])[]): string => `\ufeff${csv(rows)}`;
