import type { Words } from "#kernel/language.ts";

const list = (values: readonly string[]) => values.join(", ");

/**
 * Why facts, a question or a file of a policy cannot be read. Dates stand here as a machine writes them, since that is
 * what is expected in their place.
 */
export const faultWords = {
  at: (path: string, message: Words): Words => ({ en: `${path}: ${message.en}`, es: `${path}: ${message.es}` }),
  factsUnread: (question: string): Words => ({ en: `These facts cannot be read for the question "${question}"`, es: `Estos datos no se pueden leer para la pregunta "${question}"` }),
  fileUnread: (place: string): Words => ({ en: `The policy file ${place} cannot be read`, es: `El archivo de norma ${place} no se puede leer` }),
  places: (what: Words, path: string, first: Words, count: number): Words => ({
    en: `${what.en}: ${path || "the whole"}: ${first.en}${count > 1 ? ` (${count} places in all)` : ""}`,
    es: `${what.es}: ${path || "el conjunto"}: ${first.es}${count > 1 ? ` (${count} lugares en total)` : ""}`,
  }),
  noKey: (known: readonly string[]): Words => ({ en: `There is no such key here; expected ${known.length > 0 ? list(known) : "another"}.`, es: `Aquí no hay tal clave; se espera ${known.length > 0 ? list(known) : "otra"}.` }),
  knownKind: { en: "Expected a known kind of rule.", es: "Se espera un tipo de regla conocido." },
  noQuestion: (asked: string, policy: string, has: readonly string[]): Words => ({ en: `"${asked}" is no question of the policy ${policy}; expected ${list(has)}.`, es: `"${asked}" no es una pregunta de la norma ${policy}; se espera ${list(has)}.` }),
  expectDate: { en: "Expected a date that exists, such as 2026-11-21.", es: "Se espera una fecha que exista, como 2026-11-21." },
  dateOfSession: (date: string): Words => ({ en: `Expected ${date}, the date of the session in its own time zone.`, es: `Se espera ${date}, la fecha de la sesión en su propio huso horario.` }),
  endsSameDay: (on: string): Words => ({ en: `Expected a time on ${on}: a session starts and ends on one day; record each day as a session of its own.`, es: `Se espera una hora del ${on}: una sesión empieza y termina el mismo día; anote cada día como una sesión aparte.` }),
  afterStart: (start: string): Words => ({ en: `Expected ${start} or later, the time at which it starts.`, es: `Se espera ${start} o después, la hora a la que empieza.` }),
  onDayOfSession: (on: string): Words => ({ en: `Expected a time on ${on}, the day of the session.`, es: `Se espera una hora del ${on}, el día de la sesión.` }),
  noPolicy: (id: string, installed: readonly string[]): Words => ({ en: `There is no policy "${id}" here; expected ${list(installed)}.`, es: `Aquí no hay ninguna norma "${id}"; se espera ${list(installed)}.` }),
  noData: { en: "The folder data/policies was not found above the program; it belongs beside it.", es: "No se encontró la carpeta data/policies por encima del programa; su lugar es junto a él." },
  noVersions: { en: "Expected a file for each version, named after the day it begins.", es: "Se espera un archivo por versión, con el nombre del día en que empieza." },
  noFolder: (folder: string): Words => ({ en: `There is no folder ${folder}; expected one folder for each policy in it.`, es: `No existe la carpeta ${folder}; en ella se espera una carpeta por norma.` }),
  nameOfFolder: (id: string): Words => ({ en: `Expected "${id}", the name of the folder.`, es: `Se espera "${id}", el nombre de la carpeta.` }),
  nameOfExample: (beginning: string): Words => ({ en: `Expected true where the folder's name begins with "${beginning}", and nothing elsewhere.`, es: `Se espera true cuando el nombre de la carpeta empieza por "${beginning}", y nada en los demás casos.` }),
  belongsInFile: (name: string): Words => ({ en: `This version belongs in the file ${name}.json, since a file is named after the day its version begins.`, es: `El lugar de esta versión es el archivo ${name}.json, porque un archivo lleva el nombre del día en que empieza su versión.` }),
  notJson: (why: string): Words => ({ en: `This is not JSON: ${why}.`, es: `Esto no es JSON: ${why}.` }),
  endsBefore: (from: string, version: string): Words => ({ en: `Expected a day before ${from}, on which version ${version} begins.`, es: `Se espera un día anterior a ${from}, en el que empieza la versión ${version}.` }),
  valueAfter: { en: "Expected a value after it.", es: "Se espera un valor detrás." },
  once: { en: "Expected it once.", es: "Se espera una sola vez." },
  onlyOptions: (options: readonly string[]): Words => ({ en: `Expected only ${list(options)}.`, es: `Solo se esperan ${list(options)}.` }),
  missing: (name: string): Words => ({ en: `Expected ${name} and a value.`, es: `Se esperan ${name} y un valor.` }),
  noFacts: { en: "Expected the facts as JSON on standard input; {} where nothing is known.", es: "Se esperan los datos como JSON en la entrada estándar; {} cuando no se sabe nada." },
} as const;
