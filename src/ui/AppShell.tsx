import { IconDots, IconSearch } from "@tabler/icons-react";
import { useId, useState, type ReactNode } from "react";
import { AccountMenu, type Account } from "./AccountMenu.tsx";
import { Hidden } from "./Hidden.tsx";
import { Icon } from "./Icon.tsx";
import { KeyHelp, type KeysThere } from "./KeyHelp.tsx";
import { useLanguage } from "./language.tsx";
import { Link } from "./Link.tsx";
import { SearchBox } from "./SearchBox.tsx";
import { TopNav, useCut } from "./TopNav.tsx";
import { useKeptPlace } from "./useKeptPlace.ts";
import { readKeys, useKeys } from "./useKeys.ts";
import type { NavItem } from "./navItem.ts";

export type AppShellProps = {
  home: string;
  nav: readonly NavItem[];
  /** Places of the phone's bar, at most five; where `nav` holds more, its first four and a way to the others. */
  phoneNav?: readonly NavItem[];
  /** The address of the item that is open. */
  current: string;
  /** Opens the one search, where there is one. */
  onFind?: () => void;
  agency: string;
  account: Account;
  /** Whether this is a made-up programme, which every page then says. */
  demo?: "yes" | "no";
  /** A word at the top right of the phone, as a SaveState. */
  status?: ReactNode;
  /** The bar at the bottom: the state of the screen at the left, its verbs at the right. It replaces the phone's tab bar. */
  footer?: ReactNode;
  children: ReactNode;
};

/** Top bar, content, footer bar; on the phone a tab bar within reach of the thumb. */
export function AppShell({ home, nav, phoneNav, current, onFind, agency, account, demo = "no", status, footer, children }: AppShellProps) {
  const { words } = useLanguage();
  const menu = useId();
  const [keys, setKeys] = useState<KeysThere | null>(null);
  const [cut, setCut] = useCut();
  const showKeys = () => setKeys(readKeys());
  useKeptPlace("content");
  useKeys([{ key: "?", says: words.keys.all, run: showKeys }], undefined, "everywhere");
  const inBar = phoneNav ?? (nav.length > 5 ? nav.slice(0, 4) : nav);
  return (
    <div className={footer === undefined ? "shell" : "shell shell--footed"}>
      <a className="skip" href="#content" onClick={() => document.getElementById("content")?.focus()}>
        {words.shell.skip}
      </a>
      {demo === "yes" ? (
        <aside className="demo" aria-label={words.shell.demoName}>
          {words.shell.demo}
        </aside>
      ) : null}
      <header className="top-bar">
        <Link href={home} className="brand">
          <Mark />
          <span>Dyad</span>
        </Link>
        {nav.length === 0 ? null : <TopNav nav={nav} current={current} menu={menu} cut={cut} onCut={setCut} />}
        <div className="top-search">{onFind === undefined ? null : <SearchBox onOpen={onFind} />}</div>
        {status === undefined ? null : <div className="top-status">{status}</div>}
        {onFind === undefined ? null : (
          <button type="button" className="top-find" title={words.shell.search} aria-haspopup="dialog" onClick={onFind}>
            <Icon glyph={IconSearch} size={20} />
            <Hidden>{words.shell.search}</Hidden>
          </button>
        )}
        <span className="top-agency">{agency}</span>
        <AccountMenu id={menu} agency={agency} account={account} nav={nav} current={current} cut={cut} onKeys={showKeys} />
        <KeyHelp keys={keys} onClose={() => setKeys(null)} />
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {footer === undefined && nav.length === 0 ? null : footer === undefined ? (
        <nav className="tab-bar" aria-label={words.shell.bottom}>
          <ul>
            {inBar.map((item) => (
              <li key={item.href}>
                <Link href={item.href} aria-current={item.href === current ? "page" : undefined}>
                  <Icon glyph={item.glyph} size={20} />
                  <span>{item.label}</span>
                </Link>
              </li>
            ))}
            {inBar.length === nav.length || phoneNav !== undefined ? null : (
              <li>
                <button type="button" popoverTarget={menu}>
                  <Icon glyph={IconDots} size={20} />
                  <span>{words.shell.more}</span>
                </button>
              </li>
            )}
          </ul>
        </nav>
      ) : (
        <footer className="foot-bar">{footer}</footer>
      )}
    </div>
  );
}

/** An arc that holds a dot: two, and one in the other's arm. */
function Mark() {
  return (
    <svg className="brand-mark" viewBox="0 0 24 24" width="24" height="24" aria-hidden focusable="false">
      <path d="M20 11.5A8.5 8.5 0 1 0 11.5 20" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" />
      <circle cx="17" cy="17" r="4" fill="currentColor" />
    </svg>
  );
}
