import type { Words } from "#kernel/language.ts";
import type { LineFault, Step, StepKey } from "./contract.ts";

/** The sentences of the first steps of an agency. */
export const words = {
  back: { en: "Programme", es: "Programa" },
  title: { en: "First steps", es: "Primeros pasos" },
  lead: { en: "From an empty programme to the first signed note. Leave and come back whenever you like: what is done is read from the record itself.", es: "De un programa vacío a la primera nota firmada. Salga y vuelva cuando quiera: lo hecho se lee del propio registro." },
  over: { en: "The first note is signed. The programme works.", es: "La primera nota está firmada. El programa funciona." },
  next: { en: "next", es: "siguiente" },
  states: { done: { en: "done", es: "hecho" }, draft: { en: "begun", es: "empezado" }, not_yet: { en: "not yet", es: "todavía no" } } satisfies Record<Step["state"], Words>,
  progress: { en: (done: number, all: number) => `${done} of ${all} steps are done.`, es: (done: number, all: number) => `${done} de ${all} pasos están hechos.` },
  invite: { en: "Invite several people at once", es: "Invitar a varias personas a la vez" },
  lines: { en: "One person a line: name, e-mail, roles", es: "Una persona por línea: nombre, correo, funciones" },
  linesHint: { en: (roles: string) => `For example: Ana Example, ana@example.org, Clinician. Roles: ${roles}.`, es: (roles: string) => `Por ejemplo: Ana Ejemplo, ana@example.org, Terapeuta. Funciones: ${roles}.` },
  send: { en: "Send the invitations", es: "Enviar las invitaciones" },
  needLines: { en: "Write at least one line.", es: "Escriba al menos una línea." },
  invited: { en: "Invited. Each link works once; hand over what no letter brings.", es: "Personas invitadas. Cada enlace sirve una vez; entregue a mano lo que no llegue por carta." },
  notInvited: { en: (name: string, why: string) => `${name}: ${why}`, es: (name: string, why: string) => `${name}: ${why}` },
  linkFor: { en: (name: string) => `Link for ${name}`, es: (name: string) => `Enlace para ${name}` },
  check: { en: "Is it safe? What to mend before a family's words are kept here", es: "¿Es seguro? Qué remediar antes de guardar aquí lo que cuenta una familia" },
  settings: { en: "Settings", es: "Configuración" },
} as const;

/** What a line of invitations lacks. */
export const lineWords: Record<LineFault["wrong"], { en: (line: number) => string; es: (line: number) => string }> = {
  shape: { en: (line) => `Line ${line}: expected a name, an e-mail address and a role, with commas between them.`, es: (line) => `Línea ${line}: se espera un nombre, un correo y una función, separados por comas.` },
  email: { en: (line) => `Line ${line}: expected an e-mail address, such as ana@example.org.`, es: (line) => `Línea ${line}: se espera un correo electrónico, como ana@example.org.` },
  role: { en: (line) => `Line ${line}: expected a role from the list.`, es: (line) => `Línea ${line}: se espera una función de la lista.` },
  twice: { en: (line) => `Line ${line}: this e-mail address stands above already.`, es: (line) => `Línea ${line}: este correo ya está más arriba.` },
};

type Said = { title: Words; why: Words; verbs: readonly { label: Words; href: string }[] };
/** Each step: what it is, why it comes, and where it is done. */
export const stepWords: Record<StepKey, Said> = {
  agency: { title: { en: "Agency and time zone", es: "Agencia y huso horario" }, why: { en: "Days, deadlines and access follow the agency's time zone; families read its public name and number.", es: "Días, plazos y accesos siguen el huso de la agencia; las familias leen su nombre público y su teléfono." }, verbs: [{ label: { en: "Look at the settings", es: "Ver la configuración" }, href: "/app/settings" }] },
  policies: { title: { en: "Rules in force", es: "Normas vigentes" }, why: { en: "They say which sessions count and which services can be billed; what is still a draft warns and never blocks.", es: "Dicen qué sesiones cuentan y qué servicios se pueden facturar; lo que es borrador avisa y nunca bloquea." }, verbs: [{ label: { en: "Open the rulebook", es: "Abrir el reglamento" }, href: "/app/rulebook" }] },
  hours: { title: { en: "Hours and who is on call", es: "Horario y guardias" }, why: { en: "An answer that worries finds a person at any hour only if somebody is named.", es: "Una respuesta que preocupa encuentra a alguien a cualquier hora solo si se nombra a alguien." }, verbs: [{ label: { en: "Set hours and turns", es: "Fijar horario y turnos" }, href: "/app/programme/on-call" }] },
  people: { title: { en: "People", es: "Personas" }, why: { en: "Everybody signs in as themselves, and sees what the role and the families given to them open.", es: "Cada persona entra con su propia cuenta y ve lo que abren su función y las familias a su cargo." }, verbs: [{ label: { en: "Open the programme", es: "Abrir el programa" }, href: "/app/programme#staff" }] },
  credentials: { title: { en: "Licences and training", es: "Licencias y formación" }, why: { en: "Whether a session counts depends on what its clinician held on that day.", es: "Que una sesión cuente depende de lo que su terapeuta tenía ese día." }, verbs: [{ label: { en: "Record credentials", es: "Anotar credenciales" }, href: "/app/programme#staff" }] },
  certificates: { title: { en: "The services you offer", es: "Los servicios que ofrece" }, why: { en: "The certification of the agency and its last fidelity audit decide whether its services can be billed.", es: "La certificación de la agencia y su última auditoría de fidelidad deciden si sus servicios se pueden facturar." }, verbs: [{ label: { en: "Record certificates", es: "Anotar certificados" }, href: "/app/programme#certificates" }] },
  teams: { title: { en: "A team", es: "Un equipo" }, why: { en: "A clinician treats within a team, whose size and parts the rules look at.", es: "Cada terapeuta atiende dentro de un equipo, cuyo tamaño y composición miran las normas." }, verbs: [{ label: { en: "Make a team", es: "Formar un equipo" }, href: "/app/programme#teams" }] },
  supervision: { title: { en: "Supervision", es: "Supervisión" }, why: { en: "A supervisor sees the families of those she supervises, and nobody else's.", es: "Quien supervisa ve a las familias de quienes supervisa, y a ninguna otra." }, verbs: [{ label: { en: "Say who supervises whom", es: "Decir quién supervisa a quién" }, href: "/app/programme#supervision" }] },
  family: { title: { en: "The first family", es: "La primera familia" }, why: { en: "A case names the child, the adults around and who may decide; a list from another system brings many.", es: "Un caso nombra al niño o la niña, a las personas adultas y a quien puede decidir; una lista de otro sistema trae muchos." }, verbs: [{ label: { en: "Open a case", es: "Abrir un caso" }, href: "/app/open-case" }, { label: { en: "Bring in a list", es: "Traer una lista" }, href: "/app/lists" }] },
  session: { title: { en: "The first session", es: "La primera sesión" }, why: { en: "Booking says at once whether the session will count.", es: "Al reservar se sabe enseguida si la sesión contará." }, verbs: [{ label: { en: "Open the calendar", es: "Abrir el calendario" }, href: "/app/calendar" }] },
  note: { title: { en: "The first signed note", es: "La primera nota firmada" }, why: { en: "The clinician writes and signs it; from then on Today shows what is owed.", es: "La escribe y la firma la o el terapeuta; desde entonces Hoy muestra lo pendiente." }, verbs: [] },
};
