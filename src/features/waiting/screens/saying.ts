import { useLanguageName } from "#features/caseload/screens/saying.ts";
import { useLanguage } from "#ui/language.tsx";
import type { Clock, Step, WaitingFamily } from "../contract.ts";
import { words } from "../screens.words.ts";
import { markNames, stepWords } from "../words.ts";

/** Says a step of the order. */
export function useStep(): (step: Step) => string {
  const { say, language } = useLanguage();
  return (step) => (step.kind === "mark" ? say(markNames[step.mark]) : step.kind === "age_out" ? stepWords.age_out[language](step.months) : stepWords.waited[language](step.days));
}

/** Says from which day a child is too old by one policy: as a sentence of its own, or beside a heading that says so already. */
export function useClock(): (clock: Clock, today: string, as?: "sentence" | "cell") => string {
  const { say, language, day } = useLanguage();
  return ({ from, to }, today, as = "sentence") => {
    if (from === null && to === null) return say(words.tooOldUnknown);
    if (to !== null && to <= today) return say(words.tooOldNow);
    if (to === null) return words.tooOldNot[language](day(from!, "full"));
    if (as === "cell") return from === to ? day(to, "full") : words.between[language](day(from ?? today, "full"), day(to, "full"));
    return from === to ? words.tooOld[language](day(to, "full")) : words.tooOldBetween[language](day(from ?? today, "full"), day(to, "full"));
  };
}

/** How a family is called where it stands in a list: by what it is called, the child's name, or its number. */
export function useWho(): (family: Pick<WaitingFamily, "callMe" | "childName" | "code">) => string {
  const { say, language } = useLanguage();
  return (one) => one.childName ?? one.callMe ?? (one.code === null ? say(words.nameless) : words.numbered[language](one.code));
}

/** Why a family stands where it stands, as one sentence. */
export function useWhy(): (family: WaitingFamily) => string {
  const { say, language } = useLanguage();
  const sayStep = useStep();
  return ({ why, placing }) => {
    const first = why.by === "placed" && placing !== null ? words.standsPlaced[placing.place][language](placing.byName ?? "Dyad", placing.reason) : why.by === "later" ? say(words.standsLater) : why.step === null ? say(words.standsNone) : sayStep(why.step);
    return [first, why.also.length === 0 ? null : words.also[language](why.also.map(sayStep).join(", "))].filter((one) => one !== null).join("; ");
  };
}

/** The age in months, and the language, as far as they are known. */
export function useChild(): (one: { ageMonths: WaitingFamily["ageMonths"]; language: string | null }) => string {
  const { say, language } = useLanguage();
  const nameOf = useLanguageName();
  return (one) => [one.ageMonths === null ? say(words.ageUnknown) : words.months[language](one.ageMonths.from, one.ageMonths.to), one.language === null ? null : nameOf(one.language)].filter((part) => part !== null).join(" · ");
}
