// How the form is set: letters of one width on its grid, in points from the upper left of the sheet.

/** Ten letters to the inch, six lines to the inch. */
export const COLUMN_POINTS = 7.2;
export const LINE_POINTS = 12;
/** Where the grid begins on a sheet that the printer does not shift; a printer's own shift is added. */
const LEFT_POINTS = 24;
const TOP_POINTS = 20;
/** The farthest that a printer is set right by, in points: an inch. */
export const MOST_SHIFT = 72;

export type Shift = { right: number; down: number };
type Letters = { box: string; line: number; column: number; text: string };
export type FormSheet = { words: { x: number; y: number; text: string }[] };

/** The boxes as a plain overlay, for a look at the sheet without the form: number, line, column, columns and lines. None of the form's own words is on it. */
export const boxes: readonly [box: string, line: number, column: number, columns: number, lines: number][] = [
  ["1", 7, 1, 49, 2], ["1a", 7, 50, 29, 2],
  ["2", 9, 1, 29, 2], ["3", 9, 30, 20, 2], ["4", 9, 50, 29, 2],
  ["5", 11, 1, 29, 6], ["6", 11, 30, 20, 2], ["7", 11, 50, 29, 6], ["8", 13, 30, 20, 4],
  ["9", 17, 1, 29, 2], ["10", 17, 30, 20, 2], ["11", 17, 50, 29, 2],
  ["9a", 19, 1, 29, 2], ["10a", 19, 30, 20, 2], ["11a", 19, 50, 29, 2],
  ["9b", 21, 1, 29, 2], ["10b", 21, 30, 20, 2], ["11b", 21, 50, 29, 2],
  ["9c", 23, 1, 29, 2], ["10c", 23, 30, 20, 2], ["11c", 23, 50, 29, 2],
  ["9d", 25, 1, 29, 2], ["10d", 25, 30, 20, 2], ["11d", 25, 50, 29, 2],
  ["12", 27, 1, 49, 4], ["13", 27, 50, 29, 4],
  ["14", 31, 1, 29, 2], ["15", 31, 30, 20, 2], ["16", 31, 50, 29, 2],
  ["17", 33, 1, 29, 2], ["17b", 33, 30, 20, 2], ["18", 33, 50, 29, 2],
  ["19", 35, 1, 49, 2], ["20", 35, 50, 29, 2],
  ["21", 37, 1, 49, 4], ["22", 37, 50, 29, 2], ["23", 39, 50, 29, 2],
  ["24A", 41, 1, 18, 14], ["24B", 41, 19, 3, 14], ["24C", 41, 22, 2, 14], ["24D", 41, 24, 21, 14], ["24E", 41, 45, 5, 14], ["24F", 41, 50, 9, 14], ["24G", 41, 59, 3, 14], ["24H", 41, 62, 3, 14], ["24I", 41, 65, 3, 14], ["24J", 41, 68, 11, 14],
  ["25", 55, 1, 22, 2], ["26", 55, 23, 15, 2], ["27", 55, 38, 12, 2], ["28", 55, 50, 11, 2], ["29", 55, 61, 10, 2], ["30", 55, 71, 8, 2],
  ["31", 57, 1, 22, 5], ["32", 57, 23, 27, 4], ["33", 57, 50, 29, 4], ["32a", 61, 23, 13, 1], ["32b", 61, 36, 14, 1], ["33a", 61, 50, 13, 1], ["33b", 61, 63, 16, 1],
]; // prettier-ignore

const across = (column: number, { right }: Shift) => Math.round((LEFT_POINTS + (column - 1) * COLUMN_POINTS + right) * 100) / 100;
const downTo = (line: number, { down }: Shift) => TOP_POINTS + (line - 1) * LINE_POINTS + down;

/** What the sheets of a claim say and where. Texts stand as they are read, from the top left on; with the overlay its boxes lie below. */
export function formPaper(forms: readonly (readonly Letters[])[], shift: Shift, look: "data" | "overlay"): Record<string, unknown> {
  const inOrder = (one: Letters, other: Letters) => one.line - other.line || one.column - other.column;
  return {
    sheets: forms.map((form): FormSheet => ({ words: form.toSorted(inOrder).map(({ line, column, text }) => ({ x: across(column, shift), y: downTo(line, shift), text })) })),
    boxes: look === "data" ? [] : boxes.map(([box, line, column, columns, lines]) => ({ box, x: across(column, shift), y: downTo(line, shift), width: columns * COLUMN_POINTS, height: lines * LINE_POINTS })),
  };
}

/** The form in Typst: letters alone, or over thin boxes with their numbers. The font's letters are 0.602 of its size wide, so that ten of them are an inch. */
export const formTemplate = `
#set page(paper: "us-letter", margin: 0pt)
#set text(font: "DejaVu Sans Mono", size: 11.96pt, top-edge: "ascender", bottom-edge: "descender", hyphenate: false)
#for (at, sheet) in data.sheets.enumerate() {
  if at > 0 { pagebreak() }
  for one in data.boxes {
    place(top + left, dx: one.x * 1pt, dy: one.y * 1pt, rect(width: one.width * 1pt, height: one.height * 1pt, stroke: 0.3pt + luma(150)))
    place(top + left, dx: one.x * 1pt + 1pt, dy: one.y * 1pt + 0.5pt, text(size: 5pt, fill: luma(90), one.box))
  }
  for one in sheet.words { place(top + left, dx: one.x * 1pt, dy: one.y * 1pt, box(par(one.text))) }
}
`;
