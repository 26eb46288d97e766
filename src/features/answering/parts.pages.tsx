import type { ReactNode } from "react";
import { LanguageSwitch, renderPage, Rich, type LanguageLinks, type PageProps } from "#features/site/shell.pages.tsx";
import type { Language } from "#kernel/language.ts";
import { answeringWords as words } from "./words.ts";

/** What every page behind a link gets from the server. */
export type LinkPageProps = PageProps & {
  /** The same page in each language; null where there is none to ask for again. */
  links: LanguageLinks;
  /** `shown` from the moment an answer asks for it, and on every page after that. */
  crisis: "shown" | "none";
};

/** What a form sends back with the answer: where to, and the hidden values that the server gave (csrf, step). */
export type FormTarget = { action: string; hidden: Record<string, string> };

/** A page behind a link: titled `Questions`, no menu, the crisis lines first where they are due. */
export function renderLinkPage(props: LinkPageProps & { line: ReactNode; children: ReactNode }): string {
  return renderPage({
    practice: props.practice,
    language: props.language,
    title: words.title[props.language],
    links: null,
    kind: "plain",
    children: (
      <>
        {props.crisis === "shown" && <CrisisBox language={props.language} />}
        {(props.line !== null || props.links !== null) && (
          <div className="step-line sheet-top">
            {props.line ?? <span />}
            <LanguageSwitch language={props.language} links={props.links} />
          </div>
        )}
        {props.children}
      </>
    ),
  });
}

/** 988 and 911, first on the page and read out at once. */
function CrisisBox(props: { language: Language }) {
  const { language } = props;
  return (
    <section className="box crisis" role="alert" aria-labelledby="crisis" data-crisis="">
      <h2 id="crisis">{words.crisisTitle[language]}</h2>
      <p>{words.crisis[language]}</p>
      <p className="stack">
        <a className="button main" href="tel:988">{words.crisisCall[language]}</a>
        {language === "en" && <a className="button second-choice" href="sms:988">{words.crisisText[language]}</a>}
      </p>
      <p><Rich text={words.crisisHint[language]} /></p>
      <p>{words.crisisRead[language]}</p>
    </section>
  );
}

/** A form of one page: its hidden values, and one entry in the history. */
export function LinkForm(props: { target: FormTarget; language: Language; children: ReactNode }) {
  return (
    <form className="one" method="post" action={props.target.action} noValidate autoComplete="off" data-one-entry={words.lineDropped[props.language]}>
      {Object.entries(props.target.hidden).map(([name, value]) => <input key={name} type="hidden" name={name} value={value} />)}
      {props.children}
    </form>
  );
}
