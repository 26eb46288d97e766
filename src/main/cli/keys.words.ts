import type { Catalogue, Language } from "#kernel/language.ts";

const en = {
  usage: "Usage: bin/dyad keys [renew | retire | accept] [--json]",
  follows: (id: string) => `Ring ${id}: every key follows from the secret key, nothing is written. A copy of the secret key is enough.`,
  stands: (id: string, file: string) => `Ring ${id}: written in ${file}. Keep a copy of it and of the secret key together, apart from the backups, and renew that copy whenever a key is destroyed.`,
  counts: (generations: number, destroyed: number) => `Generations: ${generations}. Keys destroyed: ${destroyed}.`,
  mustChange: "What was destroyed could still be worked out from the secret key. Set DYAD_SECRET_KEY to a new one, and DYAD_SECRET_KEY_BEFORE to the present one for one start.",
  renewed: (generation: number, count: number) => `Generation ${generation} seals from now on; ${count} texts and files were sealed anew. Backups from before open by the former generation: retire it when they are gone.`,
  retired: (count: number) => `${count} former generations are gone. No backup from before the present one opens any more.`,
  nothingToRetire: "There is one generation only.",
  accepted: (lost: string) => `This database goes on with the keys of this process. What the ring ${lost} sealed reads as destroyed from now on; backups from before do not open.`,
  nothingToAccept: "The keys of this process are those that seal this database: there is nothing to accept.",
  notAllNew: (count: number) => `${count} texts and files were still sealed by a former generation, and are sealed anew now. Ask again.`,
};

/** What `bin/dyad keys` says. */
export const keysWords: Record<Language, Catalogue<typeof en>> = {
  en,
  es: {
    usage: "Uso: bin/dyad keys [renew | retire | accept] [--json]",
    follows: (id) => `Llavero ${id}: todas las claves se deducen de la clave secreta y no hay nada escrito. Basta una copia de la clave secreta.`,
    stands: (id, file) => `Llavero ${id}: escrito en ${file}. Guarde una copia suya junto con la clave secreta, aparte de las copias de seguridad, y renuévela cada vez que se destruya una clave.`,
    counts: (generations, destroyed) => `Generaciones: ${generations}. Claves destruidas: ${destroyed}.`,
    mustChange: "Lo destruido todavía podría deducirse de la clave secreta. Ponga en DYAD_SECRET_KEY una nueva y, para un solo arranque, la actual en DYAD_SECRET_KEY_BEFORE.",
    renewed: (generation, count) => `Desde ahora sella la generación ${generation}; se sellaron de nuevo ${count} textos y archivos. Las copias anteriores se abren con la generación previa: retírela cuando ya no existan.`,
    retired: (count) => `Ya no existen ${count} generaciones anteriores. Ninguna copia anterior a la actual se abre ya.`,
    nothingToRetire: "Hay una sola generación.",
    accepted: (lost) => `Esta base de datos sigue con las claves de este proceso. Lo que selló el llavero ${lost} aparece desde ahora como destruido; las copias anteriores no se abren.`,
    nothingToAccept: "Las claves de este proceso son las que sellan esta base de datos: no hay nada que aceptar.",
    notAllNew: (count) => `Todavía había ${count} textos y archivos sellados por una generación anterior; ahora están sellados de nuevo. Vuelva a pedirlo.`,
  },
};
