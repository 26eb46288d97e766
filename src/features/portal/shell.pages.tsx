import type { ReactNode } from "react";
import { type Language, languages, type Words } from "#kernel/language.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { type PageProps, renderPage, Rich } from "#features/site/shell.pages.tsx";
import { shellWords } from "#features/site/shell.words.ts";
import { sayPhone } from "#features/site/moments.rules.ts";
import { portalAddresses, type PortalPage, portalStyle, signOutAddress } from "./addresses.rules.ts";
import { messageWords } from "./messages.words.ts";
import type { Cover } from "./cover.pages.tsx";
import { portalWords as words } from "./words.ts";

/** `said` is what was done a moment ago, in one sentence. */
export type PortalProps = PageProps & { page: PortalPage | null; said?: Words | null; /** Whether this device covers the words. */ cover?: Cover; /** A script of its own. */ script?: string };

/** Somewhat more than the ten minutes after which the server knows nobody any more. */
const QUIET_SECONDS = 615;

const names: Record<PortalPage, { en: string; es: string }> = { home: words.home, visits: words.visits, papers: words.papers, messages: messageWords.title, story: words.story, privacy: words.privacy };

/** A page of whoever is signed in: the neutral name in the tab, an own menu, and the way out beside the quick exit. */
export function renderPortalPage(props: PortalProps & { children: ReactNode }): string {
  const { language, practice } = props;
  return renderPage({
    practice,
    language,
    title: practice.name,
    links: null,
    kind: "form",
    ...(props.script === undefined ? {} : { script: props.script }),
    own: {
      style: portalStyle,
      signOut: signOutAddress,
      quiet: QUIET_SECONDS,
      line: (
        <>
          <details className="menu">
            <summary><Icon name="menu" />{shellWords.menu[language]}</summary>
            <Pages className="pages" page={props.page} language={language} />
          </details>
          <Pages className="pages wide portal-pages" page={props.page} language={language} />
          <LanguageForm language={language} />
          <SignOut language={language} place="head" />
        </>
      ),
      foot: <Foot practice={practice} language={language} />,
    },
    children: (
      <>
        {props.said && <div className="wrap"><p className="box done" role="status"><Icon name="check" /><span>{props.said[language]}</span></p></div>}
        {props.children}
      </>
    ),
  });
}

function Pages({ className, page, language }: { className: string; page: PortalPage | null; language: Language }) {
  return (
    <nav className={className} aria-label={words.pages[language]}>
      <ul>{(Object.keys(portalAddresses) as PortalPage[]).map((one) => <li key={one}><a href={portalAddresses[one]} aria-current={one === page ? "page" : undefined} data-replace="">{names[one][language]}</a></li>)}</ul>
    </nav>
  );
}

/** Signing out stands beside the menu where there is room, else at the foot: at one of the two places on every screen. */
function SignOut({ language, place }: { language: Language; place: "head" | "foot" }) {
  return <form method="post" action={signOutAddress} className={`sign-out-${place}`}><button className={place === "head" ? "button quiet" : "button second-choice"} type="submit">{words.signOut[language]}</button></form>;
}

/** The language that the account reads, each named in its own; it is kept for the next time. */
function LanguageForm({ language }: { language: Language }) {
  const own = { en: "English", es: "Español" } as const;
  return (
    <form className="languages" method="post" action="/portal/language" aria-label={shellWords.languages[language]}>
      {languages.map((one) => <button key={one} type="submit" name="language" value={one} lang={one} aria-current={one === language ? "true" : undefined}>{own[one]}</button>)}
    </form>
  );
}

function Foot({ practice, language }: PageProps) {
  return (
    <footer className="foot">
      <div className="wrap">
        <SignOut language={language} place="foot" />
        <p><Rich text={shellWords.danger[language]} /> <Rich text={shellWords.talk[language]} /></p>
        <p>
          <strong>{practice.fullName}</strong>
          {practice.phone !== "" && <> · <Rich text={`**${sayPhone(practice.phone)}**`} /></>}
        </p>
      </div>
    </footer>
  );
}

/** A field of the door with its hint and its fault, read together. */
export function DoorField(props: { name: string; label: string; hint: string; fault: string | null; kind: "text" | "code" | "new_code"; value?: string }) {
  const { name, fault } = props;
  return (
    <div className={fault ? "field fault" : "field"}>
      <label htmlFor={name}>{props.label}</label>
      <p className="hint" id={`${name}-hint`}>{props.hint}</p>
      {fault && <p className="fault-line" id={`${name}-fault`}><Icon name="warning" /><span>{fault}</span></p>}
      <input id={name} name={name} type={props.kind === "text" ? "text" : "password"} inputMode={props.kind === "text" ? "email" : "numeric"} autoComplete={props.kind === "new_code" ? "new-password" : "off"} autoCapitalize="none" spellCheck={false} maxLength={254} defaultValue={props.value} aria-invalid={fault ? true : undefined} aria-describedby={fault ? `${name}-hint ${name}-fault` : `${name}-hint`} data-focus={fault ? "" : undefined} />
    </div>
  );
}
