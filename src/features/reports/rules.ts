import { writeDay } from "#kernel/saying.ts";
import type { Language } from "#kernel/language.ts";
import { benchmarks, definitions } from "#features/outcomes/definitions.words.ts";
import type { ProgrammeFigures } from "#features/outcomes/shapes.contract.ts";
import type { OwnWords, ReportBlock, ReportCell, ReportContent, ReportKind, ReportSection, Slot } from "./contract.ts";
import { slotsOf } from "./contract.ts";
import { type Cost, costBlocks } from "./cost.rules.ts";
import { tellChanged, tellHomes, tellServed, tellUnmeasured } from "./narrative.rules.ts";
import { makePrinter, type Printer } from "./printing.rules.ts";
import { reportWords as w, titleWords } from "./sentences.words.ts";
import { changedTable, doseTable, splitForPage, endingsTable, equityTables, funnelTable, goalsTable, homesTable, reasonsTable, timesTable, writeOption } from "./tables.rules.ts";

/** What a report is written from. Figures are suppressed already, so nothing that is hidden can come into a report. */
export type Asked = { kind: ReportKind; language: Language; agency: { name: string; isDemo: boolean }; figures: ProgrammeFigures; own: OwnWords; cost: Cost | null };

/** The part of a page for a board that its workbook and its view hold, and its sheet of paper does not. */
export const NOT_PRINTED = "further";

const sentence = (text: string): ReportBlock => ({ kind: "sentence", text });

/** Writes a report: the very thing that is shown on the page, printed and put into sheets. */
export function writeReport({ kind, language, agency, figures, own, cost }: Asked): ReportContent {
  const printer = makePrinter(language, figures.threshold, figures.cut);
  const words = (slot: Slot): ReportBlock[] => ((slotsOf[kind] as readonly Slot[]).includes(slot) && own[slot].trim() !== "" ? [{ kind: "own", text: own[slot].trim() }] : []);
  const sections = (id: string, heading: string, blocks: ReportBlock[]): ReportSection[] => (blocks.length === 0 ? [] : [{ id, heading, blocks }]);
  const opening = sections("opening", w.opening[language], words("opening"));
  const body = { funder: () => funderSections(figures, printer, words), quarter: () => quarterSections(figures, printer), board: () => boardSections(figures, printer) }[kind]();
  const ofCost = cost === null ? [] : sections("cost", w.cost[language], costBlocks(cost, figures, language));
  const closing = sections("closing", w.closing[language], words("closing"));
  const cells = printer.cells();
  const told = figures.countedOn === null ? w.nothingTold[language] : writeDay(figures.countedOn, language);
  return {
    format: "dyad-report-1",
    kind,
    language,
    title: titleWords[kind][language],
    agency: agency.name,
    demo: agency.isDemo ? w.demo[language] : "",
    facts: [[w.agency[language], agency.name], [w.aboutWhom[language], figures.cut === null ? w.everybody[language] : `${w.askedIn[language]} ${writeOption(figures.cut, language)}`], [w.counted[language], told]],
    countedOn: figures.countedOn,
    threshold: figures.threshold,
    sections: [...opening, ...body, ...ofCost, ...closing, hiddenSection(cells, printer), definitionsSection(printer)],
    cells,
  };
} // prettier-ignore

/** The counts of a report, for whoever wants to work something out from them. */
export const listReportCells = ({ cells }: ReportContent): ReportCell[] => cells.filter((one) => one.count.mark === "shown");

function funderSections(figures: ProgrammeFigures, printer: Printer, words: (slot: Slot) => ReportBlock[]): ReportSection[] {
  const { language, say } = printer;
  const forWhom = figures.cut === null ? equityTables(figures, printer) : [];
  return [
    { id: "served", heading: say(w.served), blocks: [...tellServed(figures, printer).map(sentence), reasonsTable(figures, printer), ...words("served")] },
    ...(forWhom.length === 0 ? [] : [{ id: "for_whom", heading: say(w.servedBy), blocks: forWhom }]),
    { id: "changed", heading: say(w.changed), blocks: [...tellChanged(figures, printer).map(sentence), ...words("changed")] },
    { id: "unmeasured", heading: say(w.unmeasured), blocks: [sentence(tellUnmeasured(figures, printer))] },
    publishedSection(language),
  ];
}

/** What changed as a table, and what was not measured. */
const tellTable = (figures: ProgrammeFigures, printer: Printer): ReportBlock[] => [...(figures.domains.every((one) => one.measures.length === 0) ? [] : [changedTable(figures.domains, printer)]), sentence(tellUnmeasured(figures, printer))];

/** What changed on a page for a board: the series that most families have a last value of; the others are in a part of their own, which is not printed. */
function changedOnPage(figures: ProgrammeFigures, printer: Printer): ReportSection[] {
  const { first, rest, left } = splitForPage(figures.domains);
  const changed = { id: "changed", heading: printer.say(w.changed), blocks: left === 0 ? tellTable(figures, printer) : [changedTable(first, printer), sentence(`${w.mostFamilies[printer.language](left)} ${tellUnmeasured(figures, printer)}`)] };
  return [changed, ...(left === 0 ? [] : [{ id: NOT_PRINTED, heading: printer.say(w.furtherMeasures), blocks: [changedTable(rest, printer, w.furtherMeasures)] }])];
}

const quarterSections = (figures: ProgrammeFigures, printer: Printer): ReportSection[] => [
  { id: "served", heading: printer.say(w.served), blocks: [funnelTable(figures, printer), endingsTable(figures, printer), reasonsTable(figures, printer)] },
  { id: "dose", heading: printer.say(w.dose), blocks: [doseTable(figures, printer), timesTable(figures, printer)] },
  { id: "changed", heading: printer.say(w.changed), blocks: [...tellTable(figures, printer), homesTable(figures, printer), goalsTable(figures, printer)] },
];

const boardSections = (figures: ProgrammeFigures, printer: Printer): ReportSection[] => [
  { id: "served", heading: printer.say(w.funnel), blocks: [funnelTable(figures, printer)] },
  { id: "dose", heading: printer.say(w.dose), blocks: [doseTable(figures, printer), sentence(`${printer.say(w.published)}: ${benchmarks[0]!.words[printer.language]} (${benchmarks[0]!.source})`)] },
  ...changedOnPage(figures, printer),
  { id: "homes", heading: printer.say(w.homes), blocks: [sentence(tellHomes(figures, printer))] },
];

const publishedSection = (language: Language): ReportSection => ({
  id: "published",
  heading: w.published[language],
  blocks: [
    sentence(w.publishedNote[language]),
    { kind: "table", name: w.published[language], note: "", head: [w.figure[language], w.source[language]], rows: benchmarks.map((one) => [one.words[language], one.status === "read" ? one.source : `${one.source} · ${w.toConfirm[language]}`]), bars: null },
  ],
});

/** What is hidden and why: every report ends with it and with how its figures are counted. */
function hiddenSection(cells: readonly ReportCell[], { threshold, language, say }: Printer): ReportSection {
  const hidden = cells.filter((one) => one.count.mark !== "shown").length;
  return { id: "hidden", heading: say(w.hidden), blocks: [`${w.howMany[language](hidden, cells.length)} ${w.small[language](threshold)} ${say(w.beside)} ${say(w.follows)}`, say(w.noClinician)].map(sentence) };
}

function definitionsSection({ language, say, used }: Printer): ReportSection {
  const rows = definitions.filter((one) => used.has(one.id)).map((one) => [
    one.id, one.name[language], [one.counts[language], ...(one.leftOut === null ? [] : [`${w.leftOut[language]}: ${one.leftOut[language]}`])].join(" "), one.among?.[language] ?? "–", one.source,
    [...used.get(one.id)!].toSorted().map((on) => writeDay(on, language)).join(", ") || "–",
  ]);
  return { id: "definitions", heading: say(w.definitions), blocks: [sentence(say(w.definitionsNote)), { kind: "table", name: say(w.definitions), note: "", head: ["id", say(w.figure), say(w.counts), say(w.among), say(w.source), say(w.countedOn)], rows, bars: null }] };
} // prettier-ignore
