import { useEffect, useRef } from "react";
import { Link } from "./Link.tsx";

/** A part of the screen with an address of its own; `asks` is clay: "1 owed". */
export type Tab = { href: string; label: string; asks?: string };

/** Tabs that are links, so that each has an address, a history and a new window. `inner` are the parts of a part, under it. */
export function Tabs({ label, tabs, current, level = "outer" }: { label: string; tabs: readonly Tab[]; current: string; level?: "outer" | "inner" }) {
  const bar = useRef<HTMLElement>(null);
  // On the phone the bar scrolls sideways: the open tab is brought into sight, then and whenever the bar gets another width.
  useEffect(() => {
    const shown = bar.current;
    if (shown === null) return;
    const bring = () => {
      const open = shown.querySelector<HTMLElement>("[aria-current]");
      if (open) shown.scrollLeft = Math.max(0, open.offsetLeft + open.offsetWidth - shown.clientWidth + 24);
    };
    bring();
    const watch = new ResizeObserver(bring);
    watch.observe(shown);
    return () => watch.disconnect();
  }, [current]);
  return (
    <nav ref={bar} className={level === "outer" ? "tabs" : "tabs tabs--inner"} aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link href={tab.href} aria-current={tab.href === current ? "page" : undefined}>
              <span className="tab-word">{tab.label}</span>
              {tab.asks === undefined ? null : <> <strong className="asks">{tab.asks}</strong></>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
