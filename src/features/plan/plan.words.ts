import type { Words } from "#kernel/language.ts";
import type { Intervention, ObjectiveStatus, Rating, SigningPart, StandardGoal } from "./contract.ts";

/** The wording of the text that is signed. A change of words is a new version; what was signed keeps its own. */
export const planWordsVersion = "2026-11";

/** Where the standard goals are found. */
export const goalsCite = "22-A DCMR § 3427.3";

/** The five standard goals in our own words, and as a family reads them. */
export const goalNames: Record<StandardGoal, { name: Words; plain: Words }> = {
  a: { name: { en: "Fewer reactions and symptoms of the child after trauma", es: "Menos reacciones y síntomas del niño o la niña tras el trauma" }, plain: { en: "What happened weighs less on your child", es: "Que lo que pasó le pese menos a su niño o niña" } },
  b: { name: { en: "Child and caregiver function better, and the attachment is stronger", es: "Mejor funcionamiento del niño o la niña y de quien le cuida, y un apego más firme" }, plain: { en: "Your days together go better, and you are close", es: "Que sus días juntos vayan mejor y haya cercanía" } },
  c: { name: { en: "Safety and trust in the relationship", es: "Seguridad y confianza en la relación" }, plain: { en: "Your child feels safe with you", es: "Que su niño o niña se sienta a salvo con usted" } },
  d: { name: { en: "The child's development is on its way again", es: "El desarrollo del niño o la niña retoma su curso" }, plain: { en: "Your child grows and learns as children do", es: "Que su niño o niña crezca y aprenda como los demás" } },
  e: { name: { en: "The caregiver senses and answers what the child needs", es: "Quien cuida percibe y atiende lo que el niño o la niña necesita" }, plain: { en: "You read what your child needs, and answer it", es: "Que usted entienda lo que su niño o niña necesita y le responda" } },
};

export const interventionNames: Record<Intervention, Words> = {
  meaning_through_play: { en: "Finding meaning through play, touch and language", es: "Dar sentido con el juego, el tacto y el lenguaje" },
  developmental_guidance: { en: "Thinking together about the child's development", es: "Pensar juntos en el desarrollo del niño o la niña" },
  speaking_for_the_other: { en: "Saying for one what the other feels or does", es: "Decirle a uno lo que el otro siente o hace" },
  emotional_support: { en: "Emotional support", es: "Apoyo emocional" },
  linking_then_and_now: { en: "Linking then and now", es: "Relacionar el antes y el ahora" },
  benevolent_memories: { en: "Recovering good memories of being cared for", es: "Recuperar buenos recuerdos de haber recibido cuidado" },
  naming_the_event: { en: "Naming what happened and building the story", es: "Nombrar lo que pasó y construir la historia" },
  reminders_and_safety: { en: "Finding reminders; telling past danger from present safety", es: "Hallar recordatorios; distinguir el peligro de antes de la seguridad de ahora" },
  body_regulation: { en: "Calming the body, alone and together", es: "Calmar el cuerpo, a solas y juntos" },
  modelling_protection: { en: "Showing protection; strengthening good moves towards each other", es: "Mostrar protección; reforzar los buenos acercamientos" },
  routines: { en: "Routines and days that can be foreseen", es: "Rutinas y días previsibles" },
  testing_beliefs: { en: "Testing a rigid belief about the child or oneself", es: "Poner a prueba una creencia rígida sobre el niño, la niña o sobre sí" },
  goodbye_and_loss: { en: "Working on goodbyes and losses", es: "Trabajar las despedidas y las pérdidas" },
  concrete_help: { en: "Help in crisis, concrete help, coordination", es: "Ayuda en crisis, ayuda concreta, coordinación" },
};

export const statusNames: Record<ObjectiveStatus, Words> = {
  open: { en: "open", es: "abierto" },
  reached: { en: "reached", es: "alcanzado" },
  changed: { en: "replaced by another", es: "sustituido por otro" },
  dropped: { en: "dropped", es: "abandonado" },
};

export const partNames: Record<SigningPart, Words> = {
  caregiver: { en: "Caregiver", es: "Persona que cuida" },
  clinician: { en: "Clinician", es: "Terapeuta" },
  supervisor: { en: "Supervisor", es: "Supervisión" },
};

export const ratingNames: Record<Rating, Words> = {
  [-1]: { en: "further away than before", es: "más lejos que antes" },
  0: { en: "no progress yet", es: "todavía sin avance" },
  1: { en: "some progress", es: "algo de avance" },
  2: { en: "much progress", es: "mucho avance" },
  3: { en: "reached", es: "alcanzado" },
};

/** What stands in the text of a plan, on the screen and on paper. */
export const textWords = {
  title: { en: "Plan of care", es: "Plan de atención" },
  plainTitle: { en: "Our plan with your family", es: "Nuestro plan con su familia" },
  version: { en: (number: number, day: string) => `Version ${number}, text of ${day}`, es: (number: number, day: string) => `Versión ${number}, texto del ${day}` },
  draft: { en: (number: number) => `Version ${number}, draft`, es: (number: number) => `Versión ${number}, borrador` },
  child: { en: "The child", es: "El niño o la niña" },
  dyad: { en: (name: string) => `The child with ${name}`, es: (name: string) => `El niño o la niña con ${name}` },
  ownGoal: { en: "A goal of this plan's own", es: "Una meta propia de este plan" },
  noGoal: { en: "No goal said", es: "Sin meta indicada" },
  words: { en: "Objective", es: "Objetivo" },
  baseline: { en: "Where it stands now", es: "Cómo está ahora" },
  target: { en: "Reached when", es: "Se alcanza cuando" },
  atMost: { en: (measure: string, value: string) => `${measure}: ${value} or less`, es: (measure: string, value: string) => `${measure}: ${value} o menos` },
  atLeast: { en: (measure: string, value: string) => `${measure}: ${value} or more`, es: (measure: string, value: string) => `${measure}: ${value} o más` },
  interventions: { en: "What we do", es: "Lo que hacemos" },
  review: { en: "Looked at again on", es: "Se vuelve a mirar el" },
  plainHow: { en: "How we will see it", es: "Cómo lo veremos" },
  plainNow: { en: "How it is now", es: "Cómo está ahora" },
  plainAsk: { en: "You can ask about anything here, and say what you want to change.", es: "Usted puede preguntar por cualquier cosa de aquí y decir qué quiere cambiar." },
  signatures: { en: "Signatures", es: "Firmas" },
  signedInPortal: { en: (name: string, day: string) => `Signed by ${name} on ${day}, in the family's own portal`, es: (name: string, day: string) => `Firmado por ${name} el ${day}, en el portal de la familia` },
  signHere: { en: "Name, signature, date", es: "Nombre, firma, fecha" },
  hash: { en: "Mark of this text", es: "Marca de este texto" },
} as const;

/** What gate G3 says. */
export const gateWords = {
  notYet: { en: "Getting to know each other does not ask for a signed plan yet.", es: "Para conocerse todavía no hace falta un plan firmado." },
  met: { en: (day: string) => `A plan of care is signed by caregiver, clinician and supervisor since ${day}.`, es: (day: string) => `Desde el ${day} hay un plan de atención firmado por quien cuida, terapeuta y supervisión.` },
  recorded: { en: (day: string) => `A plan of care was recorded as approved on ${day}.`, es: (day: string) => `Consta un plan de atención aprobado el ${day}.` },
  none: { en: "There is no plan of care to sign yet.", es: "Todavía no hay un plan de atención para firmar." },
  missing: { en: (parts: string) => `The plan of care is not signed yet by: ${parts}.`, es: (parts: string) => `El plan de atención aún no está firmado por: ${parts}.` },
  fixNone: { en: "Write the plan and have it signed.", es: "Escriba el plan y pida las firmas." },
  fixMissing: { en: "Have it signed, or note the attempt with its reason.", es: "Pida las firmas, o anote el intento con su motivo." },
} as const;
