import { strToU8, zipSync } from "fflate";
import { writeWorkbook } from "#wire/sheets/workbook.ts";

// Spreadsheets as somebody may bring them, and as nobody should.

const partsOf = (rows: string[][]) => writeWorkbook([{ name: "Families", rows }]);

/** A spreadsheet of these rows; `change` may spoil what its sheet says. */
export const sheet = (rows: string[][], change = (xml: string) => xml): Buffer => Buffer.from(zipSync(Object.fromEntries(partsOf(rows).map((part) => [part.path, strToU8(part.path.includes("sheet1") ? change(part.xml) : part.xml)]))));

/** A small file in which sixty cells name the same long text. */
export function longAgainAndAgain(rows: string[][]): Buffer {
  const first = rows.length + 1;
  const cells = Array.from({ length: 60 }, (_, at) => `<row r="${at + first}"><c r="A${at + first}" t="s"><v>0</v></c></row>`).join("");
  const relationship = '<Relationship Id="rIdShared" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/>';
  const changed = partsOf(rows).map(({ path, xml }) => [path, xml.replace("</Relationships>", path.includes("workbook.xml.rels") ? `${relationship}</Relationships>` : "</Relationships>").replace("</sheetData>", `${cells}</sheetData>`)] as const);
  const shared = `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>${"a".repeat(200_000)}</t></si></sst>`;
  return Buffer.from(zipSync(Object.fromEntries([...changed, ["xl/sharedStrings.xml", shared] as const].map(([path, xml]) => [path, strToU8(xml)]))));
}
