import { CheckField } from "#ui/ChoiceField.tsx";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { type VideoPurpose, videoPurposes } from "../contract.ts";
import { purposeNames } from "../words.ts";

/** What recordings may be watched for: each purpose is a yes of its own. */
export function PurposesField({ id, legend, hint, error, among = videoPurposes, value, onChange }: { id: string; legend: string; hint: string; error: string | null; among?: readonly VideoPurpose[]; value: readonly VideoPurpose[]; onChange: (value: VideoPurpose[]) => void }) {
  const { say } = useLanguage();
  return (
    <fieldset id={id} tabIndex={-1} className={error === null ? "field" : "field field--wrong"} aria-describedby={`${id}-hint${error === null ? "" : ` ${id}-error`}`}>
      <legend className="field-label">{legend}</legend>
      <p id={`${id}-hint`} className="field-hint">{hint}</p>
      {among.map((one) => (
        <CheckField key={one} label={say(purposeNames[one])} value={value.includes(one) ? "yes" : "no"} onChange={(answer) => onChange(answer === "yes" ? [...value, one] : value.filter((each) => each !== one))} />
      ))}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
