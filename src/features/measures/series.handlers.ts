import { groupBy } from "#kernel/grouping.ts";
import { Fault } from "#kernel/faults.ts";
import type { Transaction } from "#database/actor.ts";
import { type Call, handle, type Handlers } from "#server/procedure.ts";
import { readAlong } from "#features/disclosure/along.handlers.ts";
import { isAdultOf } from "#features/disclosure/store.ts";
import { tagOf } from "#features/disclosure/rules.ts";
import type { InstrumentLibrary } from "#features/instruments/contract.ts";
import { libraryOf } from "#features/instruments/handlers.ts";
import { changeFiguresOf, listCuts } from "#features/instruments/installed.rules.ts";
import { findDefinition } from "#features/instruments/library.rules.ts";
import type { Residence } from "#features/people/around.contract.ts";
import { deriveResidences, listMoves } from "#features/people/around.rules.ts";
import { listResidences } from "#features/people/around.store.ts";
import { requireCase } from "#features/people/handlers.ts";
import { listPeople } from "#features/people/store.ts";
import type { ChangeFigures } from "./change.rules.ts";
import { faultWords } from "./faults.words.ts";
import { plainPaper, recordPaper } from "./paper.handlers.ts";
import { tellPlainly } from "./plain.rules.ts";
import { scheduleOf } from "./schedule.handlers.ts";
import type { MeasureSeries, measureSeriesContract } from "./series.contract.ts";
import { buildSeries, type ScoreRow, type SeriesFacts, type SeriesInstalled } from "./series.rules.ts";
import * as store from "./series.store.ts";

type Services = Pick<Call["services"], "projectRoot">;
const has = (tx: Transaction, ...roles: string[]) => tx.actor.kind === "staff" && tx.actor.roles.some((role) => roles.includes(role));
const noFigures: ChangeFigures = { inputs: null, meaningful: null, reliable: null };

const movesOf = (residences: readonly Residence[]) => listMoves(residences).map((one) => one.validFrom);
type Context = Pick<SeriesFacts, "policy" | "moves">;
/** What breaks a series and stands outside the answers: read by staff, also where the answers are then read as an adult sees them. */
async function contextOf(tx: Transaction, caseId: string): Promise<Context> {
  const residences = deriveResidences(await listResidences(tx, caseId), await listPeople(tx, caseId));
  return { policy: (await scheduleOf(tx)).content.breaks, moves: movesOf(residences) };
}

/** What is installed for the agency that acts, as the rule of series and change asks for it. What is published and entered is of the total; a scale has none of it. */
const factsOf = (library: InstrumentLibrary): SeriesInstalled => ({
  definitionOf: (instrument, version) => findDefinition(library, instrument, version),
  figuresOf: (instrument, version, score) => (score === "total" ? changeFiguresOf(library, instrument, version) : noFigures),
  cutsOf: (definition, score) => listCuts(library, definition, score),
});

/** The measures of a record over time, as far as the actor sees them. */
export async function readSeries(tx: Transaction, caseId: string, call: { services: Services }, context?: Context): Promise<MeasureSeries[]> {
  const installed = factsOf(await libraryOf(tx, call.services));
  return buildSeries(await store.listScoreRows(tx, caseId), { ...installed, overrides: await store.listOverrides(tx, caseId), ...(context ?? (await contextOf(tx, caseId))) });
}

/**
 * The measures of some records over time, by the case that stands for each, and what change in them is judged by: the very
 * series of the case's page, as somebody would see them who sees all. `homes` is where each child lived.
 */
export async function seriesOfRecords(tx: Transaction, caseIds: readonly string[], homes: ReadonlyMap<string, readonly Residence[]>, services: Services): Promise<{ installed: SeriesInstalled; series: Map<string, MeasureSeries[]> }> {
  const installed = factsOf(await libraryOf(tx, services));
  const policy = (await scheduleOf(tx)).content.breaks;
  const overrides = groupBy(await store.listOverridesOf(tx, caseIds), (one) => one.caseId);
  const scores = groupBy(await store.listScoreRowsOf(tx, caseIds), (one) => one.caseId);
  const seriesOf = (caseId: string, rows: ScoreRow[]) => buildSeries(rows, { ...installed, policy, overrides: overrides.get(caseId) ?? [], moves: movesOf(homes.get(caseId) ?? []) });
  return { installed, series: new Map([...scores].map(([caseId, rows]) => [caseId, seriesOf(caseId, rows)])) };
}

async function list(tx: Transaction, { caseId }: { caseId: string }, call: { services: Services }) {
  await requireCase(tx, caseId);
  return { today: tx.today, series: await readSeries(tx, caseId, call), mayOverride: has(tx, "clinician", "supervisor"), mayTell: has(tx, "clinician", "trainee", "supervisor") };
}

async function override(tx: Transaction, { caseId, before, after, reason }: { caseId: string; before: string; after: string; reason: string | null }, call: { services: Services }) {
  const series = await readSeries(tx, caseId, call);
  const found = series.flatMap((one) => one.breaks).find((one) => one.before === before && one.after === after);
  if (found === undefined) throw new Fault("not_found", faultWords.noBreak);
  if (series.some((one) => one.change?.why === "never" && one.breaks.includes(found))) throw new Fault("refused", faultWords.neverChange);
  await store.insertOverride(tx, { before, after, kinds: found.kinds, reason: reason?.trim() ?? null });
  return { decided: true as const };
}

type Told = { caseId: string; personId: string; language: "en" | "es" };
/** What may be told to one adult, with what was chosen: of nothing else than what this adult may see, whoever asks. */
export async function told(tx: Transaction, { caseId, personId, language }: Told, call: { services: Services }) {
  await requireCase(tx, caseId);
  if (!(await isAdultOf(tx, caseId, personId))) throw new Fault("not_found", faultWords.notWithFamily);
  const childName = (await listPeople(tx, caseId)).find((one) => one.part === "child")?.givenName ?? "";
  const context = await contextOf(tx, caseId);
  return readAlong(tx, { caseId, asAdultId: personId }, async (theirs) => {
    const series = await readSeries(theirs, caseId, call, context);
    const telling = await store.findTelling(theirs, caseId, personId);
    const lines = tellPlainly(series, { childName, adultId: personId, today: tx.today, language });
    return {
      lines: lines.map((one) => ({ ...one, isChosen: telling?.chosen.includes(one.key) ?? false, disclosure: series.find((each) => each.key === one.key)!.points.at(-1)!.disclosure })),
      sentence: telling === null || telling.sentence === "" ? null : { words: telling.sentence, disclosure: tagOf("caregiver", telling.caseId, personId) },
      place: telling?.place ?? 0,
    };
  });
}

/** Keeps what one adult is told: lines that she may see, and a sentence of the clinician's own. */
export async function tell(tx: Transaction, input: Told & { chosen: string[]; sentence: string; place: number }, call: { services: Services }) {
  const { lines, place } = await told(tx, input, call);
  if (place !== input.place) throw new Fault("changed_meanwhile", faultWords.toldMeanwhile);
  const unknown = input.chosen.findIndex((key) => !lines.some((one) => one.key === key));
  if (unknown >= 0) throw new Fault("malformed", faultWords.notForAdult, { fields: [{ path: `chosen.${unknown}`, message: faultWords.notForAdult }] });
  const { personId, language, chosen, sentence } = input;
  if (!(await store.insertTelling(tx, input.caseId, { adultId: personId, place: place + 1, language, chosen, sentence: sentence.trim() }))) throw new Fault("changed_meanwhile", faultWords.toldMeanwhile);
  return { place: place + 1 };
}

export const measureSeriesHandlers: Handlers<typeof measureSeriesContract> = {
  list: handle(list),
  override: handle(override),
  told: handle(told),
  tell: handle(tell),
  plainPaper: handle(async (tx, input, call) => plainPaper(tx, input, await told(tx, input, call))),
  paper: handle(async (tx, input, call) => recordPaper(tx, input, await readSeries(tx, input.caseId, call))),
};
