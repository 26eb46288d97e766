import type { Words } from "#kernel/language.ts";

/** What a refused call is said to be where the server's own sentence is in another language than the screen. */
export const faultWords: Record<string, Words> = {
  malformed: { en: "Something here is not as expected.", es: "Algo aquí no es como se espera." },
  not_signed_in: { en: "Please sign in.", es: "Entre, por favor." },
  not_allowed: { en: "Your role does not open this.", es: "Su función no abre esto." },
  not_found: { en: "This is not there, or it is not yours.", es: "Esto no existe, o no le corresponde." },
  changed_meanwhile: { en: "Somebody changed this a moment ago. Look again, then decide.", es: "Alguien lo cambió hace un momento. Vuelva a mirar y decida." },
  gone: { en: "This address was used already or has ended.", es: "Esta dirección ya se usó o ha terminado." },
  too_large: { en: "This is too large to send.", es: "Esto es demasiado grande para enviarlo." },
  refused: { en: "This is refused by a rule.", es: "Una regla no lo permite." },
  too_many: { en: "Too many tries. Please wait a few minutes.", es: "Demasiados intentos. Espere unos minutos, por favor." },
  internal: { en: "Something went wrong on our side. Please try again.", es: "Algo falló de nuestro lado. Pruebe otra vez, por favor." },
  not_built: { en: "This is not there yet.", es: "Esto todavía no existe." },
  not_ready: { en: "The server is not ready. Please try again in a moment.", es: "El servidor no está listo. Pruebe otra vez en un momento." },
  storage_full: { en: "The disk of the server is full, so nothing was saved. Tell whoever runs this system.", es: "El disco del servidor está lleno y no se guardó nada. Avise a quien administra este sistema." },
  offline: { en: "There is no network, or the server does not answer.", es: "No hay red, o el servidor no responde." },
  unreadable: { en: "The answer of the server could not be read.", es: "No se pudo leer la respuesta del servidor." },
  field: { en: "Look at this answer again.", es: "Revise esta respuesta." },
};
