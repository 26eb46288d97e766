import { addDays, addMonths, type CivilDate } from "#kernel/dates.ts";
import type { Breach, Factor, NoticeKind } from "./breaches.contract.ts";
import type { OwnRequest } from "./requests.contract.ts";
import type { RuleBook } from "#features/release/figures.contract.ts";

/** The day on which a clock runs out, with its extension; null where no rule sets one. */
export const runsOutOn = (one: Pick<OwnRequest, "dueOn" | "extension">): CivilDate | null => one.extension?.to ?? one.dueOn;

/** What runs out first stands first; what no clock counts comes last, the oldest first. */
export const byClock = <T extends Pick<OwnRequest, "dueOn" | "extension" | "receivedOn" | "requestId">>(requests: readonly T[]): T[] =>
  requests.toSorted((one, other) => (runsOutOn(one) ?? "9999").localeCompare(runsOutOn(other) ?? "9999") || one.receivedOn.localeCompare(other.receivedOn) || one.requestId.localeCompare(other.requestId));

type Counted = Pick<Breach, "discoveredOn" | "affected" | "conclusion">;

/**
 * The last day of each notice of a breach, null where it is not due: to each person; to the media, of more people than the
 * rule's number; to the authority with them from that number on, else after the end of the calendar year. Nothing is due
 * before it is concluded that there was a breach; while nobody knows how many, the authority's day counts as if they were few.
 */
export function noticeDays({ discoveredOn, affected, conclusion }: Counted, rules: RuleBook): Record<NoticeKind, CivilDate | null> {
  if (conclusion !== "breach") return { individuals: null, media: null, authority: null };
  const individuals = addDays(discoveredOn, rules.individual_notice_days.value);
  const many = rules.notice_from_people.value;
  return { individuals, media: (affected ?? 0) > many ? individuals : null, authority: (affected ?? 0) >= many ? individuals : addDays(`${discoveredOn.slice(0, 4)}-12-31`, rules.authority_notice_days.value) };
}

/** Where an incident stands: assessed until it is concluded, then open until every notice that is due has its day. */
export const breachState = (one: Pick<Breach, "conclusion" | "notices">): Breach["state"] => (one.conclusion === null ? "assessing" : one.notices.some((each) => each.dueOn !== null && each.givenOn === null) ? "notifying" : "closed");

/** Whether all four factors have words and a mark. */
export const isAssessed = (factors: readonly Factor[]): boolean => factors.length === 4 && factors.every((one) => one.mark !== null && one.words.trim() !== "");

/** The first day on which a closed record may be purged: the later of some years after it was closed and some after the child came of age. Null where no birth date is known: then nobody can say. */
export function purgeableFrom(closedOn: CivilDate, birthDates: readonly (CivilDate | null)[], rules: RuleBook): CivilDate | null {
  if (birthDates.length === 0 || birthDates.some((one) => one === null)) return null;
  const years = (from: CivilDate, count: number) => addMonths(from, count * 12);
  const grown = birthDates.map((one) => years(one!, rules.majority_age.value + rules.after_majority_years.value));
  // Whole years are kept through their last day.
  return addDays([years(closedOn, rules.after_discharge_years.value), ...grown].toSorted().at(-1)!, 1);
}
