import type { Words } from "#kernel/language.ts";
import type { VisitWish } from "#features/calendar/wishes.contract.ts";

/** What an adult says of a visit to come, and what became of it. */
export const wishWords = {
  title: { en: "Your visit", es: "Su visita" },
  willCome: { en: "I will be there", es: "Ahí estaré" },
  change: { en: "Another time, or I can’t come", es: "Otra hora, o no puedo ir" },
  lead: { en: "This moves nothing yet. A person reads it and calls you, or finds a new time with you.", es: "Con esto nada se mueve todavía. Una persona lo lee, y le llama o busca otra hora con usted." },
  what: { en: "What would you like?", es: "¿Qué prefiere?" },
  choices: {
    another_time: { en: "Another time would be better", es: "Prefiero otra hora" },
    cannot: { en: "I can’t come. I will call you.", es: "No puedo ir. Yo les llamo." },
    coming: { en: "I will be there", es: "Ahí estaré" },
  } satisfies Record<VisitWish, Words>,
  days: { en: "Which days are good?", es: "¿Qué días le sirven?" },
  parts: { en: "Which part of the day?", es: "¿A qué hora del día?" },
  partNames: { morning: { en: "Morning, 9 to 12", es: "Mañana, de 9 a 12" }, midday: { en: "Midday, 12 to 3", es: "Mediodía, de 12 a 3" }, later: { en: "Later, 3 to 6", es: "Tarde, de 3 a 6" } },
  words: { en: "Anything we should know?", es: "¿Algo que debamos saber?" },
  wordsHint: { en: "You can leave this empty. The front desk reads it too.", es: "Puede dejarlo en blanco. La recepción también lo lee." },
  send: { en: "Send", es: "Enviar" },
  sending: { en: "Sending…", es: "Enviando…" },
  takeBack: { en: "Take this back", es: "Retirar lo que dije" },
  back: { en: "All visits", es: "Todas las visitas" },
  gone: { en: "This visit was changed, or it is over.", es: "Ya no está aquí: o se cambió de día, o ya pasó." },
  faultsTitle: { en: "Nothing was sent", es: "No se envió nada" },
  kept: { en: "What you picked is still here.", es: "Lo que eligió sigue aquí." },
  pick: { en: "Pick one of the three.", es: "Elija una de las tres." },
  long: (most: number): Words => ({ en: `Use ${most} letters or fewer.`, es: `Use ${most} letras o menos.` }),
  tooMany: { en: "That is a lot for one day. Please call us.", es: "Es mucho para un solo día. Por favor, llámenos." },
  said: {
    coming: (): Words => ({ en: "You said you will be there.", es: "Usted dijo que va a venir." }),
    another_time: (day: string): Words => ({ en: `You asked for another time on ${day}. We get back to you. Until then the visit stays.`, es: `Usted pidió otra hora el ${day}. Le vamos a responder. Hasta entonces la visita sigue igual.` }),
    cannot: (day: string): Words => ({ en: `On ${day} you said you can’t come. Please call us.`, es: `El ${day} usted dijo que no puede venir. Por favor, llámenos.` }),
  } satisfies Record<VisitWish, (day: string) => Words>,
  moved: { en: "You asked for another time, and the visit was moved.", es: "Usted pidió otra hora y la visita se cambió." },
  left: { en: "You asked for another time. The visit stays as it is:", es: "Usted pidió otra hora. La visita queda como está:" },
} as const;
