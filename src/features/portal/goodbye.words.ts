import type { Words } from "#kernel/language.ts";

/** The page for the goodbye and the time after. */
export const goodbyeWords = {
  open: (child: string): Words => ({ en: `Goodbye page with ${child}`, es: `La despedida con ${child}` }),
  title: (child: string): Words => ({ en: `Goodbye, ${child} and you`, es: `Adiós, ${child} y usted` }),
  visits: (count: number): Words => ({
    en: count === 1 ? "1 visit. One stone for it." : `${count} visits. One stone for each.`,
    es: count === 1 ? "1 visita. Una piedra por ella." : `${count} visitas. Una piedra por cada una.`,
  }),
  jar: { en: "A glass jar full of stones. A child and an adult stand on its lid.", es: "Un frasco de vidrio lleno de piedras. Un niño y una persona adulta están sobre la tapa." },
  changes: { en: "What changed, and how you did it", es: "Qué cambió y cómo lo logró usted" },
  reached: { en: "What you reached", es: "Lo que usted logró" },
  limits: { en: "These are the goals that you set with us. No one can promise that all days stay good.", es: "Son las metas que usted puso con nosotros. Nadie puede prometer que todos los días sean buenos." },
  different: { en: "This goodbye is different", es: "Esta despedida es distinta" },
  differentWords: { en: "You know the day. No one leaves in a hurry. We will think of you.", es: "Usted sabe el día. Nadie se va de prisa. Vamos a pensar en usted." },
  reminders: { en: "What may bring it back", es: "Lo que puede traerlo de vuelta" },
  symptoms: { en: "When old fears come back", es: "Si vuelven los miedos de antes" },
  comeBack: { en: "The way back", es: "El camino de vuelta" },
  comeBackAlways: { en: "You can come back. You do not have to say why.", es: "Puede volver. No tiene que decir por qué." },
  whomToCall: { en: "Whom to call", es: "A quién llamar" },
  call: (phone: string): Words => ({ en: `Call us: **${phone}**`, es: `Llámenos: **${phone}**` }),
  noPhone: { en: "Call us. Our number is on your papers.", es: "Llámenos. El número está en sus papeles." },
  written: (day: string): Words => ({ en: `Written with you, ${day}.`, es: `Escrito con usted, ${day}.` }),
  otherLanguage: { en: "Some of this is in Spanish so far.", es: "Por ahora una parte está en inglés." },
  story: { en: "Read your goodbye story", es: "Leer su historia de despedida" },
  file: { en: "Save the plan for after as a file", es: "Guardar el plan para después" },
  print: { en: "To print this page, use the menu of your browser. It fits on one sheet.", es: "Para imprimirla, use el menú del navegador. Cabe en una hoja." },
  tell: { en: "Tell other families what changed", es: "Decir a otras familias qué cambió" },
  back: { en: "Back to your story", es: "Volver a su historia" },
} as const;
