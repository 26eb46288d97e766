import { siteAddresses } from "./addresses.rules.ts";
import { homeWords as words } from "./home.words.ts";
import { practiceFacts } from "./found.rules.ts";
import { descriptionWords } from "./found.words.ts";
import { Icon, Leaf } from "./icons.pages.tsx";
import { sayPhone } from "./moments.rules.ts";
import { type HomePageProps, OwnBand } from "./own.pages.tsx";
import { Families, NestAlone, StageGoodbye, StagePlay, StageTalk, WayHome } from "./scenes.pages.tsx";
import { Told } from "./told.pages.tsx";
import { Checks, renderPage, Rich } from "./shell.pages.tsx";
import { shellWords } from "./shell.words.ts";

const scenes = [StageTalk, StagePlay, StageGoodbye] as const;

/** `/` and `/es`: what it is (D1), whom it helps (D8), its stages (D4), what can get better (D2) and what nobody can say. */
export function homePage(props: HomePageProps): string {
  const { practice, language, ownWords: own } = props;
  const phone = sayPhone(practice.phone);
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.home,
    kind: "public",
    description: descriptionWords.home,
    facts: practiceFacts(practice, own, language),
    children: (
      <>
        <div className="opening">
          <div className="drawing"><WayHome /></div>
          <div className="opening-text">
            <h1>{words.title[language]}</h1>
            <p className="lead">{words.lead[language]}</p>
            <p><strong>{words.ages(practice.throughAge)[language]}</strong></p>
            <p className="buttons">
              <a className="button main" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a>
              {practice.phone !== "" && <a className="button second-choice" href={`tel:+1${practice.phone}`}><Icon name="phone" />{shellWords.call(phone)[language]}</a>}
            </p>
            <p className="small">{words.notAlone[language]}</p>
          </div>
        </div>
        <section className="band" id="what">
          <div className="wrap two">
            <div>
              <h2>{words.whatTitle[language]}</h2>
              <p><Rich text={words.what[language]} /></p>
              <NestAlone />
            </div>
            <ul className="leaves">
              {words.parts.map((part) => (
                <li key={part.name.en}><Leaf className="leaf" /><span><strong>{part.name[language]}</strong> {part.text[language]}</span></li>
              ))}
            </ul>
          </div>
        </section>
        <section className="band sunken">
          <div className="wrap">
            <h2>{words.stagesTitle[language]}</h2>
            <ol className="cards">
              {words.stages.map((stage, at) => {
                const Picture = scenes[at] ?? StageTalk;
                return (
                  <li className="card" key={stage.name.en}>
                    <Picture />
                    <div className="card-text">
                      <p className="eyebrow">{stage.label[language]}</p>
                      <h3>{stage.name[language]}</h3>
                      <p>{stage.text[language]}</p>
                    </div>
                  </li>
                );
              })}
            </ol>
            <p><a className="link" href={siteAddresses.expect[language]}>{words.readVisit[language]}</a></p>
          </div>
        </section>
        <section className="band">
          <div className="wrap two">
            <div>
              <h2>{words.whoTitle[language]}</h2>
              <p>{words.who[language]}</p>
              <p><strong>{words.noNeed[language]}</strong></p>
            </div>
            <div>
              <h3>{words.afterTitle[language]}</h3>
              <ul className="dots">{words.after.map((reason) => <li key={reason.en}>{reason[language]}</li>)}</ul>
            </div>
          </div>
          <div className="wrap"><Families /></div>
        </section>
        <section className="band sunken">
          <div className="wrap two">
            <div>
              <h2>{words.betterTitle[language]}</h2>
              <Checks items={words.better} language={language} />
            </div>
            <div className="box asks">
              <p>{words.limits[language]}</p>
              <p><a className="link" href={siteAddresses.studies[language]}>{words.studies[language]}</a></p>
            </div>
          </div>
        </section>
        <OwnBand text={own.home?.text} language={language} look="wide" />
        <Told told={props.told ?? []} language={language} />
        <section className="band teal">
          <div className="wrap">
            <h2>{words.reachTitle[language]}</h2>
            <div className="ways">
              {practice.phone !== "" && (
                <div>
                  <Icon name="phone" />
                  <div>
                    <p><a className="link strong" href={`tel:+1${practice.phone}`}>{shellWords.call(phone)[language]}</a></p>
                    <p>{practice.hours[language]}. {practice.languages[language]}</p>
                  </div>
                </div>
              )}
              <div>
                <Icon name="paper" />
                <div>
                  <p><a className="link strong" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a></p>
                  <p>{words.shortForm[language]} {words.answerWithin(practice.promiseWorkDays)[language]}</p>
                </div>
              </div>
            </div>
            <p className="urgent"><Rich text={shellWords.danger[language]} /> <Rich text={shellWords.talk[language]} /></p>
          </div>
        </section>
      </>
    ),
  });
}
