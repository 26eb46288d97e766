import type { Language, Words } from "#kernel/language.ts";
import type { ReportKind, Slot } from "./contract.ts";

export const words = {
  title: { en: "Reports", es: "Informes" },
  what: { en: "What you see below is exactly what the file will hold. Nothing of one family is in it, and no clinician is named.", es: "Lo que ve abajo es exactamente lo que tendrá el archivo. No hay en él nada de una sola familia y no se nombra a ningún profesional." },
  back: { en: "Outcomes", es: "Resultados" },
  kind: { en: "Report", es: "Informe" },
  language: { en: "Language of the report", es: "Idioma del informe" },
  period: { en: "Families that asked in", es: "Familias que pidieron ayuda en" },
  everybody: { en: "All so far", es: "Todas hasta ahora" },
  withReturn: { en: "With the return on what the programme costs", es: "Con el rendimiento de lo que cuesta el programa" },
  withReturnHint: { en: "Such a report is then read by administrators and senior leaders only.", es: "Ese informe lo leen solo administración y dirección." },
  noPeriods: { en: "No quarter can be told by itself yet: too few families asked. It becomes possible by itself as more ask.", es: "Todavía no se puede contar ningún trimestre por sí solo: pidieron ayuda muy pocas familias. Será posible por sí mismo cuando pidan más." },
  ownWords: { en: "The agency's own words", es: "Palabras propias de la agencia" },
  ownWordsHint: { en: "Kept as you type them. Name no family, no child and no clinician.", es: "Se guardan tal como las escribe. No nombre a ninguna familia, niño, niña ni profesional." },
  keep: { en: "Keep these words", es: "Guardar estas palabras" },
  kept: (day: string, who: string): Words => ({ en: `Kept on ${day} by ${who}.`, es: `Guardadas el ${day} por ${who}.` }),
  earlier: { en: "Earlier versions", es: "Versiones anteriores" },
  takeUp: { en: "Take these up", es: "Retomar estas" },
  unsaved: { en: "Changed words are in the report once they are kept.", es: "Las palabras cambiadas entran en el informe cuando se guardan." },
  preview: { en: "What the file will hold", es: "Lo que tendrá el archivo" },
  make: { en: "Make the report", es: "Hacer el informe" },
  makeHint: { en: "It is kept under its hash, and that you made it is written into the audit trail.", es: "Se guarda con su huella, y queda en el registro de auditoría que usted lo hizo." },
  madeNow: { en: "The report is made. It stands in the list.", es: "El informe está hecho. Está en la lista." },
  made: { en: "Reports that were made", es: "Informes hechos" },
  none: { en: "No report was made yet.", es: "Todavía no se ha hecho ningún informe." },
  about: { en: "About", es: "Sobre" },
  counted: { en: "Figures of", es: "Cifras del" },
  madeOn: { en: "Made", es: "Hecho" },
  files: { en: "Files", es: "Archivos" },
  mark: { en: "Mark", es: "Huella" },
  by: (day: string, who: string): Words => ({ en: `${day}, ${who}`, es: `${day}, ${who}` }),
  withCost: { en: "with return", es: "con rendimiento" },
  pdf: { en: "PDF", es: "PDF" },
  xlsx: { en: "Spreadsheet", es: "Hoja de cálculo" },
  pictured: { en: "as a bar", es: "en barra" },
} as const;

export const kindWords: Record<ReportKind, Words> = {
  funder: { en: "For a funder", es: "Para financiadores" },
  quarter: { en: "Of a quarter", es: "De un trimestre" },
  board: { en: "For the board", es: "Para la junta directiva" },
};
export const slotWords: Record<Slot, Words> = {
  opening: { en: "At the beginning", es: "Al comienzo" },
  served: { en: "After who was served", es: "Después de a quiénes se atendió" },
  changed: { en: "After what changed", es: "Después de qué cambió" },
  closing: { en: "At the end", es: "Al final" },
};
export const languageNames: Record<Language, Words> = { en: { en: "English", es: "Inglés" }, es: { en: "Spanish", es: "Español" } };
