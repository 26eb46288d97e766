import { useState } from "react";
import type { Sending } from "#ui/useSending.ts";

/** The texts of a form by their paths, and what a field needs of each. */
export function useForm<Key extends string>(sending: Sending, begins: Record<Key, string>) {
  const [form, setForm] = useState(begins);
  const set = (key: Key) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  return { form, set, field: (key: Key, path: string = key) => ({ id: sending.id(path), value: form[key], onChange: set(key), error: sending.errorOf(path) }) };
}
/** What was typed, or null where nothing was. */
export const orNull = (text: string): string | null => (text.trim() === "" ? null : text.trim());
/** A whole number as it is typed; null where it is none. */
export const wholeOf = (text: string): number | null => (/^\d{1,9}$/.test(text.trim()) ? Number(text.trim()) : null);
/** One of those that may be picked; the first where it is none of them. */
export const pickedOf = <T extends string>(among: readonly [T, ...T[]], value: string): T => among.find((one) => one === value) ?? among[0];
