import type { NodeCompiler } from "@myriaddreamin/typst-ts-node-compiler";
import fs from "node:fs";
import { createRequire } from "node:module";
import os from "node:os";
import path from "node:path";
import type { Language } from "#kernel/language.ts";

/** The writer of pages failed. `cause` holds what it says of the template; the data are not in the message. */
export class PdfFailed extends Error {
  constructor(cause: unknown) {
    super("The pages could not be written.", { cause });
    this.name = "PdfFailed";
  }
}

/**
 * What a sheet of paper is made from: a template of our own in Typst, which finds the data in `data`, and the data, which are
 * never read as markup. `pictures` are the bytes of PNG and JPEG files under the names by which the template opens them, such as "/1.png".
 */
export type Paper = { template: string; data: Record<string, unknown>; title: string; language: Language; pictures?: ReadonlyMap<string, Uint8Array> };

/** Before every template. The one font is the writer's own and no other stands in for it, so that every machine writes the same bytes. */
const beginning = `#let data = json(bytes(sys.inputs.data))
#set document(title: sys.inputs.title, date: none)
#set text(lang: sys.inputs.language, font: "Libertinus Serif", fallback: false)
`;

let kept: NodeCompiler | null = null;
let workspace = "";
/** The writer sees an empty folder as the whole world: a template can read no file of the machine. It is loaded with the first sheet, since most processes write none. */
function writer(): NodeCompiler {
  const library = createRequire(import.meta.url)("@myriaddreamin/typst-ts-node-compiler") as typeof import("@myriaddreamin/typst-ts-node-compiler");
  if (kept === null) {
    workspace = fs.mkdtempSync(path.join(os.tmpdir(), "dyad-paper-"));
    kept = library.NodeCompiler.create({ workspace });
  }
  return kept;
}

const MOST_TRIES = 20;

/** A tagged PDF (PDF/UA-1) of a sheet, the same bytes for the same sheet. A letter that the font does not have, or that no font has, is written by its number. Throws `PdfFailed`. */
export function writePdf({ pictures = new Map(), ...paper }: Paper): Uint8Array {
  // One sheet is written from begin to end before the next: none finds the pictures of another.
  try {
    for (const [name, bytes] of pictures) {
      const compiler = writer();
      compiler.mapShadow(path.join(workspace, name), Buffer.from(bytes));
    }
    return write(paper);
  } finally {
    if (pictures.size > 0) writer().resetShadow();
  }
}

function write({ template, data, title, language }: Omit<Paper, "pictures">): Uint8Array {
  const missing = new Set<string>();
  for (let tries = 1; ; tries++) {
    const inputs = { data: JSON.stringify(data, (_key, value: unknown) => (typeof value === "string" ? asText(value, missing) : value)), title: asText(title, missing), language };
    try {
      return new Uint8Array(writer().pdf({ mainFileContent: beginning + template, inputs }, { creationTimestamp: 0, pdfStandard: "ua-1" }));
    } catch (error) {
      const more = lettersMissing(String(error)).filter((letter) => !missing.has(letter));
      if (more.length === 0 || tries === MOST_TRIES) throw new PdfFailed(error);
      for (const letter of more) missing.add(letter);
    } finally {
      kept?.evictCache(0);
    }
  }
}

/** The letters that the writer says it cannot show. One without a shape, such as a control or a private sign of another program, it says by its number. */
function lettersMissing(said: string): string[] {
  return [...said.matchAll(/the text (?:contains the disallowed codepoint )?`\\?"(.+?)\\?"`/gs)]
    .flatMap(([, text]) => [...text!.replaceAll(/\\+u\{([0-9a-f]{1,6})\}/g, (_said, number: string) => String.fromCodePoint(Math.min(Number.parseInt(number, 16), 0x10ffff)))])
    .filter((letter) => letter < " " || letter > "~");
}
const numberOf = (letter: string) => `[U+${letter.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}]`;
/** What somebody typed as it can be set: a step of the tabulator is a space, an end of line is one. */
const asText = (text: string, missing: ReadonlySet<string>) => [...text.replaceAll("\t", " ").replaceAll(/\r\n?/g, "\n")].map((letter) => (missing.has(letter) ? numberOf(letter) : letter)).join("");
