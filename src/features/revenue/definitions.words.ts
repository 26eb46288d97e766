import type { Words } from "#kernel/language.ts";
import type { AgeBucket } from "./contract.ts";

/** How each figure is counted: said beside it. */
export const definitions = {
  open: { en: "What payers owe today on claims that were sent: charges, less payments, what a contract takes off, what is the family's part and what was written off.", es: "Lo que las aseguradoras deben hoy por las reclamaciones enviadas: cargos menos pagos, lo que descuenta el contrato, la parte de la familia y lo cancelado." },
  credit: { en: "Claims on which more came than was owed. They wait to be looked at.", es: "Reclamaciones por las que llegó más de lo debido. Esperan revisión." },
  family: { en: "What families owe of their part under their plans. Never under Medicaid.", es: "Lo que las familias deben de su parte según su plan. Nunca con Medicaid." },
  daysOpen: { en: "What is open, divided by what was charged on an average day of the last 90 days.", es: "Lo pendiente, dividido entre lo que se cargó en un día promedio de los últimos 90." },
  firstPass: { en: "Of original claims with service days in the span that have any answer: the share whose first answer was paid in full. Rejected, partly paid and denied first answers are not.", es: "De las reclamaciones originales con servicio en el periodo que ya tienen respuesta: la parte cuya primera respuesta fue el pago completo. No cuentan las rechazadas, pagadas en parte o denegadas." },
  ageing: { en: "What payers owe today, by days since the service. What came too much is not set against it.", es: "Lo que las aseguradoras deben hoy, por días desde el servicio. No se descuenta lo que llegó de más." },
  charged: { en: "Charges of claims as they were sent, less what was turned away, replaced or voided, by the day it was booked. Claims are counted as they were charged.", es: "Cargos de las reclamaciones enviadas, menos las rechazadas, reemplazadas o anuladas, según el día de registro. Las reclamaciones se cuentan al cargarse." },
  collected: { en: "Money that came for claims, less what was taken back or refunded, by the day it was booked.", es: "Dinero recibido por reclamaciones, menos lo devuelto o recuperado, según el día de registro." },
  contractual: { en: "What contracts take off above their fee. It is no denial.", es: "Lo que los contratos descuentan por encima de su tarifa. No es una denegación." },
  writtenOff: { en: "What somebody gave up, with a reason.", es: "Lo que alguien dio por perdido, con un motivo." },
  denials: { en: "What payers did not pay in the span, by their reason code: neither taken off by a contract nor a family's part. A claim with two reasons stands under both.", es: "Lo que las aseguradoras no pagaron en el periodo, por su código de motivo: ni descuento del contrato ni parte de la familia. Una reclamación con dos motivos aparece en ambos." },
} as const satisfies Record<string, Words>;
export type DefinitionKey = keyof typeof definitions;

export const bucketNames: Record<AgeBucket, Words> = {
  "0_30": { en: "0–30 days", es: "0–30 días" },
  "31_60": { en: "31–60 days", es: "31–60 días" },
  "61_90": { en: "61–90 days", es: "61–90 días" },
  "91_120": { en: "91–120 days", es: "91–120 días" },
  over: { en: "Over 120 days", es: "Más de 120 días" },
};
