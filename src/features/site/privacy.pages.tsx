import { siteAddresses } from "./addresses.rules.ts";
import { descriptionWords } from "./found.words.ts";
import { sayPhone } from "./moments.rules.ts";
import { OwnBand, type OwnPageProps } from "./own.pages.tsx";
import { faultWords, notFoundWords, privacyWords as words } from "./privacy.words.ts";
import { Shelf } from "./scenes.pages.tsx";
import { Checks, renderPage, Rich, type PageProps } from "./shell.pages.tsx";
import { shellWords } from "./shell.words.ts";

/** `/privacy` and `/es/privacidad`: quick exit and its limits, the history, who reads a request (D3). */
export function privacyPage(props: OwnPageProps): string {
  const { practice, language, ownWords: own } = props;
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.privacy,
    kind: "public",
    description: descriptionWords.privacy,
    children: (
      <>
        <div className="wrap narrow top">
          <h1>{shellWords.privacy[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
        </div>
        <div className="wrap narrow band">
          <h2>{words.exitTitle[language]}</h2>
          <Checks items={words.exit} language={language} />
        </div>
        <div className="band sunken" id="clear">
          <div className="wrap narrow">
            <h2>{words.clearTitle[language]}</h2>
            <ol className="steps">{words.clear(practice.name).map((step) => <li key={step.en}><span><Rich text={step[language]} /></span></li>)}</ol>
            <h2>{words.windowTitle[language]}</h2>
            <Checks items={words.window} language={language} />
          </div>
        </div>
        <div className="wrap narrow band">
          <h2>{words.siteTitle[language]}</h2>
          <Checks items={words.site} language={language} />
          <h2>{words.requestTitle[language]}</h2>
          <Checks items={words.request} language={language} />
          {practice.phone !== "" && <p><Rich text={words.questions(sayPhone(practice.phone))[language]} /></p>}
        </div>
        <OwnBand text={own.privacy?.text} language={language} look="sunken" />
      </>
    ),
  });
}

/** What answers where no page is, with status 404. The address that was asked for is not repeated. */
export function notFoundPage(props: PageProps): string {
  const { practice, language } = props;
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.home,
    isLost: true,
    kind: "public",
    children: (
      <div className="wrap narrow band">
        <Shelf />
        <h1>{notFoundWords.title[language]}</h1>
        <p className="lead">{notFoundWords.text[language]}</p>
        <p className="buttons"><a className="button main" href={siteAddresses.home[language]}>{notFoundWords.home[language]}</a></p>
      </div>
    ),
  });
}

export type FaultPageProps = PageProps & { title: string; kind: "form" | "plain"; reason: "ours" | "too_many" };

/** What answers where something failed: no more is said of it than what to do now. */
export function faultPage(props: FaultPageProps): string {
  const { practice, language } = props;
  return renderPage({
    ...props,
    links: null,
    isFault: true,
    children: (
      <div className="wrap narrow band">
        <h1>{faultWords.title[language]}</h1>
        <p className="lead">{(props.reason === "ours" ? faultWords.text : faultWords.tooMany)[language]}</p>
        <p>{faultWords.back[language]}</p>
        {practice.phone !== "" && <p><Rich text={faultWords.call(sayPhone(practice.phone))[language]} /></p>}
        {props.kind === "plain" && <p><Rich text={shellWords.danger[language]} /> <Rich text={shellWords.talk[language]} /></p>}
      </div>
    ),
  });
}
