import { dateInZone, timeInZone, type Instant } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import { roleNames } from "#features/account/screens.words.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay, sayMoment } from "#features/site/moments.rules.ts";
import { Rich } from "#features/site/shell.pages.tsx";
import { portalAddresses } from "./addresses.rules.ts";
import type { ChildRead, FamilyPaper, FamilyPlan, HomeRead, Reader, Sent, Visit, WaitingQuestions } from "./family.rules.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { portalWords as words } from "./words.ts";

/** Papers and readings that the first page shows of each child; all of them stand on a page of their own. */
const SHOWN = 4;

export type HomeProps = PortalProps & HomeRead & { name: string; now: Instant };

/** `/portal` of whoever is signed in: what comes next first, then what asks for them, then what they may read. */
export function homePage(props: HomeProps): string {
  const { language, now, practice, visits, children } = props;
  const today = dateInZone(now, practice.timeZone);
  const asks = children.flatMap((child) => child.questions.map((questions) => ({ child, questions })));
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap top portal">
        <h1>{helloAt(timeInZone(now, practice.timeZone))[language]}, {props.name.split(" ")[0]}</h1>
        <p className="soft">{sayDay(today, language)}. {words.quiet[language]}</p>
        <div className="portal-columns">
          <NextVisit visits={visits} language={language} />
          <section className={asks.length > 0 ? "card asks" : "card"} aria-labelledby="to-do">
            <h2 id="to-do">{words.toDo[language]}{asks.length > 0 && <> <span className="count">· {asks.length}</span></>}</h2>
            {asks.length === 0 && <p>{words.nothingToDo[language]}</p>}
            {asks.map(({ child, questions }) => <Ask key={questions.batteryId} child={child} questions={questions} language={language} timeZone={practice.timeZone} />)}
          </section>
          <div>{children.map((child) => <ChildPart key={child.caseId} child={child} language={language} named={children.length > 1} />)}</div>
          <div>{children.map((child) => <SeenPart key={child.caseId} child={child} language={language} named={children.length > 1} most={SHOWN} />)}</div>
        </div>
      </div>
    ),
  });
}

function helloAt(wall: string): Words {
  if (wall < "12:00") return words.hello.morning;
  return wall < "18:00" ? words.hello.afternoon : words.hello.evening;
}

function NextVisit({ visits, language }: { visits: readonly Visit[]; language: Language }) {
  const [next, after] = visits;
  return (
    <section className={next ? "card next-visit" : "card"} aria-labelledby="next-visit">
      <h2 id="next-visit" className="eyebrow">{words.nextVisit[language]}</h2>
      {next ? (
        <>
          <p className="third">{sayMoment(next.startsAt, next.timeZone, language)}</p>
          <p>{words.minutes(next.minutes)[language]}, {words.places[next.place][language]}, {words.withWhom(next.clinicianName)[language]}.</p>
          <p className="strong">{whoComes(next)[language]}</p>
          {next.videoLink !== null && <p><a className="button second-choice" href={next.videoLink} rel="noreferrer noopener">{words.openVideo[language]}</a></p>}
          <p className="small">{after && <>{words.after[language]} {sayMoment(after.startsAt, after.timeZone, language)} · </>}<a className="link" href={portalAddresses.visits} data-replace="">{words.allVisits[language]}</a></p>
        </>
      ) : (
        <p>{words.noVisit[language]} {words.noVisitNext[language]}</p>
      )}
    </section>
  );
}

const whoComes = (visit: Visit): Words => (visit.kind === "caregiver_alone" ? words.justYou : words.youAnd(visit.childName));

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

function ChildPart({ child, language, named }: { child: ChildRead; language: Language; named: boolean }) {
  return (
    <>
      <section className="card" aria-labelledby={`plan-${child.caseId}`}>
        <h2 id={`plan-${child.caseId}`}>{words.plan[language]}{named && `: ${child.childName}`}</h2>
        <Stage stage={child.stage} language={language} />
        {child.plan === null || child.plan.objectives.length === 0 ? <p>{words.noPlan[language]}</p> : <Plan plan={child.plan} language={language} />}
      </section>
      <section className="card" aria-labelledby={`papers-${child.caseId}`}>
        <h2 id={`papers-${child.caseId}`}>{words.papersTitle[language]}{named && `: ${child.childName}`}</h2>
        <Papers papers={child.papers.slice(0, SHOWN)} language={language} />
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

function Papers({ papers, language }: { papers: readonly FamilyPaper[]; language: Language }) {
  if (papers.length === 0) return <p>{words.noPapers[language]}</p>;
  return (
    <ul className="rows">
      {papers.map((one) => (
        <li key={one.documentId}><Icon name="paper" /><a href={`/api/cases/${one.caseId}/documents/${one.documentId}/content`}>{one.title}{one.datedOn !== null && <span className="small">{sayDay(one.datedOn, language)}</span>}</a></li>
      ))}
    </ul>
  );
}

function SeenPart({ child, language, named, most }: { child: Pick<ChildRead, "caseId" | "childName" | "readers" | "sent">; language: Language; named: boolean; most: number | null }) {
  const id = `seen-${child.caseId}`;
  const shown = (list: readonly Reader[]) => (most === null ? list : list.slice(0, most));
  return (
    <section className="card" aria-labelledby={id}>
      <h2 id={id}>{words.seenTitle[language]}{named && `: ${child.childName}`}</h2>
      {child.readers.length === 0 ? <p>{words.seenNone[language]}</p> : (
        <ul className="rows">
          {shown(child.readers).map((one, at) => <li key={at}><Icon name="shield" /><span>{one.name ?? one.roles.map((role) => roleNames[role][language]).join(", ")}<span className="small">{words.readAbout[one.about][language]} · {sayDay(one.day, language)}</span></span></li>)}
        </ul>
      )}
      {child.sent.length > 0 && (
        <>
          <h3>{words.sentTitle[language]}</h3>
          <ul className="rows">{child.sent.slice(0, most ?? child.sent.length).map((one, at) => <SentRow key={at} one={one} language={language} />)}</ul>
        </>
      )}
      {most !== null && (child.readers.length > most || child.sent.length > most) && <p><a className="link" href={portalAddresses.privacy} data-replace="">{words.seeAll[language]}</a></p>}
    </section>
  );
}

const SentRow = ({ one, language }: { one: Sent; language: Language }) => <li><Icon name="paper" /><span>{one.recipient}<span className="small">{one.description} · {sayDay(one.on, language)}</span></span></li>;

/** Every visit: those that come, and those that were. */
export function visitsPage(props: PortalProps & { coming: readonly Visit[]; past: readonly Visit[] }): string {
  const { language } = props;
  const list = (visits: readonly Visit[]) => (
    <ul className="rows">{visits.map((one) => <li key={one.sessionId}><Icon name="clock" /><span>{sayMoment(one.startsAt, one.timeZone, language)}<span className="small">{whoComes(one)[language]} {words.places[one.place][language]}, {words.withWhom(one.clinicianName)[language]}</span></span></li>)}</ul>
  );
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.visits[language]}</h1>
        <h2>{words.comingVisits[language]}</h2>
        {props.coming.length === 0 ? <p>{words.noVisit[language]} {words.noVisitNext[language]}</p> : list(props.coming)}
        {props.past.length > 0 && <><h2>{words.pastVisits[language]}</h2>{list(props.past)}</>}
      </div>
    ),
  });
}

export function papersPage(props: PortalProps & { children: readonly { childName: string; papers: readonly FamilyPaper[] }[] }): string {
  const { language, children } = props;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.papersTitle[language]}</h1>
        <p className="lead">{words.papersLead[language]}</p>
        {children.map((child, at) => <section key={at}>{children.length > 1 && <h2>{child.childName}</h2>}<Papers papers={child.papers} language={language} /></section>)}
      </div>
    ),
  });
}

export function seenPage(props: PortalProps & { children: readonly Pick<ChildRead, "caseId" | "childName" | "readers" | "sent">[] }): string {
  const { language, children } = props;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.privacy[language]}</h1>
        <p className="lead"><Rich text={words.privacyLead[language]} /></p>
        {children.map((child) => <SeenPart key={child.caseId} child={child} language={language} named={children.length > 1} most={null} />)}
      </div>
    ),
  });
}
