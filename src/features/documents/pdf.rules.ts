import type { PdfCargo } from "./contract.ts";

// What a PDF may carry beside its pages. A paper needs none of it, and whoever opens the file later runs it. As the
// well-kept tools do, names are looked for in the bytes, however they are escaped, and in the object streams that can be
// unpacked; a PDF is not otherwise understood. What is locked by a password, or packed in another way, is not seen.

/** A name as a PDF may write it: each letter itself, or as its number after `#` (ISO 32000-1, 7.3.5). */
const escaped = (name: string) => [...name].map((letter) => `(?:${letter}|#${letter.charCodeAt(0).toString(16)[0]}[${letter.charCodeAt(0).toString(16)[1]!.toLowerCase()}${letter.charCodeAt(0).toString(16)[1]!.toUpperCase()}])`).join("");
const named = (name: string, after = "") => new RegExp(`/${escaped(name)}${after}`);

const signs: readonly (readonly [PdfCargo, RegExp])[] = [
  ["script", named("JavaScript")],
  ["launch", named("Launch", "(?![A-Za-z0-9])")],
  ["files", named("EmbeddedFile")],
  ["media", named("RichMedia")],
  // A short name comes about by chance in packed pictures: what follows it tells.
  ["form", named("XFA", "\\s{0,16}(?:\\[|\\d{1,10}\\s{1,8}\\d{1,5}\\s{1,8}R)")],
  // A page of Word in the clothes of a PDF: its macros lie in the same bytes, plain or in base64 ("ActiveMime").
  ["macros", /vbaProject\.bin|QWN0aXZlTWltZ|ActiveMime/],
];
/** The longest sign with every letter escaped, so that none is cut apart by the end of a piece. */
export const LONGEST_SIGN = 64;

/** What stands in a text of a PDF; one letter is one byte. */
export const cargoIn = (text: string): PdfCargo[] => signs.filter(([, sign]) => sign.test(text)).map(([cargo]) => cargo);

const streamBegins = />>\s{0,20}stream(?:\r\n|\n|\r(?=[^\n]))/g;
const ofObjects = named("ObjStm");
const [ofFirst, ofCount, ofFilter] = [named("First"), named("N", "(?![A-Za-z0-9])"), named("Filter")];
/** Letters before a stream in which its dictionary is looked for. */
export const DICTIONARY = 2048;

/** The first stream of objects in a text: where its bytes begin, and whether they are packed. Null where none begins here. */
export function objectStreamIn(text: string): { begins: number; packed: "yes" | "no" } | null {
  for (const found of text.matchAll(streamBegins)) {
    const at = found.index;
    const before = text.slice(Math.max(0, at - DICTIONARY), at + 2);
    const dictionary = before.slice(before.lastIndexOf("obj") + 1);
    if (ofObjects.test(dictionary) || (ofFirst.test(dictionary) && ofCount.test(dictionary))) return { begins: at + found[0].length, packed: ofFilter.test(dictionary) ? "yes" : "no" };
  }
  return null;
}
