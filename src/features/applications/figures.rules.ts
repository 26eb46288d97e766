import type { z } from "zod";
import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import { type HeldMeeting, receivers } from "#features/supervision/ledger.rules.ts";
import { type ApplicationContent, type ApplicationForm, readinessAnswers, type saidBeside } from "./contract.ts";
import { type Figure, type FigureId, LEAST_BASE, LEAST_PEOPLE, LEAST_TOLD, MONTHS_BACK } from "./offers.contract.ts";

export type Span = { from: CivilDate; to: CivilDate };
/** The whole months that figures are counted over. They move once a month, so that two looks in one month differ by little that tells of anybody. */
export function spanOf(today: CivilDate): Span {
  const thisMonth = `${today.slice(0, 7)}-01`;
  return { from: addMonths(thisMonth, -MONTHS_BACK), to: addDays(thisMonth, -1) };
}

/** How many of how many. */
export type Share = { count: number; of: number };
/** A share of families or visits. Neither those who do nor those who do not are told where they are few: one is the other's rest. */
export function tellShare(id: FigureId, span: Span, { count, of }: Share): Figure {
  if (of < LEAST_BASE) return { id, ...span, state: "too_few", of: null, count: null, value: null };
  if (count < LEAST_TOLD) return { id, ...span, state: "few", of, count: null, value: null };
  if (of - count < LEAST_TOLD) return { id, ...span, state: "many", of, count: null, value: null };
  return { id, ...span, state: "told", of, count, value: Math.round((count / of) * 100) };
}

const tenth = (value: number) => Math.round(value * 10) / 10;
/** A figure of those who work here: nothing of it is told where few people stand behind it. */
export function tellOfStaff(id: FigureId, span: Span, { people, of, count, value }: { people: number; of: number; count: number | null; value: number | null }): Figure {
  if (people < LEAST_PEOPLE || of < LEAST_BASE || value === null) return { id, ...span, state: "too_few", of: null, count: null, value: null };
  return { id, ...span, state: "told", of, count: count === null ? null : tenth(count), value: tenth(value) };
}

/** Somebody who treated during a whole month. */
export type MonthOf = { staffId: string; month: string };
/** Hours of supervision that those who treat received, over the months in which each treated from the first day to the last. */
export function countSupervision(months: readonly MonthOf[], held: readonly HeldMeeting[]): { people: number; of: number; count: number; value: number | null } {
  const counted = new Set(months.map((one) => `${one.staffId} ${one.month}`));
  const minutes = held.reduce((sum, one) => sum + one.minutes * receivers(one).filter((staffId) => counted.has(`${staffId} ${one.on.slice(0, 7)}`)).length, 0);
  const hours = minutes / 60;
  return { people: new Set(months.map((one) => one.staffId)).size, of: counted.size, count: hours, value: counted.size === 0 ? null : hours / counted.size };
}

/** What the record was counted to. */
export type Counted = { young: Share; assessed: Share; dropped: Share; missed: Share; supervision: { months: readonly MonthOf[]; held: readonly HeldMeeting[] }; notes: { people: number; of: number; medianDays: number | null } };
/** The figures as they may be told, in the order in which they stand on every page. */
export const tellReadiness = (span: Span, counted: Counted): Figure[] => [
  tellShare("young", span, counted.young),
  tellShare("assessed", span, counted.assessed),
  tellShare("dropped", span, counted.dropped),
  tellShare("missed", span, counted.missed),
  tellOfStaff("supervision", span, countSupervision(counted.supervision.months, counted.supervision.held)),
  tellOfStaff("notes", span, { people: counted.notes.people, of: counted.notes.of, count: null, value: counted.notes.medianDays }),
];

/** The item of the self-assessment that a figure stands beside. */
export const itemOf: Record<FigureId, { of: "agency" | "clinician"; item: string }> = {
  young: { of: "agency", item: "young-referrals" },
  assessed: { of: "agency", item: "evidence-based" },
  dropped: { of: "clinician", item: "engages" },
  missed: { of: "clinician", item: "engages" },
  supervision: { of: "clinician", item: "reflects" },
  notes: { of: "clinician", item: "notes" },
};

export type Said = z.infer<typeof saidBeside>;
/** What an application says of the item beside a figure: the agency once, each clinician once; what was not answered stays away. */
export function saidOf({ people, readiness }: Pick<ApplicationContent, "people" | "readiness">, id: FigureId, form: ApplicationForm): Said[] {
  const { of, item } = itemOf[id];
  const asked = of === "agency" ? ["agency"] : people.filter((one) => one.role === "clinician").map((one) => one.id);
  const given = asked.map((one) => readiness[one]?.[item]?.answer ?? "");
  const answers = readinessAnswers.map((answer) => ({ answer, count: given.filter((one) => one === answer).length })).filter(({ count }) => count > 0);
  return form.readiness.filter((one) => one.of === of && one.id === item).map(({ words }) => ({ id, item: words, answers }));
}
