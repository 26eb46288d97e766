import type { Words } from "#kernel/language.ts";

export const credentialNames: Record<"licence" | "degree" | "cpp_training" | "practice", Words> = {
  licence: { en: "Licence", es: "Licencia" },
  degree: { en: "Degree", es: "Título" },
  cpp_training: { en: "CPP training", es: "Formación en CPP" },
  practice: { en: "In practice since", es: "En ejercicio desde" },
};

export const degreeNames: Record<"bachelors" | "masters" | "doctorate" | "other", Words> = {
  bachelors: { en: "Bachelor's", es: "Licenciatura" },
  masters: { en: "Master's", es: "Maestría" },
  doctorate: { en: "Doctorate", es: "Doctorado" },
  other: { en: "Other", es: "Otro" },
};

export const partNames: Record<"supervisor" | "clinician" | "senior_leader", Words> = {
  supervisor: { en: "Supervisor", es: "Supervisión" },
  clinician: { en: "Clinician", es: "Terapeuta" },
  senior_leader: { en: "Senior leader", es: "Dirección general" },
};

export const certificateNames: Record<"cpp_certification" | "fidelity_audit", Words> = {
  cpp_certification: { en: "CPP certification of the agency", es: "Certificación CPP de la agencia" },
  fidelity_audit: { en: "Fidelity audit", es: "Auditoría de fidelidad" },
};

/** The sentences of the programme page. */
export const words = {
  title: { en: "Programme", es: "Programa" },
  staff: { en: "People who work here", es: "Personas que trabajan aquí" },
  name: { en: "Name", es: "Nombre" },
  roles: { en: "Roles", es: "Funciones" },
  credentials: { en: "Credentials", es: "Credenciales" },
  noCredentials: { en: "No credentials recorded", es: "Sin credenciales anotadas" },
  independent: { en: "independent", es: "independiente" },
  supervised: { en: "under supervision", es: "con supervisión" },
  endsOn: { en: (day: string) => `to ${day}`, es: (day: string) => `hasta ${day}` },
  ended: { en: (day: string) => `ended ${day}`, es: (day: string) => `terminó el ${day}` },
  since: { en: (day: string) => `since ${day}`, es: (day: string) => `desde ${day}` },
  addCredential: { en: "Add a credential", es: "Añadir una credencial" },
  addCredentialFor: { en: (name: string) => `Add a credential for ${name}`, es: (name: string) => `Añadir una credencial de ${name}` },
  member: { en: "Person", es: "Persona" },
  kind: { en: "Kind", es: "Tipo" },
  licence: { en: "Licence", es: "Licencia" },
  licenceHint: { en: "Its letters, such as LICSW.", es: "Sus letras, como LICSW." },
  degree: { en: "Degree", es: "Título" },
  field: { en: "Field", es: "Campo" },
  fieldHint: { en: "As in social work, psychology, counseling.", es: "Como trabajo social, psicología o consejería." },
  issuer: { en: "Issued by", es: "Emitida por" },
  number: { en: "Number", es: "Número" },
  practises: { en: "Practises", es: "Ejerce" },
  validFrom: { en: "From", es: "Desde" },
  validTo: { en: "To", es: "Hasta" },
  completedOn: { en: "Completed on", es: "Terminada el" },
  teams: { en: "Teams", es: "Equipos" },
  noTeams: { en: "No team is recorded.", es: "No hay ningún equipo anotado." },
  teamEmpty: { en: "Nobody is in this team.", es: "No hay nadie en este equipo." },
  addTeam: { en: "Add a team", es: "Añadir un equipo" },
  teamName: { en: "Name of the team", es: "Nombre del equipo" },
  addMember: { en: (team: string) => `Add somebody to ${team}`, es: (team: string) => `Añadir a alguien a ${team}` },
  part: { en: "Part", es: "Papel" },
  certificates: { en: "Certificates of the agency", es: "Certificados de la agencia" },
  noCertificates: { en: "No certificate is recorded.", es: "No hay ningún certificado anotado." },
  addCertificate: { en: "Add a certificate", es: "Añadir un certificado" },
  acceptable: { en: "Acceptable", es: "Aceptable" },
  notAcceptable: { en: "Not acceptable", es: "No aceptable" },
  rating: { en: "Rating", es: "Valoración" },
  source: { en: "Document", es: "Documento" },
  sourceHint: { en: "What it was read from, and its date.", es: "De qué se leyó, y su fecha." },
  invite: { en: "Invite somebody", es: "Invitar a alguien" },
  email: { en: "E-mail", es: "Correo electrónico" },
  language: { en: "Language", es: "Idioma" },
  supervisor: { en: "Supervisor", es: "Supervisión" },
  nobody: { en: "Nobody", es: "Nadie" },
  sendInvitation: { en: "Make the invitation", es: "Crear la invitación" },
  invited: { en: (name: string) => `${name} is invited. Give them this link; it works once, for seven days.`, es: (name: string) => `Ya hay invitación para ${name}. Entréguele este enlace; sirve una vez, durante siete días.` },
  link: { en: "Link", es: "Enlace" },
  add: { en: "Add", es: "Añadir" },
  needName: { en: "Write a name.", es: "Escriba un nombre." },
  needEmail: { en: "Write an e-mail, such as ana@example.org.", es: "Escriba un correo, como ana@example.org." },
  needRole: { en: "Pick at least one role.", es: "Elija al menos una función." },
  needDate: { en: "Write the day.", es: "Escriba el día." },
  needChoice: { en: "Choose one.", es: "Elija una opción." },
  needOrder: { en: "The end lies before the beginning.", es: "El final va antes del principio." },
};
