import type { Language } from "#kernel/language.ts";
import type { Measured, ProgrammeFigures, Shown } from "#features/outcomes/shapes.contract.ts";
import { type Printer, sayCount, writeHalf, writeNumber } from "./printing.rules.ts";
import { reportWords as w, stepClauses, tellWords } from "./sentences.words.ts";
import { countMeasure, domainName, measureName, nameOf } from "./tables.rules.ts";

const lowered = (text: string) => text.replace(/^./, (letter) => letter.toLowerCase());
/** A list as a sentence holds it; each of its parts may hold commas. */
const listed = (parts: readonly string[]) => parts.map((one, at) => (at === 0 ? one : lowered(one))).join("; ");

/** Who was served, in sentences: each step, the wait, the sessions, the homes. */
export function tellServed(figures: ProgrammeFigures, printer: Printer): string[] {
  const { language } = printer;
  const { funnel, dose, times, endings } = figures;
  const words = tellWords[language];
  const clauseOf = (id: string) => stepClauses[id as keyof typeof stepClauses];
  const amongOf: Record<string, string> = { eligible: "asked", started: "eligible", stage_two: "started", ended: "started", planned: "ended", early: "started" };
  const step = (id: string, one: (typeof funnel)[number]) => {
    printer.count(`position:${id}`, one.count, id, one.countedOn);
    return sayCount(one.count, clauseOf(id), one.among === null ? null : { count: one.among, clause: clauseOf(amongOf[id]!) }, printer);
  };
  const early = endings.find((one) => one.id === "early");
  const wait = times.find((one) => one.id === "started")?.days ?? null;
  printer.tell("days_to", funnel[0]?.countedOn ?? null);
  printer.tell("sessions", funnel[0]?.countedOn ?? null);
  const came = dose.find((one) => one.id === "started")?.caregiverRate ?? null;
  if (came !== null) printer.tell("caregiver_rate", funnel[0]?.countedOn ?? null);
  return [
    [...funnel.map((one) => step(one.id, one)), ...(early === undefined ? [] : [step("early", early)])].join(" "),
    wait === null ? words.waitHidden : words.wait(writeNumber(wait.median), writeHalf(wait, language)),
    [...dose.filter((one) => one.id === "planned" || one.id === "started").map((one) => (one.sessions === null ? words.doseHidden(nameOf(one.id, language)) : words.dose(nameOf(one.id, language), writeNumber(one.sessions.median), writeHalf(one.sessions, language)))), ...(came === null ? [] : [words.came(`${writeNumber(came.median)} %`)])].join(" "),
    tellHomes(figures, printer),
  ];
}

/** How many kept their home, moved, and went home. */
export function tellHomes({ moves }: ProgrammeFigures, printer: Printer): string {
  const home = (id: "no_move" | "moved" | "reunified", count: Shown) => {
    printer.count(`moves:${id}`, count, id, moves.countedOn);
    return sayCount(count, stepClauses[id], { count: moves.started, clause: stepClauses.started }, printer);
  };
  return [home("no_move", moves.none), home("moved", moves.moved), home("reunified", moves.reunified)].join(" ");
}

const betterWhen = ({ direction }: Measured, language: Language) => (direction === "none" ? "" : (direction === "lower_is_better" ? w.lowerIsBetter : w.higherIsBetter)[language]);

/** Where a value past every cut of a series lies, and where one before all of them. */
function sayCuts({ cuts, direction }: Measured, words: (typeof tellWords)[Language]): [string, string] {
  const ends = [writeNumber(cuts[0]!), writeNumber(cuts.at(-1)!)] as const;
  return direction === "higher_is_better" ? [words.pastCutsHigher(...ends), words.beforeCutsHigher(...ends)] : [words.pastCuts(...ends), words.beforeCuts(...ends)];
}

/** What became of one series: how many have a value at the end comes first, always. */
export function tellMeasure(one: Measured, domain: string, printer: Printer): string {
  const { language } = printer;
  const words = tellWords[language];
  const post = sayCount(one.pairs, stepClauses.pairs, { count: one.started, clause: stepClauses.started }, printer);
  const said = `${domain}, ${measureName(one)}: ${lowered(post)}`;
  if (one.pairs.mark !== "shown") {
    printer.count(`series:${one.series}:pairs`, one.pairs, "post_data", one.countedOn);
    return [said, words.nothingMore].join(" ");
  }
  const at = countMeasure(one, printer);
  const medians = one.pre === null || one.post === null ? words.medianHidden : words.median(writeNumber(one.pre.median), writeNumber(one.post.median), betterWhen(one, language));
  const change = one.change === null || at.better === null || at.same === null || at.worse === null ? words.noChange : words.change(writeNumber(one.change.points), w[one.change.kind][language], one.change.certainty === "read" ? one.change.source : `${one.change.source}; ${w.toConfirm[language]}`, at.better, at.same, at.worse);
  const below = at.above === null || at.below === null ? [] : [(one.aboveBefore!.mark === "shown" && one.aboveThenBelow!.mark === "shown" ? words.belowCut : words.belowCutTable)(...sayCuts(one, words), at.above, at.below)];
  const broken = one.broken.people === 0 ? [] : [words.broken(at.broken)];
  return [said, medians, change, ...below, ...broken].join(" ");
}

/** What changed, a sentence or several for each series that was asked. */
export const tellChanged = ({ domains }: ProgrammeFigures, printer: Printer): string[] => domains.flatMap(({ domain, measures }) => measures.map((one) => tellMeasure(one, domainName(domain, printer.language), printer)));

/** Which domains have no measure at all. Where nothing is told yet, that is not known either. */
export function tellUnmeasured({ domains, countedOn }: ProgrammeFigures, { language }: Printer): string {
  if (countedOn === null) return tellWords[language].measuredUnknown;
  const none = domains.filter((one) => one.measures.length === 0).map((one) => domainName(one.domain, language));
  return none.length === 0 ? tellWords[language].allMeasured : tellWords[language].notMeasured(listed(none));
}
