import type { ReactNode } from "react";
import type { Language } from "#kernel/language.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { sayPhone } from "#features/site/moments.rules.ts";
import { type LanguageLinks, LanguageSwitch, type PageProps, renderPage, Rich } from "#features/site/shell.pages.tsx";
import { portalScript } from "./addresses.rules.ts";
import { KeyDoor } from "./keys.pages.tsx";
import { keyWords } from "./keys.words.ts";
import { DoorField } from "./shell.pages.tsx";
import { doorWords as words } from "./words.ts";

/** The names that the forms of the door send. */
export const doorFields = { address: "address", code: "code", opening: "opening", own: "own", again: "again", email: "email" } as const;

type DoorProps = PageProps & { links: LanguageLinks; script?: string };

/** A page before anybody is signed in: neutral, in no cache, with the two languages beside it. */
function renderDoor(props: DoorProps & { children: ReactNode }): string {
  return renderPage({
    practice: props.practice,
    language: props.language,
    title: props.practice.name,
    links: null,
    kind: "plain",
    ...(props.script === undefined ? {} : { script: props.script }),
    children: (
      <>
        <div className="step-line sheet-top"><span /><LanguageSwitch language={props.language} links={props.links} /></div>
        {props.children}
        {props.practice.phone !== "" && <p className="wrap narrow small"><Rich text={words.call(sayPhone(props.practice.phone))[props.language]} /></p>}
      </>
    ),
  });
}

const inLanguage = (language: Language) => `?lang=${language}`;

export type AskLinkProps = DoorProps & { typed: string; fault: "none" | "no_address" | "no_key"; /** Whether passkeys can be used at this address at all. */ keys: "work" | "none"; demo: readonly { email: string; name: string }[] };

/** `/portal` of nobody: an address, to which a link goes; in the demo also the made-up people by one tap. */
export function askLinkPage(props: AskLinkProps): string {
  const { language } = props;
  return renderDoor({
    ...props,
    ...(props.keys === "work" ? { script: portalScript } : {}),
    children: (
      <>
        {props.fault === "no_key" && <div className="wrap narrow"><p className="box" role="alert">{keyWords.notIn[language]}</p></div>}
        <form className="one" method="post" action={`/portal/link${inLanguage(language)}`} noValidate autoComplete="off">
          <div className="sheet">
            <h1>{words.title[language]}</h1>
            <p className="lead">{words.lead[language]}</p>
            <DoorField name={doorFields.address} label={words.address[language]} hint={words.addressHint[language]} fault={props.fault === "no_address" ? words.addressWrong[language] : null} kind="text" value={props.typed} />
          </div>
          <div className="actions"><div className="row"><button className="button main" type="submit" data-sending={words.sending[language]}>{words.ask[language]}</button></div></div>
        </form>
        {props.keys === "work" && <KeyDoor language={language} />}
        {props.demo.length > 0 && (
          <form className="one" method="post" action={`/portal/demo${inLanguage(language)}`}>
            <div className="sheet">
              <h2>{words.demoTitle[language]}</h2>
              <p>{words.demoLead[language]}</p>
              <div className="buttons">{props.demo.map((one) => <button key={one.email} className="button second-choice" type="submit" name={doorFields.email} value={one.email}>{one.name}</button>)}</div>
            </div>
          </form>
        )}
        <p className="wrap narrow">{words.notFamilyYet[language]} <a className="link" href={siteAddresses.ask[language]}>{words.askForTalk[language]}</a></p>
      </>
    ),
  });
}

/** What everybody is answered who asks for a link, whether the address is known or not. */
export function linkAskedPage(props: DoorProps): string {
  const { language } = props;
  return renderDoor({
    ...props,
    children: (
      <div className="wrap narrow top">
        <h1>{words.askedTitle[language]}</h1>
        <p className="lead">{words.asked[language]}</p>
        <p>{words.askedNothing[language]}</p>
        <p className="small">{words.askedSafe[language]}</p>
      </div>
    ),
  });
}

/** Behind the link: the code that only the adult knows. It says nothing of whom. */
export function codePage(props: DoorProps & { action: string; triesLeft: number; fault: "none" | "wrong" }): string {
  const { language } = props;
  return renderDoor({
    ...props,
    children: (
      <form className="one" method="post" action={`${props.action}${inLanguage(language)}`} noValidate autoComplete="off">
        <div className="sheet">
          <h1>{words.codeTitle[language]}</h1>
          <DoorField name={doorFields.code} label={words.code[language]} hint={words.codeHint[language]} fault={props.fault === "none" ? null : words.codeWrong[language]} kind="code" />
          <TriesLeft language={language} count={props.triesLeft} />
          <p className="small">{words.forgot[language]}</p>
        </div>
        <div className="actions"><div className="row"><button className="button main" type="submit">{words.open[language]}</button></div></div>
      </form>
    ),
  });
}

export type BeginFault = { field: "opening" | "own" | "again"; why: "wrong" | "not_figures" | "too_easy" | "not_same" };
const beginFaults = { wrong: words.codeWrong, not_figures: words.notFigures, too_easy: words.tooEasy, not_same: words.notSame } as const;

/** The first time: the code that was told by voice, and a code of one's own. */
export function beginPage(props: DoorProps & { action: string; triesLeft: number; faults: readonly BeginFault[] }): string {
  const { language } = props;
  const faultAt = (field: BeginFault["field"]) => {
    const found = props.faults.find((one) => one.field === field);
    return found ? beginFaults[found.why][language] : null;
  };
  return renderDoor({
    ...props,
    children: (
      <form className="one" method="post" action={`${props.action}${inLanguage(language)}`} noValidate autoComplete="off">
        <div className="sheet">
          <h1>{words.beginTitle[language]}</h1>
          {props.faults.length > 0 && <p className="box read-first" role="alert">{words.faultsTitle[language]}</p>}
          <DoorField name={doorFields.opening} label={words.openingCode[language]} hint={words.openingHint[language]} fault={faultAt("opening")} kind="code" />
          <DoorField name={doorFields.own} label={words.chooseCode[language]} hint={words.chooseHint[language]} fault={faultAt("own")} kind="new_code" />
          <DoorField name={doorFields.again} label={words.repeatCode[language]} hint="" fault={faultAt("again")} kind="new_code" />
          <TriesLeft language={language} count={props.triesLeft} />
        </div>
        <div className="actions"><div className="row"><button className="button main" type="submit">{words.begin[language]}</button></div></div>
      </form>
    ),
  });
}

function TriesLeft({ language, count }: { language: Language; count: number }) {
  return <p className="small"><Rich text={words.triesLeft(count)[language]} /></p>;
}

/** A link that was used, is over, or never was: the same page for each. */
export function linkOverPage(props: DoorProps): string {
  const { language } = props;
  return renderDoor({
    ...props,
    children: (
      <div className="wrap narrow top">
        <h1>{words.endedTitle[language]}</h1>
        <p>{words.ended[language]}</p>
        <p><a className="button main" href={`/portal${inLanguage(language)}`}>{words.askAgain[language]}</a></p>
      </div>
    ),
  });
}
