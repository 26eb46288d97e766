import { createHash } from "node:crypto";
import { canonicalJson } from "#kernel/canonical.ts";
import { csv } from "#kernel/csv.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { type Behind, findFigure } from "./behind.rules.ts";
import type { outcomesContract } from "./contract.ts";
import { seriesOf, thresholdOf } from "./counting.handlers.ts";
import { type KeptTable, readAsked, readSet } from "./edition.rules.ts";
import { faultWords } from "./faults.words.ts";
import { type Cutting, listOptions, tellProgramme } from "./figures.rules.ts";
import { listLines } from "./lines.rules.ts";
import type { CutOption, ProgrammeFigures } from "./shapes.contract.ts";
import * as store from "./store.ts";

type Cut = { cut: string | null };

async function load(tx: Transaction): Promise<{ tables: Map<string, KeptTable>; options: Cutting[] }> {
  const tables = new Map((await store.listNewest(tx)).map((one) => [one.key, one]));
  const teams = new Map((await store.listTeamNames(tx)).map((one) => [one.teamId, one.name]));
  return { tables, options: listOptions(tables, (cut, value) => (cut === "team" ? (teams.get(value) ?? value) : value)) };
}
/** The part of the programme that an address names. Throws where there is none of that name. */
function findCutting(options: readonly Cutting[], cut: string | null): Cutting | null {
  if (cut === null) return null;
  const found = options.find((one) => one.option.key === cut);
  if (!found) throw new Fault("not_found", faultWords.noCut);
  return found;
}

/** Everything that is told of the programme under one cut, already suppressed: for the page, files and reports alike. */
export async function programmeFigures(tx: Transaction, { cut }: Cut, call: Pick<Call, "services">): Promise<ProgrammeFigures> {
  const { tables, options } = await load(tx);
  return tellProgramme(tables, { at: findCutting(options, cut), options, series: await seriesOf(tx, call.services), threshold: await thresholdOf(tx), lookedOn: (await store.findLastCount(tx))?.countedOn ?? null });
}

/** What a file is asked for by: the hash of the very lines that were shown before. */
export const hashOf = (lines: ReturnType<typeof listLines>) => createHash("sha256").update(canonicalJson(lines)).digest("hex");
async function lines(tx: Transaction, input: Cut, call: Call) {
  const made = listLines(await programmeFigures(tx, input, call));
  return { hash: hashOf(made), lines: made };
}

async function exportFile(tx: Transaction, { format, hash, ...input }: Cut & { format: "csv" | "json"; hash: string }, call: Call): Promise<File> {
  const figures = await programmeFigures(tx, input, call);
  const made = listLines(figures);
  if (hashOf(made) !== hash) throw new Fault("changed_meanwhile", faultWords.otherNow);
  const name = `outcomes-${figures.countedOn ?? "none"}`;
  if (format === "json") return new File([canonicalJson({ format: "dyad-outcomes-1", threshold: figures.threshold, cut: figures.cut, lines: made })], `${name}.json`, { type: "application/json" });
  return new File([csv([["definition", "of", "value", "among", "counted_on", "cut"], ...made.map((one) => [one.definition, one.of, one.value, one.among, one.countedOn, figures.cut?.key ?? "all"])])], `${name}.csv`, { type: "text/csv" });
}

const columnOf: Record<CutOption["cut"], string> = { period: `extract(year from c.asked_on)::text || '-Q' || extract(quarter from c.asked_on)::text`, team: "c.team_id::text", age: "c.age_band", language: "c.language", place: "c.place", payer: "c.payer", fidelity: "c.fidelity" };

/** The cases behind a figure: only of one that is shown, and of those only what the viewer may open anyway. */
async function cases(tx: Transaction, { cut, figure, after }: Cut & { figure: string; after: string | null }, call: Call) {
  const { tables, options } = await load(tx);
  const where = findCutting(options, cut)?.where ?? null;
  const found = findFigure(figure, await seriesOf(tx, call.services));
  const shown = found === null ? null : figure === "position:asked" ? readAsked(tables, where) : readSet(tables, where, found.variable.name, found.set, found.variable.sets[found.set]!);
  if (found === null || shown?.mark !== "shown") throw new Fault("not_found", faultWords.noFigure);
  const behind: Behind = found.behind;
  return { figure, ...(await store.listBehind(tx, behind, where === null ? null : { column: columnOf[where.cut as CutOption["cut"]], values: where.values }, after)) };
}

async function setThreshold(tx: Transaction, { threshold }: { threshold: number }) {
  await store.insertThreshold(tx, threshold);
  return { threshold };
}

export const outcomesHandlers: Handlers<typeof outcomesContract> = {
  figures: handle(programmeFigures),
  lines: handle(lines),
  export: handle(exportFile),
  cases: handle(cases),
  setThreshold: handle(setThreshold),
};
