import type { MediaType } from "./contract.ts";

// What a photo says beside its picture (where it was taken, when, by which camera, a small copy of what it showed before
// it was cut) is taken out before it is kept. The picture itself is not touched, bit for bit. Bytes come as they arrive,
// so nothing here holds more than one small piece.

/** A picture that ends too early or is not put together as its format says. */
export class BrokenPicture extends Error {}

/** Takes bytes as they come and gives back what is kept of them. */
export type Cleaner = {
  push(bytes: Uint8Array): Uint8Array;
  /** Throws `BrokenPicture` where the picture is not whole. */
  end(): void;
  /** Whether something was taken out so far. */
  tookOut(): boolean;
};

/** The way for a type of file. A PDF stays as it is, to the last bit: it may be signed. */
export function cleanerFor(mediaType: MediaType): Cleaner {
  if (mediaType === "image/jpeg") return cleanJpeg();
  if (mediaType === "image/png") return cleanPng();
  return { push: (bytes) => bytes, end: () => {}, tookOut: () => false };
}

function join(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, one) => sum + one.length, 0));
  let at = 0;
  for (const one of parts) {
    all.set(one, at);
    at += one.length;
  }
  return all;
}
const isText = (bytes: Uint8Array, at: number, text: string) => [...text].every((letter, place) => bytes[at + place] === letter.charCodeAt(0));

/** Of what a program adds to a JPEG, that which says how to show it: the frame, colours, and how Adobe stored them. */
function isForShowing(segment: Uint8Array): boolean {
  const marker = segment[1]!;
  if (marker === 0xe0) return isText(segment, 4, "JFIF\0");
  if (marker === 0xe2) return isText(segment, 4, "ICC_PROFILE\0");
  if (marker === 0xee) return isText(segment, 4, "Adobe");
  return !((marker >= 0xe1 && marker <= 0xef) || marker === 0xfe);
}

/** Which way up a photo is held, from its EXIF: 1 to 8, null where it does not say. */
function orientationOf(segment: Uint8Array): number | null {
  if (segment[1] !== 0xe1 || !isText(segment, 4, "Exif\0\0")) return null;
  const tiff = new DataView(segment.buffer, segment.byteOffset + 10, segment.byteLength - 10);
  if (tiff.byteLength < 14) return null;
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  if (directory + 2 > tiff.byteLength) return null;
  const entries = tiff.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (at + 12 > tiff.byteLength) return null;
    if (tiff.getUint16(at, little) !== 0x0112) continue;
    const way = tiff.getUint16(at + 8, little);
    return way >= 1 && way <= 8 ? way : null;
  }
  return null;
}

/** An EXIF of its own that says nothing but which way up. */
const uprightSegment = (orientation: number) =>
  Uint8Array.of(0xff, 0xe1, 0, 34, 0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);

/** JPEG: segments up to the picture, the picture, segments between its scans; whatever follows its end is dropped, such as a second photo with a place of its own. */
function cleanJpeg(): Cleaner {
  let state: "start" | "segments" | "scan" | "done" = "start";
  let rest: Uint8Array = new Uint8Array(0);
  let took = false;

  /** What is kept of one whole segment. */
  function judge(segment: Uint8Array): Uint8Array {
    if (isForShowing(segment)) return segment;
    const way = orientationOf(segment);
    const kept = way === null || way === 1 ? new Uint8Array(0) : uprightSegment(way);
    if (kept.length !== segment.length || !kept.every((one, at) => one === segment[at])) took = true;
    return kept;
  }

  /** One step from `at`: what is kept and where the next begins, or null where more bytes are needed. */
  function step(bytes: Uint8Array, at: number): { kept: Uint8Array; next: number } | null {
    if (state === "scan") return stepInScan(bytes, at);
    if (bytes.length - at < 2) return null;
    if (bytes[at] !== 0xff) throw new BrokenPicture("a segment begins with something else");
    const marker = bytes[at + 1]!;
    if (state === "start") {
      if (marker !== 0xd8) throw new BrokenPicture("it does not begin as a JPEG");
      state = "segments";
      return { kept: bytes.subarray(at, at + 2), next: at + 2 };
    }
    if (marker === 0xff) return { kept: new Uint8Array(0), next: at + 1 };
    if (marker === 0xd9) {
      state = "done";
      return { kept: bytes.subarray(at, at + 2), next: at + 2 };
    }
    if (bytes.length - at < 4) return null;
    const length = (bytes[at + 2]! << 8) | bytes[at + 3]!;
    if (length < 2 || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8)) throw new BrokenPicture("a segment that is none");
    const next = at + 2 + length;
    if (next > bytes.length) return null;
    if (marker === 0xda) state = "scan";
    return { kept: judge(bytes.subarray(at, next)), next };
  }

  /** Within the picture a marker is what follows 0xff and is neither 0 nor a restart. */
  function stepInScan(bytes: Uint8Array, at: number): { kept: Uint8Array; next: number } | null {
    for (let place = bytes.indexOf(0xff, at); ; place = bytes.indexOf(0xff, place + 1)) {
      if (place === -1) return at === bytes.length ? null : { kept: bytes.subarray(at), next: bytes.length };
      const following = bytes[place + 1];
      if (following === undefined) return place === at ? null : { kept: bytes.subarray(at, place), next: place };
      if (following === 0 || following === 0xff || (following >= 0xd0 && following <= 0xd7)) continue;
      state = "segments";
      return { kept: bytes.subarray(at, place), next: place };
    }
  }

  return {
    push: (more) => {
      const bytes = join([rest, more]);
      const kept: Uint8Array[] = [];
      let at = 0;
      while (state !== "done") {
        const found = step(bytes, at);
        if (found === null) break;
        kept.push(found.kept);
        at = found.next;
      }
      if (state === "done" && at < bytes.length) {
        took = true;
        at = bytes.length;
      }
      rest = bytes.slice(at);
      return join(kept);
    },
    end: () => {
      if (state !== "done") throw new BrokenPicture("it ends too early");
    },
    tookOut: () => took,
  };
}

const PNG_SIGN = 8;
/** Chunks of a PNG that say how to show it. Those that begin with a capital are the picture itself. */
const shown = new Set(["tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "cICP", "sBIT", "bKGD", "hIST", "pHYs", "sPLT", "acTL", "fcTL", "fdAT"]);

/** PNG: a sign and chunks with their length; whatever follows the last is dropped. */
function cleanPng(): Cleaner {
  let rest: Uint8Array = new Uint8Array(0);
  let state: "start" | "chunks" | "done" = "start";
  /** Bytes still to come of the chunk that is passing, and whether it is kept. */
  let passing: { left: number; does: "stay" | "go"; isLast: boolean } | null = null;
  let took = false;
  return {
    push: (more) => {
      const bytes = join([rest, more]);
      const kept: Uint8Array[] = [];
      let at = 0;
      for (; state !== "done"; ) {
        const there = bytes.length - at;
        if (state === "start") {
          if (there < PNG_SIGN) break;
          kept.push(bytes.subarray(at, at + PNG_SIGN));
          at += PNG_SIGN;
          state = "chunks";
        } else if (passing === null) {
          if (there < 8) break;
          const length = new DataView(bytes.buffer, bytes.byteOffset + at, 4).getUint32(0);
          const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
          if (length > 0x7fffffff || !/^[A-Za-z]{4}$/.test(type)) throw new BrokenPicture("a chunk that is none");
          const does = /^[A-Z]/.test(type) || shown.has(type) ? "stay" : "go";
          if (does === "go") took = true;
          passing = { left: length + 12, does, isLast: type === "IEND" };
        } else {
          const now = Math.min(there, passing.left);
          if (now === 0) break;
          if (passing.does === "stay") kept.push(bytes.subarray(at, at + now));
          at += now;
          passing.left -= now;
          if (passing.left > 0) break;
          if (passing.isLast) state = "done";
          passing = null;
        }
      }
      if (state === "done" && at < bytes.length) {
        took = true;
        at = bytes.length;
      }
      rest = bytes.slice(at);
      return join(kept);
    },
    end: () => {
      if (state !== "done") throw new BrokenPicture("it ends too early");
    },
    tookOut: () => took,
  };
}
