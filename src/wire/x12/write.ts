import { foldedText, isIdentifier } from "./text.ts";

// Writing of interchanges. What cannot be written is refused before a byte is: no element holds a delimiter or a sign outside
// the set, no segment ends with an empty element, every count and control number is that of its header.

export const DELIMITERS = { element: "*", repetition: "^", component: ":", segment: "~" } as const;

/** Something that cannot be written: the segment and element where it would stand. */
export class Unwritable extends Error {
  readonly segment: string;
  readonly element: number;
  readonly value: string;
  constructor(segment: string, element: number, value: string) {
    super(`${segment}${String(element).padStart(2, "0")} cannot hold ${JSON.stringify(value)}`);
    this.segment = segment;
    this.element = element;
    this.value = value;
  }
}

/** Free text and names: folded. */
export type Words = { text: string; most?: number };
/** An element: an identifier or code as it is, words, a composite of components, or nothing. */
export type Element = string | Words | readonly string[] | null;
export type Draft = readonly [id: string, ...elements: Element[]];
export const words = (text: string | null, most?: number): Words | null => (text === null ? null : { text, ...(most !== undefined && { most }) });

function elementText(id: string, place: number, element: Element): string {
  if (element === null || element === "") return "";
  if (typeof element === "string") {
    if (!isIdentifier(element)) throw new Unwritable(id, place, element);
    return element;
  }
  if ("text" in element) {
    const folded = foldedText(element.text);
    if (folded === null) throw new Unwritable(id, place, element.text);
    return element.most === undefined ? folded : folded.slice(0, element.most).trimEnd();
  }
  const parts = element.map((one) => elementText(id, place, one));
  while (parts.at(-1) === "") parts.pop();
  return parts.join(DELIMITERS.component);
}
export function segmentText([id, ...elements]: Draft): string {
  const written = elements.map((one, at) => elementText(id, at + 1, one));
  while (written.at(-1) === "") written.pop();
  if (written.length === 0) throw new Unwritable(id, 1, "");
  return `${[id, ...written].join(DELIMITERS.element)}${DELIMITERS.segment}`;
}

export type Sender = { qualifier: string; id: string };
/** `day` is CCYYMMDD and `time` HHMM in the sender's zone. */
export type Envelope = { sender: Sender; receiver: Sender; groupSender: string; groupReceiver: string; usage: "P" | "T"; control: number; day: string; time: string };
export type GroupDraft = { code: string; control: number; version: string; sets: readonly { id: string; control: string; segments: Iterable<Draft> }[] };

const padded = (id: string, place: number, text: string, width: number): string => {
  if (!isIdentifier(text) || text.length > width) throw new Unwritable(id, place, text);
  return text.padEnd(width, " ");
};
function headerText({ sender, receiver, usage, control, day, time }: Envelope): string {
  if (!Number.isInteger(control) || control < 1 || control > 999_999_999) throw new Unwritable("ISA", 13, String(control));
  const elements = ["00", " ".repeat(10), "00", " ".repeat(10), padded("ISA", 5, sender.qualifier, 2), padded("ISA", 6, sender.id, 15), padded("ISA", 7, receiver.qualifier, 2), padded("ISA", 8, receiver.id, 15), day.slice(2), time, DELIMITERS.repetition, "00501", String(control).padStart(9, "0"), "0", usage, DELIMITERS.component];
  return `${["ISA", ...elements].join(DELIMITERS.element)}${DELIMITERS.segment}`;
}

/** One interchange, segment by segment, as the parts of a file; a set is counted while it is written. */
export function* writeInterchange(envelope: Envelope, groups: readonly GroupDraft[]): Generator<string> {
  yield headerText(envelope);
  for (const { code, control, version, sets } of groups) {
    yield segmentText(["GS", code, envelope.groupSender, envelope.groupReceiver, envelope.day, envelope.time, String(control), "X", version]);
    for (const { id, control: number, segments } of sets) {
      let count = 1;
      yield segmentText(["ST", id, number, version]);
      for (const one of segments) {
        count += 1;
        yield segmentText(one);
      }
      yield segmentText(["SE", String(count + 1), number]);
    }
    yield segmentText(["GE", String(sets.length), String(control)]);
  }
  yield segmentText(["IEA", String(groups.length), String(envelope.control).padStart(9, "0")]);
}
