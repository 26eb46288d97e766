import { fieldFault } from "#kernel/faults.ts";
import { inEachLanguage, type Language } from "#kernel/language.ts";
import { describeMachine, type Measured } from "../bench/figures.ts";
import { measureClaims } from "../bench/claimsMeasures.ts";
import { LONG, measureLongCase } from "../bench/longCaseMeasures.ts";
import { type Lengths, measureAutosave, measureDecide, measureReads, measureRecount, measureRequest, measureSearch, measureSign, measureStart } from "../bench/measures.ts";
import { measureProgramme } from "../bench/outcomesMeasures.ts";
import { measureRecovery } from "../bench/recoveryMeasures.ts";
import { type BenchPlace, openBenchPlace } from "../bench/place.ts";
import { buildPrograms } from "../bench/process.ts";
import { measureRemittance } from "../bench/remittanceMeasures.ts";
import { measureVideo } from "../bench/videoMeasures.ts";
import { words } from "../bench/words.ts";
import { findProjectRoot } from "../root.ts";
import { asJson, type CommandAnswer } from "./answers.ts";
import type { Invocation } from "./commands.ts";

const lengths = { warmUpSeconds: 2.5, seconds: 5 };
const shorter = { warmUpSeconds: 1.5, seconds: 3 };
const START_RUNS = 3;

const NEXT = "caseload, who can take the next family";

type Measurement = (place: BenchPlace, concurrency: number) => Promise<Measured[]>;
const one = (measure: (place: BenchPlace, length: Lengths) => Promise<Measured> | Measured, length = lengths): Measurement => async (place, concurrency) => [await measure(place, { concurrency, ...length })];

/** What is measured, in the order in which it is done: what changes the database comes after what only reads it. */
const measurements: Record<string, Measurement> = {
  start: (place) => measureStart(place, START_RUNS),
  reads: one(measureReads),
  case: one((place, length) => measureRequest(place, "case", "oneCase", length), shorter),
  calendar: one((place, length) => measureRequest(place, "calendar", "week", length), shorter),
  caseload: async (place, concurrency) => [await measureRequest(place, "caseload", "caseload", { concurrency, ...shorter }), await measureRequest(place, NEXT, "next", { ...shorter, concurrency: 1 })],
  agenda: one((place, length) => measureRequest(place, "agenda", "agenda", { ...length, concurrency: 1 }), shorter),
  search: (place, concurrency) => measureSearch(place, { concurrency, ...shorter }),
  room: one((place, length) => measureRequest(place, "room", "room", { ...length, concurrency: 1 }), shorter),
  autosave: one(measureAutosave),
  sign: one(measureSign, shorter),
  recount: measureRecount,
  decide: (place, concurrency) => Promise.resolve(measureDecide(place.projectRoot, place.programme.people, { concurrency, ...lengths })),
};

/** What makes a database of its own, and needs no other. */
const byItself: Record<string, (projectRoot: string, people: number) => Promise<Measured[]>> = { programme: measureProgramme };

/** What comes at the very end, since it puts more into the database than the numbers of the programme say. */
const atTheEnd: Record<string, Measurement> = { claims: (place) => measureClaims(place), remittance: (place) => measureRemittance(place), video: (place, concurrency) => measureVideo(place, { concurrency, ...shorter }), recovery: (place) => measureRecovery(place), case: (place, concurrency) => measureLongCase(place, { concurrency, ...shorter }) };

/** Milliseconds within which 95 of 100 should be answered, where one is set; `recount` is the time of one of 10,000 that take 30 s, and that of claims of one of 10,000 that take 10 s. */
const targets: Record<string, number> = { reads: 100, case: 100, calendar: 100, caseload: 300, agenda: 1_000, search: 100, "search, own families": 100, "search, list of families": 100, autosave: 150, sign: 400, "video, a seek": 300, recount: 3, programme: 1_000, "round of the journal": 20_000, recover: 300_000, restore: 300_000, "claims, a file of 10,000": 1, remittance: 60_000, decide: 20, "decide, 20 others that day": 1, ...Object.fromEntries(["timeline", "record", "chart", "measures", "plan", "people"].map((part) => [`${LONG}, page ${part}`, 1_000])) };

type Asked = { names: string[]; people: number; concurrency: number; isJson: boolean };

/** Reads the arguments of `bench`. Throws `malformed` with the option that is wrong. */
export function readBenchArguments(argv: readonly string[]): Asked {
  const all = { ...measurements, ...byItself, remittance: measureRemittance, video: measureVideo, recovery: measureRecovery, claims: measureClaims };
  const known = Object.keys(all).join(", ");
  const asked: Asked = { names: [], people: 2_000, concurrency: 8, isJson: false };
  const wrong = (path: string, say: (sentences: (typeof words)[Language]) => string) => fieldFault(path, inEachLanguage((language) => say(words[language])));
  const limits = { "--people": { key: "people", from: 20, to: 1_000_000 }, "--concurrency": { key: "concurrency", from: 1, to: 500 } } as const;
  for (let place = 0; place < argv.length; place++) {
    const [option, joined] = argv[place]!.startsWith("--") && argv[place]!.includes("=") ? [argv[place]!.slice(0, argv[place]!.indexOf("=")), argv[place]!.slice(argv[place]!.indexOf("=") + 1)] : [argv[place]!, undefined];
    if (option === "--json" && joined === undefined) asked.isJson = true;
    else if (option === "--language") place += joined === undefined ? 1 : 0;
    else if (option in limits) {
      const { key, from, to } = limits[option as keyof typeof limits];
      const value = joined ?? argv[++place] ?? "";
      if (!/^\d{1,7}$/.test(value) || Number(value) < from || Number(value) > to) throw wrong(option, (say) => say.wholeNumber(option, from, to));
      asked[key] = Number(value);
    } else if (option.startsWith("--")) throw wrong(option, (say) => say.usage(known));
    else if (!(option in all)) throw wrong("NAME", (say) => say.notMeasured(option, known));
    else if (!asked.names.includes(option)) asked.names.push(option);
  }
  return asked;
}

/** `bin/dyad bench [NAME…]`: measures on a database and a server of its own, in a folder that is gone afterwards. Exit 1 where an answer was wrong. */
export async function benchCommand({ argv, language }: Invocation): Promise<CommandAnswer> {
  const asked = readBenchArguments(argv);
  const say = words[language];
  const tell = (line: string) => void process.stderr.write(`${line}\n`);
  const projectRoot = findProjectRoot();
  const machine = describeMachine();
  await buildPrograms(projectRoot, tell);
  const found: Measured[] = [];
  const isAsked = (name: string) => (asked.names.length === 0 ? name !== "recovery" : asked.names.includes(name));
  for (const [name, measure] of Object.entries(byItself)) {
    if (!isAsked(name)) continue;
    tell(say.measuring(name));
    found.push(...(await measure(projectRoot, asked.people)));
  }
  if (asked.names.length > 0 && asked.names.every((name) => name in byItself)) return writeFigures(machine, found, asked.isJson, language);
  tell(say.seeding(asked.people));
  const stopped = new AbortController();
  let place: BenchPlace | null = null;
  // Whoever stops it finds nothing left behind.
  const leave = (signal: NodeJS.Signals) => {
    process.exitCode = signal === "SIGINT" ? 130 : 143;
    stopped.abort();
    if (place) void place.close().finally(() => process.exit());
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, leave);
  try {
    place = await openBenchPlace(projectRoot, asked.people, stopped.signal);
  } catch (error) {
    if (stopped.signal.aborted) process.exit();
    throw error;
  }
  try {
    for (const [name, measure] of [...Object.entries(measurements), ...Object.entries(atTheEnd)]) {
      if (!isAsked(name)) continue;
      tell(say.measuring(name));
      found.push(...(await measure(place, asked.concurrency)));
    }
  } finally {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.removeListener(signal, leave);
    await place.close();
  }
  return writeFigures(machine, found, asked.isJson, language);
}

/** The figures as the door gives them; what was wrong stands on standard error, and with `--json` also what they are held against. */
export function writeFigures(machine: string, found: readonly Measured[], isJson: boolean, language: Language): CommandAnswer {
  const say = words[language];
  const errors = found.flatMap(({ figure, errors: wrong }) => [...wrong].map(([what, count]) => say.wrong(figure.name, count, what)));
  const table = writeTable(found, language);
  const text = `${say.machine(machine)}\n\n${table}\n\n${say.sameCores}\n`;
  const stderr = `${isJson ? text : ""}${errors.map((line) => `${line}\n`).join("")}`;
  return { exit: errors.length > 0 || found.some(({ figure }) => figure.perSecond === 0) ? 1 : 0, stdout: isJson ? asJson({ machine, results: found.map(({ figure }) => figure) }) : text, stderr };
}

function writeTable(found: readonly Measured[], language: Language): string {
  const { heads, kept, missed } = words[language];
  const number = (value: number | null) => (value === null ? "–" : String(value));
  const rows = found.map(({ figure, beside }) => {
    const target = targets[figure.name];
    return [
      figure.name,
      ...[figure.scale, figure.concurrency, figure.perSecond, figure.p50Ms, figure.p95Ms, figure.p99Ms, figure.peakMemoryMB].map(number),
      target === undefined ? "" : `${target} ${figure.p95Ms <= target ? kept : missed}`,
      beside === null ? "" : `${beside.perSecond} (${beside.p95Ms}): ${Math.round(beside.ratio * 100)} %`,
    ];
  });
  const lines = [[heads.name, heads.scale, heads.concurrency, heads.perSecond, heads.p50Ms, heads.p95Ms, heads.p99Ms, heads.peakMemoryMB, heads.target, heads.beside], ...rows];
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  return lines.map((line) => line.map((cell, column) => (column === 0 || column > 7 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!))).join("  ").trimEnd()).join("\n");
}
