import { useLanguage } from "#ui/language.tsx";
import type { ClaimRow } from "../contract.ts";
import { stateNames } from "../screens.words.ts";

/** The state of a claim; of one whose decision is posted, what the payer decided comes first. */
export function StateName({ state, outcome }: Pick<ClaimRow, "state" | "outcome">) {
  const { say } = useLanguage();
  if (state !== "posted" || outcome === null) return <>{say(stateNames[state])}</>;
  return <>{say(stateNames[outcome])} <span className="soft">({say(stateNames.posted)})</span></>;
}
