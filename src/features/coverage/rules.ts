import type { CivilDate } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import type { Check, Coverage, NewCoverage } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

type Days = { fromDay: CivilDate; toDay: CivilDate | null };
type Wrong = { path: string; message: Words };
export const holdsOn = ({ fromDay, toDay }: Days, day: CivilDate) => fromDay <= day && (toDay === null || day <= toDay);
const overlap = (one: Days, other: Days) => (one.toDay === null || other.fromDay <= one.toDay) && (other.toDay === null || one.fromDay <= other.toDay);

/** What a coverage needs to be judged: its days, its order, whether it still stands. */
export type Standing = Days & Pick<Coverage, "coverageId" | "place" | "endedAt">;

/** Who is billed on a day, the first one first; what was replaced or never right is left out. */
export const coverageOn = <One extends Standing>(coverages: readonly One[], day: CivilDate): One[] =>
  coverages.filter((one) => one.endedAt === null && holdsOn(one, day)).toSorted((one, other) => one.place - other.place || (one.coverageId < other.coverageId ? -1 : 1));

/** What is wrong with a coverage beside the others that stand; null is nothing. */
export function judgeCoverage(one: NewCoverage, others: readonly Standing[], today: CivilDate): Wrong | null {
  if (one.toDay !== null && one.toDay < one.fromDay) return { path: "toDay", message: faultWords.disorder };
  if (one.determinedOn !== null && one.determinedOn > today) return { path: "determinedOn", message: faultWords.future };
  if (one.relation === "self" && one.insured !== null) return { path: "relation", message: faultWords.ownInsurance };
  if (one.relation !== "self" && one.insured === null) return { path: "insured.familyName", message: faultWords.needInsured };
  if (one.insured !== null && one.insured.birthDate !== null && one.insured.birthDate > today) return { path: "insured.birthDate", message: faultWords.future };
  return others.some((other) => other.endedAt === null && other.place === one.place && overlap(other, one)) ? { path: "place", message: faultWords.sameOrder } : null;
}

const monthOf = (day: CivilDate) => day.slice(0, 7);
/** Whether a payer must be asked for a day: the coverage holds then, and nobody was told in the same month that it is active. */
export const checkNeeded = (coverage: Standing & Pick<Coverage, "lineId">, checks: readonly Pick<Check, "lineId" | "forDay" | "answer">[], day: CivilDate): boolean =>
  coverage.endedAt === null && holdsOn(coverage, day) && !checks.some((one) => one.lineId === coverage.lineId && one.answer === "active" && monthOf(one.forDay) === monthOf(day));

/** Whether somebody must still ask if the payer's letters are safe for the family. */
export const asksAboutLetters = ({ relation, letters }: Pick<Coverage, "relation" | "letters">): boolean => relation !== "self" && letters === "not_asked";
