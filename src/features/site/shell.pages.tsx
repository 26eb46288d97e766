import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Language, Words } from "#kernel/language.ts";
import { languages } from "#kernel/language.ts";
import type { Practice } from "./practice.rules.ts";
import { siteAddresses, weatherAddress } from "./addresses.rules.ts";
import { familyAssetPaths } from "./assets.rules.ts";
import { Icon, Leaf } from "./icons.pages.tsx";
import { footPages, menuPages, phonePages, professionalPages, type MenuPage } from "./menu.rules.ts";
import { sayPhone } from "./moments.rules.ts";
import { CutPaperShadow } from "#features/stories/scenes.drawings.tsx";
import { shellWords } from "./shell.words.ts";


/** What every page needs: whose it is and in which language. */
export type PageProps = { practice: Practice; language: Language };

/** Where the language switch leads; null on pages that cannot be asked for again. */
export type LanguageLinks = Record<Language, string> | null;

type ShellProps = PageProps & {
  /** The title of the tab: the neutral name, or `Questions`. Nothing else. */
  title: string;
  links: LanguageLinks;
  /** True on a page that stands for a failure: the script then keeps the form that was sent, with every word in it. */
  isFault?: true;
  /** True on a page that answers where no page is: its language switch leads to the first page, and no search keeps it. */
  isLost?: true;
  /** `public`: menu and foot. `form`: the same, left out of caches and shown anew on return. `plain`: neither menu nor foot. */
  kind: "public" | "form" | "plain";
  /** What a search shows below the name. None on pages behind a link, and none that names a kind of care on a form. */
  description?: Words;
  /** What is true of the practice, for machines that read; never in the demo, where nothing is. */
  facts?: object;
  /** A script of its own, from this server, that a page has beside the common one. */
  script?: string;
  /** What a signed-in family has in the place of the public menu and foot: its own rules of style, line and foot. */
  own?: { style: string; line: ReactNode; foot: ReactNode; /** Where leaving quickly signs out. */ signOut: string; /** Seconds after which a page that lies open is asked for anew. */ quiet: number };
  children: ReactNode;
};

const leafIcon = "data:image/svg+xml," + encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 34"><path d="M16 30C6 25 1 18 2 11 3 3 12 1 16 7c4-6 13-4 14 4 1 7-4 14-14 19Z" fill="#2f6b3c"/></svg>');

/** A whole HTML document of a family page. No script or style stands in it; it works without either. */
export function renderPage(props: ShellProps): string {
  return `<!doctype html>${renderToStaticMarkup(<Document {...props} />)}`;
}

function Document(props: ShellProps) {
  const { practice, language, links } = props;
  const mayBeFound = links !== null && !props.isLost && (props.kind === "public" || props.description !== undefined);
  // A page that posts names itself to us alone: browsers send `Origin: null` from a page without any referrer.
  const referrer = props.kind === "public" ? "no-referrer" : props.kind === "form" ? "same-origin" : "strict-origin";
  return (
    <html lang={language}>
      <head>
        <meta charSet="utf-8" />
        <title>{props.title}</title>
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content={referrer} />
        <meta name="color-scheme" content="light dark" />
        <meta name="format-detection" content="telephone=no" />
        {(practice.isDemo || !mayBeFound) && <meta name="robots" content="noindex, nofollow" />}
        {mayBeFound && <Found {...props} links={links} />}
        <link rel="icon" href={leafIcon} />
        <link rel="preload" href={familyAssetPaths.font} as="font" type="font/woff2" crossOrigin="anonymous" />
        <link rel="stylesheet" href={familyAssetPaths.style} />
        {props.own && <link rel="stylesheet" href={props.own.style} />}
        {props.own && <noscript><meta httpEquiv="refresh" content={String(props.own.quiet)} /></noscript>}
        <script src={familyAssetPaths.script} defer />
        {props.script && <script src={props.script} defer />}
      </head>
      <body className={props.kind} data-sign-out={props.own?.signOut} data-quiet={props.own?.quiet} data-private={props.kind === "public" ? undefined : ""} data-one-entry={props.kind === "public" ? undefined : shellWords.notSent[language]} data-fault={props.isFault && ""}>
        <CutPaperShadow />
        <a className="skip" href="#main">{shellWords.skip[language]}</a>
        {practice.isDemo && <aside className="demo" aria-label={shellWords.notice[language]}>{shellWords.demo[language]}</aside>}
        <Head {...props} />
        <main id="main" tabIndex={-1}>{props.children}</main>
        {props.own ? props.own.foot : props.kind !== "plain" && <Foot practice={practice} language={language} />}
      </body>
    </html>
  );
}

/** What lets others find a page: which address is its own, in which other language it stands, and what it is about. */
function Found(props: ShellProps & { links: Record<Language, string> }) {
  const { practice, language, links, description } = props;
  const whole = (path: string) => `${practice.origin}${path}`;
  const facts = props.facts !== undefined && !practice.isDemo ? props.facts : null;
  return (
    <>
      {practice.origin !== "" && <link rel="canonical" href={whole(links[language])} />}
      {languages.map((other) => <link key={other} rel="alternate" hrefLang={other} href={whole(links[other])} />)}
      <link rel="alternate" hrefLang="x-default" href={whole(links.en)} />
      {description && (
        <>
          <meta name="description" content={description[language]} />
          <meta property="og:type" content="website" />
          <meta property="og:site_name" content={practice.name} />
          <meta property="og:title" content={props.title} />
          <meta property="og:description" content={description[language]} />
          <meta property="og:locale" content={language === "es" ? "es_US" : "en_US"} />
          {practice.origin !== "" && <meta property="og:url" content={whole(links[language])} />}
        </>
      )}
      {facts && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(facts).replaceAll("<", "\\u003c") }} />}
    </>
  );
}

function Head(props: ShellProps) {
  const { practice, language } = props;
  const brand = <><Leaf className="leaf" />{practice.name}</>;
  return (
    <header className="head">
      <div className="head-row">
        {props.kind === "plain" ? <p className="brand">{brand}</p> : <a className="brand" href={siteAddresses.home[language]}>{brand}</a>}
        <a className="exit" href={weatherAddress} rel="noreferrer noopener" data-exit="">
          {shellWords.leave[language]}
          <Icon name="exit" />
        </a>
      </div>
      {props.own && <div className="head-line">{props.own.line}</div>}
      {!props.own && props.kind !== "plain" && (
        <div className="head-line">
          <details className="menu">
            <summary><Icon name="menu" />{shellWords.menu[language]}</summary>
            <PageList language={language} className="pages" pages={phonePages} links={props.isLost ? null : props.links} />
          </details>
          <PageList language={language} className="pages wide" pages={menuPages} links={props.isLost ? null : props.links} />
          <LanguageSwitch language={language} links={props.links} />
        </div>
      )}
    </header>
  );
}

function PageList(props: { language: Language; className: string; pages: readonly MenuPage[]; links: LanguageLinks; /** Whom the pages are for, where not for everybody. */ named?: Words }) {
  const { language, links, named } = props;
  return (
    <nav className={props.className} aria-label={(named ?? shellWords.pages)[language]}>
      <ul>
        {named && <li className="small" aria-hidden="true">{named[language]}</li>}
        {props.pages.map(({ at, words }) => (
          <li key={at.en}>
            <a href={at[language]} aria-current={links?.[language] === at[language] ? "page" : undefined}>{words[language]}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The same page in the other language, each named in its own. */
export function LanguageSwitch(props: { language: Language; links: LanguageLinks }) {
  if (props.links === null) return null;
  const names = { en: "English", es: "Español" } as const;
  const links = props.links;
  return (
    <nav className="languages" aria-label={shellWords.languages[props.language]}>
      <ul>
        {languages.map((language) => (
          <li key={language}>
            <a href={links[language]} lang={language} hrefLang={language} aria-current={language === props.language ? "true" : undefined} data-replace="">{names[language]}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Foot(props: PageProps) {
  const { practice, language } = props;
  return (
    <footer className="foot">
      <div className="wrap three">
        <section>
          <h2>{shellWords.privacyTitle[language]}</h2>
          <p>{shellWords.privacyText[language]}</p>
          <p><a className="link" href={`${siteAddresses.privacy[language]}#clear`}>{shellWords.clearHistory[language]}</a></p>
        </section>
        <p>
          <Rich text={shellWords.danger[language]} /> <Rich text={shellWords.talk[language]} />
        </p>
        <p>
          <strong>{practice.fullName}</strong>
          {practice.phone !== "" && <><br /><Rich text={`**${sayPhone(practice.phone)}**`} /></>}
        </p>
      </div>
      <div className="wrap foot-pages">
        <PageList language={language} className="pages" pages={footPages} links={null} />
        <PageList language={language} className="pages" pages={professionalPages} links={null} named={shellWords.professionals} />
      </div>
    </footer>
  );
}

/** A sentence in which `**…**` is what matters most; a telephone number there can be tapped. Nothing else in it is markup. */
export function Rich(props: { text: string }) {
  return <>{props.text.split("**").map((part, at) => (at % 2 === 1 ? <strong key={at}><Callable text={part} /></strong> : part))}</>;
}

/** 911, 988 or a number of ten digits as a link that calls it; any other text as it is. */
function Callable(props: { text: string }) {
  if (!/^(?:911|988|\d{3}-\d{3}-\d{4})$/.test(props.text)) return props.text;
  const digits = props.text.replaceAll("-", "");
  return <a className="link" href={`tel:${digits.length === 3 ? digits : `+1${digits}`}`}>{props.text}</a>;
}

/** A list whose marks are checks. */
export function Checks(props: { items: readonly Words[]; language: Language }) {
  return <ul className="checks">{props.items.map((item) => <li key={item.en}><Icon name="check" /><span>{item[props.language]}</span></li>)}</ul>;
}
