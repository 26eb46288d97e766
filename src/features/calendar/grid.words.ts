import type { Language, Words } from "#kernel/language.ts";

type Sentences<A extends unknown[]> = Record<Language, (...given: A) => string>;
const sentence = <A extends unknown[]>(en: (...given: A) => string, es: (...given: A) => string): Sentences<A> => ({ en, es });

/** Words of the calendar's grid, of moving in it, and of taking back. */
export const gridWords = {
  way: sentence((minutes: number) => `${minutes} min`, (minutes: number) => `${minutes} min`),
  carried: sentence((from: string, to: string, on: string) => `${on}, ${from} to ${to}`, (from: string, to: string, on: string) => `${on}, de ${from} a ${to}`),
  carriedHow: { en: "Arrows move it, Shift with the arrows changes its length. Enter puts it down, Escape leaves it.", es: "Las flechas la mueven, Mayús con las flechas cambia su duración. Enter la deja ahí, Escape la deja como estaba." },
  keyMove: { en: "move", es: "mover" },
  moved: sentence((when: string) => `Moved to ${when}.`, (when: string) => `Se movió al ${when}.`),
  movedMany: sentence((count: number) => `${count} sessions moved.`, (count: number) => `Se movieron ${count} sesiones.`),
  stayed: sentence((count: number) => (count === 1 ? "One stays as it is." : `${count} stay as they are.`), (count: number) => (count === 1 ? "Una queda como está." : `${count} quedan como están.`)),
  bookedMany: sentence((count: number) => `${count} sessions booked.`, (count: number) => `Se reservaron ${count} sesiones.`),
  cancelledMany: sentence((count: number) => (count === 1 ? "One session cancelled." : `${count} sessions cancelled.`), (count: number) => (count === 1 ? "Una sesión cancelada." : `${count} sesiones canceladas.`)),
  takeBack: { en: "Take back", es: "Deshacer" },
  takenBack: { en: "Taken back. All is as it was.", es: "Deshecho. Todo está como antes." },
  moveTitle: { en: "Move this session", es: "Mover esta sesión" },
  which: { en: "Which sessions?", es: "¿Qué sesiones?" },
  one: { en: "Only this one", es: "Solo esta" },
  following: { en: "This one and all after it", es: "Esta y todas las siguientes" },
  all: { en: "All that are still to come", es: "Todas las que faltan" },
  moveIt: { en: "Move", es: "Mover" },
  moveAnyway: { en: "I have seen it: move", es: "Lo he visto: mover" },
  moveOthers: { en: "Leave these as they are and move the others", es: "Dejar estas como están y mover las demás" },
  from: { en: "From", es: "De" },
  to: { en: "To", es: "A" },
  problems: { en: "In the way", es: "Lo que lo impide" },
  whyMarked: { en: "Why this day is marked", es: "Por qué está señalado este día" },
  flagOf: sentence((child: string, what: string) => `${child}: ${what}`, (child: string, what: string) => `${child}: ${what}`),
  closedOn: sentence((label: string) => `closed: ${label}`, (label: string) => `cerrado: ${label}`),
  travelTotal: sentence((minutes: number) => `${minutes} min on the way`, (minutes: number) => `${minutes} min de trayecto`),
  viewWeek: { en: "Week", es: "Semana" },
  viewDay: { en: "Day", es: "Día" },
  viewTeam: { en: "Team", es: "Equipo" },
  view: { en: "View", es: "Vista" },
  team: { en: "Team", es: "Equipo" },
  everyTeam: { en: "All teams", es: "Todos los equipos" },
  dayBefore: { en: "Day before", es: "Día anterior" },
  dayAfter: { en: "Day after", es: "Día siguiente" },
  limited: { en: "There are more sessions than one look takes. Choose a clinician or a team.", es: "Hay más sesiones de las que caben en una vista. Elija terapeuta o equipo." },
  nobodyInTeam: { en: "Nobody has a session that day.", es: "Ese día nadie tiene sesiones." },
} satisfies Record<string, Words | Sentences<never[]>>;
