import type { CivilDate } from "#kernel/dates.ts";
import { listItems } from "./answers.rules.ts";
import type { InstrumentDefinition, InstrumentLibrary, InstrumentNorms, SiteFigure } from "./contract.ts";
import { findDefinition, isOffered, siteFiguresOf } from "./library.rules.ts";
import type { ChangeFigures, InstalledInstrument } from "./site.contract.ts";

/** Whether pickers offer it anew on a day: one that is retired stays only where it was chosen before. */
export const isPicked = ({ retiredFrom }: Pick<InstalledInstrument, "retiredFrom">, on: CivilDate): boolean => retiredFrom === null || on < retiredFrom;

/** Whether an adult answers it alone, or it takes staff who ask or rate. */
export const isAnsweredAlone = ({ respondent }: Pick<InstrumentDefinition, "respondent">): boolean => respondent !== "clinician" && respondent !== "caregiver_interview";
const isMarked = (definition: InstrumentDefinition) => listItems(definition).every(({ answers }) => answers.kind === "choice");

/** What is installed, for the pickers and lists of staff, as it stands on a day. */
export const listInstalled = (library: InstrumentLibrary, on: CivilDate): InstalledInstrument[] => [...library.definitions.keys()].map((instrument) => describeInstalled(library, instrument, on)!);

/** One installed instrument; null where it is not here. */
export function describeInstalled(library: InstrumentLibrary, instrument: string, on: CivilDate): InstalledInstrument | null {
  const definition = library.definitions.get(instrument);
  if (definition === undefined) return null;
  const packs = [...(library.texts.get(instrument)?.values() ?? [])];
  const languages = packs.filter((pack) => pack.confirmed).map((pack) => pack.language).sort();
  const change = changeFiguresOf(library, instrument);
  return {
    instrument,
    version: definition.version,
    name: definition.name,
    class: definition.class,
    origin: library.own.has(instrument) ? "own" : "shipped",
    respondent: definition.respondent,
    domains: definition.domains,
    recall: definition.recall,
    repeats: definition.repeats,
    languages,
    languagesToCompare: packs.filter((pack) => !pack.confirmed).map((pack) => pack.language).sort(),
    ageMonths: definition.ageMonths,
    successor: definition.successor,
    canBeSent: isOffered(library, instrument, on) && isAnsweredAlone(definition) && languages.some((language) => language === "en" || language === "es") && isMarked(definition),
    retiredFrom: library.retired.get(instrument) ?? null,
    direction: definition.direction,
    total: definition.total?.rule === "sum" ? { minimum: definition.total.minimum, maximum: definition.total.maximum } : null,
    cuts: listCuts(library, definition, "total"),
    reliableChange: change.reliable?.certainty === "read" ? { points: change.reliable.points, population: change.reliable.population, source: change.reliable.source } : null,
    change,
    factsToConfirm: definition.facts.filter((fact) => fact.certainty !== "read").length,
  };
}

/** The cuts of a score, the lowest first: the programme's own where it set one, else every published one. */
export function listCuts(library: InstrumentLibrary, definition: InstrumentDefinition, score: string): number[] {
  const local = figureOf(library, definition.id, "cut", score, definition.version);
  if (local !== null) return [local.figure.atLeast];
  return Object.values(definition.positive).flatMap((flag) => (flag.rule === "cut" && flag.of === score ? [flag.atLeast] : [])).sort((one, other) => one - other);
}

type Of<K extends SiteFigure["figure"]["kind"]> = SiteFigure & { figure: Extract<SiteFigure["figure"], { kind: K }> };

/** The figure of the programme that is in use for a score; null where it entered none. */
export function figureOf<K extends SiteFigure["figure"]["kind"]>(library: InstrumentLibrary, instrument: string, kind: K, score = "total", version: string | null = null): Of<K> | null {
  return (siteFiguresOf(library, instrument, version).find((one) => one.figure.kind === kind && one.score === score) as Of<K> | undefined) ?? null;
}

/** Whether points of this instrument are ever called a change (measures.md section 4): never of a history or an ordinal level. */
export const hasChangeScore = (definition: InstrumentDefinition): boolean => definition.repeats === "series" && definition.direction !== "none";

/**
 * What counts as change of the total. The programme's own figures come first. Of published points the one to be shown is
 * chosen by the norms; where they choose none, the first that somebody read in its source, else the first, marked as a
 * draft by its certainty. There is no default standard deviation: without the programme's own there is no index.
 */
export function changeFiguresOf(library: InstrumentLibrary, instrument: string, version: string | null = null): ChangeFigures {
  const definition = version === null ? library.definitions.get(instrument) : findDefinition(library, instrument, version);
  if (!definition || !hasChangeScore(definition)) return { inputs: null, meaningful: null, reliable: null };
  const own = figureOf(library, instrument, "change_inputs", "total", version);
  const inputs = own === null ? null : { sd: own.figure.sd, reliability: own.figure.reliability, population: own.population, source: own.source, certainty: own.certainty };
  const pointsOf = (kind: "meaningful" | "reliable"): ChangeFigures["meaningful"] => {
    const local = figureOf(library, instrument, kind, "total", version);
    if (local !== null) return { points: local.figure.points, population: local.population, source: local.source, certainty: local.certainty, from: "site" };
    const found = publishedPoint(library.norms.get(instrument), kind);
    return found === null ? null : { ...found, from: "shipped" };
  };
  return { inputs, meaningful: pointsOf("meaningful"), reliable: pointsOf("reliable") };
}

function publishedPoint(norms: InstrumentNorms | undefined, kind: "meaningful" | "reliable") {
  const published = (norms?.changes ?? []).filter((change) => change.kind === kind);
  const chosen = norms?.display?.[kind];
  const found = (chosen === undefined ? undefined : published.find((change) => change.points.from <= chosen && chosen <= change.points.to)) ?? published.find((change) => change.certainty === "read") ?? published[0];
  if (found === undefined) return null;
  const isWithin = chosen !== undefined && found.points.from <= chosen && chosen <= found.points.to;
  return { points: isWithin ? chosen : found.points.from, population: found.population, source: found.source, certainty: found.certainty };
}
