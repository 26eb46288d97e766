import { ageInYearsAndMonths, type CivilDate, dateInZone } from "#kernel/dates.ts";
import { useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ageWords } from "../screens.words.ts";

/** The day that the agency's clocks show. */
export function useToday(): CivilDate {
  const me = useMe();
  return dateInZone(new Date().toISOString(), me.agency.timeZone);
}

/** Says an age on a day in years and months; null where the birth date is not known. */
export function useAge(): (birthDate: CivilDate | null, on: CivilDate) => string | null {
  const { language } = useLanguage();
  return (birthDate, on) => {
    if (birthDate === null || birthDate > on) return null;
    const { years, months } = ageInYearsAndMonths(birthDate, on);
    return ageWords[language](years, months);
  };
}
