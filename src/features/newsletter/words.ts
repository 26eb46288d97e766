import type { Words } from "#kernel/language.ts";

/** The pages on which somebody asks for the letter, confirms it and leaves. */
export const newsWords = {
  title: { en: "Tips by email", es: "Ideas por correo" },
  lead: (name: string): Words => ({ en: `One short email a month from “${name}.” The subject is “This month.” It does not tell us if you read it.`, es: `Un correo corto al mes de “${name}”. El asunto es “Este mes”. No nos dice si lo lee.` }),
  email: { en: "Email", es: "Correo" },
  emailHint: { en: "Pick an address only you can open.", es: "Elija un correo que solo usted pueda abrir." },
  language: { en: "In which language?", es: "¿En qué idioma?" },
  signUp: { en: "Sign up", es: "Inscribirme" },
  oneMore: { en: "One more step after this.", es: "Después falta un paso." },
  oneMoreText: { en: "We send you a link. You are on the list once you open it and say yes. No yes in 3 days? We forget the address.", es: "Le enviamos un enlace. Queda en la lista cuando lo abre y dice que sí. ¿Sin un sí en 3 días? Olvidamos su correo." },
  leaveAny: { en: "You can leave in one tap, at the end of each email.", es: "Puede salir con un toque, al final de cada correo." },
  faulty: { en: "This does not look like an email. Check it once more.", es: "Esto no parece un correo. Revíselo otra vez." },
  sent: { en: "Look in your email", es: "Vea su correo" },
  sentText: { en: "If that address is new here, a link is on its way. If it is on the list, nothing changes.", es: "Si ese correo es nuevo aquí, el enlace va en camino. Si ya está en la lista, nada cambia." },
  confirm: { en: "Do you want this email each month?", es: "¿Lo quiere cada mes?" },
  yes: { en: "Yes, sign me up", es: "Sí, lo quiero" },
  isOn: { en: "You are on the list", es: "Ya está en la lista" },
  isOnText: { en: "The next one comes by itself. You can leave at any time.", es: "El próximo llega solo. Puede salir cuando quiera." },
  leave: { en: "Do you want to leave the list?", es: "¿Quiere salir de la lista?" },
  yesLeave: { en: "Yes, take me off", es: "Sí, quíteme" },
  isOff: { en: "You are off the list", es: "Ya no está en la lista" },
  isOffText: { en: "We erased the address.", es: "Borramos su correo." },
  over: { en: "This link is over", es: "Este enlace ya no sirve" },
  overText: { en: "You can sign up again at any time.", es: "Si lo quiere, pídalo otra vez. Es fácil, y lo hace en un rato." },
} as const;

/** What a letter says. The subject tells nothing. */
export const letterWords = {
  subject: { en: "This month", es: "Este mes" },
  greeting: { en: "Hello,", es: "Buen día:" },
  confirm: { en: "Somebody asked for one short email a month at this address. To say yes, open this:", es: "Alguien pidió un correo corto al mes en esta dirección. Para decir que sí, abra esto:" },
  confirmElse: { en: "If it was not you, do nothing. We forget the address in 3 days.", es: "Si no fue usted, no haga nada. Olvidamos la dirección en 3 días." },
  read: { en: "To read:", es: "Para leer:" },
  urgent: { en: "In danger now? Call 911. Need to talk? Call or text 988, any hour.", es: "¿Hay peligro ahora? Llame al 911. ¿Necesita hablar? Llame al 988 y oprima 2, a cualquier hora." },
  leave: { en: "To leave the list, open this:", es: "Para salir de la lista, abra esto:" },
} as const;
