import type { Catalogue, Language } from "#kernel/language.ts";

const en = {
  drilled: (madeAt: string, rows: number, files: number, readyAfter: number, seconds: number) => `What stood at ${madeAt}: ${rows} rows and ${files} files, restored after ${readyAfter} s, proved after ${seconds} s.`,
  good: "The drill succeeded: every table is as in the backup, and the place was taken away again.",
  bad: "THE DRILL FAILED. The backup cannot be relied on as it is.",
  differs: (table: string) => `${table} is not as in the backup.`,
};

/** What `bin/dyad drill` says. */
export const drillWords: Record<Language, Catalogue<typeof en>> = {
  en,
  es: {
    drilled: (madeAt, rows, files, readyAfter, seconds) => `Lo que había el ${madeAt}: ${rows} filas y ${files} archivos, devueltos en ${readyAfter} s y comprobados en ${seconds} s.`,
    good: "El ensayo salió bien: cada tabla está como en la copia, y el lugar se volvió a quitar.",
    bad: "EL ENSAYO FALLÓ. Tal como está, no se puede confiar en la copia.",
    differs: (table) => `${table} no está como en la copia.`,
  },
};
