import type { Words } from "#kernel/language.ts";
import type { LearningLimit, ProtectiveOrder, Sight } from "#features/people/around.contract.ts";

/** What an adult sees and what not, as few words. */
export const sightWords: Record<Sight["what"], { sees: Words; not: Words }> = {
  record: { sees: { en: "the child's record", es: "el expediente del niño o la niña" }, not: { en: "not the child's record", es: "no el expediente del niño o la niña" } },
  own_dyad: { sees: { en: "own sessions together", es: "sus sesiones juntos" }, not: { en: "no sessions together", es: "ninguna sesión juntos" } },
  own_dyad_paused: { sees: { en: "own sessions together, at rest", es: "sus sesiones juntos, en pausa" }, not: { en: "no sessions together", es: "ninguna sesión juntos" } },
  own_record: { sees: { en: "own record", es: "su propio registro" }, not: { en: "no own record", es: "ningún registro propio" } },
  others_records: { sees: { en: "what is other adults' own", es: "lo propio de otros adultos" }, not: { en: "nothing of other adults' own", es: "nada de lo propio de otros adultos" } },
};

export const topicWords: Record<LearningLimit["topics"][number], Words> = {
  record: { en: "the child's record", es: "el expediente del niño o la niña" },
  addresses: { en: "addresses", es: "direcciones" },
  contacts: { en: "ways to reach others", es: "formas de contacto de otros" },
  session_times: { en: "times of sessions", es: "horas de las sesiones" },
  childcare: { en: "childcare and school", es: "guardería y escuela" },
  other_adults: { en: "who else is around the child", es: "quién más está alrededor del niño o la niña" },
};

export const termWords: Record<ProtectiveOrder["terms"][number], Words> = {
  no_contact: { en: "no contact", es: "sin contacto" },
  stay_away: { en: "stays away", es: "mantiene distancia" },
  no_messages: { en: "no messages", es: "sin mensajes" },
  supervised_visits: { en: "visits only supervised", es: "solo visitas supervisadas" },
  no_visits: { en: "no visits", es: "sin visitas" },
  child_not_handed_over: { en: "the child is not handed over", es: "no se entrega al niño o la niña" },
};

export const words = {
  until: { en: (day: string) => `until ${day}`, es: (day: string) => `hasta el ${day}` },
  accessEnded: { en: (day: string) => `access ended after ${day}`, es: (day: string) => `su acceso terminó después del ${day}` },
  mustNotLearn: { en: "Must not learn of", es: "No debe saber de" },
  minor: { en: "under 18", es: "menor de 18 años" },
  homes: { en: "Where the child lives", es: "Dónde vive el niño o la niña" },
  moves: { en: (year: number, start: number) => `Moves in the last 12 months: ${year}. Since the case was opened: ${start}.`, es: (year: number, start: number) => `Mudanzas en los últimos 12 meses: ${year}. Desde que se abrió el caso: ${start}.` },
  noHome: { en: "Nobody has said where the child lives.", es: "Nadie ha dicho dónde vive el niño o la niña." },
  readFromPeople: { en: "read from who lives with the child", es: "según quién vive con el niño o la niña" },
  change: { en: "Someone moves or changes", es: "Alguien se muda o cambia" },
  addHome: { en: "Add where the child lived before", es: "Añadir dónde vivió antes" },
  addOrder: { en: "Add an order of protection", es: "Añadir una orden de protección" },
  addVisits: { en: "Set visits", es: "Fijar visitas" },
  keep: { en: "Keep it", es: "Guardar" },
  addLimit: { en: "Must not learn of…", es: "No debe saber de…" },
  orders: { en: "Orders of protection", es: "Órdenes de protección" },
  protects: { en: "Protects", es: "Protege a" },
  against: { en: "Against", es: "Contra" },
  againstOther: { en: "Against somebody else", es: "Contra otra persona" },
  terms: { en: "It asks", es: "Exige" },
  document: { en: "Document", es: "Documento" },
  noDocument: { en: "None yet", es: "Ninguno todavía" },
  details: { en: "In words", es: "En palabras" },
  kind: { en: "What kind of home", es: "Qué tipo de hogar" },
  with: { en: "With whom, or what it is called", es: "Con quién, o cómo se llama" },
  source: { en: "Known from whom", es: "Por quién se sabe" },
  how: { en: "How", es: "Cómo" },
  topics: { en: "Of what", es: "De qué" },
  ended: { en: "It ends", es: "Termina" },
} as const;
