import fc from "fast-check";
import { expect, test } from "vitest";
import { type Block, type Inline, mayLeadTo, plainTextOf, readMarkdown } from "./markdown.ts";

const words = (inside: readonly Inline[]): string => inside.map((one) => (one.kind === "text" ? one.text : one.kind === "break" ? "/" : `${one.kind}(${words(one.inside)}${one.kind === "link" ? `|${one.address}` : ""})`)).join("");
const said = (text: string) => readMarkdown(text).blocks.map((block: Block) => ("items" in block ? `${block.kind}: ${block.items.map(words).join(" + ")}` : `${block.kind}: ${words(block.inside)}`));

test.each([
  ["One.\n\nTwo\nlines.", ["paragraph: One.", "paragraph: Two/lines."]],
  ["## A *fine* day", ["heading: A emphasis(fine) day"]],
  ["- **a**\n- b\n  - c", ["bullets: strong(a) + b"]],
  ["1. a\n2. b", ["steps: a + b"]],
  ["[here](https://example.org/a?b=c) [we](/visit) [call](tel:+12025550142)", ["paragraph: link(here|https://example.org/a?b=c) link(we|/visit) link(call|tel:+12025550142)"]],
  ["    pasted with blanks", ["paragraph: pasted with blanks"]],
  ["5 * 3 and \\*so\\*", ["paragraph: 5 * 3 and *so*"]],
  ["", []],
])("reads %j", (text, expected) => {
  expect(said(text)).toEqual(expected);
});

test.each([
  ["<b>bold</b>", "html", "<b>bold</b>"],
  ["<script>alert(1)</script>", "html", "<script>alert(1)</script>"],
  ["![a](https://example.org/a.png)", "picture", "![a](https://example.org/a.png)"],
  ["[a](javascript:alert(1))", "link", "[a](javascript:alert(1))"],
  ["[a](//else.example)", "link", "[a](//else.example)"],
  ["[a](http://plain.example)", "link", "[a](http://plain.example)"],
  ["> said", "quote", "> said"],
  ["`x`", "code", "`x`"],
])("leaves %j as it was typed, and says so", (text, name, shown) => {
  const { blocks, leftAsTyped } = readMarkdown(text);
  expect(leftAsTyped).toContain(name);
  expect(JSON.stringify(blocks)).not.toContain('"link"');
  expect(plainTextOf(text).replaceAll("\n", "")).toContain(shown);
});

const links = (inside: readonly Inline[]): string[] => inside.flatMap((one) => ("inside" in one ? [...(one.kind === "link" ? [one.address] : []), ...links(one.inside)] : []));
test("whatever is typed, no link leads where none may, and nothing throws", () => {
  const piece = fc.oneof(fc.string(), fc.constantFrom("[a](", ")", "javascript:", "data:text/html,", "https://", "//", "<img src=x onerror=y>", "**", "__", "\n\n", "- ", "1. ", "![", "](", "<", ">", "&#106;avascript:", "\\", "`", "|", "[x]: https://a.example"));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const { blocks } = readMarkdown(pieces.join(""));
      for (const address of blocks.flatMap((block) => ("items" in block ? block.items.flatMap(links) : links(block.inside)))) expect(mayLeadTo(address)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
