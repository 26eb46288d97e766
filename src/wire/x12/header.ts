import { faultAt } from "./faults.ts";
import { type Delimiters, elementOf, type Fault, type Segment } from "./segments.ts";
import { oneOf, say, written } from "./words.ts";

// The header of an interchange is the one segment of fixed width: it says by which characters everything after it is parted.

/** Widths of ISA01 to ISA16. */
const WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1] as const;
const cannotSeparate = (character: string) => character === "" || /[A-Za-z0-9\s]/.test(character);

const isBreak = (character: string | undefined) => character === "\n" || character === "\r";

export type Header = { header: Segment; delimiters: Delimiters; end: number; faults: Fault[] };
/** The header that begins at `at`. A single fault where nothing behind it can be read. */
export function readHeader(text: string, at: number, number: number): Header | Fault {
  const fault = (element: number | null, ...said: [Fault["message"], Fault["expected"]]) => faultAt({ number, elements: ["ISA"] }, element, ...said);
  const separator = say((w) => w.separator);
  if (text === "") return fault(null, say((w) => w.emptyFile), written("ISA"));
  if (text.slice(at, at + 3) !== "ISA") return fault(null, say((w) => (at === 0 ? w.noInterchange : w.behindEnd)), written("ISA"));
  const element = text[at + 3] ?? "";
  if (cannotSeparate(element)) return fault(null, say((w) => w.noElementSeparator), separator);
  const faults: Fault[] = [];
  const elements = ["ISA"];
  let from = at + 4;
  for (const [index, width] of WIDTHS.entries()) {
    const place = index + 1;
    const isLast = place === WIDTHS.length;
    if (isLast) while (isBreak(text[from])) from += 1;
    const end = isLast ? from + 1 : text.indexOf(element, from);
    if (end === -1 || end - from > 40 || end > text.length) return fault(place, say((w) => w.headerTooShort), say((w) => w.charactersAndSeparator(width)));
    // A file that is wrapped is wrapped within its header too.
    const value = text.slice(from, end).replaceAll(/[\r\n]+/g, "");
    if (value.length !== width) faults.push(fault(place, say((w) => w.hasCharacters(value.length)), say((w) => w.exactly(width))));
    elements.push(value);
    from = isLast ? end : end + 1;
  }
  const component = elements[16]!;
  const segment = text[from] ?? "";
  const said = elements[11]!;
  // Version 4 had no repetitions and wrote U here; some senders still do.
  const repetition = said === "U" || said.length !== 1 || cannotSeparate(said) ? null : said;
  if (cannotSeparate(component)) return fault(16, say((w) => w.noComponentSeparator), separator);
  if (segment === "" || /[A-Za-z0-9 \t]/.test(segment)) return fault(null, say((w) => w.noSegmentEnd), separator);
  const used = [element, component, segment];
  if (new Set(used).size < used.length) return fault(16, say((w) => w.sameSeparator), say((w) => w.fourSeparators));
  if (repetition !== null && used.includes(repetition)) return fault(11, say((w) => w.sameSeparator), say((w) => w.fourSeparators));
  return { header: { number, elements }, delimiters: { element, component, segment, repetition }, end: from + 1, faults: [...faults, ...checkHeader({ number, elements })] };
}

function checkHeader(header: Segment): Fault[] {
  const value = (place: number) => elementOf(header, place);
  const faults: Fault[] = [];
  const must = (place: number, holds: RegExp, expected: Fault["expected"]) => {
    if (!holds.test(value(place))) faults.push(faultAt(header, place, say((w) => w.says(value(place).trim())), expected));
  };
  must(12, /^00501$/, written("00501"));
  must(13, /^\d{9}$/, say((w) => w.nineDigits));
  must(15, /^[TP]$/, say((w) => w.testOrProduction));
  return faults;
}

/** What a payer asks of the header of claims, and what no reader of answers may stumble over. */
export function checkSender(header: Segment): Fault[] {
  const faults: Fault[] = [];
  const must = (place: number, isGood: boolean, expected: Fault["expected"]) => {
    if (!isGood) faults.push(faultAt(header, place, say((w) => w.says(elementOf(header, place).trim())), expected));
  };
  const codes = (place: number, known: readonly string[]) => must(place, known.includes(elementOf(header, place)), oneOf(known));
  codes(1, ["00", "03"]);
  codes(3, ["00", "01"]);
  for (const place of [5, 7]) codes(place, ["01", "14", "20", "27", "28", "29", "30", "33", "ZZ"]);
  for (const place of [6, 8]) must(place, elementOf(header, place).trim() !== "", say((w) => w.exactly(15)));
  must(9, isShortDay(elementOf(header, 9)), say((w) => w.shortDay));
  must(10, isShortTime(elementOf(header, 10)), say((w) => w.time));
  must(11, !cannotSeparate(elementOf(header, 11)), say((w) => w.separator));
  codes(14, ["0", "1"]);
  return faults;
}
/** YYMMDD. */
export function isShortDay(text: string): boolean {
  if (!/^\d{6}$/.test(text)) return false;
  const [year, month, day] = [2000 + Number(text.slice(0, 2)), Number(text.slice(2, 4)), Number(text.slice(4))];
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
export const isShortTime = (text: string) => /^([01]\d|2[0-3])[0-5]\d$/.test(text);
