import { siteAddresses } from "./addresses.rules.ts";
import { expectWords as words, studySources } from "./expect.words.ts";
import { Icon } from "./icons.pages.tsx";
import { StageGoodbye, StagePlay, StageTalk } from "./scenes.pages.tsx";
import { Checks, renderPage, Rich, type PageProps } from "./shell.pages.tsx";
import { shellWords } from "./shell.words.ts";

const scenes = [StageTalk, StagePlay, StageGoodbye] as const;

/** `/expect` and `/es/que-esperar`: the three stages (D4–D7), and what studies found and cannot tell (D2, D9). */
export function expectPage(props: PageProps): string {
  const { practice, language } = props;
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.expect,
    kind: "public",
    children: (
      <>
        <div className="wrap top">
          <h1>{shellWords.expect[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
        </div>
        {words.stages.map((stage, at) => {
          const Picture = scenes[at] ?? StageTalk;
          return (
            <section className={at % 2 === 1 ? "band sunken" : "band"} key={stage.name.en}>
              <div className="wrap two stage">
                <Picture />
                <div>
                  <p className="eyebrow">{stage.label[language]}</p>
                  <h2>{stage.name[language]}</h2>
                  <p className="soft">{stage.when[language]}</p>
                  <p>{stage.text[language]}</p>
                  <Checks items={stage.points} language={language} />
                </div>
              </div>
            </section>
          );
        })}
        <section className="band teal" id="studies">
          <div className="wrap">
            <h2>{words.studiesTitle[language]}</h2>
            <p>{words.studiesLead[language]}</p>
            <p>{words.studied[language]}</p>
            <div className="card two studies">
              <div>
                <h3>{words.goodTitle[language]}</h3>
                <ul className="checks">{words.good.map((line) => <li key={line.en}><Icon name="check" /><span><Rich text={line[language]} /></span></li>)}</ul>
              </div>
              <div>
                <h3>{words.limitsTitle[language]}</h3>
                <ul className="dots">{words.limits.map((line) => <li key={line.en}><Rich text={line[language]} /></li>)}</ul>
              </div>
            </div>
            <details className="ask-and-answer sources">
              <summary>{words.sources[language]}<Icon name="down" /></summary>
              <ul lang="en">
                {studySources.map((source) => <li key={source.text}><cite>{source.link ? <a className="link" href={source.link} rel="noreferrer noopener">{source.text}</a> : source.text}</cite></li>)}
              </ul>
            </details>
          </div>
        </section>
        <section className="band">
          <div className="wrap narrow">
            <h2>{words.knowTitle[language]}</h2>
            {words.know.map((question) => (
              <details className="ask-and-answer" key={question.asks.en}>
                <summary>{question.asks[language]}<Icon name="down" /></summary>
                <p>{question.answer[language]}</p>
              </details>
            ))}
            <p className="buttons"><a className="button main" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a></p>
          </div>
        </section>
      </>
    ),
  });
}
