import type { Words } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";

const say = (en: string, es: string): Words => ({ en, es });
/** Dates come as the engine reckons with them and are read written out. */
const day = { en: (date: string) => writeDay(date, "en"), es: (date: string) => writeDay(date, "es") };
const and = (list: readonly string[]) => list.join(", ");

/** Said of the child: age, diagnosis, events, problems, home, and who takes part. */
export const childWords = {
  ageMet: (on: string) => say(`The child is within the age for this service on ${day.en(on)}.`, `El ${day.es(on)}, el niño o la niña tiene la edad para este servicio.`),
  ageOver: (years: number, birthday: string) => ({
    message: say(`The child turned ${years} on ${day.en(birthday)}; this service ends the day before that birthday.`, `El niño o la niña cumplió ${years} años el ${day.es(birthday)}; este servicio termina el día antes de ese cumpleaños.`),
    fix: say("Check the birth date. If it is right, plan the goodbye and the next service together with the family.", "Revise la fecha de nacimiento. Si es correcta, prepare con la familia la despedida y el servicio siguiente."),
  }),
  ageUnder: (years: number, birthday: string) => ({
    message: say(`The child turns ${years} on ${day.en(birthday)}; this service begins then.`, `El niño o la niña cumple ${years} años el ${day.es(birthday)}; este servicio empieza entonces.`),
    fix: say("Check the birth date, or choose a later date.", "Revise la fecha de nacimiento o elija una fecha posterior."),
  }),
  bornLater: (birthDate: string, on: string) => ({
    message: say(`The birth date, ${day.en(birthDate)}, is after ${day.en(on)}.`, `La fecha de nacimiento, ${day.es(birthDate)}, es posterior al ${day.es(on)}.`),
    fix: say("Check the birth date and the date of the service.", "Revise la fecha de nacimiento y la fecha del servicio."),
  }),
  ageUnknown: {
    message: say("The birth date is not known yet.", "Todavía no se conoce la fecha de nacimiento."),
    fix: say("Record the child's birth date.", "Anote la fecha de nacimiento del niño o la niña."),
  },
  diagnosisMet: (code: string) => say(`${code} counts as a mental health diagnosis.`, `${code} cuenta como diagnóstico de salud mental.`),
  diagnosisNone: {
    message: say("No diagnosis was found; this service asks for a mental health diagnosis.", "No se encontró ningún diagnóstico; este servicio pide un diagnóstico de salud mental."),
    fix: say("Where a later assessment finds one, record it with its code. Otherwise look with the family for a service that fits.", "Si una evaluación posterior encuentra uno, anótelo con su código. Si no, busque con la familia un servicio adecuado."),
  },
  diagnosisOutside: (codes: readonly string[], range: string) => ({
    message: say(`None of the recorded codes (${and(codes)}) is in the list of mental health diagnoses (${range}).`, `Ninguno de los códigos anotados (${and(codes)}) está en la lista de diagnósticos de salud mental (${range}).`),
    fix: say("Check the codes. If one of them should count, an administrator can change the list.", "Revise los códigos. Si alguno debería contar, la administración puede cambiar la lista."),
  }),
  diagnosisUnread: {
    message: say("A recorded diagnosis has no ICD-10-CM code that can be read, so it is not known whether it counts.", "Un diagnóstico anotado no tiene un código ICD-10-CM que se pueda leer, así que no se sabe si cuenta."),
    fix: say("Record the ICD-10-CM code of the diagnosis.", "Anote el código ICD-10-CM del diagnóstico."),
  },
  diagnosisUnknown: {
    message: say("It is not known yet whether there is a mental health diagnosis.", "Todavía no se sabe si hay un diagnóstico de salud mental."),
    fix: say("Record the diagnoses from the assessment, or that it found none.", "Anote los diagnósticos de la evaluación, o que no se encontró ninguno."),
  },
  traumaMet: say("At least one traumatic event of a listed kind is recorded.", "Está anotado al menos un suceso traumático de los que figuran en la lista."),
  traumaNone: {
    message: say("No traumatic event is known; this service is for children who lived through at least one.", "No se conoce ningún suceso traumático; este servicio es para niños y niñas que vivieron al menos uno."),
    fix: say("If the family tells of one later, record it. Otherwise look with them for a service that fits.", "Si la familia cuenta alguno más adelante, anótelo. Si no, busque con ella un servicio adecuado."),
  },
  traumaUnlisted: {
    message: say("The recorded events are of kinds that the text does not name. Its list is open, so a person decides.", "Los sucesos anotados son de tipos que el texto no nombra. Su lista es abierta, así que lo decide una persona."),
    fix: say("Ask the supervisor to decide whether the event counts, and to give the reason.", "Pida a la supervisión que decida si el suceso cuenta y que dé el motivo."),
  },
  traumaOutside: {
    message: say("The recorded events are of kinds that this policy does not count.", "Los sucesos anotados son de tipos que esta norma no cuenta."),
    fix: say("Check the kind of each event.", "Revise el tipo de cada suceso."),
  },
  traumaUnknown: {
    message: say("It is not known yet whether the child lived through a traumatic event.", "Todavía no se sabe si el niño o la niña vivió un suceso traumático."),
    fix: say("Go through the event history with the caregiver, and record what is known.", "Repase con la persona cuidadora la historia de sucesos y anote lo que se sepa."),
  },
  problemsMet: say("Problems that follow from the events are recorded.", "Están anotados problemas que vienen de los sucesos."),
  problemsPresent: say("Problems are recorded.", "Hay problemas anotados."),
  problemsNone: {
    message: say("No behavioural, attachment or mental health problem is known; this service asks for one.", "No se conoce ningún problema de conducta, de apego o de salud mental; este servicio pide uno."),
    fix: say("If one shows later, symptoms of post-traumatic stress included, record it.", "Si aparece alguno más adelante, incluidos síntomas de estrés postraumático, anótelo."),
  },
  problemsApart: {
    message: say("The problems are recorded as not following from the events; this service asks that they do.", "Está anotado que los problemas no vienen de los sucesos; este servicio pide que vengan de ellos."),
    fix: say("Look at the link between events and problems again with the supervisor.", "Vuelva a mirar con la supervisión la relación entre los sucesos y los problemas."),
  },
  problemsUnknown: {
    message: say("It is not known yet whether the child has problems of the kinds that count.", "Todavía no se sabe si el niño o la niña tiene problemas de los tipos que cuentan."),
    fix: say("Record the problems found, or that there are none.", "Anote los problemas encontrados, o que no hay ninguno."),
  },
  linkUnknown: {
    message: say("Problems are recorded; it is not known yet whether they follow from the events.", "Hay problemas anotados; todavía no se sabe si vienen de los sucesos."),
    fix: say("Record whether the problems follow from the events.", "Anote si los problemas vienen de los sucesos."),
  },
  needMet: say("A traumatic event or a problem is recorded.", "Está anotado un suceso traumático o un problema."),
  needNone: {
    message: say("Neither a traumatic event nor a problem is known; this treatment is for children with one or the other.", "No se conoce ni un suceso traumático ni un problema; este tratamiento es para niños y niñas con lo uno o lo otro."),
    fix: say("If the family tells of one later, record it. Otherwise look with them for help that fits.", "Si la familia cuenta algo más adelante, anótelo. Si no, busque con ella una ayuda adecuada."),
  },
  needUnknown: {
    message: say("It is not known yet whether there is a traumatic event or a problem.", "Todavía no se sabe si hay un suceso traumático o un problema."),
    fix: say("Record the events and problems that are known, or that there are none.", "Anote los sucesos y problemas que se conozcan, o que no hay ninguno."),
  },
  residenceMet: say("The child lives with a primary caregiver.", "El niño o la niña vive con su persona cuidadora principal."),
  residenceNot: {
    message: say("The child does not live with a primary caregiver at present.", "Por ahora el niño o la niña no vive con una persona cuidadora principal."),
    fix: say("Look with the family and the child's team for the caregiver who can take part, and record changes of home.", "Busque con la familia y el equipo a la persona cuidadora que pueda participar, y anote los cambios de hogar."),
  },
  residenceUnknown: {
    message: say("It is not known yet whether the child lives with a primary caregiver.", "Todavía no se sabe si el niño o la niña vive con una persona cuidadora principal."),
    fix: say("Record with whom the child lives.", "Anote con quién vive el niño o la niña."),
  },
  eligibleMet: say("The child was found eligible.", "Se determinó que el niño o la niña reúne los requisitos."),
  eligibleNot: {
    message: say("The child was not found eligible.", "Se determinó que el niño o la niña no reúne los requisitos."),
    fix: say("See the eligibility findings; where new facts are known, decide eligibility again.", "Vea el resultado de los requisitos; si hay datos nuevos, vuelva a decidir."),
  },
  eligibleUnknown: {
    message: say("Eligibility is not decided yet.", "Todavía no se ha decidido si se reúnen los requisitos."),
    fix: say("Decide eligibility before the session is claimed.", "Decida si se reúnen los requisitos antes de facturar la sesión."),
  },
  caregiverTakesPart: say("A caregiver takes part.", "Participa una persona cuidadora."),
  caregiverTookPart: say("A caregiver took part.", "Participó una persona cuidadora."),
  caregiverDoesNot: {
    message: say("No caregiver takes part; this service needs the participation of a parent or caregiver.", "No participa ninguna persona cuidadora; este servicio necesita la participación del padre, la madre o quien cuida."),
    fix: say("Find with the family who can take part, and what would make it possible.", "Busque con la familia quién puede participar y qué lo haría posible."),
  },
  caregiverNotThere: {
    message: say("No caregiver is among those present; a session without one does not count as this service.", "No hay ninguna persona cuidadora entre las presentes; una sesión sin ella no cuenta como este servicio."),
    fix: say("If a caregiver was there, add them to the attendance. If not, record the contact as another kind of service.", "Si estuvo presente, añádala a la asistencia. Si no, anote el contacto como otro tipo de servicio."),
  },
  caregiverUnknown: {
    message: say("It is not known yet whether a caregiver takes part.", "Todavía no se sabe si participa una persona cuidadora."),
    fix: say("Record who takes part.", "Anote quién participa."),
  },
  childNotThere: {
    message: say("The child is not among those present; this payer asks that the child takes part.", "El niño o la niña no está entre los presentes; este pagador pide que participe."),
    fix: say("If the child was there, add them to the attendance. If not, record the contact as another kind of service.", "Si estuvo presente, añada su asistencia. Si no, anote el contacto como otro tipo de servicio."),
  },
  bothTookPart: say("A caregiver and the child took part.", "Participaron una persona cuidadora y el niño o la niña."),
} as const;

/** Said of the session itself: length, units, place, signatures, other services of the day. */
export const sessionWords = {
  lengthMet: (month: number, minutes: number) => say(`${minutes} minutes is a usual length in month ${month} of treatment.`, `${minutes} minutos es una duración habitual en el mes ${month} del tratamiento.`),
  lengthReasoned: (minutes: number) => say(`${minutes} minutes is longer than usual, and a reason is recorded.`, `${minutes} minutos es más de lo habitual, y el motivo está anotado.`),
  lengthLonger: (month: number, minutes: number, usual: number) => ({
    message: say(`${minutes} minutes is longer than the usual ${usual} in month ${month} of treatment. This is not a cap.`, `${minutes} minutos es más que los ${usual} habituales en el mes ${month} del tratamiento. No es un límite.`),
    fix: say("Note in a sentence why the family needed the longer session.", "Anote en una frase por qué la familia necesitó una sesión más larga."),
  }),
  lengthLater: (minutes: number) => say(`${minutes} minutes is longer than usual at this time of treatment; the note will ask for the reason.`, `${minutes} minutos es más de lo habitual en esta etapa; la nota pedirá el motivo.`),
  lengthUnknown: {
    message: say("The month of treatment or the length of the session is not known yet.", "Todavía no se conoce el mes del tratamiento o la duración de la sesión."),
    fix: say("Record the start of the course, and when the session started and ended.", "Anote el inicio del tratamiento y cuándo empezó y terminó la sesión."),
  },
  lengthBeforeCourse: {
    message: say("The session lies before the recorded start of the course.", "La sesión es anterior al inicio anotado del tratamiento."),
    fix: say("Check the start of the course.", "Revise el inicio del tratamiento."),
  },
  unitMet: (minutes: number, units: number) => say(`${minutes} minutes make ${units} ${units === 1 ? "unit" : "units"}.`, `${minutes} minutos son ${units} ${units === 1 ? "unidad" : "unidades"}.`),
  unitZero: (minutes: number) => ({
    message: say(`${minutes} minutes make no unit, so there is nothing to bill.`, `${minutes} minutos no llegan a una unidad, así que no hay nada que facturar.`),
    fix: say("Keep the contact in the chart without a claim. If the times are wrong, correct them.", "Conserve el contacto en el expediente sin facturarlo. Si las horas no son correctas, corríjalas."),
  }),
  unitOtherContact: (minutes: number) => ({
    message: say(`${minutes} minutes alone make no unit. Whether contacts of one day are added together is not settled, or not all of them are known.`, `${minutes} minutos solos no llegan a una unidad. No está resuelto si los contactos del mismo día se suman, o no se conocen todos.`),
    fix: say("Record every contact of the day with its times, and ask the payer whether they are added together.", "Anote todos los contactos del día con sus horas y pregunte al pagador si se suman."),
  }),
  unitUnknown: {
    message: say("The start, the end or the time zone of the session is not known yet.", "Todavía no se conoce el inicio, el final o la zona horaria de la sesión."),
    fix: say("Record when the session started and ended.", "Anote cuándo empezó y terminó la sesión."),
  },
  exclusionMet: (service: string) => say(`No ${service} that clashes with this session.`, `Ningún servicio ${service} choca con esta sesión.`),
  exclusionSameDay: (service: string) => ({
    message: say(`${service} was given on the same day.`, `Se prestó ${service} el mismo día.`),
    fix: say(`Check with the other provider whether ${service} was given that day; if so, choose another day for one of the two.`, `Confirme con el otro proveedor si ese día se prestó ${service}; si fue así, elija otro día para uno de los dos.`),
  }),
  exclusionOverlap: (service: string) => ({
    message: say(`${service} was given at the same time.`, `Se prestó ${service} a la misma hora.`),
    fix: say(`Check the times of both; this session and ${service} should not share any time.`, `Revise las horas de ambos; esta sesión y ${service} no deberían coincidir.`),
  }),
  exclusionUnknown: (service: string) => ({
    message: say(`It is not known whether ${service} clashes with this session.`, `No se sabe si ${service} choca con esta sesión.`),
    fix: say("Record the other services of the day with their times, spelled as in the list, or that there were none.", "Anote los demás servicios del día con sus horas, escritos como en la lista, o que no hubo ninguno."),
  }),
  placeMet: say("The place is one of those listed.", "El lugar está en la lista."),
  placeNot: {
    message: say("The place is not one of those listed.", "El lugar no está en la lista."),
    fix: say("Check the place; if it is right, ask the payer before claiming.", "Revise el lugar; si es correcto, consulte al pagador antes de facturar."),
  },
  placeTooLarge: (beds: number, most: number) => ({
    message: say(`The residence has ${beds} beds; the list names those with at most ${most}.`, `La residencia tiene ${beds} camas; la lista nombra las que tienen como máximo ${most}.`),
    fix: say("Check the number of beds; if it is right, ask the payer before claiming.", "Revise el número de camas; si es correcto, consulte al pagador antes de facturar."),
  }),
  placeUnknown: {
    message: say("The place is not known yet.", "Todavía no se conoce el lugar."),
    fix: say("Record where the session takes place.", "Anote dónde tiene lugar la sesión."),
  },
  bedsUnknown: {
    message: say("The number of beds of the residence is not known yet.", "Todavía no se conoce el número de camas de la residencia."),
    fix: say("Record how many beds the residence has.", "Anote cuántas camas tiene la residencia."),
  },
  telehealthNone: say("The session is in person.", "La sesión es en persona."),
  telehealthMet: say("This way of meeting at a distance is covered.", "Esta forma de encuentro a distancia está cubierta."),
  telehealthNot: {
    message: say("This way of meeting at a distance is not covered.", "Esta forma de encuentro a distancia no está cubierta."),
    fix: say("Meet in person or in a way that is covered.", "Reúnanse en persona o de una forma cubierta."),
  },
  telehealthUnknown: {
    message: say("It is not known yet whether the session is in person, by video or by telephone.", "Todavía no se sabe si la sesión es en persona, por video o por teléfono."),
    fix: say("Record how you meet.", "Anote cómo se reúnen."),
  },
  signatureMet: say("The note is signed.", "La nota está firmada."),
  signatureNot: {
    message: say("The note is not signed yet.", "La nota todavía no está firmada."),
    fix: say("Finish and sign the note.", "Termine y firme la nota."),
  },
  signatureUnknown: {
    message: say("It is not known whether the note is signed.", "No se sabe si la nota está firmada."),
    fix: say("Record whether the note is signed.", "Anote si la nota está firmada."),
  },
  signatureLater: say("The signature is still to come, once the note is written.", "La firma viene después, cuando la nota esté escrita."),
  cosignatureNone: say("The clinician practises independently; no co-signature is needed.", "La persona clínica ejerce de forma independiente; no hace falta otra firma."),
  cosignatureMet: say("The supervisor has co-signed the note.", "La supervisión también firmó la nota."),
  cosignatureNot: {
    message: say("The supervisor has not co-signed the note yet.", "La supervisión todavía no ha firmado la nota."),
    fix: say("Ask the supervisor to read and co-sign the note.", "Pida a la supervisión que lea y firme la nota."),
  },
  cosignatureUnknown: {
    message: say("It is not known whether a co-signature is needed, or whether it was given.", "No se sabe si hace falta una segunda firma, o si ya se dio."),
    fix: say("Record whether the clinician practises independently, and the supervisor's signature where not.", "Anote si la persona clínica ejerce de forma independiente y, si no, la firma de la supervisión."),
  },
  cosignatureLater: say("The supervisor's co-signature is still to come, before the claim.", "La firma de la supervisión viene después, antes de la reclamación."),
  authorizationNone: say("No prior authorization is needed.", "No hace falta autorización previa."),
} as const;
