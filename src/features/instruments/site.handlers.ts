import { Fault, type FieldWords, fieldFault } from "#kernel/faults.ts";
import type { CivilDate } from "#kernel/dates.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import type { InstrumentDefinition, InstrumentLibrary } from "./contract.ts";
import { scoreReach } from "./definition.rules.ts";
import { libraryOf } from "./handlers.ts";
import { describePart, findTrial, judgeImport, needsComparison, needsPermission, rowsOf } from "./import.rules.ts";
import { describeInstalled, hasChangeScore, listInstalled } from "./installed.rules.ts";
import { factValue, listRetired, siteFiguresOf, versionsOf } from "./library.rules.ts";
import type { EntryBody, instrumentsContract } from "./site.contract.ts";
import { describeHistory, listWordings } from "./site.rules.ts";
import { siteWords as words } from "./site.words.ts";
import * as store from "./store.ts";
import { instrumentText } from "./text.rules.ts";

type Inputs = { [K in keyof typeof instrumentsContract]: Parameters<Extract<Handlers<typeof instrumentsContract>[K], { open: false }>["run"]>[1] };

async function requireInstalled(tx: Transaction, call: Call, instrument: string): Promise<{ library: InstrumentLibrary; definition: InstrumentDefinition }> {
  const library = await libraryOf(tx, call.services);
  const definition = library.definitions.get(instrument);
  if (!definition) throw new Fault("not_found", words.noInstrument);
  return { library, definition };
}

async function get(tx: Transaction, { instrument }: Inputs["get"], call: Call) {
  const { library, definition } = await requireInstalled(tx, call, instrument);
  const history = await store.listHistory(tx, instrument);
  return {
    installed: describeInstalled(library, instrument, tx.today)!,
    definition,
    versions: versionsOf(library, instrument),
    norms: library.norms.get(instrument) ?? null,
    wordings: listWordings(library, definition, history),
    retiredWordings: [...listRetired(history.toReversed())].flatMap(([place, from]) => (place === instrument ? [] : [{ language: place.split(" ")[1]!, from }])),
    figures: [...siteFiguresOf(library, instrument)],
    history: history.map(describeHistory),
  };
}

async function preview(tx: Transaction, { file }: Inputs["preview"], call: Call) {
  const library = await libraryOf(tx, call.services);
  const { parts, faults } = judgeImport(file, library);
  const trial = faults.length > 0 ? null : findTrial(parts, library, tx.today);
  const language = trial?.language === "es" || trial?.language === "en" ? trial.language : call.language;
  const text = trial === null ? null : instrumentText(trial.library, trial.instrument, language);
  return {
    parts: parts.map(describePart),
    faults: faults.map(({ line, path, message }) => ({ line, path, message: message[call.language] })),
    trial: trial === null || text === null ? null : { definition: trial.library.definitions.get(trial.instrument)!, language: text.language, title: text.title, instructions: text.instructions, items: text.items },
    needsPermission: needsPermission(parts),
    needsComparison: needsComparison(parts),
  };
}

const notAfterToday = (path: string, day: CivilDate | undefined, today: CivilDate): FieldWords[] => (day !== undefined && day > today ? [{ path, message: words.notInFuture }] : []);

/** Takes in a whole file, or nothing of it. */
export async function accept(tx: Transaction, { file, reason, permission, compared }: Inputs["accept"], call: Pick<Call, "services">) {
  const { parts, faults } = judgeImport(file, await libraryOf(tx, call.services));
  if (faults.length > 0) throw new Fault("malformed", words.wrongFile, { fields: faults.map(({ line, path, message }) => ({ path: "file", message: words.atLine(line, path, message) })) });
  const wrong = [...notAfterToday("permission.on", permission?.on, tx.today), ...notAfterToday("compared.on", compared?.on, tx.today)];
  if (needsPermission(parts) && permission === null) wrong.push({ path: "permission.by", message: words.permissionNeeded });
  if (wrong.length > 0) throw new Fault("malformed", wrong[0]!.message, { fields: wrong });
  const rows = rowsOf(parts, { permission, compared });
  if (rows.length === 0) throw fieldFault("file", words.nothingNew);
  for (const row of rows) if ((await store.insertEntry(tx, { ...row, reason })) === null) throw new Fault("changed_meanwhile", words.meanwhile);
  return { instruments: [...new Set(rows.map((row) => row.instrument))] };
}

/** Adds one row about an instrument in the version for new forms. */
const enter = async (tx: Transaction, definition: InstrumentDefinition, language: string | null, body: EntryBody, reason = ""): Promise<string> => (await store.insertEntry(tx, { instrument: definition.id, version: definition.version, language, body, reason }))!;

async function compare(tx: Transaction, { instrument, language, by, on }: Inputs["compare"], call: Call) {
  const { library, definition } = await requireInstalled(tx, call, instrument);
  const text = library.texts.get(instrument)?.get(language);
  if (!text) throw new Fault("not_found", words.noWording);
  if (definition.class === "D") throw new Fault("refused", words.noOwnersForm);
  if (text.comparedWithOwnersForm !== null) throw new Fault("refused", words.comparedAlready);
  if (on > tx.today) throw fieldFault("on", words.notInFuture);
  await enter(tx, definition, language, { kind: "compared", by, on, text });
  return { instrument };
}

async function confirmFact(tx: Transaction, { instrument, about, source, readOn }: Inputs["confirmFact"], call: Call) {
  const { definition } = await requireInstalled(tx, call, instrument);
  if (!definition.facts.some((fact) => fact.about === about && fact.certainty !== "read")) throw fieldFault("about", words.noFact);
  if (readOn > tx.today) throw fieldFault("readOn", words.notInFuture);
  await enter(tx, definition, null, { kind: "fact", about, source, readOn, before: factValue(definition, about) });
  return { instrument };
}

async function enterFigure(tx: Transaction, { instrument, reason, ...given }: Inputs["enterFigure"], call: Call) {
  const { definition } = await requireInstalled(tx, call, instrument);
  const { score, figure } = given;
  const reach = scoreReach(definition, score);
  if (reach === null) throw fieldFault("score", words.noScore(score));
  if (figure.kind !== "cut" && !hasChangeScore(definition)) throw fieldFault("figure.kind", words.neverChange);
  if (figure.kind === "cut" && (figure.atLeast < reach.lowest || figure.atLeast > reach.highest)) throw fieldFault("figure.atLeast", words.outOfReach(reach.lowest, reach.highest));
  const span = reach.highest - reach.lowest;
  if ("points" in figure && figure.points > span) throw fieldFault("figure.points", words.outOfReach(1, span));
  return { instrument, figureId: await enter(tx, definition, null, { kind: "figure", ...given }, reason) };
}

async function withdrawFigure(tx: Transaction, { instrument, figureId, reason }: Inputs["withdrawFigure"], call: Call) {
  const { library, definition } = await requireInstalled(tx, call, instrument);
  if (!siteFiguresOf(library, instrument).some((one) => one.figureId === figureId)) throw new Fault("not_found", words.noFigure);
  await enter(tx, definition, null, { kind: "figure_withdrawn", figureId }, reason);
  return { instrument };
}

async function retire(tx: Transaction, { instrument, language, from, reason }: Inputs["retire"], call: Call) {
  const { library, definition } = await requireInstalled(tx, call, instrument);
  if (language === null ? library.retired.has(instrument) : listRetired(await store.listEntries(tx)).has(`${instrument} ${language}`)) throw new Fault("refused", words.retiredAlready);
  if (language !== null && !library.texts.get(instrument)?.has(language)) throw new Fault("not_found", words.noWording);
  await enter(tx, definition, language, { kind: "retired", from }, reason);
  return { instrument };
}

async function restore(tx: Transaction, { instrument, language, reason }: Inputs["restore"], call: Call) {
  const { definition } = await requireInstalled(tx, call, instrument);
  if (!listRetired(await store.listEntries(tx)).has(language === null ? instrument : `${instrument} ${language}`)) throw new Fault("refused", words.notRetired);
  await enter(tx, definition, language, { kind: "restored" }, reason);
  return { instrument };
}

export const instrumentsHandlers: Handlers<typeof instrumentsContract> = {
  list: handle(async (tx, _input, call) => ({ instruments: listInstalled(await libraryOf(tx, call.services), tx.today) })),
  get: handle(get),
  preview: handle(preview),
  accept: handle(accept),
  compare: handle(compare),
  confirmFact: handle(confirmFact),
  enterFigure: handle(enterFigure),
  withdrawFigure: handle(withdrawFigure),
  retire: handle(retire),
  restore: handle(restore),
};
