import type { InstrumentDefinition, TextPack } from "./contract.ts";

/** An instrument of a made-up programme: three items in own wording that an adult answers about herself. */
export const madeUpInstrument = (id: string, change: Partial<InstrumentDefinition> = {}): InstrumentDefinition => ({
  id,
  version: "1",
  name: "Made-up evening check",
  class: "D",
  rights: "Own wording of a made-up programme.",
  respondent: "adult_self",
  domains: ["G-gen"],
  ageMonths: null,
  prematurity: null,
  successor: null,
  recall: "past_week",
  repeats: "series",
  direction: "lower_is_better",
  answers: { often: { kind: "choice", printed: [0, 1, 2], scores: [0, 1, 2], marks: "one", placeholder: "numbered" } },
  items: [{ items: "1-3", answers: "often", required: "yes" }],
  reversed: "3",
  total: { rule: "sum", items: "1-3", minimum: 0, maximum: 6 },
  subscales: {},
  bands: { of: "total", steps: [{ from: 0, band: "calm" }, { from: 4, band: "tense" }] },
  positive: { cut_4: { rule: "cut", of: "total", atLeast: 4 } },
  alerts: [],
  codes: null,
  notice: null,
  facts: [{ about: "total", source: "a made-up programme", certainty: "read" }, { about: "positive.cut_4", source: "a made-up guess", certainty: "to_confirm" }],
  ...change,
});

/** Its wording in a language. */
export const madeUpText = (id: string, change: Partial<TextPack> = {}): TextPack => ({
  id,
  language: "en",
  title: "Made-up evening check",
  instructions: "Think of the past week.",
  options: [{ value: 0, text: "Never" }, { value: 1, text: "Sometimes" }, { value: 2, text: "Often" }],
  items: ["Evenings were loud.", "Evenings were long.", "Evenings were good."].map((text, place) => ({ number: String(place + 1), text })),
  functionItem: null,
  permission: "Own wording.",
  sources: ["a made-up programme"],
  agreement: "own wording; there is no owner's form",
  checkedOn: "2026-11-20",
  confirmed: true,
  comparedWithOwnersForm: null,
  ...change,
});

/** The text of a file that brings in parts. */
export const fileOf = (...parts: readonly unknown[]): string => JSON.stringify(parts.length === 1 ? parts[0] : parts, null, 2);
