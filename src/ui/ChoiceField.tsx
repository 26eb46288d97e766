import { IconCheck } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { Field, FieldError, type FieldProps } from "./Field.tsx";
import { Icon, type Glyph } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";

/** One answer; `hint` stands below it in the same row. */
export type Choice = { value: string; label: string; hint?: string };
/** Answers under a heading of their own. */
export type ChoiceGroup = { group: string; options: readonly Choice[] };

/** A native select. An empty value shows "Choose one"; `empty` words another first line, as "All teams". */
export function SelectField({
  value,
  onChange,
  options,
  empty,
  width = "wide",
  ...field
}: FieldProps & { value: string; onChange: (value: string) => void; options: readonly (Choice | ChoiceGroup)[]; empty?: string; width?: "wide" | "short" }) {
  const { words } = useLanguage();
  const line = (choice: Choice) => (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  );
  return (
    <Field {...field}>
      {(wiring) => (
        <select {...wiring} className={`control control--${width}`} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="">{empty ?? words.field.chooseOne}</option>
          {options.map((option) =>
            "group" in option ? (
              <optgroup key={option.group} label={option.group}>
                {option.options.map(line)}
              </optgroup>
            ) : (
              line(option)
            ),
          )}
        </select>
      )}
    </Field>
  );
}

/** One yes or no; the whole row is the target. */
export function CheckField({ label, hint, error = null, id, value, onChange }: FieldProps & { value: "yes" | "no"; onChange: (value: "yes" | "no") => void }) {
  const own = useId();
  const control = id ?? own;
  const describedBy = [hint === undefined ? null : `${control}-hint`, error === null ? null : `${control}-error`].filter((one) => one !== null).join(" ");
  return (
    <div className={error === null ? "field" : "field field--wrong"}>
      <label className="choice">
        <input
          id={control}
          type="checkbox"
          checked={value === "yes"}
          aria-describedby={describedBy === "" ? undefined : describedBy}
          aria-invalid={error === null ? undefined : true}
          onChange={(event) => onChange(event.target.checked ? "yes" : "no")}
        />
        <span className="choice-words">
          <span>{label}</span>
          {hint === undefined ? null : (
            <span id={`${control}-hint`} className="field-hint">
              {hint}
            </span>
          )}
        </span>
      </label>
      <FieldError id={`${control}-error`} error={error} />
    </div>
  );
}

/** Native radio buttons in a named group; each whole row is a target. Nothing is picked where `value` is empty. */
export function RadioGroup({
  label,
  hint,
  error = null,
  id,
  need,
  value,
  onChange,
  options,
}: FieldProps & { value: string; onChange: (value: string) => void; options: readonly Choice[] }) {
  const own = useId();
  const group = id ?? own;
  const { words } = useLanguage();
  const describedBy = [hint === undefined ? null : `${group}-hint`, error === null ? null : `${group}-error`].filter((one) => one !== null).join(" ");
  return (
    <fieldset className={error === null ? "field" : "field field--wrong"} aria-describedby={describedBy === "" ? undefined : describedBy}>
      <legend className="field-label">
        {label}
        {need === "optional" ? <span className="field-need"> ({words.field.optional})</span> : null}
      </legend>
      {hint === undefined ? null : (
        <p id={`${group}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      <div className="choices">
        {options.map((option, index) => (
          <label key={option.value} className="choice">
            <input id={index === 0 ? group : undefined} type="radio" name={`${group}-choice`} value={option.value} checked={value === option.value} onChange={() => onChange(option.value)} />
            <span className="choice-words">
              <span>{option.label}</span>
              {option.hint === undefined ? null : <span className="field-hint">{option.hint}</span>}
            </span>
          </label>
        ))}
      </div>
      <FieldError id={`${group}-error`} error={error} />
    </fieldset>
  );
}

/** A few answers side by side: a view ("Clinician", "Safe for Ms. R.") or a rating of 0 to 3. Radio buttons underneath. */
export function Segments({
  legend,
  legendShown = "heard",
  mark = "check",
  value,
  onChange,
  options,
}: {
  legend: string;
  legendShown?: "beside" | "heard";
  /** `check` puts a check on the picked one; `filled` fills it, for a scale of figures. */
  mark?: "check" | "filled";
  value: string | null;
  onChange: (value: string) => void;
  options: readonly { value: string; label: ReactNode; glyph?: Glyph }[];
}) {
  const name = useId();
  return (
    <fieldset className={`segments segments--${mark}`}>
      <legend className="hidden-words">{legend}</legend>
      {legendShown === "beside" ? (
        <span className="segments-legend" aria-hidden>
          {legend}
        </span>
      ) : null}
      <div className="segments-row">
        {options.map((option) => {
          const on = option.value === value;
          return (
            <label key={option.value} className={on ? "segment segment--on" : "segment"}>
              <input type="radio" name={name} value={option.value} checked={on} onChange={() => onChange(option.value)} />
              {on && mark === "check" ? <Icon glyph={IconCheck} /> : option.glyph === undefined ? null : <Icon glyph={option.glyph} />}
              <span>{option.label}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
