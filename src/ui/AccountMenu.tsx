import { IconKeyboard, IconLogout } from "@tabler/icons-react";
import { useEffect, useRef, type ReactNode } from "react";
import { Button } from "./Button.tsx";
import { Segments } from "./ChoiceField.tsx";
import { Hidden } from "./Hidden.tsx";
import { useLanguage } from "./language.tsx";
import { Link } from "./Link.tsx";
import { useSetting, type Setting } from "./settings.ts";
import type { NavItem } from "./navItem.ts";

/** The person who is signed in. `more` holds further entries of the menu, as links. */
export type Account = { name: string; initials: string; onSignOut: () => void; more?: ReactNode };

/** Language, colours, letter keys, the list of all keys and signing out, in a native popover; on the phone also every place, elsewhere those that the top bar has no room for. */
export function AccountMenu({ id: menu, agency, account, nav, current, cut, onKeys }: { id: string; agency: string; account: Account; nav: readonly NavItem[]; current: string; cut: ReadonlySet<string>; onKeys: () => void }) {
  const { words, language, changeLanguage } = useLanguage();
  const [colours, keepColours] = useSetting("colours");
  const [letterKeys, keepLetterKeys] = useSetting("letterKeys");
  const box = useRef<HTMLDivElement>(null);
  // Whoever goes somewhere from the menu wants to see where they came.
  useEffect(() => {
    const element = box.current;
    const close = (event: Event) => {
      if (event.target instanceof Element && event.target.closest("a") !== null) element?.hidePopover();
    };
    element?.addEventListener("click", close);
    return () => element?.removeEventListener("click", close);
  }, []);
  return (
    <div className="account">
      <button type="button" className="account-button" popoverTarget={menu}>
        <span className="initials" aria-hidden>
          {account.initials}
        </span>
        <span className="account-name" aria-hidden>
          {account.name}
        </span>
        <Hidden>{words.shell.account(account.name)}</Hidden>
      </button>
      <div ref={box} id={menu} popover="auto" className="account-menu" role="group" aria-label={words.shell.account(account.name)}>
        <p className="account-who">
          <strong>{account.name}</strong>
          <span className="soft">{agency}</span>
        </p>
        <nav className="account-places" aria-label={words.shell.menu}>
          <ul>
            {nav.map((item) => (
              <li key={item.href} className={cut.has(item.href) ? undefined : "is-above"}>
                <Link href={item.href} aria-current={item.href === current ? "page" : undefined}>
                  {item.label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <Segments
          legend={words.shell.language}
          legendShown="beside"
          value={language}
          onChange={(value) => changeLanguage(value === "es" ? "es" : "en")}
          options={[
            { value: "en", label: <span lang="en">English</span> },
            { value: "es", label: <span lang="es">Español</span> },
          ]}
        />
        <Segments
          legend={words.shell.colours}
          legendShown="beside"
          value={colours}
          onChange={(value) => keepColours(value as Setting<"colours">)}
          options={[
            { value: "system", label: words.shell.coloursSystem },
            { value: "light", label: words.shell.coloursLight },
            { value: "dark", label: words.shell.coloursDark },
          ]}
        />
        <Segments
          legend={words.shell.keys}
          legendShown="beside"
          value={letterKeys}
          onChange={(value) => keepLetterKeys(value as Setting<"letterKeys">)}
          options={[
            { value: "on", label: words.shell.keysOn },
            { value: "off", label: words.shell.keysOff },
          ]}
        />
        <Button
          look="quiet"
          glyph={IconKeyboard}
          keys={["?"]}
          onClick={() => {
            box.current?.hidePopover();
            onKeys();
          }}
        >
          {words.keys.all}
        </Button>
        {account.more}
        <Button glyph={IconLogout} onClick={account.onSignOut}>
          {words.shell.signOut}
        </Button>
      </div>
    </div>
  );
}
