import { IconAlertCircle } from "@tabler/icons-react";
import { useId, type ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";

/** What every field takes: its label, what helps, and what is wrong, said as what to do. */
export type FieldProps = {
  label: string;
  hint?: ReactNode;
  error?: string | null;
  /** The summary's links point here; give one where errors may come. */
  id?: string;
  need?: "required" | "optional";
  /** `heard` hides the label from the eye, where a heading above says the same. */
  labelShown?: "shown" | "heard";
};

/** The attributes that tie a control to its label, hint and error. */
export type FieldWiring = { id: string; "aria-describedby": string | undefined; "aria-invalid": true | undefined; "aria-required": true | undefined };

/** Joins label, hint and error to one control; the control is drawn by `children`. */
export function Field({ label, labelShown = "shown", hint, error = null, id, need, children }: FieldProps & { children: (wiring: FieldWiring) => ReactNode }) {
  const own = useId();
  const control = id ?? own;
  const { words } = useLanguage();
  const describedBy = [hint === undefined ? null : `${control}-hint`, error === null ? null : `${control}-error`].filter((one) => one !== null).join(" ");
  return (
    <div className={error === null ? "field" : "field field--wrong"}>
      <label htmlFor={control} className={labelShown === "heard" ? "hidden-words" : "field-label"}>
        {label}
        {need === "optional" ? <span className="field-need"> ({words.field.optional})</span> : null}
      </label>
      {hint === undefined ? null : (
        <p id={`${control}-hint`} className="field-hint">
          {hint}
        </p>
      )}
      {children({
        id: control,
        "aria-describedby": describedBy === "" ? undefined : describedBy,
        "aria-invalid": error === null ? undefined : true,
        "aria-required": need === "required" ? true : undefined,
      })}
      <FieldError id={`${control}-error`} error={error} />
    </div>
  );
}

/** The sentence beside a field that says what to do. */
export function FieldError({ id, error }: { id: string; error: string | null }) {
  if (error === null) return null;
  return (
    <p id={id} className="field-error">
      <Icon glyph={IconAlertCircle} />
      <span>{error}</span>
    </p>
  );
}
