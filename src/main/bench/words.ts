import type { Catalogue, Language } from "#kernel/language.ts";

const en = {
  usage: (names: string) => `Usage: bin/dyad bench [NAME…] [--people N] [--concurrency N] [--json]. Names: ${names}.`,
  notMeasured: (name: string, names: string) => `${name} is not measured. Expected one of ${names}.`,
  wholeNumber: (option: string, from: number, to: number) => `${option}: expected a whole number from ${from} to ${to}.`,
  seeding: (people: number) => `Making a database of ${people} made-up people …`,
  measuring: (name: string) => `Measuring ${name} …`,
  machine: (machine: string) => `Machine: ${machine}`,
  heads: { name: "what", scale: "people", concurrency: "at once", perSecond: "a second", p50Ms: "p50 ms", p95Ms: "p95 ms", p99Ms: "p99 ms", peakMemoryMB: "memory MB", target: "p95 target", beside: "PostgreSQL alone, a second (p95 ms): we reach" },
  kept: "kept",
  missed: "MISSED",
  wrong: (name: string, count: number, what: string) => `${name}: ${count} × ${what}`,
  sameCores: "Database, server and load share the same cores. Wrong answers are not counted as work.",
};

/** What the bench says. */
export const words: Record<Language, Catalogue<typeof en>> = {
  en,
  es: {
    usage: (names) => `Uso: bin/dyad bench [NOMBRE…] [--people N] [--concurrency N] [--json]. Nombres: ${names}.`,
    notMeasured: (name, names) => `${name} no se mide. Se esperaba uno de ${names}.`,
    wholeNumber: (option, from, to) => `${option}: se esperaba un número entero de ${from} a ${to}.`,
    seeding: (people) => `Creando una base de datos con ${people} personas ficticias …`,
    measuring: (name) => `Midiendo ${name} …`,
    machine: (machine) => `Equipo: ${machine}`,
    heads: { name: "qué", scale: "personas", concurrency: "a la vez", perSecond: "por segundo", p50Ms: "p50 ms", p95Ms: "p95 ms", p99Ms: "p99 ms", peakMemoryMB: "memoria MB", target: "meta p95", beside: "PostgreSQL a solas, por segundo (p95 ms): alcanzamos" },
    kept: "cumplida",
    missed: "NO CUMPLIDA",
    wrong: (name, count, what) => `${name}: ${count} × ${what}`,
    sameCores: "La base de datos, el servidor y la carga comparten los mismos núcleos. Las respuestas erróneas no cuentan como trabajo.",
  },
};
