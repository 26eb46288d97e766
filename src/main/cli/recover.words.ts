import type { Catalogue, Language } from "#kernel/language.ts";

const en = {
  usage: "Usage: bin/dyad recover FOLDER [--until MOMENT] [--json]. MOMENT as 2026-11-22T09:30:00Z; without it, to the end of the journal.",
  noCopy: (folder: string) => `In ${folder} there is no copy of the cluster from before that moment.`,
  onlyEmbedded: "This is for the embedded database. With DATABASE_URL, PostgreSQL's own tools apply: see docs/operating/backup.md.",
  inUse: (folder: string) => `There is a database in ${folder} already. Set DYAD_DATA_DIR to an empty folder.`,
  notReached: "The journal does not reach that moment. Without --until everything that it holds is recovered.",
  recovered: (from: string, to: string, parts: number, seconds: number) => `Recovered from the copy of ${from} through ${parts} parts of the journal, to ${to}; ${seconds} s.`,
};

/** What `bin/dyad recover` says. */
export const recoverWords: Record<Language, Catalogue<typeof en>> = {
  en,
  es: {
    usage: "Uso: bin/dyad recover CARPETA [--until MOMENTO] [--json]. MOMENTO como 2026-11-22T09:30:00Z; sin él, hasta el final del diario.",
    noCopy: (folder) => `En ${folder} no hay ninguna copia de la base anterior a ese momento.`,
    onlyEmbedded: "Esto es para la base de datos incluida. Con DATABASE_URL valen las herramientas de PostgreSQL: véase docs/operating/backup.md.",
    inUse: (folder) => `En ${folder} ya hay una base de datos. Ponga en DYAD_DATA_DIR una carpeta vacía.`,
    notReached: "El diario no llega hasta ese momento. Sin --until se recupera todo lo que contiene.",
    recovered: (from, to, parts, seconds) => `Recuperado desde la copia del ${from} con ${parts} partes del diario, hasta ${to}; ${seconds} s.`,
  },
};
