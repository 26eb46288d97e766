import type { Words } from "#kernel/language.ts";
import type { TrackId } from "#features/training/contract.ts";
import type { ChildAge, PracticeSetting, RosterTakes } from "./roster.contract.ts";

/** Tracks as a certificate names them. */
export const trackNames: Record<TrackId, Words> = {
  "national-lc": { en: "learning collaborative", es: "colaborativo de aprendizaje" },
  camp: { en: "agency training", es: "formación de agencia" },
  "nc-ctp": { en: "NC CTP", es: "NC CTP" },
  "nc-roster": { en: "NC roster", es: "registro de NC" },
  "dc-mhrs": { en: "DC MHRS", es: "DC MHRS" },
};

export const settingNames: Record<PracticeSetting, Words> = {
  clinic: { en: "at a clinic", es: "en una clínica" },
  home: { en: "at the family’s home", es: "en casa de la familia" },
  school: { en: "at a school or childcare", es: "en la escuela o guardería" },
  community: { en: "elsewhere in the community", es: "en otro lugar de la comunidad" },
  telehealth: { en: "by video", es: "por video" },
};
export const ageNames: Record<ChildAge, Words> = {
  infants: { en: "babies", es: "bebés" },
  toddlers: { en: "1 and 2 years", es: "1 y 2 años" },
  preschool: { en: "3 to 5 years", es: "3 a 5 años" },
};
export const takesNames: Record<RosterTakes, Words> = {
  now: { en: "Takes new families now", es: "Sí, recibe a más" },
  wait: { en: "Has a waiting list", es: "Tiene lista de espera" },
  not_now: { en: "Takes no new families now", es: "Hoy no recibe a más" },
};

/** The public page on which anybody checks a certificate. */
export const checkWords = {
  title: { en: "Check a certificate", es: "Verificar un certificado" },
  lead: { en: "Type the number on the certificate. You see what the certificate says and if it is valid today.", es: "Escriba el número del certificado. Verá lo que dice y si es válido hoy." },
  number: { en: "Number of the certificate", es: "Número del certificado" },
  hint: { en: "13 letters and digits, such as 7K3M-2QHX-9FBWA. Small letters are fine.", es: "13 letras y cifras, como 7K3M-2QHX-9FBWA. Puede usar minúsculas." },
  check: { en: "Check", es: "Verificar" },
  again: { en: "Check another", es: "Verificar otro" },
  none: { en: "No certificate has this number", es: "Ningún certificado tiene este número" },
  noneText: { en: "Look at the number once more. If it is right, there is no such certificate.", es: "Mire el número otra vez. Si está bien, ese certificado no existe." },
  busy: { en: "Too many tries", es: "Demasiados intentos" },
  busyText: { en: "Please wait ten minutes, then try again.", es: "Espere diez minutos y vuelva a intentarlo." },
  states: { valid: { en: "Valid today", es: "Válido hoy" }, lapsed: { en: "No longer valid", es: "Ya no es válido" }, annulled: { en: "Annulled", es: "Anulado" } },
  who: { en: "Name", es: "Nombre" },
  what: { en: "What was completed", es: "Lo que se completó" },
  cohort: { en: "Cohort", es: "Grupo" },
  issuer: { en: "Issued by", es: "Emitido por" },
  on: { en: "Completed on", es: "Completado el" },
  until: { en: "Valid until", es: "Válido hasta el" },
  annulledOn: { en: "Annulled on", es: "Anulado el" },
  meaning: { en: "This says what was completed, and no more. It is no license.", es: "Esto dice lo que se completó, y nada más. No es una licencia." },
  roster: { en: "See the roster", es: "Ver el registro" },
} as const;

/** The certificate on paper. */
export const paperWords = {
  title: { en: "Certificate", es: "Certificado" },
  this: { en: "This is to say that", es: "Por el presente se hace constar que" },
  cohort: { en: "Cohort", es: "Grupo" },
  on: (day: string): Words => ({ en: `Completed on ${day}`, es: `Completado el ${day}` }),
  until: (day: string): Words => ({ en: `Valid until ${day}`, es: `Válido hasta el ${day}` }),
  issuer: { en: "Issued by", es: "Emitido por" },
  number: { en: "Certificate number", es: "Número del certificado" },
  check: (address: string): Words => ({ en: `Anybody can check this certificate, and if it is valid today, at ${address}`, es: `Cualquier persona puede verificar este certificado, y si es válido hoy, en ${address}` }),
  meaning: checkWords.meaning,
  annulled: (day: string): Words => ({ en: `ANNULLED on ${day}`, es: `ANULADO el ${day}` }),
  lapsed: { en: "NO LONGER VALID", es: "YA NO ES VÁLIDO" },
} as const;

/** The public roster. */
export const rosterWords = {
  title: { en: "Who completed the training", es: "Quiénes se formaron" },
  lead: { en: "These therapists asked to be listed here. You may contact their agency.", es: "Ellos piden estar en esta lista. Usted puede llamar a su agencia." },
  town: { en: "Town", es: "Ciudad" },
  language: { en: "Language", es: "Idioma" },
  takes: { en: "New families", es: "¿Recibe a más familias?" },
  any: { en: "Any", es: "Cualquiera" },
  search: { en: "Search", es: "Buscar" },
  found: (count: number): Words => ({ en: count === 1 ? "1 person" : `${count} people`, es: count === 1 ? "1 persona" : `${count} personas` }),
  none: { en: "Nobody is listed yet.", es: "Aún no hay nadie en la lista." },
  noMatch: { en: "Nobody on the list fits this. Try fewer words.", es: "Nadie de la lista coincide. Pruebe con menos palabras." },
  all: { en: "Show everybody", es: "Mostrar a todos" },
  page: (number: number, of: number): Words => ({ en: `Page ${number} of ${of}`, es: `Página ${number} de ${of}` }),
  next: { en: "Next page", es: "Página siguiente" },
  before: { en: "Page before", es: "Página anterior" },
  pages: { en: "Pages of the list", es: "Páginas de la lista" },
  by: (issuer: string): Words => ({ en: `issued by ${issuer}`, es: `emitido por ${issuer}` }),
  speaks: (names: string): Words => ({ en: `Speaks ${names}`, es: `Habla ${names}` }),
  works: (places: string): Words => ({ en: `Meets families ${places}`, es: `Atiende ${places}` }),
  ages: (ages: string): Words => ({ en: `Children: ${ages}`, es: `Niños: ${ages}` }),
  awayUntil: (day: string): Words => ({ en: `Not available until ${day}`, es: `No disponible hasta el ${day}` }),
  away: { en: "Not available for now", es: "No disponible por ahora" },
  confirmed: (day: string): Words => ({ en: `Confirmed by the person on ${day}`, es: `Confirmado por la persona el ${day}` }),
  national: { en: "National roster, as the person says", es: "Registro nacional, según dice la persona" },
  state: { en: "State roster, as the person says", es: "Registro estatal, según dice la persona" },
  seenOn: (name: string, day: string): Words => ({ en: `${name}, on ${day}`, es: `${name}, el ${day}` }),
  source: { en: "Look there", es: "Ver ahí" },
  check: { en: "Check a certificate", es: "Verificar un certificado" },
} as const;

/** What somebody agrees to who wants to be listed: kept by its version with the listing. */
export const consentWords = {
  agree: {
    en: "I want to be listed on the public roster. Anybody can see my name, my license, my agency, my town, the languages, settings and ages I work with, if I take new families, and when I confirmed this last. My email, my home address, my caseload and ratings of me are never shown. I can take this back at any time, and I am off the list at once.",
    es: "Quiero aparecer en el registro público. Cualquiera puede ver mi nombre, mi licencia, mi agencia, mi ciudad, los idiomas, lugares y edades con los que trabajo, si recibo familias nuevas y cuándo lo confirmé por última vez. Nunca se muestran mi correo, mi domicilio, mi carga de casos ni calificaciones. Puedo retirar mi permiso cuando quiera y salgo de la lista al momento.",
  },
} as const;
