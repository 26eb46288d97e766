import type { Words } from "#kernel/language.ts";
import type { Role } from "#features/disclosure/contract.ts";

/** The roles as people call them. */
export const roleNames: Record<Role, Words> = {
  clinician: { en: "Clinician", es: "Terapeuta" },
  trainee: { en: "Clinician in training", es: "Terapeuta en formación" },
  supervisor: { en: "Supervisor", es: "Supervisión" },
  administrator: { en: "Administrator", es: "Administración" },
  privacy_officer: { en: "Privacy officer", es: "Responsable de privacidad" },
  front_desk: { en: "Front desk", es: "Recepción" },
  biller: { en: "Billing", es: "Facturación" },
  auditor: { en: "Auditor", es: "Auditoría" },
  faculty: { en: "Training faculty", es: "Equipo docente" },
  senior_leader: { en: "Senior leader", es: "Dirección general" },
  caregiver: { en: "Caregiver", es: "Persona cuidadora" },
};

/** The sentences of signing in, setting up, invitations and the second factor. */
export const words = {
  signIn: { en: "Sign in", es: "Entrar" },
  signInTitle: { en: "Sign in", es: "Acceso" },
  email: { en: "E-mail", es: "Correo electrónico" },
  password: { en: "Password", es: "Contraseña" },
  code: { en: "Code", es: "Código" },
  codeHint: { en: "Six digits from your code application.", es: "Seis cifras de su aplicación de códigos." },
  needEmail: { en: "Write your e-mail, such as ana@example.org.", es: "Escriba su correo, como ana@example.org." },
  needPassword: { en: "Write your password.", es: "Escriba su contraseña." },
  needCode: { en: "Write the six digits.", es: "Escriba las seis cifras." },
  wrong: { en: "This e-mail and password do not belong together. Check both and try again.", es: "Ese correo y esa contraseña no van juntos. Revise los dos y pruebe otra vez." },
  nowCode: { en: "Now the six digits from your code application.", es: "Ahora las seis cifras de su aplicación de códigos." },
  wrongCode: { en: "This code is not right, or was used before. Wait for the next one.", es: "Ese código no es correcto o ya se usó. Espere al siguiente." },
  people: { en: "Made-up people", es: "Personas inventadas" },
  peopleWhy: { en: "One tap signs in. Everything in it is made up.", es: "Un toque y entra. Todo es inventado." },
  signInAs: { en: (name: string) => `Sign in as ${name}`, es: (name: string) => `Entrar como ${name}` },
  withPassword: { en: "With e-mail and password", es: "Con correo y contraseña" },
  language: { en: "Language", es: "Idioma" },
  staffOnly: { en: "For the people of the programme.", es: "Para las personas del programa." },
};
