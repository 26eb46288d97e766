import type { Words } from "#kernel/language.ts";
import { scopeNames } from "#features/people/screens.words.ts";
import { ChipGroup } from "#ui/Chip.tsx";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { Sending } from "#ui/useSending.ts";
import { words } from "../people.words.ts";

type Setter = (key: string, value: string) => void;

/** The wiring of a text field of a form kept as one object. */
export const fieldOf = (sending: Sending, form: Record<string, string>, set: Setter) => (key: string, path = key) => ({ id: sending.id(path), value: form[key] ?? "", onChange: (value: string) => set(key, value), error: sending.errorOf(path) });

/** Choices of a record of names. */
export function useChoices() {
  const { say } = useLanguage();
  return (names: Record<string, Words>, only: readonly string[] = Object.keys(names)) => only.map((value) => ({ value, label: say(names[value]!) }));
}

/** Scopes of an authority as chips. */
export function ScopeField({ id, value, onChange, error }: { id: string; value: readonly string[]; onChange: (value: string[]) => void; error: string | null }) {
  const { say } = useLanguage();
  const choices = useChoices();
  return (
    <div id={id} tabIndex={-1} className={error === null ? "field" : "field field--wrong"}>
      <ChipGroup legend={say(words.scopes)} choice="many" options={choices(scopeNames)} value={value} onChange={onChange} />
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}
