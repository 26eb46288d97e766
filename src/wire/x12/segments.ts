import type { Words } from "#kernel/language.ts";

// What a file of ASC X12 is made of (X12.5 and X12.6), whatever it is about.

/** Where a file is not as it must be: the number of the segment from the file's beginning, its id, the element's two digits. */
export type Fault = {
  segment: number;
  id: string;
  element: string | null;
  message: Words;
  expected: Words;
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

/** What the id of a segment looks like. */
export const SEGMENT_ID = /^[A-Z][A-Z0-9]{1,2}$/;
export const idOf = (segment: Segment): string => segment.elements[0]!;
/** Element 01, 02 …; an empty text where it is not there. */
export const elementOf = (segment: Segment, place: number): string => segment.elements[place] ?? "";
export const twoDigits = (place: number): string => String(place).padStart(2, "0");

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
