import type { CivilDate } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import type { Diagnosis, FindingOfMaltreatment, Status, StatusEntry, System } from "./contract.ts";
import { faultWords } from "./faults.words.ts";

/** What is wrong with a field, named as the contract names it. */
export type Wrong = { path: string; message: Words };

/** A code of confirmed maltreatment: it says that somebody found it, so who did is asked. T76 is suspected, and asks for nothing. */
export const isConfirmedMaltreatment = (system: System | string, code: string): boolean => system === "ICD-10-CM" && /^T74/i.test(code);
/** A code of suspected maltreatment. */
export const isSuspectedMaltreatment = (system: System | string, code: string): boolean => system === "ICD-10-CM" && /^T76/i.test(code);

/** The entries that count: an entry that the next one corrects counts for no day. */
export const entriesThatCount = <T extends Pick<StatusEntry, "corrects">>(history: readonly T[]): T[] => history.filter((_, index) => history[index + 1]?.corrects !== true);

/** What is held of a diagnosis on a day; null before the first entry, and where nobody ever said. */
export const statusOn = (history: readonly StatusEntry[], on: CivilDate): Status | null =>
  history.some((one) => one.status === "entered_in_error") ? "entered_in_error" : (entriesThatCount(history).findLast((one) => one.since <= on)?.status ?? null);

/** With what a diagnosis stands. */
export type StandingStatus = "provisional" | "confirmed" | null;
/** Whether a diagnosis stands with that status: not ruled out, not resolved, not entered in error. The database judges the same (`diagnosis_stands`); a test walks both. */
export const stands = (status: Status | null): status is StandingStatus => status === null || status === "provisional" || status === "confirmed";

/** Whether a new entry may follow the history; its day lies neither in the future nor before the entry that stays before it. */
export function judgeEntry(history: readonly StatusEntry[], entry: { how: "change" | "correction"; status: Status; since: CivilDate; reason: string }, today: CivilDate): Wrong | null {
  if (history.at(-1)?.status === "entered_in_error") return { path: "status", message: faultWords.takenOut };
  if (entry.since > today) return { path: "since", message: faultWords.dayInFuture };
  if (entry.how === "correction" && history.length === 0) return { path: "how", message: faultWords.nothingToCorrect };
  const staying = entriesThatCount(history);
  const before = entry.how === "correction" ? staying.at(-2) : staying.at(-1);
  if (entry.status !== "entered_in_error" && before !== undefined && entry.since < before.since) return { path: "since", message: faultWords.beforeLast(before.since) };
  if (entry.how === "change" && before?.status === entry.status) return { path: "status", message: faultWords.sameStatus };
  if ((entry.how === "correction" || entry.status === "entered_in_error") && entry.reason === "") return { path: "reason", message: faultWords.needReason };
  return null;
}

/** Whether the finding is as the code asks for: there for confirmed maltreatment, absent for everything else. */
export function judgeFinding(system: System, code: string, given: FindingOfMaltreatment | null, today: CivilDate): Wrong | null {
  if (isConfirmedMaltreatment(system, code)) {
    if (given === null) return { path: "finding", message: faultWords.needFinding };
    return given.on > today ? { path: "finding.on", message: faultWords.dayInFuture } : null;
  }
  return given === null ? null : { path: "finding", message: faultWords.noFindingHere };
}

type Standing = Pick<Diagnosis, "diagnosisId" | "system" | "code" | "display" | "foundOn" | "source" | "isPrimary" | "disclosure"> & { status: StandingStatus };

/** What stands on a day, without its history: none or one. */
export const asStanding = (on: CivilDate) => ({ history, finding: _finding, ...one }: Diagnosis): Standing[] => {
  const status = statusOn(history, on);
  return stands(status) ? [{ ...one, status }] : [];
};
