/** A sheet of a workbook: rows of cells, numbers as numbers, everything else as text. The first row is its head. */
export type Sheet = { name: string; rows: readonly (readonly (string | number)[])[] };
/** A part of the package that a workbook is (ECMA-376, Office Open XML), by its path. */
export type WorkbookPart = { path: string; xml: string };

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** Text as XML has it. What XML cannot hold is left out; `_x0041_` is the format's own way to write a letter, so its beginning is written so that it stays text. */
const escape = (text: string) =>
  text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "")
    .replaceAll(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replaceAll(/[&<>"]/g, (sign) => escapes[sign]!);

/** The letters of a column, from 0: A, B … Z, AA. */
const columnOf = (place: number): string => (place < 26 ? String.fromCharCode(65 + place) : `${columnOf(Math.floor(place / 26) - 1)}${columnOf(place % 26)}`);

const NARROWEST = 10;
const WIDEST = 60;
function sheetXml({ rows }: Sheet): string {
  const columns = Math.max(1, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, at) => Math.min(WIDEST, Math.max(NARROWEST, ...rows.map((row) => String(row[at] ?? "").length + 2))));
  const cell = (value: string | number, row: number, column: number) => {
    const place = `${columnOf(column)}${row + 1}`;
    const style = row === 0 ? ' s="1"' : ' s="2"';
    // Text is written as inline text: a program that opens it never takes it for a formula, whatever it begins with.
    return typeof value === "number" ? `<c r="${place}"${style}><v>${value}</v></c>` : `<c r="${place}"${style} t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`;
  };
  const body = rows.map((row, at) => `<row r="${at + 1}">${row.map((value, column) => cell(value, at, column)).join("")}</row>`).join("");
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths.map((width, at) => `<col min="${at + 1}" max="${at + 1}" width="${width}" customWidth="1"/>`).join("")}</cols><sheetData>${body}</sheetData></worksheet>`;
}

const STYLES = `${HEAD}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;

const MOST_LETTERS = 31;
/** Names that the format allows: no sign of its own, at most 31 letters, no two alike. */
function nameSheets(sheets: readonly Sheet[]): string[] {
  const names: string[] = [];
  for (const { name } of sheets) {
    const plain = name.replaceAll(/[[\]:*?/\\]/g, " ").replaceAll(/^'+|'+$/g, "").trim() || "Sheet";
    const take = (number: number): string => {
      const tail = number === 1 ? "" : ` ${number}`;
      const asked = `${plain.slice(0, MOST_LETTERS - tail.length)}${tail}`;
      return names.some((one) => one.toLowerCase() === asked.toLowerCase()) ? take(number + 1) : asked;
    };
    names.push(take(1));
  }
  return names;
}

/** The parts of an .xlsx workbook, the same for the same sheets: no clock, no name of a person or a program. */
export function writeWorkbook(sheets: readonly Sheet[]): WorkbookPart[] {
  const names = nameSheets(sheets);
  const parts = sheets.map((_one, at) => `worksheets/sheet${at + 1}.xml`);
  return [
    { path: "[Content_Types].xml", xml: `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>${parts.map((part) => `<Override PartName="/xl/${part}" ContentType="${TYPE}.worksheet+xml"/>`).join("")}</Types>` },
    { path: "_rels/.rels", xml: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>` },
    { path: "xl/workbook.xml", xml: `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>${names.map((name, at) => `<sheet name="${escape(name)}" sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join("")}</sheets></workbook>` },
    { path: "xl/_rels/workbook.xml.rels", xml: `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${parts.map((part, at) => `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="${part}"/>`).join("")}<Relationship Id="rId${parts.length + 1}" Type="${RELATIONS}/styles" Target="styles.xml"/></Relationships>` },
    { path: "xl/styles.xml", xml: STYLES },
    ...parts.map((part, at) => ({ path: `xl/${part}`, xml: sheetXml(sheets[at]!) })),
  ];
}
