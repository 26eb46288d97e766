import type { FieldWords } from "#kernel/faults.ts";
import { MOST_WORDS, type OwnWords, type ReportKind, type Slot, slots, slotsOf } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** Nothing was typed. */
export const noWords: OwnWords = { opening: "", served: "", changed: "", closing: "" };

/** What is wrong with the agency's own words of one kind of report: a place that it does not have, or more than fits. */
export function judgeWords(kind: ReportKind, words: OwnWords): FieldWords[] {
  return slots.flatMap((slot) => {
    const text = words[slot].trim();
    if (text !== "" && !(slotsOf[kind] as readonly Slot[]).includes(slot)) return [{ path: `words.${slot}`, message: faultWords.notHere }];
    return text.length > MOST_WORDS[kind] ? [{ path: `words.${slot}`, message: faultWords.tooLong(MOST_WORDS[kind]) }] : [];
  });
}

const folded = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, " ").trim();

/** Each place in which somebody who treats is named in full, whatever the accents, capitals and spaces. */
export function findNameIn(words: OwnWords, names: readonly string[]): FieldWords[] {
  const known = names.map(folded).filter((name) => name !== "");
  return slots.filter((slot) => known.some((name) => ` ${folded(words[slot])} `.includes(` ${name} `))).map((slot) => ({ path: `words.${slot}`, message: faultWords.names }));
}
