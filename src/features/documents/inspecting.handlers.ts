import { constants, inflateSync } from "node:zlib";
import type { PdfCargo } from "./contract.ts";
import { cargoIn, DICTIONARY, LONGEST_SIGN, objectStreamIn } from "./pdf.rules.ts";

/** Bytes of one stream of objects as it lies in the file, of one unpacked, and of all together: what is beyond is not looked into. */
const MOST_PACKED = 2_097_152;
const MOST_UNPACKED = 16_777_216;
const MOST_IN_ALL = 33_554_432;
/** A packed byte becomes at most so many. */
const MOST_GROWTH = 1032;

/** `whole`: all that can be unpacked was; `in part`: some of it is locked, packed in another way or too much. */
export type PdfSeen = { cargo: PdfCargo[]; looked: "whole" | "in part" };
/** Takes the bytes of a PDF as they come and holds only a small piece of them. */
export type PdfInspector = { push(bytes: Uint8Array): void; end(): PdfSeen };

/** Looks through a PDF for what runs or opens by itself. */
export function inspectPdf(): PdfInspector {
  const cargo = new Set<PdfCargo>();
  let looked: PdfSeen["looked"] = "whole";
  let unpacked = 0;
  /** The end of what came, in which a sign or a dictionary may have begun. */
  let tail = "";
  /** A stream of objects that is being collected. */
  let collected: string | null = null;

  const note = (text: string) => {
    for (const one of cargoIn(text)) cargo.add(one);
  };
  function unpack(packed: string): void {
    const most = Math.min(MOST_UNPACKED, MOST_IN_ALL - unpacked);
    if (most <= 0) return void (looked = "in part");
    try {
      const text = inflateSync(Buffer.from(packed, "latin1"), { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH }).toString("latin1");
      unpacked += text.length;
      note(text);
    } catch {
      // Locked by a password, packed otherwise, too large or broken. What was tried counts, so that a file cannot keep us busy.
      unpacked += Math.min(most, packed.length * MOST_GROWTH);
      looked = "in part";
    }
  }
  /** Follows the streams of objects through what came; what is left over waits for more. */
  function follow(text: string): void {
    let rest = text;
    for (;;) {
      if (collected !== null) {
        const whole: string = collected + rest;
        const end = whole.indexOf("endstream");
        if (end < 0 && whole.length <= MOST_PACKED) return void ([collected, tail] = [whole, ""]);
        if (end < 0) looked = "in part";
        else unpack(whole.slice(0, end));
        collected = null;
        rest = end < 0 ? "" : whole.slice(end);
      }
      const found = objectStreamIn(rest);
      if (found === null) return void (tail = rest.slice(-(DICTIONARY + 64)));
      const begun = rest.slice(found.begins);
      if (found.packed === "yes") [collected, rest] = ["", begun];
      // Not packed: its names lie open in the bytes, and were looked at with them.
      else rest = begun;
    }
  }
  let seam = "";
  return {
    push: (bytes) => {
      const text = Buffer.from(bytes).toString("latin1");
      note(seam + text);
      seam = (seam + text).slice(-LONGEST_SIGN);
      const joined: string = tail + text;
      tail = "";
      follow(joined);
    },
    end: () => {
      if (collected !== null) unpack(collected);
      return { cargo: [...cargo], looked };
    },
  };
}
