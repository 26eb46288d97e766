import { IconCheck, IconPlus } from "@tabler/icons-react";
import { useId, useState, type ReactNode } from "react";
import { Hidden } from "./Hidden.tsx";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";

/** One thing that may be picked; `detail` says of whom, or since when. */
export type ChipOption = { value: string; label: string; detail?: string };

type ChipProps = {
  label: string;
  detail?: string;
  /** `not_expected` is dashed: nobody waits for it, and a press still turns it on. */
  state: "on" | "off" | "not_expected";
  onPress: () => void;
};

/** A chip alone: a button that is pressed or not. */
export function Chip({ label, detail, state, onPress }: ChipProps) {
  return (
    <button type="button" className={`chip chip--${state}`} aria-pressed={state === "on"} onClick={onPress}>
      {state === "on" ? <Icon glyph={IconCheck} /> : null}
      <span>{label}</span>
      {detail === undefined ? null : <small>{detail}</small>}
    </button>
  );
}

/** A dashed chip that adds something, or shows the rest. */
export function NewChip({ label, glyph = "plus", onPress }: { label: string; glyph?: "plus" | "none"; onPress: () => void }) {
  return (
    <button type="button" className="chip chip--new" onClick={onPress}>
      {glyph === "plus" ? <Icon glyph={IconPlus} /> : null}
      <span>{label}</span>
    </button>
  );
}

export type ChipGroupProps = {
  legend: string;
  /** `beside` sets the legend before the chips; `heard` is for a group under a heading that says the same. */
  legendShown?: "beside" | "heard";
  choice: "one" | "many";
  options: readonly ChipOption[];
  value: readonly string[];
  onChange: (value: string[]) => void;
  /** How many options stand there at first; picked ones are always shown. */
  first?: number;
  onNew?: { label: string; run: () => void };
  children?: ReactNode;
};

/** Chips as native check boxes (`many`) or radio buttons (`one`), in a group with a name. */
export function ChipGroup({ legend, legendShown = "beside", choice, options, value, onChange, first, onNew, children }: ChipGroupProps) {
  const { words } = useLanguage();
  const name = useId();
  const [shown, setShown] = useState<"first" | "all">("first");
  const visible = shown === "all" || first === undefined ? options : options.filter((option, index) => index < first || value.includes(option.value));
  function press(option: string) {
    if (choice === "one") onChange([option]);
    else onChange(value.includes(option) ? value.filter((one) => one !== option) : [...value, option]);
  }
  return (
    <fieldset className="chip-group">
      <legend className="hidden-words">{legend}</legend>
      <div className="chip-row">
        {legendShown === "beside" ? (
          <span className="chip-legend" aria-hidden>
            {legend}
          </span>
        ) : null}
        {visible.map((option) => {
          const on = value.includes(option.value);
          return (
            <label key={option.value} className={`chip chip--${on ? "on" : "off"}`}>
              <input type={choice === "one" ? "radio" : "checkbox"} name={name} value={option.value} checked={on} onChange={() => press(option.value)} />
              {on ? <Icon glyph={IconCheck} /> : null}
              <span>{option.label}</span>
              {option.detail === undefined ? null : <small>{option.detail}</small>}
            </label>
          );
        })}
        {visible.length < options.length ? <NewChip glyph="none" label={words.chip.more(options.length - visible.length)} onPress={() => setShown("all")} /> : null}
        {onNew === undefined ? null : <NewChip label={onNew.label} onPress={onNew.run} />}
        {children}
      </div>
    </fieldset>
  );
}

/** A time that stands in a chip and is written in place: `in 13:32`. `heard` names whose time it is. Empty means not known. */
export function TimeChip({ label, heard, value, onChange }: { label: string; heard: string; value: string; onChange: (value: string) => void }) {
  return (
    <label className={`chip chip--time${value === "" ? " chip--not_expected" : ""}`}>
      <small aria-hidden>{label}</small>
      <Hidden>{heard}</Hidden>
      <input type="time" value={value} onChange={(event) => onChange(event.target.value)} />
    </label>
  );
}
