import { deflateSync } from "node:zlib";
import { madeUpPaper } from "#features/demo/papers.rules.ts";

/** A small PDF of one page that says something. */
export const madeUpPdf = (words: string): Buffer => Buffer.from(madeUpPaper(["Made up, for a test.", words]));

const segment = (marker: number, content: Buffer) => Buffer.concat([Buffer.from([0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 0xff]), content]);
/** The bones of a JPEG with a comment: enough to be taken for a photo, and to have something taken out. */
export const madeUpJpeg = (comment: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xfe, Buffer.from(comment)), segment(0xdb, Buffer.alloc(65, 7)), segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])), Buffer.from([0x12, 0x34, 0xff, 0xd9])]);

/** The bones of a PNG of many bytes. */
export function madeUpPng(bytes: number): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    return Buffer.concat([length, Buffer.from(type), content, Buffer.alloc(4)]);
  };
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", Buffer.alloc(13, 1)), chunk("IDAT", bytes === 0 ? deflateSync(Buffer.alloc(9)) : Buffer.alloc(bytes, 7)), chunk("IEND", Buffer.alloc(0))]);
}
