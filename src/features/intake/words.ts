import type { Words } from "#kernel/language.ts";

type Labels = Record<string, Words>;

/** Referral reasons (D8) as a family reads them on the request. */
export const reasonLabels = {
  loss: { en: "We lost someone", es: "Perdimos a alguien" },
  separation: { en: "Time apart from each other", es: "Un tiempo separados" },
  medical_procedure: { en: "Hard medical care", es: "Tratamientos médicos duros" },
  abuse: { en: "Abuse", es: "Abuso o maltrato" },
  violence_at_home: { en: "Violence at home", es: "Violencia en casa" },
  violence_in_community: { en: "Violence near us", es: "Violencia en el barrio" },
  difficult_behaviour: { en: "Behavior or sleep that worries me", es: "La conducta o el sueño me preocupan" },
  placement_change: { en: "A new home", es: "Un cambio de hogar" },
  caregiver_change: { en: "A new caregiver", es: "Un cambio de quien lo cuida" },
  family_health: { en: "Illness in the family", es: "Una enfermedad en la familia" },
  parenting_help: { en: "I want help with parenting", es: "Quiero ayuda con la crianza" },
  other: { en: "Something else, or I would rather say it in person", es: "Otra cosa, o prefiero decirlo en persona" },
} as const satisfies Labels;

/** Referral reasons (D8) as staff read them in a list. */
export const reasonNames = {
  loss: { en: "Loss", es: "Pérdida" },
  separation: { en: "Separation", es: "Separación" },
  medical_procedure: { en: "Medical procedure", es: "Procedimiento médico" },
  abuse: { en: "Abuse", es: "Maltrato o abuso" },
  violence_at_home: { en: "Violence at home", es: "Violencia en el hogar" },
  violence_in_community: { en: "Violence in the community", es: "Violencia en la comunidad" },
  difficult_behaviour: { en: "Difficult behavior", es: "Conducta difícil" },
  placement_change: { en: "Change of placement", es: "Cambio de ubicación" },
  caregiver_change: { en: "Change of caregiver", es: "Cambio de cuidador" },
  family_health: { en: "Health of the family", es: "Salud de la familia" },
  parenting_help: { en: "Help with parenting", es: "Ayuda con la crianza" },
  other: { en: "Other", es: "Otro" },
} as const satisfies Labels;

export const relationLabels = {
  parent: { en: "Parent", es: "Mamá o papá" },
  grandparent_or_family: { en: "Grandparent or other family", es: "Abuela, abuelo u otro familiar" },
  foster_or_adoptive: { en: "Foster or adoptive parent", es: "Familia de acogida o adoptiva" },
  other_carer: { en: "Someone else who cares for the child", es: "Otra persona que lo cuida" },
  professional: { en: "I work with the family", es: "Trabajo con la familia" },
} as const satisfies Labels;

export const childAgeLabels = {
  not_born: { en: "Not yet born", es: "Por nacer" },
  "0": { en: "Under 1", es: "Menos de 1" },
  "1": { en: "1", es: "1" },
  "2": { en: "2", es: "2" },
  "3": { en: "3", es: "3" },
  "4": { en: "4", es: "4" },
  "5": { en: "5", es: "5" },
  "6": { en: "6", es: "6" },
  "7_or_older": { en: "7 or older", es: "7 o más" },
} as const satisfies Labels;

export const wayLabels = {
  call: { en: "Call me", es: "Llámenme" },
  text: { en: "Text me", es: "Mándenme un mensaje" },
  email: { en: "Email me", es: "Escríbanme un correo" },
  do_not_contact: { en: "Do not contact me. I will call you.", es: "No me busquen. Yo llamo." },
} as const satisfies Labels;

export const dayLabels = {
  mon: { short: { en: "Mon", es: "Lun" }, long: { en: "Monday", es: "lunes" } },
  tue: { short: { en: "Tue", es: "Mar" }, long: { en: "Tuesday", es: "martes" } },
  wed: { short: { en: "Wed", es: "Mié" }, long: { en: "Wednesday", es: "miércoles" } },
  thu: { short: { en: "Thu", es: "Jue" }, long: { en: "Thursday", es: "jueves" } },
  fri: { short: { en: "Fri", es: "Vie" }, long: { en: "Friday", es: "viernes" } },
} as const;

export const dayPartLabels = {
  morning: { name: { en: "Morning", es: "Mañana" }, hours: { en: "9 to 12", es: "9 a 12" } },
  midday: { name: { en: "Midday", es: "Mediodía" }, hours: { en: "12 to 3", es: "12 a 3" } },
  later: { name: { en: "Later", es: "Tarde" }, hours: { en: "3 to 6", es: "3 a 6" } },
} as const;

export const sourceLabels = {
  public_request: { en: "Public site", es: "Sitio público" },
  fhir: { en: "Other system (FHIR)", es: "Otro sistema (FHIR)" },
  phone: { en: "Phone", es: "Teléfono" },
  professional: { en: "Professional", es: "Profesional" },
} as const satisfies Labels;

export const statusLabels = {
  new: { en: "New", es: "Nueva" },
  in_contact: { en: "In contact", es: "En contacto" },
  opened: { en: "Case opened", es: "Caso abierto" },
  declined: { en: "Family said no", es: "La familia dijo que no" },
  closed: { en: "Closed", es: "Cerrada" },
} as const satisfies Labels;

/** What the request says where an answer is missing or cannot be used: what to do, never whose fault. */
export const requestFaults = {
  callMe: { en: "Tell us what to call you. Any name is fine.", es: "Díganos cómo llamarle. Sirve cualquier nombre." },
  callMeLong: { en: "This name is too long. Use 80 letters or fewer.", es: "Ese nombre es muy largo. Use hasta 80 letras." },
  relation: { en: "Pick who you are to the child.", es: "Elija qué es usted del niño." },
  childAge: { en: "Tell us the child’s age. A guess is fine.", es: "Díganos la edad. Puede ser más o menos." },
  ownWordsLong: (count: number): Words => ({
    en: `This has ${count} characters. We can take 2000.`,
    es: `Esto tiene ${count} letras. Caben 2000.`,
  }),
  way: { en: "Pick how we may reach you.", es: "Elija cómo buscarle." },
  phone: { en: "Add a phone number with 10 digits.", es: "Ponga un teléfono de 10 cifras." },
  phoneCount: (count: number): Words => ({
    en: `This number has ${count} ${count === 1 ? "digit" : "digits"}. It needs 10.`,
    es: `Este número tiene ${count} ${count === 1 ? "cifra" : "cifras"}. Debe tener 10.`,
  }),
  phoneArea: {
    en: "Check this number. U.S. numbers do not start that way.",
    es: "Revise este número. En Estados Unidos no empiezan así.",
  },
  email: { en: "Add an email, such as ana@example.org.", es: "Ponga un correo, como ana@example.org." },
  emailForm: { en: "Check this email. It needs a form such as ana@example.org.", es: "Revise este correo. Debe ser como ana@example.org." },
  voicemail: { en: "Pick what a voicemail may hear.", es: "Elija qué puede oír el buzón." },
  safeHours: { en: "Tick one safe time or more.", es: "Marque una hora segura o más." },
  language: { en: "Pick a language.", es: "Elija un idioma." },
  otherLanguage: { en: "Tell us which language.", es: "Díganos qué idioma." },
  otherLanguageLong: { en: "Use 60 letters or fewer.", es: "Use hasta 60 letras." },
  unclear: { en: "Please look at this answer again.", es: "Revise esta respuesta, por favor." },
} as const;
