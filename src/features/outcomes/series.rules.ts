import type { DomainCode, InstrumentDefinition, InstrumentNorms } from "#features/instruments/contract.ts";

/** A published change in points of the total: more than its error, or what its users call meaningful. Never a default. */
export type ChangeValue = { kind: "reliable" | "meaningful"; points: number; population: string; source: string; certainty: "read" | "secondary" | "to_confirm" };

/** One score of one instrument that is asked again: what a pair is made of. */
export type Series = {
  /** `instrument:scale`, the scale `total` or a sub-scale. */
  id: string;
  instrument: string;
  name: string;
  scale: string;
  domains: readonly DomainCode[];
  direction: InstrumentDefinition["direction"];
  /** The lowest cut of this score, from which a screen is positive; for an ordinal level the first that is not adequate. Null: none. */
  cut: number | null;
  cutName: string | null;
  change: ChangeValue | null;
};

/** DC:0-5 Axis II is an ordinal level of one relationship; from 3 on it is more than strained. */
const ORDINAL_CUTS: Readonly<Record<string, number>> = { "dc05-axis-ii:level": 3 };

/** The published change to use: what somebody read as reliable in its source, else what is called meaningful. */
function findChange(norms: InstrumentNorms | undefined): ChangeValue | null {
  const found = norms?.changes.find((one) => one.kind === "reliable" && one.certainty === "read") ?? norms?.changes.find((one) => one.kind === "meaningful");
  return found === undefined ? null : { kind: found.kind as ChangeValue["kind"], points: found.points.from, population: found.population, source: found.source, certainty: found.certainty };
}

/**
 * The series of some instruments, by measures.md section 6: the total, and each sub-scale that serves a domain of its own,
 * or all of them where there is no total. What is taken once, such as a history of events, is none.
 */
export function listSeries(definitions: Iterable<InstrumentDefinition>, norms: ReadonlyMap<string, InstrumentNorms>): Series[] {
  return [...definitions]
    .filter((one) => one.repeats === "series" && one.domains.length > 0)
    .flatMap((one) => {
      const scales = [...(one.total === null ? [] : [{ scale: "total", domains: one.total.domain === undefined ? one.domains : [one.total.domain] }]), ...Object.entries(one.subscales).flatMap(([scale, rule]) => (rule.domain !== undefined ? [{ scale, domains: [rule.domain] }] : one.total === null && one.domains.length === 1 ? [{ scale, domains: one.domains }] : []))];
      return scales.map(({ scale, domains }): Series => {
        const id = `${one.id}:${scale}`;
        const cuts = Object.entries(one.positive).flatMap(([name, flag]) => (flag.rule === "cut" && flag.of === scale ? [{ name, atLeast: flag.atLeast }] : [])).toSorted((first, second) => first.atLeast - second.atLeast);
        return { id, instrument: one.id, name: one.name, scale, domains, direction: one.direction, cut: cuts[0]?.atLeast ?? ORDINAL_CUTS[id] ?? null, cutName: cuts[0]?.name ?? null, change: scale === "total" && one.direction !== "none" ? findChange(norms.get(one.id)) : null };
      });
    })
    .toSorted((one, other) => one.id.localeCompare(other.id));
}
