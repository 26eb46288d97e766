import type { Words } from "#kernel/language.ts";
import type { lifeEventKinds } from "./contract.ts";

export const stageNames: Record<number, Words> = {
  1: { en: "One, getting to know each other", es: "Uno, conocerse" },
  2: { en: "Two, together", es: "Dos, juntos" },
  3: { en: "Three, looking back and goodbye", es: "Tres, repaso y despedida" },
};

export const eventNames: Record<string, Words> = {
  maltreatment: { en: "Maltreatment", es: "Maltrato" },
  sudden_or_traumatic_death_of_caregiver: { en: "Sudden or traumatic death of a caregiver", es: "Muerte repentina o traumática de quien cuidaba" },
  serious_accident: { en: "Serious accident", es: "Accidente grave" },
  medical_trauma: { en: "Medical trauma", es: "Trauma médico" },
  sexual_abuse: { en: "Sexual abuse", es: "Abuso sexual" },
  physical_abuse: { en: "Physical abuse", es: "Maltrato físico" },
  neglect: { en: "Neglect", es: "Negligencia" },
  exposure_to_domestic_violence: { en: "Violence at home", es: "Violencia en el hogar" },
  separation_or_placement_change: { en: "Separation or change of placement", es: "Separación o cambio de hogar" },
  community_violence: { en: "Violence in the community", es: "Violencia en la comunidad" },
  other: { en: "Other", es: "Otro" },
};

export const problemNames: Record<string, Words> = {
  behavioral: { en: "Behavior", es: "Conducta" },
  attachment: { en: "Attachment", es: "Apego" },
  mental_health: { en: "Mental health", es: "Salud mental" },
  post_traumatic_stress: { en: "Post-traumatic stress", es: "Estrés postraumático" },
};

export const lifeEventNames: Record<(typeof lifeEventKinds)[number], Words> = {
  placement_move: { en: "Move", es: "Mudanza" },
  visit: { en: "Visit", es: "Visita" },
  court: { en: "Court", es: "Juzgado" },
  reunification: { en: "Reunification", es: "Reunificación" },
  birth: { en: "Birth", es: "Nacimiento" },
  death: { en: "Death", es: "Muerte" },
  separation: { en: "Separation", es: "Separación" },
  anniversary: { en: "Anniversary", es: "Aniversario" },
  other: { en: "Other", es: "Otro" },
};

/** The sections of the record as headings. A heading that somebody wrote is shown as written. */
export const sectionNames: Record<string, Words> = {
  safety: { en: "Safety", es: "Seguridad" },
  regulation: { en: "Body and regulation", es: "Cuerpo y regulación" },
  reciprocity: { en: "Give and take", es: "Ida y vuelta" },
  feelings: { en: "Feelings", es: "Sentimientos" },
  play: { en: "Play and story", es: "Juego y relato" },
  triggers: { en: "Reminders", es: "Recordatorios" },
  own_history_early_good: { en: "Early memories, good ones", es: "Primeros recuerdos, los buenos" },
  own_history_early_hard: { en: "Early memories, hard ones", es: "Primeros recuerdos, los difíciles" },
  own_history_growing_up: { en: "Growing up", es: "Al crecer" },
  own_history_today: { en: "What of it is there today", es: "Lo que queda de eso hoy" },
  about_self: { en: "About herself or himself", es: "Sobre sí" },
  ports_of_entry: { en: "Ports of entry", es: "Puertas de entrada" },
  interventions: { en: "What was done", es: "Lo que se hizo" },
  targets: { en: "Targets", es: "Puntos de trabajo" },
  content: { en: "Content", es: "Contenido" },
  context: { en: "Context", es: "Contexto" },
  plan: { en: "Plan", es: "Plan" },
  reflection: { en: "Reflection", es: "Reflexión" },
  goals: { en: "Goals worked on", es: "Metas trabajadas" },
  steps: { en: "Steps done", es: "Pasos dados" },
  siblings: { en: "Seen together with a brother or sister", es: "En sesión con una hermana o un hermano" },
  telehealth: { en: "Where they were", es: "Dónde estaban" },
};

/** The sentences of the list of families. */
export const listWords = {
  title: { en: "Families", es: "Familias" },
  yours: { en: "Your family", es: "Su familia" },
  search: { en: "Name of the child or an adult", es: "Nombre del niño o de un adulto" },
  find: { en: "Find", es: "Buscar" },
  status: { en: "Which", es: "Cuáles" },
  open: { en: "Open", es: "Abiertos" },
  closed: { en: "Closed", es: "Cerrados" },
  all: { en: "All", es: "Todos" },
  child: { en: "Child", es: "Niño o niña" },
  age: { en: "Age", es: "Edad" },
  stage: { en: "Stage", es: "Etapa" },
  clinician: { en: "Clinician", es: "Terapeuta" },
  nobody: { en: "nobody yet", es: "nadie todavía" },
  last: { en: "Last session", es: "Última sesión" },
  next: { en: "Next session", es: "Próxima sesión" },
  isClosed: { en: "closed", es: "cerrado" },
  none: { en: "No family is yours yet.", es: "Todavía no tiene ninguna familia." },
  noneWhy: { en: "A family comes here once its case is opened and somebody is assigned.", es: "Una familia aparece aquí cuando se abre su caso y alguien queda a cargo." },
  noMatch: { en: (text: string) => `Nobody of the name “${text}” among these families.`, es: (text: string) => `Nadie con el nombre «${text}» entre estas familias.` },
  showAll: { en: "Show all families", es: "Mostrar todas las familias" },
  sameChild: { en: "The same child twice", es: "Expedientes repetidos" },
  openCase: { en: "Open a case", es: "Abrir un caso" },
};

/** The list as a file: its name, which says nothing of a family, and the headings that the screen does not have. */
export const fileWords = {
  name: { en: "families", es: "familias" },
  givenName: { en: "Child: given name", es: "Niño o niña: nombre" },
  familyName: { en: "Child: family name", es: "Niño o niña: apellidos" },
  birthDate: { en: "Child: date of birth", es: "Niño o niña: fecha de nacimiento" },
  opened: { en: "Case opened", es: "Caso abierto" },
};

/** Ages in years and months, as the field says them. */
export const ageWords = {
  en: (years: number, months: number) => [years > 0 ? `${years} ${years === 1 ? "year" : "years"}` : null, months > 0 || years === 0 ? `${months} ${months === 1 ? "month" : "months"}` : null].filter((one) => one !== null).join(" "),
  es: (years: number, months: number) => [years > 0 ? `${years} ${years === 1 ? "año" : "años"}` : null, months > 0 || years === 0 ? `${months} ${months === 1 ? "mes" : "meses"}` : null].filter((one) => one !== null).join(" y "),
};
