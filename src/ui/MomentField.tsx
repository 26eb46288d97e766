import { useId, useState } from "react";
import { useLanguage } from "./language.tsx";
import { DateField, TimeField } from "./TextField.tsx";

/** A day and a time on the agency's clocks, as one wall time `YYYY-MM-DDTHH:MM`; null while one of the two is missing. `id` is that of the day. */
export function MomentField({ id, label, hint, error = null, value, onChange }: { id?: string; label: string; hint?: string; error?: string | null; value: string | null; onChange: (value: string | null) => void }) {
  const { words } = useLanguage();
  const own = useId();
  const [typed, setTyped] = useState({ date: value?.slice(0, 10) ?? "", time: value?.slice(11) ?? "" });
  // What came from elsewhere takes the place of what was typed here.
  const shown = value !== null && `${typed.date}T${typed.time}` !== value ? { date: value.slice(0, 10), time: value.slice(11) } : typed;
  function change(next: { date: string; time: string }) {
    setTyped(next);
    onChange(next.date === "" || next.time === "" ? null : `${next.date}T${next.time}`);
  }
  return (
    <fieldset className="moment-field field" aria-describedby={hint === undefined ? undefined : `${own}-hint`}>
      <legend className="field-label">{label}</legend>
      {hint === undefined ? null : (
        <p id={`${own}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <div className="moment-parts">
        <DateField id={id} label={words.moment.day} value={shown.date} onChange={(date) => change({ ...shown, date })} error={error} />
        <TimeField label={words.moment.time} value={shown.time} onChange={(time) => change({ ...shown, time })} />
      </div>
    </fieldset>
  );
}
