import type { MediaType } from "./contract.ts";

/** What the first bytes of a file say that it is. The ending of its name is never asked. */
export type Sniffed = MediaType | "photo of a phone" | "office or archive" | "other";

/** Bytes that must be there to tell, or the whole file where it is shorter. */
export const SNIFF_BYTES = 16;

const begins = (bytes: Uint8Array, sign: readonly number[], from = 0) => sign.every((one, place) => bytes[from + place] === one);
const ascii = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
/** Brands of the format in which phones keep photos of their own (HEIC, HEIF, AVIF): it holds the place, and no browser but one shows it. */
const phoneBrands = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif"].map(ascii);

/** Tells a file by its first bytes: PDF, JPEG or PNG; everything else, text that a browser would run among it, is `other`. */
export function sniff(first: Uint8Array): Sniffed {
  if (begins(first, ascii("%PDF-"))) return "application/pdf";
  if (begins(first, [0xff, 0xd8, 0xff])) return "image/jpeg";
  if (begins(first, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "image/png";
  if (begins(first, ascii("ftyp"), 4) && phoneBrands.some((brand) => begins(first, brand, 8))) return "photo of a phone";
  // A file of an office program, which may hold macros, or an archive: whatever the name says.
  if (begins(first, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) || begins(first, [0x50, 0x4b, 0x03, 0x04]) || begins(first, ascii("{\\rtf"))) return "office or archive";
  return "other";
}
