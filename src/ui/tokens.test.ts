import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The tokens of one block of the sheet. */
function tokens(start: string): Map<string, string> {
  const from = css.indexOf(start);
  expect(from).toBeGreaterThanOrEqual(0);
  const block = css.slice(from, css.indexOf("}", from));
  return new Map([...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/g)].map((match) => [match[1] ?? "", match[2] ?? ""]));
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const softs = ["teal", "clay", "leaf", "amber", "red", "plum"] as const;
const papers = ["paper", "surface", "sunken"] as const;
const pairs: [string, string][] = [
  ...["ink", "ink-soft"].flatMap((text) => [...papers, ...softs.map((one) => `${one}-soft`)].map((ground): [string, string] => [text, ground])),
  ...softs.flatMap((text) => [...papers, `${text}-soft`].map((ground): [string, string] => [text, ground])),
  ...["child", "relation", "adult"].flatMap((text) => papers.map((ground): [string, string] => [text, ground])),
  ["surface", "teal"],
  ["surface", "clay"],
  ...["clay-soft", "amber-soft", "red-soft", "plum-soft", "teal-soft"].map((ground): [string, string] => ["teal", ground]),
];

describe.each([
  ["light", ":root {"],
  ["dark, by the system", ':root:not([data-color-scheme="light"])'],
  ["dark, by choice", ':root[data-color-scheme="dark"]'],
])("colours, %s", (_name, start) => {
  const all = tokens(start);
  test.each(pairs)("%s on %s holds 4.5:1 (WCAG 1.4.3)", (text, ground) => {
    expect(contrast(all.get(text) ?? "#000000", all.get(ground) ?? "#000000")).toBeGreaterThanOrEqual(4.5);
  });
  test("borders of controls hold 3:1 (WCAG 1.4.11)", () => {
    for (const ground of papers) expect(contrast(all.get("control") ?? "#000000", all.get(ground) ?? "#000000")).toBeGreaterThanOrEqual(3);
  });
});

test("dark is the same by the system and by choice", () => {
  expect(tokens(':root:not([data-color-scheme="light"])')).toEqual(tokens(':root[data-color-scheme="dark"]'));
});
