import { describe, expect, it } from "vitest";
import { foldWords, termsOf } from "#kernel/folding.ts";
import { cutSnippet, findTerms } from "./rules.ts";

const marked = (text: string, asked: string) => findTerms(text, termsOf(asked)).map(({ from, to }) => text.slice(from, to));

describe("words as they are looked for", () => {
  it.each([
    ["¿El niño durmió?", "nino", ["niño"]],
    ["EL NIÑO", "niño", ["NIÑO"]],
    ["nin\u0303o y man\u0303ana", "niño manana", ["nin\u0303o", "man\u0303ana"]],
    ["Sleeps; sleepless, asleep", "sleep", ["Sleep", "sleep"]],
    ["Rosa's mother", "rosa's", ["Rosa", "s"]],
    ["F43.10 Post-traumatic", "f43.1 post", ["F43", "1", "Post"]],
    ["the 😀 bear", "bear", ["bear"]],
    ["Ærø and Łucja", "łuc", ["Łuc"]],
    ["nothing here", "bear", []],
  ])("%s by %s", (text, asked, expected) => expect(marked(text, asked)).toEqual(expected));

  it("are each there once, and none of punctuation", () => {
    expect(termsOf("  ¡Bear, bear! & | :* ( ")).toEqual(["bear"]);
    expect(termsOf("… ' \\ %_")).toEqual([]);
    expect(foldWords("ÁÉÍÓÚ Ü Ñ")).toBe("aeiou u n");
  });

  it("never overlap, the longer of two that begin together first", () => {
    expect(findTerms("bears", ["bear", "bears"])).toEqual([{ from: 0, to: 5 }]);
  });
});

describe("a snippet", () => {
  const long = `${"Before it was quiet. ".repeat(20)}Then the bear came. ${"Afterwards all slept. ".repeat(20)}`;
  it("holds the hit with some words around it, and says where it was cut", () => {
    const { words, hits } = cutSnippet(long, ["bear"]);
    expect(hits.map(({ from, to }) => words.slice(from, to))).toEqual(["bear"]);
    expect(words.length).toBeLessThan(200);
    expect(words).toMatch(/^… \S.*\S …$/);
    for (const word of words.replaceAll("…", "").trim().split(" ")) expect(long.split(" ")).toContain(word);
  });
  it("is the beginning where nothing is marked, and all of what is short", () => {
    expect(cutSnippet(long, ["wolf"]).words.startsWith("Before it")).toBe(true);
    expect(cutSnippet("Sleeps", ["sleep"])).toEqual({ words: "Sleeps", hits: [{ from: 0, to: 5 }] });
    expect(cutSnippet("", ["bear"])).toEqual({ words: "", hits: [] });
  });
  it("of one endless word is cut all the same, and no letter in two halves", () => {
    const { words } = cutSnippet("😀".repeat(5_000), ["bear"]);
    expect(words.length).toBeLessThan(200);
    expect(words).not.toMatch(/\p{Surrogate}/u);
  });
});
