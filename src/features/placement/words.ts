import type { Language, Words } from "#kernel/language.ts";
import type { ReviewKind } from "./contract.ts";

/** What each thing to look at again is called, and what to do. */
export const reviewWords: Record<ReviewKind, { title: Words; about: Words }> = {
  safety_gate: { title: { en: "Safety before the child comes along", es: "Seguridad antes de incluir al niño o la niña" }, about: { en: "Ask anew whether it is safe to include the child with this caregiver (gate G1).", es: "Pregunte de nuevo si es seguro incluir al niño o la niña con esta persona cuidadora (paso G1)." } },
  authority: { title: { en: "Who may consent now", es: "Quién puede dar permiso ahora" }, about: { en: "Read the order or paper, record who holds authority for what, and ask for a new consent where one is missing.", es: "Lea la orden o el documento, anote quién tiene autoridad y para qué, y pida un permiso nuevo si falta." } },
  contacts: { title: { en: "Addresses and ways to reach them", es: "Direcciones y formas de contacto" }, about: { en: "Check each address and each way anew; keep the new address confidential until you know better.", es: "Compruebe de nuevo cada dirección y cada forma de contacto; mantenga confidencial la dirección nueva hasta saber más." } },
  orders: { title: { en: "Orders and visits", es: "Órdenes y visitas" }, about: { en: "Record the order of protection and the visit terms, from the paper itself.", es: "Anote la orden de protección y las condiciones de visita, leyéndolas del propio documento." } },
  z_codes: { title: { en: "Codes of circumstances", es: "Códigos de circunstancias" }, about: { en: "See whether a Z code for the placement is to be added or ended among the diagnoses.", es: "Vea si hay que añadir o terminar, entre los diagnósticos, un código Z por el acogimiento." } },
  baseline: { title: { en: "First measures of the new caregiver", es: "Primeras medidas de la nueva persona cuidadora" }, about: { en: "Send the measures: with another informant a new series begins.", es: "Envíe las medidas: con otro informante empieza una serie nueva." } },
  appointments: { title: { en: "Times, place and transport", es: "Horas, lugar y transporte" }, about: { en: "Confirm the coming appointments with whoever brings the child now.", es: "Confirme las próximas citas con quien trae ahora al niño o la niña." } },
  coverage: { title: { en: "Coverage", es: "Cobertura" }, about: { en: "Ask whether the insurance changes with the home.", es: "Pregunte si el seguro cambia con el hogar." } },
  releases: { title: { en: "Releases, drafts and letters", es: "Autorizaciones, borradores y cartas" }, about: { en: "Look at each one that is open: it may go to somebody who no longer may read it.", es: "Revise cada uno pendiente: puede ir a alguien que ya no debe leerlo." } },
  story: { title: { en: "Story and triangle", es: "Historia y triángulo" }, about: { en: "Review what the child was told, and what the child needs to hear about this change.", es: "Revise lo que se le contó al niño o la niña y lo que necesita oír sobre este cambio." } },
  goodbye: { title: { en: "Goodbye", es: "Despedida" }, about: { en: "Plan how the child and this caregiver say goodbye.", es: "Planifique cómo se despiden el niño o la niña y esta persona cuidadora." } },
  child_welfare: { title: { en: "Child welfare", es: "Protección de menores" }, about: { en: "Call the caseworker: agree that therapy goes on, and with whom.", es: "Llame a la trabajadora social: acuerden que la terapia sigue, y con quién." } },
  formulation: { title: { en: "Formulation", es: "Formulación" }, about: { en: "Write a new version: what does this change mean to the child?", es: "Escriba una versión nueva: ¿qué significa este cambio para el niño o la niña?" } },
  supervision: { title: { en: "In supervision", es: "En supervisión" }, about: { en: "Talk the change over with the clinician.", es: "Comente el cambio con la terapeuta." } },
};

/** Why an appointment was cancelled by a change, as its status says. */
export const cancelledBy: Words = { en: "Cancelled: the child's home or caregiver changed.", es: "Cancelada: cambió el hogar o la persona cuidadora." };

type Say<Given extends unknown[]> = Record<Language, (...given: Given) => string>;
const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

/** The sentences of the eleven steps. Days come in written. */
export const stepWords = {
  partEnds: { en: (name, day) => `${name} has no part in the case after ${day}.`, es: (name, day) => `${name} deja de participar en el caso después del ${day}.` } as Say<[string, string]>,
  livesApart: { en: (name, day) => `${name} lives apart from ${day} on.`, es: (name, day) => `${name} vive aparte desde el ${day}.` } as Say<[string, string]>,
  comes: { en: (name, day) => `The child lives with ${name} from ${day} on.`, es: (name, day) => `El niño o la niña vive con ${name} desde el ${day}.` } as Say<[string, string]>,
  joins: { en: (name, day) => `${name} is a caregiver of the case from ${day} on.`, es: (name, day) => `${name} es persona cuidadora del caso desde el ${day}.` } as Say<[string, string]>,
  home: { en: (kind, day) => `Home from ${day} on: ${kind}. The home before ends the day before.`, es: (kind, day) => `Hogar desde el ${day}: ${kind}. El anterior termina la víspera.` } as Say<[string, string]>,
  visits: { en: (name) => `The visit terms of ${name} begin anew.`, es: (name) => `Empiezan nuevas condiciones de visita para ${name}.` } as Say<[string]>,
  authorityEnds: { en: (holder, day) => `The authority of ${holder} ends on ${day}.`, es: (holder, day) => `La autoridad de ${holder} termina el ${day}.` } as Say<[string, string]>,
  consentsEnd: { en: (count) => `${many(count, "consent rests on it and ends with it", "consents rest on it and end with it")}.`, es: (count) => `${count === 1 ? "1 permiso se apoya en ella y termina con ella" : `${count} permisos se apoyan en ella y terminan con ella`}.` } as Say<[number]>,
  consentGone: { en: "Then no consent to treatment holds: no session of the second stage can be booked until one is signed (gate G2).", es: "Entonces no queda ningún permiso de tratamiento vigente: no se podrá reservar ninguna sesión de la segunda etapa hasta que se firme uno (paso G2)." },
  consentHolds: { en: "A consent to treatment still holds.", es: "Sigue vigente un permiso de tratamiento." },
  accessEnds: { en: (name, day) => `From ${day} on ${name} can open nothing: sign-in, links to measures and messages that wait are dead.`, es: (name, day) => `Desde el ${day} ${name} no puede abrir nada: quedan sin efecto su acceso, los enlaces a medidas y los mensajes en espera.` } as Say<[string, string]>,
  nowOpen: { en: (links, messages) => `Alive today: ${many(links, "link", "links")}, ${many(messages, "waiting message", "waiting messages")}.`, es: (links, messages) => `Vigente hoy: ${many(links, "enlace", "enlaces")}, ${many(messages, "mensaje en espera", "mensajes en espera")}.` } as Say<[number, number]>,
  keepsReading: { en: (name) => `${name} still holds an authority to read the record, so the sign-in goes on for that alone. End the authority, or record a limit.`, es: (name) => `${name} conserva autoridad para leer el expediente, así que su acceso sigue solo para eso. Termine la autoridad o anote un límite.` } as Say<[string]>,
  nobodyLeaves: { en: "Nobody loses access.", es: "Nadie pierde el acceso." },
  dyadCloses: { en: (name) => `The dyad with ${name} closes.`, es: (name) => `Se cierra la díada con ${name}.` } as Say<[string]>,
  dyadRests: { en: (name) => `The dyad with ${name} rests; what was stays readable to ${name}.`, es: (name) => `La díada con ${name} queda en pausa; lo anterior sigue siendo legible para ${name}.` } as Say<[string]>,
  dyadOpens: { en: (name) => `A dyad with ${name} opens, and with it the first steps of stage one.`, es: (name) => `Se abre una díada con ${name} y, con ella, los primeros pasos de la etapa uno.` } as Say<[string]>,
  seriesBreak: { en: (day) => `What is told about the child breaks on ${day}: no change is counted across it.`, es: (day) => `Lo que se cuenta del niño o la niña se interrumpe el ${day}: no se calcula ningún cambio a través de esa fecha.` } as Say<[string]>,
  sessions: { en: (count) => `${many(count, "appointment expects", "appointments expect")} somebody who leaves. Decide on each below.`, es: (count) => `${count === 1 ? "1 cita espera" : `${count} citas esperan`} a alguien que se va. Decida abajo sobre cada una.` } as Say<[number]>,
  noSessions: { en: "No appointment is touched.", es: "No afecta a ninguna cita." },
  redecided: { en: "Eligibility is decided anew and kept.", es: "La elegibilidad se decide de nuevo y se guarda." },
  tasks: { en: (count) => `${many(count, "thing", "things")} to look at come to Today, each with its day.`, es: (count) => `${many(count, "asunto pasa", "asuntos pasan")} a Hoy, cada uno con su fecha.` } as Say<[number]>,
  reviewOf: { en: (title, name, day) => `${title}${name === "" ? "" : ` (${name})`}, by ${day}`, es: (title, name, day) => `${title}${name === "" ? "" : ` (${name})`}, antes del ${day}` } as Say<[string, string, string]>,
} as const;
