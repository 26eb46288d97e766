import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";

/** Days before the limit from which on it is told. */
const TOLD_FROM = 90;

/** How many days are left until the payer must have a claim that was not sent; nothing while there is plenty of time. */
export function FilingClock({ daysLeft }: { daysLeft: number | null }) {
  const { language, say, number } = useLanguage();
  if (daysLeft === null || daysLeft > TOLD_FROM) return null;
  return <strong className="claims-line asks">{daysLeft < 0 ? words.overdue[language](number(-daysLeft)) : daysLeft === 0 ? say(words.lastDay) : words.daysLeft[language](number(daysLeft))}</strong>;
}
