import { describe, expect, it } from "vitest";
import { madeUpPicture } from "#features/demo/pictures.rules.ts";
import { extentOf, heightOnPaper } from "./pictures.rules.ts";

const segment = (marker: number, content: readonly number[]) => [0xff, marker, (content.length + 2) >> 8, (content.length + 2) & 255, ...content];
const upright = (way: number) => segment(0xe1, [0x45, 0x78, 0x69, 0x66, 0, 0, 0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, way, 0, 0, 0, 0, 0, 0]);
const frame = (marker: number, height: number, width: number) => segment(marker, [8, height >> 8, height & 255, width >> 8, width & 255, 1, 1, 0x11, 0]);
const table = segment(0xdb, Array<number>(65).fill(7));
const scan = [...segment(0xda, [1, 1, 0, 0, 63, 0]), 1, 2, 3, 0xff, 0xd9];
const jpeg = (...parts: readonly (readonly number[])[]) => Uint8Array.from([0xff, 0xd8, ...parts.flat(), ...scan]);

describe("how large a picture says that it is (D6)", () => {
  it.each([
    ["a plain one", jpeg(table, frame(0xc0, 300, 400)), { width: 400, height: 300 }],
    ["one drawn in steps", jpeg(frame(0xc2, 1, 65_535)), { width: 65_535, height: 1 }],
    ["one held upright", jpeg(upright(6), table, frame(0xc0, 300, 400)), { width: 300, height: 400 }],
    ["one held upside down", jpeg(upright(3), frame(0xc0, 300, 400)), { width: 400, height: 300 }],
    ["filled up between its parts", jpeg([0xff], table, [0xff, 0xff], frame(0xc1, 2, 3)), { width: 3, height: 2 }],
    ["a table of codes is no frame", jpeg(segment(0xc4, [0, 9, 9, 9, 9, 9, 9, 9])), null],
    ["no frame before the scan", jpeg(table), null],
    ["nothing high", jpeg(frame(0xc0, 0, 400)), null],
    ["cut off", jpeg(frame(0xc0, 300, 400)).subarray(0, 8), null],
    ["empty", new Uint8Array(0), null],
  ])("JPEG, %s", (_name, bytes, expected) => expect(extentOf(bytes, "image/jpeg")).toEqual(expected));

  it.each([
    ["a plain one", madeUpPicture("a".repeat(40)), { width: 40, height: 2 }],
    ["cut off", madeUpPicture("abc").subarray(0, 20), null],
    ["another first chunk", Uint8Array.from(madeUpPicture("abc"), (one, at) => (at === 12 ? 0x4a : one)), null],
    ["nothing wide", Uint8Array.from(madeUpPicture("abc"), (one, at) => (at === 19 ? 0 : one)), null],
  ])("PNG, %s", (_name, bytes, expected) => expect(extentOf(bytes, "image/png")).toEqual(expected));

  it("stands on paper as high as its column makes it, and never higher than a page", () => {
    expect([heightOnPaper({ width: 400, height: 300 }), heightOnPaper({ width: 300, height: 400 }), heightOnPaper({ width: 1, height: 2400 }), heightOnPaper({ width: 2400, height: 600 })]).toEqual([106, 140, 140, 35]);
  });
});
