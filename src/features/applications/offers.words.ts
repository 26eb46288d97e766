import type { Words } from "#kernel/language.ts";

/** What stands on the private page of an application about figures that its agency could offer. */
export const offerPageWords = {
  title: { en: "Figures from your own system", es: "Cifras de su propio sistema" },
  lead: { en: "Does your agency keep its records in this same system? Then it can show the readers what it measures itself, beside what you say. You need not; nothing is lost without it.", es: "¿Su agencia lleva sus expedientes en este mismo sistema? Entonces puede mostrar lo que mide, junto a lo que ustedes dicen. No es obligatorio, y no pierden nada sin ello." },
  what: { en: "What could be shown: how many referred children are under six, how many families are assessed at the start, how many leave early, missed visits, hours of supervision, and days until notes are signed. Always of the whole agency, never of a family or a person; small numbers stay hidden.", es: "Qué podría mostrarse: cuántos niños referidos tienen menos de seis años, a cuántas familias se evalúa al inicio, cuántas se van pronto, visitas perdidas, horas de supervisión y días hasta firmar las notas. Siempre de toda la agencia, nunca de una familia ni de una persona; los números pequeños no se muestran." },
  yes: { en: "Nothing is sent without a yes. An administrator or senior leader of your agency signs in, types the code, sees the exact figures, and only then agrees or not.", es: "No se envía nada sin un sí. Alguien de la administración o de la dirección de su agencia entra, escribe la clave, ve las cifras exactas y solo entonces acepta o no." },
  make: { en: "Make a code", es: "Crear una clave" },
  makeNew: { en: "Make a new code", es: "Crear otra clave" },
  code: { en: "Your code", es: "Su clave" },
  codeOnce: { en: "Write it down now: it is shown this once. Give it to your administrator or senior leader, who types it under Outcomes, “Figures for an application”.", es: "Anótela ahora: solo se muestra esta vez. Désela a su administración o dirección, que la escribe en Resultados, «Cifras para una solicitud»." },
  until: (day: string): Words => ({ en: `It works once, until ${day}.`, es: `Sirve una vez, hasta el ${day}.` }),
  open: (day: string): Words => ({ en: `A code works until ${day}. Is it lost? A new one ends the old one.`, es: `Hay una clave que sirve hasta el ${day}. ¿Se perdió? Una nueva anula la anterior.` }),
  given: (day: string): Words => ({ en: `On ${day} your agency agreed to show its figures. It can take them back in its own system until this application is decided.`, es: `El ${day} su agencia aceptó mostrar sus cifras. Puede retirarlas en su propio sistema hasta que se decida esta solicitud.` }),
};

/** The screen on which an agency looks at its figures and agrees, or does not. */
export const offerWords = {
  title: { en: "Figures for an application", es: "Cifras para una solicitud" },
  lead: { en: "Your agency applies to a learning collaborative? With the code from its application you see exactly the figures that would be shown there. Nothing is sent before you agree.", es: "¿Su agencia solicita un lugar en un grupo de formación? Con la clave de la solicitud verá exactamente las cifras que se mostrarían allí. No se envía nada antes de su acuerdo." },
  code: { en: "Code from the application", es: "Clave de la solicitud" },
  codeHint: { en: "Twelve letters and digits, as the page of the application showed them.", es: "Doce letras y cifras, como las mostró la página de la solicitud." },
  look: { en: "Show the figures", es: "Ver las cifras" },
  needCode: { en: "Please type the code.", es: "Escriba la clave." },
  nothing: { en: "This code opens nothing. It may be mistyped, used, or over, its application may be decided, or too many codes were tried today.", es: "Esta clave no abre nada. Quizá está mal escrita, ya se usó o venció, la solicitud está decidida, o hoy se probaron demasiadas claves." },
  would: { en: "This would be shown", es: "Esto se mostraría" },
  forWhom: (collaborative: string, cohort: string, code: string): Words => ({ en: `To ${collaborative}, for “${cohort}”, application ${code}. Is that yours? The code of the application stands on its page.`, es: `A ${collaborative}, para «${cohort}», solicitud ${code}. ¿Es la suya? La clave de la solicitud está en su página.` }),
  until: (day: string): Words => ({ en: `The code works until ${day}.`, es: `La clave sirve hasta el ${day}.` }),
  agrees: { en: "Yes, show exactly these figures to the readers of this application", es: "Sí, mostrar exactamente estas cifras a quienes leen esta solicitud" },
  needAgree: { en: "Please tick the box, or leave without sending.", es: "Marque la casilla o salga sin enviar." },
  send: { en: "Agree and send", es: "Aceptar y enviar" },
  changed: { en: "The figures changed meanwhile. Nothing was sent; here are the new ones.", es: "Las cifras cambiaron mientras tanto. No se envió nada; aquí están las nuevas." },
  sent: { en: "Sent. You can take them back below until the application is decided.", es: "Enviado. Puede retirarlas abajo hasta que se decida la solicitud." },
  leave: { en: "Do not send", es: "No enviar" },
  given: { en: "What was shown", es: "Lo que se mostró" },
  asSent: { en: "The figures as they were sent", es: "Las cifras como se enviaron" },
  none: { en: "No figures were shown yet.", es: "Todavía no se mostraron cifras." },
  agreedBy: (who: string, day: string): Words => ({ en: `Agreed by ${who} on ${day}`, es: `Aceptó ${who} el ${day}` }),
  takenBackBy: (who: string, day: string): Words => ({ en: `Taken back by ${who} on ${day}. Readers no longer see them.`, es: `Retiradas por ${who} el ${day}. Quienes leen ya no las ven.` }),
  somebody: { en: "somebody", es: "alguien" },
  states: {
    open: { en: "Readers can see these figures. You can take them back until the application is decided.", es: "Quienes leen pueden ver estas cifras. Puede retirarlas hasta que se decida la solicitud." },
    decided: { en: "The application is decided; the figures stay with it.", es: "La solicitud está decidida; las cifras se quedan con ella." },
    gone: { en: "The application was erased, and the figures with it.", es: "La solicitud se borró, y con ella las cifras." },
    taken_back: { en: "Taken back", es: "Retiradas" },
  },
  takeBack: { en: "Take back", es: "Retirar" },
  takeBackText: { en: "The readers of the application see these figures no more. What they have read already, they may remember.", es: "Quienes leen la solicitud ya no verán estas cifras. Lo que ya leyeron, quizá lo recuerden." },
  back: { en: "Outcomes", es: "Resultados" },
};
