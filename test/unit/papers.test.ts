import { describe, expect, it } from "vitest";
import { madeUpPaper } from "#features/demo/papers.rules.ts";
import { writePdf } from "#server/pdf.ts";
import { zipOf } from "#server/zip.ts";
import { wordsOf } from "../crawl/papers.ts";

// The crawl reads papers as a person does: a word in a PDF that was not found here would be a word that nobody looks for.

const long = Array.from({ length: 60 }, (_one, at) => `word${at}`).join(" ");
const sheet = (words: string) => Buffer.from(writePdf({ template: "= #data.words\n#strong[#data.words] #emph[#data.words]\n#table(columns: 2, [#data.words], [#data.long])", data: { words, long }, title: "A title (of ours)", language: "en" }));

describe("what a paper says (D2)", () => {
  it("is read through its fonts, in each of them, also where words are broken into lines", () => {
    const said = wordsOf(sheet("Made up. MARKER-ONE ñandú (office) affinity"));
    expect(said.split("MARKER-ONE").length - 1).toBe(4);
    expect(said).toContain("ñandú (office)");
    expect(said).toContain("A title");
    for (let at = 0; at < 60; at++) expect(said).toContain(`word${at}`);
    expect(wordsOf(sheet("MARKER-OTHER"))).not.toContain("MARKER-ONE");
  });

  it("is read in a made-up paper, an archive of papers, and plain words", () => {
    expect(wordsOf(Buffer.from(madeUpPaper(["MARKER-ONE (in brackets)", "MARKER-TWO"])))).toMatch(/MARKER-ONE \(in brackets\)\s*MARKER-TWO/);
    const archive = wordsOf(Buffer.from(zipOf([{ path: "MARKER-PATH.pdf", bytes: sheet("MARKER-INSIDE") }, { path: "inner.zip", bytes: zipOf([{ path: "words.txt", bytes: Buffer.from("MARKER-DEEP") }]) }])));
    for (const one of ["MARKER-PATH", "MARKER-INSIDE", "MARKER-DEEP"]) expect(archive).toContain(one);
    expect(wordsOf(Buffer.from("{\"a\":\"MARKER-ñ\"}"))).toBe("{\"a\":\"MARKER-ñ\"}");
  });
});
