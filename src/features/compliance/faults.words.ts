import type { Words } from "#kernel/language.ts";

/** Why a date, or ending an exception, is refused. */
export const faultWords = {
  notYours: { en: "Your role does not record this date.", es: "Su función no anota esta fecha." },
  noDate: { en: "There is no such date, or it is not yours.", es: "Esta fecha no existe o no le corresponde." },
  replacedAlready: { en: "Somebody set this date right a moment ago. Look again, then decide.", es: "Alguien corrigió esta fecha hace un momento. Vuelva a mirarla y decida." },
  inFuture: { en: "This day has not come yet.", es: "Este día aún no ha llegado." },
  beforeBirth: { en: "This day is before the child's birth.", es: "Este día es anterior al nacimiento del niño o la niña." },
  needWay: { en: "Say how: it is asked of this date.", es: "Indique cómo: se pide para esta fecha." },
  expectWay: { en: "Expected one of the ways that this kind of date has.", es: "Se espera una de las formas que tiene este tipo de fecha." },
  needAbout: { en: "Say which day it is about.", es: "Indique a qué día se refiere." },
  expectAbout: { en: "Expected the day of the service, or of the incident.", es: "Se espera el día del servicio o del incidente." },
  notStaff: { en: "Nobody of that name works here.", es: "Nadie con ese nombre trabaja aquí." },
  expectStaff: { en: "Expected somebody who works here.", es: "Se espera a alguien que trabaje aquí." },
  busy: { en: "Several people are opening this page just now. Please try again in a moment.", es: "Varias personas están abriendo esta página ahora. Inténtelo otra vez en un momento." },
  noRule: { en: "No policy of the agency has this rule.", es: "Ninguna norma de la agencia tiene esta regla." },
  expectRule: { en: "Expected a rule as the page of all rules names it.", es: "Se espera una regla tal como la nombra la página de todas las reglas." },
} satisfies Record<string, Words>;
