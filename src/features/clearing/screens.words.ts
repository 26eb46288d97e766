import type { Words } from "#kernel/language.ts";
import type { AnswerStage, RefusedFile } from "./contract.ts";

/** The sentences of the way to the clearing house. */
export const words = {
  title: { en: "Clearing house", es: "Cámara de compensación" },
  lead: { en: "Files of claims on their way to payers, and what comes back.", es: "Archivos de reclamaciones camino a las aseguradoras, y lo que responden." },
  failed: { en: "The files could not be fetched.", es: "No se pudieron traer los archivos." },
  folder: { en: "Folder", es: "Carpeta" },
  folderOff: { en: "No folder is set on this installation. Files of claims are downloaded and handed over by hand, and answers are taken in by hand.", es: "Esta instalación no tiene carpeta. Los archivos de reclamaciones se descargan y se entregan a mano, y las respuestas se cargan a mano." },
  folderWaits: { en: "A folder is set, and nobody has looked into it yet.", es: "Hay una carpeta, y todavía nadie la ha mirado." },
  looked: { en: (moment: string) => `Looked into last on ${moment}.`, es: (moment: string) => `Se miró por última vez el ${moment}.` },
  gone: { en: (moment: string) => `The folder could not be opened on ${moment}. Nothing leaves and nothing is taken in until it can. Tell whoever runs this installation.`, es: (moment: string) => `La carpeta no se pudo abrir el ${moment}. Nada sale ni se carga hasta que se pueda. Avise a quien administra esta instalación.` },
  unfinished: { en: (count: number) => (count === 1 ? "1 file is still being written." : `${count} files are still being written.`), es: (count: number) => (count === 1 ? "1 archivo todavía se está escribiendo." : `${count} archivos todavía se están escribiendo.`) },
  failures: { en: (count: number) => (count === 1 ? "1 file could not be passed on and is tried again every minute." : `${count} files could not be passed on and are tried again every minute.`), es: (count: number) => (count === 1 ? "1 archivo no se pudo pasar y se vuelve a intentar cada minuto." : `${count} archivos no se pudieron pasar y se vuelven a intentar cada minuto.`) },
  refused: { en: "Refused without a look inside", es: "Rechazados sin abrirlos" },
  refusedWhy: { en: "Each lies in the folder “refused” under a name that begins with its mark.", es: "Cada uno está en la carpeta «refused», con un nombre que empieza por su marca." },
  files: { en: "Files of claims", es: "Archivos de reclamaciones" },
  none: { en: "No file of claims was written yet.", es: "Todavía no se ha escrito ningún archivo de reclamaciones." },
  noneNext: { en: "Claims that are ready are written into one.", es: "Las reclamaciones listas se escriben en uno." },
  number: { en: "Number", es: "Número" },
  test: { en: "test", es: "prueba" },
  payer: { en: "Payer", es: "Aseguradora" },
  claims: { en: "Claims", es: "Reclamaciones" },
  charge: { en: "Charge", es: "Importe" },
  written: { en: "Written", es: "Escrito" },
  state: { en: "State", es: "Estado" },
  notSent: { en: "not sent", es: "sin enviar" },
  sent: { en: (moment: string) => `sent ${moment}`, es: (moment: string) => `enviado el ${moment}` },
  waits: { en: "waits to be laid into the folder", es: "espera entrar en la carpeta" },
  laid: { en: "lies in the folder, or was taken from it", es: "está en la carpeta o ya se recogió" },
  hand: { en: "Hand to the clearing house", es: "Entregar a la cámara de compensación" },
  handed: { en: (count: string) => `Handed over: ${count} claims.`, es: (count: string) => `Entregado: ${count} reclamaciones.` },
  mock: { en: "Demo: let the mock clearing house answer", es: "Demo: que responda la cámara inventada" },
  mockWhy: { en: "No file of this made-up programme reaches a payer. A mock clearing house answers in its place, step by step, by rules that belong to no real payer.", es: "Ningún archivo de este programa inventado llega a una aseguradora. En su lugar responde, paso a paso, una cámara de compensación inventada, con reglas que no son de ninguna aseguradora real." },
  answered: { en: (posted: string, accepted: string, rejected: string) => `Claims posted: ${posted}. Let in: ${accepted}. Turned away: ${rejected}.`, es: (posted: string, accepted: string, rejected: string) => `Reclamaciones registradas: ${posted}. Aceptadas: ${accepted}. Rechazadas: ${rejected}.` },
  back: { en: "Files of claims", es: "Archivos de reclamaciones" },
} as const;

/** What the mock answered. */
export const stageNames: Record<AnswerStage, Words> = {
  "999": { en: "The file can be read (999).", es: "El archivo se puede leer (999)." },
  "277CA": { en: "The payer looked at each claim (277CA).", es: "La aseguradora miró cada reclamación (277CA)." },
  "835": { en: "The payment came (835).", es: "Llegó el pago (835)." },
};
export const refusalNames: Record<RefusedFile["why"], Words> = {
  link: { en: "a link to somewhere else", es: "un enlace a otro lugar" },
  folder: { en: "a folder", es: "una carpeta" },
  too_large: { en: "too large", es: "demasiado grande" },
  no_file: { en: "no ordinary file", es: "no es un archivo corriente" },
};
