import type { Language } from "#kernel/language.ts";
import type { PublishedFigure, Result, ReturnInputs } from "#features/investment/contract.ts";
import { standsIn } from "#features/investment/own.rules.ts";
import { computeReturn } from "#features/investment/rules.ts";
import { inputNames, resultNames } from "#features/investment/screens.words.ts";
import type { ProgrammeFigures } from "#features/outcomes/shapes.contract.ts";
import type { ReportBlock } from "./contract.ts";
import { writeNumber } from "./printing.rules.ts";
import { reportWords as w } from "./sentences.words.ts";

/** The programme's own figures of cost, where they are chosen for a report; `typed` is null where none were ever kept. */
export type Cost = { typed: ReturnInputs | null; published: readonly PublishedFigure[] };

function writeAmount(amount: number, unit: Result["unit"]): string {
  if (unit === "dollars") return `${amount < 0 ? "−" : ""}$${writeNumber(Math.abs(Math.round(amount)))}`;
  return unit === "percent" ? `${writeNumber(Math.round(amount * 100) / 100)} %` : writeNumber(Math.round(amount * 10) / 10);
}

/** The return as a table: each result with its range and where its published part comes from, or why it has no value. */
export function costBlocks({ typed, published }: Cost, figures: ProgrammeFigures, language: Language): ReportBlock[] {
  if (typed === null) return [{ kind: "sentence", text: w.costNone[language] }];
  const valueOf = (result: Result) => {
    if (result.missing.length > 0) return [w.needed[language], ""];
    if (!standsIn(figures, result)) return [w.costHidden[language], ""];
    if (result.value === null) return ["–", ""];
    return [writeAmount(result.value, result.unit), result.low === null || result.high === null ? "–" : w.from[language](writeAmount(result.low, result.unit), writeAmount(result.high, result.unit))];
  };
  const sourceOf = ({ published: id, dollarYear }: Result) => {
    const found = published.find((one) => one.id === id);
    const year = dollarYear === null ? [] : [w.dollars[language](dollarYear)];
    if (found === undefined) return [w.ownFigures[language], ...year].join(" · ");
    const own = found.dollarYear === null || found.dollarYear === dollarYear ? [] : [w.dollars[language](found.dollarYear)];
    return [found.source, ...(found.studyYear === null ? [] : [w.study[language](found.studyYear)]), found.perspective[language], ...own, ...year, ...(found.certainty === "read" ? [] : [w.toConfirm[language]])].join(" · ");
  };
  const results = computeReturn(typed, published);
  const missing = [...new Set(results.flatMap((one) => one.missing))].map((key) => inputNames[key][language].replace(/^./, (letter) => letter.toLowerCase()));
  const rows = results.map((result) => [resultNames[result.id][language], ...valueOf(result), sourceOf(result)]);
  return [
    { kind: "sentence", text: w.costNote[language] },
    { kind: "table", name: w.cost[language], note: "", head: [w.figure[language], w.value[language], w.range[language], w.source[language]], rows, bars: null },
    ...(missing.length === 0 ? [] : [{ kind: "sentence" as const, text: w.needs[language](missing.join("; ")) }]),
  ];
}
