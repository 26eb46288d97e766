import type { Words } from "#kernel/language.ts";
import type { BreakKind, SeriesChange } from "./series.contract.ts";
import type { Certainty, DomainCode } from "#features/instruments/contract.ts";

/** What is measured, as a heading. */
export const domainNames: Record<DomainCode, Words> = {
  "C-pts": { en: "Stress after what happened", es: "Estrés por lo vivido" },
  "C-dx": { en: "Mood, anxiety and other signs", es: "Ánimo, ansiedad y otros signos" },
  "C-beh": { en: "Behavior", es: "Conducta" },
  "C-reg": { en: "Regulation", es: "Regulación" },
  "C-cog": { en: "Learning and cognition", es: "Aprendizaje y cognición" },
  "R-rep": { en: "Child's picture of caregiver and self", es: "Imagen de la persona cuidadora y de sí" },
  "R-att": { en: "Attachment", es: "Apego" },
  "R-int": { en: "Quality of the relationship", es: "Calidad de la relación" },
  "G-pts": { en: "Adult's stress after trauma", es: "Estrés postraumático de la persona adulta" },
  "G-gen": { en: "Adult's mood and stress", es: "Ánimo y estrés de la persona adulta" },
  "G-emp": { en: "Empathy", es: "Empatía" },
  "G-pos": { en: "Positive interaction", es: "Interacción positiva" },
  "P-part": { en: "Partner relationship", es: "Relación de pareja" },
  "S-plc": { en: "Placement", es: "Lugar de vida" },
};
export const domainGroups: readonly { letter: "C" | "R" | "G"; title: Words; domains: readonly DomainCode[] }[] = [
  { letter: "C", title: { en: "Child", es: "Niño o niña" }, domains: ["C-pts", "C-dx", "C-beh", "C-reg", "C-cog"] },
  { letter: "R", title: { en: "Together", es: "En la relación" }, domains: ["R-rep", "R-att", "R-int"] },
  { letter: "G", title: { en: "Caregiver", es: "Persona cuidadora" }, domains: ["G-pts", "G-gen", "G-emp", "G-pos"] },
];

/** What began another series. */
export const breakNames: Record<BreakKind, Words> = {
  informant: { en: "another person tells", es: "lo cuenta otra persona" },
  moved: { en: "the child moved", es: "hubo una mudanza" },
  version: { en: "another version", es: "otra versión" },
  recall: { en: "another time frame", es: "otro periodo" },
  language: { en: "another language", es: "otro idioma" },
  mode: { en: "asked in another way", es: "se preguntó de otra manera" },
  prorated: { en: "not all answered", es: "no se contestó todo" },
};

const certainties: Record<Certainty, Words> = { read: { en: "", es: "" }, secondary: { en: ", second-hand source", es: ", fuente indirecta" }, to_confirm: { en: ", needs confirmation", es: ", por confirmar" } };
const populations: Record<string, Words> = { veterans: { en: "veterans", es: "veteranos" }, "primary care": { en: "primary care", es: "atención primaria" }, "not stated": { en: "population not stated", es: "población sin indicar" } };
type Source = { population: string; source: string; certainty: Certainty };
/** Where a figure comes from: the source, its population, and how sure it is. */
export const saySource = ({ population, source, certainty }: Source, language: "en" | "es"): string => `${source}, ${populations[population]?.[language] ?? population}${certainties[certainty][language]}`;

const inTwo = (value: number, language: "en" | "es") => new Intl.NumberFormat(language === "en" ? "en-US" : "es-US", { maximumFractionDigits: 2, signDisplay: "auto" }).format(value).replace("-", "−");
export const signed = (value: number, language: "en" | "es") => (value > 0 ? `+${inTwo(value, language)}` : inTwo(value, language));

const verdicts = {
  improved: { en: "reliably better", es: "mejor, y es fiable" },
  deteriorated: { en: "reliably worse", es: "peor, y es fiable" },
  no_reliable_change: { en: "no reliable change", es: "sin cambio fiable" },
} as const;

/** The sentences about measures over time. */
export const seriesWords = {
  title: { en: "Over time", es: "A lo largo del tiempo" },
  notMeasured: { en: "not measured", es: "no se midió" },
  failed: { en: "The measures over time could not be fetched.", es: "No se pudieron traer las medidas a lo largo del tiempo." },
  last: { en: (value: string, most: string | null, day: string) => `${value}${most === null ? "" : ` of ${most}`}, ${day}`, es: (value: string, most: string | null, day: string) => `${value}${most === null ? "" : ` de ${most}`}, ${day}` },
  incomplete: { en: "not complete", es: "incompleto" },
  own: { en: (who: string) => `${who}'s own`, es: (who: string) => `solo de ${who}` },
  toldBy: { en: (who: string) => `told by ${who}`, es: (who: string) => `lo cuenta ${who}` },
  withAdult: { en: (who: string) => `with ${who}`, es: (who: string) => `con ${who}` },
  lowerIsBetter: { en: "lower is better", es: "menos es mejor" },
  higherIsBetter: { en: "higher is better", es: "más es mejor" },
  cut: { en: (cuts: string) => `cut ${cuts}`, es: (cuts: string) => `corte ${cuts}` },
  breakOn: { en: (day: string, why: string) => `Break on ${day}: ${why}. No change is counted across it.`, es: (day: string, why: string) => `Corte el ${day}: ${why}. No se calcula cambio a través de él.` },
  overridden: { en: (who: string, day: string, reason: string) => `Counted across a break by ${who} on ${day}: ${reason}`, es: (who: string, day: string, reason: string) => `Calculado a través de un corte por ${who} el ${day}: ${reason}` },
  override: { en: "Count across this break", es: "Calcular a través de este corte" },
  overrideWhy: { en: "Why it is one series all the same", es: "Por qué sigue siendo una sola serie" },
  overrideHint: { en: "It stands on every output of this figure.", es: "Aparece siempre junto a esta cifra." },
  takeBack: { en: "Do not count across it", es: "No calcular a través de él" },
  keep: { en: "Keep it", es: "Guardarlo" },
  cancel: { en: "Leave it", es: "Dejarlo" },
  difference: { en: (points: string, since: string) => `${points} since ${since}`, es: (points: string, since: string) => `${points} desde el ${since}` },
  verdicts,
  byPoints: { en: (points: string, source: string) => `${points} points or more are reliable (${source})`, es: (points: string, source: string) => `${points} puntos o más son fiables (${source})` },
  byIndex: {
    en: (rci: string, sd: string, reliability: string, sDiff: string, source: string) => `index ${rci}, reliable beyond 1.96; SD ${sd}, r ${reliability}, S_diff ${sDiff} (${source})`,
    es: (rci: string, sd: string, reliability: string, sDiff: string, source: string) => `índice ${rci}, fiable a partir de 1,96; DE ${sd}, r ${reliability}, S_diff ${sDiff} (${source})`,
  },
  meaningful: { en: (points: string, source: string) => `as large as is called meaningful (${points} points; ${source}); that is not reliable by itself`, es: (points: string, source: string) => `tan grande como lo que se llama significativo (${points} puntos; ${source}); eso por sí solo no es fiable` },
  notMeaningful: { en: (points: string, source: string) => `under the ${points} points that are called meaningful (${source})`, es: (points: string, source: string) => `menos de los ${points} puntos que se llaman significativos (${source})` },
  crossed: { towards_health: { en: "now past every cut, on the side of health", es: "ahora más allá de todos los puntos de corte, del lado de la salud" }, towards_illness: { en: "now at or beyond every cut", es: "ahora alcanza todos los puntos de corte" }, none: null },
  recovered: { en: "recovered by this measure: reliable, and past the cut", es: "recuperación según esta medida: fiable y más allá del corte" },
  otherPopulation: { en: "published, other population", es: "publicado, otra población" },
  why: { never: { en: "never a change score: not a scale with equal steps", es: "nunca un puntaje de cambio: no es una escala de pasos iguales" }, one_value: { en: "one value so far", es: "un solo valor hasta ahora" }, no_figures: { en: "no published value, reliable change is not computed", es: "sin valor publicado, no se calcula el cambio fiable" } },
} as const;

/** A change in words, one statement after another, each figure with its source. */
export function sayChange(change: SeriesChange, language: "en" | "es", dayOf: (on: string) => string): string[] {
  const number = (value: number) => inTwo(value, language);
  if (change.why === "never" || change.why === "one_value") return [seriesWords.why[change.why][language]];
  const said = [seriesWords.difference[language](signed(change.post - change.pre, language), dayOf(change.fromOn))];
  if (change.verdict !== null) said[0] = `${said[0]}: ${verdicts[change.verdict][language]}`;
  if (change.why === "no_figures") said.push(seriesWords.why.no_figures[language]);
  const { index, reliable, meaningful } = change;
  if (index !== null) said.push(seriesWords.byIndex[language](number(index.rci), number(index.sd), number(index.reliability), number(index.sDiff), saySource(index, language)));
  if (reliable !== null) said.push(`${seriesWords.byPoints[language](number(reliable.points), saySource(reliable, language))}, ${seriesWords.otherPopulation[language]}`);
  if (meaningful !== null && change.verdict !== "improved" && change.verdict !== "deteriorated") said.push((meaningful.isReached ? seriesWords.meaningful : seriesWords.notMeaningful)[language](number(meaningful.points), saySource(meaningful, language)));
  const crossed = change.crossed === null ? null : seriesWords.crossed[change.crossed];
  if (change.isRecovered) said.push(seriesWords.recovered[language]);
  else if (crossed !== null) said.push(crossed[language]);
  for (const one of change.overrides) said.push(seriesWords.overridden[language](one.byName, dayOf(one.decidedOn), one.reason));
  return said;
}
