/** What the recording of answers by staff says, and why it is refused. */
export const entryWords = {
  wrongMode: { en: (name: string) => `${name} is not recorded in this way.`, es: (name: string) => `${name} no se registra de esta manera.` },
  wrongModeFix: {
    coded: { en: "The clinician codes it.", es: "Lo valora el profesional." },
    typed: { en: "Type its results from the owner's form.", es: "Escriba sus resultados, del formulario del titular." },
    asked: { en: "Enter it from paper, or read it aloud.", es: "Pásela del papel, o léala en voz alta." },
  },
  once: { en: (name: string) => `${name} is taken once, and this adult has answered it.`, es: (name: string) => `${name} se contesta una sola vez, y esta persona ya lo contestó.` },
  onceFix: { en: "Add a new event to it instead.", es: "Agregue el suceso nuevo a lo que ya consta." },
  settledOther: { en: (item: string) => `Item ${item}: both entries say the same, so something else cannot be kept.`, es: (item: string) => `Ítem ${item}: las dos entradas dicen lo mismo, así que no se puede guardar otra cosa.` },
} as const;

/** Faults of recording, correcting and withdrawing. */
export const entryFaults = {
  refused: { en: "This cannot be recorded yet. See what is missing.", es: "Todavía no se puede registrar. Vea lo que falta." },
  enterTwice: { en: "A paper form is entered twice. Enter it a second time.", es: "Un formulario en papel se pasa dos veces. Páselo otra vez." },
  entriesOther: { en: "What is to be kept is not what both entries say.", es: "Lo que se va a guardar no es lo que dicen las dos entradas." },
  dayInFuture: { en: "This day has not come yet.", es: "Ese día todavía no ha llegado." },
  dayBeforeBirth: { en: "The child was not born yet on this day.", es: "Ese día el niño o la niña aún no había nacido." },
  nothingAnswered: { en: "Nothing was answered. Mark at least one item.", es: "No hay ninguna respuesta. Marque al menos un ítem." },
  noRequest: { en: "There is no such measure, or it is not yours to change.", es: "Esta medida no existe o no le corresponde cambiarla." },
  notSent: { en: "This form was not sent yet. Correct it before it is sent, or withdraw it.", es: "Este formulario aún no se envió. Corríjalo antes de enviarlo, o retírelo." },
  correctedAlready: { en: "This form was corrected already. Correct the newer one.", es: "Este formulario ya se corrigió. Corrija el más nuevo." },
  voidAlready: { en: "This was withdrawn already.", es: "Esto ya se retiró." },
  nothingChanged: { en: "No answer is different from what stands there.", es: "Ninguna respuesta es distinta de lo que consta." },
  otherVersion: { en: "The version of this form that was answered is not installed any more, so it cannot be scored.", es: "La versión del formulario que se contestó ya no está instalada, así que no se puede puntuar." },
  noInterview: { en: "This form is not being read aloud, or it was sent already.", es: "Este formulario no se está leyendo en voz alta, o ya se envió." },
  notOnForm: { en: "There is no such item on this form.", es: "Este formulario no tiene ese ítem." },
  notHistory: { en: "New events are added to a history that was taken.", es: "Los sucesos nuevos se agregan a una historia ya tomada." },
  notThere: { en: "You do not work with that family, so nothing can be recorded there.", es: "Usted no trabaja con esa familia, así que ahí no se puede registrar nada." },
  sameCase: { en: "This is the same family. Choose the right one.", es: "Es la misma familia. Elija la correcta." },
} as const;
