import type { Words } from "#kernel/language.ts";

/** What is wrong with a file of an instrument, for whoever installs it. */
export const fileWords = {
  unusable: (list: Words): Words => ({ en: `The instruments cannot be used: ${list.en}`, es: `Los instrumentos no se pueden usar: ${list.es}` }),
  noFolder: (folder: string): Words => ({ en: `The folder ${folder} cannot be read; expected instruments there.`, es: `No se puede leer la carpeta ${folder}; ahí se esperan instrumentos.` }),
  notJson: (why: string): Words => ({ en: `Not JSON: ${why}.`, es: `No es JSON: ${why}.` }),
  asFile: (name: string): Words => ({ en: `Expected ${name}, as the file is called.`, es: `Se espera ${name}, como se llama el archivo.` }),
  noSuccessor: (id: string): Words => ({ en: `"${id}" is not installed.`, es: `"${id}" no está instalado.` }),
  expectId: { en: "Expected the id of an instrument, as the file is called.", es: "Se espera el identificador de un instrumento, como se llama el archivo." },
  expectIdAndLanguage: { en: "Expected the id of an instrument and a language, as the file is called.", es: "Se esperan el identificador de un instrumento y un idioma, como se llama el archivo." },
  wordingNotAllowed: (name: string, kind: string): Words => ({ en: `The wording of ${name} may not be here: class ${kind}.`, es: `El texto de ${name} no puede estar aquí: clase ${kind}.` }),
  noAnswers: (id: string, name: string): Words => ({ en: `${id}: the answers "${name}" are not defined.`, es: `${id}: las respuestas "${name}" no están definidas.` }),
  scoresForPrinted: (count: number): Words => ({ en: `Expected ${count} scores, one for each printed value.`, es: `Se esperan ${count} puntuaciones, una por cada valor impreso.` }),
  minimumOverMaximum: { en: "Expected a minimum that is not over the maximum.", es: "Se espera un mínimo que no supere el máximo." },
  notAmongAnswers: (name: string): Words => ({ en: `"${name}" is not among the answers.`, es: `"${name}" no está entre las respuestas.` }),
  numberTwice: { en: "An item number comes twice.", es: "Un número de ítem está dos veces." },
  notOnForm: (number: string): Words => ({ en: `Item ${number} is not on the form.`, es: `El ítem ${number} no está en el formulario.` }),
  ticksHaveNoScore: { en: "Answers of which several may be ticked have no score.", es: "Las respuestas de las que se pueden marcar varias no tienen puntuación." },
  reachesDown: (lowest: number): Words => ({ en: `The items reach down to ${lowest}.`, es: `Los ítems bajan hasta ${lowest}.` }),
  reachesUp: (highest: number): Words => ({ en: `The items reach up to ${highest}.`, es: `Los ítems suben hasta ${highest}.` }),
  notScored: (name: string): Words => ({ en: `"${name}" is not scored.`, es: `"${name}" no se puntúa.` }),
  moreThanBefore: { en: "Expected more than the step before.", es: "Se espera más que en el escalón anterior." },
  ageOverEnd: { en: "Expected an age that is not over the end of the window.", es: "Se espera una edad que no pase del final del intervalo." },
  notInDefinition: (path: string): Words => ({ en: `"${path}" is not in this definition.`, es: `"${path}" no está en esta definición.` }),
  notOnFormOrTwice: (number: string): Words => ({ en: `Item ${number} is not on the form, or comes twice.`, es: `El ítem ${number} no está en el formulario o está dos veces.` }),
  valuesInOrder: (values: string, number: string): Words => ({ en: `Expected the values ${values} in printed order for item ${number}.`, es: `Se esperan los valores ${values}, en el orden impreso, para el ítem ${number}.` }),
  noTextFor: (number: string): Words => ({ en: `Item ${number} has no text.`, es: `El ítem ${number} no tiene texto.` }),
} as const;
