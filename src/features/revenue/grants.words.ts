import type { Words } from "#kernel/language.ts";
import type { Work } from "./grants.contract.ts";

export const workNames: Record<Work, Words> = {
  coordination: { en: "Care coordination", es: "Coordinación" },
  team: { en: "Team meetings", es: "Reuniones de equipo" },
  collateral: { en: "Meetings with others around the child", es: "Reuniones con otras personas alrededor del niño o de la niña" },
  phone: { en: "Phone calls", es: "Llamadas" },
  no_show: { en: "Visits to which nobody came", es: "Citas a las que nadie vino" },
  supervision: { en: "Supervision", es: "Supervisión" },
};
/** What an invoice to a funder says: hours and sums, no name of anybody. */
export const invoiceWords = {
  title: { en: "Invoice", es: "Factura" },
  takenBack: { en: "TAKEN BACK. Not to be paid.", es: "RETIRADA. No se debe pagar." },
  number: { en: "Number", es: "Número" },
  made: { en: "Date", es: "Fecha" },
  to: { en: "To", es: "Para" },
  grant: { en: "Grant", es: "Subvención" },
  reference: { en: "Reference", es: "Referencia" },
  month: { en: "For", es: "Por" },
  work: { en: "Work", es: "Trabajo" },
  hours: { en: "Hours", es: "Horas" },
  rate: { en: "An hour", es: "Por hora" },
  sum: { en: "Sum", es: "Suma" },
  total: { en: "Total", es: "Total" },
  note: { en: "None of these hours was billed to an insurer.", es: "Ninguna de estas horas se facturó a un seguro." },
  fileName: { en: "invoice", es: "factura" },
} as const satisfies Record<string, Words>;
