import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { SignedLine } from "#kernel/signedText.ts";
import { paperWords } from "./paper.words.ts";
import { plainWords } from "./plain.words.ts";
import type { MeasureSeries, PlainLine } from "./series.contract.ts";
import { breakNames, domainGroups, domainNames, sayChange, seriesWords } from "./series.words.ts";
import { words as catalogue } from "#features/instruments/words.ts";

const parts = { C: plainWords.partC, R: plainWords.partR, G: plainWords.partG } as const;

/** What one adult is told, line by line: of the child, of the relationship, of the adult, and the clinician's own sentence. */
export function writePlainLines(told: { lines: readonly PlainLine[]; sentence: string; adultName: string; childName: string; on: CivilDate }, language: Language): SignedLine[] {
  const heading = (letter: PlainLine["domain"]) => (letter === "C" ? parts.C[language](told.childName) : parts[letter][language]);
  return [
    { kind: "title", words: plainWords.paperTitle[language] },
    { kind: "text", words: plainWords.paperFor[language](told.adultName, writeDay(told.on, language)) },
    ...(["C", "R", "G"] as const).flatMap((letter): SignedLine[] => {
      const own = told.lines.filter((one) => one.domain === letter);
      return own.length === 0 ? [] : [{ kind: "heading", words: heading(letter) }, ...own.map((one): SignedLine => ({ kind: "text", words: one.words }))];
    }),
    ...(told.sentence === "" ? [] : ([{ kind: "heading", words: plainWords.fromUs[language] }, ...told.sentence.split(/\n+/).map((words) => ({ kind: "text" as const, words }))] satisfies SignedLine[])),
  ];
}

/** The name of a measure with the scale, and whose it is. */
export function nameSeries(one: Pick<MeasureSeries, "name" | "score" | "about" | "adultName">, language: Language): string {
  const scale = one.score === "total" ? "" : `, ${((catalogue[language].scores as Record<string, string>)[one.score] ?? one.score.replaceAll("_", " ")).toLowerCase()}`;
  const whose = one.adultName === null ? "" : one.about === "self" ? `, ${seriesWords.own[language](one.adultName)}` : `, ${seriesWords.withAdult[language](one.adultName)}`;
  return `${one.name}${scale}${whose}`;
}

function writeSeries(one: MeasureSeries, language: Language): SignedLine[] {
  const text = (words: string): SignedLine => ({ kind: "text", words });
  const day = (on: CivilDate) => writeDay(on, language);
  const about = [one.direction === "none" ? null : (one.direction === "lower_is_better" ? seriesWords.lowerIsBetter : seriesWords.higherIsBetter)[language], one.range === null ? null : `${one.range.minimum}–${one.range.maximum}`, one.cuts.length === 0 ? null : seriesWords.cut[language](one.cuts.join(", "))].filter((each) => each !== null);
  return [
    text(`${nameSeries(one, language)}${about.length === 0 ? "" : ` (${about.join("; ")})`}`),
    ...one.points.flatMap((point) => {
      const cut = one.breaks.find((each) => each.after === point.requestId);
      const value = text(`${day(point.answeredOn)}: ${point.value ?? seriesWords.incomplete[language]}${point.informantName === null || one.about === "self" ? "" : `, ${seriesWords.toldBy[language](point.informantName)}`}`);
      return cut === undefined ? [value] : [text(cut.override === null ? seriesWords.breakOn[language](day(cut.on), cut.kinds.map((kind) => breakNames[kind][language]).join(", ")) : seriesWords.overridden[language](cut.override.byName, day(cut.override.decidedOn), cut.override.reason)), value];
    }),
    ...(one.change === null ? [] : [text(sayChange(one.change, language, day).join("; "))]),
  ];
}

/** Every measure of a record by domain, with values, breaks, change, and what the words mean; a domain without one says so. */
export function writeRecordLines(series: readonly MeasureSeries[], facts: { childName: string; on: CivilDate }, language: Language): SignedLine[] {
  return [
    { kind: "title", words: paperWords.title[language](facts.childName) },
    { kind: "text", words: paperWords.asOf[language](writeDay(facts.on, language)) },
    ...domainGroups.flatMap(({ title, domains }) => domains.flatMap((domain): SignedLine[] => {
      const own = series.filter((one) => one.domains.includes(domain));
      return [{ kind: "heading", words: `${title[language]}: ${domainNames[domain][language]}` }, ...(own.length === 0 ? [{ kind: "text" as const, words: seriesWords.notMeasured[language] }] : own.flatMap((one) => writeSeries(one, language)))];
    })),
    { kind: "heading", words: paperWords.meaning[language] },
    ...paperWords.meanings[language].map((words): SignedLine => ({ kind: "text", words })),
  ];
}
