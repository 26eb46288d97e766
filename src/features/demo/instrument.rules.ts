import type { InstrumentDefinition, TextPack } from "#features/instruments/contract.ts";

const ID = "evenings-at-home";

/** The made-up programme's own questions, in own wording and compared with nothing: four about the evenings, without norms, cut or reliable change. */
const definition: InstrumentDefinition = {
  id: ID,
  version: "1",
  name: "Evenings at home",
  class: "D",
  rights: "Own wording of the made-up programme.",
  respondent: "caregiver",
  domains: ["C-reg"],
  ageMonths: { from: 12, to: 83 },
  prematurity: null,
  successor: null,
  recall: "past_week",
  repeats: "series",
  direction: "lower_is_better",
  answers: { evenings: { kind: "choice", printed: [0, 1, 2, 3], scores: [0, 1, 2, 3], marks: "one", placeholder: "numbered" } },
  items: [{ items: "1-4", answers: "evenings", required: "yes" }],
  reversed: "1,3",
  total: { rule: "sum", items: "1-4", minimum: 0, maximum: 12 },
  subscales: {},
  bands: null,
  positive: {},
  alerts: [],
  codes: null,
  notice: { en: "Local and unvalidated: this programme's own questions, without norms, cut or reliable change.", es: "Local y sin validar: preguntas propias de este programa, sin normas, punto de corte ni cambio fiable." },
  facts: [{ about: "total", source: "The programme's own sum of its own questions", certainty: "to_confirm" }],
};

const pack = (language: "en" | "es", title: string, instructions: string, often: readonly string[], items: readonly string[]): TextPack => ({
  id: ID,
  language,
  title,
  instructions,
  options: often.map((text, value) => ({ value, text })),
  items: items.map((text, place) => ({ number: String(place + 1), text })),
  functionItem: null,
  permission: "Own wording.",
  sources: ["The made-up programme"],
  agreement: "own wording; there is no owner's form",
  checkedOn: "2026-01-12",
  confirmed: true,
  comparedWithOwnersForm: null,
});

/** The file by which the programme brings it in. */
export const ownInstrumentFile = JSON.stringify([
  definition,
  pack("en", "Evenings at home", "Think of the past week. Mark how often it was so.", ["No evening", "Some evenings", "Most evenings", "Every evening"], ["My child settled for the night with me nearby.", "My child woke up frightened.", "We had a quiet moment together before bed.", "Bedtime ended in tears or shouting."]),
  pack("es", "Las noches en casa", "Piense en la última semana. Marque con qué frecuencia fue así.", ["Ninguna noche", "Algunas noches", "Casi todas las noches", "Todas las noches"], ["Mi hijo o hija se calmó para dormir conmigo cerca.", "Mi hijo o hija se despertó con miedo.", "Tuvimos un momento tranquilo juntos antes de dormir.", "La hora de dormir terminó en llanto o gritos."]),
]);

/** What was answered, by the place of the family among those told by hand, and how many weeks ago: marks as they stand on the form. */
export const ownAnswers: readonly { family: number; weeksAgo: number; marks: readonly [number, number, number, number] }[] = [
  { family: 1, weeksAgo: 14, marks: [1, 2, 1, 2] },
  { family: 1, weeksAgo: 5, marks: [2, 1, 2, 1] },
  { family: 2, weeksAgo: 10, marks: [0, 3, 1, 3] },
  { family: 2, weeksAgo: 3, marks: [1, 1, 2, 1] },
  { family: 5, weeksAgo: 2, marks: [2, 1, 1, 1] },
];
export const ownInstrument = ID;
