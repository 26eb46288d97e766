import type { Words } from "#kernel/language.ts";
import { say } from "./words.ts";

/** Where a text stops being JSON that can be trusted, and why. `index` counts UTF-16 units from 0. */
export type JsonFault = { index: number; text: Words };

type Expecting = "value" | "key" | "colon" | "after" | "valueOrEnd" | "keyOrEnd";
type Level = { close: "}" | "]"; keys: Set<string> | null };

const numberShape = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const escapes = new Set('"\\/bfnrt');

/** The index just behind a text in quotes that begins at `start`, or null where it is not closed or not allowed. */
function endOfText(text: string, start: number): number | null {
  let at = start + 1;
  while (at < text.length) {
    const unit = text.charCodeAt(at);
    if (unit === 0x22) return at + 1;
    if (unit < 0x20) return null;
    if (unit !== 0x5c) {
      at += 1;
      continue;
    }
    const escaped = text[at + 1];
    if (escaped === "u") {
      if (!/^[0-9a-fA-F]{4}$/.test(text.slice(at + 2, at + 6))) return null;
      at += 6;
    } else if (escaped !== undefined && escapes.has(escaped)) at += 2;
    else return null;
  }
  return null;
}

/** The index behind the word or number at `start`, or a fault. */
function endOfPlain(text: string, start: number): number | JsonFault {
  for (const word of ["true", "false", "null"]) if (text.startsWith(word, start)) return start + word.length;
  if (/[-\d]/.test(text[start]!)) {
    numberShape.lastIndex = start;
    const found = numberShape.exec(text);
    const end = start + (found?.[0].length ?? 0);
    if (found === null || /[\d.eE+-]/.test(text[end] ?? "")) return { index: start, text: say((w) => w.brokenNumber) };
    return end;
  }
  return { index: start, text: say((w) => w.unexpected(text[start]!)) };
}

/**
 * The first place where `text` is no JSON, says the same key twice in one object, or nests more than `deepest` levels;
 * null where all is well. Done by hand because the engine's own parser gives no place, keeps the last of two equal
 * keys in silence, and takes any depth.
 */
export function findJsonFault(text: string, deepest: number): JsonFault | null {
  const levels: Level[] = [];
  let expecting: Expecting = "value";
  let at = 0;
  const cut = (): JsonFault => ({ index: text.length, text: say((w) => w.endsTooEarly) });
  while (true) {
    while (at < text.length && " \t\r\n".includes(text[at]!)) at += 1;
    const level = levels.at(-1);
    if (at >= text.length) return expecting === "after" && level === undefined ? null : cut();
    const found = text[at]!;
    const unexpected = (): JsonFault => ({ index: at, text: say((w) => w.unexpected(found)) });
    if (expecting === "after") {
      if (level === undefined) return { index: at, text: say((w) => w.textAfterEnd) };
      if (found === level.close) levels.pop();
      else if (found === ",") expecting = level.keys === null ? "value" : "key";
      else return unexpected();
      at += 1;
    } else if (expecting === "colon") {
      if (found !== ":") return unexpected();
      expecting = "value";
      at += 1;
    } else if ((expecting === "keyOrEnd" || expecting === "valueOrEnd") && found === level?.close) {
      levels.pop();
      expecting = "after";
      at += 1;
    } else if (expecting === "key" || expecting === "keyOrEnd") {
      if (found !== '"') return unexpected();
      const end = endOfText(text, at);
      if (end === null) return text.indexOf('"', at + 1) === -1 ? cut() : { index: at, text: say((w) => w.brokenText) };
      const key = JSON.parse(text.slice(at, end)) as string;
      if (level!.keys!.has(key)) return { index: at, text: say((w) => w.keyTwice(key.slice(0, 80))) };
      level!.keys!.add(key);
      expecting = "colon";
      at = end;
    } else if (found === "{" || found === "[") {
      if (levels.length >= deepest) return { index: at, text: say((w) => w.tooDeep(String(deepest))) };
      levels.push(found === "{" ? { close: "}", keys: new Set() } : { close: "]", keys: null });
      expecting = found === "{" ? "keyOrEnd" : "valueOrEnd";
      at += 1;
    } else if (found === '"') {
      const end = endOfText(text, at);
      if (end === null) return text.indexOf('"', at + 1) === -1 ? cut() : { index: at, text: say((w) => w.brokenText) };
      expecting = "after";
      at = end;
    } else {
      const end = endOfPlain(text, at);
      if (typeof end !== "number") return "truefalsenull".includes(text.slice(at)) ? cut() : end;
      expecting = "after";
      at = end;
    }
  }
}

/** Line and column, both from 1, of an index in a text. */
export function placeOf(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index);
  const line = before.split("\n").length;
  return { line, column: index - (before.lastIndexOf("\n") + 1) + 1 };
}
