import type { Catalogue, Language } from "#kernel/language.ts";

const en = {
  usage: "Usage: bin/dyad jobs [retry] [--json]",
  waiting: (queue: string, state: string, count: number) => `${queue}: ${count} ${state}`,
  failed: (queue: string, id: string, at: string, tries: number, why: string) => `${queue} ${id}: given up at ${at} after ${tries} tries${why ? ` (${why})` : ""}.`,
  none: "No job has failed for good.",
  retried: (count: number) => `${count} jobs are tried again.`,
};

/** What `bin/dyad jobs` says. */
export const jobsWords: Record<Language, Catalogue<typeof en>> = {
  en,
  es: {
    usage: "Uso: bin/dyad jobs [retry] [--json]",
    waiting: (queue, state, count) => `${queue}: ${count} ${state}`,
    failed: (queue, id, at, tries, why) => `${queue} ${id}: abandonado el ${at} tras ${tries} intentos${why ? ` (${why})` : ""}.`,
    none: "Ningún trabajo ha fallado definitivamente.",
    retried: (count) => `Se vuelven a intentar ${count} trabajos.`,
  },
};
