import type { Words } from "#kernel/language.ts";

/** Why something of a story is not done. */
export const faultWords = {
  noStory: { en: "There is no such story.", es: "No existe esa historia." },
  noVersion: { en: "There is no such version of this story.", es: "No existe esa versión de la historia." },
  draftOpen: { en: "A draft is open already. Write on in that one.", es: "Ya hay un borrador abierto. Siga escribiendo en ese." },
  changed: { en: "This story was saved somewhere else meanwhile. Both versions are kept: look at the other one, then decide.", es: "Mientras tanto esta historia se guardó en otro lugar. Las dos versiones se conservan: mire la otra y decida." },
  kept: { en: "The words of this version are kept already. Begin another to change them.", es: "Las palabras de esta versión ya quedaron guardadas. Empiece otra para cambiarlas." },
  notKept: { en: "This version is still a draft.", es: "Esta versión todavía es un borrador." },
  notReady: { en: "Not every adult who is asked has approved this version yet.", es: "Todavía no todas las personas adultas a quienes se pregunta aprobaron esta versión." },
  once: { en: "Expected each only once.", es: "Se espera cada uno una sola vez." },
  noPart: { en: "Expected a part of this kind of story.", es: "Se espera una parte de este tipo de historia." },
  notHerStory: { en: "Expected an adult whose story this is.", es: "Se espera una persona adulta de quien sea esta historia." },
  noAdult: { en: "Expected an adult with an open relationship to this child.", es: "Se espera una persona adulta con una relación abierta con este niño o esta niña." },
  needWords: { en: "Expected words on at least one page.", es: "Se esperan palabras en al menos una página." },
  needTitle: { en: "Expected a title.", es: "Se espera un título." },
  needPage: { en: "Expected words on this page.", es: "Se esperan palabras en esta página." },
  needSomebody: { en: "Expected at least one adult who took part.", es: "Se espera al menos una persona adulta que haya participado." },
  incomplete: { en: "Something is still missing before this can be kept.", es: "Todavía falta algo antes de guardar esta versión." },
  notAsked: { en: "Expected an adult who is asked for this version.", es: "Se espera una persona adulta a quien se pregunte por esta versión." },
  approvedAlready: { en: "This approval is noted already.", es: "Esta aprobación ya consta." },
  notAfterToday: { en: "Expected a day that has come already.", es: "Se espera un día que ya haya llegado." },
  notBefore: { en: "Expected no day before it was kept.", es: "Se espera un día que no sea anterior al guardado." },
  noSession: { en: "Expected a session of this case.", es: "Se espera una sesión de este caso." },
  noLanguage: { en: "This version has no words in that language on every page.", es: "Esta versión no tiene palabras en ese idioma en todas las páginas." },
} as const satisfies Record<string, Words>;
