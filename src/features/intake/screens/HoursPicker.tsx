import { ChipGroup } from "#ui/Chip.tsx";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { words } from "../screens.words.ts";
import { dayLabels, dayPartLabels } from "../words.ts";
import "./intake.css";

/** The times of the week in which somebody may be reached, as chips by day. */
export function HoursPicker({ id, value, onChange, error }: { id: string; value: readonly string[]; onChange: (hours: string[]) => void; error: string | null }) {
  const { say } = useLanguage();
  return (
    <fieldset id={id} tabIndex={-1} className={error === null ? "field hours-picker" : "field field--wrong hours-picker"} aria-describedby={error === null ? undefined : `${id}-error`}>
      <legend className="field-label">{say(words.hours)}</legend>
      {Object.entries(dayLabels).map(([day, label]) => (
        <ChipGroup
          key={day}
          legend={say(label.long)}
          choice="many"
          options={Object.entries(dayPartLabels).map(([part, names]) => ({ value: `${day}_${part}`, label: say(names.name), detail: say(names.hours) }))}
          value={value.filter((hour) => hour.startsWith(`${day}_`))}
          onChange={(ofDay) => onChange([...value.filter((hour) => !hour.startsWith(`${day}_`)), ...ofDay])}
        />
      ))}
      <FieldError id={`${id}-error`} error={error} />
    </fieldset>
  );
}
