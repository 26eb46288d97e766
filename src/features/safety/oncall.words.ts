import type { AlertPlace } from "./oncall.contract.ts";
import type { Words } from "#kernel/language.ts";

/** What the roster lacks. */
export const escalationWords = {
  noHours: { en: "The agency's hours are not set, so every alert is told at once, day and night.", es: "No están fijadas las horas de la agencia; por eso todo aviso se comunica enseguida, de día y de noche." },
  setHours: { en: "Set the hours and the days off below.", es: "Fije abajo el horario y los días libres." },
  gap: { en: (from: string, to: string) => `Nobody is on call from ${from} to ${to}.`, es: (from: string, to: string) => `No hay nadie de guardia desde el ${from} hasta el ${to}.` },
  fillGap: { en: "Put somebody on call.", es: "Ponga a alguien de guardia." },
  moreGaps: { en: (more: number) => `${more} more spans of the next two weeks have nobody on call.`, es: (more: number) => `Hay ${more} tramos más sin guardia en las próximas dos semanas.` },
};

/** As what somebody is told of an alert. */
export const alertPlaceNames: Record<AlertPlace, Words> = {
  on_call: { en: "on call", es: "de guardia" },
  supervisor: { en: "supervisor", es: "supervisión" },
  administrator: { en: "administrator", es: "administración" },
};
