import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { keysOfTerm, mistakesAllowed, mistakesBetween, mistakesInName } from "./likeness.rules.ts";

const letter = fc.constantFrom(..."abcdefñł");
const wordOf = (least: number, most: number) => fc.array(letter, { minLength: least, maxLength: most }).map((letters) => letters.join(""));

/** `keys_of_word` of the database, said once more. */
function keysOfWord(word: string): Set<string> {
  const letters = [...word];
  const keys = new Set<string>();
  for (const size of [4, 6]) {
    if (letters.length >= size) for (let place = 0; place < size; place++) keys.add(letters.slice(0, size).toSpliced(place, 1).join(""));
    if (letters.length === size - 1) keys.add(word);
  }
  for (let place = 2; place <= 6; place++) if (letters.length >= place + 4) keys.add(`+${letters.slice(place, place + 4).join("")}`);
  return keys;
}

/** One slip of the hand. */
const slip = fc.record({ way: fc.constantFrom("wrong", "missing", "more", "swapped"), at: fc.nat(20), to: letter });
function slipped(word: string, { way, at, to }: { way: string; at: number; to: string }): string {
  const letters = [...word];
  const place = at % letters.length;
  if (way === "wrong") return letters.toSpliced(place, 1, to).join("");
  if (way === "missing") return letters.toSpliced(place, 1).join("");
  if (way === "more") return letters.toSpliced(place, 0, to).join("");
  if (place + 1 >= letters.length) return word;
  return letters.toSpliced(place, 2, letters[place + 1]!, letters[place]!).join("");
}

describe("a name that is typed nearly right", () => {
  it.each([
    ["map", "maple", 0],
    ["mpa", "maple", null],
    ["mpale", "maple", 1],
    ["mapel", "maple", 1],
    ["maaple", "maple", 1],
    ["naple", "maple", 1],
    ["mple", "maple", 1],
    ["maqple", "maple", 1],
    ["brich", "birchwood", 1],
    ["brichwod", "birchwood", 2],
    ["bricwod", "birchwood", null],
    ["rosa", "rose", 1],
    ["ros", "rio", null],
    ["a1b2", "a1b3", null],
    ["núñez", "nunez", null],
  ])("%s for %s", (term, word, expected) => expect(mistakesBetween(term, word)).toBe(expected));

  it("may be one letter off from four letters on, two from eight on, in each of the ways", () => {
    fc.assert(
      fc.property(wordOf(4, 12), slip, (word, one) => {
        const typed = slipped(word, one);
        if ([...typed].length >= 4) expect(mistakesBetween(typed, word)).toBeLessThanOrEqual(1);
      }),
    );
    fc.assert(
      fc.property(wordOf(8, 14), slip, slip, (word, one, two) => {
        const typed = slipped(slipped(word, one), two);
        // Two that cross each other may make three of it.
        if ([...typed].length < 8 || one.way === "swapped" || two.way === "swapped") return;
        expect(mistakesBetween(typed, word)).toBeLessThanOrEqual(2);
      }),
    );
  });

  it("lies under a key that its word has as well, whatever was mistaken and however much of it was typed", () => {
    fc.assert(
      fc.property(wordOf(4, 14), slip, slip, fc.nat(14), (word, one, two, cut) => {
        const typed = [...slipped(slipped(word, one), two)].slice(0, Math.max(4, cut)).join("");
        const mistakes = mistakesBetween(typed, word);
        if (mistakes === null || mistakes === 0) return;
        expect(keysOfTerm(typed).some((key) => keysOfWord(word).has(key))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it("is nothing where it is short or has a figure in it", () => expect(["abc", "ab1cd", "2021"].map((term) => [mistakesAllowed(term), keysOfTerm(term)])).toEqual([[0, []], [0, []], [0, []]]));

  it("fits a name by all its words, in any order", () => {
    const name = ["rosa", "maria", "nunez", "olmo"];
    expect(mistakesInName(["olmo", "rosa"], name)).toBe(0);
    expect(mistakesInName(["nunes", "ros"], name)).toBe(1);
    expect(mistakesInName(["rosa", "birch"], name)).toBeNull();
    expect(mistakesInName([], name)).toBeNull();
  });
});
