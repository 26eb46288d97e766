import { X12Interchange, X12Parser } from "node-x12";
import { describe, expect, it } from "vitest";
import { readInterchanges } from "./envelope.ts";
import { Faults } from "./faults.ts";
import { fileOf, goodNames, goodSets } from "./good-claims.test-support.ts";

/** The segments of each transaction set as a reader of somebody else sees them, header and trailer included. */
function readByOthers(text: string): string[][][] {
  const interchange = new X12Parser(true).parse(text);
  if (!(interchange instanceof X12Interchange)) throw new Error("more than one interchange");
  return interchange.functionalGroups.flatMap(({ transactions }) => transactions.map(({ header, segments, trailer }) => [header, ...segments, trailer].map(({ tag, elements }) => [tag, ...elements.map(({ value }) => value ?? "")])));
}
const readByUs = (text: string) => readInterchanges(text, new Faults()).flatMap(({ groups }) => groups.flatMap(({ sets }) => sets.map(({ segments }) => segments.map(({ elements }) => [...elements]))));

describe("An independent reader sees the same segments and elements (A11)", () => {
  it.each(goodNames)("%s", (name) => {
    const text = fileOf([goodSets[name]]);
    expect(readByUs(text)).toEqual(readByOthers(text));
  });
  it("all of them, on one line and with other separators", () => {
    const text = fileOf(goodNames.map((name) => goodSets[name])).replaceAll("\n", "");
    expect(readByOthers(text)).toHaveLength(4);
    for (const one of [text, text.replaceAll("*", "|")]) expect(readByUs(one)).toEqual(readByOthers(one));
  });
});
