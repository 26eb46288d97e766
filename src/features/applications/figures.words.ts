import type { Words } from "#kernel/language.ts";
import type { FigureId } from "./offers.contract.ts";

/** What each figure is called, and exactly what it counts: the same on the screen that offers it and on the page that shows it. */
export const figureNames: Record<FigureId, { name: Words; counts: Words; among: Words }> = {
  young: {
    name: { en: "Young children who were referred", es: "Niños pequeños que les refirieron" },
    counts: { en: "Requests for a child who was under six on the day.", es: "Solicitudes para un niño o una niña que tenía menos de seis años ese día." },
    among: { en: "All requests with a known birth date. A case that is opened again is not counted anew.", es: "Todas las solicitudes con fecha de nacimiento conocida. Un caso que se reabre no vuelve a contarse." },
  },
  assessed: {
    name: { en: "Assessed at the start", es: "Con evaluación al inicio" },
    counts: { en: "Courses with a first value of at least one measure within 60 days of the first session.", es: "Tratamientos con un primer valor de al menos una medida en los 60 días desde la primera sesión." },
    among: { en: "All courses whose first session lay in these months.", es: "Todos los tratamientos cuya primera sesión fue en estos meses." },
  },
  dropped: {
    name: { en: "Left before the fifth session", es: "Se fueron antes de la quinta sesión" },
    counts: { en: "Courses that ended early, with fewer than five sessions held.", es: "Tratamientos que terminaron antes de lo planeado, con menos de cinco sesiones realizadas." },
    among: { en: "Courses whose first session lay in these months, and that have ended or have come to five sessions.", es: "Tratamientos cuya primera sesión fue en estos meses y que terminaron o llegaron a cinco sesiones." },
  },
  missed: {
    name: { en: "Missed visits", es: "Visitas perdidas" },
    counts: { en: "Visits to which the family did not come and did not say so before.", es: "Visitas a las que la familia no vino ni avisó antes." },
    among: { en: "Visits that were held or missed. Those that were cancelled are left out.", es: "Visitas realizadas o perdidas. Las canceladas no cuentan." },
  },
  supervision: {
    name: { en: "Supervision received", es: "Supervisión recibida" },
    counts: { en: "Hours of meetings held, of every kind, for each who received them.", es: "Horas de reuniones realizadas, de todo tipo, por cada persona que las recibió." },
    among: { en: "Months in which a clinician or trainee worked from the first day to the last.", es: "Meses en que una persona clínica o en formación trabajó del primer al último día." },
  },
  notes: {
    name: { en: "Days until a note is signed", es: "Días hasta firmar la nota" },
    counts: { en: "Median of the days from the visit to the first signature.", es: "Mediana de los días desde la visita hasta la primera firma." },
    among: { en: "Signed notes of visits that were held in these months.", es: "Notas firmadas de visitas realizadas en estos meses." },
  },
};

/** How a figure is said, told or not. */
export const figureWords = {
  share: (count: string, of: string, percent: string): Words => ({ en: `${count} of ${of} (${percent} %)`, es: `${count} de ${of} (${percent} %)` }),
  few: (least: number, of: string): Words => ({ en: `fewer than ${least} of ${of}`, es: `menos de ${least} de ${of}` }),
  many: (more: string, of: string): Words => ({ en: `more than ${more} of ${of}`, es: `más de ${more} de ${of}` }),
  tooFew: { en: "not told: too few", es: "no se dice: son muy pocos" },
  hours: (value: string, hours: string, months: string): Words => ({ en: `${value} hours a month for each (${hours} hours in ${months} months of work)`, es: `${value} horas al mes por persona (${hours} horas en ${months} meses de trabajo)` }),
  days: (value: string, of: string): Words => ({ en: `${value} days (${of} notes)`, es: `${value} días (${of} notas)` }),
  figure: { en: "Figure", es: "Cifra" },
  measured: { en: "Measured by the system", es: "Medido por el sistema" },
  said: { en: "Said by the applicant", es: "Lo que dice la solicitud" },
  definition: { en: "What it counts", es: "Qué cuenta" },
  among: (among: string): Words => ({ en: `Among: ${among}`, es: `Entre: ${among}` }),
  span: (from: string, to: string): Words => ({ en: `Whole months, ${from} to ${to}.`, es: `Meses completos, del ${from} al ${to}.` }),
  masking: (base: number, told: number, people: number): Words => ({
    en: `Figures of the whole agency, never of a person. Nothing is told of fewer than ${base}, or of fewer than ${people} who work there; numbers under ${told} are not told apart. These limits are our own (local).`,
    es: `Cifras de toda la agencia, nunca de una persona. No se dice nada de menos de ${base}, ni de menos de ${people} personas que trabajan allí; los números menores de ${told} no se distinguen. Estos límites son propios (local).`,
  }),
  of: (count: number, answer: string): Words => ({ en: `${count} × ${answer}`, es: `${count} × ${answer}` }),
  notSaid: { en: "not answered", es: "sin respuesta" },
  onDay: (day: string): Words => ({ en: `Measured by the system of the applying agency, with agreement, on ${day}.`, es: `Medido por el sistema de la agencia solicitante, con su acuerdo, el ${day}.` }),
  by: (agency: string): Words => ({ en: `The record is that of ${agency}.`, es: `El expediente es el de ${agency}.` }),
  differ: { en: "Where what is said and what is measured differ, ask. Nothing here is scored by itself.", es: "Si lo dicho y lo medido difieren, pregunte. Nada de esto se puntúa por sí solo." },
};
