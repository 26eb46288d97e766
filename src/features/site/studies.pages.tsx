import { siteAddresses } from "./addresses.rules.ts";
import { descriptionWords } from "./found.words.ts";
import { NestAlone } from "./scenes.pages.tsx";
import { renderPage, Rich, type PageProps } from "./shell.pages.tsx";
import { shellWords } from "./shell.words.ts";
import { studiesWords as words, studySources } from "./studies.words.ts";

/** `/studies` and `/es/estudios`: what studies found, each beside what it cannot tell (D2, D9), with where it comes from. */
export function studiesPage(props: PageProps): string {
  const { practice, language } = props;
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.studies,
    kind: "public",
    description: descriptionWords.studies,
    children: (
      <>
        <div className="wrap top">
          <h1>{shellWords.studies[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
        </div>
        <section className="band">
          <div className="wrap two">
            <div>
              <h2>{words.studiedTitle[language]}</h2>
              <NestAlone />
            </div>
            <p>{words.studied[language]}</p>
          </div>
        </section>
        <section className="band sunken">
          <div className="wrap">
            <ul className="study-list">
              {words.studies.map((study) => (
                <li className="card" key={study.who.en}>
                  <h2 className="third">{study.who[language]}</h2>
                  <div className="two">
                    <p><strong className="eyebrow">{words.found[language]}</strong><Rich text={study.found[language]} /></p>
                    <p><strong className="eyebrow">{words.cannot[language]}</strong><Rich text={study.cannot[language]} /></p>
                  </div>
                  <p className="small"><a className="link" href="#sources">{words.source(study.sources.join(", "), study.sources.length)[language]}</a></p>
                </li>
              ))}
            </ul>
          </div>
        </section>
        <section className="band">
          <div className="wrap two">
            <div className="box asks">
              <h2>{words.limitsTitle[language]}</h2>
              <ul className="dots one-column">{words.limits.map((line) => <li key={line.en}><Rich text={line[language]} /></li>)}</ul>
            </div>
            <div id="sources">
              <h2 className="third">{words.sources[language]}</h2>
              <ol className="sources-list small" lang="en">
                {studySources.map((source) => <li key={source.text}><cite>{source.link ? <a className="link" href={source.link} rel="noreferrer noopener">{source.text}</a> : source.text}</cite></li>)}
              </ol>
            </div>
          </div>
          <div className="wrap"><p className="buttons"><a className="button main" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a></p></div>
        </section>
      </>
    ),
  });
}
