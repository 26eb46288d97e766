import type { Words } from "#kernel/language.ts";
import { aboutDay } from "#kernel/saying.ts";

type Said = { message: Words; fix: Words | null };
const said = (message: Words, fix: Words | null = null): Said => ({ message, fix });

/** What is found of somebody who practises under supervision (B9, 22-A DCMR § 3413.4). */
export const supervisionWords = {
  met: (on: string) => said(aboutDay(on, { en: (day) => `Supervised by somebody independently licensed on ${day}.`, es: (day) => `Con supervisión de una persona con licencia independiente el ${day}.` })),
  nobody: (on: string) =>
    said(aboutDay(on, { en: (day) => `Practises under supervision, and nobody is recorded as supervisor on ${day}.`, es: (day) => `Ejerce con supervisión, y no consta quién supervisa el ${day}.` }), { en: "Record who supervises, from which day on.", es: "Anote quién supervisa y desde qué día." }),
  notIndependent: (on: string) =>
    said(aboutDay(on, { en: (day) => `Practises under supervision, and no supervisor on ${day} holds an independent licence.`, es: (day) => `Ejerce con supervisión, y ninguna de las personas que supervisan el ${day} tiene licencia independiente.` }), { en: "Record an independently licensed supervisor.", es: "Anote a una persona supervisora con licencia independiente." }),
  unknown: (on: string) =>
    said(aboutDay(on, { en: (day) => `It is not recorded whether the supervisor holds an independent licence on ${day}.`, es: (day) => `No consta si la persona que supervisa tiene licencia independiente el ${day}.` }), { en: "Record the supervisor's licence.", es: "Anote la licencia de la persona supervisora." }),
  licenceUnknown: (on: string) =>
    said(aboutDay(on, { en: (day) => `It is not recorded whether this clinician practises independently on ${day}, and nobody is recorded as supervisor.`, es: (day) => `No consta si ejerce de forma independiente el ${day}, y tampoco quién supervisa.` }), { en: "Record the licence, or who supervises.", es: "Anote la licencia, o quién supervisa." }),
  experienceMet: said({ en: "At least two years of experience.", es: "Al menos dos años de experiencia." }),
  experienceNot: (from: string) => said(aboutDay(from, { en: (day) => `In practice since ${day}: less than two years of experience.`, es: (day) => `En ejercicio desde el ${day}: menos de dos años de experiencia.` }), { en: "Give the first cases from the day on which two years are complete, or record earlier practice.", es: "Asigne los primeros casos cuando se cumplan los dos años, o anote la práctica anterior." }),
  experienceUnknown: said({ en: "It is not recorded since when this trainee has practised.", es: "No consta desde cuándo ejerce esta persona en formación." }, { en: "Record the start of practice.", es: "Anote el inicio del ejercicio." }),
};
