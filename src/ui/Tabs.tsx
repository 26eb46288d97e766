import { useEffect, useRef } from "react";
import { Link } from "./Link.tsx";

/** A part of the screen with an address of its own; `asks` is clay: "1 owed". */
export type Tab = { href: string; label: string; asks?: string };

/** Tabs that are links, so that each has an address, a history and a new window. */
export function Tabs({ label, tabs, current }: { label: string; tabs: readonly Tab[]; current: string }) {
  const bar = useRef<HTMLElement>(null);
  // On the phone the bar scrolls sideways: the open tab is brought into sight.
  useEffect(() => {
    const open = bar.current?.querySelector<HTMLElement>("[aria-current]");
    if (open && bar.current) bar.current.scrollLeft = Math.max(0, open.offsetLeft + open.offsetWidth - bar.current.clientWidth + 24);
  }, [current]);
  return (
    <nav ref={bar} className="tabs" aria-label={label}>
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
