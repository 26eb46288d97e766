import type { Words } from "#kernel/language.ts";
import { aboutDay } from "#kernel/saying.ts";

/** Why a session is not booked or changed, and what is wrong with its times. */
export const faultWords = {
  noSession: { en: "There is no such session, or it is not yours.", es: "Esta sesión no existe o no le corresponde." },
  caseClosed: { en: "This case is closed. Re-open it first.", es: "Este caso está cerrado. Primero vuelva a abrirlo." },
  notOfCase: { en: "Somebody here does not belong to this case on that day.", es: "Alguna de estas personas no forma parte del caso ese día." },
  expectPeople: { en: "Expected people around this child.", es: "Se esperan personas cercanas a este niño o esta niña." },
  noClinician: { en: "This clinician is not known here.", es: "Aquí no se conoce a este o esta terapeuta." },
  expectClinician: { en: "Expected a clinician or trainee who works here.", es: "Se espera una o un terapeuta, también en formación, que trabaje aquí." },
  hasLeft: (name: string, day: string): Words => aboutDay(day, { en: (on) => `${name} works here until ${on}. Choose somebody else, or an earlier day.`, es: (on) => `${name} trabaja aquí hasta el ${on}. Elija a otra persona o un día anterior.` }),
  booked: (name: string, from: string, to: string): Words => ({ en: `${name} is booked from ${from} to ${to} then.`, es: `${name} tiene otra cita de ${from} a ${to}.` }),
  taken: (name: string): Words => ({ en: `${name} is busy then.`, es: `${name} está en otra cita a esa hora.` }),
  willNotCount: { en: "This session will not count as it stands. See why; it can be booked all the same.", es: "Así como está, esta sesión no contará. Vea por qué; puede reservarse de todos modos." },
  notNow: { en: "This session cannot be booked now. Ask the clinician.", es: "Ahora no se puede reservar esta sesión. Consulte con la o el terapeuta." },
  riskStands: { en: "A risk for the child is recorded. While it stands, no session with the child speaks of what happened. Record it anew when it has passed, or ask the supervisor.", es: "Consta un riesgo para el niño o la niña. Mientras exista, en las sesiones no se habla de lo sucedido. Anótelo de nuevo cuando haya pasado, o consulte con supervisión." },
  riskAsks: { en: "A risk for the child is recorded. As a supervisor you may go on all the same, with the reason.", es: "Consta un riesgo para el niño o la niña. Como supervisión puede seguir de todos modos, con el motivo." },
  riskReason: { en: "Expected the reason, in at least ten characters.", es: "Se espera el motivo, en al menos diez caracteres." },
  chooseFree: { en: "Choose a time that is free.", es: "Elija una hora libre." },
  changed: { en: "This session was changed a moment ago, or it was held already. Look again, then decide.", es: "Esta sesión se cambió hace un momento o ya tuvo lugar. Vuelva a mirarla y decida." },
  endsAfterStart: (start: string): Words => ({ en: `A session ends after it starts (${start}).`, es: `Una sesión termina después de empezar (${start}).` }),
  endsSameDay: { en: "A session ends on the day on which it starts; write what goes past midnight as a session of its own.", es: "Una sesión termina el mismo día en que empieza; anote lo que pase de medianoche como una sesión aparte." },
  clocksChange: { en: "The clocks change during this time. Choose a time before or after the change.", es: "Durante ese tiempo cambia la hora. Elija un momento antes o después del cambio." },
  atMostEightHours: { en: "A session lasts at most 8 hours.", es: "Una sesión dura como máximo 8 horas." },
  expectBooked: { en: "Expected somebody who was booked for this session.", es: "Se espera alguien previsto para esta sesión." },
  personOnce: { en: "Expected each person once.", es: "Se espera cada persona una sola vez." },
  timeAfter: (time: string): Words => ({ en: `Expected a time after ${time}.`, es: `Se espera una hora posterior a las ${time}.` }),
  didNotTakePlace: { en: "This session did not take place.", es: "Esta sesión no tuvo lugar." },
  inNote: (name: string): Words => ({ en: `${name} has begun the note of this session. Who came is marked there.`, es: `${name} ya empezó la nota de esta sesión. Quién vino se marca allí.` }),
  notYetThere: (day: string): Words => aboutDay(day, { en: (said) => `This session is on ${said}. Nobody has come to it yet.`, es: (said) => `Esta sesión es el ${said}. Todavía no ha venido nadie.` }),
} as const;
