import type { Language } from "#kernel/language.ts";
import type { ConsentKind } from "./contract.ts";

/** The wording that is signed now. A change of words is a new version; what was signed keeps its own. */
export const consentWordsVersion = "2026-11";

export const words = {
  gateNotYet: { en: "Getting to know each other does not ask for this consent yet.", es: "Para conocerse todavía no hace falta este consentimiento." },
  gateMet: { en: (name: string) => `Consent to treatment, signed by ${name}.`, es: (name: string) => `Consentimiento para el tratamiento, firmado por ${name}.` },
  gateNotMet: { en: "No consent to treatment holds on that day.", es: "Ese día no hay un consentimiento vigente para el tratamiento." },
  gateFix: { en: "Have it signed by somebody who holds authority for treatment.", es: "Pida la firma de alguien con autoridad para el tratamiento." },
  gateRefusedBefore: { en: (name: string, day: string, until: string) => `${name} said no on ${day}. That authority ended on ${until}.`, es: (name: string, day: string, until: string) => `${name} dijo que no el ${day}. Su autoridad terminó el ${until}.` },
  gateSignAnew: { en: "Somebody who holds authority for treatment now may sign anew; until then the no stands.", es: "Quien hoy tiene autoridad para el tratamiento puede firmar de nuevo; hasta entonces vale ese no." },
} satisfies Record<string, Record<Language, string | ((name: string, day: string, until: string) => string)>>;

/** What the signer reads, own wording, draft until the agency's counsel has seen it. */
export const consentTexts: Record<ConsentKind, Record<Language, { title: string; paragraphs: string[] }>> = {
  treatment: {
    en: {
      title: "Consent to treatment",
      paragraphs: [
        "You agree that the child and you meet with our clinician for Child-Parent Psychotherapy. You can ask anything, at any time.",
        "What you tell about yourself stays in your own record. Other adults around the child do not see it.",
        "We must tell the authorities when a child is being harmed, and get help when a life is in danger.",
        "You can say no, or stop later. Your care elsewhere stays the same.",
      ],
    },
    es: {
      title: "Consentimiento para el tratamiento",
      paragraphs: [
        "Usted acepta que el niño o la niña y usted se reúnan con nuestra terapeuta para la Psicoterapia Niño-Padres. Puede preguntar lo que quiera, cuando quiera.",
        "Lo que usted cuente de sí queda en su propio expediente. Los demás adultos no lo ven.",
        "Debemos avisar a las autoridades cuando alguien hace daño a un niño, y pedir ayuda cuando una vida corre peligro.",
        "Usted puede decir que no, o dejarlo después. Su atención en otros lugares no cambia.",
      ],
    },
  },
  telehealth: {
    en: { title: "Consent to visits by video", paragraphs: ["You agree to meet by video or by telephone. You choose a place where nobody else listens. You can ask for a visit in person instead."] },
    es: { title: "Consentimiento para visitas por video", paragraphs: ["Usted acepta reunirse por video o por teléfono. Usted elige un lugar donde nadie más escuche. Puede pedir una visita en persona."] },
  },
  video: {
    en: { title: "Consent to a video recording", paragraphs: ["You agree that a visit is recorded so that our clinician learns from it. Only trainers see it. You can take this back, and the recording is destroyed."] },
    es: { title: "Consentimiento para grabar en video", paragraphs: ["Usted acepta que se grabe una visita para que nuestra terapeuta aprenda. Solo la ven sus formadores. Puede retirar este permiso, y la grabación se destruye."] },
  },
  supervised_practice: {
    en: { title: "Consent to care by a clinician in training", paragraphs: ["Your clinician is still in training and works with a supervisor, who reads the notes. You can ask to speak with the supervisor."] },
    es: { title: "Consentimiento para la atención de una terapeuta en formación", paragraphs: ["Su terapeuta está en formación y trabaja con una supervisora, que lee las notas. Usted puede pedir hablar con la supervisora."] },
  },
};
