import type { Language, Words } from "#kernel/language.ts";
import type { Consent, VideoPurpose } from "./contract.ts";

/** What a recording may be watched for, as a family reads it and as it stands beside a recording. */
export const purposeNames: Record<VideoPurpose, Words> = {
  supervision: { en: "supervision", es: "supervisión" },
  consultation: { en: "a consultation call", es: "una llamada de consulta" },
  training_review: { en: "review by the trainers of the course", es: "revisión por quienes dan el curso" },
  fidelity_rating: { en: "a check of how we follow the treatment", es: "una revisión de cómo seguimos el tratamiento" },
};

export const words = {
  purposes: { en: (list: string) => `The videos may be watched for: ${list}.`, es: (list: string) => `Los videos se pueden ver para: ${list}.` },
  gateNotYet: { en: "Getting to know each other does not ask for this consent yet.", es: "Para conocerse todavía no hace falta este consentimiento." },
  gateMet: { en: (name: string) => `Consent to treatment, signed by ${name}.`, es: (name: string) => `Consentimiento para el tratamiento, firmado por ${name}.` },
  gateNotMet: { en: "No consent to treatment holds on that day.", es: "Ese día no hay un consentimiento vigente para el tratamiento." },
  gateFix: { en: "Have it signed by somebody who holds authority for treatment.", es: "Pida la firma de alguien con autoridad para el tratamiento." },
  gateRefusedBefore: { en: (name: string, day: string, until: string) => `${name} said no on ${day}. That authority ended on ${until}.`, es: (name: string, day: string, until: string) => `${name} dijo que no el ${day}. Su autoridad terminó el ${until}.` },
  gateSignAnew: { en: "Somebody who holds authority for treatment now may sign anew; until then the no stands.", es: "Quien hoy tiene autoridad para el tratamiento puede firmar de nuevo; hasta entonces vale ese no." },
  gateWaitsSecond: { en: (name: string) => `${name} signed. This authority counts only with a second signature.`, es: (name: string) => `${name} firmó. Esta autoridad solo vale con una segunda firma.` },
  secondFix: { en: "Have the other holder of authority sign, too.", es: "Pida también la firma de la otra persona con autoridad." },
  until: { en: (day: string) => `This ends on ${day}.`, es: (day: string) => `Esto termina el ${day}.` },
} satisfies Record<string, Record<Language, string | ((name: string, day: string, until: string) => string)>>;

type Use = "telehealth" | "supervised_practice";
/** What is found of the consents that a session asks for, beside that to treatment. */
export const useWords: Record<Use, Record<"met" | "missing" | "refused" | "fix", Words>> = {
  telehealth: {
    met: { en: "Consent to meet at a distance holds.", es: "El consentimiento para verse a distancia está vigente." },
    missing: { en: "No consent to meet by video or telephone is known for that day.", es: "No consta un consentimiento para verse por video o por teléfono ese día." },
    refused: { en: "The family said no to visits by video or telephone.", es: "La familia dijo que no a las visitas por video o por teléfono." },
    fix: { en: "Ask for it, signed or spoken, or meet in person.", es: "Pídalo, firmado o de palabra, o véanse en persona." },
  },
  supervised_practice: {
    met: { en: "Consent to a clinician in training holds.", es: "El consentimiento para una terapeuta en formación está vigente." },
    missing: { en: "The family has not agreed yet to a clinician in training.", es: "La familia aún no ha aceptado a una terapeuta en formación." },
    refused: { en: "The family said no to a clinician in training.", es: "La familia dijo que no a una terapeuta en formación." },
    fix: { en: "Have it signed, or book with a clinician who is not in training.", es: "Pida la firma, o agende con quien no esté en formación." },
  },
};

/** What stands on a copy of what was signed. */
export const copyWords = {
  answer: { en: "Answer", es: "Respuesta" },
  yes: { en: "Yes", es: "Sí" },
  no: { en: "No", es: "No" },
  signedBy: { en: "Signed by", es: "Firmado por" },
  signedOn: { en: "On", es: "El" },
  way: { en: "How", es: "Cómo" },
  witness: { en: "Witness", es: "Testigo" },
  withdrawn: { en: "Withdrawn on", es: "Retirado el" },
  signedIn: { en: "Signed in with", es: "Entró con" },
  hash: { en: "Proof of the text (SHA-256)", es: "Prueba del texto (SHA-256)" },
  evidence: { en: "Signature", es: "Firma" },
} satisfies Record<string, Words>;
export const wayNames: Record<Consent["way"], Words> = {
  here: { en: "on screen", es: "en pantalla" },
  paper: { en: "on paper", es: "en papel" },
  portal: { en: "in the family's own portal", es: "en el portal de la familia" },
  spoken: { en: "spoken, after it was read out", es: "de palabra, después de leerlo en voz alta" },
};
/** With what the person who signed in the portal was signed in. */
export const signInNames: Record<NonNullable<Consent["signedIn"]>["way"], Words> = {
  password: { en: "a password", es: "una contraseña" },
  passkey: { en: "a passkey", es: "una llave de acceso" },
  invitation: { en: "a link to the safe address and a code told by voice", es: "un enlace a la dirección segura y una clave dicha de viva voz" },
  link: { en: "a link to the safe address and an own code", es: "un enlace a la dirección segura y una clave propia" },
};
export const twoFactorsWords: Words = { en: "two factors", es: "dos factores" };
/** What is noted of a notice whose receipt was not confirmed in the portal. */
export const portalEffort: Words = { en: "Shown in the portal; the person answered no.", es: "Se mostró en el portal; la persona respondió que no." };
