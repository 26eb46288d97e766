import { languageNames } from "#features/people/screens.words.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../people.words.ts";

/** A language by its code; one that the referral named in words stays as it was named. */
export function LanguageField({ id, value, onChange, error }: { id: string; value: string; onChange: (value: string) => void; error: string | null }) {
  const { say } = useLanguage();
  const known = Object.entries(languageNames).map(([code, label]) => ({ value: code, label: say(label) }));
  return <SelectField id={id} label={say(words.language)} value={value} onChange={onChange} error={error} options={value in languageNames || value === "" ? known : [...known, { value, label: value }]} />;
}
