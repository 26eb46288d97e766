import type { Words } from "#kernel/language.ts";

/** The sentences of the papers. */
export const paperWords = {
  title: { en: (name: string) => `Fidelity packet: ${name}`, es: (name: string) => `Paquete de fidelidad: ${name}` },
  between: { en: "Between the clinician and the supervisor. Not part of the child's chart.", es: "Entre quien atiende y quien supervisa. No forma parte del expediente del niño o la niña." },
  days: { en: (from: string, to: string) => `From ${from} to ${to}`, es: (from: string, to: string) => `Del ${from} al ${to}` },
  confirmed: { en: (on: string, version: number) => `Confirmed on ${on}, version ${version}`, es: (on: string, version: number) => `Confirmado el ${on}, versión ${version}` },
  who: { en: "Who took part", es: "Quiénes participaron" },
  log: { en: "Contacts", es: "Contactos" },
  figures: { en: (held: number, minutes: number, cancelled: number, missed: number) => `${held} held (${minutes} minutes), ${cancelled} cancelled, ${missed} missed`, es: (held: number, minutes: number, cancelled: number, missed: number) => `${held} ${held === 1 ? "realizada" : "realizadas"} (${minutes} minutos), ${cancelled} ${cancelled === 1 ? "cancelada" : "canceladas"}, ${missed} sin acudir` },
  steps: { en: "Steps of the stage", es: "Pasos de la etapa" },
  strands: { en: "Strands", es: "Hebras" },
  grid: { en: "Objectives", es: "Objetivos" },
  reflection: { en: "Reflection", es: "Reflexión" },
  suggested: { en: (value: string) => `the record suggested: ${value}`, es: (value: string) => `el expediente sugería: ${value}` },
  notRated: { en: "not rated", es: "sin valorar" },
  noValue: { en: "not recorded", es: "no consta" },
  months: { en: (number: number) => `${number} months`, es: (number: number) => `${number} meses` },
  years: { en: (number: number) => `${number} years`, es: (number: number) => `${number} años` },
  percent: { en: (number: number) => `${number} %`, es: (number: number) => `${number} %` },
  holder: { en: (holder: string, version: string) => `${holder}, version ${version}`, es: (holder: string, version: string) => `${holder}, versión ${version}` },
  logTitle: { en: "Contact log", es: "Registro de contactos" },
  columns: {
    day: { en: "Day", es: "Día" },
    kind: { en: "Kind", es: "Tipo" },
    status: { en: "How it went", es: "Cómo fue" },
    reason: { en: "Reason", es: "Motivo" },
    minutes: { en: "Minutes", es: "Minutos" },
    place: { en: "Place", es: "Lugar" },
    who: { en: "Who", es: "Quién" },
    counter: { en: "No.", es: "N.º" },
  },
} as const;

/** How a contact went. */
export const contactStates: Record<"held" | "cancelled" | "no_show" | "reached" | "not_reached", Words> = {
  held: { en: "held", es: "realizada" },
  cancelled: { en: "cancelled", es: "cancelada" },
  no_show: { en: "did not come", es: "no acudió" },
  reached: { en: "reached", es: "hubo contacto" },
  not_reached: { en: "not reached", es: "sin contacto" },
};

/** By which way a family was looked for. */
export const wayNames: Record<"call" | "letter" | "message" | "visit", Words> = { call: { en: "call", es: "llamada" }, letter: { en: "letter", es: "carta" }, message: { en: "message", es: "mensaje" }, visit: { en: "visit", es: "visita" } };

/** The child's gender as the register has it. */
export const genderNames: Readonly<Record<string, Words>> = { female: { en: "female", es: "femenino" }, male: { en: "male", es: "masculino" }, other: { en: "other", es: "otro" }, unknown: { en: "not known", es: "no se sabe" } };
