import type { Language, Words } from "#kernel/language.ts";
import type { ReportKind } from "./contract.ts";

/** What families did, as the end of a sentence that counts them: for one and for several. */
export type Clause = Record<Language, { one: string; many: string }>;

/** The steps as families take them. */
export const stepClauses = {
  asked: { en: { one: "asked for help", many: "asked for help" }, es: { one: "pidió ayuda", many: "pidieron ayuda" } },
  eligible: { en: { one: "was eligible", many: "were eligible" }, es: { one: "reunía los requisitos", many: "reunían los requisitos" } },
  started: { en: { one: "started treatment", many: "started treatment" }, es: { one: "empezó el tratamiento", many: "empezaron el tratamiento" } },
  stage_two: { en: { one: "reached stage two", many: "reached stage two" }, es: { one: "llegó a la etapa dos", many: "llegaron a la etapa dos" } },
  ended: { en: { one: "ended treatment", many: "ended treatment" }, es: { one: "terminó el tratamiento", many: "terminaron el tratamiento" } },
  planned: { en: { one: "ended as planned", many: "ended as planned" }, es: { one: "terminó según lo planeado", many: "terminaron según lo planeado" } },
  early: { en: { one: "left early", many: "left early" }, es: { one: "terminó antes", many: "terminaron antes" } },
  coming: { en: { one: "is still coming", many: "are still coming" }, es: { one: "sigue viniendo", many: "siguen viniendo" } },
  no_move: { en: { one: "kept the same home during treatment", many: "kept the same home during treatment" }, es: { one: "mantuvo el mismo hogar durante el tratamiento", many: "mantuvieron el mismo hogar durante el tratamiento" } },
  moved: { en: { one: "had a change of home", many: "had a change of home" }, es: { one: "tuvo un cambio de hogar", many: "tuvieron un cambio de hogar" } },
  reunified: { en: { one: "went home to the birth family", many: "went home to the birth family" }, es: { one: "regresó con la familia de origen", many: "regresaron con la familia de origen" } },
  pairs: { en: { one: "that started has a first and a last value", many: "that started have a first and a last value" }, es: { one: "que empezó tiene un primer y un último valor", many: "que empezaron tienen un primer y un último valor" } },
} as const satisfies Record<string, Clause>;

/** A count of families as the beginning of a sentence. */
export const countWords: Record<Language, { none: (does: string) => string; one: (does: string) => string; many: (n: string, does: string) => string; under: (threshold: number, do_: string) => string; hidden: (do_: string) => string; ofThose: (percent: string, n: string, do_: string) => string }> = {
  en: {
    none: (does) => `No family ${does}`,
    one: (does) => `One family ${does}`,
    many: (n, does) => `${n} families ${does}`,
    under: (threshold, does) => `Fewer than ${threshold} families ${does}`,
    hidden: (does) => `How many families ${does} is not shown`,
    ofThose: (percent, n, does) => `, ${percent} of the ${n} that ${does}`,
  },
  es: {
    none: (does) => `Ninguna familia ${does}`,
    one: (does) => `Una familia ${does}`,
    many: (n, does) => `${n} familias ${does}`,
    under: (threshold, do_) => `Menos de ${threshold} familias ${do_}`,
    hidden: (do_) => `No se muestra cuántas familias ${do_}`,
    ofThose: (percent, n, do_) => `, el ${percent} de las ${n} que ${do_}`,
  },
};

/** What a report says of doses, times and measures. Every argument is printed already. */
export const tellWords: Record<Language, {
  dose: (who: string, sessions: string, middle: string) => string;
  doseHidden: (who: string) => string;
  wait: (days: string, middle: string) => string;
  waitHidden: string;
  came: (percent: string) => string;
  half: (low: string, high: string) => string;
  nothingMore: string;
  median: (from: string, to: string, better: string) => string;
  medianHidden: string;
  change: (points: string, kind: string, source: string, better: string, same: string, worse: string) => string;
  noChange: string;
  /** Where a value lies that is past every cut of its score, and one that is not yet past any; the cuts from the lowest to the highest. */
  pastCuts: (low: string, high: string) => string;
  beforeCuts: (low: string, high: string) => string;
  pastCutsHigher: (low: string, high: string) => string;
  beforeCutsHigher: (low: string, high: string) => string;
  belowCut: (past: string, before: string, above: string, below: string) => string;
  belowCutTable: (past: string, before: string, above: string, below: string) => string;
  broken: (count: string) => string;
  notMeasured: (domains: string) => string;
  allMeasured: string;
  measuredUnknown: string;
}> = {
  en: {
    dose: (who, sessions, middle) => `${who}: a median of ${sessions} sessions (middle half ${middle}).`,
    doseHidden: (who) => `${who}: the number of sessions is not shown.`,
    wait: (days, middle) => `From the request to the first session it took a median of ${days} days (middle half ${middle}).`,
    waitHidden: "How long families waited for the first session is not shown.",
    came: (percent) => `A caregiver came to a median of ${percent} of the sessions that took place.`,
    half: (low, high) => `${low} to ${high}`,
    nothingMore: "Nothing more is told of this measure.",
    median: (from, to, better) => `The median went from ${from} to ${to}${better}.`,
    medianHidden: "The medians are not shown.",
    change: (points, kind, source, better, same, worse) => `By ${points} points (${kind}; ${source}): better ${better}, no change ${same}, worse ${worse}.`,
    noChange: "Nothing says what counts as change in it, so none is computed.",
    pastCuts: (_low, high) => `at or above ${high}`,
    beforeCuts: (low) => `below ${low}`,
    pastCutsHigher: (low) => `at or below ${low}`,
    beforeCutsHigher: (_low, high) => `above ${high}`,
    belowCut: (past, before, above, below) => `Of the ${above} that were ${past} (the cut) at the start, ${below} were ${before} at the end.`,
    belowCutTable: (past, before, above, below) => `At the start ${past} (the cut): ${above}; of these ${before} at the end: ${below}.`,
    broken: (count) => `Left out, since there is no later value that can be compared: ${count}.`,
    notMeasured: (domains) => `Not measured in this programme, which is not the same as no change: ${domains}.`,
    allMeasured: "Every domain has at least one measure.",
    measuredUnknown: "What was measured cannot be told yet.",
  },
  es: {
    dose: (who, sessions, middle) => `${who}: una mediana de ${sessions} sesiones (mitad central ${middle}).`,
    doseHidden: (who) => `${who}: no se muestra el número de sesiones.`,
    wait: (days, middle) => `De la solicitud a la primera sesión pasó una mediana de ${days} días (mitad central ${middle}).`,
    waitHidden: "No se muestra cuánto esperaron las familias la primera sesión.",
    came: (percent) => `Quien cuida vino a una mediana del ${percent} de las sesiones realizadas.`,
    half: (low, high) => `${low} a ${high}`,
    nothingMore: "No se dice nada más de esta medida.",
    median: (from, to, better) => `La mediana pasó de ${from} a ${to}${better}.`,
    medianHidden: "Las medianas no se muestran.",
    change: (points, kind, source, better, same, worse) => `Según ${points} puntos (${kind}; ${source}): mejor ${better}, sin cambio ${same}, peor ${worse}.`,
    noChange: "Nada dice qué cuenta como cambio en ella, por eso no se calcula ninguno.",
    pastCuts: (_low, high) => `en ${high} o más`,
    beforeCuts: (low) => `por debajo de ${low}`,
    pastCutsHigher: (low) => `en ${low} o menos`,
    beforeCutsHigher: (_low, high) => `por encima de ${high}`,
    belowCut: (past, before, above, below) => `De las ${above} que estaban ${past} (el punto de corte) al inicio, ${below} estaban ${before} al final.`,
    belowCutTable: (past, before, above, below) => `Al inicio ${past} (el punto de corte): ${above}; de estas, ${before} al final: ${below}.`,
    broken: (count) => `Sin contar, porque no hay un valor posterior que se pueda comparar: ${count}.`,
    notMeasured: (domains) => `No se mide en este programa, que no es lo mismo que sin cambio: ${domains}.`,
    allMeasured: "Todos los ámbitos tienen al menos una medida.",
    measuredUnknown: "Todavía no se puede decir qué se midió.",
  },
};

/** Headings, captions and single sentences of a report. */
export const reportWords = {
  agency: { en: "Agency", es: "Agencia" },
  aboutWhom: { en: "About", es: "Sobre" },
  counted: { en: "Figures counted on", es: "Cifras contadas el" },
  everybody: { en: "All families that asked until then", es: "Todas las familias que pidieron ayuda hasta entonces" },
  askedIn: { en: "Families that asked in the period:", es: "Familias que pidieron ayuda en el período:" },
  nothingTold: { en: "nothing can be told yet", es: "todavía no se puede decir nada" },
  demo: { en: "Made-up programme of a demonstration; nobody here is real.", es: "Programa inventado de una demostración; nadie aquí es real." },
  opening: { en: "From the agency", es: "De la agencia" },
  served: { en: "Who was served", es: "A quiénes se atendió" },
  servedBy: { en: "For whom", es: "Para quiénes" },
  changed: { en: "What changed", es: "Qué cambió" },
  unmeasured: { en: "What was not measured", es: "Qué no se midió" },
  hidden: { en: "What is hidden, and why", es: "Qué se oculta y por qué" },
  published: { en: "Published, other population", es: "Publicado, otra población" },
  publishedNote: { en: "Figures of others, in other places. They are no target, and ours are not compared with them.", es: "Cifras de otros, en otros lugares. No son una meta, y las nuestras no se comparan con ellas." },
  cost: { en: "Return", es: "Rendimiento" },
  costNote: { en: "The agency's own figures of twelve months, as it typed them. Published amounts are of another population; they are never added, no target, and no promise of savings.", es: "Cifras propias de la agencia de doce meses, tal como las escribió. Las cantidades publicadas son de otra población; nunca se suman, no son una meta ni una promesa de ahorro." },
  costNone: { en: "The agency has typed no figures of cost.", es: "La agencia no ha escrito cifras de costo." },
  costHidden: { en: "not shown: rests on a number of families that this report does not tell", es: "no se muestra: depende de un número de familias que este informe no dice" },
  definitions: { en: "How it is counted", es: "Cómo se cuenta" },
  definitionsNote: { en: "The period is that in which the family asked. A case that is opened again is another course and counts once more.", es: "El período es aquel en que la familia pidió ayuda. Un caso que se reabre es otro tratamiento y vuelve a contarse." },
  closing: { en: "What comes next", es: "Lo que sigue" },
  funnel: { en: "From first call to goodbye", es: "De la primera llamada a la despedida" },
  whereOthers: { en: "Where the others are", es: "Dónde están las demás" },
  reasons: { en: "Why families left early", es: "Por qué las familias terminaron antes" },
  dose: { en: "Dose", es: "Dosis" },
  doseNote: { en: "Sessions that took place: median and the middle half.", es: "Sesiones realizadas: mediana y mitad central." },
  times: { en: "Days from the request", es: "Días desde la solicitud" },
  homes: { en: "Homes", es: "Hogares" },
  goals: { en: "The five standard goals", es: "Las cinco metas estándar" },
  goalsNote: { en: "Objectives as they stood at plan reviews (22-A DCMR § 3427.3).", es: "Objetivos según las revisiones del plan (22-A DCMR § 3427.3)." },
  changedNote: { en: "Medians of pairs in one series. The share with post data stands beside each.", es: "Medianas de pares de una misma serie. Junto a cada una está la parte con datos finales." },
  furtherMeasures: { en: "Further measures", es: "Otras medidas" },
  mostFamilies: { en: (left: number) => `Shown are the measures of which most families have a first and a last value; ${left} more ${left === 1 ? "is" : "are"} in the workbook.`, es: (left: number) => `Se muestran las medidas de las que más familias tienen un primer y un último valor; ${left === 1 ? "hay 1 más" : `hay ${left} más`} en el libro de cálculo.` },
  small: { en: (threshold: number) => `A count of fewer than ${threshold} families reads “<${threshold}”.`, es: (threshold: number) => `Un recuento de menos de ${threshold} familias se lee «<${threshold}».` },
  beside: { en: "Where a small count could be worked out from another, that one reads “hidden”. So does what cannot be told yet.", es: "Si de otro recuento se pudiera deducir uno pequeño, ese se lee «oculto». También lo que todavía no se puede decir." },
  follows: { en: "Percentages and medians of hidden counts are hidden too, in every report and every file.", es: "Los porcentajes y medianas de recuentos ocultos también se ocultan, en todo informe y archivo." },
  howMany: { en: (hidden: number, all: number) => (hidden === 0 ? `None of the ${all} counts of families in this report is hidden.` : `${hidden} of the ${all} counts of families in this report ${hidden === 1 ? "is" : "are"} hidden.`), es: (hidden: number, all: number) => (hidden === 0 ? `Ninguno de los ${all} recuentos de familias de este informe está oculto.` : `${hidden} de los ${all} recuentos de familias de este informe ${hidden === 1 ? "está oculto" : "están ocultos"}.`) },
  noClinician: { en: "No figure names a clinician, and none is ranked.", es: "Ninguna cifra nombra a un profesional ni se hace una clasificación." },
  hiddenWord: { en: "hidden", es: "oculto" },
  needed: { en: "not computed: own figures are missing", es: "no se calcula: faltan cifras propias" },
  notComputed: { en: "not computed", es: "no se calcula" },
  needs: { en: (list: string) => `Own figures that are still needed: ${list}.`, es: (list: string) => `Cifras propias que faltan: ${list}.` },
  lowerIsBetter: { en: " (lower is better)", es: " (más bajo es mejor)" },
  higherIsBetter: { en: " (higher is better)", es: " (más alto es mejor)" },
  index: { en: "more than them, by the programme's own reliable change index", es: "más que esos, según el índice de cambio fiable del propio programa" },
  reliable: { en: "more than error", es: "más que el error" },
  meaningful: { en: "called meaningful, not reliable", es: "considerado significativo, no fiable" },
  toConfirm: { en: "to be confirmed", es: "por confirmar" },
  step: { en: "Step", es: "Paso" },
  families: { en: "Families", es: "Familias" },
  share: { en: "Share", es: "Parte" },
  of: { en: "of", es: "de" },
  countedOn: { en: "Counted on", es: "Contado el" },
  group: { en: "Group", es: "Grupo" },
  median: { en: "Median", es: "Mediana" },
  middleHalf: { en: "Middle half", es: "Mitad central" },
  sessions: { en: "Sessions", es: "Sesiones" },
  weeks: { en: "Weeks", es: "Semanas" },
  tookPlace: { en: "Took place", es: "Realizadas" },
  came: { en: "Caregiver came", es: "Vino quien cuida" },
  reason: { en: "Reason", es: "Motivo" },
  domain: { en: "Domain", es: "Ámbito" },
  measure: { en: "Measure", es: "Medida" },
  postData: { en: "With post data", es: "Con datos finales" },
  start: { en: "Start", es: "Inicio" },
  end: { en: "End", es: "Final" },
  betterSameWorse: { en: "Better · same · worse", es: "Mejor · igual · peor" },
  below: { en: "No longer past the cut", es: "Ya no pasan el corte" },
  leftOutPairs: { en: "Left out", es: "Sin contar" },
  goal: { en: "Goal", es: "Meta" },
  withObjective: { en: "With an objective", es: "Con objetivo" },
  reached: { en: "Reached", es: "Alcanzada" },
  figure: { en: "Figure", es: "Cifra" },
  counts: { en: "Counts", es: "Cuenta" },
  among: { en: "Among", es: "Entre" },
  leftOut: { en: "Left out", es: "Sin contar" },
  source: { en: "Source", es: "Fuente" },
  value: { en: "Value", es: "Valor" },
  range: { en: "Range", es: "Intervalo" },
  dollars: { en: (year: number) => `dollars of ${year}`, es: (year: number) => `dólares de ${year}` },
  study: { en: (year: number) => `study of ${year}`, es: (year: number) => `estudio de ${year}` },
  ownFigures: { en: "own figures", es: "cifras propias" },
  page: { en: "Page", es: "Página" },
  pageOf: { en: "of", es: "de" },
  mark: { en: "Mark", es: "Huella" },
  from: { en: (first: string, last: string) => `${first} to ${last}`, es: (first: string, last: string) => `${first} a ${last}` },
  quarter: { en: (year: string, quarter: string) => `quarter ${quarter} of ${year}`, es: (year: string, quarter: string) => `trimestre ${quarter} de ${year}` },
} satisfies Record<string, { en: unknown; es: unknown }>;

export const titleWords: Record<ReportKind, Words> = {
  funder: { en: "Report to a funder", es: "Informe para financiadores" },
  quarter: { en: "Quarterly report", es: "Informe trimestral" },
  board: { en: "Page for the board", es: "Página para la junta directiva" },
};
