import type { Language, Words } from "#kernel/language.ts";
import type { Conclusion, FactorName, NoticeKind } from "./breaches.contract.ts";
import type { Verdict } from "./glass.contract.ts";
import type { AmendmentKind, DenialGround } from "./requests.contract.ts";
import type { PrivacyRule, RuleKey } from "#features/release/figures.contract.ts";
import type { AuditAction } from "./trail.contract.ts";

/** The figures that an agency counts with. */
export const ruleNames: Record<RuleKey, Words> = {
  access_days: { en: "Days to answer a request for access", es: "Días para responder a una solicitud de acceso" },
  amendment_days: { en: "Days to answer a request for amendment", es: "Días para responder a una solicitud de enmienda" },
  individual_notice_days: { en: "Days from discovery to the notice to each person", es: "Días desde el descubrimiento hasta el aviso a cada persona" },
  authority_notice_days: { en: "Days after the year's end to tell the authority of few people", es: "Días tras el fin del año para informar a la autoridad cuando son pocas personas" },
  notice_from_people: { en: "How many people make it a large breach", es: "Cuántas personas la hacen una vulneración grande" },
  accounting_years: { en: "Years that an accounting of disclosures goes back", es: "Años que abarca la relación de divulgaciones" },
  after_discharge_years: { en: "Years that a record is kept after it was closed", es: "Años que se guarda un expediente después de cerrarlo" },
  after_majority_years: { en: "Years that a record is kept after the child came of age", es: "Años que se guarda un expediente después de la mayoría de edad" },
  majority_age: { en: "Age at which a child comes of age", es: "Edad de la mayoría" },
};
/** Where the figures that ship come from, for who reads Spanish; what an agency wrote itself stays as it was written. */
const shippedSources: Record<RuleKey, string> = {
  access_days: "45 CFR 164.524(b)(2): respuesta dentro de los 30 días de la solicitud, con una sola prórroga de 30 días mediante una declaración escrita de los motivos y de la fecha",
  amendment_days: "45 CFR 164.526(b)(2): respuesta dentro de los 60 días de la solicitud, con una sola prórroga de 30 días mediante una declaración escrita de los motivos y de la fecha",
  individual_notice_days: "45 CFR 164.404(b): sin demora injustificada y a más tardar 60 días naturales después del descubrimiento",
  authority_notice_days: "45 CFR 164.408(c): si son menos de 500 personas, a más tardar 60 días después del fin del año natural del descubrimiento",
  notice_from_people: "45 CFR 164.408(b): desde 500 personas se informa a la Secretaría a la vez que a ellas; 45 CFR 164.406: a los medios, si son más de 500 residentes de un mismo estado",
  accounting_years: "45 CFR 164.528(a)(1): divulgaciones de los seis años anteriores a la solicitud",
  after_discharge_years: "22-A DCMR §§ 6323 y 8022, de un texto anterior o afín: lo que sea posterior entre diez años tras el alta y diez años tras cumplir 18",
  after_majority_years: "22-A DCMR §§ 6323 y 8022, de un texto anterior o afín: lo que sea posterior entre diez años tras el alta y diez años tras cumplir 18",
  majority_age: "22-A DCMR §§ 6323 y 8022, de un texto anterior o afín: cuenta los años del niño o de la niña desde los 18",
};
/** Where a figure comes from, in the language of the screen as long as it is the one that ships. */
export const sourceOf = (rule: PrivacyRule & { setBy: string | null }, language: Language): string => (language === "es" && rule.setBy === null ? shippedSources[rule.key] : rule.source);
export const statusNames: Record<PrivacyRule["status"], Words> = {
  confirmed: { en: "confirmed", es: "confirmado" },
  draft: { en: "draft, to be confirmed", es: "borrador, por confirmar" },
  local: { en: "the agency's own", es: "propio de la agencia" },
};
export const verdictNames: Record<Verdict, Words> = {
  justified: { en: "Justified", es: "Justificado" },
  not_justified: { en: "Not justified", es: "No justificado" },
  needs_follow_up: { en: "Needs a follow-up", es: "Requiere seguimiento" },
};
export const requestKindNames: Record<AmendmentKind | "access", Words> = {
  access: { en: "Access to the record", es: "Acceso al expediente" },
  amendment: { en: "Amendment of the record", es: "Enmienda del expediente" },
  restriction: { en: "Restriction of use (45 CFR 164.522(a))", es: "Restricción de uso (45 CFR 164.522(a))" },
  confidential: { en: "Another way or place of contact (45 CFR 164.522(b))", es: "Otra vía o lugar de contacto (45 CFR 164.522(b))" },
};
export const groundNames: Record<DenialGround, Words> = {
  not_ours: { en: "We did not write it, and whoever did can still be asked", es: "No lo escribimos nosotros, y aún se puede pedir a quien lo escribió" },
  not_in_set: { en: "It is no part of the designated record set", es: "No forma parte del conjunto de registros designado" },
  not_open_to_access: { en: "It is not open to the person's access", es: "La persona no tiene derecho de acceso a ello" },
  accurate: { en: "It is accurate and complete", es: "Es exacto y completo" },
};
/** The four factors, in plain words. */
export const factorLabels: Record<FactorName, Words> = {
  nature: { en: "What it was, and how easily people can be known from it", es: "Qué era y con qué facilidad se reconoce a las personas" },
  person: { en: "Who got it or used it without being allowed to", es: "Quién lo recibió o lo usó sin permiso" },
  acquired: { en: "Whether it was really acquired or looked at", es: "Si de verdad se obtuvo o se miró" },
  mitigated: { en: "How far the risk was made smaller since", es: "Hasta qué punto se redujo el riesgo después" },
};
export const markNames = { low: { en: "Low", es: "Bajo" }, medium: { en: "Medium", es: "Medio" }, high: { en: "High", es: "Alto" } } as const satisfies Record<string, Words>;
export const conclusionNames: Record<Conclusion, Words> = {
  breach: { en: "A breach: people are told", es: "Es una vulneración: se avisa a las personas" },
  low_probability: { en: "A low probability that it was compromised", es: "Probabilidad baja de que se haya comprometido" },
  secured: { en: "It was secured: encrypted, and the key was not with it", es: "Estaba protegido: cifrado y sin la clave" },
  excepted: { en: "The definition leaves it out (45 CFR 164.402(1))", es: "La definición lo excluye (45 CFR 164.402(1))" },
};
export const noticeNames: Record<NoticeKind, Words> = {
  individuals: { en: "Notice to each person", es: "Aviso a cada persona" },
  media: { en: "Notice to the media", es: "Aviso a los medios" },
  authority: { en: "Notice to the authority (HHS)", es: "Aviso a la autoridad (HHS)" },
};
export const actionNames: Record<AuditAction, Words> = {
  read: { en: "read", es: "leyó" },
  write: { en: "wrote", es: "escribió" },
  export: { en: "took out", es: "sacó" },
  sign_in: { en: "signed in", es: "entró" },
  sign_out: { en: "signed out", es: "salió" },
  refusal: { en: "was refused", es: "recibió una negativa" },
  job: { en: "ran by itself", es: "se ejecutó solo" },
};
/** How what ran by itself ended, where it was not simply done. */
export const outcomeNames: Record<string, Words> = {
  queued: { en: "waits", es: "en espera" },
  sending: { en: "being sent", es: "enviándose" },
  sent: { en: "sent", es: "enviado" },
  delivered: { en: "delivered", es: "entregado" },
  not_delivered: { en: "not delivered", es: "no entregado" },
  unclear: { en: "may or may not have left", es: "puede que haya salido o no" },
  stop: { en: "text messages stopped", es: "mensajes de texto detenidos" },
  start: { en: "text messages allowed again", es: "mensajes de texto permitidos otra vez" },
  other: { en: "an answer came", es: "llegó una respuesta" },
  failed: { en: "failed", es: "falló" },
  withdrawn: { en: "withdrawn", es: "retirado" },
  told: { en: "somebody was told", es: "se avisó a alguien" },
  refused: { en: "refused", es: "rechazado" },
};
/** The sentences of a certificate. */
export const certificateWords = {
  title: { en: "Certificate of a purged record", es: "Constancia de un expediente eliminado" },
  gone: {
    en: (cases: number, people: number, rows: number, files: number) => `${rows} rows of ${cases === 1 ? "one case" : `${cases} cases`} and of ${people === 1 ? "one person" : `${people} people`} who were in no other were deleted for good, ${files === 1 ? "one file" : `${files} files`} among them. Nothing of what they said is left in this system.`,
    es: (cases: number, people: number, rows: number, files: number) => `Se borraron para siempre ${rows} filas de ${cases === 1 ? "un caso" : `${cases} casos`} y de ${people === 1 ? "una persona que no estaba" : `${people} personas que no estaban`} en ningún otro, con ${files === 1 ? "un archivo" : `${files} archivos`}. Nada de lo que decían queda en este sistema.`,
  },
  keysGone: { en: (keys: number, day: string) => `${keys === 1 ? "One key was" : `${keys} keys were`} destroyed on ${day}: what they sealed (files, psychotherapy notes, reports, addresses) is unreadable in every copy.`, es: (keys: number, day: string) => `El ${day} se ${keys === 1 ? "destruyó una clave" : `destruyeron ${keys} claves`}: lo que sellaban (archivos, notas de psicoterapia, informes, direcciones) es ilegible en cualquier copia.` },
  keysWait: { en: (keys: number) => `${keys === 1 ? "One key is" : `${keys} keys are`} still to be destroyed.`, es: (keys: number) => (keys === 1 ? "Aún falta destruir una clave." : `Aún falta destruir ${keys} claves.`) },
  keys: { en: "What was not sealed still stands in backups made before, until they are deleted. The audit trail stays; it holds numbers and no content.", es: "Lo que no estaba sellado sigue en las copias de seguridad anteriores hasta que se borren. El registro de auditoría permanece; contiene números y ningún contenido." },
  closed: { en: "Closed on", es: "Cerrado el" },
  mayFrom: { en: "May be purged from", es: "Podía eliminarse desde" },
  proposed: { en: "Proposed by", es: "Lo propuso" },
  confirmed: { en: "Confirmed by", es: "Lo confirmó" },
  hash: { en: "SHA-256 of this entry", es: "SHA-256 de esta entrada" },
  rules: { en: "By which rule", es: "Según qué regla" },
  table: { en: "Table", es: "Tabla" },
  rows: { en: "Rows", es: "Filas" },
  page: { en: "Page", es: "Página" },
  of: { en: "of", es: "de" },
} as const;
