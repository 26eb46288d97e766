import { IconSearch } from "@tabler/icons-react";
import { useRef } from "react";
import { Icon } from "./Icon.tsx";
import { KeyHint } from "./KeyHint.tsx";
import { useLanguage } from "./language.tsx";
import { useKeys } from "./useKeys.ts";

/** The one search over people, sessions and actions; `/` leads to it, Enter asks. */
export function SearchBox({ value, onChange, onSearch }: { value: string; onChange: (value: string) => void; onSearch: () => void }) {
  const { words } = useLanguage();
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
      <input ref={input} type="search" aria-label={words.shell.search} placeholder={words.shell.search} autoComplete="off" spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} />
      <KeyHint keys={["/"]} />
    </form>
  );
}
