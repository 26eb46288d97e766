import type { Words } from "#kernel/language.ts";
import type { Owed } from "./contract.ts";

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

/** The sentences of the first screen. */
export const words = {
  away: { en: (from: string, to: string, cover: string) => `You are away from ${from} to ${to}; ${cover} covers for you.`, es: (from: string, to: string, cover: string) => `Usted se ausenta del ${from} al ${to}; le cubre ${cover}.` },
  covering: { en: (name: string, from: string, to: string, families: number) => `You cover for ${name} from ${from} to ${to}: ${families === 1 ? "one family is" : `${families} families are`} among yours on those days.`, es: (name: string, from: string, to: string, families: number) => `Usted cubre a ${name} del ${from} al ${to}: esos días ${families === 1 ? "una familia figura" : `${families} familias figuran`} entre las suyas.` },
  title: { en: "Today", es: "Hoy" },
  noneSupervised: { en: "Nobody whom you supervise has a visit today.", es: "Hoy no hay visitas de las personas que usted supervisa." },
  allOfToday: { en: (number: number) => `All ${number} of today`, es: (number: number) => `Las ${number} de hoy` },
  onlyNext: { en: "Only what comes next", es: "Solo lo que sigue" },
  programmeToday: {
    en: (visits: number, homes: number, cancelled: number) => `Today in the program: ${[count(visits, "visit", "visits"), ...(homes === 0 ? [] : [`${homes} at home`]), ...(cancelled === 0 ? [] : [`${cancelled} cancelled`])].join(", ")}`,
    es: (visits: number, homes: number, cancelled: number) => `Hoy en el programa: ${[count(visits, "visita", "visitas"), ...(homes === 0 ? [] : [`${homes} a domicilio`]), ...(cancelled === 0 ? [] : [count(cancelled, "cancelada", "canceladas")])].join(", ")}`,
  },
  sessions: { en: (number: number) => count(number, "session", "sessions"), es: (number: number) => count(number, "sesión", "sesiones") },
  homeVisits: { en: (number: number) => count(number, "home visit", "home visits"), es: (number: number) => count(number, "visita a domicilio", "visitas a domicilio") },
  dayLine: { en: "Today's sessions", es: "Sesiones de hoy" },
  atHome: { en: "Visits at home: say in and out", es: "Visitas al hogar: avisar entrada y salida" },
  noSessions: { en: "No session is booked today.", es: "Hoy no hay sesiones reservadas." },
  move: { en: "move", es: "mover" },
  open: { en: "open", es: "abrir" },
  noteOfLastKey: { en: "Write the note of the last session", es: "Escribir la nota de la última sesión" },
  noteOfLast: { en: "note of the last session", es: "nota de la última sesión" },
  with: { en: (who: string) => `with ${who}`, es: (who: string) => `con ${who}` },
  minutes: { en: (minutes: number) => `${minutes} min`, es: (minutes: number) => `${minutes} min` },
  age: { en: (years: number, months: number) => `${years} y ${months} m`, es: (years: number, months: number) => `${years} a ${months} m` },
  now: { en: (time: string) => `Now ${time}`, es: (time: string) => `Ahora ${time}` },
  groups: {
    today: { en: "Before you close today", es: "Antes de cerrar el día" },
    week: { en: "This week", es: "Esta semana" },
    later: { en: "Further ahead", es: "Más adelante" },
  } satisfies Record<string, Words>,
  staysOpen: { en: (who: string) => `Today stays open until the safety review about ${who} is written.`, es: (who: string) => `El día sigue abierto hasta que se escriba la revisión de seguridad sobre ${who}.` },
  staysOpenMany: { en: (number: number) => `Today stays open until ${number} safety reviews are written.`, es: (number: number) => `El día sigue abierto hasta que se escriban ${number} revisiones de seguridad.` },
  nothingOwed: { en: "Nothing asks for you now.", es: "Ahora nada le pide atención." },
  next: { en: (time: string, who: string) => `Next, at ${time}: ${who}.`, es: (time: string, who: string) => `Lo próximo, a las ${time}: ${who}.` },
  noMoreToday: { en: "No further session today.", es: "Hoy no hay más sesiones." },
  showMore: { en: (number: number) => `Show ${number} more`, es: (number: number) => `Mostrar ${number} más` },
  first100: { en: "More than 100 things wait. These come first; the others move up as you go.", es: "Hay más de 100 cosas pendientes. Estas van primero; las demás irán subiendo." },
  failed: { en: "Today's work could not be fetched.", es: "No se pudo traer el trabajo de hoy." },
  toCohorts: { en: "To the cohorts", es: "A los grupos" },
  toFamilies: { en: "Open the families", es: "Abrir las familias" },
} as const;

/** What somebody reads here who owes nothing by role. */
export const roleSentences = {
  privacy_officer: {
    sentence: { en: "Nothing is owed here. You open the families you have to look into.", es: "Aquí no hay nada pendiente. Usted abre las familias que debe revisar." },
    next: { en: "Every opening is written down.", es: "Cada apertura queda registrada." },
  },
  auditor: {
    sentence: { en: "Nothing is owed here. You read the families of your sample.", es: "Aquí no hay nada pendiente. Usted lee las familias de su muestra." },
    next: { en: "Your audits say which ones, and until when.", es: "En sus auditorías consta cuáles son y hasta cuándo." },
  },
  senior_leader: {
    sentence: { en: "Nothing is owed here. No family is open to your role.", es: "Aquí no hay nada pendiente. Su función no abre ninguna familia." },
    next: { en: "Your view is the programme as a whole, never one child.", es: "Usted ve el programa en su conjunto, nunca a un solo niño." },
  },
  faculty: {
    sentence: { en: "Nothing is owed here. No family is open to your role.", es: "Aquí no hay nada pendiente. Su función no abre ninguna familia." },
    next: { en: "Training is taught without charts.", es: "La formación se imparte sin expedientes." },
  },
} satisfies Record<string, { sentence: Words; next: Words }>;

/** The state of a session's note, or of the session itself where it did not take place. */
export const noteStateLabels = {
  planned: { en: "Planned", es: "Prevista" },
  going_on: { en: "Going on now", es: "En curso" },
  note_owed: { en: "Note owed", es: "Nota pendiente" },
  draft: { en: "Draft kept, not signed", es: "Borrador guardado, sin firmar" },
  returned: { en: "Note returned to you", es: "Nota devuelta" },
  awaiting_cosignature: { en: "Waits for co-signature", es: "Espera la segunda firma" },
  signed: { en: "Signed", es: "Firmada" },
  cancelled: { en: "Cancelled", es: "Cancelada" },
  no_show: { en: "Nobody came", es: "Nadie vino" },
} satisfies Record<string, Words>;

/** Whether it is noted who came to a visit. */
export const arrivalLabels = {
  planned: { en: "Planned", es: "Prevista" },
  not_noted: { en: "Check in", es: "Anotar llegada" },
  arrived: { en: "Noted who came", es: "Llegada anotada" },
  cancelled: { en: "Cancelled", es: "Cancelada" },
  no_show: { en: "Nobody came", es: "Nadie vino" },
} satisfies Record<string, Words>;

/** What stands in the place of a name where nobody is named. */
export const nameless: Partial<Record<Owed["kind"], Words>> = {
  alert: { en: "Something waits for you.", es: "Algo le espera." },
  report_due: { en: "A record that you began.", es: "Un registro que usted comenzó." },
  second_look: { en: "Something to read.", es: "Algo que leer." },
  breach: { en: "The register of incidents.", es: "El registro de incidentes." },
  offered_family: { en: "A family is offered to you.", es: "Se le ofrece una familia." },
};

/** What each kind of owed work is called, why it asks, and the verb that does it. */
export const owedLabels: Record<Owed["kind"], { kind: Words; verb: Words }> = {
  safety_review: { kind: { en: "Safety", es: "Seguridad" }, verb: { en: "Review now", es: "Revisar ahora" } },
  alert: { kind: { en: "Waits for you", es: "Le espera" }, verb: { en: "Open it", es: "Abrirlo" } },
  safety_plan_due: { kind: { en: "Safety", es: "Seguridad" }, verb: { en: "Look at it", es: "Revisarlo" } },
  report_due: { kind: { en: "Your record", es: "Su registro" }, verb: { en: "Open it", es: "Abrirlo" } },
  second_look: { kind: { en: "Second look", es: "Segunda mirada" }, verb: { en: "Read", es: "Leer" } },
  question: { kind: { en: "Question", es: "Pregunta" }, verb: { en: "Answer", es: "Responder" } },
  family_message: { kind: { en: "Message", es: "Mensaje" }, verb: { en: "Read and answer", es: "Leer y responder" } },
  visit_wish: { kind: { en: "Visit", es: "Visita" }, verb: { en: "Move it or leave it", es: "Moverla o dejarla" } },
  referral: { kind: { en: "Request", es: "Solicitud" }, verb: { en: "Answer", es: "Responder" } },
  returned_note: { kind: { en: "Returned", es: "Devuelta" }, verb: { en: "Revise", es: "Corregir" } },
  note: { kind: { en: "Note", es: "Nota" }, verb: { en: "Write", es: "Escribir" } },
  cosignature: { kind: { en: "Co-sign", es: "Segunda firma" }, verb: { en: "Read", es: "Leer" } },
  consent_missing: { kind: { en: "Consent", es: "Permiso" }, verb: { en: "See consents", es: "Ver permisos" } },
  consent_ending: { kind: { en: "Consent", es: "Permiso" }, verb: { en: "Have it signed", es: "Pedir la firma" } },
  consent_refused: { kind: { en: "Consent", es: "Permiso" }, verb: { en: "See consents", es: "Ver permisos" } },
  consent_taken_back: { kind: { en: "Consent", es: "Permiso" }, verb: { en: "See consents", es: "Ver permisos" } },
  unassigned: { kind: { en: "Nobody", es: "Sin nadie" }, verb: { en: "Assign somebody", es: "Asignar a alguien" } },
  offered_family: { kind: { en: "Offer", es: "Oferta" }, verb: { en: "Answer", es: "Responder" } },
  message_stuck: { kind: { en: "Message", es: "Mensaje" }, verb: { en: "See the message", es: "Ver el mensaje" } },
  held_service: { kind: { en: "Held", es: "Retenida" }, verb: { en: "See why", es: "Ver por qué" } },
  certificate_ending: { kind: { en: "Certification", es: "Certificación" }, verb: { en: "See what ends", es: "Ver qué termina" } },
  credential_ending: { kind: { en: "Credential", es: "Credencial" }, verb: { en: "See what ends", es: "Ver qué termina" } },
  own_credential_ending: { kind: { en: "Credential", es: "Credencial" }, verb: { en: "See yours", es: "Ver las suyas" } },
  deadline_late: { kind: { en: "Deadline", es: "Plazo" }, verb: { en: "Record the date", es: "Anotar la fecha" } },
  deadline_due: { kind: { en: "Deadline", es: "Plazo" }, verb: { en: "Record the date", es: "Anotar la fecha" } },
  step_late: { kind: { en: "Ending", es: "Cierre" }, verb: { en: "Open the course", es: "Abrir el curso" } },
  ending_due: { kind: { en: "Ending", es: "Cierre" }, verb: { en: "Open the course", es: "Abrir el curso" } },
  visit_late: { kind: { en: "Visit at home", es: "Visita al hogar" }, verb: { en: "Say or find out", es: "Avisar o averiguar" } },
  outreach: { kind: { en: "Out of touch", es: "Sin contacto" }, verb: { en: "See what to do", es: "Ver qué hacer" } },
  recording_to_watch: { kind: { en: "Recording", es: "Grabación" }, verb: { en: "Watch it", es: "Verla" } },
  story_wish: { kind: { en: "Story", es: "Historia" }, verb: { en: "Read it", es: "Leerlo" } },
  referral_out: { kind: { en: "Help", es: "Apoyo" }, verb: { en: "Note what came of it", es: "Anotar el resultado" } },
  audit_due: { kind: { en: "Audit", es: "Auditoría" }, verb: { en: "See audits", es: "Ver auditorías" } },
  audit_to_close: { kind: { en: "Audit", es: "Auditoría" }, verb: { en: "Close it", es: "Cerrarla" } },
  placement_review: { kind: { en: "Change", es: "Cambio" }, verb: { en: "Look at it", es: "Revisarlo" } },
  audit_action: { kind: { en: "Plan", es: "Plan" }, verb: { en: "See the plan", es: "Ver el plan" } },
  fidelity_packet: { kind: { en: "Fidelity packet", es: "Paquete de fidelidad" }, verb: { en: "Look and confirm", es: "Mirar y confirmar" } },
  fidelity_review: { kind: { en: "Fidelity packet", es: "Paquete de fidelidad" }, verb: { en: "Look it over", es: "Revisarlo" } },
  measures_late: { kind: { en: "Measures", es: "Medidas" }, verb: { en: "See what is due", es: "Ver lo que toca" } },
  measures_due: { kind: { en: "Measures", es: "Medidas" }, verb: { en: "See what is due", es: "Ver lo que toca" } },
  glass_review: { kind: { en: "Emergency", es: "Emergencia" }, verb: { en: "Review it", es: "Revisarlo" } },
  own_request: { kind: { en: "Own record", es: "Propio expediente" }, verb: { en: "Answer it", es: "Responderla" } },
  amendment: { kind: { en: "Amendment", es: "Enmienda" }, verb: { en: "Append it", es: "Añadirla" } },
  breach: { kind: { en: "Incident", es: "Incidente" }, verb: { en: "Open the register", es: "Abrir el registro" } },
  purge: { kind: { en: "Purge", es: "Eliminación" }, verb: { en: "Look at it", es: "Revisarla" } },
  hard_moment: { kind: { en: "Supervision", es: "Supervisión" }, verb: { en: "Open the agenda", es: "Abrir la agenda" } },
  supervision_meeting: { kind: { en: "Supervision", es: "Supervisión" }, verb: { en: "Open the meeting", es: "Abrir la reunión" } },
  supervision_rating: { kind: { en: "Supervision", es: "Supervisión" }, verb: { en: "Rate", es: "Valorar" } },
  records_request: { kind: { en: "Records", es: "Expediente" }, verb: { en: "Handle it", es: "Atenderla" } },
};

type Why = { when: string; about: string; by: string };
export const owedWhy: Record<Owed["kind"], { en: (why: Why) => string; es: (why: Why) => string }> = {
  safety_review: { en: ({ when }) => `An answer of ${when} asks for a review the same day. Read it and note who is with the child.`, es: ({ when }) => `Una respuesta del ${when} pide una revisión el mismo día. Léala y anote con quién está el niño o la niña.` },
  alert: { en: ({ when }) => `You were told on ${when}. Take it on, so that nobody else is called.`, es: ({ when }) => `Se le avisó el ${when}. Hágase cargo, para que no se llame a nadie más.` },
  safety_plan_due: { en: () => "A plan waits to be looked at again with the family.", es: () => "Hay un plan que toca revisar otra vez con la familia." },
  report_due: { en: () => "It waits for its next step.", es: () => "Espera el siguiente paso." },
  second_look: { en: ({ when }) => `Written ${when}. It waits for your review.`, es: ({ when }) => `Escrito el ${when}. Espera su revisión.` },
  question: {
    en: ({ about, when }) => (about === "to_call" ? "The answer is written. Call, at the hours that were picked." : about === "nobody" ? `A reader asked on ${when}, and nobody has it.` : `A reader asked on ${when}. The answer is yours.`),
    es: ({ about, when }) => (about === "to_call" ? "La respuesta está escrita. Llame, a las horas elegidas." : about === "nobody" ? `Un lector preguntó el ${when}, y nadie la tiene.` : `Un lector preguntó el ${when}. Le toca responder a usted.`),
  },
  family_message: { en: ({ about, when }) => `${about} wrote on ${when}.`, es: ({ about, when }) => `${about} escribió el ${when}.` },
  visit_wish: { en: ({ about, when }) => `${about} Said on ${when}.`, es: ({ about, when }) => `${about} Lo dijo el ${when}.` },
  referral: { en: ({ when }) => `Came ${when}; nobody has answered yet.`, es: ({ when }) => `Llegó el ${when}; nadie ha respondido todavía.` },
  returned_note: { en: ({ when }) => `Session of ${when}. The note came back with comments.`, es: ({ when }) => `Sesión del ${when}. La nota volvió con comentarios.` },
  note: { en: ({ when }) => `Session of ${when}. The note is not signed.`, es: ({ when }) => `Sesión del ${when}. La nota no está firmada.` },
  cosignature: { en: ({ when }) => `Signed ${when}. It waits for your signature.`, es: ({ when }) => `Firmada el ${when}. Espera su firma.` },
  consent_missing: { en: () => "No consent to treatment is in force.", es: () => "No hay permiso de tratamiento vigente." },
  consent_refused: { en: ({ about }) => `${about}: the answer in the portal is no.`, es: ({ about }) => `${about}: la respuesta en el portal es no.` },
  consent_taken_back: { en: ({ about }) => `${about}: taken back in the portal. What rests on it has stopped.`, es: ({ about }) => `${about}: retirado en el portal. Lo que dependía de ello se detuvo.` },
  consent_ending: { en: ({ about, by }) => `${about}: the last day is ${by}.`, es: ({ about, by }) => `${about}: el último día es el ${by}.` },
  unassigned: { en: () => "The case is open, and nobody is assigned to the family.", es: () => "El caso está abierto y la familia no tiene terapeuta." },
  offered_family: { en: ({ when }) => `Offered ${when}. Say yes or no, so that the family does not wait for nothing.`, es: ({ when }) => `Se ofreció el ${when}. Diga sí o no, para que la familia no espere en vano.` },
  message_stuck: { en: ({ by }) => (by === "" ? "It did not arrive, or nobody can tell. Call, or send it again." : `It did not arrive, or nobody can tell; it is about ${by}. Call, or send it again.`), es: ({ by }) => (by === "" ? "No llegó, o no se sabe. Llame o envíelo otra vez." : `No llegó, o no se sabe; es sobre el ${by}. Llame o envíelo otra vez.`) },
  held_service: { en: ({ when }) => `Signed ${when}. As it stands it cannot be billed.`, es: ({ when }) => `Firmada el ${when}. Tal como está, no se puede facturar.` },
  certificate_ending: { en: () => "The agency's CPP certification ends or has ended. From the day after, no session counts.", es: () => "La certificación CPP de la agencia termina o ha terminado. Desde el día siguiente no cuenta ninguna sesión." },
  credential_ending: { en: () => "Ends or has ended. Record the renewal, or see which sessions would not count.", es: () => "Termina o ha terminado. Anote la renovación, o vea qué sesiones no contarían." },
  own_credential_ending: { en: () => "Yours ends or has ended. Bring the renewal to whoever runs the programme.", es: () => "La suya termina o ha terminado. Entregue la renovación a quien dirige el programa." },
  deadline_late: { en: ({ about, by }) => `${about} The last day was ${by}.`, es: ({ about, by }) => `${about} El último día fue el ${by}.` },
  deadline_due: { en: ({ about }) => about, es: ({ about }) => about },
  step_late: { en: ({ about, by }) => `${about}: it was to be by ${by}.`, es: ({ about, by }) => `${about}: era para el ${by}.` },
  ending_due: { en: ({ about }) => `${about}.`, es: ({ about }) => `${about}.` },
  visit_late: {
    en: ({ about, when }) => (about === "own" ? `You were expected back by ${when}: say that you are out.` : `No word came from this visit at home, expected by ${when}: call.`),
    es: ({ about, when }) => (about === "own" ? `Se le esperaba de vuelta antes de ${when}: avise que ya salió.` : `No llegó aviso de esta visita al hogar, esperado antes de ${when}: llame.`),
  },
  outreach: {
    en: ({ about }) => (about === "closing" ? "Nobody was met or reached for weeks: look for the family, or begin an ending." : about === "search" ? "The family is being looked for: try again." : "Visits were not met: call the family."),
    es: ({ about }) => (about === "closing" ? "Hace semanas sin contacto: busque a la familia o inicie el cierre." : about === "search" ? "Se está buscando a la familia: vuelva a intentarlo." : "Visitas sin encuentro: llame a la familia."),
  },
  recording_to_watch: { en: ({ when }) => `You were asked on ${when} to watch it.`, es: ({ when }) => `El ${when} le pidieron que la vea.` },
  story_wish: { en: ({ when }) => `On ${when} an adult of the family said what to change in their story.`, es: ({ when }) => `El ${when} una persona adulta de la familia dijo qué cambiaría en su historia.` },
  referral_out: { en: ({ about }) => `Sent to ${about}; nobody has said yet what came of it.`, es: ({ about }) => `Se derivó a ${about}; aún no se sabe el resultado.` },
  audit_due: { en: () => "The annual fidelity audit is due. Without one that still stands, sessions stop counting.", es: () => "Toca la auditoría anual de fidelidad. Sin una vigente, las sesiones dejan de contar." },
  audit_to_close: { en: () => "It is rated. Closing it makes the rating the agency's certificate.", es: () => "Ya está calificada. Al cerrarla, la calificación pasa a ser el certificado de la agencia." },
  audit_action: { en: ({ about }) => about, es: ({ about }) => about },
  placement_review: { en: ({ about }) => about, es: ({ about }) => about },
  fidelity_packet: { en: ({ about }) => `${about}. It is filled in from the record.`, es: ({ about }) => `${about}. Ya viene lleno con lo del expediente.` },
  fidelity_review: { en: ({ about }) => `${about}: confirmed, waits for you.`, es: ({ about }) => `${about}: confirmado, espera su revisión.` },
  measures_late: { en: ({ about, by }) => `${about}. The last day was ${by}.`, es: ({ about, by }) => `${about}. El último día fue el ${by}.` },
  measures_due: { en: ({ about }) => `${about}.`, es: ({ about }) => `${about}.` },
  glass_review: { en: ({ when }) => `Opened a record in an emergency on ${when}. It waits for your review.`, es: ({ when }) => `Abrió un expediente en una emergencia el ${when}. Espera su revisión.` },
  own_request: { en: () => "Asks something about the own record and waits for an answer.", es: () => "Pide algo sobre su propio expediente y espera respuesta." },
  amendment: { en: () => "An amendment was accepted: append it to the record, then say so.", es: () => "Se aceptó una enmienda: añádala al expediente y después indíquelo." },
  breach: { en: () => "An incident is not closed: the assessment or a notice is still owed.", es: () => "Un incidente sigue abierto: falta la valoración o un aviso." },
  hard_moment: { en: ({ when }) => `A hard moment was told to you on ${when}.`, es: ({ when }) => `Se le contó un momento difícil el ${when}.` },
  supervision_meeting: { en: ({ when, about }) => (about === "over" ? `Was planned for ${when}; say whether it was held.` : `Meeting ${when}.`), es: ({ when, about }) => (about === "over" ? `Estaba prevista para el ${when}; indique si se celebró.` : `Reunión el ${when}.`) },
  supervision_rating: { en: ({ about }) => `${about}: yours alone until you show it.`, es: ({ about }) => `${about}: solo suya hasta que la muestre.` },
  purge: { en: ({ when }) => `Proposed on ${when}. It takes a second person.`, es: ({ when }) => `Propuesta el ${when}. Hace falta una segunda persona.` },
  records_request: { en: () => "Asks for records and waits for an answer.", es: () => "Pide datos del expediente y espera respuesta." },
};

/** How old a thing is, or when it is due. */
export const ages = {
  today: { en: "today", es: "hoy" },
  daysOld: { en: (days: number) => `${count(days, "day", "days")} old`, es: (days: number) => `desde hace ${count(days, "día", "días")}` },
  waiting: { en: (days: number) => `${count(days, "day", "days")} waiting`, es: (days: number) => `${count(days, "día", "días")} en espera` },
  promised: { en: (when: string) => `answer promised by ${when}`, es: (when: string) => `respuesta prometida para ${when}` },
  promisePast: { en: (when: string) => `promised by ${when}, past`, es: (when: string) => `prometida para ${when}, vencida` },
  ends: { en: (day: string) => `ends ${day}`, es: (day: string) => `termina el ${day}` },
  ended: { en: (day: string) => `ended ${day}`, es: (day: string) => `terminó el ${day}` },
  overdue: { en: (when: string) => `late since ${when}`, es: (when: string) => `con retraso desde el ${when}` },
  due: { en: (when: string) => `due ${when}`, es: (when: string) => `vence el ${when}` },
  blocks: { en: "blocks closing", es: "impide cerrar" },
} as const;

/** The verb of what is owed in the plan of care. */
export const toPlan = { en: "Open the plan", es: "Abrir el plan" };
