import type { Words } from "#kernel/language.ts";
import type { Distance, ReadinessAnswer, Setting, TeamRole } from "./contract.ts";

export const kindNames: Record<"team" | "single", Words> = { team: { en: "Team", es: "Equipo" }, single: { en: "Alone", es: "Individual" } };
export const roleNames: Record<TeamRole, Words> = { senior_leader: { en: "Senior leader", es: "Persona directiva" }, supervisor: { en: "Supervisor", es: "Persona supervisora" }, clinician: { en: "Clinician", es: "Persona clínica" } };
export const settingNames: Record<Setting, Words> = {
  community: { en: "Community mental health", es: "Salud mental comunitaria" },
  hospital: { en: "Hospital or clinic", es: "Hospital o clínica" },
  child_welfare: { en: "Child welfare", es: "Protección de menores" },
  early_childhood: { en: "Early childhood program", es: "Programa de primera infancia" },
  school: { en: "School", es: "Escuela" },
  practice: { en: "Private practice", es: "Consulta privada" },
  university: { en: "University", es: "Universidad" },
  other: { en: "Another setting", es: "Otro lugar" },
};
export const languageNames: Record<"en" | "es" | "other", Words> = { en: { en: "English", es: "Inglés" }, es: { en: "Spanish", es: "Español" }, other: { en: "Another language", es: "Otro idioma" } };
export const distanceNames: Record<Distance, Words> = { area: { en: "Within my own area", es: "Dentro de mi zona" }, far: { en: "Further by road", es: "Más lejos por carretera" }, video: { en: "By video, wherever", es: "Por video, donde sea" } };
export const answerNames: Record<ReadinessAnswer, Words> = { yes: { en: "Yes", es: "Sí" }, partly: { en: "Partly", es: "En parte" }, no: { en: "No", es: "No" }, unknown: { en: "I do not know", es: "No lo sé" } };
export const licenceNames: Record<"full" | "provisional" | "none", Words> = { full: { en: "Full", es: "Plena" }, provisional: { en: "Provisional or associate", es: "Provisional o asociada" }, none: { en: "No license", es: "Sin licencia" } };
export const yesNo: Record<"yes" | "no", Words> = { yes: { en: "Yes", es: "Sí" }, no: { en: "No", es: "No" } };
export const statusNames: Record<string, Words> = {
  draft: { en: "Not handed in", es: "Sin entregar" }, submitted: { en: "Handed in", es: "Entregada" }, reopened: { en: "With the applicant", es: "Con quien la presenta" }, accepted: { en: "Accepted", es: "Aceptada" },
  waiting: { en: "Waiting list", es: "Lista de espera" }, declined: { en: "Declined", es: "No aceptada" }, withdrawn: { en: "Withdrawn", es: "Retirada" },
};

/** `/training`: what can be applied for, and how an application begins. */
export const trainingWords = {
  title: { en: "Training in Child-Parent Psychotherapy", es: "Formación en Psicoterapia para Niños y Padres" },
  lead: { en: "A cohort learns together for a year and a half: days of training, calls between them, and families of your own from the start.", es: "Un grupo aprende junto durante año y medio: días de formación, llamadas entre ellos y familias propias desde el principio." },
  none: { en: "No cohort takes applications at present.", es: "Por ahora ningún grupo recibe solicitudes." },
  runs: (from: string, to: string): Words => ({ en: `From ${from} to ${to}`, es: `Del ${from} al ${to}` }),
  until: (day: string): Words => ({ en: `Applications until ${day}`, es: `Solicitudes hasta el ${day}` }),
  places: (count: number): Words => ({ en: `${count} places`, es: `${count} lugares` }),
  needs: { en: "What it asks for", es: "Qué se pide" },
  requirements: [
    { en: "A team: at least one senior leader with the responsibility and the authority to change how you work, a supervisor, and up to six clinicians.", es: "Un equipo: al menos una persona directiva con la responsabilidad y la autoridad para cambiar cómo trabajan, una persona supervisora y hasta seis personas clínicas." },
    { en: "Or one clinician alone. We look for peers for you.", es: "O una persona clínica sola. Le buscamos colegas." },
    { en: "Each clinician has a license. A provisional one is looked at by a person.", es: "Cada persona clínica tiene licencia. Una provisional la revisa una persona." },
    { en: "You serve families with Medicaid or in a like position.", es: "Atienden a familias con Medicaid o en situación parecida." },
    { en: "Years of experience help us to fit the training to you. They never close the door.", es: "Los años de experiencia nos ayudan a adaptar la formación. Nunca cierran la puerta." },
  ] satisfies Words[],
  begin: { en: "Begin an application", es: "Empezar una solicitud" },
  as: { en: "Who applies?", es: "¿Quién la presenta?" },
  kinds: { team: { en: "A team of an agency", es: "Un equipo de una agencia" }, single: { en: "One clinician", es: "Una persona clínica" } },
  cohort: { en: "For which cohort?", es: "¿Para qué grupo?" },
  email: { en: "Your work email", es: "Su correo de trabajo" },
  emailHint: { en: "We send a private link there. You fill in the application behind it, over as many days as you need.", es: "Le enviamos allí un enlace privado. Con él llena la solicitud, en los días que necesite." },
  send: { en: "Send me the link", es: "Envíenme el enlace" },
  noCohort: { en: "Please pick a cohort.", es: "Por favor, elija un grupo." },
  noKind: { en: "Please pick who applies.", es: "Por favor, elija quién la presenta." },
  sent: { en: "Look into your mailbox", es: "Mire su correo" },
  sentText: { en: "If the address is right, a letter with your private link is on its way. The application begins behind it.", es: "Si la dirección es correcta, va en camino una carta con su enlace privado. La solicitud empieza allí." },
  kept: (days: number): Words => ({ en: `What came to nothing is erased ${days} days after the last change. What you write is read by the faculty of the collaborative, and is in no family’s record.`, es: `Lo que no llega a nada se borra ${days} días después del último cambio. Lo que escribe lo lee el equipo docente y no está en el expediente de ninguna familia.` }),
  refused: { en: "This form could not be taken. Please send it once more.", es: "No pudimos recibir el formulario. Por favor, envíelo otra vez." },
  nothing: { en: "Nothing was sent. Your words are still here.", es: "No se envió nada. Lo que escribió sigue aquí." },
  faults: (count: number): Words => ({ en: count === 1 ? "One thing needs a look" : `${count} things need a look`, es: count === 1 ? "Una cosa necesita atención" : `${count} cosas necesitan atención` }),
  leaveEmpty: { en: "Leave this empty", es: "Deje esto vacío" },
};
