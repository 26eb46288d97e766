import type { Words } from "#kernel/language.ts";
import type { TableName } from "./contract.ts";

/** Names and headings of the report's tables, on the screen and in files. Amounts of files are in dollars. */
export const tableNames: Record<TableName, Words> = {
  ageing: { en: "Open by age", es: "Pendiente por antigüedad" },
  payers: { en: "By payer", es: "Por aseguradora" },
  months: { en: "By month", es: "Por mes" },
  denials: { en: "Denials by reason", es: "Denegaciones por motivo" },
};
/** Names of the files: they say nothing of a person. */
export const fileNames: Record<TableName, Words> = {
  ageing: { en: "open-by-age", es: "pendiente-por-antiguedad" },
  payers: { en: "by-payer", es: "por-aseguradora" },
  months: { en: "by-month", es: "por-mes" },
  denials: { en: "denials", es: "denegaciones" },
};
export const heads = {
  age: { en: "Age", es: "Antigüedad" },
  claims: { en: "Claims", es: "Reclamaciones" },
  open: { en: "Open", es: "Pendiente" },
  payer: { en: "Payer", es: "Aseguradora" },
  month: { en: "Month", es: "Mes" },
  quarter: { en: "Quarter", es: "Trimestre" },
  charged: { en: "Charged", es: "Cargado" },
  collected: { en: "Collected", es: "Cobrado" },
  contractual: { en: "Taken off by contract", es: "Descuento del contrato" },
  writtenOff: { en: "Written off", es: "Cancelado" },
  reason: { en: "Reason", es: "Motivo" },
  cost: { en: "Not paid", es: "No pagado" },
  checks: { en: "Checks that hold the next one", es: "Comprobaciones que retienen la próxima" },
} as const satisfies Record<string, Words>;
