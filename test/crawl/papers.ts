import { inflateSync } from "node:zlib";
import { unzipSync } from "fflate";

// What a file says, as a person would read it: a PDF's letters through its fonts, an archive's files one by one.

/** All words of a file, whatever it is. Numbered letters of a PDF are read as letters; a line's end inside of it leaves no space. */
export function wordsOf(bytes: Buffer): string {
  if (bytes.subarray(0, 5).toString("latin1") === "%PDF-") return wordsOfPdf(bytes);
  if (bytes.subarray(0, 4).toString("latin1") === "PK\u0003\u0004") return Object.entries(unzipSync(bytes)).map(([path, one]) => `${path}\n${wordsOf(Buffer.from(one))}`).join("\n");
  return bytes.toString("utf8");
}

type PdfObject = { head: string; stream: Buffer | null };

function wordsOfPdf(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  const objects = new Map<string, PdfObject>();
  for (const [, number, body] of text.matchAll(/(\d+) 0 obj\s([\s\S]*?)endobj/g)) {
    const [head, raw] = split(body!);
    objects.set(number!, { head, stream: raw === null ? null : /FlateDecode/.test(head) ? inflateSync(raw) : raw });
  }
  const said = [...text.matchAll(/\/(?:Title|Author|Subject|Keywords|Alt|ActualText)\s*\(((?:\\.|[^\\)])*)\)/g)].map((found) => found[1]!);
  for (const page of objects.values()) {
    if (!/\/Type\s*\/Page\b/.test(page.head)) continue;
    const fonts = new Map([...page.head.matchAll(/\/(\w+) (\d+) 0 R/g)].map(([, name, number]) => [name!, lettersOf(objects, number!)]));
    for (const number of contentsOf(page.head)) said.push(wordsOfPage(objects.get(number)!.stream!.toString("latin1"), fonts));
  }
  return said.join("\n");
}

/** What stands before a stream, and the stream as it lies there. */
function split(body: string): [string, Buffer | null] {
  const at = body.search(/\bstream\r?\n/);
  if (at < 0) return [body, null];
  const from = body.indexOf("\n", at) + 1;
  return [body.slice(0, at), Buffer.from(body.slice(from, body.lastIndexOf("endstream")), "latin1")];
}
const contentsOf = (head: string) => [...(/\/Contents\s*(\[[^\]]*\]|\d+ 0 R)/.exec(head)?.[1] ?? "").matchAll(/(\d+) 0 R/g)].map((found) => found[1]!);

/** What each number of a font stands for; null is a font whose numbers are the letters. */
function lettersOf(objects: Map<string, PdfObject>, font: string): Map<number, string> | null {
  const to = /\/ToUnicode (\d+) 0 R/.exec(objects.get(font)?.head ?? "")?.[1];
  if (to === undefined) return null;
  const table = objects.get(to)!.stream!.toString("latin1");
  const letters = new Map<number, string>();
  const spell = (hex: string) => String.fromCharCode(...(hex.match(/.{4}/g) ?? []).map((one) => Number.parseInt(one, 16)));
  for (const [, part] of table.matchAll(/beginbfchar([\s\S]*?)endbfchar/g)) for (const [, from, said] of part!.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) letters.set(Number.parseInt(from!, 16), spell(said!));
  for (const [, part] of table.matchAll(/beginbfrange([\s\S]*?)endbfrange/g)) {
    for (const [, from, until, said] of part!.matchAll(/<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>/g)) {
      for (let one = Number.parseInt(from!, 16); one <= Number.parseInt(until!, 16); one++) letters.set(one, String.fromCharCode(Number.parseInt(said!, 16) + one - Number.parseInt(from!, 16)));
    }
  }
  return letters;
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", b: "\b", f: "\f" };
const unescape = (text: string) => text.replace(/\\(?:([0-7]{1,3})|([\s\S]))/g, (_all, number: string | undefined, sign: string) => (number === undefined ? (escapes[sign] ?? sign) : String.fromCharCode(Number.parseInt(number, 8))));

function wordsOfPage(content: string, fonts: Map<string, Map<number, string> | null>): string {
  let letters: Map<number, string> | null = null;
  let words = "";
  for (const found of content.matchAll(/\/(\w+) [\d.]+ Tf|\(((?:\\[\s\S]|[^\\()]|\((?:\\[\s\S]|[^\\()])*\))*)\)|<([0-9A-Fa-f]+)>|(T\*)/g)) {
    if (found[1] !== undefined) letters = fonts.get(found[1]) ?? null;
    else if (found[4] !== undefined) words += "\n";
    else words += readShown(found[2] === undefined ? Buffer.from(found[3]!, "hex").toString("latin1") : unescape(found[2]), letters);
  }
  return words;
}

function readShown(shown: string, letters: Map<number, string> | null): string {
  if (letters === null) return shown;
  let words = "";
  for (let at = 0; at + 1 < shown.length; at += 2) words += letters.get(shown.charCodeAt(at) * 256 + shown.charCodeAt(at + 1)) ?? "";
  return words;
}
