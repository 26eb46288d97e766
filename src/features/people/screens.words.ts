import type { Words } from "#kernel/language.ts";
import type { Authority, ContactWay, PersonOfCase } from "./contract.ts";

/** The zones in which families of the United States live. Another is shown by its own name. */
export const zoneNames: Record<string, Words> = {
  "America/New_York": { en: "Eastern", es: "Este" },
  "America/Chicago": { en: "Central", es: "Centro" },
  "America/Denver": { en: "Mountain", es: "Montaña" },
  "America/Phoenix": { en: "Arizona", es: "Arizona" },
  "America/Los_Angeles": { en: "Pacific", es: "Pacífico" },
  "America/Anchorage": { en: "Alaska", es: "Alaska" },
  "Pacific/Honolulu": { en: "Hawaii", es: "Hawái" },
  "America/Puerto_Rico": { en: "Puerto Rico", es: "Puerto Rico" },
};

/** How an adult, or another child, belongs to the child. A word that is not here is shown as it was written. */
export const kindNames: Record<string, Words> = {
  child: { en: "child", es: "niño o niña" },
  birth_parent: { en: "birth parent", es: "madre o padre biológico" },
  adoptive_parent: { en: "adoptive parent", es: "madre o padre adoptivo" },
  foster_parent: { en: "foster parent", es: "familia de acogida" },
  kin: { en: "kin", es: "familiar" },
  step_parent: { en: "step-parent", es: "madrastra o padrastro" },
  guardian: { en: "guardian", es: "tutora o tutor" },
  other_caregiver: { en: "another caregiver", es: "otra persona cuidadora" },
  sibling: { en: "sibling", es: "hermana o hermano" },
  half_sibling: { en: "half-sibling", es: "media hermana o medio hermano" },
  interpreter: { en: "interpreter", es: "intérprete" },
  cps_worker: { en: "child welfare worker", es: "trabajadora o trabajador de protección de menores" },
  guardian_ad_litem: { en: "guardian ad litem", es: "representante judicial del menor" },
  attorney: { en: "attorney", es: "abogada o abogado" },
  childcare: { en: "childcare", es: "guardería" },
  school: { en: "school", es: "escuela" },
  referrer: { en: "referrer", es: "quien refirió a la familia" },
  physician: { en: "physician", es: "médica o médico" },
  professional: { en: "professional", es: "profesional" },
  other: { en: "other", es: "otra persona" },
};
export const caregiverKindList = ["birth_parent", "adoptive_parent", "foster_parent", "kin", "step_parent", "guardian", "other_caregiver"] as const;

export const partNames: Record<PersonOfCase["part"], Words> = {
  child: { en: "Child", es: "Niño o niña" },
  caregiver: { en: "Caregiver", es: "Persona cuidadora" },
  sibling: { en: "Sibling", es: "Hermana o hermano" },
  other: { en: "Other", es: "Otra persona" },
};

export const authorityNames: Record<Authority["kind"], Words> = {
  parent: { en: "parent", es: "madre o padre" },
  guardian: { en: "guardian", es: "tutela" },
  kin: { en: "kin", es: "familiar" },
  foster: { en: "foster parent", es: "familia de acogida" },
  agency: { en: "agency", es: "agencia" },
  court: { en: "court", es: "juzgado" },
};

export const scopeNames: Record<Authority["scopes"][number], Words> = {
  treatment: { en: "treatment", es: "tratamiento" },
  release: { en: "release of information", es: "entrega de información" },
  video: { en: "video", es: "video" },
  psychotropic: { en: "medication for the mind", es: "medicación psiquiátrica" },
  records: { en: "reading the record", es: "lectura del expediente" },
};

export const wayNames: Record<ContactWay["way"], Words> = {
  phone: { en: "Phone", es: "Teléfono" },
  text: { en: "Text message", es: "Mensaje de texto" },
  email: { en: "E-mail", es: "Correo electrónico" },
};

/** What a mailbox, or somebody else who picks up, may hear. */
export const voicemailNames: Record<ContactWay["voicemail"], Words> = {
  hang_up: { en: "Leave no message", es: "No dejar mensaje" },
  say_name_only: { en: "Say your first name only", es: "Decir solo su nombre de pila" },
  say_practice: { en: "May say where you call from", es: "Puede decir de dónde llama" },
};

/** Languages by their code, in each language; another code is named by the browser. */
export const languageNames: Record<string, Words> = {
  en: { en: "English", es: "inglés" },
  es: { en: "Spanish", es: "español" },
  am: { en: "Amharic", es: "amárico" },
  ar: { en: "Arabic", es: "árabe" },
  fr: { en: "French", es: "francés" },
  zh: { en: "Chinese", es: "chino" },
  vi: { en: "Vietnamese", es: "vietnamita" },
  pt: { en: "Portuguese", es: "portugués" },
  ht: { en: "Haitian Creole", es: "criollo haitiano" },
  ase: { en: "American Sign Language", es: "lengua de señas americana" },
};
