import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { type Sheet, writeMoney } from "#features/billforms/sheet.rules.ts";
import { entry, type LedgerEntry } from "#features/ledger/rules.ts";
import { type CostLine, type Grant, type Work, type WorkLine, works } from "./grants.contract.ts";
import { invoiceWords as w, workNames } from "./grants.words.ts";

/** The account `grant` is what funders owe: an invoice asks for it, a payment settles it. */
export const invoiceOf = (cents: number): LedgerEntry => entry("grant", [{ account: "grant", claimId: null, cents }, { account: "revenue", claimId: null, cents: -cents }])!;
export const paymentOf = (cents: number): LedgerEntry => entry("grant", [{ account: "cash", claimId: null, cents }, { account: "grant", claimId: null, cents: -cents }])!;
/** An invoice that is taken back asks for nothing any more. */
export const takingBackOf = (cents: number): LedgerEntry => entry("reversal", [{ account: "grant", claimId: null, cents: -cents }, { account: "revenue", claimId: null, cents }])!;

/** A grant of twenty years, at the most. */
const MOST_MONTHS = 240;
/** What counts of a month: the days of it on which the grant runs; null where it runs on none. */
export function daysCounted({ fromDay, toDay }: Pick<Grant, "fromDay" | "toDay">, month: string): { from: CivilDate; to: CivilDate } | null {
  const [first, last] = [`${month}-01`, addDays(addMonths(`${month}-01`, 1), -1)];
  const [from, to] = [first > fromDay ? first : fromDay, last < toDay ? last : toDay];
  return from > to ? null : { from, to };
}
/** Whether every day of a month is over. */
export const isOver = (month: string, today: CivilDate): boolean => addMonths(`${month}-01`, 1) <= today;

/** Months of which an invoice may be made: over, within the grant's days, without one that stands. The newest first. */
export function openMonths({ fromDay, toDay }: Pick<Grant, "fromDay" | "toDay">, invoices: readonly { month: string; voidedAt: string | null }[], today: CivilDate): string[] {
  const months: string[] = [];
  for (let month = fromDay.slice(0, 7); `${month}-01` <= toDay && isOver(month, today) && months.length < MOST_MONTHS; month = addMonths(`${month}-01`, 1).slice(0, 7)) months.push(month);
  return months.filter((month) => !invoices.some((one) => one.month === month && one.voidedAt === null)).toReversed();
}

/** Minutes of one kind of work: each visit once, each meeting once however many took part. */
export type Counted = { work: Work; minutes: number };
/** Counted work by kind, at the grant's rates, in whole cents; a kind without a rate is left out. Minutes are added first and rounded once. */
export function linesOf(counted: readonly Counted[], rates: Grant["rates"]): WorkLine[] {
  return works.flatMap((work) => {
    const rate = rates.find((one) => one.work === work);
    const own = counted.filter((one) => one.work === work);
    if (rate === undefined || own.length === 0) return [];
    const minutes = own.reduce((sum, one) => sum + one.minutes, 0);
    return [{ work, times: own.length, minutes, rateCents: rate.cents, cents: Math.round((minutes * rate.cents) / 60) }];
  });
}
export const totalOf = (lines: readonly WorkLine[], costs: readonly CostLine[]): number => [...lines, ...costs].reduce((sum, one) => sum + one.cents, 0);
/** Hours with two decimals at most. */
export const hoursOf = (minutes: number): string => String(Math.round((minutes * 100) / 60) / 100);

export type InvoiceContent = { number: number; on: CivilDate; month: string; name: string; funder: string; reference: string; lines: WorkLine[]; costs: CostLine[] };
const monthName = (month: string, language: Language) => writeDay(`${month}-01`, language).replace(/^1 (de )?/, "");
/** An invoice to a funder as it was made. */
export function invoiceSheet({ number, on, month, name, funder, reference, lines, costs }: InvoiceContent, language: Language, state: "stands" | "taken_back"): Sheet {
  return {
    title: w.title[language],
    draft: state === "taken_back" ? w.takenBack[language] : "",
    facts: [[w.number[language], String(number)], [w.made[language], writeDay(on, language)], [w.to[language], funder], [w.grant[language], name], ...(reference === "" ? [] : [[w.reference[language], reference] satisfies [string, string]]), [w.month[language], monthName(month, language)]],
    intro: [],
    head: [w.work[language], w.hours[language], w.rate[language], w.sum[language]],
    rows: [...lines.map((one) => [workNames[one.work][language], hoursOf(one.minutes), writeMoney(one.rateCents), writeMoney(one.cents)]), ...costs.map((one) => [one.words, "", "", writeMoney(one.cents)])],
    totals: [[w.total[language], writeMoney(totalOf(lines, costs))]],
    notes: [w.note[language]],
  };
}
/** The same as rows of a file; amounts in dollars. */
export const invoiceRows = ({ lines, costs }: InvoiceContent, language: Language): (string | number)[][] => [
  [w.work[language], w.hours[language], w.rate[language], w.sum[language]],
  ...lines.map((one) => [workNames[one.work][language], Number(hoursOf(one.minutes)), one.rateCents / 100, one.cents / 100]),
  ...costs.map((one) => [one.words, "", "", one.cents / 100]),
  [w.total[language], "", "", totalOf(lines, costs) / 100],
];
