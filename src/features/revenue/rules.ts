import { addDays, type CivilDate, daysBetween } from "#kernel/dates.ts";
import { meaningOf } from "#features/ledger/rules.ts";
import type { AgeBucket, DenialLine, FirstPass } from "./contract.ts";

/** Days of charges that the days in receivables are measured by. */
export const CHARGE_DAYS = 90;

/** How old what is open is, in days since the service. Each claim is in one bucket. */
export const bucketEnds: Record<AgeBucket, number> = { "0_30": 30, "31_60": 60, "61_90": 90, "91_120": 120, over: Number.POSITIVE_INFINITY };
export function bucketOf(serviceDay: CivilDate, today: CivilDate): AgeBucket {
  const age = daysBetween(serviceDay, today);
  if (age <= bucketEnds["0_30"]) return "0_30";
  if (age <= bucketEnds["31_60"]) return "31_60";
  if (age <= bucketEnds["61_90"]) return "61_90";
  return age <= bucketEnds["91_120"] ? "91_120" : "over";
}
/** The first and the last service day of a bucket, both counted; null is without an end. */
export function daysOf(bucket: AgeBucket, today: CivilDate): { from: CivilDate | null; to: CivilDate | null } {
  const begins: Record<AgeBucket, number | null> = { "0_30": null, "31_60": 31, "61_90": 61, "91_120": 91, over: 121 };
  const begin = begins[bucket];
  return { from: bucket === "over" ? null : addDays(today, -bucketEnds[bucket]), to: begin === null ? null : addDays(today, -begin) };
}

/** How many days of charges are open: what is open by what is charged on a day, over the last ninety days. Null where nothing was charged. */
export const daysInReceivables = (openCents: number, chargedCents: number): number | null => (chargedCents <= 0 ? null : Math.round((openCents * CHARGE_DAYS * 10) / chargedCents) / 10);

/** The share, in whole percent, that was paid by the first answer; null while none came. */
export const firstPassRate = ({ paid, answered }: Pick<FirstPass, "paid" | "answered">): number | null => (answered === 0 ? null : Math.round((100 * paid) / answered));

export type AdjustmentRow = { group: string; reason: string; isMedicaid: boolean; claims: number; cents: number };
/**
 * What was not paid, by reason: only what stays open until somebody decides. What a contract takes off is no denial, and what
 * a plan leaves to a family is not one either. The dearest first.
 */
export function tellDenials(rows: readonly AdjustmentRow[], checksOf: (reason: string) => readonly string[] | null): DenialLine[] {
  const byReason = new Map<string, { claims: number; cents: number }>();
  for (const one of rows) {
    if (meaningOf(one, one.isMedicaid) !== "open") continue;
    const before = byReason.get(one.reason) ?? { claims: 0, cents: 0 };
    byReason.set(one.reason, { claims: before.claims + one.claims, cents: before.cents + one.cents });
  }
  const checks = (reason: string) => checksOf(reason)?.slice() ?? null;
  return [...byReason].map(([reason, one]) => ({ reason, ...one, checks: checks(reason) })).filter((one) => one.cents !== 0).toSorted((one, other) => other.cents - one.cents || one.reason.localeCompare(other.reason));
}

/** A row of a table that is told to somebody who may see no family: how many families are behind it. */
type Counted = { families: number };
/**
 * Which rows of a table may be told without names: those of at least as many families as the threshold. So that none that is
 * hidden can be worked out from the sum, what is hidden is at least two rows with as many families together; else the
 * smallest that is shown is hidden too.
 */
export function tellable<Row extends Counted>(rows: readonly Row[], threshold: number): Row[] {
  const some = rows.filter((one) => one.families > 0).toSorted((one, other) => other.families - one.families);
  const shown = some.filter((one) => one.families >= threshold);
  const hidden = some.filter((one) => one.families < threshold);
  while (hidden.length > 0 && shown.length > 0 && (hidden.length < 2 || hidden.reduce((sum, one) => sum + one.families, 0) < threshold)) hidden.push(shown.pop()!);
  return rows.filter((one) => shown.includes(one));
}
