import { type InputKey, inputKeys, type LineKey, type PublishedFigure, type Result, type ResultId, resultIds, type ReturnInputs } from "./contract.ts";

/** Nothing was typed yet. */
export const noInputs: ReturnInputs = { ...(Object.fromEntries(inputKeys.map((key) => [key, null])) as Record<InputKey, null>), priceIndex: [], priceIndexSource: "" };

const HALVES_A_YEAR = 1.5;
const WEEKS = 52;

type Known = { readonly [key in InputKey]: number | null };
type Formula = { unit: Result["unit"]; needs: readonly InputKey[]; dollars: "of_the_programme" | "of_the_figure" | "none"; compute: (known: Numbers, published: PublishedFigure | null, price: Price) => Computed };
type Numbers = { readonly [key in InputKey]: number };
type Computed = { value: number | null; lines: Result["lines"]; note?: Result["note"] };
/** Turns dollars of one year into those of another; null where the index does not hold both. */
type Price = (dollars: number, from: number, to: number) => number | null;

/**
 * Years that a clinician who was trained stays: as typed, or the mean under a constant rate of leaving that loses the
 * typed share within eighteen months. Null where neither is known, or nobody leaves.
 */
export function tenureOf(known: Pick<Known, "tenureYears" | "attritionIn18Months">): number | null {
  if (known.tenureYears !== null) return known.tenureYears > 0 ? known.tenureYears : null;
  if (known.attritionIn18Months === null || known.attritionIn18Months <= 0) return null;
  return -HALVES_A_YEAR / Math.log(1 - known.attritionIn18Months / 100);
}

/** What training costs a year over the time that it serves: in equal parts, or as an annuity where a discount rate is set. */
export function trainingAYear(cost: number, years: number, discountRate: number): number {
  const rate = discountRate / 100;
  return rate === 0 ? cost / years : (cost * rate) / (1 - (1 + rate) ** -years);
}

const perSession = (known: Numbers) => known.unitsPerSession * known.ratePerUnit * (1 - known.denialRate / 100) - known.hoursPerSession * known.costPerHour - known.costPerSession;

function yearOf(known: Numbers) {
  const revenue = known.sessionsHeld * known.unitsPerSession * known.ratePerUnit * (1 - known.denialRate / 100);
  const lines = {
    revenue,
    sessions_cost: known.sessionsHeld * (known.hoursPerSession * known.costPerHour + known.costPerSession),
    non_billable_cost: known.nonBillableHours * known.costPerHour,
    missed_cost: known.sessionsMissed * known.hoursPerSession * known.costPerHour,
    supervision_cost: known.supervisionCost,
    training_cost: known.clinicians * trainingAYear(known.trainingCost, known.tenureYears, known.discountRate),
  };
  const fixed = lines.non_billable_cost + lines.missed_cost + lines.supervision_cost + lines.training_cost;
  return { lines: Object.entries(lines).map(([key, value]) => ({ key: key as LineKey, value })), fixed, margin: revenue - lines.sessions_cost - fixed };
}

const ofTheYear = ["sessionsHeld", "sessionsMissed", "hoursPerSession", "unitsPerSession", "ratePerUnit", "denialRate", "costPerHour", "nonBillableHours", "costPerSession", "supervisionCost", "clinicians", "trainingCost", "tenureYears", "priceYear"] as const;

const transfer: Formula = { unit: "dollars", needs: ["completers"], dollars: "of_the_figure", compute: (known, published) => ({ value: known.completers * published!.value, lines: [] }) };

/** The share of one case that has to be prevented for each family so that its net cost is covered: break-even, never savings. */
const threshold: Formula = {
  unit: "percent",
  needs: [...ofTheYear, "families"],
  dollars: "of_the_programme",
  compute: (known, published, price) => {
    const net = -yearOf(known).margin / known.families;
    const one = price(published!.value, published!.dollarYear!, known.priceYear);
    if (one === null) return { value: null, lines: [] };
    const lines: Result["lines"] = [{ key: "net_cost_per_family", value: net }, { key: "cost_of_one_case", value: one }];
    return net <= 0 ? { value: null, lines, note: "costs_nothing" } : { value: (100 * net) / one, lines };
  },
};

const formulas: Record<ResultId, Formula> = {
  margin: { unit: "dollars", needs: ofTheYear, dollars: "of_the_programme", compute: (known) => ({ value: yearOf(known).margin, lines: yearOf(known).lines }) },
  break_even_sessions: {
    unit: "sessions_a_week",
    needs: ofTheYear,
    dollars: "none",
    compute: (known) => (perSession(known) <= 0 ? { value: null, lines: [], note: "never_breaks_even" } : { value: yearOf(known).fixed / perSession(known) / WEEKS, lines: [] }),
  },
  transfer_all: transfer,
  transfer_taxpayer: transfer,
  threshold_fang: threshold,
  threshold_peterson: threshold,
};
const restsOn: Record<ResultId, PublishedFigure["id"] | null> = { margin: null, break_even_sessions: null, transfer_all: "cpp-net", transfer_taxpayer: "cpp-net-taxpayer", threshold_fang: "maltreatment-fang", threshold_peterson: "maltreatment-peterson" };

/** Never varied: a year is no estimate, and what says how far to vary is none either. */
const fixedInputs: readonly InputKey[] = ["priceYear", "swing", "discountRate"];
const highest = (key: InputKey, value: number) => (key === "denialRate" || key === "attritionIn18Months" ? Math.min(value, 99.9) : value);

/**
 * All that is computed (C3). Each result names its inputs and rests on at most one published figure; a figure marked
 * `context` is never computed with, and amounts of two years are compared only through the programme's own index table.
 */
export function computeReturn(typed: ReturnInputs, published: readonly PublishedFigure[]): Result[] {
  const index = new Map(typed.priceIndex.map((one) => [one.year, one.index]));
  const price: Price = (dollars, from, to) => {
    if (from === to) return dollars;
    const [before, after] = [index.get(from), index.get(to)];
    return before === undefined || after === undefined ? null : (dollars * after) / before;
  };
  // Nobody stays no time at all, and nothing is shared among no families: such a zero is a figure that is missing.
  const known: Known = { ...typed, tenureYears: tenureOf(typed), families: typed.families || null, discountRate: typed.discountRate ?? 0 };
  return resultIds.map((id) => computeOne(id, known, published.find((one) => one.id === restsOn[id] && one.use !== "context") ?? null, price));
}

function computeOne(id: ResultId, known: Known, published: PublishedFigure | null, price: Price): Result {
  const { unit, needs, dollars, compute } = formulas[id];
  const missing: Result["missing"] = needs.filter((key) => known[key] === null);
  const base = { id, unit, published: published?.id ?? null, dollarYear: dollars === "none" ? null : dollars === "of_the_figure" ? (published?.dollarYear ?? null) : known.priceYear, swings: [], low: null, high: null, note: null };
  const nothing = { ...base, value: null, lines: [], inputs: [] };
  if (restsOn[id] !== null && published === null) return { ...nothing, missing };
  if (missing.length === 0 && formulas[id] === threshold && price(1, published!.dollarYear!, known.priceYear!) === null) missing.push("priceIndex");
  if (missing.length > 0) return { ...nothing, missing };
  const numbers = Object.fromEntries(inputKeys.map((key) => [key, known[key] ?? 0])) as Record<InputKey, number>;
  const { value, lines, note = null } = compute(numbers, published, price);
  const swings = value === null || known.swing === null ? [] : listSwings(needs, numbers, known.swing, (changed) => compute(changed, published, price).value);
  const ends = swings.flatMap((one) => [one.low, one.high]);
  return { ...base, value, missing, lines, note, inputs: needs.map((key) => ({ key, value: numbers[key] })), swings, low: ends.length === 0 ? null : Math.min(...ends), high: ends.length === 0 ? null : Math.max(...ends) };
}

/** What becomes of the value when one input alone is lower or higher; an end at which there is no value is left out. */
function listSwings(needs: readonly InputKey[], numbers: Record<InputKey, number>, swing: number, valueOf: (changed: Record<InputKey, number>) => number | null): Result["swings"] {
  const varied = needs.filter((key) => !fixedInputs.includes(key)).flatMap((key) => {
    const at = (factor: number) => valueOf({ ...numbers, [key]: highest(key, numbers[key] * factor) });
    const [one, other] = [at(1 - swing / 100), at(1 + swing / 100)];
    return one === null || other === null ? [] : [{ key, low: Math.min(one, other), high: Math.max(one, other) }];
  });
  return varied.filter((one) => one.high > one.low).sort((one, other) => other.high - other.low - (one.high - one.low));
}
