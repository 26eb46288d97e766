import { useLayoutEffect, useRef, type InputHTMLAttributes, type Ref } from "react";
import { Field, type FieldProps } from "./Field.tsx";

type Text = FieldProps & { value: string; onChange: (value: string) => void; onLeave?: () => void };

/** One line of text. `kind` picks keyboard and help of the device. */
export function TextField({
  value,
  onChange,
  onLeave,
  kind = "text",
  width = "wide",
  autoComplete = "off",
  inputMode,
  maxLength,
  ref,
  ...field
}: Text & {
  kind?: "text" | "email" | "tel" | "password" | "url" | "search";
  width?: "wide" | "short";
  autoComplete?: string;
  inputMode?: InputHTMLAttributes<HTMLInputElement>["inputMode"];
  maxLength?: number;
  ref?: Ref<HTMLInputElement>;
}) {
  return (
    <Field {...field}>
      {(wiring) => (
        <input
          {...wiring}
          ref={ref}
          className={`control control--${width}`}
          type={kind}
          value={value}
          autoComplete={autoComplete}
          inputMode={inputMode}
          maxLength={maxLength}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
        />
      )}
    </Field>
  );
}

/**
 * Text that grows with what is written, at most 66 characters a line. `look` "page" has no border, for the note
 * itself, and shows one on hover and focus. `lang` marks a quote kept in the family's language.
 */
export function TextArea({
  value,
  onChange,
  onLeave,
  rows = 3,
  look = "field",
  lang,
  maxLength,
  placeholder,
  ...field
}: Text & { rows?: number; look?: "field" | "page"; lang?: string; maxLength?: number; placeholder?: string }) {
  const area = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = area.current;
    if (element === null || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight + 2}px`;
  }, [value]);
  return (
    <Field {...field}>
      {(wiring) => (
        <textarea
          {...wiring}
          ref={area}
          className={look === "page" ? "control control--page" : "control control--area"}
          rows={rows}
          value={value}
          lang={lang}
          maxLength={maxLength}
          placeholder={placeholder}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onLeave}
        />
      )}
    </Field>
  );
}

/** A civil date, `YYYY-MM-DD`, or empty. The device's own calendar writes it in the person's order. */
export function DateField({ value, onChange, onLeave, min, max, ...field }: Text & { min?: string; max?: string }) {
  return (
    <Field {...field}>
      {(wiring) => (
        <input {...wiring} className="control control--short" type="date" value={value} min={min} max={max ?? "9999-12-31"} onChange={(event) => onChange(event.target.value)} onBlur={onLeave} />
      )}
    </Field>
  );
}

/** A wall time, `HH:MM`, or empty. `stepMinutes` is what the arrows move by. */
export function TimeField({ value, onChange, onLeave, stepMinutes = 1, ...field }: Text & { stepMinutes?: number }) {
  return (
    <Field {...field}>
      {(wiring) => <input {...wiring} className="control control--short" type="time" value={value} step={stepMinutes * 60} onChange={(event) => onChange(event.target.value)} onBlur={onLeave} />}
    </Field>
  );
}
