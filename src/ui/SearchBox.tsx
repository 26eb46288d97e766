import { IconSearch } from "@tabler/icons-react";
import { Icon } from "./Icon.tsx";
import { KeyHint } from "./KeyHint.tsx";
import { useLanguage } from "./language.tsx";

/** Where the one search stands in the top bar: it looks like a line to write in, and opens the search with its list. */
export function SearchBox({ onOpen }: { onOpen: () => void }) {
  const { words } = useLanguage();
  return (
    <div role="search" className="search-part">
      <button type="button" className="search-box" aria-haspopup="dialog" onClick={onOpen}>
        <Icon glyph={IconSearch} />
        <span>{words.shell.search}</span>
        <KeyHint keys={["/"]} />
      </button>
    </div>
  );
}
