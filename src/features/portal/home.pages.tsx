import { dateInZone, timeInZone, type Instant } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import { portalAddresses } from "./addresses.rules.ts";
import { type Cover, CoverChoice, Covered } from "./cover.pages.tsx";
import type { ChildRead, FamilyPlan, HomeRead, WaitingQuestions } from "./family.rules.ts";
import { type DrawnThread, MessagesCard } from "./messages.pages.tsx";
import { Papers } from "./papers.pages.tsx";
import { FurtherCard } from "./reach.pages.tsx";
import { SeenPart } from "./seen.pages.tsx";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { addressToSign, AskToSign } from "./signing.pages.tsx";
import { AskStory } from "./story.pages.tsx";
import { NextVisit } from "./visits.pages.tsx";
import { portalWords as words } from "./words.ts";

/** Papers and readings that the first page shows of each child; all of them stand on a page of their own. */
const SHOWN = 4;

export type HomeProps = PortalProps & HomeRead & { name: string; now: Instant; threads: readonly (DrawnThread & { unread: number })[] };

/** `/portal` of whoever is signed in: what comes next first, then what asks for them, then what they may read. */
export function homePage(props: HomeProps): string {
  const { language, now, practice, visits, children } = props;
  const today = dateInZone(now, practice.timeZone);
  const asks = children.flatMap((child) => child.questions.map((questions) => ({ child, questions })));
  const stories = children.flatMap((child) => child.stories);
  const toSign = children.flatMap((child) => child.toSign);
  const count = asks.length + stories.length + toSign.length;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap top portal">
        <h1>{helloAt(timeInZone(now, practice.timeZone))[language]}, {props.name.split(" ")[0]}</h1>
        <p className="soft">{sayDay(today, language)}. {words.quiet[language]}</p>
        <CoverChoice cover={props.cover} language={language} />
        <div className="portal-columns">
          <NextVisit visits={visits} language={language} />
          <section className={count > 0 ? "card asks" : "card"} aria-labelledby="to-do">
            <h2 id="to-do">{words.toDo[language]}{count > 0 && <> <span className="count">· {count}</span></>}</h2>
            {count === 0 && <p>{words.nothingToDo[language]}</p>}
            {toSign.map((one) => <AskToSign key={addressToSign(one)} one={one} language={language} />)}
            {asks.map(({ child, questions }) => <Ask key={questions.batteryId} child={child} questions={questions} language={language} timeZone={practice.timeZone} />)}
            {stories.map((one) => <AskStory key={one.versionId} story={one} language={language} />)}
          </section>
          <div>{children.map((child) => <ChildPart key={child.caseId} child={child} language={language} cover={props.cover} named={children.length > 1} />)}</div>
          <div>
            <MessagesCard threads={props.threads} language={language} practice={practice} now={now} />
            <FurtherCard language={language} />
            {children.map((child) => <SeenPart key={child.caseId} child={child} language={language} cover={props.cover} named={children.length > 1} most={SHOWN} />)}
          </div>
        </div>
      </div>
    ),
  });
}

function helloAt(wall: string): Words {
  if (wall < "12:00") return words.hello.morning;
  return wall < "18:00" ? words.hello.afternoon : words.hello.evening;
}

function questionsAbout({ about }: WaitingQuestions, child: string): Words {
  if (about.every((one) => one === "self")) return words.questionsAboutYou;
  return about.every((one) => one === "child") ? words.questionsAboutChild(child) : words.questionsAboutBoth(child);
}

function Ask({ child, questions, language, timeZone }: { child: ChildRead; questions: WaitingQuestions; language: Language; timeZone: string }) {
  const isOwn = questions.about.every((one) => one === "self");
  return (
    <article className="ask-row">
      <Icon name="paper" />
      <div>
        <h3>{questionsAbout(questions, child.childName)[language]}</h3>
        <p>{words.answerBy(sayDay(dateInZone(questions.until, timeZone), language))[language]}</p>
        {isOwn && <p className="tag own"><Icon name="shield" />{words.onlyYou[language]}</p>}
        <form method="post" action={`/portal/questions/${questions.batteryId}`}><button className="button main" type="submit">{words.openQuestions[language]}</button></form>
      </div>
    </article>
  );
}

function ChildPart({ child, language, named, cover }: { child: ChildRead; language: Language; named: boolean; cover: Cover | undefined }) {
  return (
    <>
      <section className="card" aria-labelledby={`plan-${child.caseId}`}>
        <h2 id={`plan-${child.caseId}`}>{words.plan[language]}{named && `: ${child.childName}`}</h2>
        <Covered cover={cover} id={`plan-${child.caseId}`} about={words.plan[language]} language={language}>
          <Stage stage={child.stage} language={language} />
          {child.plan === null || child.plan.objectives.length === 0 ? <p>{words.noPlan[language]}</p> : <Plan plan={child.plan} language={language} />}
        </Covered>
      </section>
      <section className="card" aria-labelledby={`papers-${child.caseId}`}>
        <h2 id={`papers-${child.caseId}`}>{words.papersTitle[language]}{named && `: ${child.childName}`}</h2>
        <Covered cover={cover} id={`papers-${child.caseId}`} about={words.papersTitle[language]} language={language}><Papers papers={child.papers.slice(0, SHOWN)} language={language} /></Covered>
        {child.papers.length > SHOWN && <p><a className="link" href={portalAddresses.papers} data-replace="">{words.seeAll[language]}</a></p>}
      </section>
    </>
  );
}

function Stage({ stage, language }: { stage: number; language: Language }) {
  return (
    <>
      <ol className="stage-bar" aria-hidden="true">{[1, 2, 3].map((one) => <li key={one} className={one < stage ? "past" : one === stage ? "now" : undefined} />)}</ol>
      <p className="small"><strong>{words.stage(stage)[language]}:</strong> {words.stages[stage - 1]?.[language]}</p>
    </>
  );
}

function Plan({ plan, language }: { plan: FamilyPlan; language: Language }) {
  return (
    <>
      <ul className="objectives">
        {plan.objectives.map((one) => (
          <li key={one.objectiveId}>
            <div className="objective-head"><h3>{one.words}</h3><span className={`tag coming-${one.coming}`}>{words.coming[one.coming][language]}</span></div>
            {one.where !== "" && <p>{one.where}</p>}
          </li>
        ))}
      </ul>
      <p className="small">
        {plan.nextReviewOn !== null && <>{words.reviewOn(sayDay(plan.nextReviewOn, language))[language]} </>}
        <a className="link" href={`/api/cases/${plan.caseId}/plans/${plan.planId}/paper?kind=plain&language=${language}`}>{words.wholePlan[language]}</a>
      </p>
    </>
  );
}
