import type { Words } from "#kernel/language.ts";

/** Privacy on this device and of a request, said plainly, with what the page cannot do. */
export const privacyWords = {
  lead: { en: "What this site does, what it cannot do, and how to stay safe while you read it.", es: "Lo que hace este sitio, lo que no puede hacer, y cómo leerlo sin riesgo." },
  exitTitle: { en: "Leave quickly", es: "Salir rápido" },
  exit: [
    { en: "The button is at the top of every page. It blanks the page and opens the weather.", es: "El botón está arriba en cada página. La deja en blanco y abre el clima." },
    { en: "On a keyboard, press Esc three times.", es: "Con teclado, oprima Esc tres veces." },
    { en: "The back button will not bring that page back, unless scripts are off. Pages you saw before it stay in your history.", es: "El botón de atrás no regresa a esa página, salvo sin scripts. Las que vio antes quedan en su historial." },
  ],
  clearTitle: { en: "How to clear your history", es: "Cómo borrar su historial" },
  clear: (name: string): Words[] => [
    { en: "Open the menu of your browser and find **History**.", es: "Abra el menú de su navegador y busque **Historial**." },
    { en: `Look for “${name}” and remove only those lines.`, es: `Busque “${name}” y quite solo esas líneas.` },
    { en: "Do not clear it all. An empty history can stand out.", es: "No borre todo. Un historial vacío puede llamar la atención." },
  ],
  windowTitle: { en: "Before you read more", es: "Antes de leer más" },
  window: [
    { en: "A private window leaves no list on this phone or computer.", es: "Una ventana privada no deja lista en este teléfono o computadora." },
    { en: "Someone may still watch this phone with an app. If you think so, use one they cannot reach: at a friend’s, a school or a library.", es: "Alguien puede vigilar este teléfono con una aplicación. Si lo cree, use otro: de una amistad, una escuela o una biblioteca." },
  ],
  siteTitle: { en: "What this site does not do", es: "Lo que este sitio no hace" },
  site: [
    { en: "It has no ads and does not follow you.", es: "No tiene anuncios y no le sigue." },
    { en: "It loads nothing from other companies.", es: "No carga nada de otras empresas." },
    { en: "It does not ask for your child’s name.", es: "No pide el nombre de su niño." },
  ],
  requestTitle: { en: "When you ask for a consultation", es: "Cuando pide una consulta" },
  request: [
    { en: "Our intake team reads it. If you start care, your therapist and their supervisor can read it too.", es: "La lee nuestro equipo de entrada. Si empieza, también su terapeuta y quien la supervisa." },
    { en: "People who run the program can see it. We keep a list of who looked.", es: "Quienes dirigen el programa pueden verla. Guardamos una lista de quién la vio." },
    { en: "We reach you only in the way you picked. We use the phone number or email for nothing else.", es: "Le buscamos solo en la forma que eligió. No usamos su número ni su correo para nada más." },
    { en: "If you pick “Do not contact me,” we keep no number and no email.", es: "Si elige “No me busquen”, no guardamos ni número ni correo." },
    { en: "If you write that a child is being hurt, the law may ask us to report it.", es: "Si escribe que un niño sufre daño, la ley puede pedirnos reportarlo." },
  ],
  questions: (phone: string): Words => ({ en: `Questions about this? Call **${phone}**.`, es: `¿Preguntas sobre esto? Llame al **${phone}**.` }),
} as const;

/** Where something failed on our side, or too much was asked at once. */
export const faultWords = {
  title: { en: "This did not work just now", es: "Esto no funcionó por ahora" },
  text: { en: "The problem is ours, not yours. Wait a minute and try again.", es: "La falla es nuestra, no de usted. Espere un minuto e intente otra vez." },
  tooMany: { en: "Too much came at once from this place. Wait ten minutes and try again.", es: "Llegó mucho a la vez desde este lugar. Espere diez minutos y trate otra vez." },
  back: { en: "If you were writing to us, go back. Your words may still be there.", es: "Si nos estaba escribiendo, vuelva atrás. Tal vez sus palabras sigan ahí." },
  call: (phone: string): Words => ({ en: `You can also call **${phone}**.`, es: `También puede llamar al **${phone}**.` }),
} as const;

export const notFoundWords = {
  title: { en: "This page is not here", es: "Esta página no está" },
  text: { en: "The address may have changed. Nothing you wrote was lost.", es: "Tal vez cambió la dirección. No se perdió nada de lo que escribió." },
  home: { en: "Go to the first page", es: "Ir a la primera página" },
} as const;
