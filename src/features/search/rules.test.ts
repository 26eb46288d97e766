import { describe, expect, it } from "vitest";
import { cutSnippet, findTerms, foldWords, readDay, termsOf } from "./rules.ts";

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

describe("a day as it is typed", () => {
  it.each([
    ["2026-09-14", { year: 2026, month: 9, day: 14 }],
    ["2026-09", { year: 2026, month: 9, day: null }],
    ["14 Sep 2026", { year: 2026, month: 9, day: 14 }],
    ["Sep 14", { year: null, month: 9, day: 14 }],
    ["September 14th, 2026", { year: 2026, month: 9, day: 14 }],
    ["14 de septiembre de 2026", { year: 2026, month: 9, day: 14 }],
    ["sept 2026", { year: 2026, month: 9, day: null }],
    ["enero 2026", { year: 2026, month: 1, day: null }],
  ] as const)("%s", (asked, expected) => expect([readDay(asked, "en"), readDay(asked, "es")]).toEqual([expected, expected]));

  it("with slashes stands as the language writes it", () => {
    expect(readDay("9/4/2026", "en")).toEqual({ year: 2026, month: 9, day: 4 });
    expect(readDay("9/4/2026", "es")).toEqual({ year: 2026, month: 4, day: 9 });
    expect(readDay("14/9", "es")).toEqual({ year: null, month: 9, day: 14 });
    expect(readDay("14/9", "en")).toBeNull();
  });

  it.each(["may", "mar", "bear", "the 14", "14 bears", "2026", "Sep 14 bear", "2026-13-01", "32 Sep", ""])("%s is no day", (asked) => expect(readDay(asked, "en")).toBeNull());
});
