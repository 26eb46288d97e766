import type { Words } from "#kernel/language.ts";

const units: Record<string, { one: Words; many: Words }> = {
  months: { one: { en: "month", es: "mes" }, many: { en: "months", es: "meses" } },
  days: { one: { en: "day", es: "día" }, many: { en: "days", es: "días" } },
  fortnights: { one: { en: "fortnight", es: "quincena" }, many: { en: "fortnights", es: "quincenas" } },
  videos: { one: { en: "session video", es: "video de sesión" }, many: { en: "session videos", es: "videos de sesión" } },
  clients: { one: { en: "client", es: "cliente" }, many: { en: "clients", es: "clientes" } },
  cases: { one: { en: "case", es: "caso" }, many: { en: "cases", es: "casos" } },
  components: { one: { en: "component", es: "componente" }, many: { en: "components", es: "componentes" } },
  reviews: { one: { en: "review", es: "revisión" }, many: { en: "reviews", es: "revisiones" } },
  people: { one: { en: "person", es: "persona" }, many: { en: "people", es: "personas" } },
};
const figures: Words[] = [{ en: "No", es: "Ningún" }, { en: "One", es: "Un" }, { en: "Two", es: "Dos" }, { en: "Three", es: "Tres" }, { en: "Four", es: "Cuatro" }, { en: "Five", es: "Cinco" }];
const unitOf = (unit: string, count: number, language: "en" | "es") => units[unit]?.[count === 1 ? "one" : "many"][language] ?? unit;

export const progressWords = {
  optional: { en: "optional", es: "opcional" },
  verdict: { yes: { en: "every requirement is met", es: "se cumplen todos los requisitos" }, no: { en: "not every requirement is met", es: "no se cumplen todos los requisitos" }, unknown: { en: "not known", es: "no se sabe" } },
  met: { en: "Met.", es: "Cumplido." },
  waived: { en: "Waived by the program.", es: "Dispensado por el programa." },
  notDefined: { en: "The source sets no figure: the program sets one, or waives it.", es: "La fuente no fija una cifra: el programa la fija o lo dispensa." },
  notKnown: { en: "Not known.", es: "No se sabe." },
  notMet: (asked: Words): Words => ({ en: `Not met: ${asked.en}`, es: `No se cumple: ${asked.es}` }),
  missing: (count: number, unit: string): Words => ({
    en: `${figures[count]?.en ?? count} more ${unitOf(unit, count, "en")}.`,
    es: `${count === 1 ? "Falta" : "Faltan"} ${count === 1 && unit === "fortnights" ? "una" : (figures[count]?.es ?? String(count)).toLowerCase()} ${unitOf(unit, count, "es")}.`,
  }),
  over: (have: number, need: number, unit: string): Words => ({ en: `${have} ${unitOf(unit, have, "en")}, where at most ${need} are.`, es: `${have} ${unitOf(unit, have, "es")}, donde se permiten ${need} como máximo.` }),
} as const;
