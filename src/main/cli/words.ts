import type { Catalogue, Language } from "#kernel/language.ts";

const en = {
  usage: "Usage: bin/dyad COMMAND [--json]. Exit 0: the answer is good; 1: what was checked falls short; 2: used wrongly.",
  commandsAre: "Commands:",
  unknownCommand: (asked: string) => `There is no command ${asked}.`,
  noCommand: "Name a command.",
  verifyUsage: "Usage: bin/dyad verify [--json]",
  about: {
    score: "scores a form; answers on standard input",
    change: "reliable change between two scores; figures on standard input",
    instruments: "the instruments that are installed",
    decide: "asks a policy; facts on standard input",
    policies: "the policies with their versions and clauses",
    fhirCheck: "checks a FHIR resource, Bundle or ndjson file",
    fhirImport: "takes a hospital's Bundle in as a referral, a directory as professionals and places",
    verify: "proves the audit chain of every agency, and looks for rows without their parents",
    bench: "measures speed and size on a database of its own; no names: everything",
  },
  importUsage: "Usage: bin/dyad fhir import FILE [--agency SLUG] [--json]",
  cannotRead: (file: string) => `The file ${file} cannot be read.`,
  whichAgency: (slugs: string) => `Say which agency, by --agency: ${slugs}.`,
  agencyHolds: (agency: string, sealed: number, unsealed: number) => `${agency}: ${sealed} rows sealed, the chain holds; ${unsealed} not sealed yet.`,
  agencyBroken: (agency: string, at: number, why: string) => `${agency}: THE CHAIN BREAKS at position ${at}: ${why}.`,
  noAgency: "There is no agency yet.",
  orphans: (count: number) => `Rows without their parents: ${count}.`,
  internal: "Something went wrong in the command itself. Nothing was half-saved.",
};

/** What the command line itself says; each command brings its own words besides. */
export const words: Record<Language, Catalogue<typeof en>> = {
  en,
  es: {
    usage: "Uso: bin/dyad ORDEN [--json]. Salida 0: la respuesta es buena; 1: lo comprobado no alcanza; 2: mal uso.",
    commandsAre: "Órdenes:",
    unknownCommand: (asked) => `No existe la orden ${asked}.`,
    noCommand: "Indique una orden.",
    verifyUsage: "Uso: bin/dyad verify [--json]",
    about: {
      score: "puntúa un cuestionario; las respuestas, por la entrada estándar",
      change: "cambio fiable entre dos puntuaciones; las cifras, por la entrada estándar",
      instruments: "los instrumentos instalados",
      decide: "consulta una normativa; los hechos, por la entrada estándar",
      policies: "las normativas con sus versiones y cláusulas",
      fhirCheck: "comprueba un recurso, un Bundle o un archivo ndjson de FHIR",
      fhirImport: "recibe el Bundle de un hospital como derivación, y un directorio como profesionales y lugares",
      verify: "comprueba la cadena de auditoría de cada agencia y busca filas sin su fila principal",
      bench: "mide la velocidad y el tamaño con una base de datos propia; sin nombres, todo",
    },
    importUsage: "Uso: bin/dyad fhir import ARCHIVO [--agency SLUG] [--json]",
    cannotRead: (file) => `No se puede leer el archivo ${file}.`,
    whichAgency: (slugs) => `Indique la agencia con --agency: ${slugs}.`,
    agencyHolds: (agency, sealed, unsealed) => `${agency}: ${sealed} filas selladas, la cadena se mantiene; ${unsealed} aún sin sellar.`,
    agencyBroken: (agency, at, why) => `${agency}: LA CADENA SE ROMPE en la posición ${at}: ${why}.`,
    noAgency: "Todavía no hay ninguna agencia.",
    orphans: (count) => `Filas sin su fila principal: ${count}.`,
    internal: "Algo falló en la propia orden. Nada quedó guardado a medias.",
  },
};
