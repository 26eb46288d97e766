import type { Answers } from "#features/instruments/contract.ts";
import type { EntryItem } from "../entry.contract.ts";

/** The places marked at an item. */
export function placesOf(answers: Answers, number: string): readonly number[] {
  const answer = answers[number];
  return typeof answer === "number" ? [answer] : Array.isArray(answer) ? answer : [];
}

/** Answers with one place marked; at an item that takes several, marked or taken away again. */
export function mark(answers: Answers, item: EntryItem, place: number): Answers {
  if (item.marks === "one") return { ...answers, [item.number]: place };
  const before = placesOf(answers, item.number);
  return { ...answers, [item.number]: before.includes(place) ? before.filter((one) => one !== place) : [...before, place].toSorted((a, b) => a - b) };
}

/** Answers with a figure as it was typed; what is no whole number stays out, so that the field says so. */
export function type(answers: Answers, number: string, typed: string): Answers {
  return { ...answers, [number]: /^-?\d{1,4}$/.test(typed.trim()) ? Number(typed) : null };
}

/** The item after one, null after the last. */
export const itemAfter = (items: readonly EntryItem[], number: string): EntryItem | null => items[items.findIndex((one) => one.number === number) + 1] ?? null;

/** Required items that have no answer. */
export const openItems = (items: readonly EntryItem[], answers: Answers): EntryItem[] => items.filter((one) => one.isRequired && (one.typed === null ? placesOf(answers, one.number).length === 0 : typeof answers[one.number] !== "number"));

/** What stands of an answer beside the other entry of the same form. */
export function sayAnswer(item: EntryItem, answers: Answers, nothing: string): string {
  if (item.typed !== null) return typeof answers[item.number] === "number" ? String(answers[item.number]) : nothing;
  const texts = placesOf(answers, item.number).map((place) => item.options[place]?.text ?? String(place));
  return texts.length === 0 ? nothing : texts.join(", ");
}
