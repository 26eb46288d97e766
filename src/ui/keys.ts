/** One key and what it does. `key` is `j`, `/`, `?`, `Enter`, `ArrowLeft`, or with Control: `Control+Enter`, `Control+.`. `says` names it in the list of all keys. */
export type KeyBinding = { key: string; says: string; run: () => void };
/** Where a key works: on every page, or on the one that is open. */
export type KeyScope = "everywhere" | "here";
/** A line of the list of all keys: each way to do one thing, as its key caps. */
export type KeyLine = { says: string; ways: string[][] };

/** The key caps of a binding: `Control+Enter` is two. */
export const capsOf = (key: string): string[] => {
  const [first, second] = key.split("+");
  const caps = first === "Control" && second !== undefined ? [first, second] : [key];
  return caps.map((cap) => (/^[a-z]$/.test(cap) ? cap.toUpperCase() : cap));
};

/** Keys that work now as lines of a list: each thing that is done once, with every key that does it. */
export function linesOf(bindings: readonly { key: string; says: string }[]): KeyLine[] {
  const lines: KeyLine[] = [];
  for (const { key, says } of bindings) {
    const way = capsOf(key);
    const line = lines.find((one) => one.says === says);
    if (line === undefined) lines.push({ says, ways: [way] });
    else if (!line.ways.some((one) => one.join(" ") === way.join(" "))) line.ways.push(way);
  }
  return lines;
}

/** What of a keyboard event decides whether a binding fires. */
export type KeyFacts = { key: string; control: boolean; alt: boolean; shift: boolean; writing: boolean; letterKeys: "on" | "off" };

/**
 * The binding that a key press means, or null. Keys without Control are deaf while somebody writes, and where the
 * person has switched them off (WCAG 2.1.4); keys with Control always work.
 */
export function findBinding<B extends { key: string }>(bindings: readonly B[], facts: KeyFacts): B | null {
  if (facts.alt) return null;
  for (const binding of bindings) {
    const [first, second] = binding.key.split("+");
    const withControl = first === "Control" && second !== undefined;
    const key = withControl ? second : binding.key;
    if (withControl !== facts.control || key.toLowerCase() !== facts.key.toLowerCase()) continue;
    if (!withControl && (facts.writing || facts.letterKeys === "off")) continue;
    if (!withControl && facts.shift && /^[a-z]$/i.test(key)) continue;
    return binding;
  }
  return null;
}

const written = new Set(["text", "search", "email", "url", "tel", "password", "number", "date", "time", "datetime-local", "month", "week"]);

/** True where keys write or choose: fields, selects, editable text, and radio buttons, which have letters of their own. */
export function isWriting(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && written.has(target.type);
}

/** True where the element has its own use of Enter and of the space bar. */
export function actsItself(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("a[href], button, summary, input, select, textarea, [role=button]") !== null;
}
