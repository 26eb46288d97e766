import type { Words } from "#kernel/language.ts";

const say = (en: string, es: string): Words => ({ en, es });
const timer = say("This is a timer of the chart: put it among `timers`.", "Es un plazo del expediente: va en `timers`.");
const money = say("Codes, modifiers, rates and the order of payers belong to billing, not to a policy's rules.", "Los códigos, modificadores, tarifas y el orden de los pagadores pertenecen a la facturación, no a las reglas de una norma.");

/** Kinds of rule that are known to the field and that no decision makes, with what to do instead. */
export const kindsElsewhere: Record<string, Words> = {
  filing: timer,
  retention: timer,
  prerequisite: timer,
  code: money,
  rate: money,
  cob: money,
  roster: say("No text read says how a roster decides a session; the training track follows it.", "Ningún texto leído dice cómo decide un directorio sobre una sesión; lo sigue el plan de formación."),
};

/** Parameters that the field's tables name and to which no text read gives a meaning here; they are refused, never taken and left aside. */
export const parametersElsewhere: Record<string, Words> = {
  maxMinutes: say("No text read says what happens to minutes above a most; leave it out.", "Ningún texto leído dice qué pasa con los minutos por encima de un máximo; quítelo."),
  minMinutes: say('A least length is the first step of a rule of the kind "encounterCode".', 'Una duración mínima es el primer paso de una regla del tipo "encounterCode".'),
  table: say('A table of lengths and codes is a rule of the kind "encounterCode".', 'Una tabla de duraciones y códigos es una regla del tipo "encounterCode".'),
  zeroUnits: say("Nothing is billed where there is no unit, under every policy; leave it out.", "Cuando no hay unidades no se factura nada, con cualquier norma; quítelo."),
  direction: say("A policy speaks of its own service: write a clause in the policy of the other one as well, if its text says so.", "Una norma habla de su propio servicio: escriba también una cláusula en la norma del otro, si su texto lo dice."),
  exceptWith: say("No text read gives an exception of this kind a meaning; leave it out.", "Ningún texto leído da sentido a una excepción de este tipo; quítelo."),
  consent: say("Consent has a date of its own: a timer of the kind \"prerequisite\".", 'El consentimiento tiene su propia fecha: un plazo del tipo "prerequisite".'),
  afterUnits: say('An authorization after so many units is a rule of the kind "limit" with `over: "requireAuthorization"`, which names the span of time.', 'Una autorización a partir de cierto número de unidades es una regla del tipo "limit" con `over: "requireAuthorization"`, que nombra el período.'),
  fidelityReview: say("No text read says what a fidelity review asks of a session; leave it out.", "Ningún texto leído dice qué pide de una sesión una revisión de fidelidad; quítelo."),
};

/** Values that the field's tables name and to which no text read gives a meaning. */
export const valuesElsewhere: Record<string, Words> = {
  midpoint: say('Counting by the midpoint gives a code, not units: use a rule of the kind "encounterCode".', 'Contar por el punto medio da un código, no unidades: use una regla del tipo "encounterCode".'),
  table: say('A table of lengths and codes is a rule of the kind "encounterCode".', 'Una tabla de duraciones y códigos es una regla del tipo "encounterCode".'),
  unless_documented: say("No text read says what counts as documented; expected required or not_required.", "Ningún texto leído dice qué cuenta como documentado; se espera required o not_required."),
  same_episode: say("No text read gives a clash within an episode a meaning here; expected same_day, during_encounter, overlapping or within_program_hours.", "Ningún texto leído da sentido a un choque dentro de un episodio; se espera same_day, during_encounter, overlapping o within_program_hours."),
  warn: say("That it only warns is the clause's severity; expected deny or requireAuthorization.", "Que solo avise es la gravedad de la cláusula; se espera deny o requireAuthorization."),
};
