import { siteAddresses } from "./addresses.rules.ts";
import { expectWords as words } from "./expect.words.ts";
import { descriptionWords } from "./found.words.ts";
import { Icon } from "./icons.pages.tsx";
import { OwnBand, type OwnPageProps } from "./own.pages.tsx";
import { StageGoodbye, StagePlay, StageTalk } from "./scenes.pages.tsx";
import { Checks, renderPage, Rich } from "./shell.pages.tsx";
import { shellWords } from "./shell.words.ts";

const scenes = [StageTalk, StagePlay, StageGoodbye] as const;

/** `/expect` and `/es/que-esperar`: the three stages (D4–D7), and where to read what studies found (D2, D9). */
export function expectPage(props: OwnPageProps): string {
  const { practice, language, ownWords: own } = props;
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.expect,
    kind: "public",
    description: descriptionWords.expect,
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
          <div className="wrap narrow">
            <h2>{words.studiesTitle[language]}</h2>
            <p><Rich text={words.studiesShort[language]} /></p>
            <p><a className="link" href={siteAddresses.studies[language]}>{words.studiesMore[language]}</a></p>
          </div>
        </section>
        <OwnBand text={own.expect?.text} language={language} look="narrow" />
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
