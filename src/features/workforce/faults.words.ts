import type { Words } from "#kernel/language.ts";
import { aboutDay } from "#kernel/saying.ts";

/** Why something about staff and teams is refused. */
export const faultWords = {
  notStaff: { en: "This person does not work here.", es: "Esta persona no trabaja aquí." },
  noTeam: { en: "This team is not known here.", es: "Aquí no se conoce este equipo." },
  noCredential: { en: "This credential is not in the record, or was set right meanwhile.", es: "Esta credencial no consta, o se corrigió entretanto." },
  noCertificate: { en: "This certificate is not in the record, or was set right meanwhile.", es: "Este certificado no consta, o se corrigió entretanto." },
  noMembership: { en: "This person is not recorded in this team.", es: "Esta persona no consta en este equipo." },
  noSupervision: { en: "This supervision is not in the record.", es: "Esta supervisión no consta." },
  otherKind: { en: "The kind stays as it was recorded; add another credential instead.", es: "El tipo queda como se anotó; añada otra credencial." },
  twice: { en: "This person already has this part in the team in those days.", es: "Esta persona ya tiene ese papel en el equipo en esos días." },
  supervisedTwice: { en: "This supervision is already recorded for those days.", es: "Esta supervisión ya consta en esos días." },
  oneself: { en: "Nobody supervises themself.", es: "Nadie se supervisa a sí mismo." },
  lastAdministrator: { en: "Nobody else runs the programme. Make somebody else an administrator first.", es: "Nadie más dirige el programa. Dé antes esa función a otra persona." },
  endTooEarly: { en: "The last day is yesterday at the earliest.", es: "El último día es ayer, como muy pronto." },
  endsAlready: { en: "This person already has a last day. Take it back first.", es: "Esta persona ya tiene un último día. Retírelo antes." },
  worksUntil: (name: string, day: string): Words => aboutDay(day, { en: (on) => `${name} works here until ${on}. Write that day, or an earlier one, as the last.`, es: (on) => `${name} trabaja aquí hasta el ${on}. Escriba como último día esa fecha u otra anterior.` }),
  absenceOver: { en: "These days are over. Write days that are to come.", es: "Esos días ya pasaron. Escriba días por venir." },
  coversOneself: { en: "Nobody covers for themself.", es: "Nadie se cubre a sí mismo." },
  coverTreats: { en: "Expected a colleague who treats families.", es: "Se espera a alguien que atienda a familias." },
  awayAlready: { en: "An absence of this person is recorded for some of these days.", es: "Ya consta una ausencia de esta persona en algunos de esos días." },
  coverAway: { en: "This colleague is away on some of these days.", es: "Esta persona está ausente algunos de esos días." },
  notSupervised: { en: "You do not supervise this person. Ask whoever runs the programme.", es: "Usted no supervisa a esta persona. Pídaselo a quien dirige el programa." },
  noAbsence: { en: "This absence is over, or was ended.", es: "Esta ausencia ya pasó o se terminó." },
  roleTooEarly: { en: "A role begins today at the earliest.", es: "Una función empieza hoy, como muy pronto." },
  roleHeld: { en: "This person has this role on some of these days already.", es: "Esta persona ya tiene esa función algunos de esos días." },
  noRole: { en: "This role is over, or was never given.", es: "Esta función ya terminó o nunca se dio." },
  notToOneself: { en: "Nobody gives a role to themself. Ask another administrator.", es: "Nadie se da una función a sí mismo. Pídaselo a otra persona que administre." },
  notOwnEnd: { en: "Nobody takes back their own last day. Ask another administrator.", es: "Nadie retira su propio último día. Pídaselo a otra persona que administre." },
  noEnd: { en: "This person has no last day that could be taken back.", es: "Esta persona no tiene un último día que se pueda retirar." },
  notSupervisor: { en: "This person is not a supervisor here.", es: "Esta persona no tiene aquí la función de supervisar." },
  teamBegins: (day: string): Words => aboutDay(day, { en: (on) => `The team begins on ${on}.`, es: (on) => `El equipo empieza el ${on}.` }),
  breaks: (day: string, message: Words, clause: string): Words => {
    const on = aboutDay(day, { en: (read) => `From ${read}`, es: (read) => `Desde el ${read}` });
    return { en: `${on.en}: ${message.en} (${clause})`, es: `${on.es}: ${message.es} (${clause})` };
  },
} as const;
