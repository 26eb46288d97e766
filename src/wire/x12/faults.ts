import type { Language, Words } from "#kernel/language.ts";
import { type Fault, idOf, type Segment, twoDigits } from "./segments.ts";
import { say } from "./words.ts";

/** The most faults that are listed of a file; more are counted. */
export const mostFaults = 1000;

/** A fault at a segment, or at one of its elements. */
export const faultAt = (segment: Segment, element: number | null, message: Words, expected: Words): Fault => ({
  segment: segment.number,
  id: idOf(segment).slice(0, 10),
  element: element === null ? null : twoDigits(element),
  message,
  expected,
});
/** Where a segment should stand and does not: the one before which it is missed. */
export const faultBefore = (segment: Segment, id: string, message: Words, expected: Words): Fault => faultAt({ number: segment.number, elements: [id] }, null, message, expected);

/** Faults as they are found. A file of noise has as many as it has segments: only the first are kept. */
export class Faults {
  readonly #kept: Fault[] = [];
  #left: { first: Fault; count: number } | null = null;

  add(...faults: readonly Fault[]) {
    for (const fault of faults) {
      if (this.#kept.length < mostFaults) this.#kept.push(fault);
      else this.#left = { first: this.#left?.first ?? fault, count: (this.#left?.count ?? 0) + 1 };
    }
  }
  /** In the order of the file. */
  list(): Fault[] {
    const sorted = this.#kept.toSorted((one, other) => one.segment - other.segment);
    if (this.#left === null) return sorted;
    const { first, count } = this.#left;
    return [...sorted, { segment: Math.max(first.segment, sorted.at(-1)!.segment), id: first.id, element: null, message: say((w) => w.moreFaults(count)), expected: say((w) => w.fewerFaults) }];
  }
}

/** A fault as the command line prints it. */
export const faultIn = ({ segment, id, element, message, expected }: Fault, language: Language) => ({ segment, id, element, message: message[language], expected: expected[language] });
