import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { writePdf } from "#server/pdf.ts";
import { inspectPdf } from "./inspecting.handlers.ts";
import { cargoIn } from "./pdf.rules.ts";
import { sniff } from "./sniff.rules.ts";

// What a PDF carries beside its pages (bad input): told by its bytes, in pieces of any size, open or packed.

const seen = (bytes: Uint8Array, size = 65_536) => {
  const inspector = inspectPdf();
  for (let at = 0; at < bytes.length; at += size) inspector.push(bytes.subarray(at, at + size));
  return inspector.end();
};
const pdf = (...objects: (string | Buffer)[]) => Buffer.concat([Buffer.from("%PDF-1.7\n%\xe2\xe3\n", "latin1"), ...objects.map((one) => Buffer.from(one)), Buffer.from("\ntrailer << /Root 1 0 R >>\n%%EOF\n")]);
/** A stream of objects, as most programs write it since 2003. */
const packed = (text: string, dictionary = "/Type /ObjStm /N 3 /First 20", bytes = deflateSync(Buffer.from(text))) => Buffer.concat([Buffer.from(`7 0 obj << ${dictionary} /Filter /FlateDecode /Length ${bytes.length} >>\nstream\r\n`), bytes, Buffer.from("\nendstream\nendobj\n")]);
const picture = () => Buffer.concat([Buffer.from("5 0 obj << /Type /XObject /Filter /FlateDecode /Length 90000 >>\nstream\n"), deflateSync(Buffer.from(Array.from({ length: 90_000 }, (_, index) => (index * 7919) % 251))), Buffer.from("\nendstream\nendobj\n")]);

const bad: [string, string, string][] = [
  ["a program", "<< /S /JavaScript /JS (app.alert(1)) >>", "script"],
  ["a program with its name in numbers", "<< /S /J#61v#61#53cript /JS (x) >>", "script"],
  ["a start of another program", "<< /S /Launch /F (cmd.exe) >>", "launch"],
  ["files within it", "<< /Names << /EmbeddedFiles 9 0 R >> >>", "files"],
  ["a film", "<< /Subtype /RichMedia >>", "media"],
  ["a form with rules", "<< /XFA [ (template) 8 0 R ] >>", "form"],
];

describe("a PDF", () => {
  for (const [what, object, cargo] of bad) {
    it(`with ${what} is told, open or in a stream of objects, however it is cut into pieces`, () => {
      for (const bytes of [pdf(`1 0 obj ${object} endobj`), pdf(picture(), `1 0 obj ${object} endobj`), pdf(packed(`1 0 2 30 ${object}`)), pdf(picture(), packed(object, "/N 3 /First 20"), picture())]) {
        expect(seen(bytes).cargo).toEqual([cargo]);
        for (const size of [1, 7, 1000]) expect(seen(bytes, size).cargo, String(size)).toEqual([cargo]);
      }
    });
  }

  it("of pages alone is told whole, our own papers among them; names that only begin alike are none of it", () => {
    expect(seen(pdf("1 0 obj << /Type /Catalog /OpenAction [3 0 R /Fit] /JSomething 1 /Launched 2 /XFACE 3 >> endobj", picture(), packed("1 0 << /Type /Page /Launcher 1 >>")))).toEqual({ cargo: [], looked: "whole" });
    const own = writePdf({ template: "= #data.heading\n#link(\"https://example.org\")[x]", data: { heading: "Sample" }, title: "A letter", language: "en" });
    expect(seen(own)).toEqual({ cargo: [], looked: "whole" });
  });

  it("says where it could not look: locked, packed in another way, cut off, or far too much", () => {
    expect(seen(pdf(packed("", undefined, Buffer.from("locked by a password, so no such thing as this"))))).toEqual({ cargo: [], looked: "in part" });
    expect(seen(pdf(packed("x".repeat(17_000_000))))).toEqual({ cargo: [], looked: "in part" });
    expect(seen(pdf(packed("1 0 << /S /JavaScript >>").subarray(0, 90))).looked).toMatch(/whole|in part/);
    // A hundred streams that would swell to a gigabyte cost no more than a few.
    const swelling = packed("y".repeat(16_000_000));
    expect(seen(pdf(...Array.from({ length: 100 }, () => swelling))).looked).toBe("in part");
  });

  it("in the clothes of which a page of Word comes along, with its macros, is told", () => {
    expect(seen(pdf("1 0 obj << >> endobj\nMIME-Version: 1.0\nContent-Type: application/x-mso\n\nQWN0aXZlTWltZQ==")).cargo).toEqual(["macros"]);
    expect(seen(pdf("PK\u0003\u0004 word/vbaProject.bin")).cargo).toEqual(["macros"]);
  });

  it("finds nothing in what is no PDF, and breaks on no bytes at all", () => {
    fc.assert(fc.property(fc.array(fc.oneof(fc.constantFrom(">>stream\n", "endstream", "/ObjStm", "/Filter", "obj <<", "/XFA", "stream\r\n"), fc.string()), { maxLength: 60 }), fc.integer({ min: 1, max: 50 }), (pieces, size) => {
      expect(seen(Buffer.from(pieces.join(""), "latin1"), size).cargo).toEqual(seen(Buffer.from(pieces.join(""), "latin1")).cargo);
    }));
    expect(cargoIn("")).toEqual([]);
  });
});

describe("a file named .pdf", () => {
  it("that is a file of an office program or an archive is told by its bytes, macros or not", () => {
    expect(sniff(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0, 0, 0, 0, 0]))).toBe("office or archive");
    expect(sniff(Buffer.from("PK\u0003\u0004\u0014\u0000\u0006\u0000xl/vbaProject.bin"))).toBe("office or archive");
    expect(sniff(Buffer.from("{\\rtf1\\ansi and so on"))).toBe("office or archive");
    expect(sniff(Buffer.from("not a PDF at all"))).toBe("other");
  });
});
