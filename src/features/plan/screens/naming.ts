import type { Language } from "#kernel/language.ts";
import { sayMeasureNames } from "../naming.rules.ts";
import { useToday } from "#features/cases/screens/useToday.ts";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";

export type Adult = { personId: string; name: string };
/** Adults around the child and installed measures, by their names; asked once for the whole tab. */
export function usePlanNames(caseId: string): { adults: readonly (Adult & { hasOpenDyad: boolean })[]; measures: ReadonlyMap<string, string>; offeredWith: (chosen: string | null) => { value: string; label: string }[] } {
  const found = useAnswer(["cases.get", caseId], (api) => api.cases.get({ caseId }));
  const installed = useAnswer(["instruments.list"], (api) => api.instruments.list());
  const today = useToday();
  const all = installed.data?.instruments ?? [];
  return {
    adults: (found.data?.people ?? []).filter((one) => one.part === "caregiver").map((one) => ({ personId: one.personId, name: `${one.givenName} ${one.familyName}`.trim(), hasOpenDyad: one.hasOpenDyad })),
    measures: new Map(all.map((one) => [one.instrument, one.name])),
    offeredWith: (chosen) => sayMeasureNames(all, today, chosen),
  };
}

/** About whom an objective is. */
export const sayAbout = (ownerPersonId: string | null, adults: readonly Adult[], language: Language): string =>
  ownerPersonId === null ? words.child[language] : words.withAdult[language](adults.find((one) => one.personId === ownerPersonId)?.name ?? "");

/** The words of a plan in both languages of a signer. */
export function useLanguageChoices(): { value: "en" | "es"; label: string }[] {
  const { say } = useLanguage();
  return [{ value: "en", label: say(words.english) }, { value: "es", label: say(words.spanish) }];
}
