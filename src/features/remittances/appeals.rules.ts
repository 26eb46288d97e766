import type { CivilDate } from "#kernel/dates.ts";
import type { ClaimState } from "#features/claims/states.rules.ts";
import type { AppealFault, KeptAppeal } from "./denials.contract.ts";

const endsUnsent = (outcome: KeptAppeal["outcome"]) => outcome === "withdrawn";
/** What is wrong with an appeal as it is to be kept; `before` as it stands. The letter that was sent stays as it was. */
export function appealFault(one: KeptAppeal, before: Pick<KeptAppeal, "sentOn" | "letter"> | null, today: CivilDate): { field: keyof KeptAppeal; fault: AppealFault } | null {
  if (one.sentOn !== null && one.sentOn > today) return { field: "sentOn", fault: "sent_in_future" };
  if ((one.outcome === null) !== (one.outcomeOn === null)) return { field: "outcomeOn", fault: "outcome_day" };
  if (one.outcomeOn !== null && one.outcomeOn > today) return { field: "outcomeOn", fault: "outcome_in_future" };
  if (one.outcome !== null && one.sentOn === null && !endsUnsent(one.outcome)) return { field: "outcome", fault: "outcome_unsent" };
  if (one.outcomeOn !== null && one.sentOn !== null && one.outcomeOn < one.sentOn) return { field: "outcomeOn", fault: "outcome_before" };
  if (before !== null && before.sentOn !== null && (one.letter !== before.letter || one.sentOn === null)) return { field: "letter", fault: "letter_sent" };
  return null;
}
/** Where the claim goes by its appeals: it is under appeal while one was sent and nothing came of it. */
export function stateByAppeals(state: ClaimState, appeals: readonly Pick<KeptAppeal, "sentOn" | "outcome">[]): ClaimState | null {
  const isOpen = appeals.some((one) => one.sentOn !== null && one.outcome === null);
  if (isOpen && state === "posted") return "appealed";
  return !isOpen && state === "appealed" ? "posted" : null;
}
