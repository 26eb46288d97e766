import { addDays, type CivilDate } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import { faultWords } from "./faults.words.ts";
import type { FeeLine, NewFeeLine, PlaceCode } from "./lines.contract.ts";
import type { BillingAddress, BillingProfile, StaffNumber } from "./profile.contract.ts";
import { feeWords } from "./words.ts";

/** What of a session a code hangs on: its kind, which parts were there, where, and whether whoever held it is supervised. */
export type BilledSession = { kind: FeeLine["kinds"][number]; parts: readonly FeeLine["withParts"][number][]; place: FeeLine["places"][number]; isSupervised: boolean };
type Days = { fromDay: CivilDate; toDay: CivilDate | null };
type Wrong = { path: string; message: Words };

const holdsOn = ({ fromDay, toDay }: Days, on: CivilDate) => fromDay <= on && (toDay === null || on <= toDay);
const overlap = (one: Days, other: Days) => (one.toDay === null || other.fromDay <= one.toDay) && (other.toDay === null || one.fromDay <= other.toDay);
const fits = (line: FeeLine, session: BilledSession) =>
  (line.kinds.length === 0 || line.kinds.includes(session.kind)) &&
  (line.places.length === 0 || line.places.includes(session.place)) &&
  line.withParts.every((part) => session.parts.includes(part)) &&
  !line.withoutParts.some((part) => session.parts.includes(part)) &&
  (line.isSupervised === null || line.isSupervised === session.isSupervised);

/** Which of a payer's lines a session is billed with on a day, the lowest order first; or why none. No code is ever guessed. */
export function feeFor(lines: readonly FeeLine[], session: BilledSession, on: CivilDate): { line: FeeLine; why: null } | { line: null; why: Words } {
  const standing = lines.filter((one) => one.endedAt === null);
  const onDay = standing.filter((one) => holdsOn(one, on));
  const found = onDay.filter((one) => fits(one, session)).toSorted((one, other) => one.place - other.place || (one.lineId < other.lineId ? -1 : 1))[0];
  if (found !== undefined) return { line: found, why: null };
  return { line: null, why: standing.length === 0 ? feeWords.none : onDay.length === 0 ? feeWords.noneOnDay : feeWords.noneFits };
}

/** The number of a place for a payer: its own where it has one, else the one for all. Null where neither stands. */
export function placeCodeFor(codes: readonly PlaceCode[], payerId: string, place: PlaceCode["place"]): PlaceCode | null {
  const standing = codes.filter((one) => one.endedAt === null && one.place === place);
  return standing.find((one) => one.payerId === payerId) ?? standing.find((one) => one.payerId === null) ?? null;
}

/** What is wrong with a new line beside those that stand; null is nothing. Two on one day must have an order. */
export function judgeLine(line: NewFeeLine, others: readonly FeeLine[]): Wrong | null {
  if (line.toDay !== null && line.toDay < line.fromDay) return { path: "toDay", message: faultWords.disorder };
  if (line.withParts.some((part) => line.withoutParts.includes(part))) return { path: "withoutParts", message: faultWords.bothParts };
  if (line.allowedCents !== null && line.allowedCents > line.chargeCents) return { path: "allowedCents", message: faultWords.moreAllowed };
  const same = others.find((one) => one.endedAt === null && one.place === line.place && overlap(one, line));
  return same === undefined ? null : { path: "place", message: faultWords.sameOrder(same.code) };
}

/** The line that stood as it stands once another begins: it ends the day before; null is that it is taken out, since no day is left to it. */
export const lineBefore = (line: FeeLine, nextFrom: CivilDate): FeeLine | null => {
  if (nextFrom <= line.fromDay) return null;
  const last = addDays(nextFrom, -1);
  return { ...line, toDay: line.toDay !== null && line.toDay < last ? line.toDay : last };
};

const BOX = /\b(p\.?\s*o\.?\s*box|post\s+office\s+box|apartado(\s+postal)?)\b/i;
/** Whether an address is a box and no street. */
export const isBox = ({ line1, line2 }: Pick<BillingAddress, "line1" | "line2">): boolean => BOX.test(line1) || BOX.test(line2);

/** Who bills on a day: of the versions that have begun the last one, of two from one day the one that was written later. */
export const profileOn = (versions: readonly BillingProfile[], on: CivilDate): BillingProfile | null =>
  versions.filter((one) => one.fromDay <= on).toSorted((one, other) => (one.fromDay === other.fromDay ? (`${one.madeAt} ${one.profileId}` < `${other.madeAt} ${other.profileId}` ? 1 : -1) : one.fromDay < other.fromDay ? 1 : -1))[0] ?? null;
/** Under which number somebody treats on a day. */
export const numberOn = (numbers: readonly StaffNumber[], on: CivilDate): StaffNumber | null => numbers.filter((one) => one.endedAt === null && one.fromDay <= on).toSorted((one, other) => (one.fromDay < other.fromDay ? 1 : -1))[0] ?? null;

/** An amount as it is typed, in cents: 45, 45.5, $1,045.50. Null where it is none. */
export function centsTyped(text: string): number | null {
  const found = /^\$?\s*(\d{1,3}(?:,\d{3})*|\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.trim());
  return found === null ? null : Number(found[1]!.replaceAll(",", "")) * 100 + Number((found[2] ?? "").padEnd(2, "0") || "0");
}
/** Cents as a person reads them. */
export const dollarsOf = (cents: number): string => `$${Math.trunc(cents / 100).toLocaleString("en-US")}.${String(cents % 100).padStart(2, "0")}`;
