import type { Words } from "#kernel/language.ts";
import type { PlanPart } from "./plans.contract.ts";

/** The sentences of safety plans. */
export const words = {
  title: { en: "Safety plans", es: "Planes de seguridad" },
  why: { en: "Each plan is one adult's own. No other family member sees that there is one.", es: "Cada plan es de una sola persona adulta. Nadie más de la familia ve que existe." },
  failed: { en: "The safety plans could not be fetched.", es: "No se pudieron traer los planes de seguridad." },
  nobody: { en: "No adult is around this child now.", es: "Ahora no hay ninguna persona adulta cercana." },
  nobodyNext: { en: "Add one under People first.", es: "Primero añada una en Personas." },
  noPlan: { en: "No plan yet.", es: "Todavía no hay plan." },
  begin: { en: "Begin a plan", es: "Comenzar un plan" },
  beginNext: { en: "Begin another version", es: "Comenzar otra versión" },
  draft: { en: (number: number) => `Version ${number}: draft`, es: (number: number) => `Versión ${number}: borrador` },
  kept: { en: (number: number, day: string, who: string) => `Version ${number}, kept ${day} by ${who}`, es: (number: number, day: string, who: string) => `Versión ${number}, guardada el ${day} por ${who}` },
  reviewOn: { en: "Look at it together again on", es: "Revisarlo juntos otra vez el" },
  looked: { en: (day: string, who: string) => `Looked at ${day}, ${who}`, es: (day: string, who: string) => `Revisado el ${day}, ${who}` },
  stands: { en: "It stands", es: "Sigue valiendo" },
  changes: { en: "It changes: another version comes", es: "Cambia: viene otra versión" },
  look: { en: "Note that you looked at it together", es: "Anotar que lo revisaron juntos" },
  lookedOn: { en: "On", es: "El día" },
  outcome: { en: "What came of it", es: "Qué resultó" },
  nextOn: { en: "And again on", es: "Y otra vez el" },
  keepLook: { en: "Keep it", es: "Guardar" },
  needDay: { en: "Give the day.", es: "Indique el día." },
  print: { en: "Print", es: "Imprimir" },
  printWhy: { en: "A sheet titled “My notes”. Ask first where it can lie safely. It is never sent.", es: "Una hoja titulada «Mis apuntes». Antes pregunte dónde puede guardarla sin peligro. Nunca se envía." },
  earlier: { en: "Earlier versions", es: "Versiones anteriores" },
  keep: { en: "Keep as a version", es: "Guardar como versión" },
  keepWhy: { en: "What is kept does not change; a change is another version.", es: "Lo guardado no cambia; un cambio es otra versión." },
  childIn: { en: "Whose record these words about the child belong to", es: "A qué expediente pertenece lo que se dice del niño o la niña" },
  childOwn: { en: "This adult's own", es: "Al de esta persona adulta" },
  childChart: { en: "The child's chart", es: "Al del niño o la niña" },
  childChartWhy: { en: "Whoever may read the child's chart reads it, the other parent too.", es: "Lo lee quien puede leer el expediente infantil, también la otra persona responsable." },
  inChart: { en: "In the child's chart", es: "En el expediente infantil" },
  askHappened: { en: (day: string) => `A note of ${day} says that something new happened. Look at the plan together.`, es: (day: string) => `Una nota del ${day} dice que ocurrió algo nuevo. Revisen juntos el plan.` },
  askDay: { en: (day: string) => `To be looked at again since ${day}.`, es: (day: string) => `Toca revisarlo desde el ${day}.` },
  done: { en: "It is kept.", es: "Quedó guardado." },
  twoVersions: { en: "This was changed in two places", es: "Esto se cambió en dos lugares" },
  twoVersionsWhy: { en: "Both are kept until you choose.", es: "Las dos se conservan hasta que usted elija." },
  here: { en: "Here", es: "Aquí" },
  elsewhere: { en: "Elsewhere", es: "En otro lugar" },
} as const;

/** The parts as staff read them. */
export const partNames: Record<PlanPart | "childWords", { name: Words; hint: Words }> = {
  warningSigns: { name: { en: "Warning signs", es: "Señales de alerta" }, hint: { en: "In the adult's own words: what she or he notices first.", es: "En palabras de la persona: qué nota primero." } },
  helps: { name: { en: "What helps", es: "Lo que ayuda" }, hint: { en: "What one can do alone, at once.", es: "Lo que se puede hacer a solas y enseguida." } },
  peoplePlaces: { name: { en: "People and places", es: "Personas y lugares" }, hint: { en: "With whom, and where, it is safe to be.", es: "Con quién y dónde se está a salvo." } },
  contacts: { name: { en: "Safe contacts", es: "Contactos seguros" }, hint: { en: "Whom to call, how, and when it is safe.", es: "A quién llamar, cómo y cuándo es seguro." } },
  childWords: { name: { en: "Who keeps the child safe, and where the child goes", es: "Quién cuida al niño o la niña y adónde va" }, hint: { en: "Say nothing here of where the adult goes.", es: "Aquí no diga adónde va la persona adulta." } },
  papers: { name: { en: "Papers", es: "Papeles" }, hint: { en: "Where they are: birth certificate, orders, keys, medicine.", es: "Dónde están: acta de nacimiento, órdenes, llaves, medicinas." } },
  codeWord: { name: { en: "Code word", es: "Palabra clave" }, hint: { en: "A word that means: call for help.", es: "Una palabra que significa: pida ayuda." } },
};
