import type { CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import { kindWords } from "#features/calendar/screens.words.ts";
import type { SessionKind } from "#features/calendar/contract.ts";
import type { BillRefusal, FormSettings, Price } from "./contract.ts";
import { type Sheet, writeMoney } from "./sheet.rules.ts";
import { sheetWords as w, shippedEstimate } from "./sheet.words.ts";

export const shippedSettings: FormSettings = { right: 0, down: 0, estimate: shippedEstimate, confirmed: null };

/** How a child is covered on the days of a paper: by what, and whether letters of that payer were called safe. */
export type CoverageFacts = { isMedicaid: boolean; letters: "not_asked" | "safe" | "redirected" | "not_safe"; fromDay: CivilDate; toDay: CivilDate | null };
const touches = ({ fromDay, toDay }: CoverageFacts, from: CivilDate, to: CivilDate) => fromDay <= to && (toDay === null || toDay >= from);

/** Whether Medicaid covers the child on any day of a span: then the family pays nothing and gets no paper that asks for money. */
export const isOfMedicaid = (coverages: readonly CoverageFacts[], from: CivilDate, to: CivilDate): boolean => coverages.some((one) => one.isMedicaid && touches(one, from, to));
/** Whether letters about an insurance that stands today are known to be safe. Who has none is asked by the ways of contact alone. */
export const lettersAreSafe = (coverages: readonly CoverageFacts[], today: CivilDate): boolean => coverages.filter((one) => touches(one, today, today)).every((one) => one.letters === "safe" || one.letters === "redirected");

/** The price of a kind of session on a day; null where none was typed. */
export const priceOn = (prices: readonly Price[], kind: SessionKind, day: CivilDate): Price | null => prices.find((one) => one.kind === kind && one.fromDay <= day && (one.toDay === null || one.toDay >= day)) ?? null;

/** Why a paper for a family is not made, the weightiest first; empty where it may be. */
export function judgeStatement({ coverages, days, today, openCents, hasSafeWay }: { coverages: readonly CoverageFacts[]; days: readonly CivilDate[]; today: CivilDate; openCents: number; hasSafeWay: boolean }): BillRefusal[] {
  const found: [BillRefusal, boolean][] = [
    ["medicaid", [today, ...days].some((day) => isOfMedicaid(coverages, day, day))],
    ["letters", !lettersAreSafe(coverages, today)],
    ["way", !hasSafeWay],
    ["nothing", openCents <= 0],
  ];
  return found.flatMap(([why, holds]) => (holds ? [why] : []));
}
export function judgeSuperbill({ coverages, from, to, sessions, hasProfile }: { coverages: readonly CoverageFacts[]; from: CivilDate; to: CivilDate; sessions: readonly { cents: number | null }[]; hasProfile: boolean }): BillRefusal[] {
  const found: [BillRefusal, boolean][] = [
    ["medicaid", isOfMedicaid(coverages, from, to)],
    ["nothing", sessions.length === 0],
    ["no_price", sessions.some((one) => one.cents === null)],
    ["no_profile", !hasProfile],
  ];
  return found.flatMap(([why, holds]) => (holds ? [why] : []));
}

type Head = { number: number; on: CivilDate; language: Language };
const sumOf = (cents: readonly number[]) => cents.reduce((sum, one) => sum + one, 0);
const plain = { draft: "", intro: [], notes: [] };

/** What is open of a family's part: days and amounts for one adult. No child, no treatment, no payer, no address. */
export function statementSheet({ number, on, language }: Head, adult: string, lines: readonly { day: CivilDate; cents: number }[]): Sheet {
  return {
    ...plain,
    title: w.statement[language],
    facts: [[w.number[language], String(number)], [w.made[language], writeDay(on, language)], [w.adult[language], adult]],
    intro: [w.statementIntro[language]],
    head: [w.day[language], w.open[language]],
    rows: lines.map((one) => [writeDay(one.day, language), writeMoney(one.cents)]),
    totals: [[w.total[language], writeMoney(sumOf(lines.map((one) => one.cents)))]],
    notes: [w.statementNote[language]],
  };
}

export type BillsFrom = { legalName: string; npi: string; taxNumber: string; address: { line1: string; line2: string | null; city: string; state: string; zip: string } };
const addressOf = ({ address: { line1, line2, city, state, zip } }: BillsFrom) => [line1, line2, `${city}, ${state} ${zip}`].filter((one) => one !== null && one !== "").join(", ");

export type SuperbillLine = { day: CivilDate; kind: SessionKind; code: string | null; clinician: string; npi: string | null; cents: number };
/** An itemized list that a family may send to an insurer itself: who was treated, for what, by whom, on which days. */
export function superbillSheet({ number, on, language }: Head, from: BillsFrom, child: { name: string; birthDate: CivilDate | null }, diagnoses: readonly string[], lines: readonly SuperbillLine[]): Sheet {
  return {
    ...plain,
    title: w.superbill[language],
    facts: [
      [w.number[language], String(number)], [w.made[language], writeDay(on, language)], [w.patient[language], child.name],
      ...(child.birthDate === null ? [] : [[w.born[language], writeDay(child.birthDate, language)] satisfies [string, string]]),
      [w.provider[language], from.legalName], [w.address[language], addressOf(from)], [w.npi[language], from.npi], [w.taxNumber[language], from.taxNumber], [w.diagnoses[language], diagnoses.join(", ")],
    ],
    head: [w.day[language], w.service[language], w.code[language], w.clinician[language], w.charge[language]],
    rows: lines.map((one) => [writeDay(one.day, language), kindWords[one.kind][language], one.code ?? w.noCode[language], one.npi === null ? one.clinician : `${one.clinician}, ${w.npi[language]} ${one.npi}`, writeMoney(one.cents)]),
    totals: [[w.total[language], writeMoney(sumOf(lines.map((one) => one.cents)))]],
    notes: [w.superbillNote[language]],
  }; // prettier-ignore
}

/** What sessions are expected to cost a family that pays itself. No diagnosis: none is needed to say a price. */
export function estimateSheet({ number, on, language }: Head, from: BillsFrom, child: { name: string }, span: { from: CivilDate; to: CivilDate }, settings: FormSettings, items: readonly { kind: SessionKind; count: number; price: Price }[]): Sheet {
  return {
    title: w.estimate[language],
    draft: settings.confirmed === null ? w.draft[language] : "",
    facts: [
      [w.number[language], String(number)], [w.made[language], writeDay(on, language)], [w.patient[language], child.name],
      [w.provider[language], from.legalName], [w.address[language], addressOf(from)], [w.npi[language], from.npi], [w.taxNumber[language], from.taxNumber], [w.span[language], `${writeDay(span.from, language)} – ${writeDay(span.to, language)}`],
    ],
    intro: settings.estimate[language].split(/\n\s*\n/).map((one) => one.trim()).filter((one) => one !== ""),
    head: [w.service[language], w.code[language], w.count[language], w.each[language], w.sum[language]],
    rows: items.map(({ kind, count, price }) => [kindWords[kind][language], price.code ?? w.noCode[language], String(count), writeMoney(price.cents), writeMoney(count * price.cents)]),
    totals: [[w.total[language], writeMoney(sumOf(items.map(({ count, price }) => count * price.cents)))]],
    notes: [],
  }; // prettier-ignore
}
