import { describe, expect, it } from "vitest";
import { type Paper, PdfFailed, writePdf } from "./pdf.ts";

const template = `= #data.heading\n#for one in data.lines [+ #one \n]\n#table(columns: 2, table.header([a], [b]), ..data.lines)`;
const paper = (lines: string[], more: Partial<Paper> = {}): Paper => ({ template, data: { heading: "Sample", lines }, title: "An audit", language: "en", ...more });
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** The same words put together letter by letter from numbers, which nothing could read as anything else. */
const spelled = (words: string): Paper => ({ template: `= #data.heading\n#data.letters.map(str.from-unicode).join("")`, data: { heading: "Sample", letters: [...words].map((letter) => letter.codePointAt(0)) }, title: "An audit", language: "en" });
const said = (words: string): Paper => ({ ...spelled("x"), template: `= #data.heading\n#data.words`, data: { heading: "Sample", words } });

describe("sheets of paper", () => {
  it("are the same bytes for the same data, and others for others", () => {
    const first = text(writePdf(paper(["one"])));
    writePdf(paper(["something between"]));
    expect(text(writePdf(paper(["one"])))).toBe(first);
    expect(text(writePdf(paper(["two"])))).not.toBe(first);
  });

  it("are tagged, named, dated by nobody, and say their language", () => {
    const english = text(writePdf(paper(["one"])));
    expect(english.startsWith("%PDF-")).toBe(true);
    expect(english).toMatch(/\/Lang\s*\(en/);
    expect(english).toMatch(/\/MarkInfo|\/StructTreeRoot/);
    expect(english).toMatch(/\/Title\s*\(An audit\)/);
    expect(english).not.toMatch(/\/CreationDate/);
    expect(text(writePdf(paper(["uno"], { language: "es" })))).toMatch(/\/Lang\s*\(es/);
  });

  it("take data for data: what looks like markup, code or a quote stays as it is", () => {
    const evil = ['#read("/etc/passwd")', "#strong[x]", '" + read("/etc/passwd") + "', "\\", "\\u{41}", "$x^2$", "*bold* _it_", "= heading", "]#panic()[", "{{{", "<label> @label", "// none", "--- ... ~"];
    for (const one of evil) {
      expect(text(writePdf(said(one))), one).toBe(text(writePdf(spelled(one))));
      expect(text(writePdf({ ...said("x"), title: one, language: "es" })).startsWith("%PDF-"), one).toBe(true);
    }
    expect(text(writePdf(said("*bold*")))).not.toBe(text(writePdf(said("bold"))));
  });

  it("write a letter that the font does not have by its number, on every machine alike", () => {
    expect(text(writePdf(paper(["中文 😀 ñ"])))).toBe(text(writePdf(paper(["[U+4E2D][U+6587] [U+1F600] ñ"]))));
  });

  it("write a sign that no font has by its number: what is pasted from another program stops no sheet", () => {
    expect(text(writePdf(paper(["\u0007 \uf0b7 one \u007f"])))).toBe(text(writePdf(paper(["[U+0007] [U+F0B7] one [U+007F]"]))));
    expect(text(writePdf(paper(["one\ttwo"])))).toBe(text(writePdf(paper(["one two"]))));
    const controls = Array.from({ length: 31 }, (_, index) => String.fromCodePoint(index + 1));
    const pasted = [...controls, ...Array.from({ length: 60 }, (_, index) => String.fromCodePoint(0xe000 + index)), "\u0085", "\u00ad", "\u200e", "\u2028", "\ufeff", "\ufffe", "\u{e0041}", "\u0301", '"\u0002"', "\\u{7}\u0007"];
    for (const one of [...pasted, pasted.join(""), pasted.join(" ")]) expect(text(writePdf(paper([one], { title: `An audit ${one}` }))).startsWith("%PDF-"), JSON.stringify(one)).toBe(true);
  });

  it("can read no file of the machine, and say by name what failed, without the data", () => {
    for (const wanted of ["/etc/passwd", "../../../etc/passwd", "/package.json"]) {
      const failed = (() => {
        try {
          writePdf(paper(["SECRET"], { template: `#read("${wanted}")` }));
          return null;
        } catch (error) {
          return error;
        }
      })();
      expect(failed, wanted).toBeInstanceOf(PdfFailed);
      expect((failed as Error).message).not.toContain("SECRET");
    }
  });
});
