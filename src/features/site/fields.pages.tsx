import type { ReactNode } from "react";
import type { Language, Words } from "#kernel/language.ts";
import { Icon } from "./icons.pages.tsx";

/** What a form knows when it is drawn again: the answers as they were given, and what is to be looked at. */
export type FormState = { language: Language; kept: Readonly<Partial<Record<string, string[]>>>; faults: readonly { path: string; message: Words }[] };

/** The id of a field, or of one choice of it, for labels and for the links of the summary. */
export const idOf = (field: string, choice?: string): string => [field.replace(".", "-"), ...(choice === undefined ? [] : [choice])].join("-");

/** The sentence that says what to do about a field, or null. */
export const faultOf = (state: FormState, field: string): Words | null => state.faults.find((fault) => fault.path === field)?.message ?? null;

function FaultLine(props: { id: string; text: string }) {
  return <p className="fault-line" id={props.id}><Icon name="warning" /><span>{props.text}</span></p>;
}

/** A question with one line, or several, to write on. */
export function TextField(props: { state: FormState; field: string; label: Words; hint?: Words; kind: "text" | "tel" | "email" | "lines"; className?: string }) {
  const { state, field } = props;
  const { language } = state;
  const fault = faultOf(state, field);
  const id = idOf(field);
  const described = [props.hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ") || undefined;
  const value = state.kept[field]?.[0] ?? "";
  const common = { id, name: field, autoComplete: "off", "aria-describedby": described, "aria-invalid": fault ? (true as const) : undefined };
  return (
    <div className={`field ${fault ? "fault" : ""} ${props.className ?? ""}`.trim()}>
      <label htmlFor={id}>{props.label[language]}</label>
      {props.hint && <p className="hint" id={`${id}-hint`}>{props.hint[language]}</p>}
      {fault && <FaultLine id={`${id}-fault`} text={fault[language]} />}
      {props.kind === "lines" ? <textarea {...common} rows={4} defaultValue={value} /> : <input {...common} type={props.kind} inputMode={props.kind} defaultValue={value} />}
    </div>
  );
}

/** A question with choices. A fault stands between the question and its choices, and the summary leads to the first. */
export function ChoiceField(props: { state: FormState; field: string; label: Words; hint?: Words; className?: string; children: ReactNode }) {
  const { state, field } = props;
  const fault = faultOf(state, field);
  const id = idOf(field);
  const described = [props.hint && `${id}-hint`, fault && `${id}-fault`].filter(Boolean).join(" ") || undefined;
  return (
    <fieldset className={`field ${fault ? "fault" : ""} ${props.className ?? ""}`.trim()} aria-describedby={described}>
      <legend>{props.label[state.language]}</legend>
      {props.hint && <p className="hint" id={`${id}-hint`}>{props.hint[state.language]}</p>}
      {fault && <FaultLine id={`${id}-fault`} text={fault[state.language]} />}
      {props.children}
    </fieldset>
  );
}

/** One choice: its whole row is the target. `safest` is picked where nothing was answered yet: for questions of safety alone. */
export function Choice(props: { state: FormState; field: string; kind: "radio" | "checkbox"; value: string; label: Words; hint?: Words; look: "choice" | "tile"; preset?: "safest" | "none" }) {
  const { state, field, value } = props;
  const kept = state.kept[field];
  const checked = kept ? kept.includes(value) : props.preset === "safest";
  return (
    <label className={props.look} htmlFor={idOf(field, value)}>
      <input type={props.kind} id={idOf(field, value)} name={field} value={value} defaultChecked={checked} />
      <span>
        {props.label[state.language]}
        {props.hint && <small>{props.hint[state.language]}</small>}
      </span>
    </label>
  );
}
