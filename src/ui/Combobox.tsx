import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Language } from "#kernel/language.ts";
import { Field, type FieldProps } from "./Field.tsx";

/** One line that can be picked. `note` is said after it where it leads to further ones; `source` is where it comes from. */
export type ComboboxOption = { value: string; label: string; detail?: string; note?: string; source?: string };

/**
 * A line of text with suggestions below it, by the pattern of an editable combobox with a list: the focus stays in the
 * line, the arrows move through the list, Enter picks, Escape closes. What is typed stands whether or not it is picked.
 * `counted` says for the ear how much was found; `detailLanguage` is the language of the details, where it is not the page's.
 */
export function Combobox({ value, onChange, onPick, options, counted, detailLanguage, maxLength, after, ...field }: FieldProps & { value: string; onChange: (value: string) => void; onPick: (value: string) => void; options: readonly ComboboxOption[]; counted: string; detailLanguage?: Language; maxLength?: number; after?: ReactNode }) {
  const [list, setList] = useState<"open" | "closed">("closed");
  const [active, setActive] = useState(-1);
  const lines = useRef<HTMLDivElement>(null);
  const isPressed = useRef(false);
  const shown = list === "open" && options.length > 0;
  const place = Math.min(active, options.length - 1);
  useEffect(() => {
    if (shown && place >= 0) lines.current?.children[place]?.scrollIntoView({ block: "nearest" });
  }, [shown, place]);
  useEffect(() => {
    const hold = () => void (isPressed.current = true);
    const release = () => void (isPressed.current = false);
    const ends = ["pointerup", "pointercancel"] as const;
    window.addEventListener("pointerdown", hold, true);
    for (const end of ends) window.addEventListener(end, release, true);
    return () => {
      window.removeEventListener("pointerdown", hold, true);
      for (const end of ends) window.removeEventListener(end, release, true);
    };
  }, []);
  function pick(option: ComboboxOption) {
    onPick(option.value);
    // A heading leads to the codes below it, which are then the list.
    setList(option.note === undefined ? "closed" : "open");
    setActive(-1);
  }
  function press(event: KeyboardEvent<HTMLInputElement>) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0 && options.length > 0) {
      event.preventDefault();
      setList("open");
      const next = shown ? place + step : step === 1 ? 0 : options.length - 1;
      setActive(next >= options.length ? -1 : next < -1 ? options.length - 1 : next);
    } else if (event.key === "Enter" && shown && place >= 0) {
      event.preventDefault();
      pick(options[place]!);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      event.stopPropagation();
      setList("closed");
      setActive(-1);
    }
  }
  /** What is pressed below the list must not move away under the finger: with the pointer down the list waits until it is let go. */
  function leave() {
    const close = () => setList("closed");
    if (!isPressed.current) return close();
    window.addEventListener("pointerup", () => setTimeout(close), { once: true });
  }
  return (
    <div className="combobox">
      <Field {...field}>
        {(wiring) => (
          <>
            <input
              {...wiring}
              className="control control--wide"
              type="text"
              role="combobox"
              aria-expanded={shown}
              aria-controls={shown ? `${wiring.id}-list` : undefined}
              aria-autocomplete="list"
              aria-activedescendant={shown && place >= 0 ? `${wiring.id}-${place}` : undefined}
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              maxLength={maxLength}
              value={value}
              onChange={(event) => {
                onChange(event.target.value);
                setList("open");
                setActive(-1);
              }}
              onKeyDown={press}
              onBlur={leave}
            />
            {shown ? (
              <div ref={lines} id={`${wiring.id}-list`} className="combobox-list" role="listbox" aria-label={field.label}>
                {options.map((option, index) => (
                  // The line keeps the focus and takes the keys; the pointer is a second way.
                  <button key={option.value} id={`${wiring.id}-${index}`} type="button" role="option" tabIndex={-1} aria-selected={index === place} onMouseDown={(event) => event.preventDefault()} onClick={() => pick(option)}>
                    <strong>{option.label}</strong>
                    {option.detail === undefined ? null : <span lang={detailLanguage}>{option.detail}</span>}
                    {option.note === undefined ? null : <span className="soft">{option.note}</span>}
                    {option.source === undefined ? null : <span className="soft">{option.source}</span>}
                  </button>
                ))}
              </div>
            ) : null}
          </>
        )}
      </Field>
      <p role="status" className="hidden-words">
        {shown ? counted : ""}
      </p>
      {after}
    </div>
  );
}
