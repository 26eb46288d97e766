import type { Words } from "#kernel/language.ts";
import { sniffWords } from "./faults.words.ts";

// What a recording is, by its first bytes. The ending of its name is never asked. What is taken is what browsers play: MP4 with its
// relatives from telephones (M4V, MOV), served as MP4, and WebM.

export type VideoMediaType = "video/mp4" | "video/webm";
/** Bytes that must be there to tell, or the whole file where it is shorter. */
export const VIDEO_SNIFF_BYTES = 64;

const begins = (bytes: Uint8Array, sign: readonly number[], from = 0) => sign.every((one, place) => bytes[from + place] === one);
const textAt = (bytes: Uint8Array, from: number, length: number) => String.fromCharCode(...bytes.subarray(from, from + length));
/** Brands of the ISO family that are pictures or sound alone. */
const noVideo = ["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis", "M4A ", "M4B "];

/** Tells a video by its first bytes; else says in words why it is not taken. */
export function sniffVideo(first: Uint8Array): { mediaType: VideoMediaType } | { refused: Words } {
  if (textAt(first, 4, 4) === "ftyp") return noVideo.includes(textAt(first, 8, 4)) ? { refused: sniffWords.noVideo } : { mediaType: "video/mp4" };
  // Older cameras write QuickTime without its brand: the film or its bytes come first.
  if (["moov", "mdat", "wide"].includes(textAt(first, 4, 4))) return { mediaType: "video/mp4" };
  if (begins(first, [0x1a, 0x45, 0xdf, 0xa3])) return textAt(first, 0, VIDEO_SNIFF_BYTES).includes("webm") ? { mediaType: "video/webm" } : { refused: sniffWords.otherFilm };
  const isOtherFilm = (textAt(first, 0, 4) === "RIFF" && textAt(first, 8, 3) === "AVI") || begins(first, [0x30, 0x26, 0xb2, 0x75]) || textAt(first, 0, 3) === "FLV" || begins(first, [0x00, 0x00, 0x01, 0xba]) || (first[0] === 0x47 && first.length > 188 && first[188] === 0x47) || textAt(first, 0, 4) === "OggS";
  return { refused: isOtherFilm ? sniffWords.otherFilm : sniffWords.noVideo };
}
