import type { QueryClient } from "@tanstack/react-query";
import { Outlet, useLocation } from "@tanstack/react-router";
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from "react";
import type { Me } from "#features/account/contract.ts";
import { FindBox } from "#features/finding/screens/FindBox.tsx";
import { words as findWords } from "#features/finding/screens.words.ts";
import { OtherWays } from "#features/account/screens/OtherWays.tsx";
import { SignInForm } from "#features/account/screens/SignInForm.tsx";
import { AppShell } from "#ui/AppShell.tsx";
import type { Api } from "#ui/client.ts";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { useLanguage } from "#ui/language.tsx";
import { whenHandedOver } from "#ui/handOver.ts";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { endShowing, useShownTo } from "#ui/shownTo.ts";
import { type ShellSlots, ShellSlotsContext } from "#ui/shellSlots.tsx";
import { LockedBar } from "#ui/States.tsx";
import { useHashTarget } from "#ui/useHashTarget.ts";
import { useKeys } from "#ui/useKeys.ts";
import { EndsSoon } from "./EndsSoon.tsx";
import { caseIdOf, type Place, placeOf, placesFor } from "./nav.ts";
import { signOut, type SignInStore } from "./signIn.ts";
import { words } from "./words.ts";

/** The frame around every page of somebody who is signed in. */
export function SignedIn({ api, client, signIn }: { api: Api; client: QueryClient; signIn: SignInStore }) {
  const { me, state } = useSyncExternalStore(signIn.subscribe, signIn.read);
  const { say } = useLanguage();
  const path = useLocation({ select: (location) => location.pathname });
  useHashTarget(useLocation({ select: (location) => location.href }));
  const shown = useShownTo();
  const { slots, footer, status } = useSlots();
  useEffect(whenHandedOver, []);
  const [finding, setFinding] = useState<"open" | "closed">("closed");
  if (me === null) return null;
  // While a case is shown to one of its adults, nothing else of the programme stands on the screen.
  const shownCase = shown === null ? null : `/app/families/${shown.caseId}`;
  const own = shownCase === null && me.owes === "nothing" ? placesFor(me.roles) : [];
  const nav = own.map((place) => ({ href: place.href, label: say(place.label), glyph: place.glyph }));
  const finds = shownCase === null && me.owes === "nothing" && me.staffId !== null;
  return (
    <ShellSlotsContext value={slots}>
      <AppShell
        home={shownCase ?? "/app"}
        nav={nav}
        current={placeOf(path.replace(/\/+$/, "") || "/app", own)}
        onFind={finds ? () => setFinding("open") : undefined}
        agency={me.agency.name}
        account={{ name: me.name, initials: initialsOf(me.name), onSignOut: () => void signOut(api, client), more: <AccountLinks me={me} /> }}
        demo={me.agency.isDemo ? "yes" : "no"}
        status={status}
        footer={footer}
      >
        <div className="shell-bars">
          {state === "locked" ? <LockedBar opens="at_once" signIn={<><SignInForm email={me.email} onSignedIn={signIn.enter} /><OtherWays email={me.email} onSignedIn={signIn.enter} /></>} /> : <EndsSoon api={api} signIn={signIn} timeZone={me.agency.timeZone} />}
        </div>
        {shownCase === null || path === shownCase || path.startsWith(`${shownCase}/`) ? <Outlet /> : <NotShown backTo={shownCase} />}
      </AppShell>
      {finds ? <Finding state={finding} onState={setFinding} places={own} caseId={caseIdOf(path)} /> : null}
    </ShellSlotsContext>
  );
}

/** The one search, which `/` and Control with K open on every page. */
function Finding({ state, onState, places, caseId }: { state: "open" | "closed"; onState: (next: "open" | "closed") => void; places: readonly Place[]; caseId: string | null }) {
  const { say } = useLanguage();
  const open = () => onState("open");
  useKeys([{ key: "/", says: say(findWords.keyFind), run: open }, { key: "Control+k", says: say(findWords.keyFind), run: open }], undefined, "everywhere");
  return <FindBox state={state} onClose={() => onState("closed")} places={places} caseId={caseId} />;
}

/** Under one's name: the own sign-in, for staff who looked at the own file, and for an administrator the privacy desk. */
function AccountLinks({ me }: { me: Me }) {
  const { say } = useLanguage();
  return (
    <>
      <Link href="/app/account">{say(words.account)}</Link>
      {me.staffId === null ? null : <Link href="/app/privacy?part=own">{say(words.whoLooked)}</Link>}
      {me.roles.includes("administrator") ? <Link href="/app/privacy">{say(words.privacy)}</Link> : null}
    </>
  );
}

/** What stands at every other address while a case is shown to an adult. */
function NotShown({ backTo }: { backTo: string }) {
  const { say } = useLanguage();
  return (
    <div className="page">
      <PageHeader title={say(words.notShown)} />
      <p className="buttons">
        <ButtonLink href={backTo}>{say(words.backToShown)}</ButtonLink>
        <Button onClick={endShowing}>{say(words.endShowing)}</Button>
      </p>
    </div>
  );
}

/** Two letters for a name; titles such as "Dr." are left out. */
export function initialsOf(name: string): string {
  const parts = name.split(/\s+/).filter((part) => part !== "" && !part.endsWith("."));
  return [parts[0], parts.length > 1 ? parts.at(-1) : undefined].map((part) => part?.[0]?.toUpperCase() ?? "").join("");
}

function useSlots() {
  const [claimed, setClaimed] = useState({ footer: 0, status: 0 });
  const [footerHost, setFooterHost] = useState<HTMLElement | null>(null);
  const [statusHost, setStatusHost] = useState<HTMLElement | null>(null);
  const claim = useCallback((slot: "footer" | "status") => {
    const add = (by: number) => setClaimed((before) => ({ ...before, [slot]: before[slot] + by }));
    add(1);
    return () => add(-1);
  }, []);
  const slots = useMemo<ShellSlots>(() => ({ footer: footerHost, status: statusHost, claim }), [footerHost, statusHost, claim]);
  return {
    slots,
    footer: claimed.footer > 0 ? <div ref={setFooterHost} className="foot-host" /> : undefined,
    status: claimed.status > 0 ? <div ref={setStatusHost} /> : undefined,
  };
}
