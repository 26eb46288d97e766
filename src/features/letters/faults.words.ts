import type { Words } from "#kernel/language.ts";

/** Why a template or a letterhead is not kept. */
export const faultWords = {
  noTemplate: { en: "There is no such template.", es: "No existe esa plantilla." },
  retired: { en: "This template is out of use. Choose another, or ask an administrator to put it back.", es: "Esta plantilla está fuera de uso. Elija otra, o pida a administración que la recupere." },
  changed: { en: "Somebody made another version meanwhile. Look at it, then send yours again.", es: "Entretanto alguien hizo otra versión. Mírela y envíe la suya de nuevo." },
  kindStays: { en: "A template that ships stays one for its kind of letter. Make one of your own for another.", es: "Una plantilla incluida sigue siendo para su tipo de carta. Haga una propia para otro." },
  needParagraph: { en: "Write the paragraph in both languages.", es: "Escriba el párrafo en los dos idiomas." },
  problems: {
    unclosed: (at: string): Words => ({ en: `A field is opened and not closed: “${at}”. Write } after its name.`, es: `Un campo está abierto y sin cerrar: «${at}». Escriba } tras su nombre.` }),
    stray: (at: string): Words => ({ en: `A brace closes no field: “${at}”. Take it out, or write { before the name of the field.`, es: `Una llave no cierra ningún campo: «${at}». Quítela, o escriba { antes del nombre del campo.` }),
    unknown: (at: string): Words => ({ en: `“${at}” is no field. Choose one from the list.`, es: `«${at}» no es un campo. Elija uno de la lista.` }),
    not_alone: (at: string): Words => ({ en: `{${at}} is a whole sentence and stands in a paragraph of its own.`, es: `{${at}} es una frase entera y va en un párrafo aparte.` }),
    too_many: (at: string): Words => ({ en: `${at} fields are too many for one paragraph; six are the most. Make two of it.`, es: `${at} campos son demasiados para un párrafo; seis es lo máximo. Divídalo en dos.` }),
  },
};
