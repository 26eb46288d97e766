// The envelope of ASC X12 (X12.5 and X12.6): interchanges, groups, transaction sets and their segments. It knows nothing of
// what a file is about.

/** Where a file is not as it must be: the number of the segment from the file's beginning, its id, the element's two digits. */
export type Fault = {
  segment: number;
  id: string;
  element: string | null;
  message: string;
  expected: string;
};
/** `elements[0]` is the id, `elements[1]` element 01; composites and repetitions are still together. */
export type Segment = { number: number; elements: readonly string[] };
export type Delimiters = {
  element: string;
  repetition: string | null;
  component: string;
  segment: string;
};
export type TransactionSet = {
  id: string;
  control: string;
  version: string;
  segments: readonly Segment[];
};
export type Group = { header: Segment; sets: readonly TransactionSet[] };
export type Interchange = {
  delimiters: Delimiters;
  header: Segment;
  /** TA1. */ acknowledgments: readonly Segment[];
  groups: readonly Group[];
};

export const idOf = (segment: Segment): string => segment.elements[0]!;
/** Element 01, 02 …; an empty text where it is not there. */
export const elementOf = (segment: Segment, place: number): string => segment.elements[place] ?? "";
export const twoDigits = (place: number): string => String(place).padStart(2, "0");

/** Widths of ISA01 to ISA16. */
const ISA_WIDTHS = [2, 10, 2, 10, 2, 15, 2, 15, 6, 4, 1, 5, 9, 1, 1, 1] as const;
export const ISA_LENGTH = 106;

/**
 * A file as text. Payers send ASCII; what is none is taken for UTF-8 where it is, else for Latin-1, so that no name is lost.
 */
export function decodeX12(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("latin1").decode(bytes);
  }
}

const isBreak = (sign: string) => sign === "\n" || sign === "\r";
/** The header of an interchange, and where its first segment after it begins. Faults where it is not as wide as it must be. */
function readHeader(text: string, at: number, number: number): { header: Segment; delimiters: Delimiters; end: number; faults: Fault[] } | Fault {
  const fault = (element: string | null, message: string, expected: string): Fault => ({
    segment: number,
    id: "ISA",
    element,
    message,
    expected,
  });
  if (text.slice(at, at + 3) !== "ISA") return fault(null, at === 0 ? "The file does not begin with an interchange." : "Something stands behind the interchange's end.", "ISA");
  const element = text[at + 3] ?? "";
  if (element === "" || /[A-Za-z0-9\s]/.test(element)) return fault(null, "The sign behind ISA cannot part elements.", "a sign that is no letter, digit or space");
  const faults: Fault[] = [];
  const elements = ["ISA"];
  let from = at + 4;
  for (const [place, width] of ISA_WIDTHS.entries()) {
    const isLast = place === ISA_WIDTHS.length - 1;
    const end = isLast ? from + 1 : text.indexOf(element, from);
    if (end === -1 || end - from > 40 || end > text.length) return fault(twoDigits(place + 1), "The interchange's header ends too early.", `${width} characters and the element separator`);
    const value = text.slice(from, end);
    if (value.length !== width) faults.push(fault(twoDigits(place + 1), `It has ${value.length} characters.`, `exactly ${width} characters`));
    elements.push(value);
    from = isLast ? end : end + 1;
  }
  const component = elements[16]!;
  const segment = text[from] ?? "";
  const repetition = elements[11]!;
  if (/[A-Za-z0-9\s]/.test(component)) faults.push(fault("16", "It cannot part components.", "a sign that is no letter, digit or space"));
  if (segment === "" || /[A-Za-z0-9 ]/.test(segment)) return fault(null, "The sign behind ISA16 cannot end a segment.", "a sign that is no letter, digit or space");
  const delimiters: Delimiters = {
    element,
    component,
    segment,
    repetition: repetition === "U" ? null : repetition,
  };
  const used = [element, component, segment, ...(delimiters.repetition === null ? [] : [delimiters.repetition])];
  if (new Set(used).size < used.length) faults.push(fault(component === element || component === segment ? "16" : "11", "Two separators are the same sign.", "four different signs"));
  return { header: { number, elements }, delimiters, end: from + 1, faults };
}

/** Line breaks within a wrapped file are no part of it; where they end the segments they part them. */
function* segmentsOf(text: string, from: number, delimiters: Delimiters, first: number): Generator<{ segment: Segment; from: number; end: number; isCut: boolean }> {
  let at = from;
  for (let number = first; ; number++) {
    while (at < text.length && (isBreak(text[at]!) || text[at] === " " || text[at] === "\t")) at++;
    if (at >= text.length) return;
    const end = text.indexOf(delimiters.segment, at);
    const stop = end === -1 ? text.length : end;
    const raw = text.slice(at, stop);
    const begin = at;
    const body = isBreak(delimiters.segment) ? raw.replace(/\r$/, "") : raw.includes("\n") || raw.includes("\r") ? raw.replaceAll(/[\r\n]+/g, "") : raw;
    at = stop + 1;
    yield {
      segment: { number, elements: body.split(delimiters.element) },
      from: begin,
      end: at,
      isCut: end === -1,
    };
  }
}

type Open = { header: Segment; sets: TransactionSet[] };
/** Reads one interchange from its header to its end, and says where the next one may begin. */
class InterchangeReader {
  readonly faults: Fault[] = [];
  readonly groups: Group[] = [];
  readonly acknowledgments: Segment[] = [];
  #group: Open | null = null;
  #set: Segment[] | null = null;
  #controls = new Set<string>();
  readonly header: Segment;
  constructor(header: Segment) {
    this.header = header;
  }

  #blame(segment: Segment, element: number | null, message: string, expected: string) {
    this.faults.push({
      segment: segment.number,
      id: idOf(segment),
      element: element === null ? null : twoDigits(element),
      message,
      expected,
    });
  }
  #count(segment: Segment, counted: number, what: string) {
    if (elementOf(segment, 1) !== String(counted) && Number(elementOf(segment, 1)) !== counted) this.#blame(segment, 1, `It says ${elementOf(segment, 1) || "nothing"}; ${counted} ${what} ${counted === 1 ? "stands" : "stand"} here.`, String(counted));
  }
  #control(segment: Segment, header: Segment, place: number) {
    if (elementOf(segment, 2) !== elementOf(header, place)) this.#blame(segment, 2, "The control number is not that of the header.", elementOf(header, place));
  }

  /** True at the end of the interchange. */
  take(segment: Segment): boolean {
    const id = idOf(segment);
    if (!/^[A-Z][A-Z0-9]{1,2}$/.test(id)) {
      this.#blame(segment, null, segment.elements.length === 1 && id === "" ? "The segment is empty." : "It begins with no segment's id.", "two or three capital letters or digits");
      if (this.#set !== null) this.#set.push(segment);
      return false;
    }
    if (id === "IEA") return this.#end(segment);
    if (id === "TA1" && this.#group === null) this.acknowledgments.push(segment);
    else if (id === "GS") this.#openGroup(segment);
    else if (id === "GE") this.#closeGroup(segment);
    else if (id === "ST") this.#openSet(segment);
    else if (id === "SE") this.#closeSet(segment);
    else if (id === "ISA") this.#overrun(segment);
    else if (this.#set === null) this.#blame(segment, null, "It stands outside a transaction set.", this.#group === null ? "GS, TA1 or IEA" : "ST or GE");
    else this.#set.push(segment);
    return id === "ISA";
  }
  #openGroup(segment: Segment) {
    this.#leaveSet(segment);
    if (this.#group !== null) this.#leaveGroup(segment);
    this.#group = { header: segment, sets: [] };
    this.#controls = new Set();
  }
  #openSet(segment: Segment) {
    this.#leaveSet(segment);
    if (this.#group === null) {
      this.#blame(segment, null, "A transaction set stands outside a group.", "GS");
      this.#group = { header: segment, sets: [] };
    }
    if (this.#controls.has(elementOf(segment, 2))) this.#blame(segment, 2, "The control number stands twice in the group.", "a number of its own");
    this.#controls.add(elementOf(segment, 2));
    const version = elementOf(this.#group.header, 8);
    if (elementOf(segment, 3) !== "" && idOf(this.#group.header) === "GS" && elementOf(segment, 3) !== version) this.#blame(segment, 3, "It is not the version of the group.", version);
    this.#set = [segment];
  }
  #closeSet(segment: Segment) {
    if (this.#set === null || this.#group === null) return this.#blame(segment, null, "No transaction set is open here.", "ST before SE");
    const [first] = this.#set as [Segment];
    this.#set.push(segment);
    this.#count(segment, this.#set.length, "segments");
    this.#control(segment, first, 2);
    this.#keepSet();
  }
  #keepSet() {
    const segments = this.#set!;
    const [first] = segments as [Segment];
    this.#group!.sets.push({
      id: elementOf(first, 1),
      control: elementOf(first, 2),
      version: elementOf(first, 3) || elementOf(this.#group!.header, 8),
      segments,
    });
    this.#set = null;
  }
  /** A set that has no end: it is read as far as it goes. */
  #leaveSet(segment: Segment) {
    if (this.#set === null) return;
    this.#blame({ number: segment.number, elements: ["SE"] }, null, "The transaction set has no end.", "SE");
    this.#keepSet();
  }
  #leaveGroup(segment: Segment) {
    this.#blame({ number: segment.number, elements: ["GE"] }, null, "The group has no end.", "GE");
    this.groups.push(this.#group!);
    this.#group = null;
  }
  #closeGroup(segment: Segment) {
    this.#leaveSet(segment);
    if (this.#group === null) return this.#blame(segment, null, "No group is open here.", "GS before GE");
    this.#count(segment, this.#group.sets.length, "transaction sets");
    this.#control(segment, this.#group.header, 6);
    this.groups.push(this.#group);
    this.#group = null;
  }
  #end(segment: Segment): boolean {
    this.#leaveSet(segment);
    if (this.#group !== null) this.#leaveGroup(segment);
    // TA1 alone: an interchange without a group counts none.
    this.#count(segment, this.groups.length, "groups");
    this.#control(segment, this.header, 13);
    return true;
  }
  #leave(place: Segment, message: string) {
    this.#leaveSet(place);
    if (this.#group !== null) this.#leaveGroup(place);
    this.#blame(place, null, message, "IEA");
  }
  #overrun(segment: Segment) {
    this.#leave(segment, "A new interchange begins before the last one has ended.");
  }
  /** The file ends before the interchange does. */
  cut(number: number) {
    this.#leave({ number, elements: ["IEA"] }, "The file ends before its interchange does.");
  }
}

function checkHeader({ number, elements }: Segment): Fault[] {
  const faults: Fault[] = [];
  const must = (place: number, holds: RegExp, expected: string) => {
    if (!holds.test(elements[place] ?? ""))
      faults.push({
        segment: number,
        id: "ISA",
        element: twoDigits(place),
        message: `It says "${(elements[place] ?? "").trim()}".`,
        expected,
      });
  };
  must(12, /^00501$/, "00501");
  must(13, /^\d{9}$/, "nine digits");
  must(15, /^[TP]$/, "T or P");
  return faults;
}

/**
 * Reads a file: any legal separators, on one line or wrapped, several interchanges, groups and sets. What can be read is
 * given even where faults stand beside it; nobody may act on a file that has one.
 */
export function readInterchanges(text: string): { interchanges: Interchange[]; faults: Fault[] } {
  const faults: Fault[] = [];
  const interchanges: Interchange[] = [];
  // A mark of the byte order and empty lines before the header are no part of it.
  const start = text.replace(/^[\uFEFF\s]+/, "");
  let at = 0;
  let number = 1;
  do {
    const head = readHeader(start, at, number);
    if (!("header" in head)) return { interchanges, faults: [...faults, head] };
    faults.push(...head.faults, ...checkHeader(head.header));
    const reader = new InterchangeReader(head.header);
    let hasEnded = false;
    at = head.end;
    number += 1;
    for (const { segment, from, end, isCut } of segmentsOf(start, head.end, head.delimiters, number)) {
      if (isCut)
        reader.faults.push({
          segment: segment.number,
          id: idOf(segment),
          element: null,
          message: "The file ends within a segment.",
          expected: "the segment's end",
        });
      hasEnded = reader.take(segment);
      // An interchange that begins within another one is read again as its own.
      const isNext = idOf(segment) === "ISA";
      number = segment.number + (isNext ? 0 : 1);
      at = isNext ? from : end;
      if (hasEnded) break;
    }
    if (!hasEnded) reader.cut(number);
    faults.push(...reader.faults);
    interchanges.push({
      delimiters: head.delimiters,
      header: head.header,
      acknowledgments: reader.acknowledgments,
      groups: reader.groups,
    });
    while (at < start.length && /\s/.test(start[at]!)) at++;
  } while (at < start.length);
  return { interchanges, faults };
}
