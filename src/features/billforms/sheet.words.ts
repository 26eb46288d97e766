import type { Words } from "#kernel/language.ts";

/** What papers about money say. A statement names no treatment and no child: whoever opens it learns a sum and days. */
export const sheetWords = {
  superbill: { en: "Itemized list of services (superbill)", es: "Lista detallada de servicios (superbill)" },
  estimate: { en: "Good faith estimate", es: "Estimación de buena fe" },
  statement: { en: "Account statement", es: "Estado de cuenta" },
  draft: { en: "DRAFT. This wording has not been confirmed.", es: "BORRADOR. Este texto no se ha confirmado." },
  number: { en: "Number", es: "Número" },
  made: { en: "Date", es: "Fecha" },
  adult: { en: "For", es: "Para" },
  patient: { en: "Patient", es: "Paciente" },
  born: { en: "Date of birth", es: "Fecha de nacimiento" },
  provider: { en: "Provider", es: "Proveedor" },
  npi: { en: "NPI", es: "NPI" },
  taxNumber: { en: "Tax number", es: "Número fiscal" },
  address: { en: "Address", es: "Dirección" },
  diagnoses: { en: "Diagnosis codes", es: "Códigos de diagnóstico" },
  day: { en: "Day", es: "Día" },
  code: { en: "Code", es: "Código" },
  noCode: { en: "none", es: "ninguno" },
  clinician: { en: "Clinician", es: "Profesional" },
  charge: { en: "Charge", es: "Cargo" },
  open: { en: "Open", es: "Pendiente" },
  service: { en: "Service", es: "Servicio" },
  count: { en: "How many", es: "Cuántas" },
  each: { en: "Each", es: "Cada una" },
  sum: { en: "Sum", es: "Suma" },
  total: { en: "Total", es: "Total" },
  span: { en: "From and to", es: "Desde y hasta" },
  superbillNote: { en: "These services were not sent to an insurer by us. You may send this list to yours; what it pays is its decision.", es: "Nosotros no enviamos estos servicios a ningún seguro. Puede enviar esta lista al suyo; lo que pague lo decide el seguro." },
  statementIntro: { en: "This is what is open on your account.", es: "Esto es lo que está pendiente en su cuenta." },
  statementNote: { en: "Is something not right, or is it too much at once? Call or ask us. Nobody loses an appointment over this.", es: "¿Hay algo que no está bien, o es demasiado de una vez? Llámenos o pregúntenos. Nadie pierde una cita por esto." },
} as const satisfies Record<string, Words>;

/** The words with which an estimate ships. They are ours and a draft: what the law asks for stands in no source that was read, and an agency puts its own confirmed words in their place. */
export const shippedEstimate: Words = {
  en: "This is what we expect the services below to cost if you pay for them yourself. It is an estimate and no contract. The cost may change if your needs change. If you are billed much more than this, you may have the right to dispute the bill. Keep a copy.",
  es: "Esto es lo que esperamos que cuesten los servicios de abajo si usted los paga por su cuenta. Es una estimación y no un contrato. El costo puede cambiar si cambian sus necesidades. Si le cobran mucho más que esto, es posible que tenga derecho a disputar la factura. Guarde una copia.",
};
