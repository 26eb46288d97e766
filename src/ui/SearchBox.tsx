import { IconSearch } from "@tabler/icons-react";
import { useRef } from "react";
import { Icon } from "./Icon.tsx";
import { KeyHint } from "./KeyHint.tsx";
import { useLanguage } from "./language.tsx";
import { useKeys } from "./useKeys.ts";

/** The one search; `/` leads to it, Enter asks. `label` says over what, where it is less than people, sessions and actions. */
export function SearchBox({ value, onChange, onSearch, label }: { value: string; onChange: (value: string) => void; onSearch: () => void; label?: string }) {
  const { words } = useLanguage();
  const name = label ?? words.shell.search;
  const input = useRef<HTMLInputElement>(null);
  useKeys([{ key: "/", run: () => input.current?.focus() }]);
  return (
    <form
      className="search-box"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        onSearch();
      }}
    >
      <Icon glyph={IconSearch} />
      <input ref={input} type="search" aria-label={name} placeholder={name} autoComplete="off" spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />
      <KeyHint keys={["/"]} />
    </form>
  );
}
