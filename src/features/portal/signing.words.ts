import type { Words } from "#kernel/language.ts";
import type { ConsentKind } from "#features/consent/contract.ts";

/** What is signed, as a family calls it. */
export const signedNames: Record<ConsentKind, Words> = {
  treatment: { en: "Yes or no to our visits", es: "Sí o no a nuestras visitas" },
  telehealth: { en: "Yes or no to video visits", es: "Sí o no a las visitas por video" },
  video: { en: "Yes or no to filming a visit", es: "Sí o no a grabar una visita" },
  supervised_practice: { en: "Yes or no to a person in training", es: "Sí o no a una persona en formación" },
  messages: { en: "Yes or no to messages", es: "Sí o no a los mensajes" },
  privacy_notice: { en: "You got the privacy notice", es: "Usted recibió el aviso de privacidad" },
};

/** What follows when it is taken back, said before it is. */
export const followsWords: Record<ConsentKind, Words> = {
  treatment: { en: "Our visits with your child stop. They start again when there is a new yes.", es: "Paramos las visitas con su niño. Si hay un nuevo sí, seguimos." },
  telehealth: { en: "No more visits by video or phone. We can meet in person.", es: "Ya no nos vemos por video ni le llamamos para la visita. Nos vemos aquí, con usted." },
  video: { en: "We film no more visits. What was filmed is destroyed.", es: "Ya no grabamos. Lo que se grabó se destruye." },
  supervised_practice: { en: "You no longer meet with a person in training. We look for someone else.", es: "Ya no le atiende una persona en formación. Le buscamos a alguien más." },
  messages: { en: "We send you no more email or text. Then no link to this page can reach you. Call us, and we help you come in.", es: "Ya no le mandamos correos ni textos. Así tampoco le llega el enlace de esta página. Llámenos y le ayudamos a entrar." },
  privacy_notice: { en: "", es: "" },
};

/** The pages on which an adult signs, and takes back. */
export const signingWords = {
  planName: { en: "Your plan: read it and sign", es: "Su plan: léalo y fírmelo" },
  planSigned: { en: "The plan you signed", es: "El plan que usted firmó" },
  calm: { en: "Take your time. Nothing is signed until you press the button.", es: "Tome su tiempo. Nada queda firmado hasta que usted lo pida." },
  read: { en: "Read it", es: "Leerlo" },
  readPlan: { en: "Read the plan", es: "Leer el plan" },
  noIsFine: { en: "No is a fine answer. You can change your mind later.", es: "Puede decir que no. Más tarde puede cambiar de idea." },
  in: { en: { en: "Read it in English", es: "Leerlo en inglés" }, es: { en: "Read it in Spanish", es: "Leerlo en español" } },
  draft: { en: "These words are a draft. They are still being checked.", es: "Este texto es un borrador. Todavía se revisa." },
  answer: { en: "What do you say?", es: "¿Qué dice usted?" },
  answerHint: { en: "If you pick nothing, it counts as no.", es: "Si no elige nada, cuenta como un no." },
  yes: { en: "Yes", es: "Sí" },
  no: { en: "No", es: "No" },
  received: { en: "Yes, I got it", es: "Sí, lo recibí" },
  notReceived: { en: "No, I did not", es: "No, no lo recibí" },
  name: { en: "Your full name", es: "Su nombre completo" },
  nameHint: { en: "Your typed name is your signature.", es: "Su nombre escrito es su firma." },
  sign: { en: "Sign", es: "Firmar" },
  sending: { en: "Sending…", es: "Enviando…" },
  notSent: { en: "This was not sent. Your words are still here. Try again.", es: "No se envió. Sus palabras siguen aquí. Intente otra vez." },
  later: { en: "Not now", es: "Ahora no" },
  question: { en: "Do you have a question first? Call us, or ask at your next visit.", es: "¿Tiene una pregunta? Llámenos, o pregunte en su próxima visita." },
  faults: { en: "Please look at this once more", es: "Mire esto otra vez, por favor" },
  faultsText: { en: "Nothing was signed. What you wrote is still here.", es: "No se firmó nada. Lo que escribió sigue aquí." },
  needAnswer: { en: "Pick yes or no. Both are fine.", es: "Elija sí o no. Las dos están bien." },
  needName: { en: "Type your full name.", es: "Escriba su nombre completo." },
  changed: { en: "These words changed while you read.", es: "Este texto cambió mientras usted leía." },
  changedText: { en: "Nothing was signed. Here are the new words. Please read them once more.", es: "No se firmó nada. Aquí está el nuevo texto. Léalo otra vez, por favor." },
  signedTitle: { en: "What you signed", es: "Lo que usted firmó" },
  signedNone: { en: "You have not signed anything yet.", es: "Todavía no ha firmado nada." },
  saidYes: (day: string): Words => ({ en: `You said yes on ${day}.`, es: `Dijo que sí el ${day}.` }),
  saidNo: (day: string): Words => ({ en: `You said no on ${day}. Your care stays the same.`, es: `Dijo que no el ${day}. Su atención no cambia.` }),
  tookBack: (day: string): Words => ({ en: `You took it back on ${day}.`, es: `Lo retiró el ${day}.` }),
  gotIt: (day: string): Words => ({ en: `You told us so on ${day}.`, es: `Nos lo dijo el ${day}.` }),
  signedOn: (day: string): Words => ({ en: `Signed on ${day}.`, es: `Firmado el ${day}.` }),
  until: (day: string): Words => ({ en: `It ends on ${day}.`, es: `Termina el ${day}.` }),
  second: { en: "It counts once a second person has signed too.", es: "Vale cuando también firme una segunda persona." },
  copy: { en: "Your copy", es: "Su copia" },
  takeBack: { en: "Take it back", es: "Retirarlo" },
  takeBackTitle: { en: "Take this back?", es: "¿Quiere retirar esto?" },
  takeBackNow: { en: "It counts from this moment on. What you signed stays in the record, and so does this. Your team is told.", es: "Vale desde este momento. Lo que firmó queda guardado, y esto también. Le avisamos a su equipo." },
  takeBackYes: { en: "Yes, take it back", es: "Sí, retirarlo" },
  keep: { en: "Keep it as it is", es: "Dejarlo como está" },
} as const;
