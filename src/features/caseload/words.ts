import type { Words } from "#kernel/language.ts";
import type { Coming, NextOne, Reason, Standing, WeightPart } from "./contract.ts";

/** What each part of a weight is called where it is added up. */
export const partNames: Record<WeightPart, Words> = {
  base: { en: "a family", es: "una familia" },
  stage: { en: "its stage", es: "su etapa" },
  risk: { en: "a risk for the child stands", es: "hay un riesgo para el niño o la niña" },
  safety_plan: { en: "a safety plan", es: "un plan de seguridad" },
  home: { en: "home visits", es: "visitas al hogar" },
  interpreter: { en: "with an interpreter", es: "con intérprete" },
  language: { en: "another language", es: "otro idioma" },
  trainee: { en: "in training", es: "en formación" },
  covering: { en: "covering", es: "sustitución" },
  shared: { en: "shared with a colleague", es: "compartida con colega" },
};

export const standingWords: Record<Standing, Words> = {
  none: { en: "No limit is set.", es: "No hay ningún límite fijado." },
  under: { en: "Within the limit", es: "Dentro del límite" },
  at: { en: "At the limit", es: "En el límite" },
  over: { en: "Over the limit", es: "Por encima del límite" },
};

export const comingNames: Record<Coming["kind"], Words> = {
  begins: { en: "begins", es: "empieza" },
  covering_begins: { en: "covering begins", es: "empieza la sustitución" },
  ends: { en: "last day with you", es: "último día con usted" },
  covering_ends: { en: "last day of covering", es: "último día de la sustitución" },
  planned_end: { en: "planned goodbye", es: "despedida prevista" },
  away: { en: "away from here on", es: "ausencia desde aquí" },
  back: { en: "back", es: "de vuelta" },
  offered: { en: "taken by you, not yet open", es: "aceptada por usted, aún sin abrir" },
};

export const stateNames: Record<NextOne["state"], Words> = {
  room: { en: "Has room", es: "Tiene lugar" },
  over: { en: "Would be over the limit", es: "Pasaría del límite" },
  not_now: { en: "Not now", es: "Ahora no" },
};

type Said = { name: string; on: string; until: string; clause: string };
/** Why somebody can take a family or cannot; days are written already. */
export const reasonWords: Record<Reason["code"], { en: (said: Said) => string; es: (said: Said) => string }> = {
  room: { en: () => "room for one more", es: () => "lugar para una más" },
  no_room: { en: () => "no room within the limit", es: () => "sin lugar dentro del límite" },
  speaks: { en: ({ name }) => `works in ${name}`, es: ({ name }) => `trabaja en ${name}` },
  speaks_not: { en: ({ name }) => `does not work in ${name}: an interpreter is needed`, es: ({ name }) => `no trabaja en ${name}: hace falta intérprete` },
  language_unknown: { en: () => "languages of work not said", es: () => "no se ha dicho en qué idiomas trabaja" },
  says_not_now: { en: ({ until }) => `takes no further family until ${until}`, es: ({ until }) => `no toma más familias hasta el ${until}` },
  away: { en: ({ until }) => `away until ${until}`, es: ({ until }) => `ausente hasta el ${until}` },
  away_soon: { en: ({ on, until }) => `away from ${on} to ${until}`, es: ({ on, until }) => `ausente del ${on} al ${until}` },
  last_day: { en: ({ on }) => `last day here: ${on}`, es: ({ on }) => `último día aquí: ${on}` },
  licence_ended: { en: ({ on }) => `licence ended on ${on}`, es: ({ on }) => `la licencia terminó el ${on}` },
  credential_ends: { en: ({ name, on }) => `${name}: ends ${on}`, es: ({ name, on }) => `${name}: termina el ${on}` },
  no_team: { en: () => "in no team yet", es: () => "aún en ningún equipo" },
  team_full: { en: ({ name, clause }) => `in no team, and ${name} is full (${clause})`, es: ({ name, clause }) => `en ningún equipo, y ${name} está completo (${clause})` },
  no_supervisor: { en: () => "needs a supervisor and has none", es: () => "necesita supervisión y no la tiene" },
  supervised: { en: ({ name }) => `supervised by ${name}`, es: ({ name }) => `con la supervisión de ${name}` },
};
