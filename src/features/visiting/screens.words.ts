import type { Language, Words } from "#kernel/language.ts";
import type { VisitState } from "./contract.ts";

type Sentences<A extends unknown[]> = Record<Language, (...given: A) => string>;
const sentence = <A extends unknown[]>(en: (...given: A) => string, es: (...given: A) => string): Sentences<A> => ({ en, es });

export const stateNames: Record<VisitState, Words> = {
  ahead: { en: "ahead", es: "por venir" },
  inside: { en: "there now", es: "allí ahora" },
  late: { en: "no word yet", es: "sin aviso" },
  over: { en: "is back", es: "ya volvió" },
  settled: { en: "settled", es: "aclarado" },
};

/** Words of the page of visits at home. */
export const words = {
  title: { en: "Visits at home", es: "Visitas al hogar" },
  detail: { en: "Whoever goes to a home says so on going in and on coming out. Where no word comes, others are told.", es: "Quien va a un hogar avisa cuando entra y cuando sale. Si no llega aviso, se informa a otras personas." },
  failed: { en: "The visits could not be shown.", es: "No se pudieron mostrar las visitas." },
  none: { en: "No visit at home today.", es: "Hoy no hay visitas al hogar." },
  off: { en: "Whoever goes to a home says so on going in and on coming out. Nobody is told where no word comes: the program has not turned this on.", es: "Quien va a un hogar avisa cuando entra y cuando sale. Si no llega aviso, no se informa a nadie: el programa no lo ha activado." },
  expected: sentence((clock: string) => `word expected by ${clock}`, (clock: string) => `aviso esperado antes de las ${clock}`),
  told: sentence((clock: string) => `others were told at ${clock}`, (clock: string) => `se avisó a otras personas a las ${clock}`),
  inAt: sentence((clock: string) => `went in at ${clock}`, (clock: string) => `entró a las ${clock}`),
  sayIn: { en: "I am in", es: "Ya entré" },
  sayOut: { en: "I am out", es: "Ya salí" },
  sayLonger: { en: "30 minutes more", es: "30 minutos más" },
  said: { en: "Said.", es: "Avisado." },
  settle: { en: "What was found out?", es: "¿Qué se averiguó?" },
  settleVerb: { en: "All is settled", es: "Quedó aclarado" },
  settleNeeds: { en: "Say in few words what was found out.", es: "Diga en pocas palabras qué se averiguó." },
  rule: { en: "Watching over visits", es: "Vigilancia de las visitas" },
  isOn: { en: "Tell others where no word comes", es: "Avisar a otras personas si no llega aviso" },
  grace: { en: "Minutes after the planned end and the way back", es: "Minutos tras el final previsto y el regreso" },
  graceNeeds: { en: "Give whole minutes, from 10 to 240.", es: "Indique minutos enteros, de 10 a 240." },
  keep: { en: "Keep", es: "Guardar" },
  kept: { en: "Kept.", es: "Guardado." },
} satisfies Record<string, Words | Sentences<never[]>>;
