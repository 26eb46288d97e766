import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeMonth } from "#kernel/saying.ts";
import type { MeasureSeries, PlainLine, SeriesChange } from "./series.contract.ts";
import { type PlainDomain, plainSaying, plainWords } from "./plain.words.ts";

/** What a change is in plain words; null where nothing true can be said of it. A published value that nobody read in its source says nothing to a family. */
export function plainVerdict(change: SeriesChange | null): "better" | "same" | "worse" | null {
  if (change === null || change.verdict === null) return null;
  if ((change.index ?? change.reliable)!.certainty !== "read") return null;
  return { improved: "better", no_reliable_change: "same", deteriorated: "worse" }[change.verdict] as "better" | "same" | "worse";
}

/** What one measure says of a domain, by the first of its domains for which there are words. */
const domainOf = (series: MeasureSeries): PlainDomain | null => series.domains.find((one): one is PlainDomain => one in plainSaying) ?? null;

/**
 * Series as lines that a family can read: whether it is better, worse or about the same than at the beginning, only where
 * the rules of change say so; else that it was asked. Never a score, a cut, or another adult's own.
 */
export function tellPlainly(series: readonly MeasureSeries[], facts: { childName: string; adultId: string; today: CivilDate; language: Language }): PlainLine[] {
  const { childName, adultId, today, language } = facts;
  const found = series
    .filter((one) => one.score === "total" || one.about === "relationship")
    .filter((one) => one.adultId === null || one.adultId === adultId)
    .flatMap((one): (PlainLine & { said: string })[] => {
      const domain = domainOf(one);
      const answered = one.points.filter((point) => point.value !== null);
      if (domain === null || answered.length === 0) return [];
      const verdict = plainVerdict(one.change);
      const topic = plainSaying[domain];
      const letter = domain.slice(0, 1) as PlainLine["domain"];
      if (verdict !== null) return [{ key: one.key, domain: letter, words: topic[verdict][language](childName, writeMonth(one.change!.fromOn, today, language)), said: `${domain} ${verdict}` }];
      if (one.change?.why !== "no_figures" && one.change?.why !== "one_value" && one.about !== "relationship") return [];
      return [{ key: one.key, domain: letter, words: (one.about === "relationship" ? plainWords.seen : plainWords.asked)[language](topic.topic[language](childName), writeMonth(answered.at(-1)!.answeredOn, today, language)), said: `${domain} asked` }];
    });
  // Two scales of one domain that say the same are told once.
  return found.filter((one, at) => found.findIndex((other) => other.said === one.said && other.words === one.words) === at).map(({ said: _said, ...line }) => line);
}
