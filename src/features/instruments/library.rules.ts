import type { CivilDate } from "#kernel/dates.ts";
import type { Edition, InstrumentDefinition, InstrumentLibrary, InstrumentNorms, SiteFigure, TextPack } from "./contract.ts";
import type { Entry } from "./site.contract.ts";

/** Over, under or the same: versions by their numbers, so that 1.10 comes after 1.9. */
export function compareVersions(one: string, other: string): number {
  const [a, b] = [one.split("."), other.split(".")];
  const places = Array.from({ length: Math.max(a.length, b.length) }, (_, at) => Number(a[at] ?? 0) - Number(b[at] ?? 0));
  return places.find((difference) => difference !== 0) ?? 0;
}

/** The words that a person reads, without what is said about them: a comparison vouches for these alone. */
export const wordsOf = ({ title, instructions, options, items, functionItem }: TextPack): string => JSON.stringify([title, instructions, options, items, functionItem]);

const keyOf = (instrument: string, version: string) => `${instrument} ${version}`;

/** The definition of an installed instrument in one version; null where that version was never here. */
export function findDefinition(library: InstrumentLibrary, instrument: string, version: string): InstrumentDefinition | null {
  const newest = library.definitions.get(instrument);
  return newest?.version === version ? newest : (library.earlier.get(keyOf(instrument, version))?.definition ?? null);
}

/** The wordings of an instrument in one version, or in the one that new forms are given. */
export function textsOf(library: InstrumentLibrary, instrument: string, version: string | null = null): ReadonlyMap<string, TextPack> | undefined {
  if (version === null || library.definitions.get(instrument)?.version === version) return library.texts.get(instrument);
  return library.earlier.get(keyOf(instrument, version))?.texts;
}

/** The figures that the site uses for an instrument in one version, or in the one for new forms. Another version has figures of its own. */
export const siteFiguresOf = (library: InstrumentLibrary, instrument: string, version: string | null = null): readonly SiteFigure[] => library.figures.get(keyOf(instrument, version ?? library.definitions.get(instrument)?.version ?? "")) ?? [];

/** The versions of an instrument that are or were here, the newest first. */
export const versionsOf = (library: InstrumentLibrary, instrument: string): string[] =>
  [...(library.definitions.has(instrument) ? [library.definitions.get(instrument)!] : []), ...[...library.earlier.values()].map((one) => one.definition).filter((one) => one.id === instrument)].map((one) => one.version).sort((one, other) => compareVersions(other, one));

/** Whether an instrument may be offered for new forms on a day. */
export function isOffered(library: InstrumentLibrary, instrument: string, on: CivilDate): boolean {
  const from = library.retired.get(instrument);
  return library.definitions.has(instrument) && (from === undefined || on < from);
}

type Editions = Map<string, { definition: InstrumentDefinition; texts: Map<string, TextPack> }>;

/**
 * What is installed at a site on a day: what is shipped, and over it what the site entered, row by row in its order. Of an
 * own instrument the highest version is for new forms, the others stay for what was answered. A wording counts as confirmed
 * where the shipped one is, where it is own wording (class D), or once somebody compared those very words.
 */
export function buildLibrary(shipped: InstrumentLibrary, entries: readonly Entry[], on: CivilDate): InstrumentLibrary {
  const editions: Editions = new Map();
  for (const definition of shipped.definitions.values()) editions.set(keyOf(definition.id, definition.version), { definition, texts: new Map(shipped.texts.get(definition.id)) });
  const own = new Set<string>();
  const retired = new Map<string, CivilDate>();
  const norms = new Map(shipped.norms);
  const figures = new Map<string, SiteFigure[]>();
  for (const entry of entries) {
    const { instrument, version, body } = entry;
    const edition = editions.get(keyOf(instrument, version));
    if (body.kind === "definition") {
      own.add(instrument);
      editions.set(keyOf(instrument, version), { definition: body.definition, texts: new Map() });
    } else if (body.kind === "text") edition?.texts.set(body.text.language, { ...body.text, confirmed: edition.definition.class === "D" });
    else if (body.kind === "compared") markCompared(edition?.texts, body);
    else if (body.kind === "fact") confirmFact(editions, entry, body);
    else if (body.kind === "norms") norms.set(instrument, joinNorms(body.norms, shipped.norms.get(instrument)));
    else if (body.kind === "figure") figures.set(keyOf(instrument, version), [...(figures.get(keyOf(instrument, version)) ?? []).filter((one) => one.score !== body.score || one.figure.kind !== body.figure.kind), { figureId: entry.entryId, score: body.score, figure: body.figure, population: body.population, source: body.source, certainty: body.certainty }]);
    else if (body.kind === "figure_withdrawn") figures.set(keyOf(instrument, version), (figures.get(keyOf(instrument, version)) ?? []).filter((one) => one.figureId !== body.figureId));
  }
  // Only the last word on a retirement counts, and a wording that came after it is another one.
  for (const [place, from] of listRetired(entries)) {
    const [instrument, language] = place.split(" ") as [string, string | undefined];
    if (language === undefined) retired.set(instrument, from);
    else if (from <= on) for (const one of editions.values()) if (one.definition.id === instrument) one.texts.delete(language);
  }
  return { ...byNewest(editions), norms, own, retired, figures };
}

function markCompared(texts: Map<string, TextPack> | undefined, { by, on, text }: Extract<Entry["body"], { kind: "compared" }>): void {
  const found = texts?.get(text.language);
  if (found && wordsOf(found) === wordsOf(text)) texts!.set(text.language, { ...found, confirmed: true, comparedWithOwnersForm: { by, on } });
}

/** A fact counts as read only while it says what it said when somebody read it. */
function confirmFact(editions: Editions, { instrument, version }: Entry, { about, source, before }: Extract<Entry["body"], { kind: "fact" }>): void {
  const edition = editions.get(keyOf(instrument, version));
  if (!edition || factValue(edition.definition, about) !== before) return;
  edition.definition = { ...edition.definition, facts: edition.definition.facts.map((fact) => (fact.about === about ? { ...fact, source, certainty: "read" as const } : fact)) };
}

/** What a definition says at the place that a fact is about, as text. */
export const factValue = (definition: InstrumentDefinition, about: string): string => JSON.stringify(about.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], definition) ?? null);

const joinNorms = (site: InstrumentNorms, shipped: InstrumentNorms | undefined): InstrumentNorms => {
  const display = site.display ?? shipped?.display;
  return { id: site.id, changes: [...site.changes, ...(shipped?.changes ?? [])], ...(display === undefined ? {} : { display }) };
};

/** What is retired and from which day on, by `instrument` or `instrument language`, whether that day has come or not. */
export function listRetired(entries: readonly Entry[]): Map<string, CivilDate> {
  const retired = new Map<string, CivilDate>();
  for (const { instrument, language, body } of entries) {
    const place = language === null ? instrument : `${instrument} ${language}`;
    if (body.kind === "retired") retired.set(place, body.from);
    else if (body.kind === "restored" || body.kind === "text") retired.delete(place);
  }
  return retired;
}

function byNewest(editions: Editions): Pick<InstrumentLibrary, "definitions" | "texts" | "earlier"> {
  const definitions = new Map<string, InstrumentDefinition>();
  for (const { definition } of editions.values()) {
    const before = definitions.get(definition.id);
    if (before === undefined || compareVersions(definition.version, before.version) > 0) definitions.set(definition.id, definition);
  }
  const texts = new Map<string, ReadonlyMap<string, TextPack>>();
  const earlier = new Map<string, Edition>();
  for (const [key, edition] of editions) {
    if (definitions.get(edition.definition.id) !== edition.definition) earlier.set(key, edition);
    else if (edition.texts.size > 0) texts.set(edition.definition.id, edition.texts);
  }
  return { definitions, texts, earlier };
}
