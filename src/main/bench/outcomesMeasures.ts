import fs from "node:fs";
import pg from "pg";
import { systemClock } from "#database/actor.ts";
import { attachEmbedded } from "#database/embedded.ts";
import { countDaily, deriveAll } from "#features/outcomes/working.handlers.ts";
import type { Middle, ProgrammeFigures, Shown } from "#features/outcomes/shapes.contract.ts";
import { dateInZone } from "#kernel/dates.ts";
import { readSettings } from "#server/settings.ts";
import { openServices } from "../open.ts";
import { figureOf, type Measured } from "./figures.ts";
import { openAsker } from "./load.ts";
import { plainly, seedOutcomes } from "./outcomesSeed.ts";
import { makeDataFolder, peakMemoryOf, startServerProcess } from "./process.ts";
import { administratorOf, idOf, planProgramme, tokenOf, zone } from "./programme.ts";

type Plain = { year: string; language: string; age: string; started: boolean; eligible: boolean; manner: string | null; closed: boolean; two: boolean; sessions: number | null; instrument: string | null; pre: number | null; post: number | null };
const ASKS = 60;

/** The median and the quarters of some numbers, by sorting. */
function middleOf(numbers: number[]): Pick<Middle, "median" | "low" | "high"> {
  const sorted = Float64Array.from(numbers).sort();
  const at = (part: number) => {
    const place = part * (sorted.length - 1);
    return Math.round((sorted[Math.floor(place)]! + (sorted[Math.ceil(place)]! - sorted[Math.floor(place)]!) * (place % 1)) * 10) / 10;
  };
  return { median: at(0.5), low: at(0.25), high: at(0.75) };
}

/** Every figure that is told, beside the plain one: what differs, as sentences, and how many were compared. */
function compare(told: ProgrammeFigures, rows: readonly Plain[]): { wrong: string[]; compared: number } {
  const wrong: string[] = [];
  let compared = 0;
  const count = (name: string, shown: Shown | null, test: (one: Plain) => unknown) => {
    if (shown === null || shown.people === null) return;
    compared++;
    const plain = rows.filter(test).length;
    if (plain !== shown.people) wrong.push(`programme: ${told.cut?.key ?? "all"} ${name}: ${shown.people} where ${plain} is right`);
  };
  const middle = (name: string, shown: Middle | null, value: (one: Plain) => number | null) => {
    if (shown === null) return;
    compared++;
    const plain = middleOf(rows.flatMap((one) => value(one) ?? []));
    if (plain.median !== shown.median || plain.low !== shown.low || plain.high !== shown.high) wrong.push(`programme: ${told.cut?.key ?? "all"} ${name}: ${JSON.stringify(shown)} where ${JSON.stringify(plain)} is right`);
  };
  const ended = (one: Plain) => one.started && one.closed;
  const early = (one: Plain) => ended(one) && one.manner !== "planned";
  const planned = (one: Plain) => ended(one) && one.manner === "planned";
  const coming = (one: Plain) => one.started && !one.closed;
  const tests: Record<string, (one: Plain) => unknown> = { asked: () => true, eligible: (one) => one.eligible, started: (one) => one.started, stage_two: (one) => one.started && (one.two || planned(one)), ended, planned, early, coming, early_one: (one) => early(one) && !one.two, early_two: (one) => early(one) && one.two };
  for (const one of [...told.funnel, ...told.endings]) if (tests[one.id]) count(one.id, one.count, tests[one.id]!);
  for (const one of told.dose) middle(`sessions ${one.id}`, one.sessions, (row) => (tests[one.id]!(row) ? row.sessions : null));
  for (const one of told.domains.flatMap((domain) => domain.measures)) {
    const instrument = one.series.split(":")[0];
    const isPair = (row: Plain) => row.started && row.instrument === instrument;
    count(`${one.series} pairs`, one.pairs, isPair);
    middle(`${one.series} pre`, one.pre, (row) => (isPair(row) ? row.pre : null));
    middle(`${one.series} post`, one.post, (row) => (isPair(row) ? row.post : null));
    if (one.change !== null) {
      count(`${one.series} better`, one.better, (row) => isPair(row) && row.pre! - row.post! >= one.change!.points);
      count(`${one.series} worse`, one.worse, (row) => isPair(row) && row.post! - row.pre! >= one.change!.points);
      count(`${one.series} same`, one.same, (row) => isPair(row) && Math.abs(row.post! - row.pre!) < one.change!.points);
    }
    if (one.cuts.length > 0) count(`${one.series} below the cut`, one.aboveThenBelow, (row) => isPair(row) && row.pre! >= one.cuts.at(-1)! && row.post! < one.cuts[0]!);
  }
  return { wrong, compared };
}

/**
 * The view of a whole programme on a database of its own: deriving everything from the record, counting an edition, and
 * the page, all of it and every cut, over HTTP. Every figure that is told is held against a plain recomputation.
 */
export async function measureProgramme(projectRoot: string, people: number): Promise<Measured[]> {
  const folder = makeDataFolder();
  const today = dateInZone(systemClock.now(), zone);
  const programme = planProgramme(people, today);
  const agency = { agencyId: idOf("agency", 0), timeZone: zone };
  const found: Measured[] = [];
  const took = (name: string, durations: number[], errors = new Map<string, number>(), memory: number | null = Math.round(process.memoryUsage.rss() / 2 ** 20)) => void found.push({ figure: figureOf({ name, scale: programme.people, concurrency: 1, durations, seconds: durations.reduce((sum, one) => sum + one, 0) / 1000, peakMemoryMB: memory }), errors, beside: null });
  const timed = async <T>(name: string, work: () => Promise<T>): Promise<T> => {
    const from = performance.now();
    const made = await work();
    const each = (performance.now() - from) / programme.cases;
    took(name, Array.from({ length: programme.cases }, () => each));
    return made;
  };
  try {
    const opened = await openServices({ projectRoot, settings: readSettings({ DYAD_DATA_DIR: folder, DYAD_DEMO: "0" }, projectRoot), manner: "own" });
    try {
      const owner = new pg.Client((await attachEmbedded(folder))!.config);
      await owner.connect();
      owner.on("error", () => {}); // told by the query that it breaks
      await seedOutcomes(owner, programme, today);
      const derived = await timed("programme, deriving each case", () => deriveAll(opened.services, agency));
      if (derived !== programme.cases) throw new Error(`${derived} of ${programme.cases} cases were derived`);
      await owner.query("vacuum (analyze) dyad.outcome_courses, dyad.outcome_pairs, dyad.outcome_reasons");
      await timed("programme, counting each case", () => countDaily(opened.services, agency));
      const rows = (await owner.query<Plain>(plainly)).rows;
      await owner.end();
      await opened.close();
      await askPages(projectRoot, folder, rows, took, tokenOf(administratorOf(programme)));
    } finally {
      await opened.close().catch(() => {});
    }
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
  return found;
}

async function askPages(projectRoot: string, folder: string, rows: readonly Plain[], took: (name: string, durations: number[], errors: Map<string, number>, memory: number | null) => void, token: string): Promise<void> {
  const server = await startServerProcess(projectRoot, folder, {});
  const asker = openAsker(server.address, 1);
  const durations: number[] = [];
  const errors = new Map<string, number>();
  try {
    const ask = async (cut: string | null) => {
      const from = performance.now();
      const { status, body } = await asker.ask(token, "GET", `/api/outcomes${cut === null ? "" : `?cut=${encodeURIComponent(cut)}`}`);
      durations.push(performance.now() - from);
      if (status !== 200) throw new Error(`programme: ${status} ${JSON.stringify(body)}`);
      return body as ProgrammeFigures;
    };
    const whole = await ask(null);
    const columns: Partial<Record<string, (one: Plain, values: readonly string[]) => boolean>> = { period: (one, values) => values.some((value) => value.startsWith(one.year)), language: (one, values) => values.includes(one.language), age: (one, values) => values.includes(one.age) };
    const isWholeYears = (values: readonly string[]) => [...new Set(values.map((value) => value.slice(0, 4)))].every((year) => whole.options.filter((one) => one.cut === "period").flatMap((one) => one.values).filter((value, place, all) => value.startsWith(year) && all.indexOf(value) === place).every((value) => values.includes(value)));
    let compared = 0;
    const check = (told: ProgrammeFigures, of: readonly Plain[]) => {
      const result = compare(told, of);
      compared += result.compared;
      for (const one of result.wrong) errors.set(one, 1);
    };
    check(whole, rows);
    for (const option of whole.options) {
      const fits = columns[option.cut];
      const told = await ask(option.key);
      if (fits && (option.cut !== "period" || isWholeYears(option.values))) check(told, rows.filter((one) => fits(one, option.values)));
    }
    if (compared < 20) errors.set(`programme: only ${compared} figures could be compared`, 1);
    durations.length = 0;
    for (let turn = 0; turn < ASKS; turn++) await ask(turn % 2 === 0 ? null : whole.options[turn % whole.options.length]!.key);
    took(`programme`, durations, errors, peakMemoryOf(server.pid));
  } finally {
    asker.close();
    await server.stop();
  }
}
