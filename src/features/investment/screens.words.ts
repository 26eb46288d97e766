import type { Words } from "#kernel/language.ts";
import type { InputKey, LineKey, Result, ResultId } from "./contract.ts";

export const words = {
  title: { en: "Return", es: "Rendimiento" },
  back: { en: "Outcomes", es: "Resultados" },
  what: { en: "What the treatment costs the programme, what it brings in, and what is published about its worth to others. Type your own figures of twelve months; what is missing is not guessed.", es: "Lo que el tratamiento le cuesta al programa, lo que ingresa y lo que está publicado sobre su valor para la sociedad. Escriba sus propias cifras de doce meses; lo que falta no se supone." },
  yours: { en: "Your figures", es: "Sus cifras" },
  results: { en: "What they say", es: "Lo que dicen" },
  sources: { en: "Published figures", es: "Cifras publicadas" },
  sourcesWhat: { en: "Published about other people in other places, each in its own year's dollars. They overlap, so no two are ever added; the share of exposed children is not multiplied with anything, since exposure is not substantiated maltreatment.", es: "Publicadas sobre otras personas en otros lugares, cada una en dólares de su año. Se superponen, por eso nunca se suman; la proporción de niñas y niños expuestos no se multiplica por nada, porque la exposición no es maltrato comprobado." },
  keep: { en: "Keep these figures", es: "Guardar estas cifras" },
  kept: (day: string, who: string): Words => ({ en: `Kept on ${day} by ${who}.`, es: `Guardadas el ${day} por ${who}.` }),
  keptNever: { en: "Nothing is kept yet.", es: "Todavía no se ha guardado nada." },
  needNumber: { en: "Expected a number such as 12 or 12.5.", es: "Se espera un número, como 12 o 12.5." },
  needIndex: { en: "Expected a year and its index in each row.", es: "Se esperan un año y su índice en cada fila." },
  missing: (list: string): Words => ({ en: `Still needed: ${list}.`, es: `Falta: ${list}.` }),
  missingMany: (count: number, first: string): Words => ({ en: `Still needed: ${count} of your figures, the first of them: ${first}.`, es: `Faltan ${count} de sus cifras; la primera: ${first}.` }),
  dollarsOf: (year: number): Words => ({ en: `in dollars of ${year}`, es: `en dólares de ${year}` }),
  range: (low: string, high: string, swing: number): Words => ({ en: `${low} to ${high}, when one figure at a time is ${swing} % lower or higher`, es: `${low} a ${high}, si una cifra a la vez es un ${swing} % menor o mayor` }),
  to: (low: string, high: string): Words => ({ en: `${low} to ${high}`, es: `${low} a ${high}` }),
  noRange: { en: "Type how far to vary, and the range is shown.", es: "Escriba cuánto variar y se mostrará el intervalo." },
  moves: { en: "What moves it most", es: "Lo que más lo cambia" },
  how: { en: "How this is computed", es: "Cómo se calcula" },
  inputsUsed: { en: "Figures used", es: "Cifras usadas" },
  index: { en: "Price index", es: "Índice de precios" },
  indexWhat: { en: "Amounts of different years are compared only through an index that you type, from one source.", es: "Las cantidades de años distintos solo se comparan mediante un índice que usted escribe, de una sola fuente." },
  indexYear: { en: "Year", es: "Año" },
  indexValue: { en: "Index", es: "Índice" },
  indexSource: { en: "Where the index is from", es: "De dónde es el índice" },
  addYear: { en: "Add a year", es: "Añadir un año" },
  takeOut: { en: "Take out", es: "Quitar" },
  figure: { en: "Figure", es: "Cifra" },
  value: { en: "Value", es: "Valor" },
  perspective: { en: "Perspective", es: "Perspectiva" },
  source: { en: "Source", es: "Fuente" },
  lower: { en: "lower", es: "menor" },
  higher: { en: "higher", es: "mayor" },
  draft: { en: "to confirm", es: "por confirmar" },
  never: { en: "Published, other population. Never a target, and no promise of savings.", es: "Publicado, otra población. Nunca es una meta ni una promesa de ahorro." },
  tenure: (years: string): Words => ({ en: `From the share that leaves within eighteen months: ${years} years on average, under a constant rate of leaving (our own method).`, es: `Según la proporción que se va en dieciocho meses: ${years} años en promedio, con una tasa de salida constante (método propio).` }),
  oneIn: (many: string): Words => ({ en: `one case prevented for every ${many} families`, es: `un caso evitado por cada ${many} familias` }),
  ownYear: { en: (year: string) => `families that asked in ${year}`, es: (year: string) => `familias que pidieron ayuda en ${year}` },
  ownEverybody: { en: "all families so far, not twelve months", es: "todas las familias hasta ahora, no doce meses" },
  ownCounted: { en: (on: string) => `counted on ${on}`, es: (on: string) => `contado el ${on}` },
  ownClinicians: { en: "people who hold the role of clinician", es: "personas con la función de clínico" },
  ownSame: { en: (source: string) => `The programme's own figure: ${source}.`, es: (source: string) => `Cifra propia del programa: ${source}.` },
  ownOther: { en: (value: string, source: string) => `The programme's own figure is ${value}: ${source}.`, es: (value: string, source: string) => `La cifra propia del programa es ${value}: ${source}.` },
  ownHidden: { en: (threshold: number) => `The programme's own figure is hidden: fewer than ${threshold}, or one could be worked out. Type yours; a report leaves out what rests on it.`, es: (threshold: number) => `La cifra propia del programa está oculta: menos de ${threshold}, o se podría deducir alguna. Escriba la suya; un informe omite lo que se apoya en ella.` },
  overwritten: { en: (on: string, who: string) => `Yours was kept on ${on} by ${who}.`, es: (on: string, who: string) => `La suya la guardó ${who} el ${on}.` },
  useOwn: { en: (value: string) => `Use ${value}`, es: (value: string) => `Usar ${value}` },
  ownCourse: { en: (about: string, told: string) => `To hold yours against (${about}): ${told}.`, es: (about: string, told: string) => `Para comparar (${about}): ${told}.` },
  ownNone: { en: (about: string) => `Nothing of dose or leaving early can be shown yet (${about}).`, es: (about: string) => `Todavía no se puede mostrar nada sobre la dosis ni los finales anticipados (${about}).` },
  ownSessions: { en: (median: string, low: string, high: string) => `a median of ${median} sessions a course, middle half ${low} to ${high}`, es: (median: string, low: string, high: string) => `mediana de ${median} sesiones por tratamiento, mitad central ${low} a ${high}` },
  ownWeeks: { en: (median: string) => `${median} weeks`, es: (median: string) => `${median} semanas` },
  ownShown: { en: (median: string) => `${median} % of sessions took place`, es: (median: string) => `se realizó el ${median} % de las sesiones` },
  ownEarly: { en: (early: string, ended: string) => `${early} of ${ended} that ended left early`, es: (early: string, ended: string) => `${early} de ${ended} que terminaron lo hicieron antes` },
  earlier: { en: "Earlier versions", es: "Versiones anteriores" },
  takeUp: { en: "Take these up", es: "Retomar estas" },
} as const;

export const inputGroups: readonly { key: string; title: Words; inputs: readonly InputKey[] }[] = [
  { key: "sessions", title: { en: "Sessions of twelve months", es: "Sesiones de doce meses" }, inputs: ["sessionsHeld", "sessionsMissed", "hoursPerSession"] },
  { key: "brings", title: { en: "What a session brings in", es: "Lo que ingresa una sesión" }, inputs: ["unitsPerSession", "ratePerUnit", "denialRate"] },
  { key: "costs", title: { en: "What it costs", es: "Lo que cuesta" }, inputs: ["costPerHour", "costPerSession", "nonBillableHours", "supervisionCost"] },
  { key: "training", title: { en: "People and training", es: "Personal y formación" }, inputs: ["clinicians", "trainingCost", "tenureYears", "attritionIn18Months", "discountRate"] },
  { key: "families", title: { en: "Families of twelve months", es: "Familias de doce meses" }, inputs: ["families", "completers"] },
  { key: "reading", title: { en: "How to read it", es: "Cómo leerlo" }, inputs: ["priceYear", "swing"] },
];

export const inputNames: Record<InputKey | "priceIndex", Words> = {
  sessionsHeld: { en: "Sessions held", es: "Sesiones realizadas" },
  sessionsMissed: { en: "Sessions missed, whose time was kept free", es: "Sesiones perdidas cuyo tiempo quedó reservado" },
  hoursPerSession: { en: "Hours for a session, with its note and travel", es: "Horas por sesión, con nota y traslado" },
  unitsPerSession: { en: "Units billed for a session", es: "Unidades facturadas por sesión" },
  ratePerUnit: { en: "Paid for a unit, in dollars", es: "Pago por unidad, en dólares" },
  denialRate: { en: "Denied for good, percent", es: "Denegado definitivamente, por ciento" },
  costPerHour: { en: "An hour of a clinician, all in, in dollars", es: "Una hora de clínico, con todo, en dólares" },
  costPerSession: { en: "Other cost of a session (interpreter, mileage), in dollars", es: "Otro costo por sesión (intérprete, millas), en dólares" },
  nonBillableHours: { en: "Hours that nobody pays (calls, court, meetings)", es: "Horas que nadie paga (llamadas, tribunal, reuniones)" },
  supervisionCost: { en: "Supervision and consultation, in dollars", es: "Supervisión y consulta, en dólares" },
  clinicians: { en: "Clinicians trained in CPP", es: "Clínicos formados en CPP" },
  trainingCost: { en: "Training of one clinician, in dollars", es: "Formación de un clínico, en dólares" },
  tenureYears: { en: "Years that a trained clinician stays", es: "Años que permanece un clínico formado" },
  attritionIn18Months: { en: "Or: leave within eighteen months, percent", es: "O bien: se van en dieciocho meses, por ciento" },
  discountRate: { en: "Discount rate, percent (may stay empty)", es: "Tasa de descuento, por ciento (puede quedar vacía)" },
  families: { en: "Families treated", es: "Familias atendidas" },
  completers: { en: "Families that completed the treatment", es: "Familias que completaron el tratamiento" },
  priceYear: { en: "Year of your dollars", es: "Año de sus dólares" },
  swing: { en: "Vary each figure by, percent (your own choice)", es: "Variar cada cifra en, por ciento (a su elección)" },
  priceIndex: { en: "the price index of both years", es: "el índice de precios de ambos años" },
};

/** What the programme counts of the same. */
export const ownNames: Record<"families" | "completers" | "clinicians", Words> = {
  families: { en: "started", es: "empezaron" },
  completers: { en: "ended as planned", es: "terminaron según lo planeado" },
  clinicians: { en: "clinicians", es: "clínicos" },
};

export const resultNames: Record<ResultId, Words> = {
  margin: { en: "Margin of a year", es: "Margen de un año" },
  break_even_sessions: { en: "Sessions a week at which it pays for itself", es: "Sesiones por semana con las que se paga solo" },
  transfer_all: { en: "Published benefit of those who completed, less cost", es: "Beneficio publicado de quienes completaron, menos el costo" },
  transfer_taxpayer: { en: "The same, taxpayers alone", es: "Lo mismo, solo contribuyentes" },
  threshold_fang: { en: "Break-even against one case of maltreatment", es: "Punto de equilibrio frente a un caso de maltrato" },
  threshold_peterson: { en: "The same, with intangible loss", es: "Lo mismo, con pérdidas intangibles" },
};

export const resultHow: Record<ResultId, Words> = {
  margin: { en: "Units times rate, less what was denied; less hours of sessions, missed hours, unpaid hours, supervision, and training over the years that it serves.", es: "Unidades por tarifa, menos lo denegado; menos horas de sesión, horas perdidas, horas no pagadas, supervisión y formación repartida en los años que sirve." },
  break_even_sessions: { en: "What does not hang on sessions, divided by what one session leaves over, over 52 weeks.", es: "Lo que no depende de las sesiones, dividido entre lo que deja una sesión, en 52 semanas." },
  transfer_all: { en: "Families that completed times the published figure. It takes for granted that they are like those of the two studies.", es: "Familias que completaron por la cifra publicada. Da por hecho que se parecen a las de los dos estudios." },
  transfer_taxpayer: { en: "Families that completed times the taxpayers' part less the cost of the treatment. It takes for granted that they are like those of the two studies.", es: "Familias que completaron por la parte de los contribuyentes menos el costo del tratamiento. Da por hecho que se parecen a las de los dos estudios." },
  threshold_fang: { en: "The net cost of a family divided by the lifetime cost of one case, both in dollars of your year: how many cases would have to be prevented for the cost to be covered.", es: "El costo neto por familia dividido entre el costo de por vida de un caso, ambos en dólares de su año: cuántos casos habría que evitar para cubrir el costo." },
  threshold_peterson: { en: "The net cost of a family divided by the lifetime cost of one case with intangible loss, both in dollars of your year.", es: "El costo neto por familia dividido entre el costo de por vida de un caso con pérdidas intangibles, ambos en dólares de su año." },
};

export const lineNames: Record<LineKey, Words> = {
  revenue: { en: "Paid for sessions", es: "Pagado por sesiones" },
  sessions_cost: { en: "Sessions held", es: "Sesiones realizadas" },
  non_billable_cost: { en: "Hours that nobody pays", es: "Horas que nadie paga" },
  missed_cost: { en: "Missed sessions", es: "Sesiones perdidas" },
  supervision_cost: { en: "Supervision", es: "Supervisión" },
  training_cost: { en: "Training, a year's part", es: "Formación, la parte de un año" },
  net_cost_per_family: { en: "Net cost of a family", es: "Costo neto por familia" },
  cost_of_one_case: { en: "Cost of one case", es: "Costo de un caso" },
};

export const noteWords: Record<NonNullable<Result["note"]>, Words> = {
  never_breaks_even: { en: "A session costs more than it brings in: no number of sessions pays for the rest.", es: "Una sesión cuesta más de lo que ingresa: ningún número de sesiones paga lo demás." },
  costs_nothing: { en: "The programme covers its own cost: there is nothing to break even.", es: "El programa cubre su propio costo: no queda nada que equilibrar." },
};
