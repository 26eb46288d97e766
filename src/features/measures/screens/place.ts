import type { Language } from "#kernel/language.ts";

/** What is picked already: what is due, and of whom. */
export type Preset = { respondentId: string; instruments: readonly string[] };
/** What somebody does with the measures of a case, one thing at a time. `due` presets what is asked of whom. */
export type Place =
  | { at: "send"; due?: readonly Preset[] }
  | { at: "record"; instrument?: string; adultId?: string }
  | { at: "interview"; requestId: string }
  | { at: "correct" | "wrong_child" | "add_event"; requestId: string };
/** How answers come in otherwise than by a link. */
export type EntryMode = "interview" | "paper" | "typed" | "coded";
/** What is about to be recorded. */
export type Beginning = { instrument: string; adultId: string; mode: EntryMode; language: Language; answeredOn: string; outsideAgeReason: string | null };
