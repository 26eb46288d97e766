import type { Words } from "#kernel/language.ts";
import type { PdfCargo } from "./contract.ts";

/** What of a PDF runs or opens by itself, as a person calls it. */
export const cargoNames: Record<PdfCargo, Words> = {
  script: { en: "a program (JavaScript)", es: "un programa (JavaScript)" },
  launch: { en: "a command that starts another program", es: "una orden que inicia otro programa" },
  files: { en: "other files within it", es: "otros archivos dentro" },
  media: { en: "films or sound with controls", es: "vídeo o sonido con controles" },
  form: { en: "a form with rules of its own (XFA)", es: "un formulario con reglas propias (XFA)" },
  macros: { en: "macros of an office program", es: "macros de ofimática" },
};
