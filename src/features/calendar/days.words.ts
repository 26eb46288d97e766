import type { Words } from "#kernel/language.ts";

/** What is said about closed days and rooms. */
export const daysWords = {
  atMostAYear: { en: "Expected at most a year.", es: "Se espera como máximo un año." },
  notThePast: { en: "Expected days that are not over.", es: "Se esperan días que no hayan pasado." },
  noClosedDay: { en: "There is no such day.", es: "Ese día no existe." },
} satisfies Record<string, Words>;

/** The legal public holidays of the United States, by name. */
export const holidayNames = {
  new_year: { en: "New Year’s Day", es: "Año Nuevo" },
  king: { en: "Birthday of Martin Luther King, Jr.", es: "Natalicio de Martin Luther King, Jr." },
  washington: { en: "Washington’s Birthday", es: "Natalicio de Washington" },
  memorial: { en: "Memorial Day", es: "Día de los Caídos" },
  juneteenth: { en: "Juneteenth", es: "Juneteenth" },
  independence: { en: "Independence Day", es: "Día de la Independencia" },
  labor: { en: "Labor Day", es: "Día del Trabajo" },
  columbus: { en: "Columbus Day", es: "Día de Cristóbal Colón" },
  veterans: { en: "Veterans Day", es: "Día de los Veteranos" },
  thanksgiving: { en: "Thanksgiving Day", es: "Día de Acción de Gracias" },
  christmas: { en: "Christmas Day", es: "Navidad" },
} satisfies Record<string, Words>;
export type HolidayCode = keyof typeof holidayNames;
