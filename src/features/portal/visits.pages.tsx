import type { Language, Words } from "#kernel/language.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayMoment } from "#features/site/moments.rules.ts";
import { portalAddresses } from "./addresses.rules.ts";
import type { Visit } from "./family.rules.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { WishLine, WishVerbs } from "./wishes.pages.tsx";
import { portalWords as words } from "./words.ts";

/** Every visit: those that come, and those that were. */
export function visitsPage(props: PortalProps & { coming: readonly Visit[]; past: readonly Visit[] }): string {
  const { language } = props;
  const list = (visits: readonly Visit[]) => (
    <ul className="rows">{visits.map((one) => <li key={one.sessionId}><Icon name="clock" /><div>{sayMoment(one.startsAt, one.timeZone, language)}<span className="small">{whoComes(one)[language]} {words.places[one.place][language]}, {words.withWhom(one.clinicianName)[language]}</span><WishLine visit={one} language={language} /><WishVerbs visit={one} language={language} look="row" /></div></li>)}</ul>
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

/** The next visit, on the first page. */
export function NextVisit({ visits, language }: { visits: readonly Visit[]; language: Language }) {
  const [next, after] = visits;
  return (
    <section className={next ? "card next-visit" : "card"} aria-labelledby="next-visit">
      <h2 id="next-visit" className="eyebrow">{words.nextVisit[language]}</h2>
      {next ? (
        <>
          <p className="third">{sayMoment(next.startsAt, next.timeZone, language)}</p>
          <p>{words.minutes(next.minutes)[language]}, {words.places[next.place][language]}, {words.withWhom(next.clinicianName)[language]}.</p>
          <p className="strong">{whoComes(next)[language]}</p>
          <WishLine visit={next} language={language} />
          <WishVerbs visit={next} language={language} look="card" />
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
