import type { Language, Words } from "#kernel/language.ts";
import type { Element, LoggedBasis, LoggedWay, RecipientKind, Releasable } from "./shapes.contract.ts";

type Sentence<A extends unknown[]> = Record<Language, (...given: A) => string>;

/** What is opened, as it stands in an authorization, on a release and in the log: no class of ours, but what it holds. */
export const openNames: Record<Releasable, Words> = {
  service: { en: "attendance and dates of visits", es: "asistencia y fechas de las visitas" },
  child_chart: { en: "the child's chart: diagnosis, plan of care, measures and notes about the child", es: "el expediente del niño o la niña: diagnóstico, plan de atención, medidas y notas sobre el niño o la niña" },
  relationship: { en: "what was noted of this adult and the child together", es: "lo anotado de esta persona adulta junto con el niño o la niña" },
  caregiver: { en: "what this adult told or answered about herself or himself", es: "lo que esta persona adulta contó o respondió de sí" },
  psychotherapy_note: { en: "psychotherapy notes", es: "notas de psicoterapia" },
};

/** On what it leaves, as staff read it and as the log says it. */
export const basisNames: Record<LoggedBasis, Words> = {
  authorization: { en: "Authorization", es: "Autorización" },
  representative_request: { en: "At the request of the child's representative: attendance only", es: "A petición de quien representa al niño o la niña: solo asistencia" },
  coordination: { en: "Coordination of treatment", es: "Coordinación del tratamiento" },
  court_order: { en: "Order signed by a judge", es: "Orden firmada por un juez" },
  subpoena: { en: "Subpoena", es: "Citación (subpoena)" },
  report: { en: "Report that the law asks for", es: "Aviso que exige la ley" },
  own_request: { en: "Own request of an adult", es: "Petición propia de una persona adulta" },
  impermissible: { en: "By mistake or without permission", es: "Por error o sin permiso" },
};

export const recipientNames: Record<RecipientKind, Words> = {
  court: { en: "Court", es: "Juzgado" },
  child_welfare: { en: "Child-welfare agency", es: "Agencia de protección infantil" },
  school: { en: "School or child care", es: "Escuela o guardería" },
  professional: { en: "Professional who treats", es: "Profesional que atiende" },
  referrer: { en: "Who referred", es: "Quien refirió" },
  attorney: { en: "Attorney", es: "Abogada o abogado" },
  caregiver: { en: "Adult of the family", es: "Persona adulta de la familia" },
  other: { en: "Somebody else", es: "Otra persona" },
};

export const wayNames: Record<LoggedWay, Words> = {
  handed_over: { en: "handed over", es: "entregado en mano" },
  post: { en: "by post", es: "por correo postal" },
  fax: { en: "by fax", es: "por fax" },
  secure_mail: { en: "by secure mail", es: "por correo seguro" },
  unintended: { en: "it was not meant to leave", es: "no debía salir" },
};

/** The text of an authorization, element by element; plain words of our own. */
export const authorizationWords = {
  title: { en: "Authorization to share information", es: "Autorización para compartir información" },
  who: { en: (agency) => `${agency}, and who treats there, may share what is named here.`, es: (agency) => `${agency}, y quienes atienden allí, pueden compartir lo que aquí se nombra.` } satisfies Sentence<[string]>,
  about: { en: (name) => `It is about ${name}.`, es: (name) => `Se trata de ${name}.` } satisfies Sentence<[string]>,
  what: { en: (list) => `What may be shared: ${list}.`, es: (list) => `Lo que se puede compartir: ${list}.` } satisfies Sentence<[string]>,
  period: { en: (from, to) => `Only what is from ${from} to ${to}.`, es: (from, to) => `Solo lo que es del ${from} al ${to}.` } satisfies Sentence<[string, string]>,
  from: { en: (from) => `Only what is from ${from} on.`, es: (from) => `Solo lo que es desde el ${from}.` } satisfies Sentence<[string]>,
  until: { en: (to) => `Only what is up to ${to}.`, es: (to) => `Solo lo que es hasta el ${to}.` } satisfies Sentence<[string]>,
  toWhom: { en: (name) => `With whom: ${name}.`, es: (name) => `Con quién: ${name}.` } satisfies Sentence<[string]>,
  why: { en: (why) => `What it may be used for, now and later: ${why}.`, es: (why) => `Para qué se puede usar, ahora y después: ${why}.` } satisfies Sentence<[string]>,
  rightToInspect: { en: "You have the right to look at the record before you sign, and later.", es: "Usted tiene derecho a ver el expediente antes de firmar y después." },
  revocable: { en: "You can take this back at any time, in writing. From then on nothing more is shared; what was shared before cannot be called back.", es: "Puede retirar este permiso cuando quiera, por escrito. Desde entonces no se comparte nada más; lo ya compartido no se puede recoger." },
  notACondition: { en: "You do not have to sign. Your care stays the same.", es: "No tiene que firmar. Su atención no cambia." },
  redisclosure: { en: "Whoever gets it is told that District of Columbia law forbids sharing it further without permission. Outside that law it may no longer be protected.", es: "A quien lo recibe se le dice que la ley del Distrito de Columbia prohíbe compartirlo más allá sin permiso. Fuera de esa ley podría no estar protegido." },
  part2: { en: "This includes records of treatment for substance use, which federal law protects (42 CFR part 2). They may not be used against you in a proceeding without your consent or an order of a court.", es: "Incluye registros de tratamiento por consumo de sustancias, que protege la ley federal (42 CFR, parte 2). No pueden usarse contra usted en un proceso sin su permiso o sin la orden de un juzgado." },
  psychotherapy: { en: "This opens psychotherapy notes and nothing else.", es: "Esto abre las notas de psicoterapia y nada más." },
  expires: { en: (day) => `It ends on ${day}.`, es: (day) => `Termina el ${day}.` } satisfies Sentence<[string]>,
  expiresWhen: { en: (event, day) => `It ends when this happens: ${event}; at the latest on ${day}.`, es: (event, day) => `Termina cuando ocurra esto: ${event}; a más tardar el ${day}.` } satisfies Sentence<[string, string]>,
  signed: { en: "Signed with name and date by the person who gives this permission.", es: "Lo firma con nombre y fecha la persona que da este permiso." },
};

/** The elements of an authorization, as the checklist names them. */
export const elementNames: Record<Element, Words> = {
  what: { en: "What may be shared", es: "Qué se puede compartir" },
  who: { en: "Who may share it", es: "Quién puede compartirlo" },
  to_whom: { en: "With whom", es: "Con quién" },
  why: { en: "For what, now and later", es: "Para qué, ahora y después" },
  right_to_inspect: { en: "The right to look at the record", es: "El derecho a ver el expediente" },
  revocable: { en: "It can be taken back", es: "Se puede retirar" },
  not_a_condition: { en: "Care does not depend on it", es: "La atención no depende de ello" },
  redisclosure: { en: "What holds for sharing it further", es: "Qué vale para compartirlo más allá" },
  expires: { en: "The day on which it ends", es: "El día en que termina" },
  signed: { en: "Signed and dated", es: "Firmado y con fecha" },
};

/** What stands in the log of a disclosure: form, what, and of which days. */
export const descriptionWords = {
  what: { en: (form, what) => `${form}: ${what}`, es: (form, what) => `${form}: ${what}` } satisfies Sentence<[string, string]>,
  days: { en: (from, to) => ` (${from} to ${to})`, es: (from, to) => ` (del ${from} al ${to})` } satisfies Sentence<[string, string]>,
};

/** The name of a document that was fixed to leave: its day and no name. */
export const documentWords = {
  record: { en: "Copy of the record, to leave", es: "Copia del expediente, para enviar" },
  letter: { en: "Letter, to leave", es: "Carta, para enviar" },
  recordData: { en: "Copy of the record as data, to leave", es: "Copia del expediente como datos, para enviar" },
  letterData: { en: "Letter as data, to leave", es: "Carta como datos, para enviar" },
} satisfies Record<string, Words>;
