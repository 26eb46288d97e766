import type { Words } from "#kernel/language.ts";

export const faultWords = {
  noTrack: (id: string, installed: readonly string[]): Words => ({ en: `There is no track "${id}". There are ${installed.join(", ")}.`, es: `No hay ningún programa "${id}". Hay ${installed.join(", ")}.` }),
  noVersion: (id: string, on: string): Words => ({ en: `No version of "${id}" was in force on ${on}.`, es: `Ninguna versión de "${id}" estaba vigente el ${on}.` }),
  wrongFile: (place: string): Words => ({ en: `${place} is no track as expected.`, es: `${place} no es un programa como se espera.` }),
  nameOfFile: (place: string): Words => ({ en: `${place}: id and version are those of the folder and the file.`, es: `${place}: id y version son los de la carpeta y del archivo.` }),
  usage: { en: "Use: bin/dyad progress --track ID --on DATE [--json] [--language en|es], with the evidence on standard input.", es: "Uso: bin/dyad progress --track ID --on FECHA [--json] [--language en|es], con las pruebas por la entrada estándar." },
  noDay: { en: "Expected a day such as 2026-11-21.", es: "Se espera un día, como 2026-11-21." },
  missing: (option: string): Words => ({ en: `${option} is missing.`, es: `Falta ${option}.` }),
  valueAfter: (option: string): Words => ({ en: `A value is expected after ${option}.`, es: `Se espera un valor después de ${option}.` }),
  once: (option: string): Words => ({ en: `${option} was given more than once.`, es: `${option} se dio más de una vez.` }),
  unknownOption: (word: string): Words => ({ en: `"${word}" is not expected here.`, es: `No se espera "${word}" aquí.` }),
  noEvidence: { en: "The evidence is expected as JSON on standard input; {} is nothing known.", es: "Las pruebas se esperan como JSON por la entrada estándar; {} es nada sabido." },
  notJson: { en: "The evidence is no JSON.", es: "Las pruebas no son JSON." },
  wrongEvidence: { en: "The evidence is not as expected.", es: "Las pruebas no son como se esperan." },
} as const;
