import { parse } from "csv-parse/sync";
import { zipSync } from "fflate";
import { readSheet } from "read-excel-file/node";
import yauzl from "yauzl";
import { Fault } from "#kernel/faults.ts";
import { type FoundInFile, MOST_COLUMNS, MOST_ROWS } from "./contract.ts";
import { faultWords } from "./faults.words.ts";
import { decode, findSeparator, plainCell } from "./text.rules.ts";

/** A file as it was read: what it is, its headings, and its rows with the number that a spreadsheet shows. */
export type FileRead = { found: FoundInFile; rows: { number: number; cells: string[] }[] };

/** Bytes to which a spreadsheet may unpack in all, and parts that it may have. */
const MOST_UNPACKED = 67_108_864;
const MOST_PARTS = 2_000;

/** Signs of one cell, and of all of them: a spreadsheet may name one long text again and again. */
const MOST_OF_A_CELL = 100_000;
const MOST_SIGNS = 20_000_000;

/** Reads a CSV file or a spreadsheet; what may be hostile is read apart (`apart.handlers.ts`). Formulas are never worked out: of a cell that has one, the value that was saved with it counts. */
export async function readListFile(bytes: Buffer): Promise<FileRead> {
  const isZip = bytes.length > 4 && bytes.readUInt32LE(0) === 0x04034b50;
  const { found, table } = isZip ? await readSpreadsheet(bytes) : readText(bytes);
  const [headings = [], ...below] = table;
  const width = Math.max(0, ...table.map((row) => row.length));
  if (width > MOST_COLUMNS || table.length > MOST_ROWS + 1) throw new Fault("too_large", faultWords.tooManyRows);
  const rows = below.map((cells, place) => ({ number: place + 2, cells: Array.from({ length: width }, (_, at) => cells[at] ?? "") })).filter(({ cells }) => cells.some((one) => one !== ""));
  if (rows.length === 0) throw new Fault("malformed", faultWords.empty);
  return { found: { ...found, headings: Array.from({ length: width }, (_, at) => (headings[at] ?? "").slice(0, 200)) }, rows };
}

type Table = { found: Omit<FoundInFile, "headings">; table: string[][] };

function readText(bytes: Buffer): Table {
  const decoded = decode(bytes);
  if (decoded === null) throw new Fault("wrong_type", faultWords.notTaken);
  // A line by which a program tells its own separator is no heading.
  const told = /^\ufeff?sep=([,;\t])\r?\n/.exec(decoded.text);
  const text = told === null ? decoded.text : decoded.text.slice(told[0].length);
  const separator = (told?.[1] as "," | undefined) ?? findSeparator(text);
  try {
    const table = parse(text, { bom: true, delimiter: separator, relax_column_count: true, max_record_size: 1_000_000, to: MOST_ROWS + 2 }) as string[][];
    return { found: { format: "csv", encoding: decoded.encoding, separator }, table: table.map((row) => row.map(plainCell)) };
  } catch {
    throw new Fault("malformed", faultWords.quotes);
  }
}

async function readSpreadsheet(bytes: Buffer): Promise<Table> {
  const parts = await unpack(bytes);
  if (parts["xl/workbook.xml"] === undefined) throw new Fault("wrong_type", faultWords.notTaken);
  for (const [name, part] of Object.entries(parts)) guardPart(name, part);
  try {
    // Written anew from what was looked at, so that the reader meets that and nothing else.
    const table = await readSheet(Buffer.from(zipSync(parts, { level: 0 })));
    if (table.length > MOST_ROWS + 1 || table.some((row) => row.length > MOST_COLUMNS)) throw new Fault("too_large", faultWords.tooManyRows);
    let signs = 0;
    const textOf = (value: unknown): string => {
      const text = asText(value);
      signs += text.length;
      if (text.length > MOST_OF_A_CELL || signs > MOST_SIGNS) throw new Fault("too_large", faultWords.bomb);
      return plainCell(text);
    };
    return { found: { format: "xlsx", encoding: null, separator: null }, table: table.map((row) => row.map(textOf)) };
  } catch (error) {
    if (error instanceof Fault) throw error;
    throw new Fault("malformed", faultWords.notWhole);
  }
}

/** A value of a spreadsheet as text: a date as 2021-03-04, a whole number without a point. */
function asText(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? "" : value.toISOString().slice(0, 10);
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "number" || typeof value === "string" ? String(value) : "";
}

/** The parts that are text, unpacked by count and not by what the archive says of itself. */
function unpack(bytes: Buffer): Promise<Record<string, Uint8Array>> {
  return new Promise((resolve, reject) => {
    const refuse = (fault: Fault) => reject(fault);
    yauzl.fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (error, archive) => {
      if (error !== null) return refuse(new Fault("malformed", faultWords.notWhole));
      if (archive.entryCount > MOST_PARTS) return refuse(new Fault("too_large", faultWords.bomb));
      const parts: Record<string, Uint8Array> = {};
      let unpacked = 0;
      archive.on("error", () => refuse(new Fault("malformed", faultWords.notWhole)));
      archive.on("end", () => resolve(parts));
      archive.on("entry", (entry: yauzl.Entry) => {
        if (!/\.(xml|rels)$/.test(entry.fileName) || entry.isEncrypted()) return archive.readEntry();
        if (unpacked + entry.uncompressedSize > MOST_UNPACKED) return refuse(new Fault("too_large", faultWords.bomb));
        archive.openReadStream(entry, (failed, stream) => {
          if (failed !== null) return refuse(new Fault("malformed", faultWords.notWhole));
          const pieces: Buffer[] = [];
          stream.on("error", () => refuse(new Fault("malformed", faultWords.notWhole)));
          stream.on("data", (piece: Buffer) => {
            unpacked += piece.length;
            if (unpacked > MOST_UNPACKED) {
              stream.destroy();
              return refuse(new Fault("too_large", faultWords.bomb));
            }
            return pieces.push(piece);
          });
          stream.on("end", () => {
            parts[entry.fileName] = Buffer.concat(pieces);
            archive.readEntry();
          });
        });
      });
      return archive.readEntry();
    });
  });
}

/** The number of a column by its letters, A as 1; of a row's own place, which has none, 0. */
const columnOf = (letters: string): number => [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);

/** Refuses what would grow while it is read: entities of its own, and cells far outside a list. */
function guardPart(name: string, part: Uint8Array): void {
  const text = Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString("latin1");
  if (/<!(DOCTYPE|ENTITY)/i.test(text) || text.startsWith("\u00ff\u00fe") || text.startsWith("\u00fe\u00ff")) throw new Fault("malformed", faultWords.notWhole);
  if (!name.startsWith("xl/worksheets/")) return;
  // No program writes the place of a cell in any other way than as letters and digits.
  for (const [, quoted, single] of text.matchAll(/[\s"']r\s*=\s*(?:"([^"]{0,200})"|'([^']{0,200})')/g)) {
    const place = /^([A-Za-z]{0,3})(\d{1,9})$/.exec(quoted ?? single ?? "");
    if (place === null) throw new Fault("malformed", faultWords.notWhole);
    if (Number(place[2]) > MOST_ROWS + 1 || columnOf(place[1]!) > MOST_COLUMNS) throw new Fault("too_large", faultWords.tooManyRows);
  }
}
