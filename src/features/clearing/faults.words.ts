import type { Words } from "#kernel/language.ts";

/** Why something of the clearing house is refused. */
export const faultWords: Record<"noFolder" | "noFile" | "sentBefore" | "noMock" | "nothingOpen", Words> = {
  noFolder: { en: "No folder of a clearing house is set on this installation: download the file and hand it over by hand.", es: "Esta instalación no tiene carpeta de cámara de compensación: descargue el archivo y entréguelo a mano." },
  noFile: { en: "There is no such file.", es: "No existe ese archivo." },
  sentBefore: { en: "This file was already sent.", es: "Este archivo ya se envió." },
  noMock: { en: "There is no made-up clearing house here.", es: "Aquí no hay ninguna cámara de compensación inventada." },
  nothingOpen: { en: "Nothing of this file waits for an answer.", es: "Nada de este archivo espera respuesta." },
};
