import type { Words } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";

const say = (en: string, es: string): Words => ({ en, es });
/** Dates come as the engine reckons with them and are read written out. */
const day = { en: (date: string) => writeDay(date, "en"), es: (date: string) => writeDay(date, "es") };
const plural = (n: number, one: string, many: string) => `${n} ${n === 1 ? one : many}`;
const whoEn = (who: Who) => (who.number === null ? `The ${who.role}` : `${who.role === "clinician" ? "Clinician" : "Supervisor"} ${who.number}`);
const whoEs = (who: Who) => `${who.role === "clinician" ? "La persona clínica" : "La persona supervisora"}${who.number === null ? "" : ` ${who.number}`}`;

/** Of whom something is said: `number` is the place in the team's list, counted from 1; null where there is but one. */
export type Who = { role: "clinician" | "supervisor"; number: number | null };

/** Said of clinicians and supervisors: credential, degree, licence, training. */
export const staffWords = {
  credentialMet: say("The credential is on the list of qualified practitioners.", "La credencial está en la lista de profesionales que califican."),
  credentialOther: (who: Who, credential: string) => ({
    message: say(`${whoEn(who)} has the credential "${credential}", which is not on the list of qualified practitioners; it is not known whether it qualifies.`, `${whoEs(who)} tiene la credencial "${credential}", que no está en la lista de profesionales que califican; no se sabe si califica.`),
    fix: say("Check the spelling of the credential, and the register.", "Revise cómo está escrita la credencial, y el registro."),
  }),
  credentialUnknown: (who: Who) => ({
    message: say(`${whoEn(who)} has no credential on record yet.`, `${whoEs(who)} todavía no tiene una credencial anotada.`),
    fix: say("Record the credential.", "Anote la credencial."),
  }),
  degreeMet: say("The degree is a Master's in a field that is named.", "El título es una maestría en un campo que el texto nombra."),
  degreeBelow: (who: Who) => ({
    message: say(`${whoEn(who)} has a bachelor's degree on record; a Master's is asked for.`, `${whoEs(who)} tiene anotado un título universitario de grado; se pide una maestría.`),
    fix: say("If a Master's was completed since, record it. Until then a colleague with one gives this service.", "Si después terminó una maestría, anótela. Hasta entonces puede prestar este servicio un o una colega que la tenga."),
  }),
  degreeOther: (who: Who) => ({
    message: say(`${whoEn(who)} has a degree that the text does not name; a person decides whether it stands for a Master's.`, `${whoEs(who)} tiene un título que el texto no nombra; una persona decide si equivale a una maestría.`),
    fix: say("Record the Master's where there is one, or ask an administrator to decide and give the reason.", "Anote la maestría si la hay, o pida a la administración que decida y dé el motivo."),
  }),
  fieldOther: (who: Who, field: string) => ({
    message: say(`${whoEn(who)} has a Master's in "${field}", a field that the text does not name; a person decides whether it is a related one.`, `${whoEs(who)} tiene una maestría en "${field}", un campo que el texto no nombra; una persona decide si es un campo afín.`),
    fix: say("Ask an administrator to decide whether the field is related, and to give the reason.", "Pida a la administración que decida si el campo es afín y que dé el motivo."),
  }),
  degreeUnknown: (who: Who) => ({
    message: say(`${whoEn(who)} has no degree and field on record yet.`, `${whoEs(who)} todavía no tiene anotados el título y el campo.`),
    fix: say("Record the degree and its field.", "Anote el título y su campo."),
  }),
  licenceMet: (on: string) => say(`The licence is valid on ${day.en(on)}.`, `La licencia es válida el ${day.es(on)}.`),
  licenceNot: (on: string) => ({
    message: say(`The licence on record is not valid on ${day.en(on)}.`, `La licencia anotada no es válida el ${day.es(on)}.`),
    fix: say("Record the renewed licence, or let a licensed colleague give this service.", "Anote la licencia renovada, o pida que preste este servicio un o una colega con licencia."),
  }),
  licenceUnknown: {
    message: say("The dates of the licence are not known yet.", "Todavía no se conocen las fechas de la licencia."),
    fix: say("Record from when until when the licence is valid.", "Anote desde cuándo y hasta cuándo es válida la licencia."),
  },
  trainingMet: say("The approved clinical training is completed.", "La formación clínica aprobada está completa."),
  trainingLater: (completedOn: string) => ({
    message: say(`The clinician completed the approved training on ${day.en(completedOn)}, after this session.`, `La persona clínica terminó la formación aprobada el ${day.es(completedOn)}, después de esta sesión.`),
    fix: say("Check the date of completion; sessions count from that day on.", "Revise la fecha en que la terminó; las sesiones cuentan desde ese día."),
  }),
  trainingNot: (who: Who) => ({
    message: say(`${whoEn(who)} has not completed the approved training yet.`, `${whoEs(who)} todavía no ha terminado la formación aprobada.`),
    fix: say("Plan the training, and record the day it is completed.", "Planifique la formación y anote el día en que se termine."),
  }),
  trainingUnknown: (who: Who) => ({
    message: say(`${whoEn(who)} has no completed training on record yet.`, `${whoEs(who)} todavía no tiene anotada una formación terminada.`),
    fix: say("Record when the approved training was completed.", "Anote cuándo se terminó la formación aprobada."),
  }),
  noClinicians: say("The team has no clinicians.", "El equipo no tiene personas clínicas."),
  noSupervisors: say("The team has no supervisor, so there is nothing to check here.", "El equipo no tiene supervisión, así que aquí no hay nada que revisar."),
  independentMet: say("The supervisor is independently licensed.", "La persona supervisora tiene licencia independiente."),
  independentNot: (who: Who) => ({
    message: say(`${whoEn(who)} is not independently licensed.`, `${whoEs(who)} no tiene licencia independiente.`),
    fix: say("Name a supervisor with an independent licence.", "Nombre una supervisión con licencia independiente."),
  }),
  independentUnknown: (who: Who) => ({
    message: say(`It is not known yet whether ${who.number === null ? "the supervisor" : `supervisor ${who.number}`} is independently licensed.`, `Todavía no se sabe si la persona supervisora${who.number === null ? "" : ` ${who.number}`} tiene licencia independiente.`),
    fix: say("Record whether the supervisor's licence is an independent one.", "Anote si la licencia de la persona supervisora es independiente."),
  }),
  supervisorTrainedMet: say("The supervisor is trained to the fidelity standards.", "La persona supervisora está formada en los estándares de fidelidad."),
} as const;

/** Said of the agency and the team. */
export const programmeWords = {
  certificationMet: (on: string) => say(`The agency's certification is valid on ${day.en(on)}.`, `La certificación de la agencia es válida el ${day.es(on)}.`),
  certificationNot: (on: string) => ({
    message: say(`The agency's certification on record is not valid on ${day.en(on)}.`, `La certificación anotada de la agencia no es válida el ${day.es(on)}.`),
    fix: say("Record the renewed certification; services outside its dates cannot be claimed.", "Anote la certificación renovada; los servicios fuera de sus fechas no se pueden facturar."),
  }),
  certificationUnknown: {
    message: say("The dates of the agency's certification are not known yet.", "Todavía no se conocen las fechas de la certificación de la agencia."),
    fix: say("Record from when until when the certification is valid.", "Anote desde cuándo y hasta cuándo es válida la certificación."),
  },
  auditMet: say("The last fidelity audit was acceptable.", "La última auditoría de fidelidad fue aceptable."),
  auditNot: {
    message: say("The last fidelity audit was not rated acceptable.", "La última auditoría de fidelidad no se calificó como aceptable."),
    fix: say("Work through the plan that follows from the audit, and record the next rating.", "Siga el plan que resultó de la auditoría y anote la próxima calificación."),
  },
  auditUnknown: {
    message: say("The last fidelity audit before this day is not known.", "No se conoce la última auditoría de fidelidad antes de este día."),
    fix: say("Record the date and rating of the last fidelity audit.", "Anote la fecha y la calificación de la última auditoría de fidelidad."),
  },
  auditCalendarMet: say("There was a fidelity audit in this calendar year or the one before.", "Hubo una auditoría de fidelidad en este año calendario o en el anterior."),
  auditCalendarNot: (auditOn: string) => ({
    message: say(`The last fidelity audit was on ${day.en(auditOn)}; there was none in this calendar year or the one before.`, `La última auditoría de fidelidad fue el ${day.es(auditOn)}; no hubo ninguna en este año calendario ni en el anterior.`),
    fix: say("Arrange the annual fidelity audit.", "Organice la auditoría anual de fidelidad."),
  }),
  auditIntervalMet: (months: number) => say(`The last fidelity audit is at most ${months} months old.`, `La última auditoría de fidelidad tiene como máximo ${months} meses.`),
  auditIntervalNot: (auditOn: string, months: number) => ({
    message: say(`The last fidelity audit was on ${day.en(auditOn)}, more than ${months} months ago.`, `La última auditoría de fidelidad fue el ${day.es(auditOn)}, hace más de ${months} meses.`),
    fix: say("Arrange the next fidelity audit soon.", "Organice pronto la próxima auditoría de fidelidad."),
  }),
  supervisorsMet: (n: number) => say(`The team has ${plural(n, "supervisor", "supervisors")}.`, `El equipo tiene ${plural(n, "persona supervisora", "personas supervisoras")}.`),
  supervisorsNot: (n: number, asked: number) => ({
    message: say(`The team has ${plural(n, "supervisor", "supervisors")}; it should have ${asked}.`, `El equipo tiene ${plural(n, "persona supervisora", "personas supervisoras")}; debería tener ${asked}.`),
    fix: say("Name one supervisor for each team; a second one can lead a team of their own.", "Nombre una sola supervisión para cada equipo; una segunda puede dirigir su propio equipo."),
  }),
  supervisorsUnknown: {
    message: say("It is not known yet who supervises the team.", "Todavía no se sabe quién supervisa al equipo."),
    fix: say("Record the team's supervisor.", "Anote la supervisión del equipo."),
  },
  cliniciansMet: (n: number, most: number) => say(`The team has ${plural(n, "clinician", "clinicians")}, of at most ${most}.`, `El equipo tiene ${plural(n, "persona clínica", "personas clínicas")}, de un máximo de ${most}.`),
  cliniciansNot: (n: number, most: number) => ({
    message: say(`The team has ${n} clinicians; a team has at most ${most}.`, `El equipo tiene ${n} personas clínicas; un equipo tiene como máximo ${most}.`),
    fix: say("Form a second team, or agree who moves to another one.", "Forme un segundo equipo, o acuerden quién pasa a otro."),
  }),
  cliniciansUnknown: {
    message: say("It is not known yet how many clinicians the team has.", "Todavía no se sabe cuántas personas clínicas tiene el equipo."),
    fix: say("Record the team's clinicians.", "Anote las personas clínicas del equipo."),
  },
  leadersMet: say("A senior leader with authority for change takes part.", "Participa una persona directiva con autoridad para hacer cambios."),
  leadersNot: (asked: number) => ({
    message: say(`The team has fewer senior leaders with authority for change than the ${asked} asked for.`, `El equipo tiene menos personas directivas con autoridad para hacer cambios que las ${asked} que se piden.`),
    fix: say("Invite a leader who has both responsibility and authority for change.", "Invite a una persona directiva que tenga responsabilidad y autoridad para hacer cambios."),
  }),
  leadersUnknown: {
    message: say("It is not known yet whether a senior leader with authority for change takes part.", "Todavía no se sabe si participa una persona directiva con autoridad para hacer cambios."),
    fix: say("Record the senior leaders and whether each has authority for change.", "Anote las personas directivas y si cada una tiene autoridad para hacer cambios."),
  },
  medicaidMet: say("The team serves families with Medicaid or in a like situation.", "El equipo atiende a familias con Medicaid o en una situación parecida."),
  medicaidNot: {
    message: say("The team does not serve families with Medicaid or in a like situation.", "El equipo no atiende a familias con Medicaid ni en una situación parecida."),
    fix: say("Describe in the application whom the team serves, and ask the faculty.", "Describa en la solicitud a quién atiende el equipo y consulte al profesorado."),
  },
  medicaidUnknown: {
    message: say("It is not known yet whether the team serves families with Medicaid or in a like situation.", "Todavía no se sabe si el equipo atiende a familias con Medicaid o en una situación parecida."),
    fix: say("Record whom the team serves.", "Anote a quién atiende el equipo."),
  },
} as const;

const roleNames: Record<string, Words> = {
  clinician: say("clinician", "la persona clínica"),
  supervisor: say("supervisor", "la supervisión"),
  administrator: say("administrator", "la administración"),
  biller: say("biller", "facturación"),
};

/** Said by the engine about a finding as a whole. */
export const engineWords = {
  draft: say("Draft: this entry is not confirmed against the register yet, so it does not decide.", "Borrador: esta entrada todavía no se ha confirmado en el registro, así que no decide."),
  local: say("This is a local rule.", "Es una regla local."),
  overridden: (role: string, at: string) => say(`Counted as met for a reason given by the ${roleNames[role]?.en ?? role} on ${day.en(at.slice(0, 10))}.`, `Se cuenta como cumplido por un motivo que dio ${roleNames[role]?.es ?? role} el ${day.es(at.slice(0, 10))}.`),
  noVersion: (on: string) => ({
    message: say(`No version of this policy that was in force on ${day.en(on)} is known here, so nothing can be decided.`, `Aquí no se conoce ninguna versión de esta norma vigente el ${day.es(on)}, así que no se puede decidir nada.`),
    fix: say("Check the date. For an earlier service, ask an administrator to add the version of that time.", "Revise la fecha. Para un servicio anterior, pida a la administración que añada la versión de entonces."),
  }),
} as const;
