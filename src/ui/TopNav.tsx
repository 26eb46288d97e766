import { IconChevronDown } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import type { NavItem } from "./navItem.ts";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";
import { Link } from "./Link.tsx";

/** So much of a place has to be seen that its name is not cut; the rest is the room beside it. */
const SEEN = 0.9;

/** The places at the top. Those that have no room stand in the menu, which "More" opens: nothing is cut, nothing scrolls sideways. */
export function TopNav({ nav, current, menu, cut, onCut }: { nav: readonly NavItem[]; current: string; menu: string; cut: ReadonlySet<string>; onCut: (hrefs: ReadonlySet<string>) => void }) {
  const { words } = useLanguage();
  const list = useFitting(nav, onCut);
  return (
    <nav className="top-nav" aria-label={words.shell.main}>
      <ul ref={list}>
        {nav.map((item) => (
          <li key={item.href} data-href={item.href} className={cut.has(item.href) ? "is-cut" : undefined}>
            <Link href={item.href} aria-current={item.href === current ? "page" : undefined}>
              <span>{item.label}</span>
              {item.asks === undefined ? null : <strong className="asks">{item.asks}</strong>}
            </Link>
          </li>
        ))}
      </ul>
      {cut.size === 0 ? null : (
        <button type="button" className={cut.has(current) ? "top-more top-more--here" : "top-more"} popoverTarget={menu}>
          {words.shell.more}
          <Icon glyph={IconChevronDown} size={16} />
        </button>
      )}
    </nav>
  );
}

/** The places that are cut keep their width while they are hidden, so that showing "More" never makes the row flicker. */
function useFitting(nav: readonly NavItem[], onCut: (hrefs: ReadonlySet<string>) => void) {
  const list = useRef<HTMLUListElement>(null);
  const hrefs = nav.map((item) => item.href).join(" ");
  useEffect(() => {
    const root = list.current;
    if (root === null) return;
    const hidden = new Set<string>();
    const watch = new IntersectionObserver(
      (entries) => {
        for (const { target, intersectionRatio } of entries) {
          const href = target.getAttribute("data-href") ?? "";
          if (intersectionRatio < SEEN) hidden.add(href);
          else hidden.delete(href);
        }
        onCut(new Set(hidden));
      },
      { root, threshold: SEEN },
    );
    for (const item of root.children) watch.observe(item);
    return () => watch.disconnect();
  }, [hrefs, onCut]);
  return list;
}

/** Which of the places are cut, for the row and for the menu. */
export const useCut = () => useState<ReadonlySet<string>>(new Set());
