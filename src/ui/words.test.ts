import { describe, expect, test } from "vitest";
import { uiWords } from "./words.ts";

type Node = string | ((...args: never[]) => string) | { readonly [key: string]: Node };

/** Every sentence of a catalogue, functions called with small made-up arguments. */
function sentences(node: Node, path: string, argument: string | number): [string, string][] {
  if (typeof node === "string") return [[path, node]];
  if (typeof node === "function") return [[path, (node as (...args: unknown[]) => string)(argument, argument, argument)]];
  return Object.entries(node).flatMap(([key, child]) => sentences(child, `${path}.${key}`, argument));
}

/** Said alike in both languages: proper names, caps of keys, and words that are the same. */
const alike = new Set([".disclosure.part2", ".keys.Control", ".keys.Escape", ".shell.keysOff"]);

describe("words of the shared parts", () => {
  test.each([0, 1, 3])("every sentence is written in both languages, for a count of %i", (count) => {
    const english = sentences(uiWords.en as Node, "", count);
    const spanish = new Map(sentences(uiWords.es as Node, "", count));
    expect(spanish.size).toBe(english.length);
    for (const [path, sentence] of english) {
      const other = spanish.get(path) ?? "";
      expect(sentence.trim(), path).not.toBe("");
      expect(other.trim(), path).not.toBe("");
      expect(`${sentence}${other}`, path).not.toMatch(/undefined|null|NaN/);
      if (!alike.has(path)) expect(other, path).not.toBe(sentence);
    }
  });
  test("adults are addressed with usted", () => {
    for (const [path, sentence] of sentences(uiWords.es as Node, "", 2)) expect(sentence, path).not.toMatch(/\b(tú|tu|tus|te|ti|tienes|puedes|quieres)\b/i);
  });
  test("one is singular in both languages", () => {
    expect(uiWords.en.verdict.unknown(1)).toBe("Unknown: 1 fact missing");
    expect(uiWords.en.verdict.unknown(2)).toBe("Unknown: 2 facts missing");
    expect(uiWords.es.verdict.unknown(1)).toBe("No se sabe: falta 1 dato");
    expect(uiWords.es.verdict.yesUnits(1)).toBe("Cuenta: sí · 1 unidad");
  });
});
