import { instrumentsOf } from "#features/instruments/handlers.ts";
import { domainCodes } from "#features/instruments/contract.ts";
import type { Measured, Middle, ProgrammeFigures, Shown } from "#features/outcomes/shapes.contract.ts";
import { listSeries } from "#features/outcomes/series.rules.ts";
import { standardGoals } from "#features/plan/contract.ts";

// Made-up figures, as the programme's page would tell them.

export const n = (people: number): Shown => ({ people, mark: "shown" });
export const under: Shown = { people: null, mark: "under" };
export const beside: Shown = { people: null, mark: "beside" };
export const mid = (median: number, low: number, high: number, people = 20): Middle => ({ people, median, low, high });
export const ON = "2026-11-17";

const library = instrumentsOf({ projectRoot: process.cwd() });
/** The series of the installed instruments. */
export const series = listSeries(library);

/** A series by its id, with figures that are told unless another is given. */
export function measured(id: string, over: Partial<Measured> = {}): Measured {
  const one = series.find((each) => each.id === id)!;
  return {
    series: id, name: one.name, scale: one.scale === "total" ? "" : one.scale, direction: one.direction, cuts: [...one.cuts], change: one.change, started: n(71), withBaseline: n(50), pairs: n(33), broken: n(0),
    pre: mid(41, 33, 50), post: mid(24, 18, 30), gain: mid(-14, -20, -8), better: one.change === null ? null : n(14), same: one.change === null ? null : beside, worse: one.change === null ? null : under,
    aboveBefore: one.cuts.length === 0 ? null : n(22), aboveThenBelow: one.cuts.length === 0 ? null : n(11), aboveAfter: one.cuts.length === 0 ? null : n(11), countedOn: ON, ...over,
  }; // prettier-ignore
}

/** A programme of 118 families. */
export function makeFigures(over: Partial<ProgrammeFigures> = {}): ProgrammeFigures {
  const figure = (id: string, count: Shown, among: Shown | null = null) => ({ id, count, among, countedOn: ON });
  const started = n(71);
  const measures: Record<string, Measured[]> = { "G-pts": [measured("pcl-5:total")], "G-gen": [measured("phq-9:total", { pairs: under, pre: null, post: null, better: beside, aboveBefore: beside, aboveThenBelow: under })] };
  return {
    threshold: 11, lookedOn: "2026-11-20", countedOn: ON, cut: null, options: [],
    funnel: [figure("asked", n(118)), figure("eligible", n(84), n(118)), figure("started", started, n(84)), figure("stage_two", n(58), started), figure("ended", n(38), started), figure("planned", n(24), n(38))],
    dose: [{ id: "planned", count: n(24), sessions: mid(34, 29, 41), weeks: mid(44, 38, 50), shownRate: mid(84, 70, 90), caregiverRate: mid(97, 90, 100) }, { id: "early", count: n(14), sessions: mid(11, 5, 17), weeks: null, shownRate: null, caregiverRate: null }, { id: "coming", count: n(33), sessions: null, weeks: null, shownRate: null, caregiverRate: null }, { id: "started", count: started, sessions: mid(20, 9, 32), weeks: mid(26, 12, 40), shownRate: mid(80, 66, 88), caregiverRate: mid(95, 88, 100) }],
    times: [{ id: "eligible", count: n(84), days: mid(12, 5, 20) }, { id: "started", count: started, days: mid(24, 12, 40) }, { id: "stage_two", count: n(58), days: null }, { id: "ended", count: n(38), days: mid(300, 210, 390) }],
    endings: [figure("not_eligible", n(22)), figure("deciding", n(12)), figure("waiting", n(13)), figure("left_before", beside), figure("coming", n(33), started), figure("early", n(14), started), figure("early_one", under, started), figure("early_two", beside, started)],
    reasons: ["moved", "practical", "adult_circumstances", "family_choice", "service", "not_said"].map((id) => figure(id, id === "moved" ? under : beside, n(14))),
    domains: domainCodes.filter((one) => one !== "S-plc").map((domain) => ({ domain, measures: measures[domain] ?? [] })),
    moves: { started, none: n(57), moved: n(14), reunified: under, countedOn: ON },
    goals: standardGoals.map((goal) => ({ goal, started, withObjective: n(40), reached: n(18), open: beside, left: beside, domains: ["C-reg" as const] })),
    equity: [{ cut: "language", rows: [{ key: "language:en", values: ["en"], names: ["en"] }, { key: "language:es", values: ["es"], names: ["es"] }].map((option) => ({ option: { cut: "language" as const, ...option }, asked: n(59), started: n(35), stageTwo: n(29), ended: under, planned: beside })) }],
    ...over,
  }; // prettier-ignore
}
