/**
 * The line, counted from 1, on which the value at a dotted path begins in a JSON text; the nearest place above it where
 * the path itself is not there. The text must be well-formed JSON.
 */
export function lineOfPath(text: string, path: string): number {
  const wanted = path === "" ? [] : path.split(".");
  let at = 0;
  let best = 0;
  const space = () => {
    while (/\s/.test(text[at] ?? "")) at++;
  };
  const readText = (): string => {
    const from = at;
    for (at++; text[at] !== '"'; at++) if (text[at] === "\\") at++;
    at++;
    return JSON.parse(text.slice(from, at)) as string;
  };
  /** Reads one value; `depth` is how much of the wanted path leads here, or -1 beside the path. */
  const readValue = (depth: number): void => {
    space();
    if (depth >= 0) best = at;
    if (text[at] === '"') return void readText();
    if (text[at] !== "{" && text[at] !== "[") {
      while (at < text.length && !/[\s,\]}]/.test(text[at]!)) at++;
      return;
    }
    const isList = text[at] === "[";
    at++;
    for (let index = 0; ; index++) {
      space();
      if (text[at] === "}" || text[at] === "]") break;
      if (text[at] === ",") at++;
      space();
      const key = isList ? String(index) : readText();
      if (!isList) {
        space();
        at++; // the colon
      }
      readValue(depth >= 0 && depth < wanted.length && wanted[depth] === key ? depth + 1 : -1);
      space();
    }
    at++;
  };
  readValue(0);
  return text.slice(0, best).split("\n").length;
}

/** The line of a fault that `JSON.parse` tells, where it tells the place. */
export function lineOfParseFault(text: string, fault: string): number | null {
  const position = /position (\d+)/.exec(fault)?.[1];
  return position === undefined ? null : text.slice(0, Number(position)).split("\n").length;
}
