import { dateInZone } from "#kernel/dates.ts";
import { useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import type { RecordingRow } from "../contract.ts";
import { sayings } from "../screens.words.ts";

/** Whose session it is, as far as one may know: the child and the day, else the code and the number. */
export function useWho(): (one: RecordingRow) => string {
  const { language, day } = useLanguage();
  const { agency } = useMe();
  return (one) => (one.childName === null || one.sessionAt === null ? sayings.caseAndNumber[language](one.caseCode, one.sessionNumber) : sayings.sessionOf[language](one.childName, day(dateInZone(one.sessionAt, agency.timeZone), "full")));
}
