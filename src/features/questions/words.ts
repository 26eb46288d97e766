import type { Words } from "#kernel/language.ts";
import type { AskedWay, Closing, QuestionStatus } from "./contract.ts";

/** The public page on which somebody asks, its receipt, and where the answer is read (D11). */
export const askWords = {
  title: { en: "Ask a question", es: "Haga su pregunta" },
  lead: { en: "Any question about young children and hard times. You do not need to be a client, and you do not need to give your name.", es: "Cualquier pregunta sobre niños pequeños y momentos difíciles. No hace falta venir aquí, ni dar su nombre." },
  /** Ends with the full stop of a clock. */
  by: (when: string): Words => ({ en: `You will have an answer by ${when}`, es: `Tendrá respuesta a más tardar el ${when}` }),
  person: { en: "A person on our team reads it and writes back.", es: "La lee y la responde una persona del equipo." },
  question: { en: "Your question", es: "Su pregunta" },
  questionHint: { en: "Please leave out full names and addresses.", es: "Por favor, no ponga nombres completos ni direcciones." },
  way: { en: "How should we answer?", es: "¿Cómo le respondemos?" },
  ways: {
    code: { name: { en: "I will come back and read it here", es: "Vuelvo y la leo aquí" }, hint: { en: "You get a code. Nothing is sent to you.", es: "Le damos una clave. No le enviamos nada." } },
    email: { name: { en: "By email", es: "Por correo" }, hint: { en: "The subject line is only the day.", es: "El asunto es solo el día." } },
    call: { name: { en: "By a call", es: "Por llamada" }, hint: { en: "Only at the hours you pick.", es: "Solo a las horas que usted elija." } },
  },
  word: { en: "A word that only you know", es: "Una palabra que solo usted sepa" },
  wordHint: { en: "6 letters or more. You need it to read the answer, so pick one you will not forget.", es: "6 letras o más. La necesita para leer la respuesta. Elija una que no olvide." },
  email: { en: "Email", es: "Correo" },
  emailHint: { en: "The answer itself comes to this address.", es: "La respuesta llega a esta dirección." },
  safe: { en: "Is this address safe?", es: "¿Es segura esta dirección?" },
  safeTick: { en: "Only I open this address.", es: "Solo yo abro este correo." },
  whoReads: { en: "Our team reads your question. It is in no child’s file, and we erase it later.", es: "Su pregunta la lee nuestro equipo. No está en el archivo de ningún niño, y después la borramos." },
  kept: (days: number): Words => ({ en: `We keep it for ${days} days after the last word.`, es: `La guardamos ${days} días después del último mensaje.` }),
  keepSafe: { en: "How we keep it safe", es: "Cómo la cuidamos" },
  send: { en: "Send my question", es: "Enviar mi pregunta" },
  limits: { en: "We can explain and point the way. We cannot judge or treat a child we have not met.", es: "Podemos explicar y orientar. No podemos valorar ni tratar a un niño que no conocemos." },
  urgent: { en: "Not for emergencies: call **911**, or call or text **988**.", es: "No es para emergencias: llame al **911**, o al **988** y oprima 2." },
  read: { en: "I have a code", es: "Tengo una clave" },
  consultation: { en: "Would you rather talk with us about your child?", es: "¿Prefiere hablar con nosotros de su niño?" },
  sent: { en: "Sent", es: "Enviada" },
  thanks: { en: "We have your question", es: "Ya tenemos su pregunta" },
  code: { en: "Your code", es: "Su clave" },
  codeText: { en: "It has no name in it. Write it down. It is not sent to you.", es: "No lleva su nombre. Anótela. No se la enviamos." },
  next: {
    code: { en: "Come back to this site, open “Ask a question,” and pick “I have a code.” You need the code and your word.", es: "Vuelva a este sitio, abra “Haga su pregunta” y elija “Tengo una clave”. Necesita la clave y su palabra." },
    email: { en: "The answer comes by email. We send nothing else to that address.", es: "La respuesta llega por correo. No enviamos nada más a esa dirección." },
    call: { en: "We call at the hours you picked. We try two times, and no more.", es: "Llamamos a las horas que eligió. Lo intentamos dos veces, y no más." },
  } satisfies Record<AskedWay, Words>,
  gone: { en: "When you leave this page, it is gone. We mail you nothing about it.", es: "Al salir de esta página, desaparece. No le enviamos nada sobre ella." },
} as const;

/** Where an answer is read with code and word. */
export const readWords = {
  title: { en: "Read your answer", es: "Lea su respuesta" },
  lead: { en: "Type the code we gave you, and your own word.", es: "Escriba la clave que le dimos y su palabra." },
  code: { en: "Code", es: "Clave" },
  word: { en: "Your word", es: "Su palabra" },
  open: { en: "Open", es: "Abrir" },
  nothing: { en: "We found nothing with this code and word.", es: "No encontramos nada con esa clave y esa palabra." },
  nothingText: { en: "Check both. After 5 tries, wait one hour. Old questions are erased.", es: "Revise las dos. Después de 5 intentos, espere una hora. Las preguntas viejas se borran." },
  waiting: { en: "Not answered yet", es: "Aún sin respuesta" },
  by: (when: string): Words => ({ en: `You will have an answer by ${when}`, es: `Tendrá respuesta a más tardar el ${when}` }),
  late: { en: "We are late, and we are sorry. A person is on it.", es: "Vamos tarde, y lo sentimos. Una persona se ocupa." },
  answered: { en: "Your answer", es: "Su respuesta" },
  closed: { en: "This question is closed.", es: "Ya está. Se cerró." },
  became: { en: "This is now a request for a consultation. Call us and say your code.", es: "Esto ya es una petición de consulta. Llámenos y diga su clave." },
  notShown: { en: "What you asked is not shown here. Someone else could be reading.", es: "Lo que preguntó no se muestra aquí. Otra persona podría estar leyendo." },
  again: { en: "Ask something else", es: "Preguntar otra cosa" },
} as const;

/** What to do about an answer of the form that cannot be used. */
export const askFaults = {
  question: { en: "Write your question. One line is enough.", es: "Escriba su pregunta. Basta una línea." },
  questionLong: (count: number): Words => ({ en: `This has ${count} letters. Please keep it to 2,000.`, es: `Tiene ${count} letras. Que no pase de 2000, por favor.` }),
  way: { en: "Pick how we should answer.", es: "Elija cómo le respondemos." },
  safe: { en: "Tick this if only you open it. If not, pick “I will come back and read it here.”", es: "Marque aquí si solo usted lo abre. Si no, elija “Vuelvo y la leo aquí”." },
  word: { en: "Pick a word with 6 letters or more.", es: "Elija una palabra de 6 letras o más." },
} as const;

export const statusNames: Record<QuestionStatus, Words> = {
  open: { en: "New", es: "Nueva" },
  to_call: { en: "To call", es: "Por llamar" },
  answered: { en: "Answered", es: "Respondida" },
  closed: { en: "Closed", es: "Cerrada" },
};
export const wayNames: Record<AskedWay, Words> = {
  code: { en: "Reads the answer with a code", es: "Lee la respuesta con una clave" },
  email: { en: "By e-mail", es: "Por correo electrónico" },
  call: { en: "By telephone", es: "Por teléfono" },
};
export const closingNames: Record<Closing, Words> = {
  done: { en: "Answered", es: "Respondida" },
  referral: { en: "Became a referral", es: "Pasó a ser una solicitud" },
  not_reached: { en: "Not reached", es: "No se localizó a la persona" },
  not_for_us: { en: "Not for us", es: "No nos corresponde" },
  unwanted: { en: "Advertising or abuse", es: "Publicidad o abuso" },
};
