import type { DomainCode, InstrumentDefinition, InstrumentLibrary } from "#features/instruments/contract.ts";
import { changeFiguresOf, hasChangeScore, listCuts } from "#features/instruments/installed.rules.ts";
import { indexPoints } from "#features/instruments/change.rules.ts";
import { scalesOf } from "#features/measures/series.rules.ts";
import type { ChangeValue } from "./shapes.contract.ts";

/** One score of one instrument that is asked again: what a pair is made of. */
export type Series = {
  /** `instrument:scale`, the scale `total` or a sub-scale. */
  id: string;
  instrument: string;
  name: string;
  scale: string;
  domains: readonly DomainCode[];
  direction: InstrumentDefinition["direction"];
  /** The cuts of this score, the lowest first; of an ordinal level the first that is not adequate. Empty: none. */
  cuts: readonly number[];
  /** What counts as change in the version for new forms; null where nobody published or entered anything. */
  change: ChangeValue | null;
};

/** DC:0-5 Axis II is an ordinal level of one relationship; from 3 on it is more than strained. */
const ORDINAL_CUTS: Readonly<Record<string, number>> = { "dc05-axis-ii:level": 3 };

/** What counts as change among many: the programme's own index, else the published points of reliable change, else those that are called meaningful. */
function changeOf(library: InstrumentLibrary, definition: InstrumentDefinition): ChangeValue | null {
  const { inputs, reliable, meaningful } = changeFiguresOf(library, definition.id);
  if (inputs !== null) return { kind: "index", points: indexPoints(inputs), population: inputs.population, source: inputs.source, certainty: inputs.certainty };
  const found = reliable ?? meaningful;
  return found === null ? null : { kind: reliable === null ? "meaningful" : "reliable", points: found.points, population: found.population, source: found.source, certainty: found.certainty };
}

/** The series of what is installed at an agency, by the same rule as the case's own page (measures.md section 6). What is taken once, such as a history of events, is none. */
export function listSeries(library: InstrumentLibrary): Series[] {
  return [...library.definitions.values()]
    .filter((one) => one.repeats === "series" && one.domains.length > 0)
    .flatMap((one) =>
      scalesOf(one).map(({ score, domains }): Series => {
        const id = `${one.id}:${score}`;
        const cuts = listCuts(library, one, score);
        return { id, instrument: one.id, name: one.name, scale: score, domains, direction: one.direction, cuts: cuts.length > 0 ? cuts : id in ORDINAL_CUTS ? [ORDINAL_CUTS[id]!] : [], change: score === "total" && hasChangeScore(one) ? changeOf(library, one) : null };
      }),
    )
    .toSorted((one, other) => one.id.localeCompare(other.id));
}
