import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { deflateSync } from "node:zlib";
import { BrokenPicture, cleanerFor } from "./photo.rules.ts";
import { sniff } from "./sniff.rules.ts";

const ascii = (text: string) => Buffer.from(text, "latin1");
const segment = (marker: number, content: Buffer) => Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff]), content]);
const JFIF = segment(0xe0, Buffer.concat([ascii("JFIF\0"), Buffer.from([1, 1, 0, 0, 1, 0, 1, 0, 0])]));
const TABLE = segment(0xdb, Buffer.alloc(65, 7));
const SCAN = Buffer.concat([segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0xff, 0x00, 0x34, 0xff, 0xd0, 0x56])]);
const SECOND_SCAN = Buffer.concat([segment(0xc4, Buffer.alloc(20, 3)), segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x78, 0xff, 0x00])]);
const START = Buffer.from([0xff, 0xd8]);
const END = Buffer.from([0xff, 0xd9]);
const ICC = segment(0xe2, Buffer.concat([ascii("ICC_PROFILE\0"), Buffer.from([1, 1, 9, 9])]));
const ADOBE = segment(0xee, Buffer.concat([ascii("Adobe"), Buffer.alloc(7, 1)]));
const COMMENT = segment(0xfe, ascii("MARKER comment"));
const IPTC = segment(0xed, ascii("Photoshop 3.0\0MARKER"));
const XMP = segment(0xe1, ascii("http://ns.adobe.com/xap/1.0/\0<x>MARKER</x>"));
const SECOND_INDEX = segment(0xe2, ascii("MPF\0MARKER"));

/** EXIF with the way up and a place, in either order of bytes. */
function exif(orientation: number, order: "II" | "MM"): Buffer {
  const little = order === "II";
  const tiff = Buffer.alloc(8 + 2 + 24 + 4);
  tiff.write(order, 0, "latin1");
  const u16 = (value: number, at: number) => (little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at));
  const u32 = (value: number, at: number) => (little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at));
  for (const [value, at] of [[42, 2], [2, 8], [0x010f, 10], [2, 12], [0x0112, 22], [3, 24], [orientation, 30]] as const) u16(value, at);
  for (const [value, at] of [[8, 4], [4, 14], [0x41414141, 18], [1, 26]] as const) u32(value, at);
  return segment(0xe1, Buffer.concat([ascii("Exif\0\0"), tiff, ascii("GPS MARKER")]));
}

function clean(bytes: Uint8Array, mediaType: "image/jpeg" | "image/png", piece = 5) {
  const cleaner = cleanerFor(mediaType);
  const parts: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += piece) parts.push(cleaner.push(bytes.subarray(at, at + piece)));
  cleaner.end();
  return { kept: Buffer.concat(parts), tookOut: cleaner.tookOut() };
}

describe("What a JPEG says beside its picture", () => {
  const bare = Buffer.concat([START, JFIF, ICC, ADOBE, TABLE, SCAN, SECOND_SCAN, END]);

  it("is taken out: place, camera, comments, and whatever follows the end; the picture stays to the bit", () => {
    const full = Buffer.concat([START, JFIF, exif(1, "MM"), XMP, ICC, SECOND_INDEX, IPTC, ADOBE, COMMENT, TABLE, SCAN, COMMENT, SECOND_SCAN, END, START, exif(1, "II"), ascii("MARKER"), END]);
    for (const piece of [1, 2, 3, 7, 64, 10_000]) {
      const { kept, tookOut } = clean(full, "image/jpeg", piece);
      expect(kept.equals(bare), `in pieces of ${piece}`).toBe(true);
      expect(tookOut).toBe(true);
    }
  });

  it("is nothing where there is nothing: the same bytes, and it says so", () => {
    expect(clean(bare, "image/jpeg")).toEqual({ kept: bare, tookOut: false });
  });

  it.each([["II", 6], ["MM", 8], ["MM", 3]] as const)("leaves which way up a photo is held (%s, %i), and nothing else of it", (order, way) => {
    const once = clean(Buffer.concat([START, exif(way, order), TABLE, SCAN, END]), "image/jpeg");
    expect(once.kept.includes("MARKER")).toBe(false);
    expect(once.kept.includes("AAAA")).toBe(false);
    expect(once.kept.length).toBe(Buffer.concat([START, TABLE, SCAN, END]).length + 36);
    expect(once.tookOut).toBe(true);
    // Cleaned once more it stays: so the same photo is known again by its sum.
    expect(clean(once.kept, "image/jpeg")).toEqual({ kept: once.kept, tookOut: false });
  });

  it("refuses one that ends too early, at any place, and one that is not put together as a JPEG", () => {
    for (let length = 1; length < bare.length; length++) expect(() => clean(bare.subarray(0, length), "image/jpeg"), `${length}`).toThrow(BrokenPicture);
    expect(() => clean(Buffer.concat([START, Buffer.from([0xff, 0xe1, 0, 1]), END]), "image/jpeg")).toThrow(BrokenPicture);
    expect(() => clean(Buffer.concat([START, ascii("<html>"), END]), "image/jpeg")).toThrow(BrokenPicture);
  });

  it("never leaves a marker of another segment, whatever stands in it and however it is cut", () => {
    fc.assert(
      fc.property(fc.constantFrom(0xe1, 0xe3, 0xe5, 0xeb, 0xed, 0xef, 0xfe), fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 90 }), (marker, content, piece) => {
        const bytes = Buffer.concat([START, segment(marker, Buffer.concat([Buffer.from(content), ascii("MARKER")])), TABLE, SCAN, END]);
        expect(clean(bytes, "image/jpeg", piece).kept.includes("MARKER")).toBe(false);
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  it("never runs on for ever, nor gives back more than it got, whatever it is given", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), fc.constantFrom("image/jpeg" as const, "image/png" as const), (noise, mediaType) => {
        const bytes = Buffer.concat([mediaType === "image/jpeg" ? START : Buffer.alloc(0), Buffer.from(noise)]);
        try {
          expect(clean(bytes, mediaType).kept.length).toBeLessThanOrEqual(bytes.length);
        } catch (error) {
          expect(error).toBeInstanceOf(BrokenPicture);
        }
      }),
      { seed: 22, numRuns: 500 },
    );
  });
});

describe("What a PNG says beside its picture", () => {
  const SIGN = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunk = (type: string, content: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, ascii(type), content, Buffer.alloc(4, 5)]);
  };
  const header = chunk("IHDR", Buffer.alloc(13, 1));
  const picture = chunk("IDAT", deflateSync(Buffer.alloc(500, 9)));
  const end = chunk("IEND", Buffer.alloc(0));
  const bare = Buffer.concat([SIGN, header, chunk("pHYs", Buffer.alloc(9)), picture, end]);

  it("is taken out, and what follows its end; the picture stays to the bit", () => {
    const full = Buffer.concat([SIGN, header, chunk("eXIf", ascii("MARKER")), chunk("pHYs", Buffer.alloc(9)), chunk("iTXt", ascii("XML:com.adobe.xmp MARKER")), picture, chunk("tEXt", ascii("Comment\0MARKER")), chunk("tIME", Buffer.alloc(7)), end, ascii("MARKER")]);
    for (const piece of [1, 3, 11, 10_000]) expect(clean(full, "image/png", piece)).toEqual({ kept: bare, tookOut: true });
    expect(clean(bare, "image/png")).toEqual({ kept: bare, tookOut: false });
  });

  it("refuses one that ends too early", () => {
    for (let length = 1; length < bare.length; length++) expect(() => clean(bare.subarray(0, length), "image/png"), `${length}`).toThrow(BrokenPicture);
  });
});

describe("What a file is, by its bytes", () => {
  it.each([
    ["%PDF-1.7\n", "application/pdf"],
    ["\xff\xd8\xff\xe0 and more", "image/jpeg"],
    ["\x89PNG\r\n\x1a\n and more", "image/png"],
    ["\0\0\0\x18ftypheic and more", "photo of a phone"],
    ["\0\0\0\x18ftypmif1 and more", "photo of a phone"],
    ["\0\0\0\x18ftypisom a video", "other"],
    ["<svg xmlns='http://www.w3.org/2000/svg'>", "other"],
    ["<!doctype html>", "other"],
    [" %PDF-1.7", "other"],
    ["GIF89a and more", "other"],
    ["PK\x03\x04 and more", "office or archive"],
    ["%PDF", "other"],
    ["", "other"],
  ])("tells %j", (text, what) => expect(sniff(ascii(text))).toBe(what));
});
