import type { CivilDate } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { Obstacle } from "./contract.ts";

/** The rule of the sample in words, as it is shown, kept with the pack and printed. */
export const sampleWords = (one: { from: CivilDate; to: CivilDate; seed: string; population: number; wanted: number }): Words => ({
  en: `Every case with a signed session from ${writeDay(one.from, "en")} to ${writeDay(one.to, "en")}: ${one.population} in all. Each gets the SHA-256 of the seed "${one.seed}", a colon and the case's id; they stand in the order of that number, and the first ${Math.min(one.wanted, one.population)} are the sample. A case that is taken out gives its place to the next one in that order.`,
  es: `Todos los casos con una sesión firmada del ${writeDay(one.from, "es")} al ${writeDay(one.to, "es")}: ${one.population} en total. A cada uno le corresponde el SHA-256 de la semilla «${one.seed}», dos puntos y el identificador del caso; se ordenan por ese número y los primeros ${Math.min(one.wanted, one.population)} forman la muestra. Si se retira un caso, su lugar lo ocupa el siguiente en ese orden.`,
});

/** What is missing before an audit is closed. */
export const obstacleWords: Record<Obstacle, Words> = {
  not_rated: { en: "There is no rating yet: the auditor hands it in, or you record an official one.", es: "Aún no hay calificación: la entrega quien audita, o usted anota una oficial." },
  no_finding: { en: "A rating that is not acceptable needs at least one finding that says what fell short.", es: "Una calificación no aceptable necesita al menos un hallazgo que diga en qué no se cumplió." },
  no_plan: { en: "Something fell short, so a corrective plan is needed: at least one action.", es: "Algo no se cumplió, así que hace falta un plan de mejora: al menos una acción." },
};

/** What stands as the source of the certificate that an audit leaves. */
export const sourceWords = {
  local: (title: string, auditor: string, threshold: number) => `${title} · ${auditor} · local threshold ${threshold} %`,
  official: (title: string, issuer: string, document: string) => `${title} · ${issuer} · ${document}`,
};
