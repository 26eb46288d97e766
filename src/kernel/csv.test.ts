import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { csv, csvFile } from "./csv.ts";

const read = (text: string) => parse(text, { relax_column_count: true, skip_empty_lines: false }) as string[][];
const signs = fc.constantFrom("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " ", "\u00a0", "\u200b", "\ufeff", "'", '"', ",", ";", "1", "a", "ñ");
const texts = fc.oneof(fc.string({ unit: signs, maxLength: 12 }), fc.string({ unit: "binary", maxLength: 12 }));

describe("a file of cells", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+1 202 555 0100", "'+1 202 555 0100"],
    ["-2", "'-2"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["\t=1", "'\t=1"],
    ["\r=1", "'\r=1"],
    ["  =1", "'  =1"],
    ["\u200b=1", "'\u200b=1"],
    ["＝1", "'＝1"],
    ["＋1", "'＋1"],
    ["－1", "'－1"],
    ["＠a", "'＠a"],
    ["'=1", "''=1"],
    ["O'Hara", "O'Hara"],
    ["202-555-0100", "202-555-0100"],
    ["Ana-María", "Ana-María"],
    ["", ""],
  ])("keeps %j a text: %j", (text, cell) => {
    expect(read(csv([[text, "end"]]))[0]).toEqual([cell, "end"]);
  });

  it("writes a number as a number, a negative one too, and nothing as nothing", () => {
    expect(csv([[-2.5, 3, null]])).toBe("-2.5,3,\r\n");
  });

  it("comes back cell by cell, with quotes and line breaks inside, and no text in it begins a formula", () => {
    fc.assert(
      fc.property(fc.array(fc.array(texts, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }), (rows) => {
        const back = read(csv(rows));
        expect(back).toHaveLength(rows.length);
        for (const [at, row] of rows.entries()) {
          expect(back[at]).toHaveLength(row.length);
          for (const [place, text] of row.entries()) {
            const cell = back[at]![place]!;
            expect([text, `'${text}`]).toContain(cell);
            expect(cell).not.toMatch(/^[\s\u0000-\u0020\u00a0\u200b\ufeff]*[=+\-@＝＋－＠]/);
            expect(cell).not.toMatch(/^[\t\r\n]/);
          }
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("tells its letters by its first sign where it is a file", () => {
    expect([...Buffer.from(csvFile([["ñ"]]))].slice(0, 3)).toEqual([0xef, 0xbb, 0xbf]);
  });
});
