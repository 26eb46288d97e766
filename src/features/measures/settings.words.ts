import type { Words } from "#kernel/language.ts";
import type { ScheduleContent, ScheduleLine } from "./schedule.contract.ts";

/** What each window of the schedule counts. */
export const windowNames: Record<keyof ScheduleContent["windows"], Words> = {
  coreDays: { en: "Core at the start, within days", es: "Lo central al comienzo, en días" },
  restDays: { en: "The rest at the start, within days", es: "Lo demás al comienzo, en días" },
  newInformantDays: { en: "With an adult who comes later, within days", es: "Con una persona que llega después, en días" },
  firstRepeatDay: { en: "First repetition, day of the course", es: "Primera repetición, día del proceso" },
  repeatEveryDays: { en: "Each further one, days after", es: "Cada una de las siguientes, días después" },
  slackDays: { en: "Days before and after", es: "Días antes y después" },
  closingDays: { en: "Closing phase without a planned last day, days", es: "Fase de cierre sin último día previsto, días" },
  followUpMonths: { en: "After the end, months", es: "Después del final, meses" },
  entryDays: { en: "Entry of answers on paper, within days", es: "Registro de respuestas en papel, en días" },
};

/** The points that a line may ask at. */
export const linePointNames: Record<ScheduleLine["points"][number], Words> = {
  baseline: { en: "at the start", es: "al comienzo" },
  repeat: { en: "every half-year", es: "cada semestre" },
  discharge: { en: "at the end", es: "al final" },
  follow_up: { en: "after the end", es: "después del final" },
};

/** The sentences of the page of the schedule. */
export const settingsWords = {
  title: { en: "Schedule of measures", es: "Calendario de medidas" },
  what: { en: "What this programme asks, when and of whom. Days count from the start of a course.", es: "Lo que pregunta este programa, cuándo y a quién. Los días cuentan desde el comienzo del proceso." },
  shipped: { en: "As it ships: local policy, not a rule of any authority.", es: "Tal como viene: es criterio local, no una regla de ninguna autoridad." },
  madeBy: { en: (number: number, who: string, day: string, note: string) => `Version ${number}, by ${who} on ${day}: ${note}`, es: (number: number, who: string, day: string, note: string) => `Versión ${number}, de ${who}, el ${day}: ${note}` },
  earlier: { en: "Versions before", es: "Versiones anteriores" },
  measures: { en: "Measures", es: "Medidas" },
  windows: { en: "Times", es: "Plazos" },
  columns: { measure: { en: "Measure", es: "Medida" }, set: { en: "Set", es: "Grupo" }, points: { en: "When", es: "Cuándo" }, adults: { en: "With whom", es: "Con quién" }, what: { en: "What", es: "Qué" }, value: { en: "Value", es: "Valor" }, stage: { en: "From stage", es: "Desde la etapa" } },
  sets: { core: { en: "core", es: "central" }, rest: { en: "rest", es: "lo demás" } },
  adults: { lives_with_child: { en: "who lives with the child", es: "con quien vive el niño o la niña" }, every_dyad: { en: "each adult in treatment with the child", es: "cada persona adulta en tratamiento con el niño o la niña" } },
  onlyLanguages: { en: (languages: string) => `only in ${languages}`, es: (languages: string) => `solo en ${languages}` },
  languages: { en: "Only adults who speak (codes such as es; empty for all)", es: "Solo personas que hablan (códigos como es; vacío para todas)" },
  bridge: { en: "When the next form for the age takes over", es: "Cuando por la edad sigue otro formulario" },
  bridges: { next_alone: { en: "the next one alone", es: "solo el siguiente" }, both: { en: "both once, as a bridge", es: "los dos una vez, como puente" } },
  breakLanguage: { en: "Another language is another series", es: "Otro idioma es otra serie" },
  breakMode: { en: "Another way of asking is another series", es: "Otra manera de preguntar es otra serie" },
  change: { en: "Change the schedule", es: "Cambiar el calendario" },
  line: { en: (name: string) => `Measure: ${name}`, es: (name: string) => `Medida: ${name}` },
  add: { en: "Add a measure", es: "Añadir una medida" },
  remove: { en: (name: string) => `Take out ${name}`, es: (name: string) => `Quitar ${name}` },
  needNumber: { en: "Expected a whole number.", es: "Se espera un número entero." },
  note: { en: "Why it changes", es: "Por qué cambia" },
  keep: { en: "Keep as a new version", es: "Guardar como versión nueva" },
} as const;
