import fs from "node:fs";
import path from "node:path";
import type { Decision } from "#kernel/findings.ts";
import type { NoteView } from "#features/notes/contract.ts";
import type { Policy } from "#features/policy/contract.ts";
import type { Change } from "#features/rulebook/contract.ts";
import { loadPolicy } from "#features/policy/policies.ts";
import { decide } from "#features/policy/rules.ts";
import { figureOf, type Measured, percentile } from "./figures.ts";
import { type Asker, makeChance, openAsker, runLoad } from "./load.ts";
import { type BenchPlace, sampleDay, sampleFacts } from "./place.ts";
import { makeDataFolder, peakMemoryOf, startServerProcess } from "./process.ts";
import { administratorOf, idOf, openCasesOf, OWED_SESSIONS, SESSIONS_A_COURSE, sessionNumber, THIS_WEEK, tokenOf } from "./programme.ts";
import { newAuditIds, newRevisions, recordStatements, replayStatements } from "./recorded.ts";
import { makeSearches } from "./searchMeasures.ts";
import { draftOf, type Maker, makeRequests, mixReads } from "./requests.ts";

/** How long each part of a measurement takes, in seconds, and how many work at once. */
export type Lengths = { concurrency: number; warmUpSeconds: number; seconds: number };

const FIRST_SEED = 7;
const RECORDED = 64;
/** The revision at which the seed leaves every draft. */
const SEEDED_REVISION = 1;

/** Forgets how much memory a process ever held, so that the next figure is that of its own measurement. Linux only. */
function forgetPeak(pid: number): void {
  try {
    fs.writeFileSync(`/proc/${pid}/clear_refs`, "5");
  } catch {
    // Elsewhere the figure is that of all measurements up to then.
  }
}

async function measureServer(place: BenchPlace, name: string, lengths: Lengths, makeStep: (asker: Asker) => Promise<Parameters<typeof runLoad>[0]["step"]>): Promise<Measured> {
  const server = await place.server();
  const asker = openAsker(server.address, lengths.concurrency);
  try {
    const step = await makeStep(asker);
    forgetPeak(server.pid);
    const { durations, seconds, errors } = await runLoad({ ...lengths, step });
    return { figure: figureOf({ name, scale: place.programme.people, concurrency: lengths.concurrency, durations, seconds, peakMemoryMB: peakMemoryOf(server.pid) }), errors, beside: null };
  } finally {
    asker.close();
  }
}

const stepOf = (asker: Asker, make: Maker) => async () => {
  const { token, method, address, body, judge } = make();
  return { wrong: judge(await asker.ask(token, method, address, body)) };
};

/** One kind of request with keys at random. */
export const measureRequest = (place: BenchPlace, name: string, kind: "oneCase" | "week" | "room" | "caseload" | "next" | "agenda", lengths: Lengths) => measureServer(place, name, lengths, async (asker) => stepOf(asker, makeRequests(place.programme, FIRST_SEED)[kind]));

async function holdAgainst(place: BenchPlace, measured: Measured, replayed: { durations: number[]; seconds: number; errors: Map<string, number> }): Promise<Measured> {
  const alone = figureOf({ name: "", scale: 0, concurrency: measured.figure.concurrency, durations: replayed.durations, seconds: replayed.seconds, peakMemoryMB: null });
  for (const [what, count] of replayed.errors) measured.errors.set(`PostgreSQL alone: ${what}`, count);
  return { ...measured, beside: { perSecond: alone.perSecond, p95Ms: alone.p95Ms, ratio: alone.perSecond === 0 ? 0 : measured.figure.perSecond / alone.perSecond } };
}

const besideRuns = (lengths: Lengths) => ({ ...lengths, warmUpSeconds: lengths.warmUpSeconds / 2, seconds: lengths.seconds / 2 });
const recordedCount = (lengths: Lengths) => Math.ceil(RECORDED / lengths.concurrency) * lengths.concurrency;

/** The mix of signed-in reads, and the same statements on PostgreSQL alone. */
export async function measureReads(place: BenchPlace, lengths: Lengths): Promise<Measured> {
  const measured = await measureServer(place, "reads", lengths, async (asker) => stepOf(asker, mixReads(place.programme, FIRST_SEED)));
  const mix = mixReads(place.programme, FIRST_SEED + 10);
  const recordings = await recordStatements(place.projectRoot, place.dataDirectory, Array.from({ length: recordedCount(lengths) }, mix));
  return holdAgainst(place, measured, await replayStatements(place.dataDirectory, recordings, newAuditIds, besideRuns(lengths)));
}

/** The one search, as whoever sees everybody asks it and as a clinician does, and the narrowed list of families, each beside its statements on PostgreSQL alone. */
export async function measureSearch(place: BenchPlace, lengths: Lengths): Promise<Measured[]> {
  const found: Measured[] = [];
  for (const [name, kind] of [["search", "everybody"], ["search, own families", "own"], ["search, list of families", "list"]] as const) {
    const measured = await measureServer(place, name, lengths, async (asker) => stepOf(asker, makeSearches(place.programme, FIRST_SEED)[kind]));
    const recordings = await recordStatements(place.projectRoot, place.dataDirectory, Array.from({ length: recordedCount(lengths) }, makeSearches(place.programme, FIRST_SEED + 10)[kind]));
    found.push(await holdAgainst(place, measured, await replayStatements(place.dataDirectory, recordings, newAuditIds, besideRuns(lengths))));
  }
  return found;
}

const typed = "The small bear hides; the big bear looks for him with the flashlight and finds him. ";
const MOST_TYPED = 40;
const typedUpTo = (save: number) => typed.repeat(1 + (save % MOST_TYPED));

/** Autosave of different sessions by several clinicians, the text growing, and the same statements on PostgreSQL alone. */
export async function measureAutosave(place: BenchPlace, lengths: Lengths): Promise<Measured> {
  const { programme } = place;
  const writers = Array.from({ length: programme.clinicians }, (_, staff) => openCasesOf(programme, staff).map((caseNumber) => ({ staff, caseNumber })));
  // Neighbours in this order belong to different clinicians.
  const drafts = Array.from({ length: Math.max(...writers.map((one) => one.length)) }, (_, place) => writers.flatMap((one) => one[place] ?? [])).flat();
  if (drafts.length < lengths.concurrency) throw new Error(`A database of ${programme.people} people has ${drafts.length} drafts; ${lengths.concurrency} writers need more: set --people.`);
  const kept = new Map<number, { revision: number; words: string }>();
  const measured = await measureServer(place, "autosave", lengths, async (asker) => {
    const turns = new Map<number, number>();
    return async (worker) => {
      const turn = turns.get(worker) ?? 0;
      turns.set(worker, turn + 1);
      const own = drafts.filter((_, number) => number % lengths.concurrency === worker);
      const { staff, caseNumber } = own[turn % own.length]!;
      const revision = kept.get(caseNumber)?.revision ?? SEEDED_REVISION;
      const words = typedUpTo(turn);
      const ask = draftOf(programme, staff, caseNumber, revision, words);
      const wrong = ask.judge(await asker.ask(ask.token, ask.method, ask.address, ask.body));
      if (wrong === null) kept.set(caseNumber, { revision: revision + 1, words: ask.body.blocks[0]!.words });
      return { wrong };
    };
  });
  await checkKept(place, drafts, kept, measured.errors);
  const several = Math.min(recordedCount(lengths), Math.floor(drafts.length / lengths.concurrency) * lengths.concurrency);
  const asks = drafts.slice(0, several).map(({ staff, caseNumber }, number) => draftOf(programme, staff, caseNumber, kept.get(caseNumber)?.revision ?? SEEDED_REVISION, typedUpTo(number)));
  const recordings = await recordStatements(place.projectRoot, place.dataDirectory, asks);
  return holdAgainst(place, measured, await replayStatements(place.dataDirectory, recordings, newRevisions(), besideRuns(lengths)));
}

/** Reads back what was acknowledged: a figure of saves that were not kept is no figure. */
async function checkKept(place: BenchPlace, drafts: { staff: number; caseNumber: number }[], kept: Map<number, { revision: number; words: string }>, errors: Map<string, number>): Promise<void> {
  const asker = openAsker((await place.server()).address, 1);
  for (const { staff, caseNumber } of drafts) {
    const expected = kept.get(caseNumber);
    if (!expected) continue;
    const { body } = await asker.ask(tokenOf(staff), "GET", `/api/sessions/${idOf("session", sessionNumber(caseNumber, THIS_WEEK))}/note`);
    const note = body as Partial<NoteView>;
    const there = note.blocks?.find((block) => block.section === "regulation");
    const lost = "autosave: a save that was acknowledged is not there";
    if (note.revision !== expected.revision || there?.words !== expected.words) errors.set(lost, (errors.get(lost) ?? 0) + 1);
  }
  asker.close();
}

/** Signing owed notes: rules, evidence, the service to bill, the trail. Each note is signed once, so the run ends with them. */
export async function measureSign(place: BenchPlace, lengths: Lengths): Promise<Measured> {
  const { programme } = place;
  const owed = Array.from({ length: OWED_SESSIONS }, (_, back) => Array.from({ length: programme.clinicians }, (_, staff) => openCasesOf(programme, staff).map((caseNumber) => ({ staff, session: sessionNumber(caseNumber, SESSIONS_A_COURSE + back) })))).flat(2);
  let next = 0;
  const sign = async (asker: Asker) => {
    const one = owed[next++];
    if (!one) return { wrong: null, over: true as const };
    const { status, body } = await asker.ask(tokenOf(one.staff), "POST", `/api/sessions/${idOf("session", one.session)}/note/sign`, { revision: SEEDED_REVISION });
    const answer = body as { status?: string; decision?: Decision; code?: string };
    return { wrong: status === 200 && answer.status === "signed" && answer.decision?.verdict === "yes" ? null : `sign: ${status} ${answer.code ?? answer.decision?.verdict ?? ""}` };
  };
  return measureServer(place, "sign", { ...lengths, warmUpSeconds: lengths.warmUpSeconds / 4 }, async (asker) => () => sign(asker));
}

/** Twenty other services on the sample's day, some of them such as clash with it by the hour, each with its times. */
const othersOfTheDay = Array.from({ length: 20 }, (_, place) => {
  const clock = (minutes: number) => `${sampleDay}T${String(12 + Math.trunc(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
  return { service: ["CPP", "Rehabilitation Day", "Counseling", "Speech therapy"][place % 4], start: clock(place * 20), end: clock(place * 20 + 15) };
});

/** Decisions of one core, in this process: sessions that count and sessions that do not, with no other service that day and with twenty. */
export function measureDecide(projectRoot: string, scale: number, lengths: Lengths): Measured[] {
  const policy = loadPolicy("dc-mhrs", path.join(projectRoot, "data"));
  const sessions = [sampleFacts, { ...sampleFacts, session: { ...sampleFacts.session, attendees: ["child"] } }, { ...sampleFacts, session: { ...sampleFacts.session, signed: false } }];
  const busy = sessions.map((facts) => ({ ...facts, sameDayServices: othersOfTheDay }));
  return [
    measureDecisions({ name: "decide", policy, scale, asked: sessions, lengths }),
    measureDecisions({ name: "decide, 20 others that day", policy, scale, asked: busy, lengths }),
  ];
}

function measureDecisions({ name, policy, scale, asked, lengths }: { name: string; policy: Policy; scale: number; asked: readonly unknown[]; lengths: Lengths }): Measured {
  const expected = ["yes", "no", "no"];
  const chance = makeChance(FIRST_SEED);
  const durations: number[] = [];
  const errors = new Map<string, number>();
  const run = (seconds: number, isMeasured: boolean) => {
    const began = performance.now();
    while (performance.now() - began < seconds * 1000) {
      const place = chance.upTo(asked.length);
      const from = performance.now();
      const { verdict } = decide({ policy, question: "session", on: sampleDay, facts: asked[place] });
      const took = performance.now() - from;
      if (verdict !== expected[place]) errors.set(`decide: ${verdict} where ${expected[place]} is right`, (errors.get(`decide: ${verdict} where ${expected[place]} is right`) ?? 0) + 1);
      else if (isMeasured) durations.push(took);
    }
    return (performance.now() - began) / 1000;
  };
  run(lengths.warmUpSeconds / 2, false);
  const seconds = run(lengths.seconds / 2, true);
  return { figure: figureOf({ name, scale, concurrency: 1, durations, seconds, peakMemoryMB: Math.round(process.memoryUsage.rss() / 2 ** 20) }), errors, beside: null };
}

/** The change that is counted: a smaller team makes every kept session a no, so every one is asked again and written down. */
const changeOfTeam = (policy: Policy) => {
  const [version] = policy.versions;
  const clause = version!.clauses.find((one) => one.rule.kind === "teamClinicians")!;
  const { kind: _kind, ...parameters } = clause.rule;
  return { address: `/api/policies/${policy.id}/versions/${version!.version}/clauses/${clause.id}/change`, body: { parameters: { ...parameters, atMost: 3 }, severity: clause.severity, reason: "What a smaller team would have changed." } };
};
const LOOK_EVERY = 100;
const LONGEST_COUNT = 300;

/**
 * Asking stored sessions again after a change of a policy, in the background of the server, while it answers the mix of
 * reads. The first figure's durations are those of one decision; the second is the reads of that time.
 */
export async function measureRecount(place: BenchPlace, concurrency: number): Promise<Measured[]> {
  const { address, body } = changeOfTeam(loadPolicy("dc-mhrs", path.join(place.projectRoot, "data")));
  const server = await place.server();
  const asker = openAsker(server.address, concurrency + 1);
  const token = tokenOf(administratorOf(place.programme));
  const errors = new Map<string, number>();
  let isOver = false;
  const count = async (): Promise<{ seconds: number; change: Change | null }> => {
    const from = performance.now();
    const proposed = await asker.ask(token, "POST", address, body);
    if (proposed.status !== 200) errors.set(`recount: ${proposed.status} ${JSON.stringify(proposed.body)}`, 1);
    let change: Change | null = null;
    let seen = -1;
    let steps = 0;
    while (errors.size === 0 && change?.status !== "proposed" && performance.now() - from < LONGEST_COUNT * 1000) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY));
      const { body: answer } = await asker.ask(token, "GET", `/api/policies/changes/${(proposed.body as { changeId: string }).changeId}`);
      change = (answer as { change: Change }).change;
      if (change.counted > seen) steps++;
      seen = change.counted;
    }
    isOver = true;
    if (change !== null && (change.status !== "proposed" || change.keptOtherwise !== change.counted || change.counted !== change.toCount)) errors.set(`recount: ${change.status}, ${change.keptOtherwise} of ${change.counted} of ${change.toCount} otherwise`, 1);
    if (steps < 3) errors.set("recount: the progress was not to be seen", 1);
    return { seconds: (performance.now() - from) / 1000, change };
  };
  try {
    const mix = mixReads(place.programme, FIRST_SEED);
    const read = stepOf(asker, mix);
    await runLoad({ concurrency, warmUpSeconds: 1, seconds: 0, step: read });
    forgetPeak(server.pid);
    const [counted, load] = await Promise.all([count(), runLoad({ concurrency, warmUpSeconds: 0, seconds: LONGEST_COUNT, step: async () => (isOver ? { wrong: null, over: true as const } : read()) })]);
    const scale = place.programme.people;
    const asked = counted.change?.counted ?? 0;
    const peakMemoryMB = peakMemoryOf(server.pid);
    return [
      { figure: figureOf({ name: "recount", scale, concurrency: 1, durations: Array.from({ length: asked }, () => (counted.seconds * 1000) / asked), seconds: counted.seconds, peakMemoryMB }), errors, beside: null },
      { figure: figureOf({ name: "reads, while recounting", scale, concurrency, durations: load.durations, seconds: load.seconds, peakMemoryMB }), errors: load.errors, beside: null },
    ];
  } finally {
    asker.close();
  }
}

/**
 * From the start of the process to the first 200. Cold: an empty folder, so PostgreSQL's files and all tables are made
 * (scale 0). Warm: the seeded database. `perSecond` is how often it could be done in a second.
 */
export async function measureStart(place: BenchPlace, runs: number): Promise<Measured[]> {
  const several = async (scale: number, run: () => Promise<{ took: number; memory: number | null }>): Promise<Measured> => {
    const durations: number[] = [];
    let peakMemoryMB: number | null = null;
    for (let round = 0; round < runs; round++) {
      const { took, memory } = await run();
      durations.push(took);
      peakMemoryMB = memory === null ? peakMemoryMB : Math.max(peakMemoryMB ?? 0, memory);
    }
    const sorted = [...durations].sort((a, b) => a - b);
    return { figure: figureOf({ name: "start", scale, concurrency: 1, durations, seconds: (percentile(sorted, 0.5) * runs) / 1000, peakMemoryMB }), errors: new Map(), beside: null };
  };
  const cold = await several(0, async () => {
    const folder = makeDataFolder();
    try {
      const server = await startServerProcess(place.projectRoot, folder, { DYAD_DEMO: "0" });
      const memory = peakMemoryOf(server.pid);
      await server.stop();
      return { took: server.readyAfter, memory };
    } finally {
      fs.rmSync(folder, { recursive: true, force: true });
    }
  });
  const warm = await several(place.programme.people, async () => {
    await place.stopServer();
    const server = await place.server();
    return { took: server.readyAfter, memory: peakMemoryOf(server.pid) };
  });
  return [cold, warm];
}
