import type { Words } from "#kernel/language.ts";

/** Why something about documents is refused. */
export const faultWords = {
  notTaken: { en: "This is not a PDF, a JPEG or a PNG. Save it as one of these, or scan it, and choose it again.", es: "Esto no es un PDF, un JPEG ni un PNG. Guárdelo en uno de esos formatos, o escanéelo, y elíjalo de nuevo." },
  phonePhoto: { en: "This is a photo in a phone's own format (HEIC). Share it as JPEG, or set the camera to “Most compatible”, and choose it again.", es: "Esta es una foto en el formato propio del teléfono (HEIC). Compártala como JPEG, o ponga la cámara en «Más compatible», y elíjala de nuevo." },
  officeFile: { en: "By its bytes this is a file of an office program or an archive, whatever its name says; such a file can hold macros. Save it as PDF, or print and scan it, and choose that.", es: "Por sus bytes esto es un archivo de ofimática o comprimido, diga lo que diga su nombre; puede contener macros. Guárdelo como PDF, o imprímalo y escanéelo, y elija ese." },
  infected: { en: "The virus scanner found something in this file. It was not kept, and that it was sent stands in the trail. Do not open it; tell whoever looks after your devices.", es: "El antivirus encontró algo en este archivo. No se guardó, y en el registro consta que se envió. No lo abra; avise a quien cuida sus equipos." },
  notChecked: { en: "This file could not be checked for viruses just now, so it was not kept. Nothing was lost: send it again in some minutes. If it stays so, tell whoever runs the server.", es: "Ahora no se pudo revisar este archivo con el antivirus, así que no se guardó. No se ha perdido nada: envíelo de nuevo en unos minutos. Si sigue igual, avise a quien administra el servidor." },
  tooLarge: { en: "This file is larger than 25 MB. Scan it in grey or at 200 dots per inch, or split it.", es: "Este archivo pasa de 25 MB. Escanéelo en grises o a 200 puntos por pulgada, o divídalo." },
  empty: { en: "This file is empty.", es: "Este archivo está vacío." },
  notWhole: { en: "This picture is not whole. Choose it again; if it stays so, take it or scan it anew.", es: "Esta imagen no está completa. Elíjala de nuevo; si sigue igual, vuelva a tomarla o a escanearla." },
  tooMany: { en: "You sent many files today without saying what they are. Put some of them in their place, or wait until tomorrow.", es: "Hoy envió muchos archivos sin indicar qué son. Ponga algunos en su lugar, o espere hasta mañana." },
  cutOff: { en: "The file did not arrive whole, and nothing of it was kept. Send it again.", es: "El archivo no llegó completo y no se guardó nada de él. Envíelo de nuevo." },
  noFile: { en: "This file is not there, or it is not yours. Choose it and send it again.", es: "Este archivo no está, o no le corresponde. Elíjalo y envíelo de nuevo." },
  noDocument: { en: "There is no such document, or it is not yours.", es: "Este documento no existe o no le corresponde." },
  noCase: { en: "There is no such case, or it is not yours.", es: "Este caso no existe o no le corresponde." },
  notStaff: { en: "This person does not work here.", es: "Esta persona no trabaja aquí." },
  notInCase: { en: "This person does not belong to this case.", es: "Esta persona no forma parte de este caso." },
  noAuthority: { en: "This authority is not recorded on this case.", es: "Esta autoridad no consta en este caso." },
  noCredential: { en: "This credential does not stand in this person's record.", es: "Esta credencial no consta en el registro de esta persona." },
  needOwner: { en: "Say whose it is: this choice belongs to one adult.", es: "Indique de quién es: esta opción pertenece a una sola persona adulta." },
  needCounterpart: { en: "Say with whom it is shared.", es: "Indique con quién se comparte." },
  needReason: { en: "Say why it takes the other's place.", es: "Indique por qué ocupa el lugar del otro." },
  part2Closed: { en: "What comes from a substance use programme is not for everybody who runs or bills the work. Choose who treats the family.", es: "Lo que viene de un programa por consumo de sustancias no es para todos los que gestionan o facturan el trabajo. Elija a quienes atienden a la familia." },
  staffOnly: { en: "Only a member of staff can do this.", es: "Solo puede hacerlo una persona del equipo." },
  clinicalOnly: { en: "Only who treats the family keeps a document like this, and reads it again.", es: "Solo quien atiende a la familia guarda un documento así, y vuelve a leerlo." },
  damaged: { en: "This file is not as it was put here, so it is not handed out. Whoever runs the server finds it with bin/dyad verify; send the paper again meanwhile.", es: "Este archivo no está como se guardó, así que no se entrega. Quien administra el servidor lo encuentra con bin/dyad verify; mientras tanto, envíe de nuevo el papel." },
  otherContent: { en: "This file already became another document.", es: "Este archivo ya es otro documento." },
} as const;

/** Why a PDF with more than pages in it is not kept, and what helps. */
export const cargoWords = (what: Words): Words => ({
  en: `This PDF carries more than its pages: ${what.en}. Such things run on the device of whoever opens it, so it is not kept. Print it into a new PDF (Print, then Save as PDF), or scan the paper, and choose that.`,
  es: `Este PDF lleva algo más que sus páginas: ${what.es}. Eso se ejecuta en el equipo de quien lo abre, así que no se guarda. Imprímalo en un PDF nuevo (Imprimir y luego Guardar como PDF), o escanee el papel, y elija ese.`,
});
