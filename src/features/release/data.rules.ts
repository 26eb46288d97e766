import { canonicalJson } from "#kernel/canonical.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import type { LetterSentence } from "./letters.rules.ts";
import { partKinds, type RecordPart } from "./parts.rules.ts";
import type { Law, Recipient } from "./shapes.contract.ts";

/** What a release says as data: the same parts as its paper, in the same order, and nothing that is not on it. */
export type ReleaseData = {
  on: CivilDate;
  language: Language;
  from: string;
  recipient: Recipient;
  /** Of whom it is, by name; null on a letter, whose sentences say it. */
  about: string | null;
  purpose: string | null;
  goes: { record: readonly RecordPart[] } | { letter: readonly LetterSentence[] };
  notices: Law["notices"];
  authorization: readonly string[];
  /** SHA-256 of the paper beside which it stands, in hexadecimal. */
  paperHash: string;
};

/** Writes it as canonical JSON: the same release is the same bytes. An id of ours means nothing outside, so none is in it. */
export function writeData({ goes, recipient, notices, ...one }: ReleaseData): string {
  const { name, organization, address } = recipient;
  const parts =
    "record" in goes
      ? partKinds.flatMap((kind) => goes.record.filter((part) => part.kind === kind).toSorted((a, b) => (a.on ?? "").localeCompare(b.on ?? ""))).map((part) => ({ kind: part.kind as string, on: part.on, class: part.disclosure.class, part2: part.disclosure.part2, words: part.words[one.language] }))
      : goes.letter.map((part) => ({ kind: "sentence", on: null, class: part.disclosure.class, part2: part.disclosure.part2, words: part.words }));
  return canonicalJson({ format: "dyad-release", version: 1, ...one, recipient: { name, organization, address }, parts, notices: notices.map((each) => ({ notice: each.notice, source: each.source, words: each[one.language] })) });
}
