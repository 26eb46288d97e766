import type { Words } from "#kernel/language.ts";
import { faultAt, faultBefore, type Faults } from "./faults.ts";
import { readHeader } from "./header.ts";
import { type Delimiters, elementOf, type Group, idOf, type Interchange, type Segment, SEGMENT_ID, type TransactionSet } from "./segments.ts";
import { oneOf, say, written } from "./words.ts";

// The envelope: interchanges, groups, transaction sets and their segments. It knows nothing of what a file is about.

const isBreak = (character: string) => character === "\n" || character === "\r";
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
  readonly groups: Group[] = [];
  readonly acknowledgments: Segment[] = [];
  #group: Open | null = null;
  #set: Segment[] | null = null;
  #controls = new Set<string>();
  readonly #groupControls = new Set<string>();
  #wasEmpty = false;
  readonly #faults: Faults;
  readonly header: Segment;
  constructor(header: Segment, faults: Faults) {
    this.header = header;
    this.#faults = faults;
  }

  #blame(segment: Segment, element: number | null, message: Words, expected: Words) {
    this.#faults.add(faultAt(segment, element, message, expected));
  }
  #count(segment: Segment, counted: number, message: (says: string) => Words) {
    const says = elementOf(segment, 1);
    if (!/^\d+$/.test(says) || Number(says) !== counted) this.#blame(segment, 1, message(says), written(String(counted)));
  }
  #control(segment: Segment, header: Segment, place: number) {
    if (elementOf(segment, 2) !== elementOf(header, place)) this.#blame(segment, 2, say((w) => w.controlOther), written(elementOf(header, place)));
  }

  /** True at the end of the interchange. */
  take(segment: Segment): boolean {
    const id = idOf(segment);
    if (!SEGMENT_ID.test(id)) {
      const isEmpty = segment.elements.length === 1 && id === "";
      // Of many empty segments in a row the first is named.
      if (!isEmpty) this.#blame(segment, null, say((w) => w.noSegmentId), say((w) => w.segmentId));
      else if (!this.#wasEmpty) this.#blame(segment, null, say((w) => w.emptySegment), say((w) => w.segmentId));
      this.#wasEmpty = isEmpty;
      if (this.#set !== null) this.#set.push(segment);
      return false;
    }
    this.#wasEmpty = false;
    if (id === "IEA") return this.#end(segment);
    if (id === "TA1" && this.#group === null) this.acknowledgments.push(segment);
    else if (id === "GS") this.#openGroup(segment);
    else if (id === "GE") this.#closeGroup(segment);
    else if (id === "ST") this.#openSet(segment);
    else if (id === "SE") this.#closeSet(segment);
    else if (id === "ISA") this.#overrun(segment);
    else if (this.#set === null) this.#blame(segment, null, say((w) => w.outsideSet), oneOf(this.#group === null ? ["GS", "TA1", "IEA"] : ["ST", "GE"]));
    else this.#set.push(segment);
    return id === "ISA";
  }
  #openGroup(segment: Segment) {
    this.#leaveSet(segment);
    if (this.#group !== null) this.#leaveGroup(segment);
    const control = elementOf(segment, 6);
    if (this.#groupControls.has(control)) this.#blame(segment, 6, say((w) => w.controlTwice), say((w) => w.ownNumber));
    this.#groupControls.add(control);
    this.#group = { header: segment, sets: [] };
    this.#controls = new Set();
  }
  #openSet(segment: Segment) {
    this.#leaveSet(segment);
    if (this.#group === null) {
      this.#blame(segment, null, say((w) => w.setOutsideGroup), written("GS"));
      this.#group = { header: segment, sets: [] };
    }
    if (this.#controls.has(elementOf(segment, 2))) this.#blame(segment, 2, say((w) => w.controlTwice), say((w) => w.ownNumber));
    this.#controls.add(elementOf(segment, 2));
    const version = elementOf(this.#group.header, 8);
    if (elementOf(segment, 3) !== "" && idOf(this.#group.header) === "GS" && elementOf(segment, 3) !== version) this.#blame(segment, 3, say((w) => w.otherVersion), written(version));
    this.#set = [segment];
  }
  #closeSet(segment: Segment) {
    if (this.#set === null || this.#group === null) return this.#blame(segment, null, say((w) => w.noSetOpen), say((w) => w.beforeEnd("ST", "SE")));
    const [first] = this.#set as [Segment];
    const length = this.#set.push(segment);
    this.#count(segment, length, (says) => say((w) => w.countSegments(says, length)));
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
    this.#faults.add(faultBefore(segment, "SE", say((w) => w.setWithoutEnd), written("SE")));
    this.#keepSet();
  }
  #leaveGroup(segment: Segment) {
    this.#faults.add(faultBefore(segment, "GE", say((w) => w.groupWithoutEnd), written("GE")));
    this.groups.push(this.#group!);
    this.#group = null;
  }
  #closeGroup(segment: Segment) {
    this.#leaveSet(segment);
    if (this.#group === null) return this.#blame(segment, null, say((w) => w.noGroupOpen), say((w) => w.beforeEnd("GS", "GE")));
    const sets = this.#group.sets.length;
    this.#count(segment, sets, (says) => say((w) => w.countSets(says, sets)));
    this.#control(segment, this.#group.header, 6);
    this.groups.push(this.#group);
    this.#group = null;
  }
  #end(segment: Segment): boolean {
    this.#leaveSet(segment);
    if (this.#group !== null) this.#leaveGroup(segment);
    // TA1 alone: an interchange without a group counts none.
    this.#count(segment, this.groups.length, (says) => say((w) => w.countGroups(says, this.groups.length)));
    this.#control(segment, this.header, 13);
    return true;
  }
  #leave(place: Segment, message: Words) {
    this.#leaveSet(place);
    if (this.#group !== null) this.#leaveGroup(place);
    this.#faults.add(faultBefore(place, "IEA", message, written("IEA")));
  }
  #overrun(segment: Segment) {
    this.#leave(segment, say((w) => w.interchangeWithoutEnd));
  }
  /** The file ends before the interchange does. */
  cut(number: number) {
    this.#leave({ number, elements: ["IEA"] }, say((w) => w.fileCut));
  }
}

/**
 * Reads a file: any legal separators, on one line or wrapped, several interchanges, groups and sets. What can be read is
 * given even where faults stand beside it; nobody may act on a file that has one.
 */
export function readInterchanges(text: string, faults: Faults): Interchange[] {
  const interchanges: Interchange[] = [];
  const controls = new Set<string>();
  // A mark of the byte order and empty lines before the header are no part of it.
  const start = text.replace(/^[\uFEFF\s]+/, "");
  let at = 0;
  let number = 1;
  do {
    const head = readHeader(start, at, number);
    if (!("header" in head)) {
      faults.add(head);
      return interchanges;
    }
    faults.add(...head.faults);
    const control = elementOf(head.header, 13);
    if (controls.has(control)) faults.add(faultAt(head.header, 13, say((w) => w.controlTwice), say((w) => w.ownNumber)));
    controls.add(control);
    const reader = new InterchangeReader(head.header, faults);
    let hasEnded = false;
    at = head.end;
    number += 1;
    for (const { segment, from, end, isCut } of segmentsOf(start, head.end, head.delimiters, number)) {
      if (isCut) faults.add(faultAt(segment, null, say((w) => w.endsWithinSegment), say((w) => w.endOfSegment)));
      hasEnded = reader.take(segment);
      // An interchange that begins within another one is read again as its own.
      const isNext = idOf(segment) === "ISA";
      number = segment.number + (isNext ? 0 : 1);
      at = isNext ? from : end;
      if (hasEnded) break;
    }
    if (!hasEnded) reader.cut(number);
    interchanges.push({ delimiters: head.delimiters, header: head.header, acknowledgments: reader.acknowledgments, groups: reader.groups });
    while (at < start.length && /\s/.test(start[at]!)) at++;
  } while (at < start.length);
  return interchanges;
}
