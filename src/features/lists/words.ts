import type { Words } from "#kernel/language.ts";
import { kernelWords } from "#kernel/words.ts";
import type { ListField } from "./contract.ts";

/** What a column is called in the template. */
export const fieldTitles: Record<ListField, Words> = {
  child_given_name: { en: "Child given name", es: "Nombre del niño o la niña" },
  child_family_name: { en: "Child family name", es: "Apellidos del niño o la niña" },
  child_birth_date: { en: "Child birth date", es: "Fecha de nacimiento del niño o la niña" },
  child_age: { en: "Child age", es: "Edad del niño o la niña" },
  child_language: { en: "Child language", es: "Idioma del niño o la niña" },
  adult_given_name: { en: "Adult given name", es: "Nombre de la persona adulta" },
  adult_family_name: { en: "Adult family name", es: "Apellidos de la persona adulta" },
  adult_relation: { en: "Adult relation", es: "Parentesco de la persona adulta" },
  adult_birth_date: { en: "Adult birth date", es: "Fecha de nacimiento de la persona adulta" },
  adult_language: { en: "Adult language", es: "Idioma de la persona adulta" },
  adult_lives_with_child: { en: "Adult lives with child", es: "La persona adulta vive con el niño o la niña" },
  authority: { en: "Authority", es: "Autoridad legal" },
  authority_document: { en: "Authority document", es: "Documento de la autoridad" },
  authority_scopes: { en: "Authority for", es: "Autoridad para" },
  authority_from: { en: "Authority from", es: "Autoridad desde" },
  adult2_given_name: { en: "Second adult given name", es: "Nombre de la segunda persona adulta" },
  adult2_family_name: { en: "Second adult family name", es: "Apellidos de la segunda persona adulta" },
  adult2_relation: { en: "Second adult relation", es: "Parentesco de la segunda persona adulta" },
  adult2_birth_date: { en: "Second adult birth date", es: "Fecha de nacimiento de la segunda persona adulta" },
  adult2_language: { en: "Second adult language", es: "Idioma de la segunda persona adulta" },
  adult2_lives_with_child: { en: "Second adult lives with child", es: "La segunda persona adulta vive con el niño o la niña" },
  contact_way: { en: "Safe way to reach", es: "Contacto seguro" },
  phone: { en: "Phone", es: "Teléfono" },
  email: { en: "E-mail", es: "Correo electrónico" },
  voicemail: { en: "Voicemail", es: "Buzón de voz" },
  safe_hours: { en: "Safe hours", es: "Horas seguras" },
  source: { en: "Source", es: "Procedencia" },
  reasons: { en: "Reasons", es: "Motivos" },
  words: { en: "In their words", es: "Con sus palabras" },
  payer: { en: "Payer", es: "Quién paga" },
  identifier: { en: "Number", es: "Número" },
  identifier_system: { en: "Number given by", es: "Número dado por" },
};

/** Other headings by which a column is known, in either language. Case, accents and punctuation do not matter. */
export const otherHeadings: Partial<Record<ListField, readonly string[]>> = {
  child_given_name: ["first name", "child first name", "given name", "client first name", "patient first name", "nombre", "nombre del niño", "nombre de la niña", "nombre del menor"],
  child_family_name: ["last name", "child last name", "family name", "surname", "client last name", "patient last name", "apellido", "apellidos", "apellidos del niño", "apellidos de la niña", "apellidos del menor"],
  child_birth_date: ["birth date", "date of birth", "dob", "child dob", "child date of birth", "birthdate", "fecha de nacimiento", "nacimiento", "fecha de nacimiento del niño", "fecha de nacimiento de la niña"],
  child_age: ["age", "edad", "edad del niño", "edad de la niña"],
  child_language: ["language", "idioma", "lengua", "primary language"],
  adult_given_name: ["guardian first name", "guardian given name", "caregiver first name", "parent first name", "nombre del tutor", "nombre de la tutora", "nombre del cuidador", "nombre de la cuidadora"],
  adult_family_name: ["guardian last name", "guardian family name", "caregiver last name", "parent last name", "apellidos del tutor", "apellidos de la tutora", "apellidos del cuidador", "apellidos de la cuidadora"],
  adult_relation: ["relation", "relationship", "guardian relation", "relationship to child", "caregiver relation", "parentesco", "relación"],
  adult_birth_date: ["guardian birth date", "guardian dob", "caregiver birth date", "caregiver dob"],
  adult_language: ["guardian language", "caregiver language", "idioma del tutor", "idioma de la tutora"],
  adult_lives_with_child: ["lives with child", "vive con el niño", "vive con la niña"],
  authority: ["legal authority", "custody", "guardianship", "autoridad", "custodia", "tutela"],
  authority_document: ["court order", "custody document", "documento", "orden judicial"],
  authority_scopes: ["authority scopes", "may decide", "puede decidir"],
  authority_from: ["authority since", "autoridad a partir de"],
  contact_way: ["contact way", "preferred contact", "how to reach", "forma de contacto", "cómo contactar"],
  phone: ["telephone", "phone number", "mobile", "cell", "cell phone", "celular", "móvil", "número de teléfono"],
  email: ["email", "mail", "email address", "correo", "correo-e"],
  voicemail: ["voice mail", "buzón"],
  safe_hours: ["safe times", "best time", "horario seguro", "horas"],
  source: ["referral source", "referred by", "origen", "fuente"],
  reasons: ["reason", "referral reason", "referral reasons", "motivo", "motivo de consulta", "motivos de consulta"],
  words: ["notes", "comments", "own words", "notas", "comentarios", "observaciones"],
  payer: ["insurance", "insurer", "pagador", "seguro", "aseguradora"],
  identifier: ["id", "identifier", "mrn", "client id", "medicaid id", "identificador", "expediente"],
  identifier_system: ["id system", "identifier system", "issuer", "sistema"],
};

/** What was expected in a cell. */
export const expectations = {
  needed: { en: "Expected a value here.", es: "Se espera un valor aquí." },
  longest: (most: number): Words => ({ en: `Expected at most ${most} characters, on one line.`, es: `Se esperan como máximo ${most} caracteres, en una sola línea.` }),
  isoDate: { en: "Expected a date as year, month and day, such as 2021-03-04.", es: "Se espera una fecha como año, mes y día, por ejemplo 2021-03-04." },
  usDate: { en: "Expected a date as month, day and year, such as 3/4/2021.", es: "Se espera una fecha como mes, día y año, por ejemplo 3/4/2021." },
  past: { en: "Expected a date that is not in the future.", es: "Se espera una fecha que no esté en el futuro." },
  birthOrAge: { en: "Expected a birth date or an age.", es: "Se espera una fecha de nacimiento o una edad." },
  age: { en: "Expected the age in years as a number, or “not born”.", es: "Se espera la edad en años como número, o “por nacer”." },
  oneOf: (list: Words): Words => ({ en: `Expected one of: ${list.en}.`, es: `Se espera uno de estos valores: ${list.es}.` }),
  someOf: (list: Words): Words => ({ en: `Expected some of these, with | between them: ${list.en}.`, es: `Se esperan algunos de estos valores, separados por |: ${list.es}.` }),
  yesNo: { en: "Expected yes or no.", es: "Se espera sí o no." },
  phone: { en: "Expected a phone number of the United States with 10 digits.", es: "Se espera un teléfono de Estados Unidos con 10 cifras." },
  email: kernelWords.someEmail,
  hours: { en: "Expected “any”, or safe hours such as mon_morning|wed_later (mon to fri; morning, midday, later).", es: "Se espera “cualquiera”, u horas seguras como mon_morning|wed_later (mon a fri; morning, midday, later)." },
  wayFirst: { en: "Expected how it is safe to reach this adult: call, text, e-mail, or do not contact.", es: "Se espera cómo es seguro contactar a esta persona: llamada, mensaje, correo o no contactar." },
  noWay: { en: "Expected nothing here: this family asks not to be contacted.", es: "No se espera nada aquí: esta familia pide que no se le contacte." },
  documentToo: { en: "Expected the document from which the authority was read, and its date.", es: "Se espera el documento del que se leyó la autoridad, con su fecha." },
  adultFirst: { en: "Expected the given name of the adult whom this is about.", es: "Se espera el nombre de la persona adulta a la que se refiere." },
  authorityFirst: { en: "Expected which authority this is about.", es: "Se espera a qué autoridad se refiere." },
  systemToo: { en: "Expected who gave this number, such as the name of the other system.", es: "Se espera quién dio este número, por ejemplo el nombre del otro sistema." },
} as const;

/** Further words for values, in either language, by the value that they mean. */
export const otherValues: Record<string, string> = {
  mother: "birth_parent", father: "birth_parent", parent: "birth_parent", mom: "birth_parent", dad: "birth_parent", madre: "birth_parent", padre: "birth_parent", mamá: "birth_parent", papá: "birth_parent",
  grandmother: "kin", grandfather: "kin", grandparent: "kin", aunt: "kin", uncle: "kin", abuela: "kin", abuelo: "kin", tía: "kin", tío: "kin", relative: "kin", familiar: "kin",
  foster: "foster_parent", adoptive: "adoptive_parent", stepmother: "step_parent", stepfather: "step_parent", madrastra: "step_parent", padrastro: "step_parent", tutor: "guardian", tutora: "guardian",
  phone: "call", telephone: "call", llamada: "call", teléfono: "call", sms: "text", mensaje: "text", correo: "email", "e-mail": "email", none: "do_not_contact", "no contactar": "do_not_contact", "do not contact": "do_not_contact",
  english: "en", inglés: "en", spanish: "es", español: "es", castellano: "es",
};

/** The made-up rows of the template. */
export const exampleRows: readonly Partial<Record<ListField, Words>>[] = [
  {
    child_given_name: { en: "Example", es: "Ejemplo" }, child_family_name: { en: "Made-Up", es: "Inventado" }, child_birth_date: { en: "2022-05-02", es: "2022-05-02" }, child_language: { en: "en", es: "es" },
    adult_given_name: { en: "Sample", es: "Muestra" }, adult_family_name: { en: "Made-Up", es: "Inventada" }, adult_relation: { en: "birth_parent", es: "birth_parent" }, adult_lives_with_child: { en: "yes", es: "sí" },
    authority: { en: "parent", es: "parent" }, authority_document: { en: "Birth certificate of 2022-05-02", es: "Acta de nacimiento del 2022-05-02" }, authority_scopes: { en: "treatment|records", es: "treatment|records" },
    contact_way: { en: "call", es: "call" }, phone: { en: "202-555-0142", es: "202-555-0142" }, voicemail: { en: "hang_up", es: "hang_up" }, safe_hours: { en: "any", es: "cualquiera" },
    source: { en: "phone", es: "phone" }, reasons: { en: "loss|separation", es: "loss|separation" }, identifier: { en: "A-1042", es: "A-1042" }, identifier_system: { en: "Former system", es: "Sistema anterior" },
  },
  { child_given_name: { en: "Second", es: "Segundo" }, child_family_name: { en: "Made-Up", es: "Inventado" }, child_age: { en: "3", es: "3" }, contact_way: { en: "do_not_contact", es: "do_not_contact" }, source: { en: "professional", es: "professional" }, words: { en: "A made-up row. Delete it.", es: "Una fila inventada. Bórrela." } },
];
