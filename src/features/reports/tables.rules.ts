import type { Language } from "#kernel/language.ts";
import { words as instrumentWords } from "#features/instruments/words.ts";
import { definitions } from "#features/outcomes/definitions.words.ts";
import { cutWords, fidelityWords, languageWords, payerWords, placeWords, reasonWords, words as pageWords } from "#features/outcomes/screens.words.ts";
import type { CutOption, Measured, ProgrammeFigures, Shown } from "#features/outcomes/shapes.contract.ts";
import { goalNames } from "#features/plan/plan.words.ts";
import type { ReportBlock } from "./contract.ts";
import { type Printer, shareOrHidden, writeMiddle, writeNumber, writePeriod } from "./printing.rules.ts";
import { reportWords as w } from "./sentences.words.ts";

type Table = Extract<ReportBlock, { kind: "table" }>;
const table = (name: string, head: string[], rows: string[][], { note = "", bars = null }: { note?: string; bars?: Table["bars"] } = {}): Table => ({ kind: "table", name, note, head, rows, bars });

/** The name of a figure, as its definition has it. */
export const nameOf = (id: string, language: Language): string => definitions.find((one) => one.id === id)?.name[language] ?? id;
export const domainName = (domain: keyof (typeof instrumentWords)["en"]["domains"], language: Language): string => instrumentWords[language].domains[domain];
export const measureName = (one: Pick<Measured, "name" | "scale">): string => (one.scale === "" ? one.name : `${one.name}, ${one.scale}`);

/** From the first call to the goodbye, each step with its share of the one that it is a part of. */
export function funnelTable({ funnel }: ProgrammeFigures, printer: Printer): Table {
  const longest = funnel[0]?.count.people ?? null;
  return table(
    printer.say(w.funnel),
    [printer.say(w.step), printer.say(w.families), printer.say(w.share)],
    funnel.map((one) => [nameOf(one.id, printer.language), printer.count(`position:${one.id}`, one.count, one.id, one.countedOn), one.among === null ? "" : shareOrHidden(one.count, one.among, printer.language)]),
    { bars: funnel.map((one) => (one.count.people === null || longest === null || longest === 0 ? null : one.count.people / longest)) },
  );
}

/** Where those are who are not on the way to the goodbye. */
export const endingsTable = ({ endings }: ProgrammeFigures, printer: Printer): Table =>
  table(printer.say(w.whereOthers), [printer.say(w.step), printer.say(w.families), printer.say(w.share)], endings.map((one) => [nameOf(one.id, printer.language), printer.count(`position:${one.id}`, one.count, one.id, one.countedOn), one.among === null ? "" : shareOrHidden(one.count, one.among, printer.language)]));

export const reasonsTable = ({ reasons }: ProgrammeFigures, printer: Printer): Table =>
  table(printer.say(w.reasons), [printer.say(w.reason), printer.say(w.families), printer.say(w.share)], reasons.map((one) => [reasonWords[one.id as keyof typeof reasonWords][printer.language], printer.count(`reason:${one.id}`, one.count, "reason", one.countedOn), one.among === null ? "" : shareOrHidden(one.count, one.among, printer.language)]));

/** The sessions that families had, by how their course stands. */
export function doseTable({ dose, funnel }: ProgrammeFigures, printer: Printer): Table {
  const on = funnel[0]?.countedOn ?? null;
  for (const id of ["sessions", "weeks", "show_rate", "caregiver_rate"]) printer.tell(id, on);
  const percent = (middle: ProgrammeFigures["dose"][number]["shownRate"]) => (middle === null ? printer.say(w.hiddenWord) : `${writeNumber(middle.median)} %`);
  return table(
    printer.say(w.dose),
    [printer.say(w.group), printer.say(w.families), printer.say(w.sessions), printer.say(w.weeks), printer.say(w.tookPlace), printer.say(w.came)],
    dose.map((one) => [nameOf(one.id, printer.language), printer.count(`position:${one.id}`, one.count, one.id, on), writeMiddle(one.sessions, printer.language), writeMiddle(one.weeks, printer.language), percent(one.shownRate), percent(one.caregiverRate)]),
    { note: printer.say(w.doseNote) },
  );
}

export function timesTable({ times, funnel }: ProgrammeFigures, printer: Printer): Table {
  const on = funnel[0]?.countedOn ?? null;
  printer.tell("days_to", on);
  return table(printer.say(w.times), [printer.say(w.step), printer.say(w.families), `${printer.say(w.median)} (${printer.say(w.middleHalf).toLowerCase()})`], times.map((one) => [nameOf(one.id, printer.language), printer.count(`position:${one.id}`, one.count, one.id, on), writeMiddle(one.days, printer.language)]));
}

/** How many moved, and how many went home. */
export function homesTable({ moves }: ProgrammeFigures, printer: Printer): Table {
  const row = (id: "no_move" | "moved" | "reunified", count: Shown) => [nameOf(id, printer.language), printer.count(`moves:${id}`, count, id, moves.countedOn), shareOrHidden(count, moves.started, printer.language)];
  printer.count("position:started", moves.started, "started", moves.countedOn);
  return table(printer.say(w.homes), [printer.say(w.step), printer.say(w.families), printer.say(w.share)], [row("no_move", moves.none), row("moved", moves.moved), row("reunified", moves.reunified)]);
}

export function goalsTable({ goals, funnel }: ProgrammeFigures, printer: Printer): Table {
  const on = funnel[0]?.countedOn ?? null;
  return table(
    printer.say(w.goals),
    [printer.say(w.goal), printer.say(w.withObjective), printer.say(w.reached)],
    goals.map((one) => [goalNames[one.goal].name[printer.language], printer.count(`goal:${one.goal}:with_objective`, one.withObjective, "goal_objective", on), printer.count(`goal:${one.goal}:reached`, one.reached, "goal_reached", on)]),
    { note: printer.say(w.goalsNote) },
  );
}

type Domains = ProgrammeFigures["domains"];
/** Series that fit on a page for a board. */
const MOST_ON_A_PAGE = 10;
/** The series that most families have a last value of, in the order of the domains, and the others: what a page has room for, and what the workbook holds besides. */
export function splitForPage(domains: Domains): { first: Domains; rest: Domains; left: number } {
  const all = domains.flatMap(({ measures }) => measures);
  const kept = new Set(all.toSorted((one, other) => (other.pairs.people ?? -1) - (one.pairs.people ?? -1)).slice(0, MOST_ON_A_PAGE));
  const pick = (isIn: (one: Domains[number]["measures"][number]) => boolean) => domains.flatMap((one) => { const measures = one.measures.filter(isIn); return measures.length === 0 ? [] : [{ ...one, measures }]; });
  return { first: pick((one) => kept.has(one)), rest: pick((one) => !kept.has(one)), left: all.length - kept.size };
}

/** Every series that was asked, one row each. A domain without one is named by `tellUnmeasured`. */
export function changedTable(domains: Domains, printer: Printer, name = w.changed): Table {
  const { language, say } = printer;
  return table(
    say(name),
    [say(w.domain), say(w.measure), say(w.postData), say(w.start), say(w.end), say(w.betterSameWorse), say(w.below), say(w.leftOutPairs)],
    domains.flatMap(({ domain, measures }) =>
      measures.map((one) => {
        const at = countMeasure(one, printer);
        const change = at.better === null ? say(w.notComputed) : `${at.better} · ${at.same} · ${at.worse}`;
        const below = at.below === null ? "–" : `${at.below} ${say(w.of)} ${at.above}`;
        return [domainName(domain, language), measureName(one), `${at.share} (${at.pairs} ${say(w.of)} ${at.started})`, writeMiddle(one.pre, language), writeMiddle(one.post, language), change, below, at.broken];
      }),
    ),
    { note: say(w.changedNote) },
  );
}

/** The counts of one series as they are printed. Null is what the series does not have: a published change, or a cut. */
export function countMeasure(one: Measured, printer: Printer) {
  const [series, on] = [`series:${one.series}`, one.countedOn];
  const optional = (figure: string, count: Shown | null, definition: string) => (count === null ? null : printer.count(figure, count, definition, on));
  for (const [id, middle] of [["first_value", one.pre], ["last_value", one.post]] as const) if (middle !== null) printer.tell(id, on);
  return {
    started: printer.count("position:started", one.started, "started", on),
    pairs: printer.count(`${series}:pairs`, one.pairs, "post_data", on),
    share: shareOrHidden(one.pairs, one.started, printer.language),
    broken: printer.count(`${series}:broken`, one.broken, "broken", on),
    better: optional(`${series}:better`, one.better, "better"),
    same: optional(`${series}:same`, one.same, "same"),
    worse: optional(`${series}:worse`, one.worse, "worse"),
    above: optional(`cut:${one.series}:above_before`, one.aboveBefore, "below_cut"),
    below: optional(`cut:${one.series}:above_then_below`, one.aboveThenBelow, "below_cut"),
  };
}

/** The name of a part of the programme. */
export function writeOption({ cut, values, names }: CutOption, language: Language): string {
  if (cut === "period") return writePeriod(values, language);
  const known = { language: languageWords, payer: payerWords, place: placeWords, fidelity: fidelityWords }[cut as string];
  return names.map((name) => (name === "unknown" ? pageWords.unknown[language] : (known?.[name]?.[language] ?? name))).join(" + ");
}

/** Those of a language, a place or a payer beside each other; only where the report is about everybody. */
export function equityTables({ equity, funnel }: ProgrammeFigures, printer: Printer): Table[] {
  const on = funnel[0]?.countedOn ?? null;
  return equity.filter((one) => one.rows.length > 1).map(({ cut, rows }) =>
    table(
      cutWords[cut][printer.language],
      [printer.say(w.group), ...["asked", "started", "stage_two", "ended", "planned"].map((id) => nameOf(id, printer.language))],
      rows.map(({ option, asked, started, stageTwo, ended, planned }) => [writeOption(option, printer.language), ...([["asked", asked], ["started", started], ["stage_two", stageTwo], ["ended", ended], ["planned", planned]] as const).map(([id, count]) => printer.count(`position:${id}`, count, id, on, option))]),
    ),
  );
} // prettier-ignore
