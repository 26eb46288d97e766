import type { Language, Words } from "#kernel/language.ts";

type Sentences<A extends unknown[]> = Record<Language, (...given: A) => string>;
const sentence = <A extends unknown[]>(en: (...given: A) => string, es: (...given: A) => string): Sentences<A> => ({ en, es });
const booked = sentence((count: number) => (count === 0 ? "" : count === 1 ? " One session is booked then; it stays until somebody moves it." : ` ${count} sessions are booked then; they stay until somebody moves them.`), (count: number) => (count === 0 ? "" : count === 1 ? " Hay una sesión reservada; queda hasta que alguien la mueva." : ` Hay ${count} sesiones reservadas; quedan hasta que alguien las mueva.`));

/** Words of the page of rooms and closed days. */
export const daysScreenWords = {
  title: { en: "Rooms and closed days", es: "Salas y días sin atención" },
  detail: { en: "A closed day asks before anything is booked on it.", es: "Un día sin atención pregunta antes de reservar." },
  toCalendar: { en: "Calendar", es: "Calendario" },
  failed: { en: "This page could not be shown.", es: "No se pudo mostrar esta página." },
  closedDays: { en: "Closed days", es: "Días sin atención" },
  noneClosed: { en: "No closed day is recorded.", es: "No consta ningún día sin atención." },
  span: sentence((from: string, to: string) => `${from} to ${to}`, (from: string, to: string) => `${from} al ${to}`),
  label: { en: "What it is", es: "Qué es" },
  labelNeeds: { en: "Say what it is.", es: "Diga qué es." },
  from: { en: "From", es: "Desde" },
  fromNeeds: { en: "Give the first day.", es: "Indique el primer día." },
  to: { en: "To, where it is more than a day", es: "Hasta, si es más de un día" },
  add: { en: "Add closed days", es: "Añadir días sin atención" },
  closed: sentence((count: number) => `Kept.${booked.en(count)}`, (count: number) => `Guardado.${booked.es(count)}`),
  reopen: { en: "Take back", es: "Deshacer" },
  reopenOf: sentence((label: string) => `Take back ${label}`, (label: string) => `Deshacer ${label}`),
  reopened: { en: "Taken back. These days are open.", es: "Deshecho. Esos días se atiende." },
  holidays: { en: "Public holidays of the United States", es: "Días festivos de los Estados Unidos" },
  holidaysFrom: sentence((source: string) => `${source}. Each on its own day; which of them you keep, and when one falls on a weekend, is yours to say.`, (source: string) => `${source}. Cada uno en su día; cuáles guardan, y cuándo si caen en fin de semana, lo deciden ustedes.`),
  close: { en: "Close that day", es: "No atender ese día" },
  closeOf: sentence((name: string) => `Close on ${name}`, (name: string) => `No atender: ${name}`),
  rooms: { en: "Rooms", es: "Salas" },
  noRooms: { en: "No room is recorded: bookings then ask for none.", es: "No consta ninguna sala: las reservas no la piden." },
  roomName: { en: "Name of the room", es: "Nombre de la sala" },
  roomNeeds: { en: "Give it a name.", es: "Póngale un nombre." },
  addRoom: { en: "Add a room", es: "Añadir una sala" },
  roomAdded: { en: "Added.", es: "Añadida." },
  end: { en: "Use it no more", es: "No usarla más" },
  endOf: sentence((name: string) => `Use ${name} no more`, (name: string) => `No usar más ${name}`),
  roomEnded: sentence((count: number) => `Kept.${booked.en(count)}`, (count: number) => `Guardado.${booked.es(count)}`),
} satisfies Record<string, Words | Sentences<never[]>>;
