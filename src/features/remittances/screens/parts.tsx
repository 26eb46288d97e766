import { dollarsOf } from "#features/payers/rules.ts";
import { useLanguage } from "#ui/language.tsx";
import type { FileFault, FileSummary } from "../contract.ts";
import { sayReason } from "#features/claims/reasons.words.ts";
import { words } from "../screens.words.ts";

/** Cents as a person reads them, also what is below nothing. */
export const moneyOf = (cents: number): string => (cents < 0 ? `−${dollarsOf(-cents)}` : dollarsOf(cents));

/** Reasons with their words; an unknown one is its number. */
export function Reasons({ of }: { of: readonly { group: string; reason: string; cents: number }[] }) {
  const { language } = useLanguage();
  return (
    <ul className="remit-reasons">
      {of.map((one, place) => (
        <li key={place}>
          <span className="remit-code">{one.group} {one.reason}</span> {moneyOf(one.cents)} <span className="soft">{sayReason(one.reason)?.[language] ?? ""}</span>
        </li>
      ))}
    </ul>
  );
}
/** What was done with a file, in sentences. */
export function useSummary(): (summary: FileSummary) => string {
  const { language, number } = useLanguage();
  return (one) => {
    const said = [
      one.posted > 0 ? words.sayPosted[language](number(one.posted), moneyOf(one.postedCents)) : "",
      one.alreadyPosted > 0 ? words.sayAgain[language](number(one.alreadyPosted)) : "",
      one.unmatched > 0 ? words.sayUnmatched[language](number(one.unmatched)) : "",
      ...([["acknowledged", words.sayAcknowledged], ["accepted", words.sayAccepted], ["pended", words.sayPended], ["rejected", words.sayRejected], ["checks", words.sayChecks], ["strays", words.sayStrays]] as const).map(([key, say]) => (one[key] > 0 ? say[language](number(one[key])) : "")),
    ].filter((part) => part !== "");
    return said.length === 0 ? words.sayNothing[language] : said.join(" ");
  };
}
/** Why a file was refused: the first faults, each with its place and what was expected. */
export function Faults({ faults }: { faults: readonly FileFault[] }) {
  const { language, number } = useLanguage();
  return (
    <ul className="remit-faults">
      {faults.slice(0, 5).map((one, place) => (
        <li key={place}>
          <strong>{words.place[language](one.segment, `${one.id}${one.element ?? ""}`)}</strong> {one.message[language]} <span className="soft">{words.expected[language](one.expected[language] ?? "")}</span>
        </li>
      ))}
      {faults.length > 5 ? <li className="soft">{words.moreFaults[language](number(faults.length - 5))}</li> : null}
    </ul>
  );
}
