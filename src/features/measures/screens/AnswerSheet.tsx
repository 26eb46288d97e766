import { type KeyboardEvent, useId, useRef } from "react";
import type { Answers } from "#features/instruments/contract.ts";
import { Hidden } from "#ui/Hidden.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextField } from "#ui/TextField.tsx";
import type { EntryForm, EntryItem } from "../entry.contract.ts";
import { entryScreenWords as words } from "../entry.screens.words.ts";
import { itemAfter, mark, placesOf, type as typeFigure } from "./answers.ts";

type SheetProps = { form: EntryForm; items: readonly EntryItem[]; answers: Answers; onChange: (answers: Answers) => void; errorOf?: (number: string) => string | null; beside?: (item: EntryItem) => string };

/** The items of a form, to be marked as they are on the paper: by hand, or by the figure of the answer, which goes on to the next. */
export function AnswerSheet({ form, items, answers, onChange, errorOf = () => null, beside }: SheetProps) {
  const sheet = useRef<HTMLOListElement>(null);
  const goTo = (item: EntryItem | null) => sheet.current?.querySelector<HTMLElement>(`[data-item="${item?.number}"] input`)?.focus();
  return (
    <ol ref={sheet} className="sheet-items">
      {items.map((item) => (
        <li key={item.number} data-item={item.number}>
          {item.typed === null ? (
            <MarkedItem form={form} item={item} places={placesOf(answers, item.number)} error={errorOf(item.number)} beside={beside?.(item)} onMark={(place) => onChange(mark(answers, item, place))} onNext={() => goTo(itemAfter(items, item.number))} />
          ) : (
            <TypedItem item={item} typed={item.typed} value={answers[item.number]} error={errorOf(item.number)} beside={beside?.(item)} onType={(text) => onChange(typeFigure(answers, item.number, text))} />
          )}
        </li>
      ))}
    </ol>
  );
}

function TypedItem({ item, typed, value, error, beside, onType }: { item: EntryItem; typed: NonNullable<EntryItem["typed"]>; value: Answers[string] | undefined; error: string | null; beside: string | undefined; onType: (text: string) => void }) {
  const { say, language } = useLanguage();
  const hint = words.bounds[language](say(words.units[typed.unit]), typed.minimum, typed.maximum);
  return <TextField label={item.text} need={item.isRequired ? undefined : "optional"} hint={beside === undefined ? hint : `${hint} ${beside}`} width="short" inputMode="numeric" maxLength={4} value={typeof value === "number" ? String(value) : ""} error={error} onChange={onType} />;
}

function MarkedItem({ form, item, places, error, beside, onMark, onNext }: { form: EntryForm; item: EntryItem; places: readonly number[]; error: string | null; beside: string | undefined; onMark: (place: number) => void; onNext: () => void }) {
  const { say } = useLanguage();
  const id = useId();
  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const place = item.options.findIndex((one) => one.key === event.key);
    if (place < 0) return;
    event.preventDefault();
    onMark(place);
    if (item.marks === "one") onNext();
  }
  return (
    <fieldset
      className={error === null ? "sheet-item" : "sheet-item sheet-item--wrong"}
      aria-describedby={error === null && beside === undefined ? undefined : `${id}-beside`}
    >
      <legend lang={form.language}>
        <strong>{item.number}</strong> {item.text === `item ${item.number}` ? null : item.text}
        {item.isRequired ? null : <span className="soft small"> ({say(words.notCounted)})</span>}
      </legend>
      <div className="sheet-options" lang={form.language}>
        {item.options.map((option, place) => (
          <label key={option.text} className={places.includes(place) ? "sheet-option sheet-option--on" : "sheet-option"}>
            <input type={item.marks === "many" ? "checkbox" : "radio"} name={id} checked={places.includes(place)} onChange={() => onMark(place)} onKeyDown={onKeyDown} />
            {option.key === null || option.text.startsWith(option.key) ? null : <kbd aria-hidden>{option.key}</kbd>}
            <span>{option.text}</span>
          </label>
        ))}
      </div>
      {error === null && beside === undefined ? null : (
        <p id={`${id}-beside`} className={error === null ? "soft small" : "field-error"}>
          {error ?? beside}
        </p>
      )}
      <Hidden>{places.length === 0 ? say(words.noAnswer) : ""}</Hidden>
    </fieldset>
  );
}
