import type { Words } from "#kernel/language.ts";
import type { Ending, WhyNot } from "./contract.ts";

/** Why a file is not taken as a recording. */
export const sniffWords = {
  noVideo: { en: "This is not a video. Nothing of it was kept.", es: "Esto no es un video. No se guardó nada." },
  otherFilm: { en: "Browsers do not play a video of this kind. Save it as MP4 or WebM and send that. Nothing of it was kept.", es: "Los navegadores no reproducen este tipo de video. Guárdelo como MP4 o WebM y envíe ese archivo. No se guardó nada." },
} satisfies Record<string, Words>;

/** Why a session may not be recorded for anything, or for what was asked. */
export const whyNotWords: Record<WhyNot, Words> = {
  no_consent: { en: "No consent to video stands today.", es: "Hoy no hay un consentimiento vigente para grabar en video." },
  refused: { en: "The family said no to video.", es: "La familia dijo que no al video." },
  waits_second: { en: "The consent to video waits for a second signature.", es: "El consentimiento para el video espera una segunda firma." },
  no_purpose: { en: "The consent that stands does not name this purpose.", es: "El consentimiento vigente no nombra este fin." },
  others_appear: { en: "Somebody came to this session who has not signed a consent to video that stands. A recording with them in it is not taken.", es: "A esta sesión vino alguien que no ha firmado un consentimiento vigente para el video. No se acepta una grabación en la que aparezca." },
};

/** Why a recording is not there any more. */
export const endedWords: Record<Ending, Words> = {
  consent: { en: "The family took the consent back. The recording and its key were destroyed.", es: "La familia retiró el permiso. La grabación y su clave se destruyeron." },
  date: { en: "Its last day is over. The recording and its key were destroyed.", es: "Pasó su último día. La grabación y su clave se destruyeron." },
  person: { en: "It was destroyed by hand, with its key.", es: "Se destruyó a mano, con su clave." },
  unfinished: { en: "It never came whole, so what was there was destroyed.", es: "Nunca llegó completa, así que se destruyó lo que había." },
};

/** Why something is not done. */
export const faultWords = {
  noRecording: { en: "There is no such recording.", es: "No existe esa grabación." },
  noSession: { en: "There is no such session that was held in one of your families.", es: "No existe esa sesión realizada en una de sus familias." },
  notStanding: { en: "No consent to watch it for this purpose stands any more.", es: "Ya no hay un permiso vigente para verla con este fin." },
  gone: { en: "The recording is not there any more.", es: "La grabación ya no está." },
  notOnCase: { en: "Who is not with this family any more does not watch its recordings.", es: "Quien ya no atiende a esta familia no ve sus grabaciones." },
  tooLarge: (gigabytes: number): Words => ({ en: `A recording may have ${gigabytes} GB at most.`, es: `Una grabación puede tener ${gigabytes} GB como máximo.` }),
  diskFull: { en: "There is no room for a recording of this size. Whoever looks after the server must make room.", es: "No hay espacio para una grabación de este tamaño. Quien cuida el servidor debe hacer lugar." },
  diskFilled: { en: "The disk is full. What came so far is kept, and it goes on from there once there is room. Tell whoever looks after the server.", es: "El disco está lleno. Lo que llegó hasta ahora se conserva, y se sigue desde ahí cuando haya lugar. Avise a quien cuida el servidor." },
  tooMany: { en: "Ten recordings of yours wait to be finished. Finish or destroy one first.", es: "Diez grabaciones suyas esperan terminar de enviarse. Termine o destruya una primero." },
  keepTooLong: { en: "The consents end before that day.", es: "Los consentimientos terminan antes de ese día." },
  notWhole: { en: "It has not come whole yet.", es: "Todavía no ha llegado completa." },
  otherBytes: { en: "What came is not what was sent. It was destroyed; send it again.", es: "Lo que llegó no es lo que se envió. Se destruyó; envíela de nuevo." },
  finished: { en: "It has come whole already.", es: "Ya llegó completa." },
  wrongOffset: { en: "Expected the bytes that follow those that are here.", es: "Se esperan los bytes que siguen a los que ya están." },
  busy: { en: "Another window is sending it.", es: "Otra ventana la está enviando." },
  needLength: { en: "Expected Upload-Offset and Content-Length as whole numbers.", es: "Se esperan Upload-Offset y Content-Length como números enteros." },
  pastEnd: { en: "That is more than the recording was said to have.", es: "Es más de lo que se dijo que tenía la grabación." },
  oneReviewer: { en: "Name a colleague, or give a code.", es: "Nombre a una colega, o dé un código." },
  noReviewer: { en: "Nobody is named there.", es: "Ahí no se nombra a nadie." },
  noColleague: { en: "Expected somebody who works here and treats, supervises or teaches.", es: "Se espera alguien que trabaje aquí y que atienda, supervise o enseñe." },
  noCode: { en: "Nobody has this code. Ask for it again.", es: "Nadie tiene este código. Pídalo de nuevo." },
  untilPast: { en: "Expected a day from today to the last day of the recording.", es: "Se espera un día entre hoy y el último día de la grabación." },
  namedAlready: { en: "This person is named for this already.", es: "Esta persona ya está nombrada para esto." },
  noComment: { en: "What you answer is not there.", es: "Lo que responde no está." },
  spanOrder: { en: "The end comes after the beginning.", es: "El final va después del principio." },
  whichPurpose: { en: "Say for which purpose you watch.", es: "Diga con qué fin la ve." },
} as const;
