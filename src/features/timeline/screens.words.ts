import type { Words } from "#kernel/language.ts";

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** The sentences of the time axis. */
export const words = {
  title: { en: "Timeline", es: "Línea de tiempo" },
  axis: { en: (from: string, to: string) => `The course of this family, ${from} to ${to}`, es: (from: string, to: string) => `El camino de esta familia, de ${from} a ${to}` },
  stage: { en: (stage: number) => `Stage ${stage}`, es: (stage: number) => `Etapa ${stage}` },
  child: { en: "Child", es: "Niño o niña" },
  relationship: { en: "Together", es: "Juntos" },
  ownOf: { en: (who: string) => `${who}'s own`, es: (who: string) => `Solo de ${who}` },
  cut: { en: (cut: string) => `cut ${cut}`, es: (cut: string) => `corte ${cut}` },
  newTeller: { en: (who: string) => `told by ${who}, a new series: no change counted across the break`, es: (who: string) => `lo cuenta ${who}, una serie nueva: no se calcula cambio a través del corte` },
  childMoved: { en: "the child moved, a new series: no change counted across the break", es: "hubo una mudanza, una serie nueva: no se calcula cambio a través del corte" },
  newVersion: { en: "another version, a new series: no change counted across the break", es: "otra versión, una serie nueva: no se calcula cambio a través del corte" },
  reliablyBetter: { en: (change: string, points: string) => `${change}, reliable (${points} or more)`, es: (change: string, points: string) => `${change}, fiable (${points} o más)` },
  reliablyWorse: { en: (change: string, points: string, source: string) => `${change} since the first: reliably worse (${points} or more; ${source})`, es: (change: string, points: string, source: string) => `${change} desde el primero: peor, y es fiable (${points} o más; ${source})` },
  notReliable: { en: (change: string, points: string, source: string) => `${change} since the first: under the ${points} points of reliable change (${source})`, es: (change: string, points: string, source: string) => `${change} desde el primero: menos de los ${points} puntos de un cambio fiable (${source})` },
  otherPopulation: { en: "change value published, other population", es: "valor de cambio publicado, otra población" },
  noPublished: { en: "no published value of reliable change", es: "sin valor publicado de cambio fiable" },
  noScores: { en: "No scores stand on this axis.", es: "En este eje no hay puntajes." },
  dose: { en: "Dose", es: "Dosis" },
  held: { en: (held: number, weeks: number) => `${held} held in ${count(weeks, "week", "weeks")}`, es: (held: number, weeks: number) => `${count(held, "realizada", "realizadas")} en ${count(weeks, "semana", "semanas")}` },
  noneHeld: { en: "no session held yet", es: "aún sin sesiones realizadas" },
  missed: { en: (missed: number) => `${missed} missed`, es: (missed: number) => `${missed} sin asistir` },
  cameTo: { en: (name: string, came: number, of: number) => `${name} came to ${came} of ${of}`, es: (name: string, came: number, of: number) => `${name} vino a ${came} de ${of}` },
  published: { en: (mean: string) => `mean of ${mean} sessions, a weekly hour over a year: published, other population; never a target`, es: (mean: string) => `media de ${mean} sesiones, una hora por semana durante un año: publicado, otra población; nunca una meta` },
  howMuch: { en: "How much of the course", es: "Cuánto del camino" },
  recent: { en: "The last two years", es: "Los dos últimos años" },
  whole: { en: (day: string) => `All, from ${day}`, es: (day: string) => `Todo, desde el ${day}` },
  failed: { en: "The timeline could not be fetched.", es: "No se pudo traer la línea de tiempo." },
  /** Populations of published figures, as the data names them. */
  populations: { veterans: { en: "veterans", es: "veteranos" }, "primary care": { en: "primary care", es: "atención primaria" } } as Record<string, Words>,
} as const;
